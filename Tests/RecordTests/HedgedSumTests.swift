import Foundation
import Periods
import Record
import Testing
import Wording

/// Sums over labels of which a source states some as "about" or "at most". What they come to is reckoned by hand.
@Suite struct HedgedSumTests {
  private static let header =
    "measure,place,nationality,period,value,hedge,source,dataset,publisher,title,published,leaves_out_zeros,"
    + "covers,span,nature"

  private func fixture(_ cells: [String], _ details: String) throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let rows = cells.map { "bus-riders,MEX,\($0),t1,t1,Office,Riders,2024-06-01,\(details)" }
    _ = try fixture.store.importFile(
      path: fixture.file("riders.csv", ([Self.header] + rows).joined(separator: "\n") + "\n"))
    return fixture
  }

  private func text(_ timeline: Timeline, _ period: String) throws -> String {
    timeline.observation(try #require(Period(period))).text(.english)
  }

  /// About 10 and 7 are about 17; more than 10 and at most 7 are 10 at least.
  @Test func aSumIsAsExactAsItsLeastExactCell() throws {
    let fixture = try fixture(
      [
        "VEN,2024-01,10,about", "COL,2024-01,7,", "VEN,2024-02,10,more-than",
        "COL,2024-02,7,at-most", "VEN,2024-03,10,", "COL,2024-03,7,at-most", "VEN,2024-04,10,",
        "COL,2024-04,7,", "VEN,2024-05,10,about", "COL,2024-05,10,at-most",
      ], ",,,flow")
    let timeline = try fixture.store.timeline(
      fixture.selection("measure=bus-riders place=MEX nationality=VEN|COL"))
    #expect(try text(timeline, "2024-01") == "about 17")
    #expect(try text(timeline, "2024-02") == "at least 10")
    #expect(try text(timeline, "2024-03") == "at most 17")
    #expect(try text(timeline, "2024-04") == "17")
    // What is about 10 may be 12: 20 is no highest number.
    #expect(try text(timeline, "2024-05") == "about 20")
    // One label alone is as before.
    let one = try fixture.store.timeline(
      fixture.selection("measure=bus-riders place=MEX nationality=COL"))
    #expect(try text(one, "2024-03") == "at most 7")
    #expect(try text(one, "2024-01") == "7")
  }

  /// A total of everybody is about so many where one of its parts is, and so is the quarter; months without a hedge
  /// stay exact, and a number too small to publish is as good as nobody in a sum.
  @Test func aTotalOfEverybody() throws {
    let fixture = try fixture(
      [
        "VEN,2024-01,10,about", "OOO,2024-01,5,", "VEN,2024-02,20,", "OOO,2024-02,2,",
        "VEN,2024-03,20,", "OOO,2024-03,0,too-small",
      ], "true,place=only nationality=whole:VEN|OOO,2024-01/2024-03,flow")
    let all = try fixture.store.timeline(fixture.selection("measure=bus-riders place=MEX"))
    #expect(try text(all, "2024-01") == "about 15")
    #expect(try text(all, "2024-02") == "22")
    #expect(try text(all, "2024-03") == "20")
    #expect(try text(all, "2024-Q1") == "about 57")
    let parted = try fixture.store.breakdown(
      fixture.selection("measure=bus-riders place=MEX"), by: .nationality)
    #expect(try text(parted.total, "2024-01") == "about 15")
    #expect(try text(parted.total, "2024-02") == "22")
    let venezuelans = try #require(parted.parts.first { $0.label == "VEN" })
    #expect(try text(venezuelans.timeline, "2024-01") == "about 10")
  }

  /// A number that is known is not too small to publish.
  @Test func tooSmallWithANumberIsRefused() throws {
    let fault = try TidyFixture.fault(
      TidyFixture.table("measure,place,period,value,hedge", "riders,MEX,2024-01,3,too-small"))
    #expect(fault.contains("0 beside too-small"), "\(fault)")
  }

  /// Per cent of three months are no per cent of a quarter, whatever the file says.
  @Test func percentagesAreNotAdded() throws {
    let fixture = try RecordFixture(seeded: false)
    let cells = ["2024-01,55.5", "2024-02,70.5", "2024-03,1.2"]
    let header = "measure,place,period,value,unit,nature,source,dataset,publisher,title,published"
    let rows = cells.map { "rates,MEX,\($0),percent,flow,t1,t1,Office,Rates,2024-06-01" }
    _ = try fixture.store.importFile(
      path: fixture.file("rates.csv", ([header] + rows).joined(separator: "\n") + "\n"))
    let timeline = try fixture.store.timeline(
      fixture.selection("measure=rates place=MEX unit=percent"))
    #expect(timeline.observation(try #require(Period("2024-02"))).value == 70.5)
    let quarter = timeline.observation(try #require(Period("2024-Q1")))
    #expect(quarter.value == nil)
    #expect(quarter.note(.english) == "percentages and rates do not add up over time")
  }
}
