import Foundation
import Periods
import Record
import Testing
import Wording

@Suite struct ChangeWordingTests {
  /// The table of docs/comparisons.md, at and beside each threshold.
  @Test(arguments: [
    (0.0199, ChangeWording.littleChanged), (-0.0199, .littleChanged), (0.02, .slightlyAbove),
    (-0.02, .slightlyBelow), (0.0499, .slightlyAbove), (0.05, .above), (-0.1499, .below),
    (0.15, .wellAbove), (-0.15, .wellBelow), (0.9999, .wellAbove), (1.0, .twice),
    (1.001, .moreThanTwice), (-0.4999, .wellBelow), (-0.5, .half), (-0.501, .lessThanHalf),
  ])
  func rule(_ change: Double, _ wording: ChangeWording) {
    #expect(ChangeWording(change: change, base: 1000) == wording)
  }

  @Test func fewAreNotCompared() {
    #expect(ChangeWording(change: 1, base: 19) == .tooFew)
    #expect(ChangeWording(change: 1, base: 20) == .twice)
  }
}

/// Comparisons on small tables with sums that can be done in the head.
@Suite struct ComparisonTests {
  private func report(_ values: [String: Double?], at period: String) throws -> ComparisonReport {
    try SmallTable.report(values, at: period)
  }

  private func months(_ year: Int, _ values: [Double]) -> [String: Double?] {
    Dictionary(
      uniqueKeysWithValues: values.enumerated().map {
        ("\(year)-\($0 < 9 ? "0" : "")\($0 + 1)", $1 as Double?)
      })
  }

  @Test func highestSinceSkipsNothing() throws {
    let report = try report(
      ["2023-01": 90, "2023-02": nil, "2023-03": 40, "2023-04": 60], at: "2023-04")
    let high = try #require(report.first(.highestSince))
    #expect(high.period == Period("2023-01"))
    #expect(high.missing == 1)
    #expect(report.first(.recordHigh)?.value == 90)
    #expect(report.first(.rank)?.rank == 2)
    #expect(report.first(.rank)?.outOf == 3)
  }

  /// 268 against 134 is twice as many and no more; 3 of 3 equal zeros have no rank; of 2 against 8,633 nobody can say
  /// that nobody is left.
  @Test func wordsSayNoMoreThanTheNumbers() throws {
    let twice = try report(["2023-01": 134, "2023-02": 268], at: "2023-02")
    #expect(
      try #require(twice.first(.previousPeriod)).text(.english) == "134; +100.0%, twice as many")
    let half = try report(["2023-01": 268, "2023-02": 134], at: "2023-02")
    #expect(try #require(half.first(.previousPeriod)).text(.english) == "268; −50.0%, half as many")
    let zeros = try report(["2023-01": 0, "2023-02": 0, "2023-03": 0], at: "2023-03")
    #expect(try #require(zeros.first(.rank)).text(.english) == "no rank: all 3 are equal")
    let tied = try report(["2023-01": 7, "2023-02": 9, "2023-03": 7], at: "2023-03")
    #expect(
      try #require(tied.first(.rank)).text(.english)
        == "number 2 of 3 months since January 2023; 1 other has the same number")
    let few = try report(["2023-01": 8633, "2023-02": 2], at: "2023-02")
    #expect(
      try #require(few.first(.previousPeriod)).text(.english) == "8,633; −99.98%, less than half")
    let none = try report(["2023-01": 8633, "2023-02": 0], at: "2023-02")
    #expect(
      try #require(none.first(.previousPeriod)).text(.spanish)
        == "8.633; −100,0\u{A0}%, menos de la mitad")
  }

  @Test func highestOfAll() throws {
    let report = try report(["2023-01": 10, "2023-02": 20], at: "2023-02")
    #expect(report.first(.highestSince) == nil)
    #expect(report.first(.recordHigh)?.since == Period("2023-01"))
  }

  @Test func unknownIsComparedWithNothing() throws {
    let report = try report(["2023-01": nil, "2023-02": 20], at: "2023-02")
    let previous = try #require(report.first(.previousPeriod))
    #expect(previous.value == nil)
    #expect(previous.change == nil)
    #expect(previous.text(.english) == "not known")
  }

  /// Ten a day: every method must come to 3,650 by the last day of 2023.
  @Test func paceOfASteadyYear() throws {
    let days = [31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var values = months(2022, days.map { $0 * 10 })
    values.merge(months(2023, days.prefix(5).map { $0 * 10 })) { a, _ in a }
    let paces = try report(values, at: "2023-05").comparisons.filter { $0.kind == .pace }
    #expect(paces.count == 3)
    for pace in paces {
      #expect(abs(try #require(pace.value) - 3650) < 1e-6, "\(pace.method?.rawValue ?? "")")
      #expect(pace.years == [2022])
    }
  }

  /// Half of 2022 came by June, so a straight line did well; 40 so far are 80 by both.
  @Test func rangeIsWhatTheMethodMissedBy() throws {
    // 2021: 10 a month to June, 30 a month after: 60 by June, 240 in all.
    // 2022: 10 a month: 60 by June, 120 in all.
    var values = months(2021, Array(repeating: 10.0, count: 6) + Array(repeating: 30.0, count: 6))
    values.merge(months(2022, Array(repeating: 10.0, count: 12))) { a, _ in a }
    values.merge(months(2023, Array(repeating: 20.0, count: 6))) { a, _ in a }
    let paces = try report(values, at: "2023-06").comparisons
    let share = try #require(paces.first { $0.method == .shareOfYear })
    // (240 + 120) / (60 + 60) = 3 times 120.
    #expect(share.value == 360)
    // Judged by the other year: 2021 came to 240 where 2022's share gave 120, so twice; 2022 came
    // to 120 where 2021's share gave 240, so half.
    #expect(share.range == 180...720)
  }

  @Test func paceNeedsEveryMonth() throws {
    let report = try report(["2023-01": 10, "2023-03": 10], at: "2023-03")
    #expect(!report.comparisons.contains { $0.kind == .pace })
    #expect(report.first(.yearToDate)?.own == nil)
  }

  @Test func sameDaysOfTheMonthBefore() throws {
    let report = try report(
      ["2023-09-01/2023-09-17": 30, "2023-08-01/2023-08-17": 20], at: "2023-09-01/2023-09-17")
    let before = try #require(report.first(.sameDaysMonthBefore))
    #expect(before.value == 20)
    #expect(before.change == 0.5)
  }
}
