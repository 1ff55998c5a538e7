import Periods
import Tabular

/// What the encounter tables of U.S. Customs and Border Protection have in common: fiscal years and
/// months, labels in the agency's spellings, a count.
struct CBPTable {
  private var table: CSVTable
  private let file: PublishedFile
  private let columns: CBPColumns
  private let form: CBPForm
  private var seriesByBytes: [[UInt8]: (series: SeriesKey, wording: Int)] = [:]
  private var monthByBytes: [[UInt8]: Period] = [:]
  private var key: [UInt8] = []

  /// Opens a table and finds its columns.
  ///
  /// - Parameter title: the table's name, for messages.
  /// - Throws: an `InputError` that names the columns which the form lacks or does not know.
  init(_ file: PublishedFile, form: CBPForm, title: String) throws(InputError) {
    var table = try CBPColumns.table(file)
    columns = CBPColumns(&table, form: form, title: title)
    try table.issues.check()
    table.expectTail(
      counts: [columns.count],
      labels: [columns.year, columns.month] + columns.labels.map(\.index)
        + [columns.grouping].compactMap { $0 })
    self.table = table
    self.file = file
    self.form = form
  }

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
    try release.checkHasFigures(file)
  }

  /// The series that a row's labels mean, and a number for their wording as published.
  private mutating func series() -> (series: SeriesKey, wording: Int)? {
    key.removeAll(keepingCapacity: true)
    for column in columns.labels {
      key.append(contentsOf: table.reader.bytes(column.index))
      key.append(0x1F)
    }
    if let known = seriesByBytes[key] { return known }
    let faults = table.issues.count
    var series = SeriesKey(measure: "encounters")
    series[.place] = form.place
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
      // A word that was taught; the vocabulary's own places are no borders of this table.
      if let label = file.vocabulary.label(.place, published: text),
        CBPTable.borders.contains(label)
      {
        return label
      }
    } else if let label = file.vocabulary.label(dimension, published: text) {
      return label
    }
    table.note(
      column, expected: CBPTable.words(for: dimension),
      hint: dimension == .place
        ? CBPTable.hint(text) : WordHint.text(text, in: dimension, file.vocabulary))
    return nil
  }

  private static let borders: Set<String> = [
    "us-southwest-border", "us-northern-border", "us-other",
  ]

  /// The command that makes a new name of a border known.
  private static func hint(_ text: String) -> String {
    guard !text.isEmpty, text.count <= 60 else { return "" }
    let word = text.replacing("\"", with: "\\\"")
    return "If it is a new spelling: trocha record word place \"\(word)\" LABEL, where LABEL is "
      + "us-southwest-border, us-northern-border or us-other."
  }

  private static func words(for dimension: Dimension) -> String {
    switch dimension {
    case .place: "Southwest Land Border, Northern Land Border or Other"
    case .nationality: "a country as CBP spells it"
    case .component: "U.S. Border Patrol or Office of Field Operations"
    case .sector: "a sector or a field office"
    case .state: "a state by its two letters"
    case .demographic: "a demographic group as CBP spells it"
    case .authority: "Title 8 or Title 42"
    default: "Apprehensions, Inadmissibles or Expulsions"
    }
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
    if let grouping = columns.grouping {
      let text = table.text(grouping).lowercased()
      if text != "fytd", text != "remaining" {
        table.note(grouping, expected: "FYTD or Remaining")
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

  /// Years that a table of encounters can be about: the first are long before the agency's tables.
  private static let years = 1990...2100

  /// The year of `2023` or `2023 (FYTD)`.
  private mutating func fiscalYear() -> Int? {
    let text = table.text(columns.year)
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count).trimmingPrefix(" ").lowercased()
    if digits.count == 4, let year = Int(digits), CBPTable.years.contains(year),
      rest.isEmpty || rest == "(fytd)"
    {
      return year
    }
    table.note(
      columns.year, expected: "a fiscal year from 1990 to 2100 such as 2023 or 2023 (FYTD)")
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
    return table.count(columns.count)
  }
}
