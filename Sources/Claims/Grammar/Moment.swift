import Periods

/// When something was, as a sentence says it.
struct Moment: Sendable {
  enum Value: Sendable {
    case period(Period)
    /// A month without a year.
    case month(Int)
    /// Days of a month without a year.
    case days(ClosedRange<Int>, month: Int)
    case relative(Relative)
  }

  /// A time given by another.
  enum Relative: Hashable, Sendable {
    case monthEarlier, yearEarlier, twoYearsEarlier, sameDaysMonthEarlier, yearLater
    /// "the previous one": as long a time, just before.
    case before
    /// "the same month of 2021".
    case sameMonth(year: Int)
    /// "the previous October": the last one before what is spoken of.
    case monthBefore(Int)
  }

  /// Tokens.
  var range: Range<Int>
  var value: Value
  /// Whether it goes on at the article's date: "this year", "since October".
  var isOpen = false
  /// Whether it only qualifies another time.
  var isAside = false

  /// The period that is meant.
  ///
  /// - Parameters:
  ///   - date: the article's.
  ///   - anchor: the period that the sentence is about, for times given by it.
  func period(date: Day, anchor: Period? = nil) -> Period? {
    switch value {
    case .period(let period): return period
    case .month(let month): return Moment.month(month, before: anchor?.last ?? date)
    case .days(let days, let month):
      guard let held = Moment.month(month, before: date),
        let first = Day(year: held.first.year, month: month, day: days.lowerBound),
        let last = Day(year: held.first.year, month: month, day: days.upperBound)
      else { return nil }
      return Period(from: first, through: last)
    case .relative(let relative):
      let base = anchor ?? Period.month(of: date).previous
      switch relative {
      case .monthEarlier:
        if base.granularity == .month { return base.previous }
        return base.dayCount <= 31 ? base.sameDaysOfMonthBefore : base.previous
      case .yearEarlier:
        return base.granularity == .range ? Moment.yearBefore(base) : base.yearBefore
      case .before:
        // "El anterior" of a month may be the same month of the year before.
        return [.year, .fiscalYear, .quarter].contains(base.granularity) ? base.previous : nil
      case .twoYearsEarlier: return base.yearBefore.yearBefore
      case .sameDaysMonthEarlier: return base.sameDaysOfMonthBefore
      case .yearLater: return Moment.later(base)
      case .sameMonth(let year): return Moment.move(base, toYear: year)
      case .monthBefore(let month):
        return Moment.month(month, before: base.first.adding(days: -1))
      }
    }
  }

  /// Whole months stay whole months: January to February has one day more in a leap year.
  static func yearBefore(_ period: Period) -> Period {
    let moved = period.yearBefore
    guard Period.month(of: period.last).last == period.last else { return moved }
    return Period(from: moved.first, through: Period.month(of: moved.last).last) ?? moved
  }

  private static func move(_ period: Period, toYear year: Int) -> Period? {
    var moved = period
    var steps = 0
    while moved.first.year != year, steps < 60 {
      let next = moved.first.year > year ? yearBefore(moved) : later(moved)
      guard let next else { return nil }
      moved = next
      steps += 1
    }
    return moved
  }

  private static func later(_ period: Period) -> Period? {
    let last = period.last.adding(months: 12)
    // Whole months stay whole months here too.
    let isWhole = Period.month(of: period.last).last == period.last
    return Period(
      from: period.first.adding(months: 12), through: isWhole ? Period.month(of: last).last : last)
  }

  /// The last such month that had begun by a day.
  static func month(_ month: Int, before day: Day) -> Period? {
    let year = day.month >= month ? day.year : day.year - 1
    return Day(year: year, month: month, day: 1).map(Period.month(of:))
  }
}
