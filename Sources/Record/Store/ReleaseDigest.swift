import Periods

/// A number that two releases share when they hold the same source and the same figures, in
/// whatever order.
///
/// Each figure is mixed to 64 bits and the results are added up, twice with different mixing. It
/// distinguishes a changed file from an unchanged one; it is no protection against a forger.
struct ReleaseDigest {
  private var a: UInt64 = 0
  private var b: UInt64 = 0

  /// Of no figures.
  init() {}

  init(_ release: Release) {
    let series = release.series.map(ReleaseDigest.name)
    for (index, row) in release.rows.enumerated() {
      add(
        series[Int(row.series)], first: row.period.first.number, last: row.period.last.number,
        row.value, release.extras[index])
    }
    add(release.source.coverage.natures)
  }

  /// Adds what is said of whether measures add up over time; where nothing is, the digest is that of the figures.
  mutating func add(_ natures: [String: Nature]?) {
    for (measure, nature) in natures ?? [:] {
      add(ReleaseDigest.mix(ReleaseDigest.hash("nature\u{1F}\(measure)\u{1F}\(nature.rawValue)")))
    }
  }

  /// Adds a figure.
  ///
  /// - Parameter series: its ``name(_:)``.
  mutating func add(
    _ series: UInt64, first: Int32, last: Int32, _ value: Double?, _ extra: Release.Extra?
  ) {
    var word = ReleaseDigest.mix(series ^ UInt64(bitPattern: Int64(first)))
    word = ReleaseDigest.mix(word ^ UInt64(bitPattern: Int64(last)))
    word = ReleaseDigest.mix(word ^ (value.map { ($0 + 0).bitPattern } ?? 0xDEAD))
    if let extra {
      let point = extra.point.map { "\($0.latitude) \($0.longitude)" } ?? ""
      word = ReleaseDigest.mix(
        word ^ ReleaseDigest.hash("\(extra.exactness.rawValue)\u{1F}\(point)\u{1F}\(extra.note)"))
    }
    add(word)
  }

  private mutating func add(_ word: UInt64) {
    a &+= word
    b &+= ReleaseDigest.mix(word ^ 0x9E37_79B9_7F4A_7C15)
  }

  /// A number for a series' labels.
  static func name(_ series: SeriesKey) -> UInt64 { hash(text(series)) }

  var text: String { String(a, radix: 16) + "-" + String(b, radix: 16) }

  /// Labels of the dimensions that there were first, and of the later ones only where there is one:
  /// so that a new dimension does not make every release another.
  private static func text(_ series: SeriesKey) -> String {
    let labels = series.row
    let added = labels.dropFirst(firstDimensions).enumerated()
      .filter { !$0.element.isEmpty }.map { "\($0.offset)=\($0.element)" }
    return (labels.prefix(firstDimensions) + added).joined(separator: "\u{1F}")
  }

  private static let firstDimensions = 15

  /// FNV-1a with 64 bits (Fowler, Noll, Vo).
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
  private static func mix(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
