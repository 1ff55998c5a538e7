import Periods

extension Timeline {
  /// The counts of a period's single days, in order; `nil` where one of them is not known. A day without an
  /// event is zero where one table lists all events.
  package func days(in period: Period) -> [Double]? {
    var counts: [Double] = []
    for number in 0..<period.dayCount {
      let day = Period.day(period.first.adding(days: number))
      if let held = chosen[day] {
        guard let value = held.value, !held.isPartial, held.exactness != .atMost else { return nil }
        counts.append(value)
      } else if dailySpan?.contains(day) == true {
        counts.append(0)
      } else {
        return nil
      }
    }
    return counts
  }

  /// The months from that of the first day that is held to that of the last; `nil` where no day is.
  package var monthsOfDays: Period? {
    let days = chosen.keys.filter { $0.granularity == .day }
    guard let first = days.min(), let last = days.max() else { return nil }
    return Period(
      from: Period.month(of: first.first).first, through: Period.month(of: last.last).last)
  }

  /// Counts of parts of a month that are held as such: of single days, and of spans of days.
  package func parts(of month: Period) -> [Observation] {
    chosen.values.filter {
      month.contains($0.period) && $0.period != month && $0.value != nil && !$0.isPartial
        && $0.exactness != .atMost
    }.sorted { $0.period < $1.period }
  }
}
