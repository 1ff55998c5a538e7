import Foundation
import Periods
import Record
import Testing

/// What the record answers, and what it does not, on the tables of June 2024.
@Suite struct CoverageTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.official.get()
  }

  private func refusal(_ query: String) throws -> String {
    do {
      let timeline = try fixture.store.timeline(fixture.selection(query))
      return "answered: \(timeline.observations(every: timeline.native).count) periods"
    } catch let error as QuestionError {
      return "\(error)"
    }
  }

  /// IOM's worldwide file has 1,314 for 2018 and 744 for 2019; the table of the Americas holds none.
  @Test func theAmericasKnowNothingOfTheMediterranean() throws {
    let query = "deaths-and-disappearances route=central-mediterranean-route"
    #expect(
      try refusal(query) == """
        The record holds no figure for measure=deaths-and-disappearances \
        route=central-mediterranean-route.
          iom-missing-migrants-2025-06-19 holds only the Americas (place=americas).
        """)
    // The route lies in the Americas, and so do all of its incidents.
    let route = try fixture.store.timeline(
      fixture.selection("deaths-and-disappearances route=central-american-route"))
    #expect(route.observation(try #require(Period("2023"))).value ?? 0 > 0)
  }

  /// The table has four routes by name, and the Darién is on one of them: no zero for it.
  @Test func aRouteOfAnotherListIsNotZero() throws {
    #expect(
      try refusal("deaths-and-disappearances route=darien-route in the Americas")
        .contains("iom-missing-migrants-2025-06-19 does not list Darién route separately (route)"))
  }

  /// UNHCR: 31,637,408 refugees at the end of 2023; the table holds eleven origins.
  @Test func elevenOriginsAreNotEverybody() throws {
    #expect(
      try refusal("population-of-concern kind=refugee") == """
        The record holds no figure for measure=population-of-concern kind=refugee.
          unhcr-population-2025-06-19 holds only Colombia, Cuba, Ecuador, Guatemala, Honduras, \
        Haiti, Mexico, Nicaragua, Peru, El Salvador and Venezuela \
        (nationality=COL|CUB|ECU|GTM|HND|HTI|MEX|NIC|PER|SLV|VEN).
        """)
  }

  /// By the Border Patrol's yearly tables: 396,579 at the southwest and 4,316 at the northern border
  /// in FY2018; 851,508 and 4,408 in FY2019.
  @Test func aUnionIsAnsweredByTablesThatHoldEveryPart() throws {
    let query = "encounters usbp place=us-southwest-border|us-northern-border"
    #expect(try fixture.value(query, "FY2018") == 400_895)
    #expect(try fixture.value(query, "FY2019") == 855_916)
    // The sectors' table ends in September 2020, the other one has no northern border.
    #expect(try fixture.value(query, "2021-01") == nil)
  }

  @Test func aUnionWithAPartThatNobodyHoldsIsRefused() throws {
    let answer = try refusal("encounters southwest nationality=VEN|FRA")
    #expect(answer.contains("cbp-nationwide-encounters-2025-06-19 does not list France separately"))
    let alone = try refusal("encounters southwest nationality=FRA")
    #expect(alone.contains("does not list France separately"))
    let entries = try refusal("irregular-entries place=HND|MEX")
    #expect(entries.contains("does not list Mexico separately (place)"))
  }

  /// The list covers all of its months, whatever a place's first and last incident: by the table,
  /// nobody in Panama in 2014 and five people in 2015.
  @Test func aListCoversItsMonthsEverywhere() throws {
    #expect(try fixture.value("deaths-and-disappearances place=PAN", "2014") == 0)
    let timeline = try fixture.store.timeline(
      fixture.selection("deaths-and-disappearances place=PAN"))
    let year = timeline.observation(try #require(Period("2015")))
    #expect(year.value == 5)
    #expect(year.exactness == .exact)
  }

  /// 1,821,642 is the sum of CBP's nine months; 507,237 and 563,238 are the two quarters'.
  @Test func rangesAreAddedUp() throws {
    let timeline = try fixture.store.timeline(fixture.selection("encounters southwest"))
    let nine = try #require(Period("2023-10/2024-06"))
    let question = SeriesQuestion(try fixture.selection("encounters southwest"), period: nine)
    let report = try fixture.store.series(question, .english)
    #expect(report.observations.map(\.value) == [1_821_642])
    #expect(report.observations.first?.months == 9)
    let half = timeline.observation(try #require(Period("2023-01-01/2023-06-30")))
    #expect(half.value == 1_070_475)
  }

  /// Incidents are there by day; the days of a month add up to it.
  @Test func incidentsByDay() throws {
    let timeline = try fixture.store.timeline(
      fixture.selection("deaths-and-disappearances place=PAN"))
    let month = try #require(Period("2023-03"))
    let days = timeline.observations(every: .day, within: month)
    #expect(!days.isEmpty)
    #expect(days.compactMap(\.value).reduce(0, +) == timeline.observation(month).value)
    let first = try #require(Period("2023-03-01/2023-03-15"))
    let second = try #require(Period("2023-03-16/2023-03-31"))
    let halves = [first, second].compactMap { timeline.observation($0).value }
    #expect(halves.reduce(0, +) == timeline.observation(month).value)
  }

  /// The 25,777 Venezuelans of 1 to 17 September are of a press report, which gives no total.
  @Test func aShareNeedsATotalOfTheSameTable() throws {
    let report = try fixture.store.comparisons(
      fixture.selection("encounters southwest VEN"), period: Period("2023-09-01/2023-09-17"))
    #expect(report.observation.value == 25_777)
    #expect(report.first(.share)?.share == nil)
    let month = try fixture.store.comparisons(
      fixture.selection("encounters southwest VEN"), period: Period("2023-08"))
    // CBP's table: 31,480 of 232,963.
    #expect(month.first(.share)?.value == 232_963)
  }
}
