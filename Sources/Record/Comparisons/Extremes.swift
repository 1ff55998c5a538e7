import Periods

/// The highs and lows that a figure is compared with: since when there was none as high or as low,
/// and the highest and lowest before it.
///
/// Of "highest since" and "lowest since" the one that reaches further back is shown. A low of twelve
/// months or of all is shown only of a figure that lies below it.
struct Extremes {
  let own: Observation
  let value: Double
  let nature: Nature?
  /// Every earlier period of the same kind, in order of time.
  let earlier: [Observation]
  /// Those from the first day that is looked at.
  let reached: [Observation]

  /// `nil` for a figure that is not known whole and exactly, and for a range, which has no others of
  /// its kind.
  init?(_ own: Observation, in timeline: Timeline, since: Day?) {
    let kind = own.period.granularity
    guard own.isComparable, let value = own.value, kind != .range else { return nil }
    self.own = own
    self.value = value
    nature = timeline.nature
    earlier = timeline.observations(every: kind).filter { $0.period < own.period }
    reached = earlier.filter { $0.period.first >= since ?? $0.period.first }
  }

  func all() -> [Comparison] {
    var found = twelveMonths()
    guard let first = reached.first?.period else { return found }
    if let since = sinceWhen(first) { found.append(since) }
    let lowest = Extremes.lowest(reached).flatMap { value < $0.most ?? value ? $0 : nil }
    // The only one before it is not both.
    if let highest = Extremes.highest(reached), highest.period != lowest?.period {
      found.append(record(.recordHigh, highest, since: first))
    }
    if let lowest { found.append(record(.recordLow, lowest, since: first)) }
    return found
  }

  /// The highest of the twelve months before, and the lowest of them where the figure is lower.
  private func twelveMonths() -> [Comparison] {
    guard own.period.granularity == .month else { return [] }
    let months = earlier.suffix(12)
    let known = months.count { $0.isComparable }
    guard known > 1 else { return [] }
    var found: [Comparison] = []
    if let high = Extremes.highest(months) { found.append(against(.twelveMonthHigh, high)) }
    if let low = Extremes.lowest(months), value < low.most ?? value {
      found.append(against(.twelveMonthLow, low))
    }
    for index in found.indices { found[index].missing = 12 - known }
    return found
  }

  /// "Highest since" or "lowest since", whichever reaches further back. `nil` for a figure above or
  /// below all others, and for one that equals the last that was as high or as low.
  private func sinceWhen(_ first: Period) -> Comparison? {
    guard let high = reached.last(where: { $0.least.map { $0 >= value } ?? false }),
      let low = reached.last(where: { $0.most.map { $0 <= value } ?? false }),
      high.period != low.period
    else { return nil }
    let isHigh = high.period < low.period
    let end = isHigh ? high : low
    var comparison = against(isHigh ? .highestSince : .lowestSince, end)
    comparison.since = first
    let passed = reached.count { other in
      // Known to be lower, for a high, or higher, for a low.
      let isPassed = isHigh ? other.most.map { $0 < value } : other.least.map { $0 > value }
      return other.period > end.period && isPassed ?? false
    }
    comparison.missing = periods(after: end.period) - passed
    return comparison
  }

  private func record(
    _ kind: Comparison.Kind, _ other: Observation, since first: Period
  ) -> Comparison {
    var comparison = against(kind, other)
    comparison.since = first
    comparison.missing = 1 + periods(after: first) - reached.count { $0.isComparable }
    return comparison
  }

  private func against(_ kind: Comparison.Kind, _ other: Observation) -> Comparison {
    Comparison(kind, of: own, with: other, nature: nature)
  }

  /// Periods between an earlier one and the figure's, whether or not any is held.
  private func periods(after other: Period) -> Int {
    guard own.period.granularity == .day else {
      return reached.count { $0.period > other }
    }
    return own.period.first.days(since: other.last) - 1
  }

  /// The highest of figures by the least that each can be; the last of equals.
  private static func highest(_ observations: some Sequence<Observation>) -> Observation? {
    observations.filter { $0.least != nil }
      .max { ($0.least ?? 0, $0.period) < ($1.least ?? 0, $1.period) }
  }

  /// The lowest of figures by the most that each can be; the last of equals.
  private static func lowest(_ observations: some Sequence<Observation>) -> Observation? {
    observations.filter { $0.most != nil }
      .min { ($0.most ?? 0, $1.period) < ($1.most ?? 0, $0.period) }
  }
}
