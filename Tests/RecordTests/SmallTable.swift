import Foundation
import Periods
import Record
import Testing

/// A record with one small table, so that every expected value can be read off the test.
enum SmallTable {
  /// The comparisons of transits through the Darién, by period; `nil` is "not known".
  static func report(
    _ values: [String: Double?], at period: String, query: String = "transits darien",
    against: [String] = [], since: String? = nil
  ) throws -> ComparisonReport {
    let rows = values.map { "transits,darien,\($0.key),\($0.value.map { "\($0)" } ?? ""),," }
    return try report(
      rows: rows.sorted(), at: period, query: query, against: against, since: since)
  }

  /// The same of rows `measure,place,period,value,hedge,note`.
  static func report(
    rows: [String], at period: String, query: String = "transits darien", against: [String] = [],
    since: String? = nil, standing: String = "official"
  ) throws -> ComparisonReport {
    let fixture = try RecordFixture(seeded: false)
    let header =
      "measure,place,period,value,hedge,note,source,dataset,publisher,title,published,standing"
    let details = "a,test-counts,Office of Tests,Counts,2030-01-01,\(standing)"
    let text = ([header] + rows.map { "\($0),\(details)" }).joined(separator: "\n") + "\n"
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    return try fixture.store.comparisons(
      fixture.selection(query), period: Period(period), against: against.compactMap(Period.init),
      since: since.flatMap(Day.init))
  }

  /// Values of the months from a first one on.
  static func months(from first: String, _ values: [Double?]) throws -> [String: Double?] {
    let start = try #require(Period(first))
    return Dictionary(
      uniqueKeysWithValues: values.enumerated().map {
        (start.shifted(by: $0).description, $1)
      })
  }
}
