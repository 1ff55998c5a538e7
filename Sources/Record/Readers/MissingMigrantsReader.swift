import Periods
import Tabular

/// Reads the incidents of IOM's Missing Migrants Project, today's header and that of 2019.
///
/// Every incident keeps its own name, day and point. Where only year and month are given, the
/// period is the month. A count below zero, which the file uses for corrections, is not known.
public struct MissingMigrantsReader: FigureReader {
  public static let format = "iom-missing-migrants"
  public static let summary = "IOM Missing Migrants Project, deaths and disappearances by incident"
  /// The project publishes as it goes; taken as 30 days.
  static let usualLag = 30

  public init() {}

  public static func recognises(_ start: String) -> Bool {
    let names = CBPNationwideReader.headerNames(start)
    return names.contains("total number of dead and missing")
      || names.contains("total dead and missing")
  }

  public func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var rows = try IncidentRows(file)
    var release = Release(
      source: Source(
        id: "iom-missing-migrants", dataset: "iom-missing-migrants",
        publisher: "IOM Missing Migrants Project",
        title: "Deaths and disappearances on migration routes", url: file.url,
        citation: "International Organization for Migration, Missing Migrants Project",
        licence: "CC BY 4.0", published: Day(number: 0), retrieved: file.retrieved,
        sha256: file.sha256, usualLag: MissingMigrantsReader.usualLag, leavesOutZeros: true,
        note: "A lowest estimate: many deaths are never recorded."))
    try rows.read(into: &release)
    let (day, note) = file.publication(of: release, usualLag: MissingMigrantsReader.usualLag)
    release.source.published = day
    release.source.note += note
    release.source.id = file.sourceID(dataset: release.source.dataset, published: day)
    return [release]
  }
}

/// The rows of the project's table.
private struct IncidentRows {
  private var table: CSVTable
  private let file: PublishedFile
  private let columns: Columns

  private struct Columns {
    var id = -1
    var dead = -1
    var date: Int?
    var year: Int?
    var month: Int?
    var survivors: Int?
    var country: Int?
    var origin: Int?
    var cause: Int?
    var route: Int?
    var kind: Int?
    var point: Int?
  }

  init(_ file: PublishedFile) throws(InputError) {
    var table = try CSVTable(ByteStream(path: file.path, name: file.name))
    var columns = Columns()
    // One main incident may be split over several rows, each with an incident's name of its own.
    columns.id =
      table.column("Incident ID") ?? table.requiredColumn("Main ID", "Web ID", "Incident ID")
    columns.dead = table.requiredColumn(
      "Total Number of Dead and Missing", "Total Dead and Missing")
    columns.date = table.column("Incident Date", "Reported Date")
    columns.year = table.column("Incident Year", "Reported Year")
    columns.month = table.column("Reported Month", "Month")
    columns.survivors = table.column("Number of Survivors")
    columns.country = table.column("Country of Incident")
    columns.origin = table.column("Country of Origin")
    columns.cause = table.column("Cause of Death")
    columns.route = table.column("Migration Route", "Route")
    columns.kind = table.column("Incident Type")
    columns.point = table.column("Coordinates", "Location Coordinates")
    try table.issues.check()
    self.table = table
    self.file = file
    self.columns = columns
  }

  mutating func read(into release: inout Release) throws(InputError) {
    while try table.next() {
      let faults = table.issues.count
      let event = table.text(columns.id)
      if event.isEmpty { table.note(columns.id, expected: "the name of an incident") }
      let period = period()
      let origin = origin()
      let point = point()
      let dead = count(columns.dead)
      let survivors = columns.survivors.map { count($0) }
      guard table.issues.count == faults, let period else { continue }
      var series = SeriesKey(measure: "deaths-and-disappearances")
      series[.event] = event
      series[.place] = country()
      series[.nationality] = origin.code
      series[.route] = label(.route, columns.route)
      series[.cause] = label(.cause, columns.cause)
      series[.kind] = columns.kind == nil ? "incident" : label(.kind, columns.kind)
      let note = [origin.note, dead.note].filter { !$0.isEmpty }.joined(separator: "; ")
      add(
        Figure(series: series, period: period, value: dead.value, point: point, note: note),
        to: &release)
      if let survivors, let value = survivors.value {
        var other = SeriesKey(measure: "survivors")
        for dimension in series.shape.dimensions where dimension != .measure {
          other[dimension] = series[dimension]
        }
        add(Figure(series: other, period: period, value: value, point: point), to: &release)
      }
    }
    try table.issues.check()
    guard release.count > 0 else {
      throw InputError(
        InputIssue(
          file: file.name, expected: "rows under the header", found: "none",
          hint: "Download the file again."))
    }
  }

