import Periods
import Tabular

/// What the encounter tables of U.S. Customs and Border Protection have in common: fiscal years and
/// months, labels in the agency's spellings, a count.
struct CBPTable {
  /// Days from the end of a month to its first publication (August 2023: 22 September).
  static let usualLag = 21

  private var table: CSVTable
  private let file: PublishedFile
  private let columns: Columns
  /// Place of a file that names no border.
  private let place: String?
  private var seriesByBytes: [[UInt8]: (series: SeriesKey, wording: Int)] = [:]
  private var monthByBytes: [[UInt8]: Period] = [:]
  private var key: [UInt8] = []

  /// Which column holds what; -1 where the file has no such column.
  private struct Columns {
    var year = -1
    var grouping = -1
    var month = -1
    var region = -1
    var count = -1
    var labels: [(dimension: Dimension, index: Int)] = []
  }

  /// Opens a table and finds its columns.
  ///
  /// - Parameter place: where a file that names no border is about; `nil` when it must name one.
  init(_ file: PublishedFile, place: String?) throws(InputError) {
    var table = try CSVTable(ByteStream(path: file.path, name: file.name))
    var columns = Columns()
    columns.year = table.requiredColumn("Fiscal Year")
    columns.month = table.requiredColumn("Month (abbv)", "Month abbv", "Month")
    columns.count = table.requiredColumn("Encounter Count", "Count")
    columns.grouping = table.column("Month Grouping") ?? -1
    if place == nil { columns.region = table.requiredColumn("Land Border Region") }
    let optional: [(Dimension, Int?)] = [
      (.component, table.column("Component")),
      (.sector, table.column("Area of Responsibility") ?? table.column("State")),
      (.demographic, table.column("Demographic")),
      (.authority, table.column("Title of Authority")),
      (.kind, table.column("Encounter Type")),
    ]
    columns.labels = optional.compactMap { dimension, index in index.map { (dimension, $0) } }
    columns.labels.append(
      (.nationality, table.requiredColumn("Citizenship", "Citizenship Grouping")))
    try table.issues.check()
    self.table = table
    self.file = file
    self.columns = columns
    self.place = place
  }

  var header: [String] { table.header }

