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
    ]
  }

  /// Series in one answer, each of which takes seconds.
  private static let most = 100

  package func faults() -> [InputFault] {
    var faults: [InputFault] = []
    if series.count > Self.most {
      faults.append(
        InputFault(
          "series", expected: "at most \(Self.most) series", found: "\(series.count) of them"))
    }
    if let from, let to, to.first < from.first {
      faults.append(
        InputFault("to", expected: "a month that does not come before \(from)", found: "\(to)"))
    }
    return faults
  }

  /// - Throws: a `QuestionError` for words that the record does not understand, an `OutlookError` where
  ///   nothing can be scored.
  package func answer(in world: World) async throws -> BacktestAnswer {
    guard let from, let to else {
      throw InputFaults("from", expected: "a month such as 2023-10", found: nil)
    }
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
    return BacktestAnswer(backtest: backtest, methods: scores)
  }
}

/// Scores by method.
package struct BacktestAnswer: Encodable, Sendable {
  package var backtest: Backtest
  package var methods: [Backtest.Score]

  private enum CodingKeys: String, CodingKey { case methods }
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
    .init("months ahead such as 1-6 or 3, within 1 to \(Panel.longest)", "range")
  }
}
