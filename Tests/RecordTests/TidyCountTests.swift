import Foundation
import Periods
import Record
import Testing

/// People are counted whole, and after they were there.
@Suite struct TidyCountTests {
  @Test(arguments: [
    ("4.500", "a whole number", "People are counted whole: if 4.500 means 4,500, write 4500."),
    ("81.946", "a whole number", "People are counted whole: if 81.946 means 81,946, write 81946."),
    (
      "1.234.567", "a whole number",
      "People are counted whole: if 1.234.567 means 1,234,567, write 1234567."
    ),
    ("12.000", "a whole number", "People are counted whole: if 12.000 means 12,000, write 12000."),
    (
      ".5", "a whole number",
      "People are counted whole: write \"4500\" or \"4,500\", and no part of a person."
    ),
    ("-5", "a count of 0 or more", "People cannot be fewer than none."),
    ("1e308", "a whole number", "Write the number of people in digits alone, such as 4500."),
  ])
  func countsThatAreNone(_ value: String, _ expected: String, _ hint: String) throws {
    let text = TidyFixture.table("measure,period,value", "transits,2024-01,\(value)")
    #expect(
      try TidyFixture.fault(text) == """
        table.csv:2:3 (value): expected \(expected), found "\(value)"
          \(hint)
        """)
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
        table.csv:2:2 (period): expected a period, found "0024-01"
          Write 2023-08, 2023-Q3, 2023, FY2023, 2023-08-05 or 2023-09-01/2023-09-17.
        table.csv:3:2 (period): expected a period, found "2204"
          Write 2023-08, 2023-Q3, 2023, FY2023, 2023-08-05 or 2023-09-01/2023-09-17.
        """)
  }

  /// Said once for each source, at its first row. What is expected or quoted may lie ahead.
  @Test func publishedBeforeThePeriod() throws {
    let details = ",s,d,p,t,2023-01-01,"
    let header = "measure,unit,period,value,source,dataset,publisher,title,published,standing\n"
    #expect(
      try TidyFixture.fault(
        header + "transits,,2024-01,5\(details)\ntransits,,2024-02,5\(details)\n") == """
          table.csv:2:3 (period): expected a period that had begun when "s" was published, \
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
