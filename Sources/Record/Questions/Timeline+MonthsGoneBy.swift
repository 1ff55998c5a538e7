import Periods

extension Timeline {
  /// First to last month that forecasts and effects go by unless a month is named: where the last is
  /// exact, those after the last one that its publisher rounds. Exact counts and rounded ones of
  /// another publication are not one series without being asked for.
  package var monthsGoneBy: Period? {
    guard let held = coverage(every: .month) else { return nil }
    guard hasRounded else { return held }
    let months = observations(every: .month)
    guard let last = months.last, !isRounded(last),
      let rounded = months.last(where: isRounded)?.period
    else { return held }
    return Period(from: rounded.shifted(by: 1).first, through: held.last)
  }

  /// Whether the last month is one that its publisher rounds.
  package var endsRounded: Bool {
    hasRounded
      && coverage(every: .month).map { isRounded(observation(Period.month(of: $0.last))) } ?? false
  }

  private var hasRounded: Bool {
    sources.values.contains { $0.coverage.roundedTo != nil }
  }

  private func isRounded(_ observation: Observation) -> Bool {
    observation.sources.contains { sources[$0]?.coverage.roundedTo != nil }
  }
}
