/// Exponential smoothing with the form of the lowest corrected information criterion.
public struct ExponentialSmoothing: ForecastMethod {
  public let name: String
  private let scale: ModelScale

  public init(name: String = "ets", scale: ModelScale = .raw) {
    self.name = name
    self.scale = scale
  }

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    let values = scale.values(past)
    guard let model = SmoothingModel.best(values, additive: scale.power == 0) else { return nil }
    return Forecast(
      method: name,
      quantiles: (1...months).map { month in
        let ahead = model.ahead(month)
        return scale.quantiles(mean: ahead.mean, variance: ahead.variance)
      })
  }
}
