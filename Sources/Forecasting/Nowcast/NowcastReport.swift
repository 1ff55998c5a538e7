import Estimation
import Foundation
import Periods
import Record

/// A month's total from what is known of a part of it.
package struct NowcastReport: Codable, Sendable {
  package var series: String
  package var query: String
  package var month: Period
  /// The days that were counted, and how many were counted on them.
  package var days: Period
  package var count: Double
  package var asOf: Day?
  /// The last month that was known.
  package var origin: Period
  /// As many a day over the whole month: arithmetic.
  package var pace: Double
  /// Quantiles of the month's total.
  package var total: OutlookReport.Month
  /// Whether the record holds the count itself.
  package var isHeld: Bool
  /// What days differ by of their own, and where that comes from.
  package var daySpread: Double
  package var daySpreadBasis: DaySpread.Basis
  /// If the whole month changed from the month before as its first days did from the same days; `nil`
  /// when no change was given or the month before is not known.
  package var byChange: Double?
  /// What the record has for the month; `nil` when it has nothing, or was not to be looked at.
  package var actual: Double?
  /// How old the last month was when the days ended, or on the day asked about.
  package var age: AgeReport?

  /// Whether every day of the month was counted, so that nothing is estimated.
  package var isWhole: Bool { days == month }

  enum CodingKeys: String, CodingKey {
    case series, query, month, days, count, origin, pace, total, actual, age
    case asOf = "as_of"
    case isHeld = "held"
    case daySpread = "day_spread"
    case daySpreadBasis = "day_spread_basis"
    case byChange = "by_change"
  }

  /// From the days of the month after the last one known that the record holds.
  ///
  /// - Throws: a ``QuestionError`` or a ``NowcastError``.
  package static func make(
    _ query: String, store: RecordStore, change: Double? = nil, daySpread: Double? = nil,
    asOf: Day? = nil
  ) throws -> NowcastReport {
    let history = try SeriesHistory(query, store)
    let timeline = history.vintages.timeline(asOf: asOf)
    guard let last = history.series(asOf: asOf).months.last else {
      throw NowcastError.tooShort(query, months: 0)
    }
    let month = last.shifted(by: 1)
    guard let held = HeldDays(month, timeline) else {
      throw NowcastError.noDays(query, month: month)
    }
    var report = try make(
      query, store: store, count: held.count, days: held.days, change: change,
      daySpread: daySpread, asOf: asOf ?? Day.today)
    report.isHeld = true
    report.asOf = asOf
    return report
  }

  /// - Parameters:
  ///   - query: a series' name or words.
  ///   - count: on the days, more than 0.
  ///   - days: within one month; may be the whole of it but for a day.
  ///   - change: from the same days of the month before, 0.63 for 63 % more.
  ///   - daySpread: relative, 0 or more; `nil` to estimate it from the days that the record holds, or to assume it
  ///     where it holds none.
  ///   - asOf: the day whose knowledge is used; by default all that was known when the days ended.
  /// - Throws: a ``QuestionError`` or a ``NowcastError``.
  package static func make(
    _ query: String, store: RecordStore, count: Double, days: Period, change: Double? = nil,
    daySpread: Double? = nil, asOf: Day? = nil
  ) throws -> NowcastReport {
    let month = Period.month(of: days.first)
    guard month.contains(days) else { throw NowcastError.notInOneMonth(days) }
    guard count >= 0, count.isFinite, daySpread ?? 0 >= 0, daySpread?.isFinite ?? true else {
      throw NowcastError.notACount
    }
    guard count > 0 else { throw NowcastError.noneCounted(days) }
    guard change ?? 0 > -1 else { throw NowcastError.notAChange }
    let history = try SeriesHistory(query, store)
    guard history.vintages.nature == .flow else {
      throw NowcastError.notAdded(query, isStock: history.vintages.nature == .stock)
    }
    let known = history.series(asOf: asOf ?? days.last)
    let before = known.months.filter { $0.last < month.first }
    guard before.count >= NowcastReport.fewest, let origin = before.last else {
      throw NowcastError.tooShort(query, months: before.count)
    }
    guard !SupportCheck.isOver(origin, on: month.first) else {
      throw NowcastError.ended(query, last: origin, month: month)
    }
    let past = Array(known.values.prefix(before.count))
    if days != month { try SpreadCheck.check(history.name, Array(past.suffix(MonthRate.looked))) }
    let estimated = DaySpread.estimate(
      history.vintages.timeline(asOf: asOf ?? days.last), months: before)
    let spread = daySpread ?? estimated ?? DaySpread.usual
    let rate = MonthRate(past: past, months: before, daySpread: estimated)
    let quantiles = rate.total(of: month, count: count, on: days, daySpread: spread)
    let monthBefore = Period.month(of: month.first.adding(days: -1))
    let today = history.series(asOf: nil)
    return NowcastReport(
      series: history.name, query: history.selection.description, month: month, days: days,
      count: count, asOf: asOf, origin: origin,
      pace: count / Double(days.dayCount) * Double(month.dayCount),
      total: OutlookReport.Month(month: month, quantiles), isHeld: false, daySpread: spread,
      daySpreadBasis: daySpread != nil ? .given : estimated != nil ? .estimated : .assumed,
      byChange: change.flatMap { change in
        (asOf == nil ? today : known).values(of: [monthBefore]).first.map { $0 * (1 + change) }
      },
      actual: asOf == nil ? today.values(of: [month]).first : nil)
  }

  /// Months from which the spread of changes can be estimated.
  static let fewest = 12
}

