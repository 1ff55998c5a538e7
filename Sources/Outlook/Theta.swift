import Estimation
import Foundation

/// The theta method with two lines, on the logarithm of the count and one: simple exponential smoothing
/// with half the slope of the linear trend.
///
/// Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000; in the form of
/// Hyndman and Billah, International Journal of Forecasting 19, 2003.
public struct Theta: ForecastMethod {
  public let name = "theta"

  public init() {}

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    let values = past.map(CountScale.transform)
    guard let smoothing = SmoothingModel(values, form: .init(.additive, .none, .none)) else { return nil }
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

/// The mean of other methods' quantiles.
public struct Combination: ForecastMethod {
  public let name = "combination"
  private let methods: [any ForecastMethod]

  public init(_ methods: [any ForecastMethod] = [ExponentialSmoothing(), Theta(), Persistence()]) {
    self.methods = methods
  }

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    let forecasts = methods.compactMap { $0.forecast(past, months: months) }
    guard !forecasts.isEmpty else { return nil }
    let quantiles = (0..<months).map { month in
      Scores.levels.indices.map { level in
        forecasts.reduce(0) { $0 + $1.quantiles[month][level] } / Double(forecasts.count)
      }
    }
    return Forecast(method: name, quantiles: quantiles)
  }
}

/// The methods by name, the default first.
public enum ForecastMethods {
  public static let all: [any ForecastMethod] = [
    // Window, power and scale had the lowest weighted quantile loss on origins from December 2020 to
    // December 2021; docs/outlook.md tells of the choice.
    Calibrated(Persistence(), name: "calibrated", window: 24, scale: 1.15, power: 0.2),
    Combination(), ExponentialSmoothing(), Theta(), Persistence(), SeasonalNaive(),
  ]

  public static func named(_ name: String) -> (any ForecastMethod)? {
    all.first { $0.name == name }
  }
}
