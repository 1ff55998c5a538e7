import Tabular

/// A column of the Missing Migrants Project that is read, by the names it has had.
enum IncidentColumn: CaseIterable {
  case id, mainID, date, year, month, dead, missing, total, survivors, region, country, origin
  case cause, route, kind, point, latitude, longitude

  /// Folded names, those that go before others first.
  var names: [String] {
    switch self {
    case .id: ["incident id", "main id", "web id"]
    case .mainID: ["main id"]
    case .date: ["incident date", "reported date"]
    case .year: ["incident year", "reported year", "year"]
    case .month: ["reported month", "month", "incident month"]
    case .dead: ["number dead", "number of dead", "no. dead"]
    case .missing: ["minimum estimated number of missing", "no. missing"]
    case .total:
      ["total number of dead and missing", "total dead and missing", "no. dead missing"]
    case .survivors: ["number of survivors", "no. survivors"]
    case .region: ["region of incident", "region"]
    case .country: ["country of incident"]
    case .origin: ["country of origin"]
    case .cause: ["cause of death", "cause of death category"]
    // The second is how the yearly downloads of 2021 to 2025 spell it.
    case .route: ["migration route", "migrantion route", "route"]
    case .kind: ["incident type"]
    case .point: ["coordinates", "location coordinates"]
    case .latitude: ["latitude"]
    case .longitude: ["longitude"]
    }
  }
}

/// Which column of a table of incidents is which.
struct IncidentColumns {
  private var indices: [IncidentColumn: Int] = [:]
  /// Names of the columns that are not read, in the order of the file.
  private(set) var passedOver: [String] = []

  /// Finds the columns; notes those that an incident needs and the file lacks.
  init(_ table: inout CSVTable) {
    let names = table.header.map(FileStart.folded)
    for column in IncidentColumn.allCases {
      indices[column] = column.names.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    let read = Set(indices.values)
    passedOver = table.header.indices.filter { !read.contains($0) && !names[$0].isEmpty }
      .map { table.header[$0] }
    require(indices[.id] != nil, "Main ID", &table)
    require(
      indices[.date] != nil || indices[.year] != nil && indices[.month] != nil,
      "Incident Date", &table)
    require(
      indices[.total] != nil || indices[.dead] != nil && indices[.missing] != nil,
      "Total Number of Dead and Missing", &table)
    require(indices[.region] != nil || indices[.country] != nil, "Region of Incident", &table)
  }

  subscript(column: IncidentColumn) -> Int? { indices[column] }

  private func require(_ isThere: Bool, _ name: String, _ table: inout CSVTable) {
    guard !isThere else { return }
    table.issues.add(
      line: table.line, expected: "a column \"\(name)\"", found: "none",
      hint: "Check that the file is a download of the Missing Migrants Project.")
  }
}
