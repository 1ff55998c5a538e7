import Foundation

/// How good probabilistic forecasts were.
package enum Scores {
  /// Levels of the quantiles that are scored.
  package static let levels = [0.025, 0.1, 0.5, 0.9, 0.975]

  /// Weighted quantile loss: twice the sum of the pinball losses over the sum of what came, mean over
  /// the levels. 0 is perfect.
  ///
  /// - Parameters:
  ///   - quantiles: for each month those at ``levels``.
  ///   - actual: what came.
  package static func weightedQuantileLoss(_ quantiles: [[Double]], _ actual: [Double]) -> Double {
    let total = actual.reduce(0) { $0 + abs($1) }
    guard total > 0 else { return .nan }
    return zip(quantiles, actual).reduce(0) { $0 + quantileLoss($1.0, $1.1) } / total
  }

  /// Twice the pinball loss of a month's quantiles, mean over the ``levels``.
  package static func quantileLoss(_ quantiles: [Double], _ actual: Double) -> Double {
    var sum = 0.0
    for (level, quantile) in zip(levels, quantiles) {
      sum += max(level * (actual - quantile), (level - 1) * (actual - quantile))
    }
    return 2 * sum / Double(levels.count)
  }

  /// The continuous ranked probability score from a month's quantiles: twice the integral of the
  /// pinball loss over the levels, by the trapezoidal rule between the ``levels`` and constant beyond
  /// the outer ones (Gneiting and Ranjan, Journal of Business & Economic Statistics 29, 2011).
  package static func rankedProbability(_ quantiles: [Double], _ actual: Double) -> Double {
    let losses = zip(levels, quantiles).map { level, quantile in
      2 * max(level * (actual - quantile), (level - 1) * (actual - quantile))
    }
    guard let first = losses.first, let last = losses.last else { return .nan }
    var sum = first * levels[0] + last * (1 - levels[levels.count - 1])
    for index in 1..<levels.count {
      sum += (losses[index] + losses[index - 1]) / 2 * (levels[index] - levels[index - 1])
    }
    return sum
  }

  /// Part of the months whose value lies in the band between two of ``levels``.
  package static func coverage(
    _ quantiles: [[Double]], _ actual: [Double], from low: Int = 1, to high: Int = 3
  ) -> Double {
    guard !actual.isEmpty else { return .nan }
    let inside = zip(quantiles, actual).count { $0[low] <= $1 && $1 <= $0[high] }
    return Double(inside) / Double(actual.count)
  }

  /// Quantiles of numbers at ``levels``, between the neighbouring ones (Hyndman and Fan 1996, type
  /// 7).
  package static func quantiles(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    guard let last = sorted.last else { return levels.map { _ in .nan } }
    return levels.map { level in
      let position = level * Double(sorted.count - 1)
      let index = Int(position)
      guard index + 1 < sorted.count else { return last }
      let part = position - Double(index)
      return part == 0
        ? sorted[index] : sorted[index] * (1 - part) + sorted[index + 1] * part
    }
  }
}
