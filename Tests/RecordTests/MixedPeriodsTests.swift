import Foundation
import Periods
import Record
import Testing
import Wording

/// One table with periods of several lengths, and tables of which a part was handed on. Every expected value can be
/// added up from the rows written here.
@Suite struct MixedPeriodsTests {
  private static let header =
    "measure,place,nationality,period,value,source,dataset,publisher,title,published,"
    + "leaves_out_zeros,covers,span"

  /// Counts of everybody, by nationality, whose zeros are left out.
  private func fixture(
    _ rows: [String], span: String, name: String = "mixed"
  ) throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let details =
      "\(name),\(name)-counts,Office of Tests,Counts,2024-02-01,true,nationality=whole,\(span)"
    let text =
      ([Self.header] + rows.map { "transits,darien,\($0),\(details)" })
      .joined(separator: "\n") + "\n"
    _ = try fixture.store.importFile(path: try fixture.file("\(name).csv", text))
    return fixture
  }

  /// 1,200 in all of 2022, then single months: 90 and 80.
  @Test func aYearAndMonthsOfAnother() throws {
    let fixture = try fixture(
      ["VEN,2022,1200", "VEN,2023-01,90", "VEN,2023-12,80"], span: "2022-01/2023-12")
    #expect(try fixture.value("transits darien", "2022") == 1200)
    #expect(try fixture.value("transits darien", "2023") == 170)
    // A month of the year that has none is not known; of the other year it is a zero that was left out.
    #expect(try fixture.value("transits darien", "2022-06") == nil)
    #expect(try fixture.value("transits darien", "2022-Q2") == nil)
    #expect(try fixture.value("transits darien", "2023-06") == 0)
    #expect(try fixture.value("transits darien", "2023-Q1") == 90)
  }

  /// 30 in the first quarter: its months are not three zeros.
  @Test func aQuarterAmongMonths() throws {
    let fixture = try fixture(
      ["VEN,2023-Q1,30", "VEN,2023-05,10"], span: "2023-01/2023-06")
    #expect(try fixture.value("transits darien", "2023-02") == nil)
    #expect(try fixture.value("transits darien", "2023-Q1") == 30)
    #expect(try fixture.value("transits darien", "2023-04") == 0)
    #expect(try fixture.value("transits darien", "2023-Q2") == 10)
  }

  /// A middle of the year is no end of it: Trocha's table of people abroad has both, and a release of
  /// 19 October 2023 has 30 June 2023 only.
  @Test func theEndOfAYearThatIsNotOver() throws {
    let fixture = try RecordFixture.shared.get()
    let timeline = try fixture.store.timeline(
      fixture.selection("venezuelans-abroad"), asOf: Day("2023-11-20"))
    let observation = timeline.observation(try #require(Period("2023")))
    #expect(observation.value == nil)
  }

  /// Who is handed the Venezuelans of a table of everybody has no total of everybody, and no zero of others.
  @Test func aPartThatWasHandedOn() throws {
    let whole = try fixture(
      ["VEN,2023-01,100", "COL,2023-01,40"], span: "2023-01", name: "whole")
    var writer = TidyWriter(hxl: false)
    try whole.store.forEachFigure(matching: whole.selection("transits darien VEN")) {
      writer.write($0, source: $1)
    }
    let part = try RecordFixture(seeded: false)
    _ = try part.store.importFile(path: try part.file("part.csv", writer.finish()))
    #expect(try part.value("transits darien VEN", "2023-01") == 100)
    #expect(throws: QuestionError.self) { try part.value("transits darien", "2023-01") }
    #expect(throws: QuestionError.self) { try part.value("transits darien COL", "2023-01") }
  }

  /// Why there is no answer stands in both languages, with the names of each.
  @Test func whyThereIsNoAnswerInBothLanguages() throws {
    let fixture = try fixture(["VEN,2023-01,100"], span: "2023-01")
    let error = #expect(throws: QuestionError.self) {
      try fixture.value("transits darien component=usbp", "2023-01")
    }
    #expect(error?.text(.english).contains("mixed is not broken down by component") == true)
    #expect(error?.text(.spanish).contains("mixed no se desglosa por component") == true)
    #expect(error?.text(.spanish).hasPrefix("El registro no tiene cifras de") == true)
  }

  /// What came out later does not differ from a number that was out: on 1 February 2024 one table had 100; another,
  /// of March, has 90.
  @Test func laterReleasesAreNoRivalsOfADay() throws {
    let fixture = try fixture(["VEN,2023-01,100"], span: "2023-01")
    let other =
      "later,later-counts,Other Office,Counts,2024-03-01,true,nationality=whole,2023-01"
    _ = try fixture.store.importFile(
      path: try fixture.file(
        "later.csv", Self.header + "\ntransits,darien,VEN,2023-01,90,\(other)\n"))
    let month = try #require(Period("2023-01"))
    let rivals = { (day: String?) in
      let timeline = try fixture.store.timeline(
        fixture.selection("transits darien"), asOf: day.flatMap { Day($0) })
      return timeline.rivals(of: timeline.observation(month)).map(\.value)
    }
    #expect(try rivals("2024-02-10").isEmpty)
    #expect(try rivals(nil).count == 1)
  }

  /// 60 and 40 are 100; 60 and at least 40 need not be.
  @Test(arguments: [("", true), ("at-least", false)])
  func partsAddUpWhereAllAreCertain(_ hedge: String, _ addsUp: Bool) throws {
    let fixture = try RecordFixture(seeded: false)
    let details =
      "parts,parts-counts,Office of Tests,Counts,2024-02-01,true,nationality=whole,2023-01"
    let rows = ["VEN,2023-01,60,", "COL,2023-01,40,\(hedge)"]
    let header = Self.header.replacing("value,source", with: "value,hedge,source")
    let text =
      ([header] + rows.map { "transits,darien,\($0),\(details)" }).joined(separator: "\n") + "\n"
    _ = try fixture.store.importFile(path: try fixture.file("parts.csv", text))
    let breakdown = try fixture.store.breakdown(
      fixture.selection("transits darien"), by: .nationality)
    #expect(breakdown.addsUp(try #require(Period("2023-01"))) == addsUp)
  }
}
