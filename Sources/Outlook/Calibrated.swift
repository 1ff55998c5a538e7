import Estimation
import Foundation

/// Another method's medians, with bands from its own errors of the past: what its medians would have
/// missed from each of the origins before, over as many months, on a power of the count.
///
/// A form of split conformal prediction for time series; errors are taken both ways, so that the
/// median stays the method's.
public struct Calibrated: ForecastMethod {
  public let name: String
  private let method: any ForecastMethod
  /// Origins looked back on.
  private let window: Int
  /// Factor on the errors: past errors were made with less past, and later ones are wider.
  private let scale: Double
  /// Power of the count on which errors are taken; 0 for the logarithm of the count and one.
  private let power: Double

  public init(
    _ method: any ForecastMethod, name: String, window: Int = 24, scale: Double = 1,
    power: Double = 0
  ) {
    self.power = power
    self.method = method
    self.name = name
    self.window = window
    self.scale = scale
  }

  private func transform(_ count: Double) -> Double {
    power == 0 ? CountScale.transform(count) : pow(max(0, count), power)
  }

  private func count(_ value: Double) -> Double {
    power == 0 ? CountScale.count(value) : pow(max(0, value), 1 / power)
  }

  public func forecast(_ past: [Double], months: Int) -> Forecast? {
    guard let ahead = method.forecast(past, months: months) else { return nil }
    var errors = [[Double]](repeating: [], count: months)
    let first = max(6, past.count - window - months)
    if first < past.count - 1 {
      for origin in first..<(past.count - 1) {
        let reach = min(months, past.count - 1 - origin)
        guard let earlier = method.forecast(Array(past[...origin]), months: reach) else { continue }
        for month in 0..<reach {
          errors[month].append(
            transform(past[origin + 1 + month]) - transform(earlier.quantiles[month][2]))
        }
      }
    }
    guard errors.allSatisfy({ $0.count >= 6 }) else { return nil }
    let quantiles = (0..<months).map { month in
      let middle = transform(ahead.quantiles[month][2])
      let spread = errors[month].suffix(window)
      return Scores.quantiles(spread + spread.map { -$0 }).map {
        count(middle + $0 * scale)
      }
    }
    return Forecast(method: name, quantiles: quantiles)
  }
}
