import Foundation
import Periods
import Record
import Testing

/// What the record answers on the figures that ship, against what the agencies and the press have
/// published (`docs/data.md` names the publications).
@Suite struct PublishedFiguresTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  /// CBP's table of June 2025, and its monthly updates of 2023.
  @Test(arguments: [
    ("2023-08", 181_054.0), ("2023-07", 132_642), ("2022-08", 181_774), ("2022-12", 222_018),
    ("2023-12", 249_740),
  ])
  func borderPatrolAtTheSouthwestBorder(_ period: String, _ published: Double) throws {
    #expect(try fixture.value("encounters usbp southwest", period) == published)
    #expect(try fixture.value("usbp-southwest", period) == published)
  }

  /// CBP, by citizenship: Border Patrol 22,090 and 54,833; ports of entry 9,373 and 11,751.
  @Test(arguments: [
    ("encounters usbp southwest VEN", "2023-08", 22_090.0),
    ("encounters usbp southwest VEN", "2023-09", 54_833),
    ("encounters ofo southwest VEN", "2023-08", 9_373),
    ("encounters ofo southwest VEN", "2023-09", 11_751),
  ])
  func venezuelansAtTheSouthwestBorder(
    _ query: String, _ period: String, _ published: Double
  ) throws {
    #expect(try fixture.value(query, period) == published)
  }

  @Test func septemberRiseOfVenezuelans() throws {
    let report = try fixture.store.comparisons(
      fixture.selection("usbp-southwest-venezuelans"), period: Period("2023-09"))
    let change = try #require(report.first(.previousPeriod)?.change)
    #expect((change * 100).rounded() == 148)
  }

  /// The comparisons of the press report of 5 October 2023, on the figures of today.
  @Test func comparisonsOfAugust() throws {
    let report = try fixture.store.comparisons(
      fixture.selection("encounters usbp southwest"), period: Period("2023-08"))
    let july = try #require(report.first(.previousPeriod))
    #expect((try #require(july.change) * 1000).rounded() == 365)
    let august = try #require(report.first(.yearBefore))
    #expect((try #require(august.change) * 1000).rounded() == -4)
    #expect(august.wording == .littleChanged)
    // The report compares with December 2022, the highest of the twelve months before.
    let december = try #require(report.first(.twelveMonthHigh))
    #expect(december.period == Period("2022-12"))
    #expect(december.value == 222_018)
    #expect(december.wording == .wellBelow)
  }

  /// Parts of one table add up to its total; the parts are counted here apart from the total.
  @Test(arguments: [Record.Dimension.nationality, .sector, .demographic, .authority])
  func partsOfAugustAddUp(_ dimension: Record.Dimension) throws {
    let breakdown = try fixture.store.breakdown(
      fixture.selection("encounters usbp southwest"), by: dimension)
    let august = try #require(Period("2023-08"))
    let sum = breakdown.parts.compactMap { $0.timeline.observation(august).value }.reduce(0, +)
    #expect(sum == 181_054)
    #expect(breakdown.difference(august) == 0)
  }

  /// As of 5 October 2023 the total is the release of 22 September and the parts are a later vintage:
  /// the difference of five is shown.
  @Test func partsOfAnotherVintageDiffer() throws {
    let breakdown = try fixture.store.breakdown(
      fixture.selection("encounters usbp southwest"), by: .sector, asOf: Day("2023-10-05"))
    #expect(breakdown.difference(try #require(Period("2023-08"))) == 181_059 - 181_054)
  }

  /// Servicio Nacional de Migración, Panamá, statistics of 2023.
  @Test func darienIn2023() throws {
    #expect(try fixture.value("transits darien", "2023") == 520_085)
    #expect(try fixture.value("transits darien VEN", "2023") == 328_650)
    let report = try fixture.store.comparisons(
      fixture.selection("darien-venezuelans"), period: Period("2023"))
    let share = try #require(report.first(.share)?.share)
    #expect((share * 100).rounded() == 63)
  }

  /// As of 30 September 2023, August is the last month known. What the methods give is worked out by
  /// hand from Panama's monthly totals.
  @Test func paceOfTheDarien() throws {
    let report = try fixture.store.comparisons(
      fixture.selection("transits darien"), asOf: Day("2023-09-30"))
    #expect(report.observation.period == Period("2023-08"))
    let soFar = 333_704.0
    #expect(report.first(.yearToDate)?.own == soFar)
    let paces = report.comparisons.filter { $0.kind == .pace }
    let straight = try #require(paces.first { $0.method == .straightLine })
    #expect(abs(try #require(straight.value) - soFar / 243 * 365) < 0.5)
    let share = try #require(paces.first { $0.method == .shareOfYear })
    // Of 2021 and 2022, the complete years before: January to August over the year.
    let earlier = try ["2021", "2022"].map { year in
      (
        try #require(try fixture.value("transits darien", "\(year)-01/\(year)-08")),
        try #require(try fixture.value("transits darien", year))
      )
    }
    #expect(earlier.map(\.1) == [133_726, 248_284])
    let total = earlier.map(\.1).reduce(0, +) / earlier.map(\.0).reduce(0, +) * soFar
    #expect(abs(try #require(share.value) - total) < 0.5)
    // The year came to 520,085: within the range of the straight line, and well below what earlier
    // years' shares gave, since the autumn of 2023 was not theirs. The range is no promise.
    let year = try #require(try fixture.value("transits darien", "2023"))
    #expect(year == 520_085)
    #expect(try #require(straight.range).contains(year))
    #expect(try #require(share.range).lowerBound > year)
  }

  /// U.S. Border Patrol's yearly tables end in September 2020; CBP's monthly tables begin in October
  /// 2017. The highest month of both is December 2023; of the first alone, March 2000 with 220,063.
  @Test func longView() throws {
    let timeline = try fixture.store.timeline(fixture.selection("usbp-southwest"))
    let months = timeline.observations(every: .month)
    #expect(months.first?.period == Period("1999-10"))
    #expect(timeline.missing(every: .month).isEmpty)
    let highest = try #require(months.max { ($0.value ?? 0) < ($1.value ?? 0) })
    #expect(highest.period == Period("2023-12"))
    #expect(highest.value == 249_740)
    #expect(timeline.sourceChanges(every: .month).map(\.period) == [Period("2017-10")])
    let before = months.filter { $0.period < Period("2017-10") ?? $0.period }
    let highestBefore = try #require(before.max { ($0.value ?? 0) < ($1.value ?? 0) })
    #expect(highestBefore.period == Period("2000-03"))
    #expect(highestBefore.value == 220_063)
  }

  /// CBP's monthly updates of 18 July, 18 August and 22 September 2023.
  @Test(arguments: [
    ("2023-08", "2023-10-05", 181_059.0 as Double?), ("2023-07", "2023-10-05", 132_648),
    ("2023-07", "2023-09-01", 132_652), ("2023-08", "2023-09-01", nil),
    ("2023-06", "2023-08-01", 99_539), ("2023-08", "2026-01-01", 181_054),
    ("2023-07", "2026-01-01", 132_642), ("2023-09", "2023-10-05", nil),
  ])
  func asOf(_ period: String, _ day: String, _ published: Double?) throws {
    #expect(try fixture.value("encounters usbp southwest", period, asOf: day) == published)
  }

  @Test func asOfBeforeEverythingIsUnknown() throws {
    let timeline = try fixture.store.timeline(
      fixture.selection("usbp-southwest"), asOf: Day("1999-01-01"))
    #expect(timeline.isEmpty)
    #expect(timeline.observation(try #require(Period("2023-08"))).value == nil)
  }

  /// A late vintage stands in for a release that is not held, and says so.
  @Test func standInsAreMarked() throws {
    let timeline = try fixture.store.timeline(
      fixture.selection("usbp-southwest"), asOf: Day("2023-10-05"))
    #expect(timeline.observation(try #require(Period("2023-08"))).isStandIn == false)
    #expect(timeline.observation(try #require(Period("2022-12"))).isStandIn)
  }

  @Test func revisionsOfJuly() throws {
    let revisions = try fixture.store.revisions(
      fixture.selection("usbp-southwest"), period: try #require(Period("2023-07")))
    #expect(revisions.map(\.value) == [132_652, 132_648, 132_642, 132_642, 132_642])
    #expect(
      revisions.map(\.published.description) == [
        "2023-08-18", "2023-09-22", "2024-12-20", "2025-02-07", "2025-06-19",
      ])
  }

  /// Panama published no figures for April, May and July 2020.
  @Test func missingMonthsAreSaid() throws {
    let timeline = try fixture.store.timeline(fixture.selection("transits darien"))
    #expect(
      timeline.missing(every: .month).map(\.description) == ["2020-04", "2020-05", "2020-07"])
    let year = timeline.observation(try #require(Period("2020")))
    #expect(year.basis == .joined(known: 9, of: 12))
    #expect(year.isPartial)
  }

  /// The press report's own words, and that an official figure goes before them.
  @Test func quotedFigures() throws {
    let query = "measure=encounters place=us-southwest-border nationality=VEN"
    #expect(try fixture.value(query, "2023-09-01/2023-09-17") == 25_777)
    let report = try fixture.store.comparisons(
      fixture.selection("usbp-southwest"), period: Period("2023-08"))
    let stated = report.comparisons.filter { $0.kind == .statedChange }
    #expect(stated.contains { $0.period == Period("2023-07") && $0.change == 0.37 })
    #expect(try fixture.value("people-who-left VEN", "2023") == 7_300_000)
  }

  /// UNHCR's figures for the end of 2023 (release of June 2025): 347,695 refugees, 1,200,130
  /// asylum-seekers and 5,755,363 other people in need of international protection outside
  /// Venezuela, the 7.3 million of the press; beside them 86,724 others of concern.
  @Test func venezuelansAbroad() throws {
    #expect(
      try fixture.value("population-of-concern nationality=VEN kind=refugee", "2023") == 347_695)
    #expect(try fixture.value("venezuelans-abroad", "2023") == 7_303_188)
    #expect(
      try fixture.value("population-of-concern VEN place!=VEN", "2023") == 7_303_188 + 86_724)
  }

  /// The end of 2024 is that of UNHCR's releases since June 2025, the middle of it that of October 2024.
  @Test(arguments: [
    ("refugee", 370_169.0, 369_826.0), ("asylum-seeker", 1_360_041, 1_318_912),
    ("other-in-need-of-protection", 5_875_359, 5_793_723),
  ])
  func endAndMiddleOf2024(_ kind: String, _ end: Double, _ middle: Double) throws {
    let query = "population-of-concern VEN place!=VEN kind=\(kind)"
    #expect(try fixture.value(query, "2024") == end)
    #expect(try fixture.value(query, "2024-06-30") == middle)
  }
}
