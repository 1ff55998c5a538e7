import Periods
import Tabular
import Wording

/// The days on which a country's offices are closed, as its law states them: for a deadline that ends on one.
package struct HolidayCalendar: Hashable, Sendable {
  package var holidays: [Holiday] = []
  /// Whether one that falls on a Saturday is kept on the Friday before, and one on a Sunday on the Monday after.
  package var isMovedFromWeekend = false
  /// Which days are counted as working days, in words.
  package var note: Localized?
  /// Ids of sources.
  package var sources: [String] = []

  package init() {}

  package struct Holiday: Hashable, Sendable {
    package enum Rule: Hashable, Sendable {
      case day(Int)
      /// The first Monday is `.weekday(0, 1)`; the last is `.weekday(0, nil)`.
      case weekday(Int, Int?)
      /// A day of one year alone, such as one on which offices closed by an order.
      case once(Day)
    }

    package var month: Int
    package var rule: Rule
    /// The first year in which it is kept; `nil` for always.
    package var since: Int?
    /// The last year; `nil` while no end is known.
    package var until: Int?
    /// Years from one to the next, counted from the first; `nil` for every year.
    package var every: Int?

    func isKept(in year: Int) -> Bool {
      if let since, year < since { return false }
      if let until, year > until { return false }
      guard let every, let since else { return true }
      return (year - since) % every == 0
    }
  }

  package func isWorkingDay(_ day: Day) -> Bool {
    guard !day.isWeekend else { return false }
    // New Year's Day can be kept on the last day of the year before.
    let near = [day.year, isMovedFromWeekend ? day.adding(days: 1).year : day.year]
    return !holidays.contains { holiday in
      near.contains { year in kept(holiday, in: year) == day }
    }
  }

  /// No law closes offices for longer, and a file that does so is not waited for.
  private static let longestClosure = 31

  /// A day, or the next working day where it is none.
  package func workingDay(from day: Day) -> Day {
    (0..<Self.longestClosure).lazy.map(day.adding(days:)).first(where: isWorkingDay) ?? day
  }

  /// The first day from which a term of some years is not over on a day, since it ends on a working day.
  package func firstStart(ofYears years: Int, notOverOn day: Day) -> Day {
    func isOver(_ start: Day) -> Bool {
      workingDay(from: start.adding(months: 12 * years)) < day
    }
    var start = day.adding(months: -12 * years)
    // A year from 28 February is over on the 29th.
    while isOver(start) { start = start.adding(days: 1) }
    while !isOver(start.adding(days: -1)) { start = start.adding(days: -1) }
    return start
  }

  private func kept(_ holiday: Holiday, in year: Int) -> Day? {
    guard holiday.isKept(in: year) else { return nil }
    switch holiday.rule {
    case .once(let day): return day.year == year ? day : nil
    case .day(let number):
      guard let day = Day(year: year, month: holiday.month, day: number) else { return nil }
      guard isMovedFromWeekend else { return day }
      switch day.weekday {
      case 5: return day.adding(days: -1)
      case 6: return day.adding(days: 1)
      default: return day
      }
    case .weekday(let weekday, let number):
      guard let first = Day(year: year, month: holiday.month, day: 1) else { return nil }
      let offset = (weekday - first.weekday + 7) % 7
      if let number { return first.adding(days: offset + 7 * (number - 1)) }
      let last = first.adding(months: 1).adding(days: -1)
      return last.adding(days: -((last.weekday - weekday + 7) % 7))
    }
  }
}

extension Day {
  /// 0 for Monday. Day 0 of the count, 1 January 1970, was a Thursday.
  var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  var isWeekend: Bool { weekday >= 5 }
}

// MARK: As a file states it

extension HolidayCalendar.Holiday {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let ordinals = ["first", "second", "third", "fourth"]

  /// Reads `4 July`, `third Monday of January`, `last Monday of May` or `2024-05-29`.
  package init?(_ text: String) {
    if let day = Day(text) {
      (month, rule) = (day.month, .once(day))
      return
    }
    let words = text.split(separator: " ").map(String.init)
    guard let last = words.last, let month = Self.months.firstIndex(of: last) else { return nil }
    self.month = month + 1
    if words.count == 2, let number = Int(words[0]),
      // A leap year, so that 29 February can be one.
      Day(year: 2024, month: month + 1, day: number) != nil
    {
      rule = .day(number)
    } else if words.count == 4, words[2] == "of",
      let weekday = Self.weekdays.firstIndex(of: words[1])
    {
      guard let ordinal = Self.ordinals.firstIndex(of: words[0]) else {
        guard words[0] == "last" else { return nil }
        rule = .weekday(weekday, nil)
        return
      }
      rule = .weekday(weekday, ordinal + 1)
    } else {
      return nil
    }
  }
}

extension HolidayCalendar {
  /// The calendars of a policy file, by country.
  static func read(_ root: DataEntry, _ sources: [String: PolicySource]) -> [String: Self] {
    var calendars: [String: Self] = [:]
    for (country, entry) in root.optional("holidays")?.members ?? [] {
      entry.knows(["source", "on-weekend", "counts", "days"])
      if !isCountryCode(country) {
        entry.wrong(expected: "a country's three letters, such as USA", found: "\"\(country)\"")
      }
      var calendar = Self()
      calendar.isMovedFromWeekend =
        entry.optional("on-weekend")?.choice(["stays", "nearest-weekday"]) == "nearest-weekday"
      calendar.note = entry.optional("counts")?.localized
      calendar.sources = PolicyEntryReader(facts: [:], sources: sources).ruleSources(entry)
      calendar.holidays = (entry.required("days")?.list ?? []).compactMap(holiday)
      calendars[country] = calendar
    }
    return calendars
  }

  private static func holiday(_ entry: DataEntry) -> Holiday? {
    entry.knows(["on", "since", "until", "every"])
    var holiday = entry.required("on")?.value(
      "a day such as \"4 July\" or \"third Monday of January\""
    ) {
      Holiday($0)
    }
    let number = { (name: String, what: String) in
      entry.optional(name)?.value(what) { text in Int(text).flatMap { $0 > 0 ? $0 : nil } }
    }
    holiday?.since = number("since", "a year")
    holiday?.until = number("until", "a year")
    holiday?.every = number("every", "a number of years")
    if holiday?.every != nil, holiday?.since == nil { _ = entry.required("since") }
    return holiday
  }
}
