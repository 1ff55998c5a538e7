import Foundation
import Periods
import Record
import Testing

/// What the tables that are rounded to ten answer, and where they do not. Numbers are by Python (csv) on the
/// published tables.
@Suite struct RoundedFiguresTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  private func observation(
    _ query: String, _ period: String, asOf: String? = nil
  ) throws -> Observation {
    try fixture.store.timeline(fixture.selection(query), asOf: asOf.flatMap(Day.init))
      .observation(try #require(Period(period)))
  }

  @Test(arguments: [
    ("encounters usbp southwest VEN", "FY2005", 90.0),
    ("usbp-southwest-venezuelans", "2019-09", 440),
    ("encounters usbp southwest nationality=MEX", "FY2000", 1_540_680),
    ("encounters component=usbp place=us-coastal-border nationality=CUB", "FY2015", 1_050),
    // CBP has Mauritanians under "other".
    ("encounters usbp southwest nationality=MRT", "FY2023", 15_260),
    ("encounters component=usbp sector=swanton place=us-northern-border", "2023-06", 630),
    ("usbp-southwest-families", "FY2014", 67_060),
    ("usbp-southwest-children", "FY2012", 24_420),
    ("encounters-southwest", "FY2014", 570_050),
    // By family status; the sum over citizenships is 580.
    ("encounters component=usbp place=us-northern-border", "2023-01", 590),
  ])
  func answersAbout(_ query: String, _ period: String, _ published: Double) throws {
    let found = try observation(query, period)
    #expect(found.value == published)
    #expect(found.exactness == .about)
    #expect(!found.isPartial)
  }

  /// The agencies' exact figures stay what they were: of CBP, and of the yearly tables by sector.
  @Test(arguments: [
    ("usbp-southwest-venezuelans", "2023-10", 29_635.0, "cbp-nationwide-encounters-2025-06-19"),
    ("usbp-southwest", "2023-08", 181_054, "cbp-nationwide-encounters-2025-06-19"),
    ("usbp-southwest", "1999-10", 91_410, "usbp-apprehensions-by-sector-2025-06-19"),
    ("usbp-nationwide", "2023-12", 251_178, "usbp-nationwide-total-2026-08-18"),
    (
      "encounters sector=swanton component=usbp place=us-northern-border", "2019-06", 87,
      "usbp-apprehensions-by-sector-2025-06-19"
    ),
  ])
  func exactFiguresGoFirst(
    _ query: String, _ period: String, _ published: Double, _ source: String
  ) throws {
    let found = try observation(query, period)
    #expect(found.value == published)
    #expect(found.exactness == .exact)
    #expect(found.sources == [source])
  }

  /// Nobody in the table is fewer than five.
  @Test func nobodyIsAboutNobody() throws {
    let found = try observation("encounters usbp southwest VEN", "2005-03")
    #expect(found.value == 0)
    #expect(found.exactness == .about)
  }

  /// Before fiscal 2012 single adults are not apart; "other" of CBP's list is no label of a table that has every
  /// citizenship; the table is of the Border Patrol only.
  @Test(arguments: [
    ("usbp-southwest-single-adults", "2011-09"),
    ("encounters component=usbp place=us-southwest-border nationality=OOO", "2010-05"),
    ("encounters place=us-southwest-border nationality=VEN", "2010-05"),
    ("encounters nationality=VEN component=usbp", "2010-05"),
  ])
  func whatIsNotKnown(_ query: String, _ period: String) throws {
    #expect((try? fixture.value(query, period)) == nil)
  }

  /// The first monthly tables came 97 days after the end of September 2023; what is rounded is known as late.
  @Test func asOfADay() throws {
    let query = "encounters usbp southwest nationality=MRT"
    #expect(try fixture.value(query, "2023-08", asOf: "2023-12-05") == nil)
    // Python on the table.
    #expect(try fixture.value(query, "2023-08", asOf: "2023-12-06") == 1_690)
  }
}