  private mutating func add(_ figure: Figure, to release: inout Release) {
    if let line = release.add(figure, line: table.line) {
      table.issues.add(
        line: table.line, expected: "one row for each incident",
        found: "\(figure.series[.event] ?? "") of line \(line) again",
        hint: "The file may have been put together twice: download it again.")
    }
  }

  /// A count; empty is unknown for survivors and zero for nobody, and below zero is not known.
  private mutating func count(_ column: Int) -> (value: Double?, note: String) {
    let text = table.text(column)
    if text.isEmpty { return (nil, "") }
    guard let value = CSVTable.number(text), value == value.rounded() else {
      table.note(column, expected: "a whole number")
      return (nil, "")
    }
    return value < 0 ? (nil, "the file says \(text)") : (value, "")
  }

  private mutating func period() -> Period? {
    let text = table.text(columns.date)
    if !text.isEmpty {
      if let day = IncidentDate.day(text) { return .day(day) }
      if let column = columns.date {
        table.note(
          column, expected: "a date such as 2023-08-05, 08/05/2023 or August 5, 2023")
      }
      return nil
    }
    let year = Int(table.text(columns.year))
    let month = IncidentDate.month(table.text(columns.month))
    if let year, let month, let first = Day(year: year, month: month, day: 1) {
      return .month(of: first)
    }
    table.note(
      columns.date ?? columns.year ?? columns.id, expected: "a date, or a year and a month")
    return nil
  }

  private mutating func country() -> String {
    let text = table.text(columns.country)
    return text.isEmpty ? "UNK" : file.vocabulary.label(.nationality, published: text) ?? "UNK"
  }

  /// One country as its code; several, or words, as unknown with the words beside it.
  private mutating func origin() -> (code: String, note: String) {
    let text = table.text(columns.origin)
    if text.isEmpty { return ("UNK", "") }
    if let code = file.vocabulary.label(.nationality, published: text) { return (code, "") }
    return ("UNK", "origin: \(text)")
  }

  private mutating func label(_ dimension: Dimension, _ column: Int?) -> String {
    let text = table.text(column)
    if text.isEmpty { return dimension == .cause ? "mixed-or-unknown" : "undefined" }
    return file.vocabulary.label(dimension, published: text) ?? IncidentDate.token(text)
  }

  private mutating func point() -> Coordinate? {
    guard let column = columns.point else { return nil }
    let text = table.text(column)
    if text.isEmpty { return nil }
    let numbers = text.split { !($0.isNumber || $0 == "." || $0 == "-") }.compactMap { Double($0) }
    if numbers.count == 2 {
      // Well-known text puts the longitude first.
      let isWKT = text.uppercased().hasPrefix("POINT")
      let (latitude, longitude) =
        isWKT ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
      if let point = Coordinate(latitude: latitude, longitude: longitude) { return point }
    }
    table.note(column, expected: "\"latitude, longitude\" or POINT (longitude latitude)")
    return nil
  }
}

/// Dates and words as the project has written them.
enum IncidentDate {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// `2023-08-05`, `08/05/2023` or `August 5, 2023`, with or without a time behind it.
  static func day(_ text: String) -> Day? {
    if let day = Day(String(text.prefix(10))) { return day }
    let parts = text.split { $0 == " " || $0 == "," || $0 == "/" }.map(String.init)
    guard parts.count >= 3, let year = Int(parts[2]), let day = Int(parts[1]) else { return nil }
    guard let month = Int(parts[0]) ?? month(parts[0]) else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// A month by its name, whole or cut to three letters.
  static func month(_ text: String) -> Int? {
    let word = text.lowercased()
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0 == word || $0.prefix(3) == word }.map { $0 + 1 }
  }

  /// Words as a label: lower case, joined by hyphens.
  static func token(_ text: String) -> String {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }
}
