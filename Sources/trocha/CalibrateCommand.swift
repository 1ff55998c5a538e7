import ArgumentParser
import CorridorModel
import Corridors
import Foundation
import Periods
import Questions
import Record
import Reports
import Tabular

package struct CalibrateCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: CalibrationQuestion.summary,
    discussion: """
      Runs the cohort engine on all cores for an ensemble of parameters and calibrates them to the \
      monthly series by an ensemble smoother. Months after the training period are never used to fit; \
      the model is scored on them, given the entries. Reports for each parameter whether the record \
      identifies it. Ctrl-C writes a checkpoint; --resume continues from it.

      The posterior is written to posterior.json in the output folder; copied into the corridor's \
      folder, or with --install, `trocha simulate corridor` and `trocha whatif` use it.

      EXAMPLES
        trocha calibrate venezuela-us
        trocha calibrate my-corridor/ --from 2022-01 --through 2023-09 --members 200 --install
      """)

  @OptionGroup package var asking: QuestionArguments<CalibrationQuestion>

  @Option(
    help: ArgumentHelp(
      "Runs computed in parallel (default: all cores).", valueName: "number"))
  var threads: Int?

  @Option(help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "calibration"

  @Flag(help: "Continue from the checkpoint in the output folder.")
  var resume = false

  @Flag(help: "Write the posterior into the corridor's own folder as well.")
  var install = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  package init() {}

  package func run() async throws {
    let question = try question
    let corridor = question.corridors.first ?? CorridorFolder.standard
    var world = options.world(corridor: corridor, threads: threads)
    world.isCancelled = { Interruption.isRequested }
    let movement = try CorridorArguments.movement(world.folder())
    let calibration: Calibration
    do {
      calibration = try question.calibration(of: movement, in: world)
    } catch let faults as InputFaults {
      Output.warn("\(faults)")
      throw ExitCode(2)
    }
    Interruption.listen()
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let state = try await fit(question, calibration, world)
    let progress = ProgressBar(total: question.members, unit: "runs of the validation")
    world.progress = { done, _ in progress.show(done) }
    let answer = await question.answer(calibration, state, in: world)
    progress.end()
    try write(calibration, state, answer.report, try world.folder())
    if json { return try printJSON(answer) }
    Output.write(CalibrationText(answer.report, out: out).text)
  }

  private func fit(
    _ question: CalibrationQuestion, _ calibration: Calibration, _ world: World
  ) async throws -> Calibration.State {
    var world = world
    let checkpoint = URL(fileURLWithPath: out).appending(path: "checkpoint.json")
    let settings = question.commandWords.joined(separator: " ")
    let start = resume ? try earlier(checkpoint, settings) : nil
    let total = (calibration.allSteps + Calibration.extraPasses) * question.members
    let progress = ProgressBar(
      total: total, done: (start?.passes(question.steps) ?? 0) * question.members, unit: "runs")
    world.progress = { done, _ in progress.show(done) }
    let state = await question.fit(calibration, from: start, in: world)
    progress.end()
    let kept = Checkpoint(settings: settings, state: state)
    try FileWriting.write(JSONEncoder().encode(kept), to: checkpoint.path)
    guard state.isDone else {
      Output.warn("Stopped; --resume continues from the checkpoint in \(out).")
      throw ExitCode(130)
    }
    return state
  }

  private struct Checkpoint: Codable {
    /// What it belongs to: the question as a command line.
    var settings: String
    var state: Calibration.State
  }

  private func earlier(_ file: URL, _ settings: String) throws -> Calibration.State {
    guard let data = try? Data(contentsOf: file),
      let kept = try? JSONDecoder().decode(Checkpoint.self, from: data), kept.settings == settings
    else {
      Output.warn("There is no checkpoint of this calibration in \(out).")
      throw ExitCode(2)
    }
    return kept.state
  }

  private func write(
    _ calibration: Calibration, _ state: Calibration.State, _ report: CalibrationReport,
    _ folder: CorridorFolder
  ) throws {
    // Read back as it is written: not in the spelling of answers.
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let posterior = try encoder.encode(Posterior(calibration, state, command: report.command))
    let url = URL(fileURLWithPath: out)
    try (posterior + Data("\n".utf8)).write(
      to: url.appending(path: "posterior.json"), options: .atomic)
    try AnswerJSON.data(report).write(
      to: url.appending(path: "calibration.json"), options: .atomic)
    if install {
      try (posterior + Data("\n".utf8)).write(
        to: URL(fileURLWithPath: folder.path).appending(path: "posterior.json"), options: .atomic)
    }
  }
}

/// A calibration's findings for the terminal.
struct CalibrationText {
  private let report: CalibrationReport
  private let out: String

  init(_ report: CalibrationReport, out: String) {
    self.report = report
    self.out = out
  }

  var text: String {
    var lines = [Terminal.bold("What the record identifies"), ""]
    for parameter in report.parameters {
      let band = "\(number(parameter.posterior[1])) – \(number(parameter.posterior[3]))"
      let prior = "\(number(parameter.prior[1])) – \(number(parameter.prior[3]))"
      lines.append(
        pad(parameter.label, 58) + pad(band, 18) + pad("(before: \(prior))", 28)
          + parameter.verdict.text
          + (parameter.goesWith.isEmpty
            ? "" : ", goes with \(parameter.goesWith.joined(separator: ", "))"))
    }
    lines += ["", Terminal.bold("Each series"), ""]
    for series in report.series {
      lines.append(
        pad(series.label, 36)
          + "fitted months in the 80 % band: \(percent(series.trainingCoverage80))"
          + ", spread around the model ×\(number(exp(series.discrepancy)))")
      if let validation = series.validation {
        lines.append(
          pad("", 36)
            + "\(validation.months) months ahead: \(percent(validation.coverage80)) in the band; "
            + "weighted quantile loss \(number(validation.model)) "
            + "(persistence \(number(validation.persistence)), regression on entries "
            + "\(number(validation.regression)))")
      }
    }
    lines += ["", "Files: \(out)/posterior.json, \(out)/calibration.json"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text.count >= width ? text + " " : text.padding(toLength: width, withPad: " ", startingAt: 0)
  }

  private func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }

  private func number(_ value: Double) -> String {
    let digits = abs(value) >= 100 ? 0 : abs(value) >= 1 ? 2 : 3
    return String(format: "%.\(digits)f", value)
  }
}
