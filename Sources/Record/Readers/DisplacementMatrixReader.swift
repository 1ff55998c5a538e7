import Periods
import Tabular

/// Reads IOM's Displacement Tracking Matrix as HDX publishes it from its API: people displaced
/// inside their country, by country or by its first division, round by round.
///
/// A row is a stock on its reporting date. Operations of one country are listed apart where there are
/// several, since they may cover the same people.
package struct DisplacementMatrixReader: FigureReader {
  package static let format = "iom-dtm"
  package static let summary =
    "IOM Displacement Tracking Matrix, internally displaced people by country or first division"
  private static let dataset = "iom-dtm"

  package init() {}

  package static func recognises(_ start: String) -> Bool {
    FileStart.hasHeader(start) {
      $0.contains("numpresentidpind") && $0.contains("reportingdate")
    }
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var survey = try MatrixRows(file)
    try survey.survey()
    var rows = try MatrixRows(file)
    let dataset = try DescribedSources.shipped().dataset(DisplacementMatrixReader.dataset)
    var release = Release(source: dataset.source(of: file))
    release.source.note += rows.passedOver
    try rows.read(into: &release, severalOperations: survey.severalOperations)
    release.declareCoverage(file.vocabulary)
    try release.publish(file)
    return [release]
  }
}

/// The rows of the matrix.
private struct MatrixRows {
  private var table: CSVTable
  private let file: PublishedFile
  private let country: Int
  private let day: Int
  private let count: Int
  private let operation: Int?
  private let state: Int?
  private let reason: Int?
  private var operations: [String: Set<String>] = [:]
  /// Columns that are not kept, in words; empty when there are none.
  let passedOver: String

  /// Columns that repeat what others say.
  private static let repeated: Set<String> = [
    "id", "admin0name", "admin1name", "yearreportingdate", "monthreportingdate", "adminlevel",
  ]

  init(_ file: PublishedFile) throws(InputError) {
    var table = try CSVTable(
      ByteStream(path: file.path, name: file.name, sheet: file.sheet),
      having: [["numPresentIdpInd"]])
    country = table.requiredColumn("admin0Pcode")
    day = table.requiredColumn("reportingDate")
    count = table.requiredColumn("numPresentIdpInd")
    operation = table.column("operation")
    state = table.column("admin1Pcode")
    reason = table.column("displacementReason")
    if let second = table.column("admin2Pcode") {
      table.issues.add(
        line: table.line, column: second + 1,
        expected: "the table by country or by its first division", found: "\"admin2Pcode\"",
        hint: "Second divisions of one round are counted on different days: take the table of "
          + "level 0 or 1.")
    }
    try table.issues.check()
    let read = Set([country, day, count, operation, state, reason].compactMap { $0 })
    let others = table.header.indices.filter {
      !read.contains($0) && !MatrixRows.repeated.contains(table.header[$0].lowercased())
    }
    let names = others.map { table.header[$0] }.joined(separator: ", ")
    passedOver = names.isEmpty ? "" : " Columns passed over: \(names)."
    self.table = table
    self.file = file
  }

  /// Countries in which there is more than one operation.
  var severalOperations: Set<String> {
    Set(operations.lazy.filter { $0.value.count > 1 }.map(\.key))
  }

  mutating func survey() throws(InputError) {
    while try table.next() {
      if table.isTagRow { continue }
      operations[table.text(country), default: []].insert(table.text(operation))
    }
  }

  mutating func read(
    into release: inout Release, severalOperations: Set<String>
  ) throws(InputError) {
    var isFirst = true
    while try table.next() {
      defer { isFirst = false }
      if isFirst, table.isTagRow { continue }
      let faults = table.issues.count
      let place = place()
      let period = period()
      let people = table.count(count)
      guard table.issues.count == faults, let period, let people else { continue }
      var series = SeriesKey(measure: "internally-displaced")
      series[.place] = place
      if severalOperations.contains(table.text(country)) {
        series[.component] = label(.component, operation)
      }
      series[.state] = label(.state, state)
      series[.kind] = label(.kind, reason)
      let figure = Figure(series: series, period: period, value: people)
      if let line = release.add(figure, line: table.line) {
        table.issues.add(
          line: table.line, expected: "one row for each operation, place, reason and day",
          found: "that of line \(line) again")
      }
    }
    try table.issues.check()
    try release.checkHasFigures(file)
  }

  /// The label of a column of words; one that the vocabulary lacks is made of the words themselves.
  private mutating func label(_ dimension: Dimension, _ column: Int?) -> String? {
    guard let column else { return nil }
    let text = table.text(column)
    return file.vocabulary.label(dimension, published: text) ?? TidyLabel.token(text)
  }

  private mutating func place() -> String? {
    let text = table.text(country)
    if let code = file.vocabulary.country(published: text), !text.isEmpty {
      return code
    }
    table.note(
      country, expected: "a country as three capitals",
      hint: WordHint.text(text, in: .nationality, file.vocabulary))
    return nil
  }

  private mutating func period() -> Period? {
    if case .day(let day) = IncidentDate.reading(table.text(day)),
      (1990...2100).contains(day.year)
    {
      return .day(day)
    }
    table.note(day, expected: "a date such as 2023-08-05")
    return nil
  }
}
