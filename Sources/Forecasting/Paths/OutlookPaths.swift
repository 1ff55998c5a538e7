import Estimation
import Foundation
import Periods
import Record
import Sampling

/// Joint draws of a series' next months, each month of which is distributed as its outlook says.
///
/// An outlook says how far each month may be off, and not how the months go together. Here they do as the
/// values of a random walk: what has moved by one month has moved by the next, so that the ranks of months
/// s < t ahead correlate by √(s/t). Sums over months can be read from the draws, and not from the bands
/// of the months.
package struct OutlookPaths: Sendable {
  /// The last month known.
  package let origin: Period
  /// By draw and month after the origin, in the order of their sums.
  package let draws: [[Double]]

  /// Draws that are made: a quantile of 1 in 40 lies between 25 of them.
  private static let count = 1000
  /// As far as draws of single months go.
  private static let furthest = 2.88

  /// - Parameter quantiles: by month at ``Scores/levels``.
  package init(origin: Period, quantiles: [[Double]]) {
    self.origin = origin
    let random = CounterRandom(seed: 1)
    draws = (0..<OutlookPaths.count).map { draw in
      let stream = RandomStream(random, day: draw / 2, purpose: 1 << 25)
      // Each is followed by its mirror image, so that medians are not off by chance.
      let sign = draw % 2 == 0 ? 1.0 : -1
      var sum = 0.0
      return quantiles.enumerated().map { month, quantiles in
        sum += stream.normal()
        let score = sign * sum / Double(month + 1).squareRoot()
        return OutlookPaths.value(quantiles, at: score)
      }
    }.sorted { $0.reduce(0, +) < $1.reduce(0, +) }
  }

  /// The value at a standard normal score, by straight lines on the ``CountScale`` between the levels and
  /// beyond them.
  private static func value(_ quantiles: [Double], at score: Double) -> Double {
    let values = quantiles.map(CountScale.transform)
    let levels = CountScale.normal
    let score = min(max(score, -furthest), furthest)
    let upper =
      levels.indices.dropFirst().dropLast().first { levels[$0] >= score } ?? levels.count - 1
    let part = (score - levels[upper - 1]) / (levels[upper] - levels[upper - 1])
    return CountScale.count(values[upper - 1] + (values[upper] - values[upper - 1]) * part)
  }

  /// Of the outlook's default method.
  ///
  /// - Throws: a ``QuestionError`` or an ``OutlookError``.
  package static func make(
    _ history: SeriesHistory, _ learned: LearnedHistory, months: Int, asOf: Day?
  ) throws -> OutlookPaths {
    let report = try OutlookReport.make(
      history, learned, months: months, method: ForecastMethods.names[0], asOf: asOf,
      judging: false)
    return OutlookPaths(
      origin: report.origin,
      quantiles: report.months.map { [$0.q025, $0.q10, $0.q50, $0.q90, $0.q975] })
  }

  /// Of the last value with bands of its own past changes; `nil` for a series too short for it.
  package static func persistence(
    _ history: SeriesHistory, months: Int, asOf: Day?
  ) -> OutlookPaths? {
    let known = history.series(asOf: asOf)
    guard let origin = known.months.last,
      let forecast = Persistence().forecast(known.values, months: months)
    else { return nil }
    return OutlookPaths(origin: origin, quantiles: forecast.quantiles)
  }

  /// Sums over months, by draw; `nil` where the draws do not reach as far.
  package func totals(from first: Period, months: Int) -> [Double]? {
    let (a, b) = (origin.first.parts, first.first.parts)
    let start = (b.year - a.year) * 12 + b.month - a.month - 1
    guard let reach = draws.first?.count, start >= 0, start + months <= reach else { return nil }
    return draws.map { $0[start..<(start + months)].reduce(0, +) }
  }
}
