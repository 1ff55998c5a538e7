import Foundation
import Periods
import Record
import Testing
import Wording

/// Only like is set against like; sums that can be done in the head.
@Suite struct ComparisonLikeWithLikeTests {
  /// 30 in a month against 60 in four: 15 a month, so twice as many.
  @Test func unequalMonthsAreComparedByTheMonth() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2023-01", [10, 20, 20, 10, 30]), at: "2023-05",
      against: ["2023-01/2023-04"])
    let comparison = try #require(report.first(.chosenPeriod))
    #expect(comparison.value == 60)
    #expect(comparison.averages?.per == .month)
    #expect(comparison.averages?.own == 30)
    #expect(comparison.averages?.other == 15)
    #expect(comparison.change == 1)
    #expect(comparison.difference == 15)
    #expect(
      comparison.text(.english) == "60; 30 a month against 15; +100.0%, twice as many")
    #expect(comparison.text(.spanish) == "60; 30 al mes frente a 15; +100,0\u{A0}%, el doble")
    let json = try JSON.object(report)
    let entry = try #require(json.first { $0["kind"] as? String == "chosen-period" })
    #expect(entry["per"] as? String == "month")
    #expect(entry["ownAverage"] as? Double == 30)
    #expect(entry["average"] as? Double == 15)
  }

  /// Sixty in thirty days against 40 in ten: 2 a day against 4.
  @Test func partsOfMonthsAreComparedByTheDay() throws {
    let report = try SmallTable.report(
      ["2023-06": 60, "2023-05-01/2023-05-10": 40], at: "2023-06",
      against: ["2023-05-01/2023-05-10"])
    let comparison = try #require(report.first(.chosenPeriod))
    #expect(comparison.averages?.per == .day)
    #expect(comparison.change == -0.5)
    #expect(comparison.text(.english) == "40; 2 a day against 4; −50.0%, half as many")
  }

  /// February is shorter than January, and both are months.
  @Test func monthsAreMonths() throws {
    let report = try SmallTable.report(
      ["2023-01": 310, "2023-02": 310, "2022-02": 100], at: "2023-02")
    #expect(report.comparisons.allSatisfy { $0.averages == nil })
    #expect(report.first(.previousPeriod)?.change == 0)
  }

  /// 300 at the end of March is what the first quarter ends with, and no 100 a month.
  @Test func peopleAtAMomentAreNotDivided() throws {
    let rows = ["2023-01,100", "2023-02,200", "2023-03,300", "2023-04,330"]
      .map { "people-who-left,VEN,\($0),," }
    let report = try SmallTable.report(
      rows: rows, at: "2023-04", query: "people-who-left place=VEN", against: ["2023-Q1"])
    let comparison = try #require(report.first(.chosenPeriod))
    #expect(comparison.value == 300)
    #expect(comparison.averages == nil)
    #expect(((comparison.change ?? 0) * 100).rounded() == 10)
  }

  @Test func partIsNoWhole() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2023-01", [10, nil, 10, 10, 10, 10]), at: "2023-Q2")
    let previous = try #require(report.first(.previousPeriod))
    #expect(previous.value == nil)
    #expect(previous.change == nil)
    #expect(previous.obstacle == .partial)
    #expect(previous.text(.english) == "not known: 2 of 3 months known")
    #expect(previous.text(.spanish) == "no se sabe: se conocen 2 de 3 meses")
  }

  @Test func partIsComparedWithNothing() throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2022-10", [50, 50, 50, 10, nil, 10]), at: "2023-Q1")
    let previous = try #require(report.first(.previousPeriod))
    #expect(previous.value == 150)
    #expect(previous.change == nil)
    #expect(previous.obstacle == .ownPartial)
    #expect(previous.text(.english) == "150; not compared, since the figure itself is not whole")
    #expect(report.first(.rank) == nil)
    #expect(report.first(.recordHigh) == nil)
  }

  /// "More than 200" is not 200.
  @Test func inexactNumbersGiveNoRate() throws {
    let rows = ["transits,darien,2023-01,200,more-than,", "transits,darien,2023-02,100,,"]
    let after = try SmallTable.report(rows: rows, at: "2023-02", standing: "quoted")
    let previous = try #require(after.first(.previousPeriod))
    #expect(previous.change == nil)
    #expect(previous.text(.english) == "more than 200; not compared, since it is not exact")
    // 100 in February is below any number above 200; the least there was in January is no low.
    #expect(after.first(.recordLow) == nil)
    let own = try SmallTable.report(
      rows: rows, at: "2023-01", against: ["2023-02"], standing: "quoted")
    #expect(
      own.first(.chosenPeriod)?.text(.spanish)
        == "100; sin comparar, pues la cifra misma no es exacta")
  }

  /// What a source says instead of a number is said.
  @Test func notKnownAndWhy() throws {
    let rows = [
      "transits,darien,2023-01,,,the registry burnt down", "transits,darien,2023-02,100,,",
    ]
    let report = try SmallTable.report(rows: rows, at: "2023-02", standing: "quoted")
    let previous = try #require(report.first(.previousPeriod))
    #expect(previous.obstacle == .notKnown)
    #expect(previous.text(.english) == "not known: the registry burnt down")
    // January to February has a gap.
    #expect(report.first(.yearToDate)?.text(.english) == "not known: 1 of 2 months known")
  }

  @Test func yearToDateOfAYearHalfKnown() throws {
    let report = try SmallTable.report(
      ["2022-02": 5, "2023-01": 10, "2023-02": 10], at: "2023-02")
    let toDate = try #require(report.first(.yearToDate))
    #expect(toDate.own == 20)
    #expect(toDate.value == nil)
    #expect(toDate.text(.english) == "20; the year before not known: 1 of 2 months known")
  }

  /// Zero is a number; a rate of it there is none, and the answer can be written.
  @Test(arguments: [
    [0.0, 0, 0], [0, 5, 0], [0, 0, 5], [1, 0, 9e14], [9e14, 9e14, 9e14], [5, 0, 1],
  ])
  func noInfinities(_ values: [Double]) throws {
    let report = try SmallTable.report(
      SmallTable.months(from: "2023-01", values), at: "2023-03", against: ["2023-01/2023-02"])
    for entry in try JSON.object(report) {
      let text = try #require(entry["text"] as? String)
      #expect(!text.contains("inf") && !text.contains("nan"), "\(text)")
    }
    let previous = try #require(report.first(.previousPeriod))
    if values[1] == 0 {
      #expect(previous.change == nil)
      #expect(previous.obstacle == .noBase)
    }
  }

  /// A year before is the period just before, told once; so is a period that was asked for and is
  /// told anyway.
  @Test func eachOnce() throws {
    let years = try SmallTable.report(
      ["2021": 5, "2022": 10], at: "2022", against: ["2021", "2021"])
    #expect(years.comparisons.count { $0.kind == .chosenPeriod } == 1)
    #expect(years.comparisons.count { $0.kind == .previousPeriod } == 1)
    #expect(!years.comparisons.contains { $0.kind == .yearBefore })
    #expect(years.first(.yearBefore)?.value == 5)
    #expect(years.rows.count { $0.label(.english) == "Against 2021" } == 1)
  }

  /// February 2023 is not known of Venezuelans, and December 2022 is nobody.
  @Test func shareOfWhatIsKnown() throws {
    let fixture = try RecordFixture(seeded: false)
    let rows = [
      ",2022-12,0", ",2023-01,40", ",2023-02,40", ",2023-03,40",
      "VEN,2022-12,0", "VEN,2023-01,10", "VEN,2023-03,10",
    ]
    _ = try fixture.store.importFile(
      path: try fixture.file(
        "a.csv", StoreTests.table(id: "a", published: "2030-01-01", rows)))
    let share = { (period: String) in
      try fixture.store.comparisons(
        fixture.selection("transits darien VEN"), period: Period(period)
      ).first(.share)
    }
    #expect(try share("2023-01")?.share == 0.25)
    #expect(try share("2022-12")?.share == nil)
    #expect(try share("2022-12")?.text(.english) == "no share of 0")
    #expect(try share("2023-Q1")?.share == nil)
    #expect(
      try share("2023-Q1")?.text(.english)
        == "not known of 120, since the figure itself is not whole")
  }

  /// A range that ends in another month has no same days of the month before.
  @Test func sameDaysOnlyOfAPartOfAMonth() throws {
    let report = try SmallTable.report(
      ["2023-01-20/2023-02-10": 5, "2023-01": 5], at: "2023-01-20/2023-02-10")
    #expect(report.first(.sameDaysMonthBefore) == nil)
    #expect(report.first(.rank) == nil)
  }
}

/// The comparisons of a report as other programs read them.
enum JSON {
  static func object(_ report: ComparisonReport) throws -> [[String: Any]] {
    let data = try JSONEncoder().encode(
      CompareReport(report, Vocabulary.shipped(), .english))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(object?["comparisons"] as? [[String: Any]])
  }
}
