import Corridors
import Periods
import Policies
import Tabular
import Testing

/// Days off as the Office of Personnel Management published them, and what a deadline does on one.
@Suite struct HolidayCalendarTests {
  private static let shipped = Result { try CorridorFolder("venezuela-us").policies() }

  /// Weekdays of a year, as month and day, on which a country's offices are closed.
  private static func daysOff(_ country: String, in year: Int) throws -> [String] {
    let calendar = try shipped.get().calendar(of: country)
    let weekdaysOnly = HolidayCalendar()
    let first = try #require(Day(year: year, month: 1, day: 1))
    return (0..<366).map { first.adding(days: $0) }
      .filter { $0.year == year && weekdaysOnly.isWorkingDay($0) && !calendar.isWorkingDay($0) }
      .map { String("\($0)".dropFirst(5)) }
  }

  /// OPM's lists of federal holidays: 2021 (with New Year's Day of 2022 on Friday), 2022, 2024, and 2020, before
  /// Juneteenth was one.
  @Test(arguments: [
    (
      2020,
      "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25"
    ),
    (
      2021,
      "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"
    ),
    (
      2022,
      "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"
    ),
    (
      2024,
      "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25"
    ),
  ])
  func `federal holidays are those of the published lists`(year: Int, days: String) throws {
    #expect(try Self.daysOff("USA", in: year).joined(separator: " ") == days)
  }

  /// Ley Federal del Trabajo, article 74, as calendars of these years print it: 2018 with the change of president on
  /// 1 December, a Saturday; 2024 with that on 1 October, and COMAR's closing of 29 to 31 May.
  @Test(arguments: [
    (2018, "01-01 02-05 03-19 05-01 11-19 12-25"),
    (2023, "02-06 03-20 05-01 11-20 12-25"),
    (2024, "01-01 02-05 03-18 05-01 05-29 05-30 05-31 09-16 10-01 11-18 12-25"),
    (2025, "01-01 02-03 03-17 05-01 09-16 11-17 12-25"),
  ])
  func `rest days of Mexico are those of its law`(year: Int, days: String) throws {
    #expect(try Self.daysOff("MEX", in: year).joined(separator: " ") == days)
  }

  /// Every six years from 2006 to 2018, and no longer.
  @Test func `a day that is kept every few years`() throws {
    var holiday = try #require(HolidayCalendar.Holiday("1 December"))
    (holiday.since, holiday.until, holiday.every) = (2006, 2018, 6)
    var calendar = HolidayCalendar()
    calendar.holidays = [holiday]
    // 2006 and 2012 on a Friday and a Saturday, 2018 on a Saturday, 2017 on a Friday, 2023 on a Friday.
    for (day, isWorking) in [("2006-12-01", false), ("2017-12-01", true), ("2023-12-01", true)] {
      #expect(calendar.isWorkingDay(try #require(Day(day))) == isWorking)
    }
  }

  /// The condition and the deadline say the same on every day of four years, leap days and years of holidays among
  /// them: the bar begins on the day after the last one.
  @Test func `the bar of one year begins when the deadline is over`() throws {
    let set = try Self.shipped.get()
    let policy = try #require(set["asylum"])
    let due = try #require(policy.guidance.deadline)
    let bar = try #require(policy.bars.first { $0.id == "one-year" })
    let first = try #require(Day("2019-12-20"))
    for offset in stride(from: 0, to: 4 * 366, by: 1) {
      let arrived = first.adding(days: offset)
      let last = due.day(from: arrived, set.calendar(of: "USA"))
      for (day, isOver) in [(last, false), (last.adding(days: 1), true)] {
        var situation = Situation(on: day)
        situation["arrived"] = .day(arrived)
        situation["asylum-in-time"] = .yesNo(false)
        let answer = Screening(set, situation, for: .interview).evaluation.answer(bar.when)
        #expect(answer == (isOver ? .yes : .no), "arrived \(arrived), on \(day)")
      }
    }
  }

  /// A calendar that closes every day is not waited for.
  @Test func `a calendar of days off alone ends`() throws {
    var calendar = HolidayCalendar()
    calendar.holidays = (1...12).flatMap { month in
      (1...31).compactMap { HolidayCalendar.Holiday("\($0) \(Self.months[month - 1])") }
    }
    let day = try #require(Day("2024-07-04"))
    #expect(calendar.workingDay(from: day) == day)
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  @Test(arguments: [
    "4 Juli", "32 January", "fifth Monday of May", "last of May", "", "Monday of May", "0 May",
  ])
  func `what is no day of a year is refused`(text: String) {
    #expect(HolidayCalendar.Holiday(text) == nil)
  }

  @Test func `a term by a country without holidays is refused with its place`() {
    let text = """
      name: {en: A, es: A}
      destination: USA
      sources: {s: {publisher: P, title: T}}
      holidays: {MEX: {source: s, days: [{on: 16 September}]}}
      policies:
        - id: a
          kind: visa
          authority: USA
          name: {en: A, es: A}
          rules:
            - {from: 2020-01-01, applies: arrived < today - 1 year by USA, source: s}
      """
    let error = #expect(throws: InputError.self) {
      try PolicyReader.read(text: text, name: "p.yaml")
    }
    #expect("\(error as Any)".contains("a country whose holidays the file states"))
  }
}
