import Forecasting
import Periods
import Record

/// How forecasts of series would have done on past months.
package struct BacktestQuestion: Question {
  package var series: [String] = []
  /// First and last origin.
  package var from: Period?
  package var to: Period?
  package var horizons = MonthRange(months: 1...6)
  /// `nil` for all.
  package var method: String?
  /// What the horizons count.
  package var every = Every.month.rawValue
  /// Whether months are forecast from their first days, in place of from the months before.
  package var nowcast = false

  private enum Every: String, CaseIterable { case month, year }

  package init() {}

  package static let command = ["backtest"]
  package static let address = QuestionAddress.get("backtest")
  package static let summary = "Score forecasts of series on past months, from rolling origins."

  package static var inputs: [Input<Self>] {
    [
      .names(
        "series", \.series, "Series, by name or query.",
        .only("a series' name or query", "series") { _ in true }
      ).required,
      .month("from", \.from, "First origin.").required,
      .month("to", \.to, "Last origin.").required,
      .option("horizons", \.horizons, "Months ahead: a number or a range such as 1-6.")
        .alwaysWritten,
      .option("method", \.method, "A method (default: all).", .choice(ForecastMethods.names)),
      .option(
        "every", \.every,
        "What is forecast, and what horizons count: months, or up to three years.",
        .choice(Every.allCases.map(\.rawValue))),
      .flag(
        "nowcast", \.nowcast,
        "Score nowcasts of months from their first 5 to 25 days, where the record holds days."),
    ]
  }

  /// Series in one answer, each of which takes seconds.
  private static let most = 100

  package func faults() -> [InputFault] {
    var faults: [InputFault] = []
    if series.count > Self.most {
      faults.append(
        InputFault(
          "series", expected: "at most \(Self.most) series",
          spanish: "\(Self.most) series como máximo", found: "\(series.count) of them"))
    }
    if let from, let to, to.first < from.first {
      faults.append(
        InputFault(
          "to", expected: "a month that does not come before \(from)",
          spanish: "un mes que no sea anterior a \(from)", found: "\(to)"))
    }
    let isYearly = every == Every.year.rawValue
    if isYearly, horizons.months.lowerBound > YearPanel.longest {
      faults.append(
        InputFault(
          "horizons", expected: "1 to \(YearPanel.longest) years with --every year",
          spanish: "de 1 a \(YearPanel.longest) años con --every year",
          found: horizons.input))
    }
    if isYearly || nowcast, method != nil {
      faults.append(
        InputFault(
          "method", expected: "none with --every year or --nowcast: each has one method",
          spanish: "ninguno con --every year o --nowcast: cada uno tiene un solo método",
          found: method))
    }
    if isYearly, nowcast {
      faults.append(
        InputFault("nowcast", expected: "months", spanish: "meses", found: "--every year"))
    }
    return faults
  }

  /// - Throws: a `QuestionError` for words that the record does not understand, an `OutlookError` where
  ///   nothing can be scored.
  package func answer(in world: World) async throws -> BacktestAnswer {
    guard let from, let to else {
      throw InputFaults(
        "from", expected: "a month such as 2023-10", spanish: "un mes como 2023-10", found: nil)
    }
    if nowcast {
      let scores = try NowcastBacktest(series, store: world.store(), first: from, last: to).scores
      guard !scores.isEmpty else { throw NowcastError.noneScored }
      return .nowcasts(scores)
    }
    if every == Every.year.rawValue { return .years(try years(from, to, in: world)) }
    let isCombined = method == nil || method == Combination.name
    let count = series.count
    let backtest = try Backtest.run(
      series, store: world.store(), first: from, last: to, horizons: horizons.months,
      methods: ForecastMethods.all.filter { isCombined || $0.name == method },
      progress: { done in
        if world.isCancelled() { throw Stopped(before: "every series was scored") }
        world.progress(Int(done * Double(count)), count)
      })
    let scores = backtest.scores().filter { method == nil || $0.method == method }
    guard !scores.isEmpty else { throw OutlookError.noOrigin }
    return .months(backtest, scores)
  }

  private func years(
    _ from: Period, _ to: Period, in world: World
  ) throws -> [YearBacktest.Score] {
    let store = try world.store()
    let last = min(horizons.months.upperBound, YearPanel.longest)
    let scores = try YearBacktest(
      series.map { try YearHistory($0, store) }, YearRecord(store), first: from, last: to,
      horizons: horizons.months.lowerBound...last
    ).scores
    guard !scores.isEmpty else { throw OutlookError.noOrigin }
    return scores
  }
}

/// Scores of forecasts on the past.
package enum BacktestAnswer: Encodable, Sendable {
  /// By method.
  case months(Backtest, [Backtest.Score])
  /// By years ahead.
  case years([YearBacktest.Score])
  /// By days counted.
  case nowcasts([NowcastBacktest.Score])

  private enum CodingKeys: String, CodingKey { case methods, years, nowcasts }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .months(_, let scores): try container.encode(scores, forKey: .methods)
    case .years(let scores): try container.encode(scores, forKey: .years)
    case .nowcasts(let scores): try container.encode(scores, forKey: .nowcasts)
    }
  }
}

/// Months ahead, such as `1-6` or `3`; within 1 to 12.
package struct MonthRange: InputValue {
  package var months: ClosedRange<Int>

  package init(months: ClosedRange<Int>) { self.months = months }

  package static func read(_ text: String) -> Self? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count <= 2, let first = parts.first ?? nil, let last = parts.last ?? nil,
      first >= 1, first <= last, last <= Panel.longest
    else { return nil }
    return Self(months: first...last)
  }

  package var input: String {
    months.count == 1 ? "\(months.lowerBound)" : "\(months.lowerBound)-\(months.upperBound)"
  }

  package static var expectation: InputExpectation {
    .init(
      "months ahead such as 1-6 or 3, within 1 to \(Panel.longest)", "range",
      spanish: "meses por delante como 1-6 o 3, de 1 a \(Panel.longest)")
  }
}
