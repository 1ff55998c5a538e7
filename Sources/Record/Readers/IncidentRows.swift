import Periods
import Tabular

/// The rows of the Missing Migrants Project's table, one for each incident.
struct IncidentRows {
  private var table: CSVTable
  private let file: PublishedFile
  private let columns: IncidentColumns
  private(set) var regions: IncidentRegions

  init(_ file: PublishedFile) throws(InputError) {
    var table = try CSVTable(
      ByteStream(path: file.path, name: file.name, sheet: file.sheet),
      having: [["Main ID", "Web ID", "Incident ID"]])
    columns = IncidentColumns(&table)
    try table.issues.check()
    self.table = table
    self.file = file
    regions = IncidentRegions(file.vocabulary)
  }

  /// Which columns were not read, in words; empty when all were.
  var passedOver: String {
    columns.passedOver.isEmpty
      ? "" : " Columns passed over: \(columns.passedOver.joined(separator: ", "))."
  }

  mutating func read(into release: inout Release) throws(InputError) {
    var isFirst = true
    while try table.next() {
      defer { isFirst = false }
      if isFirst, table.isTagRow { continue }
      readRow(&release)
    }
    try table.issues.check()
    try release.checkHasFigures(file)
  }

  private mutating func readRow(_ release: inout Release) {
    let faults = table.issues.count
    let event = event()
    let period = period()
    let place = place()
    let origin = origin()
    let point = point()
    let dead = deadAndMissing()
    let survivors = columns[.survivors].map { count($0) }
    guard table.issues.count == faults, let period else { return }
    if let parts = dead.parts, let total = dead.value, parts != total {
      release.rowFaults.append(RowFault(line: table.line, total: total, parts: parts))
    }
    var series = SeriesKey(measure: "deaths-and-disappearances")
    series[.event] = event
    series[.place] = place.label
    series[.nationality] = origin?.code
    series[.route] = label(.route)
    series[.cause] = label(.cause)
    series[.kind] = label(.kind)
    regions.add(place: place.label, region: place.region)
    let note = [origin?.note ?? "", place.note, dead.note].filter { !$0.isEmpty }
      .joined(separator: "; ")
    add(
      Figure(series: series, period: period, value: dead.value, point: point, note: note),
      to: &release)
    if let value = survivors?.value {
      series[.measure] = "survivors"
      add(Figure(series: series, period: period, value: value, point: point), to: &release)
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

  /// The incident's name. One main incident may be split over several rows, each with a name of its
  /// own; where that is empty, the main one stands.
  private mutating func event() -> String {
    let own = table.text(columns[.id])
    let name = own.isEmpty ? table.text(columns[.mainID]) : own
    if name.isEmpty, let column = columns[.id] {
      table.note(column, expected: "the name of an incident")
    }
    return name
  }

  /// Dead and missing people together. Where the file gives them apart only, an empty cell is
  /// nobody; a total that is empty is not known, unless its parts are given.
  ///
  /// - Returns: with what the parts come to, where a total stands beside them.
  private mutating func deadAndMissing() -> (value: Double?, note: String, parts: Double?) {
    let total = columns[.total].map { count($0) }
    let dead = columns[.dead].map { count($0) }
    let missing = columns[.missing].map { count($0) }
    let given = [dead?.value, missing?.value].compactMap(\.self)
    if let total, total.value != nil || !total.note.isEmpty {
      // Where one of the two is not given, the rest of the total is of it.
      let sum = given.reduce(0, +)
      let isTold = given.count == 2 || sum > total.value ?? .infinity
      guard isTold, let value = total.value, value != sum else {
        return (total.value, total.note, nil)
      }
      return (value, "dead and missing come to \(CSVWriter.number(sum)) in the file", sum)
    }
    guard let dead, let missing else { return (nil, "", nil) }
    let note = [dead.note, missing.note].filter { !$0.isEmpty }.joined(separator: "; ")
    if !note.isEmpty { return (nil, note, nil) }
    if total != nil, given.isEmpty { return (nil, "", nil) }
    return ((dead.value ?? 0) + (missing.value ?? 0), "", nil)
  }

  /// A count; empty is `nil`, and below zero is not known.
  private mutating func count(_ column: Int) -> (value: Double?, note: String) {
    let text = table.text(column)
    if text.isEmpty { return (nil, "") }
    if let value = CSVTable.number(text), value < 0, value == value.rounded() {
      return (nil, "the file says \(text)")
    }
    return (table.count(column), "")
  }

  private mutating func period() -> Period? {
    let text = table.text(columns[.date])
    if !text.isEmpty, let column = columns[.date] {
      switch IncidentDate.reading(text) {
      case .day(let day) where IncidentRows.years.contains(day.year):
        // 03/04 of an April is a table with the day first, whose other days would be read wrongly.
        let month = IncidentDate.month(table.text(columns[.month]))
        guard text.contains("/"), let month, month != day.month, month == day.parts.day else {
          return .day(day)
        }
        table.note(
          column, expected: "a day of the month that the row states",
          hint: "With the month first it is \(day). Write it as a date such as 2023-08-05.")
      case .day: table.note(column, expected: "a day from 1990 to 2100")
      case .otherWeekday(let day, let name):
        table.note(
          column, expected: "a day that falls on its day of the week",
          hint: "With the month first it is \(day), a \(name).")
      case .none: table.note(column, expected: IncidentDate.expected)
      }
      return nil
    }
    if let year = Int(table.text(columns[.year])), IncidentRows.years.contains(year),
      let month = IncidentDate.month(table.text(columns[.month])),
      let first = Day(year: year, month: month, day: 1)
    {
      return .month(of: first)
    }
    table.note(
      columns[.date] ?? columns[.year] ?? 0, expected: "a date, or a year and a month")
    return nil
  }

  /// Years that an incident can be of: the project's begin in 2014.
  private static let years = 1990...2100

  /// The country where the file names it, else the region; words that name no country stand beside.
  private mutating func place() -> (label: String, region: String?, note: String) {
    let region = region()
    let text = table.text(columns[.country])
    if let code = file.vocabulary.country(published: text), !text.isEmpty {
      return (code, region, "")
    }
    return (region ?? Extent.unknown, region, text.isEmpty ? "" : "country: \(text)")
  }

  private mutating func region() -> String? {
    let text = table.text(columns[.region])
    guard let column = columns[.region], !text.isEmpty else { return nil }
    if let label = regions.label(text) { return label }
    // Two regions between a comma are an incident on the border of both.
    if !text.contains(",") {
      table.note(
        column, expected: "a region as the project names it",
        hint: WordHint.text(text, in: .place, file.vocabulary))
    }
    return nil
  }

  /// One country as its code; several, or words, as unknown with the words beside it.
  private mutating func origin() -> (code: String, note: String)? {
    guard columns[.origin] != nil else { return nil }
    let text = table.text(columns[.origin])
    if text.isEmpty { return (Extent.unknown, "") }
    if let code = file.vocabulary.label(.nationality, published: text) { return (code, "") }
    return (Extent.unknown, "origin: \(text)")
  }

  /// The label of a column of words; one that the vocabulary lacks is made of the words themselves.
  private mutating func label(_ dimension: Dimension) -> String? {
    let (column, empty): (Int?, String) =
      switch dimension {
      case .route: (columns[.route], "undefined")
      case .cause: (columns[.cause], "mixed-or-unknown")
      default: (columns[.kind], "incident")
      }
    guard let column else { return nil }
    let text = table.text(column)
    if text.isEmpty { return empty }
    if let label = file.vocabulary.label(dimension, published: text) { return label }
    let token = TidyLabel.token(text)
    return token.isEmpty ? empty : token
  }

  private mutating func point() -> Coordinate? {
    if let column = columns[.point] { return point(column, table.text(column)) }
    guard let latitude = columns[.latitude], let longitude = columns[.longitude] else {
      return nil
    }
    let text = [table.text(latitude), table.text(longitude)].filter { !$0.isEmpty }
    return point(latitude, text.joined(separator: ", "))
  }

  private mutating func point(_ column: Int, _ text: String) -> Coordinate? {
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
