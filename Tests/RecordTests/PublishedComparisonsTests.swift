import Periods
import Record
import Testing
import Wording

/// Comparisons on the figures that ship. Expected values are added up from the published tables by
/// a script of its own: CBP's nationwide encounters, U.S. Border Patrol's monthly apprehensions and
/// Panama's monthly and yearly transits.
@Suite struct PublishedComparisonsTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  private func report(
    _ query: String, _ period: String, against: [String] = []
  ) throws -> ComparisonReport {
    let period: Period = try #require(Period(period))
    return try fixture.store.comparisons(
      fixture.selection(query), period: period,
      against: against.compactMap(Period.init))
  }

  /// The press report of 5 October 2023 said "37 %", "little changed" and "well below" of Border
  /// Patrol's August, and "63 %" of the Venezuelans of 1 to 17 September.
  @Test(arguments: [
    ("encounters usbp southwest", "2023-08", ["2022-08", "2022-12", "2023-07"]),
    ("usbp-southwest", "2023-08", ["2022-08", "2022-12", "2023-07"]),
    ("encounters southwest", "2023-08", []),
    ("encounters usbp southwest VEN", "2023-08", []),
    ("encounters southwest component=usbp|ofo", "2023-08", []),
    ("encounters southwest component!=ofo", "2023-08", []),
    ("usbp-southwest", "FY2023", []), ("usbp-southwest", "2023", []),
    ("usbp-southwest", "2023-Q3", []), ("encounters southwest", "FY2023", []),
    ("encounters southwest VEN", "2023-09-01/2023-09-17", ["2023-08-01/2023-08-17"]),
    ("encounters southwest", "2023-09-01/2023-09-17", []),
    ("encounters usbp southwest VEN", "2023-09-01/2023-09-17", []),
  ])
  func whatASourceStates(_ query: String, _ period: String, _ against: [String]) throws {
    let stated = try report(query, period).comparisons.filter { $0.kind == .statedChange }
    #expect(stated.map(\.period.description) == against)
  }

  @Test func rangeOfMonthsMovesByMonths() throws {
    let report = try report("encounters southwest", "2023-10/2024-06")
    #expect(report.observation.value == 1_821_642)
    let previous = try #require(report.first(.previousPeriod))
    #expect(previous.period == Period("2023-01/2023-09"))
    #expect(previous.value == 1_756_652)
    let year = try #require(report.first(.yearBefore))
    #expect(year.period == Period("2022-10/2023-06"))
    #expect(year.value == 1_789_492)
    #expect(report.first(.rank) == nil)
    #expect(report.first(.sameDaysMonthBefore) == nil)
  }

  /// Panama: 248,284 in 2022; nothing published of April, May and July 2020, so that of fourteen
  /// years thirteen are known.
  @Test func yearsAmongYears() throws {
    let report = try report("darien", "2023")
    let rank = try #require(report.first(.rank))
    #expect(rank.rank == 1)
    #expect(rank.outOf == 13)
    #expect(
      rank.text(.english) == "number 1 of 13 years since 2010; 1 period not known")
    #expect(
      rank.text(.spanish) == "número 1 de 13 años desde 2010; no se conoce 1 período")
    #expect(report.rows.count { $0.label(.english) == "Against 2022" } == 1)
    #expect(report.first(.yearBefore)?.value == 248_284)
    let after = try self.report("darien", "2021")
    #expect(after.first(.previousPeriod)?.value == nil)
    #expect(after.first(.previousPeriod)?.change == nil)
    #expect(after.first(.previousPeriod)?.text(.english) == "not known: 9 of 12 months known")
  }

  @Test(arguments: [
    // 83,532; January 2021 had 75,316, and June 2023 with 99,538 was the lowest of the twelve.
    ("2024-06", "2021-01", 75_316.0, "2023-06"),
    // 117,905; June 2023 lies within the twelve months and was lower.
    ("2024-05", "2023-06", 99_538, nil),
    ("2024-01", "2023-06", 99_538, nil),
    // 16,182 in the first full month of the pandemic; 29,205 in January 2020.
    ("2020-04", "2017-06", 16_087, "2020-01"),
  ])
  func lowestSince(_ month: String, _ since: String, _ value: Double, _ low: String?) throws {
    let report = try report("usbp-southwest", month)
    let lowest = try #require(report.first(.lowestSince))
    #expect(lowest.period == Period(since))
    #expect(lowest.value == value)
    #expect(lowest.missing == 0)
    #expect(report.first(.highestSince) == nil)
    #expect(report.first(.twelveMonthLow)?.period.description == low)
    #expect(report.first(.recordLow) == nil)
  }

  /// April 2017: 11,127, below every month since October 1999; March had 12,195.
  @Test func lowestOfAll() throws {
    let report = try report("usbp-southwest", "2017-04")
    let low = try #require(report.first(.recordLow))
    #expect(low.period == Period("2017-03"))
    #expect(low.value == 12_195)
    #expect(low.since == Period("1999-10"))
    #expect(report.first(.lowestSince) == nil)
    #expect(report.first(.highestSince) == nil)
  }

  @Test func augustIsHigh() throws {
    let report = try report("usbp-southwest", "2023-08")
    #expect(report.first(.highestSince)?.period == Period("2023-04"))
    #expect(report.first(.highestSince)?.value == 183_921)
    #expect(report.first(.lowestSince) == nil)
    #expect(report.first(.twelveMonthLow) == nil)
    #expect(report.first(.recordLow) == nil)
  }

  /// 2,100,666 in the 49 months from January 2017: 42,871 a month, and 181,054 is 4.2 times that.
  @Test func oneMonthAgainstManyIsByTheMonth() throws {
    let comparison = try #require(
      try report("usbp-southwest", "2023-08", against: ["2017-01/2021-01"]).first(.chosenPeriod))
    #expect(comparison.value == 2_100_666)
    #expect(comparison.averages?.per == .month)
    #expect(comparison.averages?.other.rounded() == 42_871)
    #expect(comparison.averages?.own == 181_054)
    #expect(((comparison.change ?? 0) * 1000).rounded() == 3223)
    #expect(
      comparison.text(.english)
        == "2,100,666; 181,054 a month against 42,870.7; +322.3%, more than twice as many")
  }

  /// Venezuelans: 54,833 and 11,751 in the 30 days of September, 25,777 in the first 17 of them.
  @Test func monthAgainstDaysIsByTheDay() throws {
    let comparison = try #require(
      try report("encounters southwest VEN", "2023-09", against: ["2023-09-01/2023-09-17"])
        .first(.chosenPeriod))
    #expect(comparison.averages?.per == .day)
    let change = try #require(comparison.change)
    #expect(abs(change - ((54_833.0 + 11_751) / 30 / (25_777.0 / 17) - 1)) < 1e-9)
  }
}
