import Estimation
import Forecasting

/// The mean of the last three months goes on.
package struct RecentMean: SeriesMethod {
  package let name = "mean-of-three"

  package init() {}

  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    guard past.count >= 3 else { return nil }
    let mean = past.suffix(3).reduce(0, +) / 3
    return Forecast(
      method: name,
      quantiles: (0..<months).map { _ in Scores.levels.map { _ in max(0, mean) } })
  }
}

extension Calibrated {
  /// The mean of the last three months, with bands from how far it missed before.
  package static let recentMean = Calibrated(RecentMean(), name: "recent-mean")
}