  /// Reads every row into a release of a source.
  mutating func read(into release: inout Release) throws(InputError) {
    while try table.next() {
      let faults = table.issues.count
      let series = series()
      let month = month()
      let count = count()
      guard table.issues.count == faults, let series, let month, let count else { continue }
      let figure = Figure(series: series.series, period: month, value: count)
      if let line = release.add(figure, line: table.line, wording: series.wording) {
        table.issues.add(
          line: table.line, expected: "one row for each combination of labels and month",
          found: "that of line \(line) again",
          hint: "The file may have been put together twice: download it again.")
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

  /// The series that a row's labels mean, and a number for their wording as published.
  private mutating func series() -> (series: SeriesKey, wording: Int)? {
    key.removeAll(keepingCapacity: true)
    if columns.region >= 0 {
      key.append(contentsOf: table.reader.bytes(columns.region))
      key.append(0x1F)
    }
    for column in columns.labels {
      key.append(contentsOf: table.reader.bytes(column.index))
      key.append(0x1F)
    }
    if let known = seriesByBytes[key] { return known }
    let faults = table.issues.count
    var series = SeriesKey(measure: "encounters")
    series[.place] = place ?? label(.place, columns.region)
    for column in columns.labels {
      series[column.dimension] = label(column.dimension, column.index)
    }
    guard table.issues.count == faults else { return nil }
    let meaning = (series, seriesByBytes.count + 1)
    seriesByBytes[key] = meaning
    return meaning
  }

  /// The record's label for a spelling of the agency; a spelling that is not known is a fault.
  private mutating func label(_ dimension: Dimension, _ column: Int) -> String? {
    let text = table.text(column)
    if dimension == .place {
      switch text.lowercased() {
      case "southwest land border": return "us-southwest-border"
      case "northern land border": return "us-northern-border"
      case "other": return "us-other"
      default: break
      }
    } else if let label = file.vocabulary.label(dimension, published: text) {
      return label
    }
    table.note(
      column, expected: CBPTable.words(for: dimension), hint: hint(for: text, in: dimension))
    return nil
  }

  private static func words(for dimension: Dimension) -> String {
    switch dimension {
    case .place: "Southwest Land Border, Northern Land Border or Other"
    case .nationality: "a country as CBP spells it"
    case .component: "U.S. Border Patrol or Office of Field Operations"
    case .sector: "a sector, a field office or a state"
    case .demographic: "a demographic group as CBP spells it"
    case .authority: "Title 8 or Title 42"
    default: "Apprehensions, Inadmissibles or Expulsions"
    }
  }

  private func hint(for text: String, in dimension: Dimension) -> String {
    let known = file.vocabulary.terms.filter { $0.dimension == dimension }
      .flatMap { $0.published + [$0.english] }
    return suggestion(for: text, among: known).map { "Did you mean \"\($0)\"?" }
      ?? "If it is a new spelling, add it to the vocabulary."
  }

  /// The calendar month of a fiscal year's month: `OCT` of 2023 is October 2022.
  private mutating func month() -> Period? {
    var bytes = Array(table.reader.bytes(columns.year))
    bytes.append(0x1F)
    bytes.append(contentsOf: table.reader.bytes(columns.month))
    if let known = monthByBytes[bytes] { return known }
    let faults = table.issues.count
    let year = fiscalYear()
    let number = CBPTable.months.firstIndex(
      of: String(table.text(columns.month).uppercased().prefix(3)))
    if number == nil {
      table.note(columns.month, expected: "a month from OCT to SEP")
    }
    if columns.grouping >= 0 {
      let grouping = table.text(columns.grouping).lowercased()
      if grouping != "fytd", grouping != "remaining" {
        table.note(columns.grouping, expected: "FYTD or Remaining")
      }
    }
    guard table.issues.count == faults, let year, let number,
      let first = Day(year: number < 3 ? year - 1 : year, month: (number + 9) % 12 + 1, day: 1)
    else { return nil }
    let month = Period.month(of: first)
    monthByBytes[bytes] = month
    return month
  }

  /// Months in the order of the fiscal year.
  private static let months = [
    "OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP",
  ]

  /// The year of `2023` or `2023 (FYTD)`.
  private mutating func fiscalYear() -> Int? {
    let text = table.text(columns.year)
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count).trimmingPrefix(" ").lowercased()
    if digits.count == 4, let year = Int(digits), rest.isEmpty || rest == "(fytd)" { return year }
    table.note(columns.year, expected: "a fiscal year such as 2023 or 2023 (FYTD)")
    return nil
  }

  private mutating func count() -> Double? {
    // Nearly every count is a few digits: read them without making a string.
    let bytes = table.reader.bytes(columns.count)
    if (1...9).contains(bytes.count) {
      var value = 0
      var isNumber = true
      for byte in bytes {
        guard (0x30...0x39).contains(byte) else {
          isNumber = false
          break
        }
        value = value * 10 + Int(byte - 0x30)
      }
      if isNumber { return Double(value) }
    }
    guard let value = table.count(columns.count) else { return nil }
    guard value >= 0 else {
      table.note(columns.count, expected: "a count of 0 or more")
      return nil
    }
    return value
  }
}

extension PublishedFile {
  /// The day a file counts as published: as its user says, or at the publisher's usual lag after its
  /// last period, which a note then says.
  func publication(of release: Release, usualLag: Int) -> (day: Day, note: String) {
    if let published { return (published, "") }
    let last = release.coverage?.last ?? Day(number: 0)
    return (
      last.adding(days: usualLag),
      " Day of publication not given: taken as \(usualLag) days after the last period."
    )
  }

  /// A source's name: its dataset, the day it was published, and the beginning of the file's hash.
  func sourceID(dataset: String, published: Day) -> String {
    "\(dataset)-\(published)-\(sha256.prefix(8))"
  }
}
