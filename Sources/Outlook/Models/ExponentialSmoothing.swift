import Foundation

/// The scale on which a model is fitted; its bands go back to counts and never below zero.
public enum ModelScale: String, Sendable {
  /// Counts as they are; bands are cut at zero.
  case raw
  /// A low power of the count, see ``CountScale``.
  case power

  func values(_ past: [Double]) -> [Double] {
    self == .raw ? past.map { max(0, $0) } : past.map(CountScale.transform)
  }

  /// A normal distribution on the scale as quantiles of counts.
  func quantiles(mean: Double, variance: Double) -> [Double] {
    let spread = variance.squareRoot()
    guard self == .raw else { return CountScale.quantiles(mean: mean, spread: spread) }
    return CountScale.normal.map { max(0, mean + $0 * spread) }
  }
}

/// Exponential smoothing with the form of the lowest corrected information criterion.
public struct ExponentialSmoothing: SeriesMethod {
  public let name: String
  private let scale: ModelScale

  public init(name: String = "ets", scale: ModelScale = .power) {
    self.name = name
    self.scale = scale
  }

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    let values = scale.values(past)
    guard let model = SmoothingModel.best(values, additive: scale == .power) else { return nil }
    return Forecast(
      method: name,
      quantiles: (1...months).map { month in
        let ahead = model.ahead(month)
        return scale.quantiles(mean: ahead.mean, variance: ahead.variance)
      })
  }
}
