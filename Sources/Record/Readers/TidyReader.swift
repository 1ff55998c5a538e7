import Periods
import Tabular

/// Reads Trocha's own tidy CSV: one figure a row, with its labels, period, value and source.
///
/// docs/data.md lists the columns. A source is described on the first row that names it; one file
/// may hold several.
package struct TidyReader: FigureReader {
  package static let format = "tidy"
  package static let summary =
    "Trocha's own tidy CSV, one figure a row, as `record export` writes it"

  package init() {}

  package static func recognises(_ start: String) -> Bool {
    FileStart.hasHeader(start) { names in
      TidyColumn.required.allSatisfy { names.contains($0.rawValue) }
    }
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var rows = try TidyRows(file)
    try rows.readAll()
    return rows.releases
  }
}

/// A tidy table while it is read.
///
/// Tables repeat their labels and periods on thousands of rows: what a row's bytes mean is looked up
/// before it is worked out.
private struct TidyRows {
  private(set) var releases: [Release] = []

  private var table: CSVTable
  private let columns: TidyLayout
  private let vocabulary: Vocabulary
  private var sources: TidySources
  private var seriesByBytes: [[UInt8]: SeriesKey] = [:]
  private var periodByBytes: [ArraySlice<UInt8>: Period] = [:]
  private var key: [UInt8] = []
  /// Figures so far, and bytes of their labels and notes.
  private var figures = 0
  private var held = 0
  /// Sources of which a period that was not over has been reported.
  private var toldOfPublication: Set<Int> = []

  init(_ file: PublishedFile) throws(InputError) {
    table = try CSVTable(
      ByteStream(path: file.path, name: file.name, sheet: file.sheet),
      having: [[TidyColumn.measure.rawValue]])
    table.isGuarded = true
    columns = TidyLayout(&table)
    try table.issues.check()
    // Each row has these, so that what lacks the last of them is a note or a total below the rows.
    table.expectTail(
      counts: [columns[.value]].compactMap { $0 },
      labels: [columns[.measure], columns[.period], columns[.source]].compactMap { $0 })
    sources = TidySources(file, columns)
    vocabulary = file.vocabulary
  }

  mutating func readAll() throws(InputError) {
    var isFirst = true
    while try table.next() {
      defer { isFirst = false }
      if isFirst, table.isTagRow { continue }
      readRow()
      try checkSize()
    }
    try table.issues.check()
    guard !releases.isEmpty else {
      throw InputError(
        InputIssue(
          file: table.reader.file, expected: "rows under the header", found: "none",
          hint: "The table is empty: check that the file is the one you meant."))
    }
  }

  /// What is read is held until it is stored: a small file can be packed so that it would fill the memory.
  private func checkSize() throws(InputError) {
    let what: String
    switch true {
    case seriesByBytes.count > TidyRows.mostSeries: what = "\(TidyRows.mostSeries) series"
    case figures + TidyRows.figuresPerSeries * seriesByBytes.count > TidyRows.mostFigures:
      what =
        "\(TidyRows.mostFigures) figures, with \(TidyRows.figuresPerSeries) more for each series,"
    case held > TidyRows.mostText: what = "\(TidyRows.mostText >> 20) MiB of labels and notes"
    default: return
    }
    throw InputError(
      InputIssue(
        file: table.reader.file, line: table.line, expected: "at most \(what) in one file",
        found: "more", hint: "Bring it in by parts, such as years or places."))
  }

  /// Ten times the series and twice the figures of the whole shipped record. A series takes as much memory as two
  /// figures: at these bounds an import takes under half a gigabyte.
  private static let mostSeries = 300_000
  private static let mostFigures = 1_150_000
  private static let figuresPerSeries = 2
  private static let mostText = 64 << 20

