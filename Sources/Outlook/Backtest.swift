import Estimation
import Periods

/// How a method would have done: forecasts from rolling origins against what came.
public struct Backtest: Sendable {
  /// A series of months without a gap.
  public struct Series: Sendable {
    public var name: String
    public var months: [Period]
    public var values: [Double]

    public init(name: String, months: [Period], values: [Double]) {
      self.name = name
      self.months = months
      self.values = values
    }
  }

  /// Scores of one method.
  public struct Score: Codable, Equatable, Sendable {
    public var method: String
    /// Forecasts scored.
    public var n: Int
    /// Mean absolute error of the median over that of last month's value within the past, mean over
    /// the series.
    public var mase: Double
    /// Weighted quantile loss, pooled for each series, mean over the series.
    public var wql: Double
    public var coverage80: Double
    public var coverage95: Double
    public var byHorizon: [Horizon]

    enum CodingKeys: String, CodingKey {
      case method, n, mase, wql, coverage80, coverage95
      case byHorizon = "by_horizon"
    }
  }

  public struct Horizon: Codable, Equatable, Sendable {
    public var horizon: Int
    public var n: Int
    public var wql: Double
    public var coverage80: Double
  }

  private struct Case {
    var series: Int
    var horizon: Int
    var quantiles: [Double]
    var actual: Double
    var scaledError: Double
  }

  public let series: [Series]
  /// First and last month that is an origin, the last month known to a forecast.
  public let first: Period
  public let last: Period
  public let horizons: ClosedRange<Int>

  public init(_ series: [Series], first: Period, last: Period, horizons: ClosedRange<Int>) {
    self.series = series
    self.first = first
    self.last = last
    self.horizons = horizons
  }

  /// Scores a method; `nil` when it can forecast none of the series from any origin.
  public func score(_ method: any ForecastMethod) -> Score? {
    let cases = series.indices.flatMap { forecasts(of: $0, method) }
    guard !cases.isEmpty else { return nil }
    let used = Set(cases.map(\.series)).sorted()
    func pooled(_ cases: [Case]) -> Double {
      Scores.weightedQuantileLoss(cases.map(\.quantiles), cases.map(\.actual))
    }
    let losses = used.map { index in pooled(cases.filter { $0.series == index }) }
      .filter(\.isFinite)
    let errors = used.map { index in
      let own = cases.filter { $0.series == index }
      return own.reduce(0) { $0 + $1.scaledError } / Double(own.count)
    }
    let (quantiles, actual) = (cases.map(\.quantiles), cases.map(\.actual))
    return Score(
      method: method.name, n: cases.count,
      mase: errors.reduce(0, +) / Double(max(1, errors.count)),
      wql: losses.reduce(0, +) / Double(max(1, losses.count)),
      coverage80: Scores.coverage(quantiles, actual),
      coverage95: Scores.coverage(quantiles, actual, from: 0, to: 4),
      byHorizon: horizons.compactMap { horizon in
        let own = cases.filter { $0.horizon == horizon }
        guard !own.isEmpty else { return nil }
        return Horizon(
          horizon: horizon, n: own.count, wql: pooled(own),
          coverage80: Scores.coverage(own.map(\.quantiles), own.map(\.actual)))
      })
  }

  private func forecasts(of index: Int, _ method: any ForecastMethod) -> [Case] {
    let series = series[index]
    var cases: [Case] = []
    for (origin, month) in series.months.enumerated()
    where month.first >= first.first && month.first <= last.first {
      let past = Array(series.values[...origin])
      let ahead = min(horizons.upperBound, series.values.count - 1 - origin)
      guard ahead >= horizons.lowerBound, let forecast = method.forecast(past, months: ahead) else {
        continue
      }
      let changes = zip(past.dropFirst(), past).map { abs($0 - $1) }
      let scale = changes.reduce(0, +) / Double(max(1, changes.count))
      for horizon in horizons where horizon <= ahead {
        let actual = series.values[origin + horizon]
        let quantiles = forecast.quantiles[horizon - 1]
        cases.append(
          Case(
            series: index, horizon: horizon, quantiles: quantiles, actual: actual,
            scaledError: scale > 0 ? abs(actual - quantiles[2]) / scale : 0))
      }
    }
    return cases
  }
}
