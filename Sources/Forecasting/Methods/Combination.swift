import Estimation

/// The methods' quantiles, averaged with weights from how each did before on the same series: the
/// inverse square of its loss over the origins before, whose months had come (Bates and Granger,
/// Operational Research Quarterly 20, 1969, with losses of quantiles for variances).
package enum Combination {
  package static let name = "combination"
  /// Earlier origins that are looked back on.
  package static let lookback = 12

  /// One earlier origin: what the methods forecast, and what came as it was known at the later origin.
  struct Earlier {
    var forecasts: [Forecast?]
    var actual: [Double]
  }

  /// - Parameter forecasts: by method, in the order of those of ``Earlier``; `nil` where a method had
  ///   none.
  static func forecast(_ forecasts: [Forecast?], earlier: [Earlier]) -> Forecast? {
    let present = forecasts.indices.filter { forecasts[$0] != nil }
    let losses = present.map { loss(of: $0, earlier) }
    let known = losses.compactMap { $0 }
    // A method that cannot be judged yet counts as an average one.
    let usual = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
    let least = max(usual * 1e-3, 1e-9)
    let weights = losses.map { loss in
      let loss = max(loss ?? usual, least)
      return 1 / (loss * loss)
    }
    return Forecast(
      averaging: present.compactMap { forecasts[$0] }, weights: weights, method: name)
  }

  /// Mean quantile loss a month; `nil` when the method forecast nothing before.
  private static func loss(of method: Int, _ earlier: [Earlier]) -> Double? {
    var sum = 0.0
    var count = 0
    for origin in earlier {
      guard let forecast = origin.forecasts[method] else { continue }
      for (quantiles, actual) in zip(forecast.quantiles, origin.actual) {
        sum += Scores.quantileLoss(quantiles, actual)
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : nil
  }
}
