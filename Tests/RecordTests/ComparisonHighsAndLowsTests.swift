import Periods
import Record
import Testing

/// Highs and lows on small tables, read off by eye.
@Suite struct ComparisonHighsAndLowsTests {
  private func kinds(_ report: ComparisonReport) -> Set<Comparison.Kind> {
    Set(report.comparisons.map(\.kind))
      .intersection([
        .highestSince, .lowestSince, .twelveMonthHigh, .twelveMonthLow, .recordHigh, .recordLow,
      ])
  }

  /// 50 was as low in February, 90 as high in March: February reaches further back.
  @Test func theOneThatReachesFurtherBack() throws {
    let values = try SmallTable.months(from: "2023-01", [40, 50, 90, 80, 50])
    let low = try SmallTable.report(values, at: "2023-05")
    #expect(kinds(low) == [.lowestSince, .twelveMonthHigh, .recordHigh])
    #expect(low.first(.lowestSince)?.period == Period("2023-02"))
    // In April: as high in March, as low in February.
    let april = try SmallTable.report(values, at: "2023-04")
    #expect(april.first(.lowestSince)?.period == Period("2023-02"))
    // In March nothing was as high.
    let march = try SmallTable.report(values, at: "2023-03")
    #expect(kinds(march) == [.twelveMonthHigh, .recordHigh])
    #expect(march.isHighestHeld)
  }

  @Test func lowestOfAll() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2023-01", [40, nil, 30, 20]), at: "2023-04")
    #expect(kinds(report) == [.twelveMonthHigh, .twelveMonthLow, .recordHigh, .recordLow])
    let low = try #require(report.first(.recordLow))
    #expect(low.period == Period("2023-03"))
    #expect(low.since == Period("2023-01"))
    #expect(low.missing == 1)
    #expect(report.isLowestHeld)
    #expect(!report.isHighestHeld)
    #expect(low.label(.english) == "Lowest before it since January 2023")
    #expect(low.text(.english) == "30; −33.3%, well below; 1 period not known")
    #expect(low.text(.spanish) == "30; −33,3\u{A0}%, muy por debajo; no se conoce 1 período")
  }

  /// Thirteen months: the low of the last twelve is told though the first was lower.
  @Test func lowOfTwelveMonths() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2022-01", [1] + Array(repeating: 50, count: 12) + [20]),
      at: "2023-02")
    #expect(report.first(.lowestSince)?.period == Period("2022-01"))
    #expect(report.first(.twelveMonthLow)?.value == 50)
    #expect(report.first(.recordLow) == nil)
  }

  /// A month whose number is not known may have been lower.
  @Test func unknownMonthsAreCounted() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2023-01", [10, nil, nil, 50, 20]), at: "2023-05")
    let low = try #require(report.first(.lowestSince))
    #expect(low.period == Period("2023-01"))
    #expect(low.missing == 2)
  }

  @Test func zerosAreNoNews() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2023-01", [0, 0, 0, 0]), at: "2023-04")
    #expect(kinds(report) == [.twelveMonthHigh, .recordHigh])
    #expect(report.first(.recordHigh)?.change == nil)
    let fallen = try SmallTable.report(
      SmallTable.months(from: "2023-01", [0, 5, 4, 0]), at: "2023-04")
    #expect(fallen.first(.lowestSince)?.period == Period("2023-01"))
    #expect(
      fallen.first(.lowestSince)?.text(.english) == "0; from which there is no rate of change")
    #expect(fallen.first(.previousPeriod)?.change == -1)
  }

  /// 2021 is 10 in one month known of twelve: more than 5 however many it was, and perhaps more
  /// than 300 or not.
  @Test func partOfAYearIsALeast() throws {
    var values: [String: Double?] = ["2021-03": 10]
    values.merge(try SmallTable.months(from: "2020-01", Array(repeating: 10, count: 12))) { a, _ in
      a
    }
    values.merge(try SmallTable.months(from: "2022-01", Array(repeating: 25, count: 12))) { a, _ in
      a
    }
    let report = try SmallTable.report(values, at: "2022")
    #expect(report.first(.highestSince) == nil)
    let high = try #require(report.first(.recordHigh))
    #expect(high.period == Period("2020"))
    #expect(high.value == 120)
    #expect(high.missing == 1)
    #expect(report.first(.rank)?.outOf == 2)
    #expect(report.first(.rank)?.missing == 1)
    let small = try SmallTable.report(
      values.merging(try SmallTable.months(from: "2023-01", (0..<12).map { Double($0 % 2) })) {
        a, _ in a
      }, at: "2023")
    #expect(small.first(.recordLow)?.value == 120)
    #expect(small.first(.recordLow)?.missing == 1)
  }

  /// Of 16 days from 1 to 16 March, three are held.
  @Test func daysThatAreNotHeldAreNotKnown() throws {
    let report = try SmallTable.report(
      ["2023-03-01": 9, "2023-03-05": 3, "2023-03-17": 5], at: "2023-03-17")
    let low = try #require(report.first(.highestSince))
    #expect(low.period == Period("2023-03-01"))
    #expect(low.missing == 14)
    #expect(
      report.first(.rank)?.text(.english)
        == "number 2 of 3 days since 1 March 2023; 14 periods not known")
  }

  /// The first day that is looked at does not shorten the twelve months.
  @Test func sinceADay() throws {
    let values = try SmallTable.months(from: "2023-01", [90, 80, 10, 60, 50, 55])
    let report = try SmallTable.report(values, at: "2023-06", since: "2023-03-01")
    #expect(report.first(.recordHigh)?.value == 60)
    #expect(report.first(.recordHigh)?.since == Period("2023-03"))
    #expect(report.first(.twelveMonthHigh)?.value == 90)
  }
}
