import Estimation
import Foundation
import Periods

/// A probabilistic forecast: for each month ahead the quantiles at ``Scores/levels``.
public struct Forecast: Hashable, Sendable {
  public let method: String
  /// By month ahead, each in the order of ``Scores/levels``; never negative.
  public var quantiles: [[Double]]

  public init(method: String, quantiles: [[Double]]) {
    self.method = method
    self.quantiles = quantiles
  }
}

/// A way of forecasting a monthly series of counts.
public protocol ForecastMethod: Sendable {
  var name: String { get }

  /// Forecasts the months after a series.
  ///
  /// - Parameters:
  ///   - past: counts by month, none missing, in order of time.
  ///   - months: 1 or more.
  /// - Returns: `nil` when the series is too short for the method.
  func forecast(_ past: [Double], months: Int) -> Forecast?
}

/// The scale on which methods work: the logarithm of the count and one, so that bands are in
/// proportion and counts stay above zero.
enum CountScale {
  static func transform(_ count: Double) -> Double { log1p(max(0, count)) }

  static func count(_ value: Double) -> Double { max(0, expm1(min(value, 40))) }

  /// Standard normal quantiles at ``Scores/levels``.
  static let normal = [-1.959_964, -1.281_552, 0, 1.281_552, 1.959_964]

  /// A normal distribution on the scale as quantiles of counts.
  static func quantiles(mean: Double, spread: Double) -> [Double] {
    normal.map { count(mean + $0 * spread) }
  }
}
