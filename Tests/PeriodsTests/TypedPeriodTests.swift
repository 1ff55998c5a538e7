import Periods
import Testing
import Wording

/// What each text means is read off the calendar.
@Suite struct TypedPeriodTests {
  @Test(arguments: [
    ("June 2023", "2023-06"), ("Jun 2023", "2023-06"), ("JUNE, 2023", "2023-06"),
    ("2023 June", "2023-06"), ("agosto de 2023", "2023-08"), ("Agosto del 2023", "2023-08"),
    ("ago 2023", "2023-08"), ("ago. 2023", "2023-08"), ("sept. 2023", "2023-09"),
    ("setiembre de 2023", "2023-09"), ("June-2023", "2023-06"),
    ("08/2023", "2023-08"), ("8/2023", "2023-08"), ("2023/08", "2023-08"), ("2023-8", "2023-08"),
    ("2023-08", "2023-08"), (" 2023-08 ", "2023-08"),
  ])
  func months(_ text: String, _ written: String) {
    #expect(Period(typed: text)?.description == written)
  }

  @Test(arguments: [
    ("FY23", "FY2023"), ("fy23", "FY2023"), ("FY 2023", "FY2023"), ("FY 23", "FY2023"),
    ("FY-23", "FY2023"),
    ("FY99", "FY1999"), ("fiscal 2023", "FY2023"), ("Fiscal Year 2023", "FY2023"),
    ("fiscal year of 2023", "FY2023"), ("año fiscal 2023", "FY2023"),
    ("ano fiscal 2023", "FY2023"), ("AÑO FISCAL 2023", "FY2023"),
    ("an\u{303}o fiscal 2023", "FY2023"),
    ("Q2 2024", "2024-Q2"), ("2024 Q2", "2024-Q2"), ("2024q2", "2024-Q2"), ("q2-2024", "2024-Q2"),
    ("Q2/2024", "2024-Q2"), ("T2 2024", "2024-Q2"), ("2.º trimestre de 2024", "2024-Q2"),
    ("2º trimestre 2024", "2024-Q2"), ("segundo trimestre de 2024", "2024-Q2"),
    ("second quarter of 2024", "2024-Q2"), ("el cuarto trimestre del 2024", "2024-Q4"),
    ("2023", "2023"), ("año 2023", "2023"), ("calendar year 2023", "2023"),
  ])
  func quartersAndYears(_ text: String, _ written: String) {
    #expect(Period(typed: text)?.description == written)
  }

  @Test(arguments: [
    ("August 5, 2023", "2023-08-05"), ("Aug 5th, 2023", "2023-08-05"),
    ("5 August 2023", "2023-08-05"), ("5 de agosto de 2023", "2023-08-05"),
    ("1.º de agosto de 2023", "2023-08-01"), ("5-Aug-2023", "2023-08-05"),
    ("2023/08/05", "2023-08-05"), ("29 February 2024", "2024-02-29"),
  ])
  func days(_ text: String, _ written: String) {
    #expect(Period(typed: text)?.description == written)
    #expect(Day(typed: text)?.description == written)
  }

  @Test(arguments: [
    ("June 2023 to August 2023", "2023-06-01/2023-08-31"),
    ("from June to August 2023", "2023-06-01/2023-08-31"),
    ("June–August 2023", "2023-06-01/2023-08-31"), ("Jun - Aug 2023", "2023-06-01/2023-08-31"),
    ("junio a agosto de 2023", "2023-06-01/2023-08-31"),
    ("de junio a agosto de 2023", "2023-06-01/2023-08-31"),
    ("entre junio y agosto de 2023", "2023-06-01/2023-08-31"),
    ("between June and August 2023", "2023-06-01/2023-08-31"),
    ("desde noviembre de 2022 hasta enero de 2023", "2022-11-01/2023-01-31"),
    ("2023-06..2023-08", "2023-06-01/2023-08-31"), ("2023-06/2023-08", "2023-06-01/2023-08-31"),
    ("6/2023 – 8/2023", "2023-06-01/2023-08-31"), ("06/2023-08/2023", "2023-06-01/2023-08-31"),
    ("FY22 to FY23", "2021-10-01/2023-09-30"), ("2022-2023", "2022-01-01/2023-12-31"),
    ("Q1 to Q2 2024", "2024-01-01/2024-06-30"),
    ("1–17 September 2023", "2023-09-01/2023-09-17"),
    ("September 1-17, 2023", "2023-09-01/2023-09-17"),
    ("del 1 al 17 de septiembre de 2023", "2023-09-01/2023-09-17"),
    ("August 1 to September 15, 2023", "2023-08-01/2023-09-15"),
  ])
  func ranges(_ text: String, _ written: String) {
    #expect(Period(typed: text)?.description == written)
  }

  /// Texts that could mean two things, or nothing.
  @Test(arguments: [
    "05/08/2023", "13/08/2023", "23", "2023-13", "13/2023", "8/23", "June 23", "Jun-23", "June",
    "2022-23", "Q1 FY2023", "FY23 Q1", "Q5 2024", "T0 2024", "FY 9999", "fiscal 9999", "June 1492",
    "June 2101", "30 February 2023", "5 August", "since June 2023", "from June 2023",
    "to June 2023",
    "June 2023 to", "August 2023 to June 2023", "November to February 2024", "June to 2023",
    "fiscal 2022 to 2023", "June 2023 to July 2023 to August 2023", "12 to June 2023",
    "2023-06...2023-08", "last month", "", " ", "to", "-", "/", "..", "de", "q", "fy",
    "٢٠٢٣", "\u{303}\u{303}", "99999999999999999999/2023", "2023/99999999999999999999",
    "----//--..",
  ])
  func whatIsRefused(_ text: String) {
    #expect(Period(typed: text) == nil)
    #expect(Day(typed: text) == nil)
  }

  /// The form without a label stays the strict one.
  @Test func theWrittenFormStaysStrict() {
    #expect(["2023-06", "June 2023"].compactMap(Period.init).count == 1)
    #expect(["2023-08-05", "5 August 2023"].compactMap(Day.init).count == 1)
  }

  /// A million letters are refused without reading them.
  @Test func longTexts() {
    #expect(Period(typed: String(repeating: "june 2023 to ", count: 80_000)) == nil)
  }

  /// What Trocha writes for people it reads back.
  @Test(
    arguments: [
      "2023-08", "2023-Q3", "2023", "FY2023", "2023-08-05", "2023-09-01/2023-09-17",
      "2023-10/2024-06", "2023-01/2023-08", "2022-12-30/2023-01-02",
    ], Language.allCases)
  func whatIsShownIsRead(_ text: String, _ language: Language) throws {
    let period = try #require(Period(text))
    #expect(Period(typed: language.period(period)) == period)
    #expect(Period(typed: language.shortPeriod(period)) == period)
  }
}