  private mutating func readRow() {
    let faults = table.issues.count
    let source = sources.index(of: &table, &releases)
    let series = series()
    let period = period()
    let value = value(of: series)
    let exactness = exactness()
    if exactness == .tooSmall, let value, value != 0, let column = columns[.value] {
      table.note(
        column, expected: "0 beside too-small",
        hint: "A number that is known is not too small to publish: leave the hedge out.")
    }
    let point = point()
    let note = table.text(columns[.note])
    if let series, let source { takeNature(of: series.measure, source) }
    guard table.issues.count == faults, let source, let series, let period else { return }
    if value != nil { checkHasBegun(period, of: series, source) }
    checkCoverage(series, period, exactness == .exact ? value : nil, releases[source].source)
    figures += 1
    held += note.utf8.count
    let figure = Figure(
      series: series, period: period, value: value, exactness: exactness, point: point, note: note)
    if let line = releases[source].add(figure, line: table.line) {
      table.issues.add(
        line: table.line, expected: "one figure for each series, period and source",
        found: "the one of line \(line) again: \(series) period=\(period)",
        hint: "Take one of the two out, or tell them apart by a label.")
    }
  }

  private mutating func series() -> SeriesKey? {
    key.removeAll(keepingCapacity: true)
    for column in columns.labels {
      key.append(contentsOf: table.reader.bytes(column.index))
      key.append(0x1F)
    }
    if let known = seriesByBytes[key] { return known }
    let faults = table.issues.count
    var series = SeriesKey(measure: "")
    for column in columns.labels {
      let label = table.text(column.index)
      if label.isEmpty {
        if column.dimension == .measure { table.note(column.index, expected: "a measure") }
        continue
      }
      if let fault = TidyLabel.fault(label, in: column.dimension, vocabulary) {
        table.note(column.index, expected: fault.expected, hint: fault.hint)
      }
      series[column.dimension] = label
    }
    guard table.issues.count == faults else { return nil }
    seriesByBytes[key] = series
    held += key.count
    return series
  }

  private mutating func period() -> Period? {
    guard let column = columns[.period] else { return nil }
    let bytes = table.reader.bytes(column)
    if let known = periodByBytes[bytes] { return known }
    guard let period = Period(table.text(column)) else {
      table.note(column, expected: TidyText.period, hint: TidyText.periodHint)
      return nil
    }
    periodByBytes[ArraySlice(Array(bytes))] = period
    return period
  }

  /// A figure is of a period that has begun, unless it is expected or somebody is quoted. One that is
  /// not over is counted so far.
  private mutating func checkHasBegun(_ period: Period, of series: SeriesKey, _ index: Int) {
    let source = releases[index].source
    guard period.first > source.published, source.standing == .official,
      series[.unit] != "expected",
      !toldOfPublication.contains(index), let column = columns[.period]
    else { return }
    toldOfPublication.insert(index)
    table.note(
      column,
      expected: "a period that had begun when \"\(source.id)\" was published, \(source.published)",
      hint: "Check the day of publication. What is expected has the unit \"expected\".")
  }

  /// A figure lies in what its source says that it covers, and is rounded as it says.
  private mutating func checkCoverage(
    _ series: SeriesKey, _ period: Period, _ value: Double?, _ source: Source
  ) {
    let coverage = source.coverage
    guard coverage != .undeclared else { return }
    if let fault = coverage.fault(of: period) {
      columns[.period].map { table.note($0, expected: fault, hint: TidyText.coverageHint) }
    }
    for column in columns.labels {
      guard let label = series[column.dimension],
        let fault = coverage.fault(of: label, in: column.dimension)
      else { continue }
      table.note(column.index, expected: fault, hint: TidyText.coverageHint)
    }
    if let unit = coverage.roundedTo, series[.unit] == nil, let value,
      value.truncatingRemainder(dividingBy: unit) != 0
    {
      columns[.value].map {
        table.note(
          $0, expected: "a multiple of \(CSVWriter.number(unit)), as rounded_to says",
          hint: "Leave rounded_to empty where numbers are exact.")
      }
    }
  }

  /// A number; where the series has no unit, a count of people.
  private mutating func value(of series: SeriesKey?) -> Double? {
    guard let column = columns[.value] else { return nil }
    if let count = wholeNumber(table.reader.bytes(column)) { return count }
    let text = table.text(column)
    if text.isEmpty { return nil }
    if let hint = TidyText.hintInPlaceOfNumber(text) {
      table.note(column, expected: "a number, or nothing where it is not known", hint: hint)
      return nil
    }
    if let series, series[.unit] == nil { return table.count(column) }
    if let value = CSVTable.number(text), abs(value) <= Double(CSVTable.largestCount) {
      return value
    }
    table.note(
      column, expected: "a number, or nothing where it is not known",
      hint: "Write it with digits, a point before decimals, and no sign of a unit.")
    return nil
  }

