import Periods
import Record
import Tabular

/// Reads the monthly counts of the river post: people who entered, by nationality.
package struct RiverPostReader: FigureReader {
  package static let format = "river-post"
  package static let summary = "River post, irregular entries by month and nationality"
  /// The post publishes about the tenth of the next month.
  private static let usualLag = 10

  package init() {}

  package static func recognises(_ start: String) -> Bool {
    FileStart.hasHeader(start) { $0.contains("people counted at the river") }
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var table = try CSVTable(ByteStream(path: file.path, name: file.name, sheet: file.sheet))
    let month = table.requiredColumn("Month")
    let nationality = table.requiredColumn("Nationality")
    let people = table.requiredColumn("People counted at the river")
    try table.issues.check()
    var release = Release(
      source: Source(
        id: "river-post", dataset: "river-post", publisher: "River Post",
        title: "People counted at the river", url: file.url, licence: "CC BY 4.0",
        published: Day(number: 0), retrieved: file.retrieved, sha256: file.sha256,
        usualLag: Self.usualLag, note: "Who passes at night is not counted."))
    while try table.next() {
      let faults = table.issues.count
      let period = Period(table.text(month))
      if period?.granularity != .month { table.note(month, expected: "a month such as 2024-01") }
      let name = table.text(nationality)
      let code = file.vocabulary.country(published: name)
      if code == nil {
        table.note(
          nationality, expected: "a country",
          hint: WordHint.text(name, in: .nationality, file.vocabulary))
      }
      // An empty cell is not zero: the post did not count that month.
      let value = table.text(people).isEmpty ? nil : table.count(people)
      guard table.issues.count == faults, let period, let code else { continue }
      let series = SeriesKey(
        measure: "irregular-entries", [.place: "CRI", .nationality: code])
      if let line = release.add(
        Figure(series: series, period: period, value: value), line: table.line)
      {
        table.issues.add(
          line: table.line, expected: "one row for each month and nationality",
          found: "that of line \(line) again")
      }
    }
    try table.issues.check()
    try release.checkHasFigures(file)
    // The nationalities add up to everybody, at this one place.
    release.source.coverage.extents = [.nationality: .whole, .place: Extent(.only)]
    release.declareSpan()
    try release.publish(file)
    return [release]
  }
}
