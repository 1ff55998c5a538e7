import Periods

/// What a year's total would come to, from its months so far.
///
/// A pace is arithmetic, not a forecast; how far it may be off is shown by what the same arithmetic
/// would have given at the same point of earlier years.
package struct Pace {
  let timeline: Timeline
  /// The last month that counts.
  let month: Period
  /// The calendar year it is in.
  let year: Period

  /// `nil` when the measure cannot be added up over a year.
  package init?(_ timeline: Timeline, through period: Period) {
    guard timeline.nature == .flow, timeline.native == .month else { return nil }
    self.timeline = timeline
    month = Period.month(of: period.last)
    year = Period.year(of: period.last)
  }

  /// Earlier years that are wholly known, at most `limit`, the latest first.
  private func earlierYears(limit: Int = 3) -> [Period] {
    var years: [Period] = []
    var candidate = year.previous
    while years.count < limit {
      let observation = timeline.observation(candidate)
      guard observation.isComparable, toDate(candidate) != nil else { break }
      years.append(candidate)
      candidate = candidate.previous
    }
    return years
  }

  /// January to the same month of a year; `nil` when a month is missing.
  private func toDate(_ year: Period) -> Observation? {
    guard
      let span = Period(
        from: year.first,
        through: Period.month(of: year.first.adding(months: monthsPassed - 1)).last)
    else { return nil }
    let sum = timeline.observation(span)
    return sum.isComparable ? sum : nil
  }

  private var monthsPassed: Int { month.last.month }

  /// The year by every method, each with its range; empty when a month of the year is missing.
  package func comparisons() -> [Comparison] {
    guard monthsPassed < 12, let soFar = toDate(year) else { return [] }
    let years = earlierYears()
    return PaceMethod.allCases.compactMap { method in
      guard let total = reckon(method, year: year, years: years), total.isFinite else {
        return nil
      }
      var comparison = Comparison(.pace, period: year)
      comparison.value = total
      comparison.own = soFar.value
      comparison.method = method
      comparison.sources = soFar.sources
      comparison.years = years.map(\.first.year)
      comparison.range = range(method, total: total, soFar: soFar.value ?? 0, years: years)
      return comparison
    }
  }

  private func reckon(_ method: PaceMethod, year: Period, years: [Period]) -> Double? {
    guard let sum = toDate(year)?.value else { return nil }
    let lastDay = year.first.adding(months: monthsPassed).adding(days: -1)
    let passed = Double(lastDay.days(since: year.first) + 1)
    let left = Double(year.dayCount) - passed
    switch method {
    case .straightLine:
      return sum / passed * Double(year.dayCount)
    case .shareOfYear:
      let before = years.compactMap { toDate($0)?.value }.reduce(0, +)
      let totals = years.compactMap { timeline.observation($0).value }.reduce(0, +)
      guard before > 0, totals > 0 else { return nil }
      return sum * totals / before
    case .lastThreeMonths:
      let last = Period.month(of: lastDay)
      guard monthsPassed >= 3,
        let span = Period(from: last.shifted(by: -2).first, through: last.last)
      else { return nil }
      let recent = timeline.observation(span)
      guard recent.isComparable, let value = recent.value else { return nil }
      return sum + value / Double(span.dayCount) * left
    }
  }

  /// What came in earlier years against what the method would have given then, applied to this one;
  /// never below what is counted already.
  private func range(
    _ method: PaceMethod, total: Double, soFar: Double, years: [Period]
  ) -> ClosedRange<Double>? {
    let ratios: [Double] = years.compactMap { earlier in
      // The share of a year is judged by the years before it where there are any; by the same
      // years with it left out, where there are none.
      let others = years.filter { $0 != earlier }
      guard let came = timeline.observation(earlier).value,
        let reckoned = reckon(method, year: earlier, years: others), reckoned > 0
      else { return nil }
      return came / reckoned
    }
    guard let low = ratios.min(), let high = ratios.max(), (high * total).isFinite else {
      return nil
    }
    let bounds = [low * total, high * total, total].map { max($0, soFar) }
    return (bounds.min() ?? total)...(bounds.max() ?? total)
  }
}
