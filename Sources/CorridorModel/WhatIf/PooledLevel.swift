import Foundation
import Periods

/// The level of a count as two forecasts of it together: the model's under the policies as they were, and the
/// outlook of the count's own series.
///
/// The model knows what policies change, and the outlook how high the series stands and how far such series have
/// been off. Their logarithms are averaged with equal weights, the smallest run with the smallest draw: the mean of
/// their quantiles (Lichtendahl, Grushka-Cockayne and Winkler, Management Science 59, 2013). Weights are not chosen,
/// since chosen ones seldom do better than equal ones (Clemen, International Journal of Forecasting 5, 1989).
///
/// In a month that is known, there is nothing to forecast: under the policies as they were, the count is what came.
///
/// What a scenario changes is the model's alone: each of its runs is multiplied by what brings the same run under
/// the policies as they were to the mean, or to what came.
package struct PooledLevel {
  /// The outlook's part in the mean.
  static let weight = 0.5

  /// Logarithms of the factors, by month reported and run.
  private let factors: [[Double]]

  /// - Parameters:
  ///   - base: by month and run, under the policies as they were.
  ///   - months: those of `base`.
  ///   - known: what came, as far as it is known.
  package init(
    _ outlook: EntryOutlook, base: [[Double]], months: [Period], known: [Period: Double] = [:]
  ) {
    let aheads = months.map { PooledLevel.months(from: outlook.first, to: $0) }
    let reach = outlook.draws.first?.count ?? 0
    let both = aheads.indices.filter { (0..<reach).contains(aheads[$0]) }
    let runs = base.first?.count ?? 0
    func sum(_ values: (Int) -> Double) -> Double { both.reduce(0) { $0 + values($1) } }
    let draws = outlook.draws.map { draw in (draw, sum { draw[aheads[$0]] }) }
      .sorted { $0.1 < $1.1 }.map(\.0)
    let order = (0..<runs).map { run in (run, sum { base[$0][run] }) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    var factors = zip(base, months).map { base, month in
      known[month].map { came in base.map { PooledLevel.off(came, from: $0) } }
        ?? [Double](repeating: 0, count: runs)
    }
    for (rank, run) in order.enumerated() where !draws.isEmpty {
      let draw = draws[min(draws.count - 1, (2 * rank + 1) * draws.count / (2 * runs))]
      // Months beyond the outlook keep the factor of its last.
      var last = 0.0
      for month in aheads.indices where aheads[month] >= 0 {
        if aheads[month] < reach {
          last = PooledLevel.weight * PooledLevel.off(draw[aheads[month]], from: base[month][run])
        }
        factors[month][run] = last
      }
    }
    self.factors = factors
  }

  /// - Parameter values: of a scenario, by month and run, for the months and runs of the base.
  package func apply(_ values: [[Double]]) -> [[Double]] {
    zip(values, factors).map { values, factors in
      zip(values, factors).map { value, factor in
        max(0, (value + Calibration.offset) * exp(factor) - Calibration.offset)
      }
    }
  }

  private static func off(_ value: Double, from base: Double) -> Double {
    log(value + Calibration.offset) - log(base + Calibration.offset)
  }

  private static func months(from first: Period, to other: Period) -> Int {
    let (a, b) = (first.first.parts, other.first.parts)
    return (b.year - a.year) * 12 + b.month - a.month
  }
}
