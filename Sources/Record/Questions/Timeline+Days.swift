import Periods

extension Timeline {
  /// Whether nothing happened on a day for which there is no figure: a table that lists all events covers it, and
  /// that was known by the day asked about. Of a table that stands in for one of then nothing is known after the
  /// last event of then.
  func isEmptyDay(_ day: Day) -> Bool {
    let period = Period.day(day)
    return eventTables.contains { table in
      let source = table.source
      guard source.coverage.span?.contains(period) == true,
        !source.coverage.gaps.contains(where: { $0.overlaps(period) })
      else { return false }
      guard let asOf else { return true }
      return source.known(from: period) <= asOf
        && (source.published <= asOf || lastHeldDay.map { day <= $0 } ?? false)
    }
  }

  /// The sum of a list of single events over some days, where tables list them all; `nil` where one of the days is
  /// not known.
  func events(on period: Period) -> Observation? {
    guard period.granularity == .range || period.granularity == .day, !eventTables.isEmpty,
      eventTables.contains(where: { $0.source.coverage.span?.overlaps(period) ?? false })
    else { return nil }
    var held: [Observation] = []
    for number in 0..<period.dayCount {
      let day = period.first.adding(days: number)
      if let observation = chosen[.day(day)] {
        held.append(observation)
      } else if !isEmptyDay(day) {
        return nil
      }
    }
    let cells = held.reduce(0) { $0 + $1.cells }
    var sum = Timeline.sum(of: held, period, basis: .sum(cells: cells))
    if held.isEmpty { sum.basis = .leftOutZero }
    return sum
  }

  /// The counts of a period's single days, in order; `nil` where one of them is not known. A day without an
  /// event is zero where a table lists all events.
  package func days(in period: Period) -> [Double]? {
    var counts: [Double] = []
    for number in 0..<period.dayCount {
      let day = Period.day(period.first.adding(days: number))
      if let held = chosen[day] {
        guard let value = held.value, !held.isPartial, held.exactness != .atMost else { return nil }
        counts.append(value)
      } else if isEmptyDay(day.first) {
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
