import ArgumentParser
import Estimation
import Foundation
import Outlook
import Periods
import Record
import Wording

/// A series' months without a gap, from the last gap on.
enum MonthlySeries {
  static func read(_ query: String, _ store: RecordStore, asOf: Day?) throws -> Backtest.Series {
    let selection = try SelectionParser(store.vocabulary).selection(query)
    let timeline = try store.timeline(selection, asOf: asOf)
    var months: [Period] = []
    var values: [Double] = []
    for observation in timeline.observations(every: .month) {
      if let value = observation.value, !observation.isPartial {
        months.append(observation.period)
        values.append(value)
      } else {
        months = []
        values = []
      }
    }
    return Backtest.Series(name: query, months: months, values: values)
  }
}

struct OutlookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outlook",
    abstract: "Forecast the next months of a series, with bands.",
    discussion: """
      Methods: \(ForecastMethods.all.map(\.name).joined(separator: ", ")). Bands \
      never go below zero; docs/outlook.md says how each works, and how they have done.

      EXAMPLES
        trocha outlook usbp-southwest-venezuelans
        trocha outlook darien --months 3 --method ets --as-of 2023-10-05
      """)

  @OptionGroup var query: QueryArgument

  @Option(help: ArgumentHelp("Months ahead, 1 to 12.", valueName: "number"))
  var months = 6

  @Option(help: ArgumentHelp("Method.", valueName: "name"))
  var method = ForecastMethods.all[0].name

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Flag(name: .long, help: "Answer as CSV.")
  var csv = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func validate() throws {
    if !(1...12).contains(months) { throw ValidationError("--months must be from 1 to 12.") }
    if ForecastMethods.named(method) == nil {
      let names = ForecastMethods.all.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no method \"\(method)\"; there are \(names).")
    }
  }

  private struct Answer: Encodable {
    struct Month: Encodable {
      var month: String
      var q025: Double
      var q10: Double
      var q50: Double
      var q90: Double
      var q975: Double
    }
    var series: String
    var method: String
    var origin: String
    var months: [Month]
  }

  func run() throws {
    let name = query.words.joined(separator: " ")
    let series = try MonthlySeries.read(name, options.store(), asOf: asOf.asOf)
    guard let last = series.months.last,
      let forecast = ForecastMethods.named(method)?.forecast(series.values, months: months)
    else {
      Output.warn(
        "\(name) has \(series.values.count) months without a gap, too few for the method \(method)."
      )
      throw ExitCode(1)
    }
    let answer = Answer(
      series: name, method: method, origin: "\(last)",
      months: forecast.quantiles.enumerated().map { index, q in
        let month = Period.month(of: last.first.adding(months: index + 1))
        return Answer.Month(
          month: "\(month)", q025: q[0].rounded(), q10: q[1].rounded(), q50: q[2].rounded(),
          q90: q[3].rounded(), q975: q[4].rounded())
      })
    if json { return try printJSON(answer) }
    Output.write(csv ? table(answer) : text(answer, series))
  }

  private func table(_ answer: Answer) -> String {
    let rows = answer.months.map { month in
      "\(month.month),"
        + [month.q025, month.q10, month.q50, month.q90, month.q975].map { "\(Int($0))" }
        .joined(separator: ",")
    }
    return (["month,q025,q10,q50,q90,q975"] + rows).joined(separator: "\n") + "\n"
  }

  private func text(_ answer: Answer, _ series: Backtest.Series) -> String {
    let language = options.lang
    var lines = [
      Terminal.bold(
        language(
          "\(answer.series): outlook from \(answer.origin), method \(answer.method)",
          "\(answer.series): pronóstico desde \(answer.origin), método \(answer.method)")), "",
    ]
    for (month, value) in zip(series.months, series.values).suffix(3) {
      lines.append("\(month)  \(language.number(value))")
    }
    for month in answer.months {
      lines.append(
        "\(month.month)  "
          + language(
            "\(language.number(month.q50))  (8 in 10: \(language.number(month.q10)) – \(language.number(month.q90)); 95 in 100: \(language.number(month.q025)) – \(language.number(month.q975)))",
            "\(language.number(month.q50))  (8 de 10: \(language.number(month.q10)) – \(language.number(month.q90)); 95 de 100: \(language.number(month.q025)) – \(language.number(month.q975)))"
          ))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "How forecasts of a series would have done, from rolling origins.",
    discussion: """
      Each origin sees the months up to it, in today's vintages: first releases are hardly held. \
      Scores: MASE against last month's value, weighted quantile loss, coverage of 80 % and 95 %.

      EXAMPLES
        trocha backtest usbp-southwest darien --from 2022-06 --to 2024-03
        trocha backtest darien-venezuelans --from 2023-01 --to 2023-12 --horizons 1-3 --json
      """)

  @Argument(help: ArgumentHelp("Series, by name or query.", valueName: "series"))
  var series: [String]

  @Option(help: ArgumentHelp("First origin.", valueName: "YYYY-MM"))
  var from: Period

  @Option(help: ArgumentHelp("Last origin.", valueName: "YYYY-MM"))
  var to: Period

  @Option(help: ArgumentHelp("Months ahead: a number or a range such as 1-6.", valueName: "range"))
  var horizons = "1-6"

  @Option(help: ArgumentHelp("A method; all when left out.", valueName: "name"))
  var method: String?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  private var range: ClosedRange<Int>? {
    let parts = horizons.split(separator: "-").map { Int($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2,
      first >= 1, first <= last, last <= 12
    else { return nil }
    return first...last
  }

  func validate() throws {
    if range == nil { throw ValidationError("--horizons must be such as 1-6, within 1 to 12.") }
    if let method, ForecastMethods.named(method) == nil {
      let names = ForecastMethods.all.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no method \"\(method)\"; there are \(names).")
    }
  }

  func run() throws {
    let store = try options.store()
    let backtest = Backtest(
      try series.map { try MonthlySeries.read($0, store, asOf: nil) }, first: from, last: to,
      horizons: range ?? 1...6)
    let methods = ForecastMethods.all.filter { method == nil || $0.name == method }
    let scores = methods.compactMap(backtest.score)
    guard !scores.isEmpty else {
      Output.warn("There is no origin from which any of these series can be forecast.")
      throw ExitCode(1)
    }
    struct Answer: Encodable {
      var methods: [Backtest.Score]
    }
    if json { return try printJSON(Answer(methods: scores)) }
    func shown(_ value: Double) -> String { String(format: "%8.3f", value) }
    var lines = [Terminal.bold("method              n     MASE      WQL   in 80 %   in 95 %")]
    for score in scores {
      lines.append(
        score.method.padding(toLength: 16, withPad: " ", startingAt: 0)
          + String(format: "%5d", score.n) + " " + shown(score.mase) + " " + shown(score.wql) + "  "
          + shown(score.coverage80) + "  " + shown(score.coverage95))
    }
    Output.write(lines.joined(separator: "\n") + "\n")
  }
}
