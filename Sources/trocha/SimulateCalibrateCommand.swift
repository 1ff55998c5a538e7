import ArgumentParser
import Flee
import FleeFitting
import Foundation
import Questions
import Sampling
import Synchronization
import Tabular
import Wording

/// Finds settings of FLEE's rules for conflicts, and says how they do on a conflict that was left out.
struct SimulateCalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Find settings for FLEE instances, and judge them on conflicts that were left out.",
    discussion: """
      Each conflict is left out in turn: settings are found on the others, and the ensemble of the best, weighted, \
      is run on it at full size. What is reported first is how it does there. The search tries settings that fill the \
      ranges evenly, then by generations around the best. Results are kept in evaluations.csv in the output folder; \
      --resume continues from there, and --shard does some of the folds. See docs/fitting.md.

      EXAMPLES
        trocha simulate calibrate conflicts/* --out calibration
        trocha simulate calibrate mali2012 burundi2015 --settings simsetting.yml --parameters ranges.csv
        trocha simulate calibrate conflicts/* --shard 1/7 --out part-1
      """)

  @Argument(help: ArgumentHelp("Folders of FLEE instances with counts.", valueName: "instance"))
  var instances: [String]

  @Option(
    help: ArgumentHelp(
      "Settings to begin with and to compare with (default: each instance's own).",
      valueName: "file"))
  var settings: String?

  @Option(
    help: ArgumentHelp(
      "Settings to look for: setting, low, high, scale (default: fourteen).", valueName: "file"))
  var parameters: String?

  @Option(help: "Settings that are tried first.")
  var first = 200

  @Option(help: "Settings of each later generation.")
  var later = 40

  @Option(help: "Generations after the first.")
  var generations = 5

  @Option(help: "Settings kept: the ensemble.")
  var kept = 30

  @Option(help: "People that a simulated one stands for in the search, at least.")
  var hasten = 10

  @Option(
    help:
      "Simulated people in a run of the search, at most: in larger conflicts each stands for more.")
  var agents = 5000

  @Option(
    help: "Simulated people in a run that what is found is judged by, at most.")
  var judgedAgents = 100_000

  @Option(help: "Seed of the random numbers: the same seed gives the same result.")
  var seed: UInt64 = 1

  @Option(help: "Runs computed at once (default: as many as the machine has cores).")
  var threads: Int?

  @Option(help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "calibration"

  @Flag(help: "Continue from the results in the output folder.")
  var resume = false

  @Option(
    help: ArgumentHelp("Do only these of the folds: part i of n.", valueName: "i/n"))
  var shard: RunShard?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Results of other parts: their evaluations.csv.", valueName: "file"))
  var evaluations: [String] = []

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  func validate() throws {
    guard (2...1_000_000).contains(first), (1...1_000_000).contains(later),
      (0...1000).contains(generations), (1...10_000).contains(kept),
      (1...1_000_000).contains(hasten), (1...1_000_000_000).contains(agents),
      (1...1_000_000_000).contains(judgedAgents),
      threads.map({ $0 >= 1 }) ?? true
    else {
      throw ValidationError(
        "--first is 2 or more, --generations 0 or more, and every other number 1 or more."
      )
    }
  }

  func run() async throws {
    Interruption.listen()
    do {
      try await answer()
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    } catch is Cancelled {
      Output.warn("Stopped; --resume continues from there.")
      throw ExitCode(130)
    }
  }

  private func answer() async throws {
    let file = out + "/evaluations.csv"
    if resume, !FileManager.default.fileExists(atPath: file) {
      throw ValidationError("--resume: there are no evaluations to continue in \(out).")
    }
    let ranges = try parameters.map { path throws(InputError) in try FittedSetting.read(path: path)
    }
    var search = PopulationSearch(ranges ?? FittedSetting.usual)
    (search.first, search.later, search.generations) = (first, later, generations)
    (search.kept, search.seed) = (kept, seed)
    let conflicts = try read()
    try FileManager.default.createDirectory(
      atPath: out, withIntermediateDirectories: true)
    if !resume { try? FileManager.default.removeItem(atPath: file) }
    let known = try EvaluationFile(
      file, others: evaluations, settings: search.settings,
      mark: "seed-\(seed)-hasten-\(hasten)-agents-\(agents)")
    var fitting = LeaveOneOut(conflicts, search, known)
    fitting.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    fitting.isCancelled = { Interruption.isRequested }
    let folds = self.folds(fitting)
    let bar = ProgressBar(total: fitting.runs, unit: "runs")
    let done = Counter()
    fitting.progress = { bar.show(done.add($0)) }
    defer { bar.end() }
    let report = try await fitting.report(folds)
    bar.end()
    try write(report)
    if json { return try printJSON(report) }
    Output.write(FittingText(report).text)
  }

  /// Those of this part.
  private func folds(_ fitting: LeaveOneOut) -> [Int?] {
    let (folds, shard) = (fitting.folds, shard ?? .whole)
    return (0..<shard.size(of: folds.count)).map { folds[shard.run(at: $0)] }
  }

  private func read() throws -> [FittingConflict] {
    var issues = InputIssues(file: "instances")
    var names: Set<String> = []
    let conflicts = instances.compactMap { path -> FittingConflict? in
      let name = URL(fileURLWithPath: path).lastPathComponent.replacing(",", with: "_")
      let read = issues.collect { () throws(InputError) in
        try FleeInstanceReader.read(path, settings: settings)
      }
      guard let instance = read else { return nil }
      if instance.counts == nil {
        issues.add(expected: "counts to compare with", found: "none in \(path)")
      }
      if !names.insert(name).inserted {
        issues.add(expected: "each conflict once", found: "\(name) again")
      }
      return FittingConflict(
        name: name, instance: instance, scaleDown: hasten, most: agents, judgedMost: judgedAgents)
    }
    try issues.check()
    return conflicts
  }

  private func write(_ report: FittingReport) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try Data(encoder.encode(report)).write(
      to: URL(fileURLWithPath: out + "/calibration.json"), options: .atomic)
    guard let best = report.ensemble.first else { return }
    let sections = Dictionary(grouping: report.settings, by: \.section).sorted { $0.key < $1.key }
    let lines = sections.flatMap { section, settings in
      ["\(section):\n"]
        + settings.compactMap { setting in
          best.values[setting.setting].map { "  \(setting.setting): \(CSVWriter.number($0))\n" }
        }
    }
    try Data(lines.joined().utf8).write(
      to: URL(fileURLWithPath: out + "/settings.yml"), options: .atomic)
    var table = CSVWriter(header: ["weight", "objective"] + report.settings.map(\.setting))
    for member in report.ensemble {
      table.write(
        [CSVWriter.number(member.weight), CSVWriter.number(member.objective)]
          + report.settings.map { CSVWriter.number(member.values[$0.setting] ?? .nan) })
    }
    try Data(table.text.utf8).write(
      to: URL(fileURLWithPath: out + "/ensemble.csv"), options: .atomic)
  }
}

/// Counts what several threads have done.
final class Counter: Sendable {
  private let value = Mutex(0)

  func add(_ number: Int) -> Int {
    value.withLock {
      $0 += number
      return $0
    }
  }
}
