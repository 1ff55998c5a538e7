import Estimation
import Foundation

/// Exponential smoothing in state-space form with additive errors, on the logarithm of the count and
/// one: a level, or a level and a trend that may be damped.
///
/// Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing", Springer 2008; models
/// ETS(A,N,N), ETS(A,A,N) and ETS(A,Ad,N).
public struct SmoothingModel: Hashable, Sendable {
  public enum Trend: String, CaseIterable, Hashable, Sendable {
    case none
    case additive
    case damped
  }

  public let trend: Trend
  /// Smoothing of the level, and of the trend as a part of it: β = α β*.
  public private(set) var alpha = 0.0
  public private(set) var beta = 0.0
  /// Damping of the trend; 1 for none.
  public private(set) var phi = 1.0
  public private(set) var firstLevel = 0.0
  public private(set) var firstTrend = 0.0
  /// Logarithm of the likelihood at its highest, with the variance concentrated out.
  public private(set) var logLikelihood = -Double.infinity
  public private(set) var variance = 0.0
  public private(set) var aicc = Double.infinity
  private var level = 0.0
  private var slope = 0.0

  /// Bounds of α and φ, those that R's forecast package and statsmodels use.
  private static let alphaRange = (1e-4, 0.9999)
  private static let phiRange = (0.8, 0.98)

  /// Fits the model by maximum likelihood; `nil` when the series is too short for its parameters.
  ///
  /// - Parameter values: on the scale on which errors are additive.
  public init?(_ values: [Double], trend: Trend) {
    self.trend = trend
    let parameters = trend == .none ? 2 : trend == .additive ? 4 : 5
    // The corrected criterion needs more observations than parameters and the variance.
    guard values.count > parameters + 2 else { return nil }
    let spread = max(1e-6, (values.max() ?? 0) - (values.min() ?? 0))
    let first = values[0]
    let slope = (values[min(5, values.count - 1)] - first) / Double(min(5, values.count - 1))
    var start = [0.5, first]
    var lower = [Self.alphaRange.0, first - 3 * spread - 1]
    var upper = [Self.alphaRange.1, first + 3 * spread + 1]
    if trend != .none {
      start += [0.1, slope]
      lower += [1e-4, -spread - 1]
      upper += [0.9999, spread + 1]
    }
    if trend == .damped {
      start.append(0.95)
      lower.append(Self.phiRange.0)
      upper.append(Self.phiRange.1)
    }
    let count = Double(values.count)
    var best: (point: [Double], value: Double)?
    for alpha in [0.2, 0.5, 0.9] {
      start[0] = alpha
      let found = Minimum.find(start: start, lower: lower, upper: upper) { point in
        Self.errors(values, point, trend).sum
      }
      if let found, found.value < best?.value ?? .infinity { best = found }
    }
    guard let best else { return nil }
    let end = Self.errors(values, best.point, trend)
    (alpha, firstLevel) = (best.point[0], best.point[1])
    if trend != .none {
      beta = best.point[0] * best.point[2]
      firstTrend = best.point[3]
    }
    if trend == .damped { phi = best.point[4] }
    (level, self.slope) = (end.level, end.slope)
    variance = max(end.sum / count, 1e-12)
    logLikelihood = -count / 2 * (log(2 * Double.pi * variance) + 1)
    let number = Double(parameters + 1)
    aicc = -2 * logLikelihood + 2 * number + 2 * number * (number + 1) / (count - number - 1)
  }

  /// Sum of the squared errors of one step, and the last states.
  private static func errors(
    _ values: [Double], _ point: [Double], _ trend: Trend
  ) -> (sum: Double, level: Double, slope: Double) {
    let alpha = point[0]
    var level = point[1]
    let beta = trend == .none ? 0 : alpha * point[2]
    var slope = trend == .none ? 0 : point[3]
    let phi = trend == .damped ? point[4] : 1
    var sum = 0.0
    for value in values {
      let error = value - level - phi * slope
      sum += error * error
      level += phi * slope + alpha * error
      slope = phi * slope + beta * error
    }
    return (sum, level, slope)
  }

  /// Mean and variance of a month ahead (Hyndman et al. 2008, table 6.1, class 1).
  public func ahead(_ horizon: Int) -> (mean: Double, variance: Double) {
    var mean = level
    var damped = 0.0
    var sum = 1.0
    var weight = 0.0
    for step in 1...horizon {
      damped += pow(phi, Double(step))
      if step < horizon {
        weight += pow(phi, Double(step))
        let c = alpha + beta * weight
        sum += c * c
      }
    }
    mean += slope * damped
    return (mean, variance * sum)
  }
}

/// Exponential smoothing with the model of the lowest corrected information criterion.
public struct ExponentialSmoothing: SeriesMethod {
  public let name = "ets"

  public init() {}

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    let values = past.map(CountScale.transform)
    let models = SmoothingModel.Trend.allCases.compactMap { SmoothingModel(values, trend: $0) }
    guard let best = models.min(by: { $0.aicc < $1.aicc }) else { return nil }
    return Forecast(
      method: name,
      quantiles: (1...months).map { horizon in
        let ahead = best.ahead(horizon)
        return CountScale.quantiles(mean: ahead.mean, spread: ahead.variance.squareRoot())
      })
  }
}
