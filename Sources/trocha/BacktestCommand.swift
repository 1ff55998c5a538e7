import ArgumentParser
import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Reports
import Wording

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Score forecasts of series on past months, from rolling origins.",
    discussion: """
      Each origin is the day on which its last month was first known, and uses what was published by \
      that day; outcomes come from today's vintages. Scores: mean absolute scaled error of the \
      median, weighted quantile loss, continuous ranked probability score, coverage of the bands of \
      80 % and 95 %, and the chance of as large a difference from persistence (Diebold–Mariano).

      EXAMPLES
        trocha backtest usbp-southwest darien --from 2022-06 --to 2024-03
        trocha backtest darien-venezuelans --from 2023-01 --to 2023-12 --horizons 1-3 --json
        trocha backtest --list series.txt --from 2022-06 --to 2024-03 --html backtest.html
      """)

  @Argument(help: ArgumentHelp("Series, by name or query.", valueName: "series"))
  var series: [String] = []

  @Option(
    help: ArgumentHelp("File with a series' name or query on each line.", valueName: "file"))
  var list: String?

  @Option(help: ArgumentHelp("First origin.", valueName: "YYYY-MM"))
  var from: Period

  @Option(help: ArgumentHelp("Last origin.", valueName: "YYYY-MM"))
  var to: Period

  @Option(help: ArgumentHelp("Months ahead: a number or a range such as 1-6.", valueName: "range"))
  var horizons = "1-6"

  @Option(help: ArgumentHelp("A method (default: all).", valueName: "name"))
  var method: String?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write a page that compares each origin's fan with the outcome.", valueName: "file"))
  var html: String?

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
    if from.granularity != .month || to.granularity != .month || to.first < from.first {
      throw ValidationError("--from and --to must be months such as 2022-06, in order.")
    }
    if series.isEmpty, list == nil {
      throw ValidationError("Name a series, or a file of names with --list.")
    }
    if let method, !ForecastMethods.names.contains(method) {
      throw ValidationError(OutlookError.unknownMethod(method).description)
    }
  }

  /// The series asked for; in a file, empty lines and those after a `#` are passed over.
  private func queries() throws -> [String] {
    guard let list else { return series }
    let text = try String(contentsOfFile: list, encoding: .utf8)
    return series
      + text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  func run() throws {
    let queries = try queries()
    let bar = ProgressBar(total: queries.count, unit: "series")
    let isCombined = method == nil || method == Combination.name
    let backtest = try Backtest.run(
      queries, store: options.store(), first: from, last: to, horizons: range ?? 1...6,
      methods: ForecastMethods.all.filter { isCombined || $0.name == method },
      progress: { bar.show(Int($0 * Double(queries.count))) })
    bar.end()
    let scores = backtest.scores().filter { method == nil || $0.method == method }
    guard !scores.isEmpty else {
      Output.warn("There is no origin from which any of these series can be forecast.")
      throw ExitCode(1)
    }
    if let html { try write(backtest, scores, to: html) }
    struct Answer: Encodable {
      var methods: [Backtest.Score]
    }
    if json { return try printJSON(Answer(methods: scores)) }
    Output.write(table(scores))
  }

  private func table(_ scores: [Backtest.Score]) -> String {
    let language = options.lang
    var table = TextTable([
      (language("Method", "Método"), .left), ("n", .right), ("MASE", .right), ("WQL", .right),
      ("CRPS", .right), (language("in 80 %", "en 80 %"), .right),
      (language("in 95 %", "en 95 %"), .right),
      (language("p against persistence", "p frente a persistence"), .right),
    ])
    for score in scores {
      let p = score.againstPersistence.map { test in
        language.number(test.p, decimals: 3)
          + (test.statistic < 0 ? language(" better", " mejor") : language(" worse", " peor"))
      }
      table.add(
        [score.method, "\(score.n)"]
          + [score.mase, score.wql, score.crps, score.coverage80, score.coverage95]
          .map { language.number($0, decimals: 3) } + [p ?? "–"])
    }
    return table.text()
  }
}

extension BacktestCommand {
  private func write(_ backtest: Backtest, _ scores: [Backtest.Score], to path: String) throws {
    let corridor = try CorridorFolder(CorridorFolder.standard).corridor()
    var words = ["trocha backtest"] + series
    if list != nil { words.append("--list series.txt") }
    words += ["--from \(from)", "--to \(to)", "--horizons \(horizons)"]
    if let method { words.append("--method \(method)") }
    let page = BacktestPage(
      backtest, scores, corridor: corridor, language: options.lang, version: Trocha.version,
      command: words.joined(separator: " "))
    try writePage(page.content, corridor, to: path)
  }
}
