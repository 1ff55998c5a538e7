import ArgumentParser
import CorridorModel
import Corridors
import Foundation
import Periods
import Questions
import Record
import Reports

struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Calibrate the parameters of a corridor's movement to the record.",
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

  @Argument(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(
    help: ArgumentHelp(
      "First month to fit (default: the corridor's start).", valueName: "YYYY-MM"))
  var from: Period?

  @Option(help: ArgumentHelp("Last month to fit.", valueName: "YYYY-MM"))
  var through: Period = Period.month(of: Day(year: 2023, month: 9, day: 1) ?? Day(number: 0))

  @Option(
    name: .customLong("validate"),
    help: ArgumentHelp(
      "Last month of the validation (default: the last one counted).", valueName: "YYYY-MM"))
  var validateThrough: Period?

  @Option(help: ArgumentHelp("Members of the ensemble.", valueName: "number"))
  var members = 300

  @Option(help: ArgumentHelp("Steps of each round of smoothing.", valueName: "number"))
  var steps = 4

  @Option(help: ArgumentHelp("Seed of the random numbers.", valueName: "number"))
  var seed: UInt64 = 1

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

  func validate() throws {
    if members < 20 { throw ValidationError("--members must be 20 or more.") }
    if !(1...20).contains(steps) { throw ValidationError("--steps must be from 1 to 20.") }
  }

  func run() async throws {
    let folder = try CorridorFolder(corridor)
    let movement = try CorridorArguments.movement(folder)
    let record = try CorridorFigures(options.store()).record(for: movement)
    let first = from?.first ?? movement.plan.start
    guard let training = Period(from: first, through: through.last), first >= movement.plan.start
    else {
      Output.warn("The training must begin on \(movement.plan.start) or later and end after that.")
      throw ExitCode(2)
    }
    let calibration = Calibration(
      movement, record: record, training: training, members: members, steps: steps, seed: seed)
    guard !calibration.fitted.isEmpty else {
      Output.warn("The corridor has no series to fit, apart from entries.")
      throw ExitCode(2)
    }
    Interruption.listen()
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let state = try await fit(calibration)
    let last = validateThrough ?? lastCounted(calibration) ?? through
    let progress = ProgressBar(total: members, unit: "runs of the validation")
    let report = await CalibrationReporter(calibration, state).report(
      through: last, threads: usedThreads, command: commandLine, progress: { progress.show($0) })
    progress.end()
    try write(calibration, state, report, folder)
    if json { return try printJSON(report) }
    Output.write(CalibrationText(report, out: out).text)
  }

  private var usedThreads: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  private func fit(_ calibration: Calibration) async throws -> Calibration.State {
    let checkpoint = URL(fileURLWithPath: out).appending(path: "checkpoint.json")
    let start = resume ? try earlier(checkpoint, calibration) : nil
    let perStep = members
    let total = (calibration.allSteps + Calibration.extraPasses) * perStep
    let progress = ProgressBar(
      total: total, done: (start?.passes(steps) ?? 0) * perStep, unit: "runs")
    let state = await calibration.run(
      from: start, threads: usedThreads, isCancelled: { Interruption.isRequested },
      progress: { done, state in progress.show(state.passes(steps) * perStep + done) })
    progress.end()
    let kept = Checkpoint(settings: settings, state: state)
    try JSONEncoder().encode(kept).write(to: checkpoint, options: .atomic)
    guard state.isDone else {
      Output.warn("Stopped; --resume continues from the checkpoint in \(out).")
      throw ExitCode(130)
    }
    return state
  }

  /// What a checkpoint belongs to.
  private var settings: String {
    "\(corridor) \(from.map { "\($0.first)" } ?? "start") \(through.first) \(members) \(steps) \(seed)"
  }

  private struct Checkpoint: Codable {
    var settings: String
    var state: Calibration.State
  }

  private func earlier(_ file: URL, _ calibration: Calibration) throws -> Calibration.State {
    guard let data = try? Data(contentsOf: file),
      let kept = try? JSONDecoder().decode(Checkpoint.self, from: data), kept.settings == settings
    else {
      Output.warn("There is no checkpoint of this calibration in \(out).")
      throw ExitCode(2)
    }
    return kept.state
  }

  private func lastCounted(_ calibration: Calibration) -> Period? {
    let given = calibration.corridor.plan.entries.compactMap(\.count)
    return given.compactMap { calibration.record.counts[$0]?.keys.max { $0.first < $1.first } }.max
    {
      $0.first < $1.first
    }
  }

  private func write(
    _ calibration: Calibration, _ state: Calibration.State, _ report: CalibrationReport,
    _ folder: CorridorFolder
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let posterior = try encoder.encode(Posterior(calibration, state, command: commandLine))
    let url = URL(fileURLWithPath: out)
    try (posterior + Data("\n".utf8)).write(
      to: url.appending(path: "posterior.json"), options: .atomic)
    encoder.outputFormatting.insert(.prettyPrinted)
    try encoder.encode(report).write(to: url.appending(path: "calibration.json"), options: .atomic)
    if install {
      try (posterior + Data("\n".utf8)).write(
        to: URL(fileURLWithPath: folder.path).appending(path: "posterior.json"), options: .atomic)
    }
  }

  private var commandLine: String {
    var words = ["trocha calibrate \(URL(fileURLWithPath: corridor).lastPathComponent)"]
    if let from { words.append("--from \("\(from.first)".prefix(7))") }
    words.append("--through \("\(through.first)".prefix(7)) --members \(members)")
    if steps != 4 { words.append("--steps \(steps)") }
    words.append("--seed \(seed)")
    return words.joined(separator: " ")
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
