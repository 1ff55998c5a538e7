import Record
import Tabular

/// What the checker must know of a measure besides its name: a row of `measures.csv`. A measure without a
/// row has those of the row `*`.
struct MeasureTraits: Sendable {
  /// How much its publishers change a figure between its first release and the latest that is held, as a
  /// fraction.
  var revision = 0.1
  /// Dimensions that prose breaks it down by.
  var labels: Set<Record.Dimension> = [.nationality, .demographic]
  /// Agencies that count it, each alone or all together: a text may mean any of them.
  var agencies: [String] = []
  /// Which agency a sector is of, by the end of the sector's id; the last is that of all others.
  var agencyOfSector: [(ending: String, agency: String)] = []
  /// Countries that people are sent from, where it counts those who arrive.
  var from: [String] = []
  /// What else names its place: "people" who come home to it, the "origin" that they are sent from.
  var namedBy = ""
  /// Whether years are fiscal ones as often as not.
  var isFiscal = false
  /// Labels that it has unless a text says otherwise, which no words say: `level=first-instance`.
  var unsaid: [Record.Dimension: [String]] = [:]
  /// Dimensions whose labels nobody writes.
  var unnamed: [Record.Dimension] = []

  /// The agency that all of some sectors are of.
  func agency(ofSectors sectors: [String]) -> String? {
    let agencies = Set(
      sectors.map { sector in
        agencyOfSector.first { $0.ending == "*" || sector.hasSuffix($0.ending) }?.agency
      })
    return agencies.count == 1 ? agencies.first ?? nil : nil
  }
}

/// What the checker must know of a place: a row of `places.csv`.
struct PlaceTraits: Sendable {
  enum Kind: String, Sendable {
    /// Named in nearly every text, whatever is counted.
    case background
    /// A part of the world.
    case region
    /// A border, of which a country has several.
    case border
    /// All places together: "worldwide".
    case world
  }

  var kind: Kind?
  /// The record's own place, where the words name it by another id.
  var means: String?
  /// Whether what is counted there is given by fiscal years too.
  var isFiscal = false
}

/// The traits of all measures and places.
struct Traits: Sendable {
  private var measures: [String: MeasureTraits] = [:]
  private var places: [String: PlaceTraits] = [:]
  private var others = MeasureTraits()

  init(_ folders: LexiconFolders) throws(InputError) {
    for path in folders.paths("measures.csv") { try readMeasures(path) }
    for path in folders.paths("places.csv") { try readPlaces(path) }
  }

  subscript(measure: String) -> MeasureTraits { measures[measure] ?? others }

  func place(_ id: String) -> PlaceTraits { places[id] ?? PlaceTraits() }

  /// Whether a place is named in passing too often to say where something was counted.
  func isBackground(_ place: String) -> Bool {
    places[place].map { $0.kind == .background || $0.kind == .world } ?? false
  }

  /// Whether a place is too wide to be another than the one that is meant.
  func isWide(_ place: String) -> Bool {
    places[place]?.kind == .region || isBackground(place)
  }

  /// Whether words for it mean all places together.
  func isWorld(_ place: String) -> Bool { places[place]?.kind == .world }

  func isBorder(_ place: String) -> Bool { places[place]?.kind == .border }

  private mutating func readMeasures(_ path: String) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path))
    let columns = [
      "measure", "revision", "labels", "agencies", "sector_agency", "from", "named_by", "year",
      "unsaid", "unnamed",
    ].map { table.requiredColumn($0) }
    try table.issues.check()
    while try table.next() {
      let fields = columns.map { table.text($0) }
      func list(_ column: Int) -> [String] { fields[column].split(separator: "|").map(String.init) }
      func dimensions(_ column: Int) -> [Record.Dimension] {
        list(column).compactMap { Record.Dimension(rawValue: $0) }
      }
      var traits = MeasureTraits()
      guard let revision = Double(fields[1]) else {
        table.note(columns[1], expected: "a fraction such as 0.05")
        continue
      }
      for column in [2, 9] where dimensions(column).count != list(column).count {
        table.note(columns[column], expected: "dimensions such as nationality|demographic")
      }
      traits.revision = revision
      traits.labels = Set(dimensions(2))
      traits.agencies = list(3)
      traits.agencyOfSector = Traits.pairs(list(4)).map { (ending: $0.0, agency: $0.1) }
      traits.from = list(5)
      traits.namedBy = fields[6]
      traits.isFiscal = fields[7] == "fiscal"
      for (name, label) in Traits.pairs(list(8)) {
        guard let dimension = Record.Dimension(rawValue: name) else { continue }
        traits.unsaid[dimension, default: []].append(label)
      }
      traits.unnamed = dimensions(9)
      if fields[0] == "*" { others = traits } else { measures[fields[0]] = traits }
    }
    try table.issues.check()
  }

  /// "a=b" as a and b.
  private static func pairs(_ list: [String]) -> [(String, String)] {
    list.compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }

  private mutating func readPlaces(_ path: String) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path))
    let columns = ["place", "kind", "means", "year"].map { table.requiredColumn($0) }
    try table.issues.check()
    while try table.next() {
      let fields = columns.map { table.text($0) }
      let kind = PlaceTraits.Kind(rawValue: fields[1])
      if kind == nil, !fields[1].isEmpty {
        table.note(columns[1], expected: "background, region, border or world")
      }
      places[fields[0]] = PlaceTraits(
        kind: kind, means: fields[2].isEmpty ? nil : fields[2], isFiscal: fields[3] == "fiscal")
    }
    try table.issues.check()
  }
}
