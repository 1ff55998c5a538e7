import Estimation
import Periods

extension Backtest {
  /// Scores of one method.
  package struct Score: Codable, Equatable, Sendable {
    package var method: String
    /// Forecasts scored.
    package var n: Int
    /// Mean absolute scaled error: that of the median over the mean absolute change of a month within
    /// the past, mean for each series, mean over the series (Hyndman and Koehler, International
    /// Journal of Forecasting 22, 2006).
    package var mase: Double
    /// Weighted quantile loss, pooled for each series, mean over the series.
    package var wql: Double
    /// Continuous ranked probability score over what came, pooled for each series, mean over the
    /// series.
    package var crps: Double
    package var coverage80: Double
    package var coverage95: Double
    /// Against the last value's forecasts; `nil` where these were not made.
    package var againstPersistence: DieboldMariano?
    package var byHorizon: [Horizon]
    /// By the year of the origin.
    package var byYear: [Year]

    enum CodingKeys: String, CodingKey {
      case method, n, mase, wql, crps, coverage80, coverage95
      case againstPersistence = "against_persistence"
      case byHorizon = "by_horizon"
      case byYear = "by_year"
    }
  }

  /// Scores of the months at one distance.
  package struct Horizon: Codable, Equatable, Sendable {
    package var horizon: Int
    package var n: Int
    package var mase: Double
    package var wql: Double
    package var coverage80: Double
    package var coverage95: Double
  }

  /// Scores of the origins of one year.
  package struct Year: Codable, Equatable, Sendable {
    package var year: Int
    package var n: Int
    package var wql: Double
    package var coverage80: Double
    package var coverage95: Double
  }

  /// Scores of every method that made a forecast.
  package func scores() -> [Score] { names.compactMap(score) }

  /// Scores a method; `nil` when it could forecast none of the series from any origin.
  package func score(_ method: String) -> Score? {
    let cases = cases(method)
    guard !cases.isEmpty else { return nil }
    let whole = Summary(cases)
    return Score(
      method: method, n: cases.count, mase: whole.mase, wql: whole.wql, crps: whole.crps,
      coverage80: whole.coverage80, coverage95: whole.coverage95,
      againstPersistence: method == Backtest.reference
        ? nil : DieboldMariano(cases, self.cases(Backtest.reference), horizons: horizons),
      byHorizon: horizons.compactMap { horizon in
        let own = cases.filter { $0.horizon == horizon }
        guard !own.isEmpty else { return nil }
        let part = Summary(own)
        return Horizon(
          horizon: horizon, n: own.count, mase: part.mase, wql: part.wql,
          coverage80: part.coverage80, coverage95: part.coverage95)
      }, byYear: Backtest.byYear(cases))
  }

  private static func byYear(_ cases: [BacktestCase]) -> [Year] {
    Dictionary(grouping: cases) { $0.origin.first.year }.sorted { $0.key < $1.key }.map {
      year, own in
      let part = Summary(own)
      return Year(
        year: year, n: own.count, wql: part.wql, coverage80: part.coverage80,
        coverage95: part.coverage95)
    }
  }

  private static let reference = Persistence().name

  /// Scores of some cases, each series weighing the same.
  private struct Summary {
    var mase: Double
    var wql: Double
    var crps: Double
    var coverage80: Double
    var coverage95: Double

    init(_ cases: [BacktestCase]) {
      let bySeries = Dictionary(grouping: cases, by: \.series).sorted { $0.key < $1.key }
      func mean(_ values: [Double]) -> Double {
        let finite = values.filter(\.isFinite)
        return finite.isEmpty ? 0 : finite.reduce(0, +) / Double(finite.count)
      }
      mase = mean(
        bySeries.map { _, own in
          let errors = own.compactMap(\.scaledError)
          return errors.isEmpty ? .nan : errors.reduce(0, +) / Double(errors.count)
        })
      wql = mean(
        bySeries.map { _, own in
          Scores.weightedQuantileLoss(own.map(\.quantiles), own.map(\.actual))
        })
      crps = mean(
        bySeries.map { _, own in
          let total = own.reduce(0) { $0 + $1.actual }
          return own.reduce(0) { $0 + Scores.rankedProbability($1.quantiles, $1.actual) } / total
        })
      let (quantiles, actual) = (cases.map(\.quantiles), cases.map(\.actual))
      coverage80 = Scores.coverage(quantiles, actual)
      coverage95 = Scores.coverage(quantiles, actual, from: 0, to: Scores.levels.count - 1)
    }
  }
}
