import Foundation
import Periods
import Record
import Testing

/// What the tables beyond the corridor's first ones answer. Numbers are the agencies' own where a comment says
/// so, else a Python script's (csv, Counter) on the published tables.
@Suite struct AddedFiguresTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  @Test(arguments: [
    // CBP gave 3,201,144 encounters for fiscal 2023.
    ("encounters-nationwide", "FY2023", 3_201_144.0),
    ("encounters place=us-northern-border", "FY2023", 189_402),
    ("encounters state=US-TX", "FY2023", 1_390_714),
    ("encounters place=USA authority=title-42", "FY2022", 1_103_966),
    ("encounters place=USA nationality=VEN", "FY2023", 334_914),
    ("usbp-nationwide", "2023-12", 251_178),
    // By the yearly tables of sectors: the nine, four and eight of the agency's sums.
    ("usbp-nationwide", "1999-10", 94_391),
    ("mexico-events-children", "2023", 113_542),
    ("honduras-entries-children", "2023", 113_986),
    ("venezuelans-asylum-applications", "2024", 149_220),
    ("venezuelans-asylum-applications", "2023", 127_595),
    ("asylum-applications nationality=VEN level=us-immigration-court", "2023", 64_185),
    ("asylum-applications nationality=VEN level=first-instance unit=cases", "2023", 21),
    // ICE's report on fiscal 2023.
    ("us-removals", "FY2023", 142_580),
    ("colombia-transits", "2023", 539_959),
    ("colombia-transits-venezuelans", "2023-08", 66_466),
  ])
  func answers(_ query: String, _ period: String, _ published: Double) throws {
    let observation = try fixture.store.timeline(fixture.selection(query))
      .observation(try #require(Period(period)))
    #expect(observation.value == published)
    #expect(observation.exactness == .exact)
  }

  /// Mexico's total is still that of the table by nationality: Python on it; in January 2024 the table by sex
  /// and age has 113,839. Honduras publishes its total, and CBP's newest release with the total of the border is
  /// that by state.
  @Test(arguments: [
    ("mexico-events", "2024-01", 113_347.0, "mexico-irregular-situation-events-2025-06-19"),
    ("honduras-entries", "2023", 545_043, "honduras-irregular-entries-total-2025-06-19"),
    (
      "encounters-southwest", "2023-08", 232_963, "cbp-nationwide-encounters-by-state-2025-11-30"
    ),
  ])
  func totalsStayWhereTheyWere(
    _ query: String, _ period: String, _ published: Double, _ source: String
  ) throws {
    let observation = try fixture.store.timeline(fixture.selection(query))
      .observation(try #require(Period(period)))
    #expect(observation.value == published)
    #expect(observation.sources == [source])
  }

  /// The release of November 2023 was the newest for a while; before, the agency's update answers, and today the
  /// latest.
  @Test(arguments: [
    ("2023-10-05", "cbp-monthly-update-2023-09-22"),
    ("2023-12-01", "cbp-nationwide-encounters-by-state-2023-11-30"),
    ("2025-07-01", "cbp-nationwide-encounters-2025-06-19"),
    ("2026-01-01", "cbp-nationwide-encounters-by-state-2025-11-30"),
  ])
  func theReleaseOfNovember2023(_ day: String, _ source: String) throws {
    let timeline = try fixture.store.timeline(
      fixture.selection("encounters-southwest"), asOf: Day(day))
    #expect(timeline.observation(try #require(Period("2023-08"))).sources == [source])
  }

  /// Some of the returns, some levels, some origins, some years are no answer about all.
  @Test(arguments: [
    ("returns place=USA", "FY2023"), ("us-removals", "FY2025"),
    ("asylum-applications nationality=VEN", "2023"),
    ("asylum-applications level=first-instance", "2023"),
    ("transits place=COL", "2022-06"), ("honduras-entries-children", "2020-04"),
    ("encounters place=USA", "2025-01"), ("encounters place=USA component=ofo", "2023-08"),
    // UNHCR did not know where many came from then: who is absent is not nobody.
    ("population-of-concern nationality=VEN kind=refugee", "1990"),
    ("population-of-concern nationality=VEN kind=refugee", "1975"),
    // Counted in cases then, not in persons.
    ("asylum-applications place=USA nationality=VEN level=us-asylum-office", "2015"),
    ("asylum-applications nationality=SYR level=first-instance", "2023"),
  ])
  func whatIsNotKnown(_ query: String, _ period: String) throws {
    let value = try? fixture.value(query, period)
    #expect(value == nil)
  }

  /// A table of persons that leaves out zeros, and of cases in another year.
  @Test func personsSayNothingOfCases() throws {
    let fixture = try RecordFixture(seeded: false)
    let text = """
      measure,place,level,unit,period,value,source,dataset,publisher,title,published,covers,span,leaves_out_zeros
      asylum-applications,BRA,first-instance,,2022,7,a,a,Office,Asylum,2024-06-01,place=whole level=only,2022/2023,true
      asylum-applications,BRA,first-instance,,2023,9,a,,,,,,,
      asylum-applications,BRA,first-instance,cases,2023,4,a,,,,,,,

      """
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    let query = "asylum-applications place=BRA level=first-instance"
    #expect(try fixture.value(query, "2023") == 9)
    #expect(try fixture.value(query + " unit=cases", "2023") == 4)
    #expect(try fixture.value(query + " unit=cases", "2022") == nil)
  }
}
