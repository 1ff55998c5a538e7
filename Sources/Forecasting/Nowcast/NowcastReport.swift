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
  /// What days are assumed to differ by of their own.
  package var daySpread: Double
  /// If the whole month changed from the month before as its first days did from the same days; `nil`
  /// when no change was given or the month before is not known.
  package var byChange: Double?
  /// What the record has for the month; `nil` when it has nothing, or was not to be looked at.
  package var actual: Double?
  /// How old the last month was when the days ended, or on the day asked about.
  package var age: AgeReport?

  enum CodingKeys: String, CodingKey {
    case series, query, month, days, count, origin, pace, total, actual, age
    case asOf = "as_of"
    case daySpread = "day_spread"
    case byChange = "by_change"
  }

  /// The relative spread of days about the trend when none is given. The record holds no days, so this
  /// is an assumption and not an estimate.
  package static let usualDaySpread = 0.15

  /// - Parameters:
  ///   - query: a series' name or words.
  ///   - count: on the days, 0 or more.
  ///   - days: within one month; may be the whole of it but for a day.
  ///   - change: from the same days of the month before, 0.63 for 63 % more.
  ///   - daySpread: relative, 0 or more.
  ///   - asOf: the day whose knowledge is used; by default all that was known when the days ended.
  /// - Throws: a ``QuestionError`` or a ``NowcastError``.
  package static func make(
    _ query: String, store: RecordStore, count: Double, days: Period, change: Double? = nil,
    daySpread: Double = usualDaySpread, asOf: Day? = nil
  ) throws -> NowcastReport {
    let month = Period.month(of: days.first)
    guard month.contains(days) else { throw NowcastError.notInOneMonth(days) }
    guard count >= 0, count.isFinite, daySpread >= 0, daySpread.isFinite else {
      throw NowcastError.notACount
    }
    guard change ?? 0 > -1 else { throw NowcastError.notAChange }
    let history = try SeriesHistory(query, store)
    let known = history.series(asOf: asOf ?? days.last)
    let before = known.months.filter { $0.last < month.first }
    guard before.count >= NowcastReport.fewest, let origin = before.last else {
      throw NowcastError.tooShort(query, months: before.count)
    }
    let past = Array(known.values.prefix(before.count))
    let rate = MonthRate(past: past, months: before)
    let quantiles = rate.total(of: month, count: count, on: days, daySpread: daySpread)
    let monthBefore = Period.month(of: month.first.adding(days: -1))
    let today = history.series(asOf: nil)
    return NowcastReport(
      series: history.name, query: history.selection.description, month: month, days: days,
      count: count, asOf: asOf, origin: origin,
      pace: count / Double(days.dayCount) * Double(month.dayCount),
      total: OutlookReport.Month(month: month, quantiles), daySpread: daySpread,
      byChange: change.flatMap { change in
        (asOf == nil ? today : known).values(of: [monthBefore]).first.map { $0 * (1 + change) }
      },
      actual: asOf == nil ? today.values(of: [month]).first : nil)
  }

  /// Months from which the spread of changes can be estimated.
  private static let fewest = 12
}

/// What the months of a series say of how its daily rate moves.
package struct MonthRate {
  private let past: [Double]
  private let months: [Period]
  private let rate: LogRate
  /// Quantiles of a month's change over their standard deviation, at ``Scores/levels``: the tails are
  /// fatter than a normal distribution's.
  private let shape: [Double]

  package init(past: [Double], months: [Period]) {
    self.past = past
    self.months = months
    let logs = zip(past, months).map { log(($0 + 1) / Double($1.dayCount)) }
    let changes = zip(logs.dropFirst(), logs).map { $0 - $1 }.suffix(36)
    let variance = max(
      1e-6, changes.reduce(0) { $0 + $1 * $1 } / Double(max(1, changes.count)))
    // The averages of two months of m days that follow each other differ with variance 2 m s² / 3.
    rate = LogRate(variance: variance * 3 / (2 * 30.44))
    shape = Scores.quantiles(changes + changes.map { -$0 }).map { $0 / variance.squareRoot() }
  }

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
    var seen = zip(months, past).suffix(3).map { known, value in
      LogRate.Observation(
        spans: [span(known)], value: log((value + 1) / Double(known.dayCount)), noise: 1e-9)
    }
    let counted = Double(days.dayCount)
    seen.append(
      .init(
        spans: [span(days)], value: log((count + 0.5) / counted),
        noise: daySpread * daySpread / counted + 1 / (count + 1)))
    let rest = [
      Period(from: month.first, through: days.first.adding(days: -1)),
      Period(from: days.last.adding(days: 1), through: month.last),
    ].compactMap(\.self)
    let left = rest.reduce(0) { $0 + $1.dayCount }
    guard left > 0 else { return Scores.levels.map { _ in count } }
    let ahead = rate.average(over: rest.map(span), given: seen)
    // What the days that are left have of their own is as wide as that of those counted.
    let spread = (ahead.variance + daySpread * daySpread / Double(left)).squareRoot()
    return shape.map { count + Double(left) * exp(ahead.mean + $0 * spread) }
  }
}

extension Period {
  /// Days from the first to the last.
  fileprivate var dayCount: Int { last.days(since: first) + 1 }
}

/// Why there is no nowcast.
package enum NowcastError: Error, Equatable, Sendable, CustomStringConvertible {
  case notInOneMonth(Period)
  case notACount
  case notAChange
  case tooShort(String, months: Int)

  package var description: String {
    switch self {
    case .notInOneMonth(let days): "The days \(days) do not lie within one month."
    case .notACount: "A count, and a spread of days, must be 0 or more."
    case .notAChange: "A change must be more than −100 %."
    case .tooShort(let series, let months):
      "\(series) has \(months) months before that were known; 12 are needed to show how it moves."
    }
  }
}
