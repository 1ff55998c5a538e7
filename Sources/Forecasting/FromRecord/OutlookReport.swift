import Estimation
import Periods
import Record

/// A series' next months, as the command line, the brief and the service show them.
package struct OutlookReport: Codable, Sendable {
  package struct Month: Codable, Equatable, Sendable {
    package var month: Period
    package var q025: Double
    package var q10: Double
    package var q50: Double
    package var q90: Double
    package var q975: Double
    /// Chance of more than ``OutlookReport/above``, where that was asked for.
    package var chanceAbove: Double?

    package var quantiles: [Double] { [q025, q10, q50, q90, q975] }

    enum CodingKeys: String, CodingKey {
      case month, q025, q10, q50, q90, q975
      case chanceAbove = "chance_above"
    }

    /// - Parameter quantiles: at ``Scores/levels``; they are rounded to whole people.
    init(month: Period, _ quantiles: [Double], above: Double? = nil) {
      self.month = month
      chanceAbove = above.map { QuantileCurve(quantiles).chance(ofMoreThan: $0) }
      let whole = quantiles.map { $0.rounded() }
      (q025, q10, q50, q90, q975) = (whole[0], whole[1], whole[2], whole[3], whole[4])
    }
  }

  package struct Past: Codable, Equatable, Sendable {
    package var month: Period
    package var value: Double
  }

  /// The series as it was asked for, and in the words of a query.
  package var series: String
  package var query: String
  package var method: String
  /// The last month known.
  package var origin: Period
  package var asOf: Day?
  package var past: [Past]
  package var months: [Month]
  /// A number of people in a month of which the chance that more come was asked for.
  package var above: Double?
  /// How the method did on this series from its last 24 origins that can be judged; `nil` when there
  /// are fewer than six.
  package var scores: Backtest.Score?
  /// How old the last month known is, where that was asked for.
  package var age: AgeReport?
  /// The judgements that were mixed into ``months``, and these without them; `nil` where none was.
  package var judgements: [Judgement]?
  package var monthsWithout: [Month]?
  /// How many of ``months`` lie before the day of the question: they are forecast, and not known.
  package var monthsPast: Int?

  enum CodingKeys: String, CodingKey {
    case series, query, method, origin, past, months, above, scores, age
    case asOf = "as_of"
    case judgements
    case monthsWithout = "months_without"
    case monthsPast = "months_past"
  }

  /// Origins that are looked back on.
  private static let judged = 24
  /// Fewest of them for months beyond those that all series are scored on.
  private static let fewestFar = 12

  /// Forecasts a series of the record.
  ///
  /// - Parameters:
  ///   - query: a series' name or words.
  ///   - months: 1 to 24; beyond 12 only where the series is long enough for such forecasts to be scored.
  ///   - method: one of ``ForecastMethods/names``.
  ///   - asOf: the day whose knowledge is used; `nil` for all.
  ///   - above: a number of people in a month, for the chance that more come.
  ///   - judging: whether to report how the method has done, which takes its forecasts from 24 origins.
  /// - Throws: a ``QuestionError`` or an ``OutlookError``.
  package static func make(
    _ query: String, store: RecordStore, months: Int = 6,
    method: String = ForecastMethods.names[0], asOf: Day? = nil,
    above: Double? = nil, judging: Bool = true
  ) throws -> OutlookReport {
    let history = try SeriesHistory(query, store)
    try SupportCheck.check(
      history.name, last: history.series(asOf: asOf).months.last, on: asOf ?? Day.today)
    return try make(
      history, LearnedHistory.of(store), months: months, method: method, asOf: asOf, above: above,
      judging: judging)
  }

  /// As above, for a series whose history has been read, and with what was learned from all series.
  package static func make(
    _ history: SeriesHistory, _ learned: LearnedHistory, months: Int, method: String, asOf: Day?,
    above: Double? = nil, judging: Bool
  ) throws -> OutlookReport {
    guard ForecastMethods.names.contains(method) else { throw OutlookError.unknownMethod(method) }
    guard (1...Panel.longest).contains(months) else { throw OutlookError.months(months) }
    let known = history.series(asOf: asOf)
    guard let origin = known.months.last else {
      throw OutlookError.noMonths(history.name, asOf: asOf)
    }
    try SpreadCheck.check(history.name, known.values)
    try SupportCheck.check(history.name, months: known.months)
    let isCombined = method == Combination.name
    let methods = ForecastMethods.all.filter { isCombined || $0.name == method }
    let day = asOf
    let judging = judging || months > LearnedStep.months
    var series = Backtest.Series(name: history.name, origins: [])
    let first = Period.month(of: origin.first.adding(months: -(judged + months - 1)))
    if judging || isCombined {
      series = Backtest.Series(
        history, first: first, last: Period.month(of: origin.first.adding(months: -1)),
        learned: learned)
    }
    for index in series.origins.indices {
      series.origins[index].actual = known.values(after: series.origins[index].month)
    }
    series.origins.append(
      Backtest.Origin(
        month: origin,
        question: history.question(known, asOf: day, learned), actual: []))
    let backtest = Backtest(
      [series], first: first, last: origin, horizons: 1...months,
      methods: methods)
    guard
      let forecast = backtest.forecast(
        method, series: 0, origin: series.origins.count - 1)
    else { throw OutlookError.tooShort(history.name, months: known.values.count, method: method) }
    try SpreadCheck.check(history.name, bands: forecast.quantiles)
    let score = judging ? backtest.score(method) : nil
    let far = score?.byHorizon.first { $0.horizon == months }?.n ?? 0
    guard months <= LearnedStep.months || far >= fewestFar else {
      throw OutlookError.unscored(
        history.name, months: months, origins: far, needed: fewestFar)
    }
    return OutlookReport(
      series: history.name, query: history.selection.description, method: method, origin: origin,
      asOf: asOf,
      past: zip(known.months, known.values).map { Past(month: $0, value: $1) },
      months: forecast.quantiles.enumerated().map { index, quantiles in
        Month(
          month: Period.month(of: origin.first.adding(months: index + 1)), quantiles, above: above)
      }, above: above,
      scores: (score?.n ?? 0) >= 6 * months ? score : nil)
  }
}

