import Periods
import Record

extension Backtest.Series {
  /// A series with each month as an origin, on the day when that month was first known: of it, of its
  /// leads and of all others only what was published by then is seen, in the vintages of that day.
  ///
  /// - Parameter first: first origin that is needed; ``Combination/lookback`` months before it are made
  ///   too.
  package init(
    _ history: SeriesHistory, first: Period, last: Period, learned: LearnedHistory
  ) {
    let today = history.series(asOf: nil)
    let start = first.first.adding(months: -Combination.lookback)
    var origins: [Backtest.Origin] = []
    for (index, month) in today.months.enumerated()
    where month.first >= start && month.first <= last.first {
      guard let day = history.known(from: month) else { continue }
      let known = history.series(asOf: day)
      guard known.months.last == month else { continue }
      origins.append(
        Backtest.Origin(
          month: month, question: history.question(known, asOf: day, learned),
          actual: Array(today.values[(index + 1)...].prefix(Panel.longest))))
    }
    self.init(name: history.name, origins: origins)
  }
}

extension Backtest {
  /// Tries methods on series of the record, each origin seeing what was published by it.
  ///
  /// - Throws: a ``QuestionError`` when a name means no series.
  package static func run(
    _ queries: [String], store: RecordStore, first: Period, last: Period,
    horizons: ClosedRange<Int>, methods: [any ForecastMethod] = ForecastMethods.all,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> Backtest {
    let histories = try queries.map { try SeriesHistory($0, store) }
    let learned = try LearnedHistory.of(store)
    let series = histories.map {
      Series($0, first: first, last: last, learned: learned)
    }
    return try Backtest(
      series, first: first, last: last, horizons: horizons, methods: methods, progress: progress)
  }
}
