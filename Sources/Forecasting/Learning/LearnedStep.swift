import Estimation
import Periods

/// What was learned by a day: the weight of each expert for each month ahead and quantile, and how much
/// wider the bands must be than the experts' to hold what they say.
package struct LearnedStep: Sendable, Equatable {
  package var day: Day
  /// By month ahead, level and expert.
  package var weights: [[[Double]]]
  /// Learned from the months ahead up to ``near``, and used for all. What passes the bands of months farther
  /// ahead is known so late, and passes so often in a row, that a calibration of their own overshoots: their loss
  /// came to twice that of the last value.
  package var bands: BandCalibration
  /// How the series had changed.
  package var panel: Panel

  /// Months ahead that the calibration is learned from.
  static let near = 6
  /// Months ahead whose weights are learned. What lies farther ahead has those of the last: too few such months
  /// have come to learn from.
  package static let months = 12

  /// Nothing learned yet: all experts alike.
  static func start(_ day: Day, panel: Panel = .empty) -> LearnedStep {
    let count = Learned.experts.count
    let even = [Double](repeating: 1 / Double(count), count: count)
    return LearnedStep(
      day: day,
      weights: (0..<LearnedStep.months).map { _ in Scores.levels.map { _ in even } },
      bands: BandCalibration(), panel: panel)
  }

  /// The experts' quantiles of one month ahead, on the ``CountScale``, as one; an expert that has none leaves
  /// its weight to the others.
  ///
  /// - Parameter quantiles: by expert, empty where it has none.
  func aggregate(_ quantiles: [[Double]], month: Int) -> [Double] {
    let weights = weights[min(month, weights.count - 1)]
    return Scores.levels.indices.map { level in
      var (sum, weight) = (0.0, 0.0)
      for (expert, own) in quantiles.enumerated() where !own.isEmpty {
        sum += weights[level][expert] * own[level]
        weight += weights[level][expert]
      }
      return weight > 0 ? sum / weight : 0
    }.sorted()
  }

  func calibrated(_ quantiles: [Double]) -> [Double] { bands.adjusted(quantiles) }
}
