import Estimation
import Foundation

/// Simple forecasts that the model is compared with.
enum ReferenceForecast {
  /// The last value, with the quantiles of past changes over as many months, in logarithms. Each change
  /// is taken with both signs, so that the median is the last value.
  static func persistence(_ past: [Double], months: Int) -> [[Double]] {
    let logs = past.map { log($0 + Calibration.offset) }
    guard let last = logs.last, logs.count > months + 1 else { return [] }
    return (1...max(1, months)).map { horizon in
      let changes = zip(logs.dropFirst(horizon), logs).map { $0 - $1 }
      return Scores.quantiles(changes + changes.map { -$0 }).map {
        max(0, exp(last + $0) - Calibration.offset)
      }
    }
  }

  /// A least-squares regression of the logarithm on the logarithms of a leading series, of the same month
  /// and the two before. The later values of the leading series are given.
  ///
  /// - Parameter lead: values of the past and of the months ahead.
  static func regression(_ past: [Double], lead: [Double], months: Int) -> [[Double]] {
    let lags = 3
    let x = lead.map { log($0 + Calibration.offset) }
    let y = past.map { log($0 + Calibration.offset) }
    func row(_ month: Int) -> [Double] { [1] + (0..<lags).map { x[month - $0] } }
    let size = lags + 1
    guard y.count > size + lags, x.count >= y.count + months else { return [] }
    var normal = [Double](repeating: 0, count: size * size)
    var right = [Double](repeating: 0, count: size)
    for month in (lags - 1)..<y.count {
      let values = row(month)
      for i in 0..<size {
        right[i] += values[i] * y[month]
        for j in 0..<size { normal[i * size + j] += values[i] * values[j] }
      }
    }
    guard let slopes = LinearAlgebra.solve(normal, size: size, right: right) else { return [] }
    func fitted(_ month: Int) -> Double {
      zip(row(month), slopes).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let residuals = ((lags - 1)..<y.count).map { y[$0] - fitted($0) }
    let freedom = Double(max(1, residuals.count - size))
    let spread = (residuals.reduce(0) { $0 + $1 * $1 } / freedom).squareRoot()
    return (0..<months).map { band(fitted(y.count + $0), spread) }
  }

  /// Standard normal quantiles at the scored levels.
  private static let normal = [-1.959_964, -1.281_552, 0, 1.281_552, 1.959_964]

  private static func band(_ middle: Double, _ spread: Double) -> [Double] {
    normal.map { max(0, exp(middle + $0 * spread) - Calibration.offset) }
  }
}