  /// The number that a few digits spell, as nearly all values are.
  private func wholeNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard (1...15).contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return Double(value)
  }

  /// Takes up whether the numbers of a measure add up over time, where the row says it: as the vocabulary has it,
  /// and in all rows of a source alike.
  private mutating func takeNature(of measure: String, _ index: Int) {
    guard let column = columns[.nature], !table.reader.bytes(column).isEmpty else { return }
    let text = table.text(column)
    guard let nature = Nature(rawValue: text) else {
      if !text.isEmpty { table.note(column, oneOf: Nature.allCases.map(\.rawValue), text) }
      return
    }
    let said = releases[index].source.coverage.natures ?? [:]
    guard let before = vocabulary.measure(measure)?.nature ?? said[measure] else {
      releases[index].source.coverage.natures = said.merging([measure: nature]) { _, new in new }
      return
    }
    if before != nature {
      table.note(
        column, expected: "\(before.rawValue), as \(measure) is",
        hint: "The numbers of one measure add up over time, or they do not.")
    }
  }

  private mutating func exactness() -> Exactness {
    guard let column = columns[.exactness], !table.reader.bytes(column).isEmpty else {
      return .exact
    }
    let text = table.text(column)
    if text.isEmpty { return .exact }
    if let exactness = Exactness(rawValue: text) { return exactness }
    table.note(column, oneOf: Exactness.allCases.map(\.rawValue), text)
    return .exact
  }

  private mutating func point() -> Coordinate? {
    guard columns[.latitude] != nil || columns[.longitude] != nil else { return nil }
    let (latitude, longitude) = (table.text(columns[.latitude]), table.text(columns[.longitude]))
    if latitude.isEmpty, longitude.isEmpty { return nil }
    guard let north = CSVTable.number(latitude), (-90...90).contains(north) else {
      noteDegrees(.latitude, limit: 90)
      return nil
    }
    guard let east = CSVTable.number(longitude), (-180...180).contains(east) else {
      noteDegrees(.longitude, limit: 180)
      return nil
    }
    return Coordinate(latitude: north, longitude: east)
  }

  private mutating func noteDegrees(_ name: TidyColumn, limit: Int) {
    let expected = "degrees from -\(limit) to \(limit)"
    if let column = columns[name] {
      table.note(column, expected: expected, hint: "A point needs both latitude and longitude.")
    } else {
      table.issues.add(
        line: table.line, expected: "a column \"\(name.rawValue)\"", found: "none",
        hint: "A point needs both latitude and longitude.")
    }
  }
}

/// Which column of a file is which.
struct TidyLayout {
  /// The columns that hold labels.
  private(set) var labels: [(dimension: Dimension, index: Int)] = []
  private var indices: [TidyColumn: Int] = [:]

  /// Finds the columns; notes those that are missing or not known.
  init(_ table: inout CSVTable) {
    for column in TidyColumn.allCases {
      let index =
        TidyColumn.required.contains(column)
        ? table.requiredColumn(column.rawValue) : table.column(column.rawValue) ?? -1
      guard index >= 0 else { continue }
      indices[column] = index
      if let dimension = column.dimension { labels.append((dimension, index)) }
    }
    let known = Set(indices.values)
    for (index, name) in table.header.enumerated() where !known.contains(index) {
      table.noteUnknown(
        column: index, isTwice: TidyColumn(rawValue: name) != nil, of: "the tidy format",
        TidyColumn.allCases.map(\.rawValue))
    }
  }

  /// The index of a column; `nil` when the file has none.
  subscript(column: TidyColumn) -> Int? { indices[column] }
}

extension CSVTable {
  /// Notes that a field is none of a few words.
  mutating func note(_ column: Int, oneOf words: [String], _ text: String) {
    note(
      column, expected: "one of \(words.joined(separator: ", "))",
      hint: suggestion(for: text, among: words).map { "Did you mean \"\($0)\"?" } ?? "")
  }
}
