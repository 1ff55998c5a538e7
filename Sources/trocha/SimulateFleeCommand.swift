import ArgumentParser
import Flee
import Foundation
import Questions
import Reports
import Sampling
import Wording

package struct SimulateFleeCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "flee",
    abstract: FleeQuestion.summary,
    discussion: """
      One run writes out.csv with FLEE's columns, places.csv with every place and day, and roads.csv
      with the people on each road; several write ensemble.csv with the mean, variance and quantiles
      of every place and day. Both also write summary.json and a page, simulation.html.
      Ctrl-C keeps the finished runs; --resume continues from there.

      With --design each run has the settings of a row of a CSV file; --errors writes how far each run
      is from the counts. --shard makes a part of the runs, which trocha simulate merge puts together.

      EXAMPLES
        trocha simulate flee mali2012
        trocha simulate flee mali2012 --settings simsetting.yml --runs 200 --out mali
        trocha simulate flee mali2012 --runs 100 --vary max_move_speed=200..500
        trocha simulate flee mali2012 --design settings.csv --errors errors.csv
        trocha simulate flee mali2012 --runs 1000 --shard 2/16 --out part2
      """)

  @OptionGroup package var asking: QuestionArguments<FleeQuestion>

  @Option(name: .long, help: "Runs computed at once (default: as many as the machine has cores).")
  var threads: Int?

  @Option(name: .long, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "simulation"

  @Option(name: .long, help: ShardOption.help("runs"))
  var shard: RunShard?

  @Flag(name: .long, help: "Continue the interrupted ensemble in the folder.")
  var resume = false

  @OptionGroup var results: FleeResultOptions

  package init() {}

  package func validate() throws {
    let question = try question
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
    if shard != nil, question.isSingle {
      throw ValidationError("--shard: expected several runs, found one.")
    }
    if resume, question.isSingle {
      throw ValidationError(
        "--resume: a single run is not kept, so that there is nothing to continue; leave it out.")
    }
  }

  package func run() async throws {
    let question = try question
    try checkProcesses()
    let lang = results.lang
    Output.progress(lang("Reading \(question.name) …", "Leyendo \(question.name) …"))
    let (ensemble, digest) = try Processes.together { try read(question) }
    let warnings = question.warningsOfLogs(of: ensemble.instance, lang)
    for warning in warnings { Output.warn(warning) }
    Interruption.listen()
    if Processes.current.size > 1, !question.isSingle {
      return try await runInProcesses(question, ensemble, digest)
    }
    let shard = shard ?? .whole
    let folder = SimulationFolder(path: out)
    let earlier =
      resume
      ? try EnsembleCheckpoint.statistics(in: folder, digest, shard) : nil
    if Processes.isFirst { try folder.create() }
    let logs = question.isSingle ? try self.logs(ensemble.instance, folder, warnings) : nil
    var answer = try await answer(question, ensemble, shard, from: earlier, log: logs?.travelLog)
    try logs?.close()
    guard Processes.isFirst else { return }
    answer.summary.peakMegabytes = peakMegabytes()
    answer.summary.warnings += warnings
    if !question.isSingle {
      try EnsembleCheckpoint(question, answer, digest: digest).write(to: folder)
    }
    try FleeResults(
      answer: answer, digest: digest, folder: folder, options: results,
      earlier: ensemble.instance.warnings + warnings
    ).write()
    guard answer.summary.isPartial else { return }
    let runs = shard.size(of: question.totalRuns(ensemble))
    Output.warn(
      question.isSingle
        ? lang(
          "Stopped after \(answer.summary.days) of \(ensemble.days) days.",
          "Detenido tras \(answer.summary.days) de \(ensemble.days) días.")
        : lang(
          "Stopped after \(answer.summary.runs) of \(runs) runs; --resume continues from there.",
          "Detenido tras \(answer.summary.runs) de \(runs) simulaciones; --resume sigue desde ahí."
        ))
    throw ExitCode(130)
  }

  private func read(_ question: FleeQuestion) throws -> (Ensemble, digest: String) {
    let instance = try InstanceArguments.reported { try question.instance() }
    let ensemble = try InstanceArguments.reported { try question.ensemble(instance) }
    try results.check(instance)
    if Processes.current.size > 1, let reason = question.refusalToShare(instance) {
      Output.warn(reason)
      throw ExitCode(2)
    }
    return (ensemble, try EnsembleCheckpoint.digest(ensemble))
  }

  /// FLEE's logs, with a word where one grows large that was not expected to.
  private func logs(
    _ instance: FleeInstance, _ folder: SimulationFolder, _ warnings: [String]
  ) throws -> SimulationLogs? {
    let lang = results.lang
    return try folder.logs(for: instance.settings) { name in
      guard !warnings.contains(where: { $0.hasPrefix(name) }) else { return }
      let size = SimulationWording.gigabytes(LogSizes.large, lang)
      Output.warn(
        lang(
          "\(name) has grown past \(size), more than was expected.",
          "\(name) supera ya \(size), más de lo previsto."))
    }
  }

  // MARK: Several processes

  private func checkProcesses() throws {
    guard Processes.current.size > 1 else { return }
    if shard != nil {
      throw ValidationError("--shard: the processes share the runs; leave it out.")
    }
    if resume {
      throw ValidationError(
        "--resume: runs that processes share are not kept; trocha with --shard keeps its part.")
    }
  }

  /// Each process makes a part of the runs; the first puts the parts together and writes.
  private func runInProcesses(
    _ question: FleeQuestion, _ ensemble: Ensemble, _ digest: String
  ) async throws {
    let ranks = Processes.current
    let start = ContinuousClock.now
    guard let shard = RunShard(ranks.rank + 1, of: ranks.size) else { return }
    var part = try await answer(question, ensemble, shard, from: nil, log: nil)
    part.summary.peakMegabytes = peakMegabytes()
    let parts = try ranks.gather(Array(EnsembleCheckpoint(question, part, digest: digest).packed()))
    guard Processes.isFirst else {
      if part.summary.isPartial { throw ExitCode(130) }
      return
    }
    let read = try parts.map { try EnsembleCheckpoint(packed: Data($0)) }
    let isDone = read.allSatisfy {
      $0.statistics.runs == $0.statistics.shard.size(of: question.totalRuns(ensemble))
    }
    guard isDone, read.allSatisfy({ $0.digest == digest }),
      let statistics = EnsembleStatistics.merged(read.map(\.statistics))
    else {
      Output.warn(
        isDone
          ? "The processes have read different instances; nothing is written."
          : "Stopped before all runs were done; nothing is written.")
      throw ExitCode(isDone ? 2 : 130)
    }
    var whole = question.answer(
      of: ensemble, statistics, threads: ranks.size * (threads ?? 1), language: results.lang,
      seconds: (ContinuousClock.now - start).seconds)
    whole.summary.peakMegabytes = read.compactMap(\.peakMegabytes).max()
    let folder = SimulationFolder(path: out)
    try folder.create()
    try EnsembleCheckpoint(question, whole, digest: digest).write(to: folder)
    try FleeResults(
      answer: whole, digest: digest, folder: folder, options: results,
      earlier: ensemble.instance.warnings
    ).write()
  }

  private func answer(
    _ question: FleeQuestion, _ ensemble: Ensemble, _ shard: RunShard,
    from earlier: EnsembleStatistics?, log: TravelLog?
  ) async throws -> FleeAnswer {
    let lang = results.lang
    var world = RecordOptions.world(
      nil, lang, threads: threads ?? (Processes.current.size > 1 ? 1 : nil))
    let days = ensemble.days
    let done = (earlier?.runs ?? 0) * days
    let progress =
      question.isSingle
      ? ProgressBar(total: days, unit: lang("days", "días"))
      : ProgressBar(
        total: shard.size(of: question.totalRuns(ensemble)) * days, done: done,
        unit: lang("runs", "simulaciones"), per: days)
    // From the first second on: the network of a large instance is built before the first day.
    progress.show(done)
    world.progress = { done, _ in progress.show(done) }
    world.isCancelled = { Interruption.isRequested }
    defer { progress.end() }
    do {
      return try await question.answer(
        of: ensemble, shard: shard, from: earlier, log: log, countsLinks: !results.noPage,
        sharedBy: Processes.current, in: world)
    } catch let stopped as Stopped {
      Output.warn("\(stopped)")
      throw ExitCode(130)
    }
  }
}

extension Duration {
  /// Length in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
