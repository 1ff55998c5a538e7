import ArgumentParser
import Forecasting
import Foundation
import Questions
import Reports
import Wording

package struct BacktestCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: BacktestQuestion.summary,
    discussion: """
      Each origin is the day on which its last month was first known, and uses what was published by \
      that day; outcomes come from today's vintages. Scores: mean absolute scaled error of the \
      median, weighted quantile loss, continuous ranked probability score, coverage of the bands of \
      80 % and 95 %, and the chance of as large a difference from persistence (Diebold–Mariano).

      EXAMPLES
        trocha backtest usbp-southwest darien --from 2022-06 --to 2024-03
        trocha backtest darien-venezuelans --from 2023-01 --to 2023-12 --horizons 1-3 --json
        trocha backtest --list series.txt --from 2020-12 --to 2025-04 --years
        trocha backtest --list series.txt --from 2022-06 --to 2024-03 --html backtest.html
        trocha backtest venezuelans-abroad --every year --from 2010-01 --to 2024-12
        trocha backtest missing-migrants-americas --nowcast --from 2020-01 --to 2025-04
        trocha backtest --model corridor --from 2022-01
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<BacktestQuestion>

  @Option(
    help: ArgumentHelp("File with a series' name or query on each line.", valueName: "file"))
  var list: String?

  @Option(
    help: ArgumentHelp(
      "Score the what-ifs of a corridor (corridor), by totals over 3, 6 and 9 months.",
      valueName: "model"))
  var model: BacktestModel?

  @OptionGroup(title: "With --model corridor") var corridor: CorridorBacktestOptions

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write a page that compares each origin's fan with the outcome.", valueName: "file"))
  var html: String?

  @Flag(name: .long, help: "Show the scores of each year's origins too.")
  var years = false

  @OptionGroup var workbook: WorkbookOption
  @OptionGroup var options: RecordOptions

  /// With the series of a file; in it, empty lines and those after a `#` are passed over.
  private var asked: BacktestQuestion {
    get throws {
      guard let list else { return try question }
      let text = try String(contentsOfFile: list, encoding: .utf8)
      let names = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty && !$0.hasPrefix("#") }
      return try asking.question { $0["series"] += names }
    }
  }

  package func validate() throws {
    guard model == nil else {
      guard workbook.xlsx == nil else {
        throw ValidationError(
          "--xlsx: leave it out beside --model corridor; --json has its scores.")
      }
      guard !asking.givenNames.contains("series") else {
        throw ValidationError(
          "series: leave them out beside --model corridor, which scores the corridor's own.")
      }
      return try corridor.check(asking)
    }
    let asked = try asked
    if years, asked.every != BacktestQuestion().every || asked.nowcast {
      throw ValidationError(
        "--years: it shows scores of months; leave --every year and --nowcast out.")
    }
  }

  package func run() async throws {
    if model == .corridor {
      return try await CorridorBacktestRun(
        options: corridor, asking: asking, record: options, json: json
      ).run()
    }
    let question = try asked
    var world = options.world()
    let bar = ProgressBar(total: question.series.count, unit: "series")
    world.progress = { done, _ in bar.show(done) }
    let answer = try await question.answer(in: world)
    bar.end()
    if let html {
      guard let page = try BacktestPage(answer, question, world) else {
        throw ValidationError(
          "--html shows forecasts of months; leave --every year and --nowcast out.")
      }
      try writePage(page.content, world, to: html)
    }
    try workbook.take(question, answer, world)
    if json { return try printJSON(answer) }
    switch answer {
    case .months(_, let scores):
      Output.write(table(scores) + (years ? "\n" + yearTable(scores) : ""))
    case .years(let scores): Output.write(YearOutlookText(options.lang).scores(scores))
    case .nowcasts(let scores): Output.write(nowcastTable(scores))
    }
  }

  /// For each year of the origins the weighted quantile loss and the parts within the bands.
  private func yearTable(_ scores: [Backtest.Score]) -> String {
    let language = options.lang
    let years = Set(scores.flatMap { $0.byYear.map(\.year) }).sorted()
    var table = TextTable(
      [(language("Method: WQL, in 80 %, in 95 %", "Método: WQL, en 80 %, en 95 %"), .left)]
        + years.map { ("\($0)", .right) })
    for score in scores {
      table.add(
        [score.method]
          + years.map { year in
            score.byYear.first { $0.year == year }.map { own in
              [own.wql, own.coverage80, own.coverage95].map { language.number($0, decimals: 2) }
                .joined(separator: " ")
            } ?? "–"
          })
    }
    return table.text()
  }

  /// By days counted.
  private func nowcastTable(_ scores: [NowcastBacktest.Score]) -> String {
    let language = options.lang
    var table = TextTable([
      (language("Days", "Días"), .left), ("n", .right), ("WQL", .right),
      (language("in 80 %", "en 80 %"), .right), (language("in 95 %", "en 95 %"), .right),
      (language("error", "error"), .right),
      (language("of the same pace", "del mismo ritmo"), .right),
      (language("of the month before", "del mes anterior"), .right),
    ])
    for score in scores {
      table.add(
        ["\(score.days)", "\(score.n)"]
          + [
            score.wql, score.coverage80, score.coverage95, score.error, score.errorPace,
            score.errorLast,
          ].map { language.number($0, decimals: 3) })
    }
    return table.text()
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