extension OutlookReport {
  /// The same with judgements mixed in. Those of other series, those stated after the day of the outlook, and
  /// those whose break the last month known has wholly seen change nothing.
  ///
  /// - Parameter file: judgements of any series.
  /// - Throws: an ``InputError`` for judgements whose series the record does not understand, an ``OutlookError``
  ///   when those of this one have weights of more than 1 together.
  package func judged(by file: JudgementFile, store: RecordStore) throws -> OutlookReport {
    let own = try store.parser.selection(series)
    let judged = JudgedMonths(origin: origin, [])
    let applied = try zip(file.judgements, file.selections(store)).filter {
      judgement, selection in
      selection == own && judgement.made <= asOf ?? .today
        && months.contains { judged.concerns(judgement, $0.month) }
    }.map(\.0)
    let sum = applied.reduce(0) { $0 + $1.weight }
    guard sum <= 1 + 1e-9 else { throw OutlookError.weights(series, sum: sum) }
    var report = self
    let mixing = JudgedMonths(origin: origin, applied)
    (report.judgements, report.monthsWithout) = (applied, months)
    report.months = months.map {
      Month(month: $0.month, mixing.quantiles($0.quantiles, of: $0.month), above: above)
    }
    return report
  }
}

extension MonthlySeries {
  /// The values after a month, at most ``Panel/longest``.
  func values(after month: Period) -> [Double] {
    guard let index = months.firstIndex(of: month) else { return [] }
    return Array(values[(index + 1)...].prefix(Panel.longest))
  }
}
