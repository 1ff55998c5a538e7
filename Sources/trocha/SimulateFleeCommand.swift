import ArgumentParser
import Flee
import Foundation
import Sampling

struct SimulateFleeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flee",
    abstract: "Run a FLEE instance, once or many times.",
    discussion: """
      One run writes out.csv with FLEE's columns; several write ensemble.csv with the mean, variance
      and quantiles of every place and day. Both also write summary.json and a page, simulation.html.
      Ctrl-C keeps the finished runs; --resume continues from there.

      EXAMPLES
        trocha simulate flee mali2012
        trocha simulate flee mali2012 --settings simsetting.yml --runs 200 --out mali
        trocha simulate flee mali2012 --runs 100 --vary max_move_speed=200..500
      """)

  @OptionGroup var arguments: InstanceArguments

  @Option(
    name: .long, help: "person: everyone individually; cohort: people in the same state together.")
  var engine: EngineKind = .person

  @Option(name: .long, help: "How many runs.")
  var runs = 1

  @Option(name: .long, help: "Seed of the random numbers: the same seed gives the same result.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Runs computed at once (default: as many as the machine has cores).")
  var threads: Int?

  @Option(name: .long, help: "Days to simulate (default: those of sim_period.csv).")
  var days: Int?

  @Option(name: .long, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "simulation"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A setting drawn evenly from a range for each run; may be given again.",
      valueName: "key=low..high"))
  var vary: [Ensemble.Variation] = []

  @Flag(name: .long, help: "Continue the interrupted ensemble in the folder.")
  var resume = false

  @Flag(name: .long, help: "Write no page.")
  var noPage = false

  @Flag(name: .long, help: "Print the summary as JSON.")
  var json = false

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs must be 1 or more.") }
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
    if let days, !(1...1_000_000).contains(days) {
      throw ValidationError("--days must be from 1 to 1,000,000.")
    }
    for variation in vary {
      var settings = MovementSettings()
      for bound in [variation.low, variation.high] where !settings.set(variation.key, to: bound) {
        throw ValidationError(
          "--vary: \(variation.key) is not a setting that can be \(bound). "
            + "Settings with numbers: \(MovementSettings.numberKeys.joined(separator: ", ")).")
      }
    }
  }

  func run() async throws {
    let instance = try arguments.read()
    if engine == .cohort, let reason = CohortEngine.refusal(of: instance) {
      Output.warn(reason)
      throw ExitCode(2)
    }
    Interruption.listen()
    let folder = SimulationFolder(path: out)
    if runs == 1, vary.isEmpty {
      try single(instance, folder)
    } else {
      try await ensemble(instance, folder)
    }
  }

  // MARK: One run

  private func single(_ instance: FleeInstance, _ folder: SimulationFolder) throws {
    try folder.create()
    let logs = try folder.logs(for: instance.settings)
    let clock = ContinuousClock()
    let start = clock.now
    let length = days ?? instance.length
    let progress = ProgressBar(total: length, unit: "days")
    let run = SimulationRun(
      instance, seed: seed, engine: engine, days: length, log: logs?.travelLog,
      isCancelled: {
        progress.advance()
        return Interruption.isRequested
      })
    progress.end()
    let seconds = (clock.now - start).seconds
    try logs?.close()
    guard !run.days.isEmpty else {
      Output.warn("Stopped before the first day was done; nothing is written.")
      throw ExitCode(130)
    }
    var statistics = EnsembleStatistics(
      places: instance.places.count, days: run.days.count, seed: seed)
    statistics.add(run.days, error: Validation(run)?.meanTotalError)
    let summary = summary(
      instance, statistics, seconds: seconds, isPartial: run.days.count < length)
    try folder.write("out.csv", FleeOutput.out(run))
    try finish(instance, statistics, summary, folder, table: "out.csv")
    if summary.isPartial {
      Output.warn("Stopped after \(run.days.count) of \(length) days.")
      throw ExitCode(130)
    }
  }

  // MARK: Many runs

  private func ensemble(_ instance: FleeInstance, _ folder: SimulationFolder) async throws {
    let ensemble = Ensemble(
      instance, seed: seed, engine: engine, days: days, variations: vary)
    let digest = try folder.digest(ensemble)
    let earlier = resume ? try folder.checkpoint(digest) : nil
    try folder.create()
    let clock = ContinuousClock()
    let start = clock.now
    let progress = ProgressBar(total: runs, done: earlier?.runs ?? 0, unit: "runs")
    let statistics = await ensemble.run(
      runs, threads: usedThreads, from: earlier, isCancelled: { Interruption.isRequested },
      progress: { progress.show($0.runs) })
    progress.end()
    guard statistics.runs > 0 else {
      Output.warn("Stopped before the first run was done; nothing is written.")
      throw ExitCode(130)
    }
    let isPartial = statistics.runs < runs
    let summary = summary(
      instance, statistics, seconds: (clock.now - start).seconds, isPartial: isPartial)
    try folder.write("ensemble.csv", FleeOutput.ensemble(statistics, instance))
    try folder.writeCheckpoint(statistics, digest)
    try finish(instance, statistics, summary, folder, table: "ensemble.csv")
    if isPartial {
      Output.warn(
        "Stopped after \(statistics.runs) of \(runs) runs; --resume continues from there.")
      throw ExitCode(130)
    }
  }

  private var usedThreads: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  private func summary(
    _ instance: FleeInstance, _ statistics: EnsembleStatistics, seconds: Double, isPartial: Bool
  ) -> RunSummary {
    RunSummary(
      instance, name: arguments.name, engine: engine, seed: seed,
      threads: runs == 1 ? 1 : usedThreads, statistics: statistics, seconds: seconds,
      variations: vary, isPartial: isPartial, command: commandLine, peakMegabytes: peakMegabytes())
  }

  private func finish(
    _ instance: FleeInstance, _ statistics: EnsembleStatistics, _ summary: RunSummary,
    _ folder: SimulationFolder, table: String
  ) throws {
    try folder.writeSummary(summary)
    let digest = try folder.digest(
      Ensemble(instance, seed: seed, engine: engine, days: days, variations: vary))
    let page =
      noPage ? [] : try folder.writePage(instance, statistics, summary, digest: digest)
    if json {
      try printJSON(summary)
    } else {
      Output.write(
        SimulationSummary(summary, files: [table, "summary.json"] + page, folder: out).text)
    }
  }

  /// The command that gives the same again, without the places of this machine.
  private var commandLine: String {
    var words = ["trocha simulate flee \(arguments.name)"]
    if let settings = arguments.settings {
      words.append("--settings \(URL(fileURLWithPath: settings).lastPathComponent)")
    }
    if let validation = arguments.validation {
      words.insert(URL(fileURLWithPath: validation).lastPathComponent, at: 1)
    }
    if engine != .person { words.append("--engine \(engine.rawValue)") }
    if runs != 1 { words.append("--runs \(runs)") }
    words.append("--seed \(seed)")
    if let days { words.append("--days \(days)") }
    for variation in vary {
      words.append("--vary \(variation.key)=\(variation.low)..\(variation.high)")
    }
    return words.joined(separator: " ")
  }
}

extension EngineKind: ExpressibleByArgument {}

extension Ensemble.Variation: ExpressibleByArgument {
  /// `key=low..high`
  public init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let dots = argument.range(of: "..")
    else { return nil }
    guard let low = Double(argument[argument.index(after: equals)..<dots.lowerBound]),
      let high = Double(argument[dots.upperBound...]), low <= high
    else { return nil }
    self.init(key: String(argument[..<equals]), low: low, high: high)
  }
}

extension Duration {
  /// Length in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
