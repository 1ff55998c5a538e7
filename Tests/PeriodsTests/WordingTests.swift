import Periods
import Testing
import Wording

/// Numbers and dates as the Associated Press and Fundéu write them, with the point for thousands
/// that most of the Spanish-speaking press uses.
@Suite struct WordingTests {
  @Test(arguments: [
    (181_059.0, "181,059", "181.059"), (0, "0", "0"), (999, "999", "999"),
    (1_000_000, "1,000,000", "1.000.000"), (-1234, "−1,234", "−1.234"),
  ])
  func counts(_ value: Double, _ english: String, _ spanish: String) {
    #expect(Language.english.count(value) == english)
    #expect(Language.spanish.count(value) == spanish)
  }

  @Test(arguments: [
    (0.365, "+36.5%", "+36,5\u{A0}%"), (-0.004, "−0.4%", "−0,4\u{A0}%"),
    (1.482, "+148.2%", "+148,2\u{A0}%"),
    (0, "0.0%", "0,0\u{A0}%"), (-0.0001, "0.0%", "0,0\u{A0}%"),
  ])
  func changes(_ fraction: Double, _ english: String, _ spanish: String) {
    #expect(Language.english.change(fraction) == english)
    #expect(Language.spanish.change(fraction) == spanish)
  }

  @Test(arguments: [
    ("2023-08", "August 2023", "agosto de 2023"),
    ("2023-10-05", "5 October 2023", "5 de octubre de 2023"),
    ("2023", "2023", "2023"), ("FY2023", "fiscal year 2023", "año fiscal 2023"),
    ("2023-09-01/2023-09-17", "1–17 September 2023", "1–17 de septiembre de 2023"),
    ("2023-01/2023-08", "January to August 2023", "enero a agosto de 2023"),
    ("2022-11/2023-02", "November 2022 to February 2023", "noviembre de 2022 a febrero de 2023"),
  ])
  func periods(_ text: String, _ english: String, _ spanish: String) throws {
    let period = try #require(Period(text))
    #expect(Language.english.period(period) == english)
    #expect(Language.spanish.period(period) == spanish)
  }

  @Test(arguments: [
    ("2023-09-01/2023-09-17", "on 1–17 September 2023", "del 1 al 17 de septiembre de 2023"),
    ("2023-08", "in August 2023", "en agosto de 2023"),
    ("2023-01/2023-08", "from January to August 2023", "de enero a agosto de 2023"),
    ("2023-10-04", "on 4 October 2023", "el 4 de octubre de 2023"),
  ])
  func sentences(_ text: String, _ english: String, _ spanish: String) throws {
    let period = try #require(Period(text))
    #expect(Language.english.during(period) == english)
    #expect(Language.spanish.during(period) == spanish)
  }

  @Test func lists() {
    #expect(Language.english.list(["a", "b", "c"]) == "a, b and c")
    #expect(Language.spanish.list(["a", "b"]) == "a y b")
    #expect(Language.english.list([]) == "")
  }
}
