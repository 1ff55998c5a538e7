import Estimation

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
    Combination(), ExponentialSmoothing(), ARIMA(), Theta(), Persistence(), SeasonalNaive(),
  ]

  public static func named(_ name: String) -> (any ForecastMethod)? {
    all.first { $0.name == name }
  }
}
