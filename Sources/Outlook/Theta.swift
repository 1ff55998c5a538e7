import Estimation
import Foundation

/// The theta method with two lines, on the logarithm of the count and one: simple exponential smoothing
/// with half the slope of the linear trend.
///
/// Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000; in the form of
/// Hyndman and Billah, International Journal of Forecasting 19, 2003.
public struct Theta: SeriesMethod {
  public let name = "theta"

  public init() {}

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    let values = past.map(CountScale.transform)
    guard let smoothing = SmoothingModel(values, trend: .none) else { return nil }
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let mean = values.reduce(0, +) / count
    var across = 0.0
    var along = 0.0
    for (index, value) in values.enumerated() {
      across += (Double(index) - middle) * (value - mean)
      along += (Double(index) - middle) * (Double(index) - middle)
    }
    let slope = along > 0 ? across / along : 0
    let alpha = smoothing.alpha
    let settled = (1 - pow(1 - alpha, count)) / alpha
    return Forecast(
      method: name,
      quantiles: (1...months).map { horizon in
        let ahead = smoothing.ahead(horizon)
        return CountScale.quantiles(
          mean: ahead.mean + slope / 2 * (Double(horizon - 1) + settled),
          spread: ahead.variance.squareRoot())
      })
  }
}
