import Estimation
import Foundation
import Sampling

/// Prediction intervals of a synthetic control, after Cattaneo, Feng and Titiunik (Journal of the American
/// Statistical Association 116, 2021).
///
/// Two errors are added up, each missed with half of the level at most. That of the weights: how far the
/// counterfactual moves over all weights on the simplex that fit the months before nearly as well, with the slack of
/// simulated noise, of which the residuals say how large it is. And that of the month itself: the residuals' mean and a
/// bound that no sub-Gaussian error of their spread passes more often.
///
/// Simpler than the authors' package `scpi` in two ways: the residuals' mean and spread are the same in all months,
/// and weights that stand at a distance from zero are kept on the simplex as well.
package struct SyntheticPrediction {
  private let donors: [[Double]]
  private let weights: [Double]
  private let residuals: [Double]
  /// Q: the donors' products, mean over the months before.
  private let product: [[Double]]
  /// Standard deviations of the noise, by month before.
  private let spread: [Double]

  private static let simulations = 100
  private static let steps = 18

  /// - Parameters:
  ///   - donors: by donor, the months before.
  ///   - weights: those of the synthetic control.
  package init(donors: [[Double]], treated: [Double], weights: [Double]) {
    self.donors = donors
    self.weights = weights
    let count = Double(max(1, treated.count))
    residuals = treated.indices.map { month in
      treated[month] - zip(weights, donors).reduce(0) { $0 + $1.0 * $1.1[month] }
    }
    product = donors.map { a in
      donors.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / count }
    }
    // With a correction for the weights that were fitted (HC1).
    let mean = residuals.reduce(0, +) / count
    let fitted = Double(max(0, weights.count { $0 > 1e-6 } - 1))
    let correction = (count / max(1, count - fitted - 1)).squareRoot()
    spread = residuals.map { abs($0 - mean) * correction }
  }

  /// How far the counterfactual of a month can lie below and above its estimate.
  ///
  /// - Parameters:
  ///   - month: the donors' values of it.
  ///   - level: misses at most.
  package func reach(of month: [Double], level: Double = 0.05) -> (down: Double, up: Double) {
    let own = zip(weights, month).reduce(0) { $0 + $1.0 * $1.1 }
    var (highest, lowest): ([Double], [Double]) = ([], [])
    for number in 0..<Self.simulations {
      let noise = noise(number)
      highest.append(farthest(month, noise) - own)
      lowest.append(-farthest(month.map(-), noise) - own)
    }
    highest.sort()
    lowest.sort()
    // What the estimate lies above the truth, the truth lies below it.
    let cut = Int((level / 4 * Double(Self.simulations)).rounded(.down))
    let (up, down) = (-lowest[cut], highest[Self.simulations - 1 - cut])
    let count = Double(max(1, residuals.count))
    let mean = residuals.reduce(0, +) / count
    let variance = spread.reduce(0) { $0 + $1 * $1 } / count
    let bound = (2 * variance * log(4 / level)).squareRoot()
    return (max(0, down + bound - mean), max(0, up + bound + mean))
  }

  /// G: as the residuals weigh on the donors.
  private func noise(_ number: Int) -> [Double] {
    let random = RandomStream(CounterRandom(seed: 3), day: number, purpose: 1 << 27)
    let draws = spread.map { $0 * random.normal() / Double(max(1, spread.count)) }
    return donors.map { donor in zip(donor, draws).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The largest p′w over weights w on the simplex with (w − ŵ)′Q(w − ŵ) ≤ 2G′(w − ŵ).
  ///
  /// The multiplier of the constraint is found by bisection; for each the largest value is a quadratic programme.
  private func farthest(_ month: [Double], _ noise: [Double]) -> Double {
    let size = max(month.map(abs).max() ?? 1, 1e-12)
    let base = product.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
    func solution(_ multiplier: Double) -> [Double] {
      SimplexLeastSquares.weights(
        product: product,
        linear: base.indices.map { base[$0] + noise[$0] + month[$0] / (2 * multiplier) })
    }
    func slack(_ solution: [Double]) -> Double {
      let moved = zip(solution, weights).map { $0 - $1 }
      return moved.indices.reduce(0) { sum, row in
        let own = zip(product[row], moved).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + moved[row] * (own - 2 * noise[row])
      }
    }
    func value(_ solution: [Double]) -> Double {
      zip(solution, month).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let diagonal = product.indices.map { product[$0][$0] }.max() ?? 1
    var (low, high) = (log(size / max(diagonal, 1e-12)) - 12, log(size / max(diagonal, 1e-12)) + 14)
    var best = zip(weights, month).reduce(0) { $0 + $1.0 * $1.1 }
    for _ in 0..<Self.steps {
      let middle = (low + high) / 2
      let candidate = solution(exp(middle))
      if slack(candidate) <= 0 {
        best = max(best, value(candidate))
        high = middle
      } else {
        low = middle
      }
    }
    return best
  }
}
