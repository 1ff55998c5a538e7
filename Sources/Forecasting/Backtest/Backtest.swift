import Estimation
import Periods

/// How methods would have done: forecasts from rolling origins against what came.
package struct Backtest: Sendable {
  /// A series with what was known of it at each origin.
  package struct Series: Sendable {
    package var name: String
    /// In order of time, without a gap: those to be scored and as many before them as
    /// ``Combination/lookback`` where there are.
    package var origins: [Origin]

    package init(name: String, origins: [Origin]) {
      self.name = name
      self.origins = origins
    }

    /// Every month of a series as an origin, in its one vintage.
    package init(_ series: MonthlySeries, panel: (Period) -> Panel = { _ in .empty }) {
      name = series.name
      origins = series.months.indices.map { index in
        Origin(
          month: series.months[index],
          question: ForecastQuestion(
            past: Array(series.values[...index]), panel: panel(series.months[index])),
          actual: Array(series.values[(index + 1)...].prefix(Panel.longest)))
      }
    }
  }

  /// The last month known to a forecast.
  package struct Origin: Sendable {
    package var month: Period
    package var question: ForecastQuestion
    /// What came, in today's vintages; ends where the record does.
    package var actual: [Double]

    package init(month: Period, question: ForecastQuestion, actual: [Double]) {
      self.month = month
      self.question = question
      self.actual = actual
    }
  }

  package let series: [Series]
  package let horizons: ClosedRange<Int>
  package let methods: [any ForecastMethod]
  /// Whether the months of an origin are scored, by series and origin.
  private let isScored: [[Bool]]
  /// By series, origin and method.
  private let forecasts: [[[Forecast?]]]
  private let combinations: [[Forecast?]]

  /// Makes every forecast, without a word on the way.
  package init(
    _ series: [Series], first: Period, last: Period, horizons: ClosedRange<Int>,
    methods: [any ForecastMethod] = ForecastMethods.all
  ) {
    self.init(
      series, first: first, last: last, horizons: horizons, methods: methods, progress: { _ in })
  }

  /// Makes every forecast.
  ///
  /// - Parameters:
  ///   - first: first month that is an origin to be scored.
  ///   - last: last one.
  ///   - horizons: months ahead, from 1 on.
  ///   - progress: called with the part that is done, 0 to 1; what it throws ends the backtest.
  package init(
    _ series: [Series], first: Period, last: Period, horizons: ClosedRange<Int>,
    methods: [any ForecastMethod] = ForecastMethods.all,
    progress: (Double) throws -> Void
  ) rethrows {
    self.series = series
    self.horizons = horizons
    self.methods = methods
    isScored = series.map { series in
      series.origins.map { $0.month.first >= first.first && $0.month.first <= last.first }
    }
    var forecasts: [[[Forecast?]]] = []
    for (index, one) in series.enumerated() {
      let start = isScored[index].firstIndex(of: true) ?? one.origins.count
      let needed = max(0, start - Combination.lookback)
      let end = isScored[index].lastIndex(of: true) ?? -1
      forecasts.append(
        one.origins.enumerated().map { origin, known in
          guard origin >= needed, origin <= end else { return methods.map { _ in nil } }
          return methods.map { $0.forecast(known.question, months: horizons.upperBound) }
        })
      try progress(Double(index + 1) / Double(series.count))
    }
    self.forecasts = forecasts
    combinations = series.indices.map { index in
      Backtest.combine(
        series[index].origins,
        forecasts[index].map { all in methods.indices.map { methods[$0] is Learned ? nil : all[$0] }
        })
    }
  }

  private static func combine(_ origins: [Origin], _ forecasts: [[Forecast?]]) -> [Forecast?] {
    origins.indices.map { now in
      guard forecasts[now].contains(where: { $0 != nil }) else { return nil }
      let past = origins[now].question.past
      let earlier = (max(0, now - Combination.lookback)..<now).map { then in
        Combination.Earlier(
          forecasts: forecasts[then], actual: Array(past.suffix(now - then)))
      }
      return Combination.forecast(forecasts[now], earlier: earlier)
    }
  }

  /// Indices of the origins of a series that are scored.
  package func scoredOrigins(of series: Int) -> [Int] {
    isScored[series].indices.filter { isScored[series][$0] }
  }

  /// The names of what can be scored.
  package var names: [String] {
    methods.map(\.name) + (methods.count > 1 ? [Combination.name] : [])
  }

  /// A method's forecast from an origin.
  package func forecast(_ method: String, series: Int, origin: Int) -> Forecast? {
    guard let index = methods.firstIndex(where: { $0.name == method }) else {
      return method == Combination.name ? combinations[series][origin] : nil
    }
    return forecasts[series][origin][index]
  }

  /// A method's forecasts of the origins to be scored, each with what came.
  func cases(_ method: String) -> [BacktestCase] {
    series.indices.flatMap { index in
      series[index].origins.indices.flatMap { origin -> [BacktestCase] in
        guard isScored[index][origin],
          let forecast = forecast(method, series: index, origin: origin)
        else { return [] }
        let known = series[index].origins[origin]
        let changes = zip(known.question.past.dropFirst(), known.question.past)
          .map { abs($0 - $1) }
        let scale = changes.reduce(0, +) / Double(max(1, changes.count))
        return horizons.filter { $0 <= known.actual.count }.map { horizon in
          BacktestCase(
            series: index, origin: known.month, horizon: horizon,
            quantiles: forecast.quantiles[horizon - 1], actual: known.actual[horizon - 1],
            naiveError: scale)
        }
      }
    }
  }
}

/// One month that was forecast and came.
struct BacktestCase {
  var series: Int
  var origin: Period
  var horizon: Int
  var quantiles: [Double]
  var actual: Double
  /// Mean absolute change of a month within the past of the origin.
  var naiveError: Double

  /// Absolute error of the median over the naive one; `nil` for a past that never changed.
  var scaledError: Double? {
    naiveError > 0 ? abs(actual - quantiles[Scores.levels.count / 2]) / naiveError : nil
  }
}
