import Periods

/// How often a table comes out, and how long after the period it is about.
package struct ReleaseSchedule: Hashable, Sendable {
  package enum Frequency: String, CaseIterable, Sendable {
    case month
    case halfYear = "half-year"
    case year
    /// Without a day that could be waited for.
    case irregular
  }

  package var every: Frequency
  /// Days from the end of a period to its publication.
  package var usualLag: Int
  /// The same for the first half of a year, where that differs.
  package var lagOfMiddle: Int?

  package init(every: Frequency, usualLag: Int, lagOfMiddle: Int? = nil) {
    self.every = every
    self.usualLag = usualLag
    self.lagOfMiddle = lagOfMiddle
  }

  /// A release whose usual day has come.
  package struct Due: Hashable, Sendable, Codable {
    package var period: Period
    package var day: Day
  }

  /// Releases beyond this many are not listed: a record so old is told in years.
  private static let most = 1200

  /// Releases about periods that end after a day, and whose usual day of publication has come.
  package func due(after newest: Day, on today: Day) -> [Due] {
    guard every != .irregular else { return [] }
    var due: [Due] = []
    var period = period(holding: newest)
    if period.last <= newest { period = self.period(holding: period.last.adding(days: 1)) }
    while due.count < ReleaseSchedule.most {
      let day = usualDay(of: period)
      guard day <= today else { break }
      due.append(Due(period: period, day: day))
      period = self.period(holding: period.last.adding(days: 1))
    }
    return due
  }

  /// The day on which the release after the newest is usually there; `nil` when there is no usual day.
  package func next(after newest: Day) -> Due? {
    guard every != .irregular else { return nil }
    var period = period(holding: newest)
    if period.last <= newest { period = self.period(holding: period.last.adding(days: 1)) }
    return Due(period: period, day: usualDay(of: period))
  }

  private func usualDay(of period: Period) -> Day {
    let isMiddle = every == .halfYear && period.last.month == 6
    return period.last.adding(days: isMiddle ? lagOfMiddle ?? usualLag : usualLag)
  }

  private func period(holding day: Day) -> Period {
    switch every {
    case .month, .irregular: return .month(of: day)
    case .year: return .year(of: day)
    case .halfYear:
      let year = Period.year(of: day)
      let middle = year.first.adding(months: 6)
      let half =
        day < middle
        ? Period(from: year.first, through: middle.adding(days: -1))
        : Period(from: middle, through: year.last)
      return half ?? year
    }
  }
}
