import Periods
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2023-08-05", Granularity.day, "2023-08-05", "2023-08-05"),
    ("2023-08", .month, "2023-08-01", "2023-08-31"),
    ("2023-Q3", .quarter, "2023-07-01", "2023-09-30"),
    ("2023", .year, "2023-01-01", "2023-12-31"),
    // The United States' fiscal year begins on 1 October of the year before (31 U.S.C. 1102).
    ("FY2023", .fiscalYear, "2022-10-01", "2023-09-30"),
    ("2023-09-01/2023-09-17", .range, "2023-09-01", "2023-09-17"),
  ])
  func writtenForms(
    _ text: String, _ granularity: Granularity, _ first: String, _ last: String
  ) throws {
    let period = try #require(Period(text))
    #expect(period.granularity == granularity)
    #expect(period.first.description == first)
    #expect(period.last.description == last)
    #expect(period.description == text)
  }

  @Test func aRangeThatIsAMonthIsThatMonth() {
    #expect(Period("2023-08-01/2023-08-31") == Period("2023-08"))
    #expect(Period("2023-01/2023-12")?.description == "2023")
  }

  @Test(arguments: [
    "2023-13", "2023-Q5", "2023-Q0", "FY23", "23", "2023-09-17/2023-09-01", "August 2023", "",
    "2023-8", "2023/", "/2023",
    // Years that no figure is about.
    "FY9999", "9999", "0001-01-01", "1899-12", "2101", "2023/2101",
  ])
  func textsThatAreNoPeriods(_ text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [
    ("2023-08", "2023-07"), ("2023-01", "2022-12"), ("2023-Q1", "2022-Q4"), ("2023", "2022"),
    ("FY2023", "FY2022"), ("2023-03-01", "2023-02-28"),
    ("2023-09-01/2023-09-17", "2023-08-15/2023-08-31"),
    // Nine months and six months by the calendar, though they are of different lengths in days.
    ("2023-10/2024-06", "2023-01-01/2023-09-30"), ("2023-01/2023-06", "2022-07-01/2022-12-31"),
    ("2024-01/2024-02", "2023-11-01/2023-12-31"),
  ])
  func previous(_ text: String, _ before: String) throws {
    #expect(try #require(Period(text)).previous.description == before)
  }

  @Test func sameDaysOfOtherMonths() throws {
    let days = try #require(Period("2023-09-01/2023-09-17"))
    #expect(days.sameDaysOfMonthBefore.description == "2023-08-01/2023-08-17")
    #expect(days.yearBefore.description == "2022-09-01/2022-09-17")
    #expect(try #require(Period("2024-02")).yearBefore.description == "2023-02")
  }

  /// February has 29 days in 2024 and 28 in 2023: whole months stay whole.
  @Test func rangesOfMonthsMoveByMonths() throws {
    let twoMonths = try #require(Period("2024-01/2024-02"))
    #expect(twoMonths.yearBefore.description == "2023-01-01/2023-02-28")
    #expect(twoMonths.shifted(by: 2).description == "2024-05-01/2024-06-30")
    #expect(twoMonths.yearBefore.shifted(by: 6) == twoMonths)
  }

  @Test(
    arguments: [
      ("2023-08", 1), ("2023-Q3", 3), ("FY2023", 12), ("2023-10/2024-06", 9), ("2021/2023", 36),
      ("2023-08-05", nil), ("2023-08-01/2023-09-29", nil), ("2023-08-02/2023-09-30", nil),
    ] as [(String, Int?)])
  func months(_ text: String, _ count: Int?) throws {
    #expect(try #require(Period(text)).months == count)
  }

  /// Nothing overflows, and a period never ends before it begins.
  @Test(arguments: [Int.min, Int.min / 12, -1, 1, Int.max / 31, Int.max])
  func movesThatLeadTooFar(_ count: Int) throws {
    for text in ["2023-08-05", "2023-08", "2023", "2023-10/2024-06", "2023-09-01/2023-09-17"] {
      let moved = try #require(Period(text)).shifted(by: count)
      #expect(moved.first <= moved.last)
      #expect(moved.shifted(by: count).dayCount >= 1)
    }
  }

  @Test func splitIntoMonths() throws {
    let months = try #require(Period("FY2023")).split(into: .month)
    #expect(months.count == 12)
    #expect(months.first?.description == "2022-10")
    #expect(months.last?.description == "2023-09")
  }

  /// Any range is read back from what it is written as; the seed is printed when it is not.
  @Test func writtenAndReadBack() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: Int) -> Int {
      // Numbers good enough to pick days by (Knuth's MMIX generator).
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2000 {
      let first = Day(number: Int32(next(40_000)))
      let period = try #require(Period(from: first, through: first.adding(days: next(800))))
      #expect(Period(period.description) == period, "seed \(seed)")
      // Days that come to lie on a whole year or month are that from then on, and go by it.
      let later = period.shifted(by: 3)
      guard later.granularity == period.granularity, later.months == period.months else { continue }
      #expect(later.shifted(by: -3).first == period.first, "seed \(seed)")
    }
  }
}
