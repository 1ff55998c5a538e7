/// A range of whole days, and the one way to say when: a day, a month, a quarter, a calendar or
/// fiscal year, or any other range.
///
/// A period is its first and last day; what it is called follows from them, so that "2023-08" and
/// "2023-08-01/2023-08-31" are one value.
public struct Period: Hashable, Sendable {
  /// The first day that belongs to it.
  public let first: Day
  /// The last day that belongs to it; the same as ``first`` for a single day.
  public let last: Day

  /// `nil` when `last` comes before `first`.
  public init?(from first: Day, through last: Day) {
    guard first <= last else { return nil }
    self.init(first, last)
  }

  private init(_ first: Day, _ last: Day) {
    self.first = first
    self.last = last
  }

  /// A single day as a period.
  public static func day(_ day: Day) -> Period { Period(day, day) }

  /// The month that holds a day.
  public static func month(of day: Day) -> Period { span(months: 1, from: day, startingAt: 1) }

  /// The calendar quarter that holds a day.
  public static func quarter(of day: Day) -> Period {
    span(months: 3, from: day, startingAt: 1)
  }

  /// The calendar year that holds a day.
  public static func year(of day: Day) -> Period { span(months: 12, from: day, startingAt: 1) }

  /// The United States' fiscal year that holds a day: it begins on 1 October and is named for the
  /// calendar year in which it ends (31 U.S.C. 1102).
  public static func fiscalYear(of day: Day) -> Period {
    span(months: 12, from: day, startingAt: 10)
  }

  /// The United States' fiscal year that is named for a calendar year; `nil` for a year out of range.
  public static func fiscalYear(_ year: Int) -> Period? {
    Day(year: year, month: 9, day: 30).map(fiscalYear(of:))
  }

  /// The span of `months` that holds `day`, where spans are counted from month `origin`.
  private static func span(months: Int, from day: Day, startingAt origin: Int) -> Period {
    let (year, month, _) = day.parts
    let intoSpan = (month - origin + 12) % months
    let first = Day(year: year, unchecked: month, day: 1).adding(months: -intoSpan)
    return Period(first, first.adding(months: months).adding(days: -1))
  }

  /// Length in days; at least 1.
  public var dayCount: Int { last.days(since: first) + 1 }

  /// Whether a day lies in it, its first and last day included.
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }
  /// Whether all days of another period lie in it; a period contains itself.
  public func contains(_ other: Period) -> Bool { first <= other.first && other.last <= last }
  /// Whether the two have at least one day in common.
  public func overlaps(_ other: Period) -> Bool { first <= other.last && other.first <= last }
}

/// What a period is by its first and last day.
public enum Granularity: String, CaseIterable, Codable, Sendable {
  /// One day.
  case day
  /// A month of the calendar.
  case month
  /// Three months from January, April, July or October on.
  case quarter
  /// January to December.
  case year
  /// October to September, the fiscal year of the United States.
  case fiscalYear = "fiscal-year"
  /// Any range that is none of the others.
  case range

  /// The period of this granularity that holds a day; a day itself for ``range``.
  public func period(holding day: Day) -> Period {
    switch self {
    case .day, .range: .day(day)
    case .month: .month(of: day)
    case .quarter: .quarter(of: day)
    case .year: .year(of: day)
    case .fiscalYear: .fiscalYear(of: day)
    }
  }
}

extension Period {
  /// What the period is by its days; a single day is ``Granularity/day``, whatever it was made as.
  public var granularity: Granularity {
    if first == last { return .day }
    for candidate in [Granularity.month, .quarter, .year, .fiscalYear]
    where candidate.period(holding: first) == self {
      return candidate
    }
    return .range
  }

  /// The number of whole months it is made of, when it starts on the first and ends on the last day
  /// of a month; else `nil`.
  public var months: Int? {
    guard Period.month(of: first).first == first, Period.month(of: last).last == last else {
      return nil
    }
    let (start, end) = (first.parts, last.parts)
    return (end.year - start.year) * 12 + end.month - start.month + 1
  }

  /// The period of the same kind just before. For a range of whole months, as many months; for any
  /// other range, as many days.
  public var previous: Period { shifted(by: -1) }

  /// The period of the same kind `count` steps later (earlier when negative).
  public func shifted(by count: Int) -> Period {
    // More steps than there are days with a number (2³²) lead no further.
    let steps = min(max(count, -0x1_0000_0000), 0x1_0000_0000)
    if let months { return moved(byMonths: steps * months) }
    let days = steps.multipliedReportingOverflow(by: dayCount)
    let move = days.overflow ? (steps < 0 ? Int.min : Int.max) : days.partialValue
    return Period(first.adding(days: move), last.adding(days: move))
  }

  /// The same period of the year before.
  public var yearBefore: Period { moved(byMonths: -12) }

  /// The same days of the month before: 1–17 September becomes 1–17 August. A day that month lacks
  /// becomes its last day.
  public var sameDaysOfMonthBefore: Period { moved(byMonths: -1) }

  /// Whole months stay whole: January to February ends on the 28th or the 29th.
  private func moved(byMonths count: Int) -> Period {
    let start = first.adding(months: count)
    guard let months else { return Period(start, last.adding(months: count)) }
    return Period(start, max(start, start.adding(months: months).adding(days: -1)))
  }

  /// The periods of a granularity that begin inside this one, in order of time.
  public func split(into granularity: Granularity) -> [Period] {
    var parts: [Period] = []
    var part = granularity.period(holding: first)
    if part.first < first { part = part.shifted(by: 1) }
    while part.first <= last {
      parts.append(part)
      let next = part.shifted(by: 1)
      guard next.first > part.first else { break }
      part = next
    }
    return parts
  }
}

/// Ordered by first day, then by last: a shorter period comes before a longer one that begins with
/// it.
extension Period: Comparable {
  /// By first day, then by last: January comes before the year that begins with it.
  public static func < (a: Period, b: Period) -> Bool {
    (a.first, a.last) < (b.first, b.last)
  }
}
