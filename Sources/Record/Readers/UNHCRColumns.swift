import Tabular

/// Which column of one of UNHCR's tables holds what.
struct UNHCRColumns {
  private(set) var year = -1
  /// The day that the numbers are of, in tables that say it.
  private(set) var asOf: Int?
  private(set) var origin: Side?
  private(set) var asylum: Side?
  private(set) var counts: [(count: UNHCRTopic.Count, column: Int)] = []
  private(set) var labels: [(label: UNHCRTopic.Label, column: Int)] = []

  /// One of the two countries of a row.
  struct Side {
    /// The column that has it, codes before names.
    var column: Int
    /// Others that have it where that one says nothing: an unknown country may have no code.
    var others: [Int]
  }

  /// Codes go before names. UNHCR's own codes (`coo`, `coa`) are not read: AUS is Austria among
  /// them.
  static let originNames = [
    "coo iso", "country of origin iso", "country of origin code", "iso3coo", "country of origin",
    "country of origin name", "coo name",
  ]
  static let asylumNames = [
    "coa iso", "country of asylum iso", "country of asylum code", "iso3coa", "country of asylum",
    "country of asylum name", "coa name",
  ]
  /// The names as they are published, for looking for the header.
  static let published = [
    "Country of origin (ISO)", "Country of asylum (ISO)", "ISO3CoO", "ISO3CoA",
  ]
  private static let alwaysPassedOver: Set<String> = ["coo", "coo id", "coa", "coa id", ""]

  /// Finds the columns; notes those that are missing and those that nothing is known of.
  init(_ rows: inout some UNHCRRows, topic: UNHCRTopic) {
    let names = rows.names.map(FileStart.folded)
    func index(_ wanted: [String]) -> Int? {
      wanted.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    year = index(["year"]) ?? -1
    asOf = index(["as of"])
    func side(_ wanted: [String]) -> Side? {
      let columns = wanted.compactMap { names.firstIndex(of: $0) }
      return columns.first.map { Side(column: $0, others: Array(columns.dropFirst())) }
    }
    origin = side(UNHCRColumns.originNames)
    asylum = side(UNHCRColumns.asylumNames)
    counts = topic.counts.compactMap { count in index(count.names).map { (count, $0) } }
    labels = topic.labels.compactMap { label in index(label.names).map { (label, $0) } }

    if year < 0 { rows.noteMissing("year") }
    if origin == nil, asylum == nil { rows.noteMissing("country of origin") }
    if counts.isEmpty { rows.noteMissing(topic.counts[0].names[0]) }
    for label in topic.labels where label.isNeeded && index(label.names) == nil {
      rows.noteMissing(label.names[0])
    }
    let known = Set(UNHCRColumns.originNames + UNHCRColumns.asylumNames + topic.passedOver)
      .union(UNHCRColumns.alwaysPassedOver)
    let read = Set(
      [year, asOf, origin?.column, asylum?.column].compactMap { $0 } + counts.map(\.column)
        + labels.map(\.column))
    for (index, name) in names.enumerated() where !read.contains(index) && !known.contains(name) {
      rows.noteUnknown(index)
    }
  }

  /// Kinds of people that the table has columns of.
  var kinds: [String] { counts.compactMap(\.count.kind) }
}
