import Periods
import Testing

@Suite struct DayTests {
  /// Day numbers from Python: (datetime.date(…) - datetime.date(1970, 1, 1)).days.
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2023-10-05", 19_635),
    ("1900-03-01", -25_508), ("2024-12-31", 20_088), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896),
  ])
  func numbers(_ text: String, _ number: Int32) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test(arguments: [
    "2023-02-29", "2023-13-01", "2023-00-10", "2023-1-05", "20231005", "2023-10-05 ", "",
  ])
  func textsThatAreNoDays(_ text: String) {
    #expect(Day(text) == nil)
  }

  /// The Gregorian rule: every fourth year, but for centuries not divisible by 400.
  @Test(arguments: [(2000, true), (1900, false), (2023, false), (2024, true), (2100, false)])
  func leapYears(_ year: Int, _ isLeap: Bool) {
    #expect(Day.isLeap(year: year) == isLeap)
  }

  @Test func everyDayOfFourCenturiesComesAfterTheOneBefore() throws {
    var day = try #require(Day("1800-01-01"))
    var expected = (year: 1800, month: 1, day: 1)
    while expected.year < 2200 {
      #expect(day.parts == expected)
      day = day.adding(days: 1)
      expected.day += 1
      if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
  }

  @Test func monthsAhead() throws {
    #expect(try #require(Day("2023-03-31")).adding(months: -1).description == "2023-02-28")
    #expect(try #require(Day("2024-03-31")).adding(months: -1).description == "2024-02-29")
    #expect(try #require(Day("2023-11-15")).adding(months: 14).description == "2025-01-15")
  }
}
