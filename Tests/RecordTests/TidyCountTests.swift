import Foundation
import Periods
import Record
import Testing

/// People are counted whole, and after they were there.
@Suite struct TidyCountTests {
  static let thousands =
    "expected a whole number, found \"FOUND\"\n  People are counted whole: if the point in FOUND "
    + "stands between thousands, write WHOLE."

  @Test(arguments: [
    ("4.500", thousands.replacing("FOUND", with: "4.500").replacing("WHOLE", with: "4500")),
    ("81.946", thousands.replacing("FOUND", with: "81.946").replacing("WHOLE", with: "81946")),
    (
      "1.234.567",
      thousands.replacing("FOUND", with: "1.234.567").replacing("WHOLE", with: "1234567")
    ),
    ("12.000", thousands.replacing("FOUND", with: "12.000").replacing("WHOLE", with: "12000")),
    (
      ".5",
      "expected a whole number, found \".5\"\n  People are counted whole: a share or a mean needs "
        + "a unit."
    ),
    (
      "-5",
      "expected a count of 0 or more, found \"-5\"\n  A change needs a unit, such as "
        + "percent-change."
    ),
    ("1e308", "expected a count of at most 9007199254740992, found \"1e308\""),
  ])
  func countsThatAreNone(_ value: String, _ message: String) throws {
    let text = TidyFixture.table("measure,period,value", "transits,2024-01,\(value)")
    #expect(try TidyFixture.fault(text) == "table.csv:2:3 (value): " + message)
  }

  @Test func numbersOfOtherUnits() throws {
    let text = TidyFixture.table(
      "measure,unit,period,value", "transits,share,2024-01,0.375",
      "transits,percent-change,2024-02,-5", "transits,,2024-03,9584.0")
    let figures = try TidyFixture.read(text).flatMap { Array($0.figures) }
    #expect(figures.map(\.value) == [0.375, -5, 9584])
  }

  @Test func yearsThatAreNone() throws {
    let text = TidyFixture.table("measure,period,value", "transits,0024-01,1", "transits,2204,1")
    #expect(
      try TidyFixture.fault(text) == """
        table.csv:2:2 (period): expected a period between the years 1900 and 2100, found "0024-01"
        table.csv:3:2 (period): expected a period between the years 1900 and 2100, found "2204"
        """)
  }

  /// Said once for each source, at its first row. What is expected or quoted may lie ahead.
  @Test func publishedBeforeThePeriod() throws {
    let details = ",s,d,p,t,2023-01-01,"
    let header = "measure,unit,period,value,source,dataset,publisher,title,published,standing\n"
    #expect(
      try TidyFixture.fault(
        header + "transits,,2024-01,5\(details)\ntransits,,2024-02,5\(details)\n") == """
          table.csv:2:3 (period): expected a period that was over when "s" was published, \
          2023-01-01, found "2024-01"
            Check the day of publication. What is expected has the unit "expected".
          """)
    #expect(
      try TidyFixture.fault(
        header + "transits,expected,2024-01,5\(details)\ntransits,,2024-02,\(details)\n") == "")
    #expect(
      try TidyFixture.fault(header + "transits,,2024-01,5\(details)quoted\n") == "")
  }

  @Test func statesByTheirCodes() throws {
    let text = TidyFixture.table(
      "measure,place,state,period,value", "transits,USA,US-TX,2024-01,1",
      "transits,USA,Texas,2024-02,1")
    #expect(
      try TidyFixture.fault(text) == """
        table.csv:3:3 (state): expected a label of lower-case letters, digits and hyphens, found \
        "Texas"
          Write it as "US-TX".
        """)
  }
}
