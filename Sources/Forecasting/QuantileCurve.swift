import Estimation
import Foundation

/// A whole distribution of a month from its quantiles at ``Scores/levels``: straight lines between them on
/// the ``CountScale`` against normal scores; beyond the outer ones the last line goes on.
package struct QuantileCurve: Sendable {
  private let values: [Double]

  package init(_ quantiles: [Double]) { values = quantiles.map(CountScale.transform) }

  private static let scores = Scores.levels.map(normalScore)
  /// Beyond them the lines have nothing to rest on.
  package static let trusted = 0.002...0.998

  /// The value that is passed with a probability of 1 − `level`.
  package func value(at level: Double) -> Double {
    let score = Self.normalScore(
      min(max(level, Self.trusted.lowerBound), Self.trusted.upperBound))
    let scores = Self.scores
    let upper = scores.dropFirst().dropLast().firstIndex { $0 >= score } ?? scores.count - 1
    let (a, b) = (scores[upper - 1], scores[upper])
    let value = values[upper - 1] + (values[upper] - values[upper - 1]) * (score - a) / (b - a)
    return CountScale.count(value)
  }

  /// The probability of more than a number of people, who come whole: of more than none it is that of one or more,
  /// so that it agrees with quantiles that are rounded to whole people.
  package func chance(ofMoreThan people: Double) -> Double {
    chance(above: people.rounded(.down) + 0.5)
  }

  /// The probability of more than a number; never nearer to 0 or 1 than the lines can be trusted.
  package func chance(above count: Double) -> Double {
    let wanted = CountScale.transform(count)
    let scores = Self.scores
    guard let first = values.first, let last = values.last else { return .nan }
    // Of equal values, those that are not above the number.
    if wanted >= last {
      let below = values[values.count - 2]
      guard last > below else { return 1 - Self.trusted.upperBound }
      return tail(
        scores[scores.count - 1] + (wanted - last) / (last - below)
          * (scores[scores.count - 1] - scores[scores.count - 2]))
    }
    if wanted < first {
      guard values[1] > first else { return Self.trusted.upperBound }
      return tail(scores[0] - (first - wanted) / (values[1] - first) * (scores[1] - scores[0]))
    }
    let upper = values.firstIndex { $0 > wanted } ?? values.count - 1
    let (a, b) = (values[upper - 1], values[upper])
    return tail(
      scores[upper - 1] + (wanted - a) / (b - a) * (scores[upper] - scores[upper - 1]))
  }

  /// The probability beyond a normal score.
  private func tail(_ score: Double) -> Double {
    let chance = 0.5 * erfc(score / 2.0.squareRoot())
    return min(max(chance, 1 - Self.trusted.upperBound), 1 - Self.trusted.lowerBound)
  }

  /// The standard normal quantile, by bisection of the error function.
  static func normalScore(_ level: Double) -> Double {
    Bisection.root(from: -6, to: 6, steps: 50) { 0.5 * erfc(-$0 / 2.0.squareRoot()) - level }
  }
}
