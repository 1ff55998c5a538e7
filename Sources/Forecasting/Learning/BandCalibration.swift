import Estimation
import Foundation

/// How much wider, or narrower, than the aggregate's the bands must be to hold what they say: adaptive
/// conformal inference across series.
///
/// Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021, and JMLR 25,
/// 2024. After each month, each side of each band is moved by how much more often it was passed than it
/// says; the state is the logarithm of a factor on the distance from the median. After a collapse in which
/// many series pass their bands together the bands widen within months, and in the calm after it they narrow.
package struct BandCalibration: Sendable, Equatable {
  /// The step of Gibbs and Candès; of the outer bands, which are passed rarely, half as much again.
  private static let steps = (inner: 0.1, outer: 0.15)
  /// What is not learned yet: bands that rest on the past are too narrow for what comes.
  private static let first = 0.1
  private static let limits = -0.7...1.5

  /// Logarithms of factors at ``Scores/levels``; that of the median stays zero.
  package private(set) var logarithms: [Double]

  package init() { logarithms = Scores.levels.map { $0 == 0.5 ? 0 : Self.first } }

  package init(logarithms: [Double]) { self.logarithms = logarithms }

  /// - Parameter passed: for each level, the part of what came that lay outside it, away from the
  ///   median.
  package mutating func learn(passed: [Double]) {
    for (index, level) in Scores.levels.enumerated() where level != 0.5 {
      let wanted = min(level, 1 - level)
      let next =
        logarithms[index] + (wanted < 0.05 ? Self.steps.outer : Self.steps.inner)
        * (passed[index] - wanted)
      logarithms[index] = min(max(next, Self.limits.lowerBound), Self.limits.upperBound)
    }
  }

  /// Quantiles on a scale on which zero is the lowest, with their bands moved.
  package func adjusted(_ quantiles: [Double]) -> [Double] {
    let middle = quantiles[Scores.levels.count / 2]
    return zip(quantiles, logarithms).map { max(0, middle + ($0 - middle) * exp($1)) }.sorted()
  }
}
