import Periods

/// Dimensions that the oracle's tables are broken down by.
enum OracleDimension: String, CaseIterable, Comparable {
  case place, component, nationality, route, demographic

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// What the labels of a dimension stand for.
struct OracleExtent: Hashable {
  enum Reach: String {
    case whole, within, only, undeclared
  }

  var reach = Reach.undeclared
  /// Only of ``Reach/within``.
  var place = ""
  var labels: [String] = []
  /// Whether `OOO` stands for everybody who is under none of `labels`.
  var hasRest = false

  /// As the column `covers` has it.
  var text: String {
    let list = (labels + (hasRest ? [OracleWords.other] : [])).joined(separator: "|")
    return [reach.rawValue, place, list].filter { !$0.isEmpty }.joined(separator: ":")
  }
}

/// One number of a table, or a cell that is marked as not known.
struct OracleCell: Hashable {
  var labels: [OracleDimension: String]
  /// A month or a year.
  var period: Period
  var value: Int?
}

struct OracleSource {
  var id: String
  var dataset: String
  var published: Day
  var usualLag: Int?
  var isQuoted = false
  var leavesOutZeros = false
  var extents: [OracleDimension: OracleExtent] = [:]
  var span: Period?
  var gaps: [Period] = []
  var counts = ""
  var roundedTo: Int?
  var cells: [OracleCell] = []

  /// What of the stated span the rows reach: before its first row and after its last a table says nothing.
  var filledSpan: Period? {
    guard let span, Set(cells.map(\.period.granularity)).count == 1,
      let first = cells.map(\.period.first).min(), let last = cells.map(\.period.last).max()
    else { return span }
    return Period(from: max(first, span.first), through: min(last, span.last)) ?? span
  }

  /// All cells that are broken down by the same dimensions.
  var tables: [OracleTable] {
    Dictionary(grouping: cells) { cell in OracleDimension.allCases.filter { cell.labels[$0] != nil }
    }
    .map { OracleTable(self, Set($0.key), $0.value) }
    .sorted { $0.dimensions.sorted().lexicographicallyPrecedes($1.dimensions.sorted()) }
  }

  /// The day from which a period's figures are seen: the day of publication, or the usual lag after
  /// the period where the release stands in for earlier ones.
  func isSeen(_ period: Period, asOf day: Day?) -> Bool {
    guard let day else { return true }
    if published <= day { return true }
    guard let usualLag else { return false }
    return period.last.adding(days: usualLag) <= day
  }

  func standsIn(asOf day: Day?) -> Bool {
    day.map { published > $0 } ?? false
  }
}

struct OracleTable {
  var source: OracleSource
  var dimensions: Set<OracleDimension>
  var cells: [OracleCell]
  /// Worked out once, since each question asks for them many times.
  let cellsByPeriod: [Period: [OracleCell]]
  let span: Period?
  private let labelSets: [OracleDimension: Set<String>]

  init(_ source: OracleSource, _ dimensions: Set<OracleDimension>, _ cells: [OracleCell]) {
    self.source = source
    self.dimensions = dimensions
    self.cells = cells
    cellsByPeriod = Dictionary(grouping: cells, by: \.period)
    span = source.filledSpan
    labelSets = Dictionary(
      uniqueKeysWithValues: dimensions.map { dimension in
        (dimension, Set(cells.compactMap { $0.labels[dimension] }))
      })
  }

  func cells(_ period: Period) -> [OracleCell] { cellsByPeriod[period] ?? [] }

  func extent(_ dimension: OracleDimension) -> OracleExtent {
    source.extents[dimension] ?? OracleExtent()
  }

  func labels(_ dimension: OracleDimension) -> Set<String> {
    labelSets[dimension] ?? []
  }
}

struct OracleQuestion: Hashable, CustomStringConvertible {
  var including: [OracleDimension: [String]] = [:]
  var excluding: [OracleDimension: [String]] = [:]
  var asOf: Day?

  /// The dimension of which one label or another is asked for; there is one at most.
  var union: OracleDimension? {
    including.first { $0.value.count > 1 }?.key
  }

  func with(_ label: String, in dimension: OracleDimension) -> OracleQuestion {
    var question = self
    question.including[dimension] = [label]
    return question
  }

  var description: String {
    let words = OracleDimension.allCases.flatMap { dimension in
      [(including, "="), (excluding, "!=")].compactMap { labels, sign in
        labels[dimension].map { "\(dimension.rawValue)\(sign)\($0.joined(separator: "|"))" }
      }
    }
    return (["measure=\(OracleWords.measure)"] + words).joined(separator: " ")
      + (asOf.map { " as of \($0)" } ?? "")
  }
}

/// The few words of the vocabulary that the oracle's worlds use: places and routes as they lie in
/// each other, read off `places.csv` and `labels.csv`.
enum OracleWords {
  /// No named series is about this measure, so none gives its sources an order.
  static let measure = "survivors"
  static let other = "OOO"

  /// The place that a place or a route lies in.
  static let parents = [
    "us-southwest-border": "USA", "us-northern-border": "USA", "us-coastal-border": "USA",
    "us-other": "USA", "darien": "PAN", "USA": "americas", "PAN": "americas", "VEN": "americas",
    "COL": "americas", "BRA": "americas", "darien-route": "americas",
    "central-american-route": "americas",
  ]

  /// Groups of places and their parts. The Americas have fifty more countries, of which no table
  /// here has any; Brazil stands for them, and no table here has it. A country is no group: its
  /// borders and states may overlap.
  static let groups = [
    "americas": ["USA", "PAN", "VEN", "COL", "BRA"]
  ]

  /// A country is written in capitals.
  static func isCountryOrGroup(_ place: String) -> Bool {
    groups[place] != nil || place == place.uppercased()
  }

  /// Whether a place or a route lies in a place, or is that place.
  static func lies(_ label: String, in place: String) -> Bool {
    var current: String? = label
    while let here = current {
      if here == place { return true }
      current = parents[here]
    }
    return false
  }

  /// Whether a cell's label is one of those that are meant by `asked`.
  static func matches(_ label: String, _ asked: String, in dimension: OracleDimension) -> Bool {
    dimension == .place ? lies(label, in: asked) : label == asked
  }
}
