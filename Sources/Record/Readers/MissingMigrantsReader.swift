import Periods
import Tabular

/// Reads the incidents of IOM's Missing Migrants Project: the downloads of single years and of all,
/// with the headers of 2019 to 2026.
///
/// Every incident keeps its own name, day and point. Where only year and month are given, the
/// period is the month. A count below zero, which the file uses for corrections, is not known.
package struct MissingMigrantsReader: FigureReader {
  package static let format = "iom-missing-migrants"
  package static let summary = "IOM Missing Migrants Project, deaths and disappearances by incident"
  private static let dataset = "iom-missing-migrants"

  package init() {}

  package static func recognises(_ start: String) -> Bool {
    FileStart.hasHeader(start) { names in
      func has(_ column: IncidentColumn) -> Bool { column.names.contains { names.contains($0) } }
      return has(.id) && (has(.total) || has(.dead) && has(.missing))
    }
  }

  package func read(_ file: PublishedFile) throws(InputError) -> [Release] {
    var rows = try IncidentRows(file)
    let dataset = try DescribedSources.shipped().dataset(MissingMigrantsReader.dataset)
    var release = Release(source: dataset.source(of: file))
    try rows.read(into: &release)
    release.source.note += rows.passedOver
    release.declareCoverage(file.vocabulary)
    rows.regions.declare(in: &release, file.vocabulary)
    release.declareSpanOfIncidents()
    // An incident of which the month alone is known may lie on any of its days.
    let lastDay = release.rows.lazy.map(\.period.first).max()
    try release.publish(file, lastDay: lastDay)
    release.endSpanAtPublication()
    return [release]
  }
}

extension Release {
  /// From the first of January of the first incident's year to the last incident; to the end of the
  /// year when that lies in its last week, since a file of a year ends there.
  fileprivate mutating func declareSpanOfIncidents() {
    guard let whole = coverage, let first = Day(year: whole.first.year, month: 1, day: 1),
      let endOfYear = Day(year: whole.last.year, month: 12, day: 31)
    else { return }
    let last = endOfYear.days(since: whole.last) < 7 ? endOfYear : whole.last
    source.coverage.span = Period(from: first, through: last)
  }

  /// A list says nothing of days after its own.
  fileprivate mutating func endSpanAtPublication() {
    guard let span = source.coverage.span, source.published < span.last else { return }
    source.coverage.span = Period(from: span.first, through: max(span.first, source.published))
  }
}
