import Estimation
import Periods
import Record

/// How forecasts of years would have done: each origin is a year, on the day on which it was first known, and
/// sees what was published by that day, of its series and of all others.
package struct YearBacktest: Sendable {
  /// A year that was forecast and came.
  struct Case: Sendable {
    var series: Int
    var horizon: Int
    var quantiles: [Double]
    /// Of the last value with its own past changes.
    var persistence: [Double]
    var actual: Double
  }

  private let cases: [Case]

  /// Scores of the years at one distance.
  package struct Score: Codable, Equatable, Sendable {
    /// Years ahead.
    package var horizon: Int
    package var n: Int
    /// Weighted quantile loss, pooled for each series, mean over the series.
    package var wql: Double
    package var coverage80: Double
    package var coverage95: Double
    /// Part of the forecasts whose median lies within a tenth of what came.
    package var withinTenth: Double
    /// The same of the last value: what anyone could have said.
    package var wqlPersistence: Double
    package var withinTenthPersistence: Double

    enum CodingKeys: String, CodingKey {
      case horizon, n, wql, coverage80, coverage95
      case withinTenth = "within_tenth"
      case wqlPersistence = "wql_persistence"
      case withinTenthPersistence = "within_tenth_persistence"
    }
  }

  /// - Parameters:
  ///   - first: no year that ends before its first day is an origin; `nil` for all.
  ///   - last: no year that ends after its last day is one.
  package init(
    _ histories: [YearHistory], _ record: YearRecord, asOf: Day? = nil, first: Period? = nil,
    last: Period? = nil, horizons: ClosedRange<Int> = 1...YearPanel.longest
  ) throws {
    let series = histories.map { $0.series(asOf: asOf) }
    var origins: [Origin] = []
    for (index, one) in series.enumerated() {
      for place in one.years.indices.dropLast() {
        let year = one.years[place]
        guard year.last >= first?.first ?? year.last, year.last <= last?.last ?? year.last,
          let day = histories[index].known(from: year), day <= asOf ?? day
        else { continue }
        origins.append(Origin(series: index, place: place, day: day))
      }
    }
    let asked = Set(origins.map { Asked(day: $0.day, isStock: histories[$0.series].isStock) })
      .sorted { ($0.day, $0.isStock ? 0 : 1) < ($1.day, $1.isStock ? 0 : 1) }
    let panels = Dictionary(
      uniqueKeysWithValues: zip(
        asked, try together(asked) { record.panel(isStock: $0.isStock, asOf: $0.day) }))
    cases = origins.flatMap { origin -> [Case] in
      let (history, today) = (histories[origin.series], series[origin.series])
      let known = history.series(asOf: origin.day)
      guard known.years.last == today.years[origin.place],
        let panel = panels[Asked(day: origin.day, isStock: history.isStock)]
      else { return [] }
      let reach = min(horizons.upperBound, panel.ahead.count)
      guard reach > 0, let own = Momentum.forecast(known.values, panel, years: reach),
        let last = Persistence().forecast(known.values, months: reach)
      else { return [] }
      return horizons.compactMap { horizon in
        guard horizon <= reach, origin.place + horizon < today.values.count else { return nil }
        return Case(
          series: origin.series, horizon: horizon, quantiles: own[horizon - 1],
          persistence: last.quantiles[horizon - 1],
          actual: today.values[origin.place + horizon])
      }
    }
  }

  private struct Origin {
    var series: Int
    var place: Int
    var day: Day
  }

  private struct Asked: Hashable {
    var day: Day
    var isStock: Bool
  }

  /// By years ahead, those that could be scored.
  package var scores: [Score] {
    Dictionary(grouping: cases, by: \.horizon).sorted { $0.key < $1.key }.map { horizon, own in
      let actual = own.map(\.actual)
      return Score(
        horizon: horizon, n: own.count, wql: Self.loss(own, \.quantiles),
        coverage80: Scores.coverage(own.map(\.quantiles), actual),
        coverage95: Scores.coverage(
          own.map(\.quantiles), actual, from: 0, to: Scores.levels.count - 1),
        withinTenth: Self.withinTenth(own, \.quantiles),
        wqlPersistence: Self.loss(own, \.persistence),
        withinTenthPersistence: Self.withinTenth(own, \.persistence))
    }
  }

  private static func loss(_ cases: [Case], _ forecast: (Case) -> [Double]) -> Double {
    let losses = Dictionary(grouping: cases, by: \.series).sorted { $0.key < $1.key }.map {
      Scores.weightedQuantileLoss($0.value.map(forecast), $0.value.map(\.actual))
    }.filter(\.isFinite)
    return losses.isEmpty ? 0 : losses.reduce(0, +) / Double(losses.count)
  }

  private static func withinTenth(_ cases: [Case], _ forecast: (Case) -> [Double]) -> Double {
    let near = cases.count {
      abs(forecast($0)[Scores.levels.count / 2] - $0.actual) <= 0.1 * $0.actual
    }
    return Double(near) / Double(cases.count)
  }
}
