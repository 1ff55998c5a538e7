/// What the camps counted, by day: the files that `data_layout.csv` names.
public struct FleeCounts: Hashable, Sendable {
  /// Names of the camps in the order of `data_layout.csv`, without `total`.
  public var camps: [String]
  /// Entries of each camp by its name, in order of their days.
  public var series: [String: [Entry]]
  /// Entries of the file `total`: everybody who fled, whether or not a camp counted them.
  public var total: [Entry]
  /// People counted in each camp on day 0, where they have been subtracted from its counts.
  package var subtracted: [String: Int] = [:]
  /// What is odd in the files and was ignored: a sentence each.
  package var warnings: [String] = []

  /// Counts; see the properties for their meaning.
  public init(camps: [String], series: [String: [Entry]], total: [Entry]) {
    self.camps = camps
    self.series = series
    self.total = total
  }

  /// The count on one day.
  public struct Entry: Hashable, Sendable {
    /// Days since the start of the simulation; negative before it.
    public var day: Int
    /// People counted, divided by the setting `hasten`; below 0 only where the count of day 0 has been
    /// subtracted.
    public var count: Double

    /// An entry; see the properties for their meaning.
    public init(day: Int, count: Double) {
      self.day = day
      self.count = count
    }
  }

  /// The count of a camp on a day, by FLEE's rule: interpolated linearly between the entries before and
  /// after and cut to a whole number; the first entry before the first day, the last after the last.
  ///
  /// - Returns: people counted; 0 for a camp without entries.
  public func count(_ camp: String, day: Int) -> Int {
    FleeCounts.interpolated(series[camp] ?? [], day: day)
  }

  /// The total on a day, interpolated like the counts of camps.
  public func totalCount(day: Int) -> Int { FleeCounts.interpolated(total, day: day) }

  /// By how many people the counts have grown since the day before; on day 0, the counts of that day.
  ///
  /// - Parameter sumsCamps: whether the camps' counts are added up; otherwise the total is used. On day 0
  ///   FLEE adds the total to those of the camps.
  func newOnDay(_ day: Int, sumsCamps: Bool) -> Int {
    func total(_ day: Int) -> Int {
      sumsCamps ? camps.reduce(0) { $0 + count($1, day: day) } : totalCount(day: day)
    }
    guard day > 0 else { return total(0) + (sumsCamps ? totalCount(day: 0) : 0) }
    return total(day) - total(day - 1)
  }

  static func interpolated(_ entries: [Entry], day: Int) -> Int {
    guard let first = entries.first, let last = entries.last else { return 0 }
    guard day > first.day else { return Int(first.count) }
    guard let next = entries.firstIndex(where: { day < $0.day }) else {
      return Int(last.count)
    }
    let (a, b) = (entries[next - 1], entries[next])
    let fraction = Double(day - a.day) / Double(b.day - a.day)
    return Int(a.count + fraction * (b.count - a.count))
  }
}

// Encoded under the names of FLEE's files and columns, which are written out here: another name in the
// code does not change the encoding.

extension FleeCounts: Encodable {
  private enum CodingKeys: String, CodingKey {
    case camps = "camps"
    case series = "counts"
    case total = "total"
    case subtracted = "day0"
  }

  /// Encodes everything that a run depends on; what an instance has none of leaves no trace.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(camps, forKey: .camps)
    try container.encode(series, forKey: .series)
    try container.encode(total, forKey: .total)
    if !subtracted.isEmpty { try container.encode(subtracted, forKey: .subtracted) }
  }
}

extension FleeCounts.Entry: Encodable {
  private enum CodingKeys: String, CodingKey {
    case day = "day"
    case count = "count"
  }
}
