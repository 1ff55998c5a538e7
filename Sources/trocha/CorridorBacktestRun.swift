import ArgumentParser
import Corridors
import Forecasting
import Foundation
import Periods
import Questions
import Wording

/// What is scored beside forecasts of series.
enum BacktestModel: String, CaseIterable, ExpressibleByArgument {
  case corridor
}

struct CorridorBacktestOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(help: ArgumentHelp("Runs from each origin.", valueName: "number"))
  var runs = 100

  @Option(
    help: ArgumentHelp(
      "Members of the calibrations, which are made anew every six months.", valueName: "number"))
  var members = 120

  @Flag(
    help: "Write the scores into the corridor's folder, where what-ifs say how earlier ones did.")
  var install = false

  @Option(help: ArgumentHelp("Threads (default: all cores).", valueName: "number"))
  var threads: Int?

  func check(_ asking: QuestionArguments<BacktestQuestion>) throws {
    guard (2...100_000).contains(runs) else {
      throw ValidationError("--runs: expected a number from 2 to 100,000, found \(runs).")
    }
    guard (20...100_000).contains(members) else {
      throw ValidationError("--members: expected a number from 20 to 100,000, found \(members).")
    }
    _ = try question(asking)
  }

  func question(
    _ asking: QuestionArguments<BacktestQuestion>
  ) throws -> CorridorBacktestQuestion {
    var question = CorridorBacktestQuestion()
    (question.runs, question.members) = (runs, members)
    question.from = try month("from", asking)
    question.to = try month("to", asking)
    return question
  }

  /// The command that gives the scores again.
  func command(_ question: CorridorBacktestQuestion) -> String {
    func option(_ name: String, _ period: Period?) -> String {
      period.map { " --\(name) " + "\($0.first)".prefix(7) } ?? ""
    }
    return "trocha backtest --model corridor" + option("from", question.from)
      + option("to", question.to) + " --runs \(runs) --members \(members)"
  }

  private func month(
    _ name: String, _ asking: QuestionArguments<BacktestQuestion>
  ) throws -> Period? {
    guard let text = try asking.value(name, InputRule<String>.any) else { return nil }
    guard let day = Day(text + "-01") else {
      throw ValidationError("--\(name): expected a month such as 2023-10, found \(text).")
    }
    return Period.month(of: day)
  }
}

/// `trocha backtest --model corridor`.
struct CorridorBacktestRun {
  let options: CorridorBacktestOptions
  let asking: QuestionArguments<BacktestQuestion>
  let record: RecordOptions
  let json: Bool

  func run() async throws {
    let question = try options.question(asking)
    var world = record.world(corridor: options.corridor, threads: options.threads)
    Interruption.listen()
    world.isCancelled = { Interruption.isRequested }
    let bar = ProgressBar(total: 100, unit: "%")
    world.progress = { done, of in bar.show(done * 100 / max(1, of)) }
    let answer: CorridorBacktest
    do {
      answer = try await question.answer(in: world)
    } catch let stopped as Stopped {
      Output.warn("\(stopped)")
      throw ExitCode(130)
    }
    bar.end()
    if options.install {
      try answer.track(command: options.command(question)).write(to: world.folder())
    }
    if json { return try printJSON(CorridorBacktestText.Printed(answer)) }
    Output.write(CorridorBacktestText(answer, record.lang).text)
  }
}

/// The scores as a table.
struct CorridorBacktestText {
  let answer: CorridorBacktest
  let language: Language

  init(_ answer: CorridorBacktest, _ language: Language) {
    self.answer = answer
    self.language = language
  }

  struct Printed: Encodable {
    var backtest: CorridorBacktest
    var scores: [CorridorBacktest.Score]

    init(_ backtest: CorridorBacktest) {
      self.backtest = backtest
      scores = backtest.scores
    }
  }

  var text: String {
    var table = TextTable([
      (language("Total of", "Total de"), .left), (language("months", "meses"), .right),
      (language("by", "según"), .left), (language("origins", "orígenes"), .right),
      (language("in 80 %", "en 80 %"), .right), (language("in 95 %", "en 95 %"), .right),
      (language("width ÷ came", "ancho ÷ real"), .right),
      (language("middle ÷ came", "centro ÷ real"), .right), (language("loss", "pérdida"), .right),
    ])
    for score in answer.scores {
      table.add(
        [
          score.label, "\(score.months)", name(score.method), "\(score.origins)",
          percent(score.coverage80), percent(score.coverage95),
        ] + [score.width, score.middle].map { language.number($0, decimals: 2) }
          + [language.number(score.loss, decimals: 3)])
    }
    return table.text()
  }

  private func percent(_ part: Double) -> String {
    language.number(part * 100, decimals: 0) + " %"
  }

  private func name(_ method: CorridorBacktest.Method) -> String {
    switch method {
    case .model: language("what-if", "simulación")
    case .alone: language("model alone", "solo el modelo")
    case .outlook: language("outlook", "pronóstico")
    case .persistence: language("last value", "último valor")
    }
  }
}