/// What the months of a series say of how its daily rate moves.
package struct MonthRate {
  private let past: [Double]
  private let months: [Period]
  let rate: LogRate
  /// Quantiles of a month's change over their standard deviation, at ``Scores/levels``: the tails are
  /// fatter than a normal distribution's.
  private let shape: [Double]
  /// Variance of what a month's days have of their own, in the mean of a month.
  private let ownVariance: Double

  /// - Parameter daySpread: what days differ by of their own, where that is known: that much of the months' changes
  ///   is no drift of the rate.
  package init(past: [Double], months: [Period], daySpread: Double? = nil) {
    let spread = daySpread ?? 0
    ownVariance = spread * spread / MonthRate.usualDays
    self.past = past
    self.months = months
    let logs = zip(past, months).map { log(($0 + 1) / Double($1.dayCount)) }
    let changes = zip(logs.dropFirst(), logs).map { $0 - $1 }.suffix(Self.looked - 1)
    let variance = max(
      1e-6, changes.reduce(0) { $0 + $1 * $1 } / Double(max(1, changes.count)))
    // The averages of two months of m days that follow each other differ with variance 2 m s² / 3.
    // Some of it is drift, however much single days differ.
    rate = LogRate(
      variance: max(variance / 4, variance - 2 * ownVariance) * 3 / (2 * MonthRate.usualDays))
    shape = Scores.quantiles(changes + changes.map { -$0 }).map { $0 / variance.squareRoot() }
  }

  /// Months whose changes are looked at.
  static let looked = 37
  /// Days of a month, on average.
  private static let usualDays = 30.44

  /// Quantiles of a month's total, of which a part is counted.
  package func total(of month: Period, count: Double, on days: Period, daySpread: Double)
    -> [Double]
  {
    let start = months.suffix(3).first?.first ?? month.first
    func span(_ period: Period) -> LogRate.Span {
      .init(
        from: Double(period.first.days(since: start)),
        to: Double(period.last.days(since: start) + 1))
    }
    let before = zip(months, past).suffix(3).map { known, value in
      LogRate.Observation(
        spans: [span(known)], value: log((value + 1) / Double(known.dayCount)),
        noise: 1e-9 + ownVariance)
    }
    let counted = Double(days.dayCount)
    let own = LogRate.Observation(
      spans: [span(days)], value: log((count + 0.5) / counted),
      noise: daySpread * daySpread / counted + 1 / (count + 1))
    let rate = surprised(by: own, after: before)
    let rest = [
      Period(from: month.first, through: days.first.adding(days: -1)),
      Period(from: days.last.adding(days: 1), through: month.last),
    ].compactMap(\.self)
    let left = rest.reduce(0) { $0 + $1.dayCount }
    guard left > 0 else { return Scores.levels.map { _ in count } }
    let ahead = rate.average(over: rest.map(span), given: before + [own])
    // What the days that are left have of their own is as wide as that of those counted, and so is chance.
    let chance = 1 / max(1, Double(left) * exp(ahead.mean))
    let spread = (ahead.variance + daySpread * daySpread / Double(left) + chance).squareRoot()
    return shape.map { count + Double(left) * exp(ahead.mean + $0 * spread) }
  }

  /// Surprises within so many standard deviations are of the kind that the months have shown.
  private static let usualSurprise = 3.0

  /// The drift, made so large that what was counted is not beyond it: the months before may have been calmer than
  /// the series is.
  private func surprised(by own: LogRate.Observation, after before: [LogRate.Observation])
    -> LogRate
  {
    let expected = rate.average(over: own.spans, given: before)
    let distance = own.value - expected.mean
    let surprise = distance * distance / (expected.variance + own.noise)
    let usual = Self.usualSurprise * Self.usualSurprise
    return surprise > usual ? LogRate(variance: rate.variance * surprise / usual) : rate
  }
}
