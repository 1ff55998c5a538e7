import Foundation
import Periods
import Record
import Testing

/// The middle and the end of a year, which UNHCR publishes under one number.
@Suite struct UNHCRYearsTests {
  let files: ReaderFiles
  static let table =
    "year,coo_iso,coa_iso,refugees,returned_refugees\n2023,VEN,COL,10,1\n2024,VEN,COL,12,2\n"

  init() throws {
    files = try ReaderFiles()
  }

  private func periods(_ releases: [Release]) -> [[String]] {
    releases.map { Array($0.figures).map { "\($0.series.measure) \($0.period)" } }
  }

  static let ends = [
    "population-of-concern 2023", "returned-refugees 2023", "population-of-concern 2024",
    "returned-refugees 2024",
  ]
  /// A stock is of the last day of June, a flow of the half-year.
  static let withMiddle = [
    ["population-of-concern 2023", "returned-refugees 2023"],
    ["population-of-concern 2024-06-30", "returned-refugees 2024-01-01/2024-06-30"],
  ]

  /// UNHCR's releases of October 2024 and of June 2025.
  @Test func byTheDayOfPublication() throws {
    let october = try files.releases("a.csv", Self.table, published: "2024-10-18")
    #expect(periods(october) == Self.withMiddle)
    #expect(october.map(\.source.dating) == [.given, .given])
    #expect(Set(october.map(\.source.id)).count == 2)
    #expect(Set(october.map(\.source.dataset)) == ["unhcr-population"])
    let june = try files.releases("a.csv", Self.table, published: "2025-06-12")
    #expect(periods(june) == [Self.ends])
    #expect(june.first?.source.coverage.span == Period("2023/2024"))
  }

  /// Without a day: the end of 2024 could not be out before mid-June 2025.
  @Test func byTheDayOfReading() throws {
    #expect(
      periods(try files.releases("a.csv", Self.table, today: "2025-03-01")) == Self.withMiddle)
    #expect(periods(try files.releases("a.csv", Self.table, today: "2025-07-01")) == [Self.ends])
  }

  @Test func byAColumn() throws {
    let releases = try files.releases(
      "a.csv",
      "year,as_of,country_of_origin,country_of_asylum,refugees\n"
        + "2023,2023-12-31,VEN,COL,10\n2024,2024-06-30,VEN,COL,12\n", published: "2026-01-01")
    #expect(
      periods(releases) == [
        ["population-of-concern 2023"], ["population-of-concern 2024-06-30"],
      ])
    #expect(
      try files.fault(
        "year,as_of,coo_iso,coa_iso,refugees\n2023,2023-09-30,VEN,COL,10\n".utf8) == """
          table.csv:2:2 (as_of): expected 2023-06-30 or 2023-12-31, found "2023-09-30"
          """)
  }

  @Test func publishedBeforeTheYear() throws {
    #expect(
      try files.fault(Self.table.utf8, published: "2024-02-01") == """
        table.csv: expected a day of publication not before the last day counted, 2024-06-30, found \
        2024-02-01
          Check the day that was given with --published.
        """)
  }
}
