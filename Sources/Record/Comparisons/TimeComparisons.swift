import Periods

/// Comparisons of a figure with others of its own series.
struct TimeComparisons {
  let timeline: Timeline
  let own: Observation
  /// First day that highs and lows are looked for from; `nil` for all that is held.
  let since: Day?

  private var period: Period { own.period }

  func all() -> [Comparison] {
    var comparisons = neighbours()
    comparisons += Extremes(own, in: timeline, since: since)?.all() ?? []
    if period.granularity == .month, !timeline.isStock, own.value != nil {
      let years: [(Comparison.Kind, Period)] = [
        (.yearToDate, .year(of: period.first)), (.fiscalYearToDate, .fiscalYear(of: period.first)),
      ]
      // The first month of a year is its own sum only where months add up.
      comparisons += years.filter { timeline.nature != nil || $0.1.first != period.first }
        .map { toDate($0.0, year: $0.1) }
      comparisons += Pace(timeline, through: period)?.comparisons() ?? []
    }
    return comparisons
  }

  /// Against periods that were asked for, each once.
  func against(_ periods: [Period]) -> [Comparison] {
    var asked: Set<Period> = []
    return periods.filter { asked.insert($0).inserted }.map { against(.chosenPeriod, $0) }
  }

  /// The period before, the year before, and for a part of a month the same days of the month
  /// before: each period once, and none so early that it cannot be written.
  private func neighbours() -> [Comparison] {
    var kinds: [(Comparison.Kind, Period)] = [
      (.previousPeriod, period.previous), (.yearBefore, period.yearBefore),
    ]
    if period.granularity == .day || period.granularity == .range,
      Period.month(of: period.first).contains(period)
    {
      kinds.append((.sameDaysMonthBefore, period.sameDaysOfMonthBefore))
    }
    var told: Set<Period> = []
    return kinds.filter { Period($0.1.description) == $0.1 && told.insert($0.1).inserted }
      .map { against($0.0, $0.1) }
  }

  private func against(_ kind: Comparison.Kind, _ other: Period) -> Comparison {
    Comparison(kind, of: own, with: timeline.observation(other), nature: timeline.nature)
  }

  private func toDate(_ kind: Comparison.Kind, year: Period) -> Comparison {
    let span = Period(from: year.first, through: period.last) ?? period
    let now = timeline.observation(span)
    let then = timeline.observation(
      Period(
        from: span.first.adding(months: -12),
        through: Period.month(of: span.last.adding(months: -12)).last) ?? span)
    var comparison = Comparison(kind, of: now, with: then, nature: timeline.nature)
    comparison.own = now.wholeValue
    comparison.ownObservation = now
    comparison.since = Period.month(of: span.first)
    comparison.sources = now.sources
    return comparison
  }
}
