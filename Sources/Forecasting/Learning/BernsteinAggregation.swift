import Foundation

/// Weights of experts for one quantile, from their losses so far: Bernstein online aggregation with the
/// gradient trick, a learning rate for each expert, forgetting and a floor.
///
/// Wintenberger, "Optimal learning with Bernstein online aggregation", Machine Learning 106, 2017; for
/// quantiles Berrisch and Ziel, "CRPS learning", Journal of Econometrics 237, 2023. For expert k with loss ℓ
/// less that of the aggregate, in the linear form of the gradient:
///
///     E ← max(E, |ℓ|),   V ← φ V + ℓ²,   η = min(1 / 2E, √(log K / V))
///     L ← φ L + ½ (ℓ (1 + η ℓ) + E · 1{η ℓ > ½}),   w ∝ η exp(−η L)
///
/// `Benchmarks/bernstein-aggregation.py` is the same, written from the papers.
package struct BernsteinAggregation: Sendable, Equatable {
  /// φ: of what was lost before, the part that still counts after a month.
  package static let memory = 0.98
  /// Part of the weight that is spread over all experts alike, so that none is lost for good.
  package static let floor = 0.02

  private var losses: [Double]
  private var squares: [Double]
  private var largest: [Double]
  package private(set) var weights: [Double]

  package init(experts: Int) {
    losses = [Double](repeating: 0, count: experts)
    squares = losses
    largest = [Double](repeating: 1e-9, count: experts)
    weights = [Double](repeating: 1 / Double(experts), count: experts)
  }

  /// - Parameter excess: each expert's loss less that of the aggregate.
  package mutating func learn(_ excess: [Double]) {
    let count = Double(weights.count)
    guard count > 1 else { return }
    var rates = excess
    for (k, loss) in excess.enumerated() {
      largest[k] = max(largest[k], abs(loss))
      squares[k] = Self.memory * squares[k] + loss * loss
      let rate =
        squares[k] > 0
        ? min(0.5 / largest[k], (log(count) / squares[k]).squareRoot()) : 0.5 / largest[k]
      rates[k] = rate
      losses[k] =
        Self.memory * losses[k]
        + 0.5 * (loss * (1 + rate * loss) + (rate * loss > 0.5 ? largest[k] : 0))
    }
    let logarithms = zip(rates, losses).map { log($0) - $0 * $1 }
    let highest = logarithms.max() ?? 0
    let raw = logarithms.map { exp($0 - highest) }
    let sum = raw.reduce(0, +)
    weights = raw.map { (1 - Self.floor) * $0 / sum + Self.floor / count }
  }
}
