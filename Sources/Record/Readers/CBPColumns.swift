import Tabular

/// The tables of encounters that U.S. Customs and Border Protection publishes, each known by its
/// columns: other tables of the agency have fiscal years, citizenships and counts as well, of people
/// in custody, of those who got away, of removals.
enum CBPForm: CaseIterable {
  case nationwide, byState, southwest, southwestGrouped

  /// Columns that the form has, by their folded names.
  var required: [String] {
    switch self {
    case .nationwide:
      [
        "Fiscal Year", "Month (abbv)", "Component", "Land Border Region",
        "Area of Responsibility", "Demographic", "Citizenship", "Title of Authority",
        "Encounter Type", "Encounter Count",
      ]
    case .byState:
      [
        "Fiscal Year", "Month (abbv)", "Land Border Region", "State", "Demographic",
        "Citizenship", "Title of Authority", "Encounter Count",
      ]
    case .southwest:
      [
        "Fiscal Year", "Month (abbv)", "Component", "Demographic", "Citizenship",
        "Title of Authority", "Encounter Type", "Encounter Count",
      ]
    case .southwestGrouped:
      [
        "Fiscal Year", "Month (abbv)", "Component", "Demographic", "Citizenship Grouping",
        "Title of Authority", "Encounter Type", "Encounter Count",
      ]
    }
  }

  /// Columns that say nothing which the others do not say: the part of the fiscal year that a month
  /// lies in, the short name of an area of responsibility.
  var optional: [String] {
    self == .nationwide ? ["Month Grouping", "AOR (Abbv)"] : ["Month Grouping"]
  }

  /// The dataset that describes it in `sources.yaml`.
  var dataset: String {
    switch self {
    case .nationwide: "cbp-nationwide-encounters"
    case .byState: "cbp-nationwide-encounters-by-state"
    case .southwest: "cbp-southwest-encounters"
    case .southwestGrouped: "cbp-southwest-encounters-grouped"
    }
  }

  /// Where a form that names no border is about.
  var place: String? {
    switch self {
    case .nationwide, .byState: nil
    case .southwest, .southwestGrouped: "us-southwest-border"
    }
  }
}

/// Which column of a table of encounters holds what.
struct CBPColumns {
  private(set) var year = -1
  private(set) var month = -1
  private(set) var count = -1
  private(set) var grouping: Int?
  private(set) var labels: [(dimension: Dimension, index: Int)] = []

  private static let dimensions: [(name: String, dimension: Dimension)] = [
    ("Land Border Region", .place), ("Component", .component),
    ("Area of Responsibility", .sector), ("State", .state), ("Demographic", .demographic),
    ("Citizenship", .nationality), ("Citizenship Grouping", .nationality),
    ("Title of Authority", .authority), ("Encounter Type", .kind),
  ]

  /// Opens a table at the header that has fiscal years.
  static func table(_ file: PublishedFile) throws(InputError) -> CSVTable {
    try CSVTable(
      ByteStream(path: file.path, name: file.name, sheet: file.sheet), having: [["Fiscal Year"]])
  }

  /// Finds the columns; notes those that are missing, twice there, or none of the form's.
  ///
  /// - Parameter title: the table's name, for messages.
  init(_ table: inout CSVTable, form: CBPForm, title: String) {
    var indices: [String: Int] = [:]
    let known = Set((form.required + form.optional).map(FileStart.folded))
    for (index, name) in table.header.enumerated() {
      let folded = FileStart.folded(name)
      if known.contains(folded), indices.updateValue(index, forKey: folded) == nil { continue }
      table.issues.add(
        line: table.line, column: index + 1,
        expected: "a column of CBP's table \"\(title)\"",
        found: known.contains(folded) ? "\"\(name)\" a second time" : "\"\(name)\"",
        hint: "If this is another table, bring it in as tidy CSV under a measure of its own.")
    }
    for name in form.required where indices[FileStart.folded(name)] == nil {
      table.issues.add(
        line: table.line, expected: "a column \"\(name)\", as CBP's table \"\(title)\" has",
        found: "none")
    }
    func index(_ name: String) -> Int? { indices[FileStart.folded(name)] }
    year = index("Fiscal Year") ?? -1
    month = index("Month (abbv)") ?? -1
    count = index("Encounter Count") ?? -1
    grouping = index("Month Grouping")
    labels = CBPColumns.dimensions.compactMap { name, dimension in
      index(name).map { (dimension, $0) }
    }
  }
}
