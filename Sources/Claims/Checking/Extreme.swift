import Periods
import Record

/// A month or a year that is said to be the highest or the lowest, beside those before it.
struct Extreme {
  var isHigh: Bool
  var value: Double
  var period: Period
  /// Everything before it, in order; what is not held among it.
  var before: [Observation]

  struct Finding {
    enum Beaten {
      /// Another of those compared is higher.
      case now(Observation)
      /// The last that was as high, before those compared.
      case before(Observation)
      /// None, from the first that is held.
      case never(Period)
    }

    var isRight: Bool
    var beaten: Beaten
  }

  var isAnyHeld: Bool { before.contains(where: isKnown) }

  private func isKnown(_ observation: Observation) -> Bool {
    observation.value != nil && !observation.isPartial
  }

  private func beats(_ observation: Observation) -> Bool {
    guard isKnown(observation), let other = observation.value else { return false }
    return isHigh ? other >= value : other <= value
  }

  private func best(of some: [Observation]) -> Observation? {
    some.filter(isKnown).max {
      isHigh ? ($0.value ?? 0) < ($1.value ?? 0) : ($0.value ?? 0) > ($1.value ?? 0)
    }
  }

  /// The highest of all that is held.
  func ofAll() -> Finding? { of(before) }

  private func of(_ some: [Observation]) -> Finding? {
    guard let start = before.first(where: isKnown)?.period else { return nil }
    if let best = best(of: some), beats(best), best.value != value {
      return Finding(isRight: false, beaten: .now(best))
    }
    return Finding(
      isRight: true, beaten: before.last(where: beats).map { .before($0) } ?? .never(start))
  }

  /// Of a month that is not held it is not known whether it was as high.
  func ofYear() -> Finding? {
    let year = Period.year(of: period.first)
    let months = before.filter { year.contains($0.period) }
    guard period.granularity == .month, months.count == period.first.month - 1,
      months.allSatisfy(isKnown)
    else { return nil }
    return of(months)
  }

  /// The highest in so many months. "In three years" is said of what was higher some months more or less
  /// ago, so that only what is well within them refutes it.
  func ofLast(_ months: Int) -> Finding? {
    guard months > 0, period.granularity == .month else { return nil }
    let slack = max(1, months / Extreme.slack)
    let sure = before.suffix(months - slack)
    if let beaten = sure.last(where: beats) {
      return Finding(isRight: false, beaten: .now(beaten))
    }
    guard sure.allSatisfy(isKnown), let first = sure.first,
      first.period.first <= period.first.adding(months: slack - months)
    else { return nil }
    return of(Array(sure))
  }

  /// A quarter of a year in three.
  private static let slack = 12

  /// The highest since a month or a year that was as high itself.
  func since(_ since: Period) -> Finding? {
    guard since < period, let start = before.first(where: isKnown)?.period else { return nil }
    let between = before.filter { $0.period.first > since.last }
    // One month within the year that is named is enough.
    let named = before.filter { since.contains($0.period) && isKnown($0) }
    if let beaten = between.last(where: beats) {
      return Finding(isRight: false, beaten: .before(beaten))
    }
    // What is not held, then or since, may have been as high.
    // "since 2015", where counting began then, is of all from then on.
    let isFromStart = named.first.map { $0.period.first <= start.first } ?? false
    guard between.allSatisfy(isKnown) else { return nil }
    if let last = lastBefore(named, since, isFromStart) {
      return Finding(isRight: false, beaten: .before(last))
    }
    guard named.contains(where: beats) || isFromStart && !named.isEmpty else { return nil }
    return Finding(
      isRight: true, beaten: before.last(where: beats).map { .before($0) } ?? .never(start))
  }

  /// "The lowest since December 2021", a month that was twice as high itself: the last one that was as low, which
  /// seems to be meant.
  private func lastBefore(
    _ named: [Observation], _ since: Period, _ isFromStart: Bool
  ) -> Observation? {
    guard period.granularity == .month, since.granularity == .month, !isFromStart,
      let own = named.first, let other = own.value, !beats(own),
      isHigh ? other * Extreme.far < value : value * Extreme.far < other
    else { return nil }
    return before.last { $0.period < since && beats($0) }
  }

  /// How many times as high or as low a month must be that is none to go back to.
  private static let far = 1.25
}
