import ArgumentParser
import Flee
import Foundation
import Questions

package struct SimulateFleeCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "flee",
    abstract: FleeQuestion.summary,
    discussion: """
      One run writes out.csv with FLEE's columns; several write ensemble.csv with the mean, variance
      and quantiles of every place and day. Both also write summary.json and a page, simulation.html.
      Ctrl-C keeps the finished runs; --resume continues from there.

      EXAMPLES
        trocha simulate flee mali2012
        trocha simulate flee mali2012 --settings simsetting.yml --runs 200 --out mali
        trocha simulate flee mali2012 --runs 100 --vary max_move_speed=200..500
      """)

  @OptionGroup package var asking: QuestionArguments<FleeQuestion>

  @Option(name: .long, help: "Runs computed at once (default: as many as the machine has cores).")
  var threads: Int?

  @Option(name: .long, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "simulation"

  @Flag(name: .long, help: "Continue the interrupted ensemble in the folder.")
  var resume = false

  @Flag(name: .long, help: "Write no page.")
  var noPage = false

  @Flag(name: .long, help: "Print the summary as JSON.")
  var json = false

  package init() {}

  package func validate() throws {
    _ = try question
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
  }

  package func run() async throws {
    let question = try question
    let instance = try InstanceArguments.reported { try question.instance() }
    Interruption.listen()
    let folder = SimulationFolder(path: out)
    let digest = try folder.digest(question.ensemble(instance))
    let earlier = resume && !question.isSingle ? try folder.checkpoint(digest) : nil
    try folder.create()
    let logs = question.isSingle ? try folder.logs(for: instance.settings) : nil
    var answer = try await answer(question, instance, from: earlier, log: logs?.travelLog)
    try logs?.close()
    answer.summary.peakMegabytes = peakMegabytes()
    try write(answer, digest, folder)
    guard answer.summary.isPartial else { return }
    Output.warn(
      question.isSingle
        ? "Stopped after \(answer.summary.days) of \(question.days ?? instance.length) days."
        : "Stopped after \(answer.summary.runs) of \(question.runs) runs; --resume continues from there."
    )
    throw ExitCode(130)
  }

  private func answer(
    _ question: FleeQuestion, _ instance: FleeInstance, from earlier: EnsembleStatistics?,
    log: TravelLog?
  ) async throws -> FleeAnswer {
    var world = RecordOptions.world(threads: threads)
    let progress =
      question.isSingle
      ? ProgressBar(total: question.days ?? instance.length, unit: "days")
      : ProgressBar(total: question.runs, done: earlier?.runs ?? 0, unit: "runs")
    world.progress = { done, _ in progress.show(done) }
    world.isCancelled = { Interruption.isRequested }
    defer { progress.end() }
    do {
      return try await question.answer(of: instance, from: earlier, log: log, in: world)
    } catch let stopped as Stopped {
      Output.warn("\(stopped)")
      throw ExitCode(130)
    }
  }

  private func write(_ answer: FleeAnswer, _ digest: String, _ folder: SimulationFolder) throws {
    let table: String
    if let run = answer.run {
      table = "out.csv"
      try folder.write(table, FleeOutput.out(run))
    } else {
      table = "ensemble.csv"
      try folder.write(table, FleeOutput.ensemble(answer.statistics, answer.instance))
      try folder.writeCheckpoint(answer.statistics, digest)
    }
    try folder.writeSummary(answer.summary)
    let page =
      noPage
      ? []
      : try folder.writePage(answer.instance, answer.statistics, answer.summary, digest: digest)
    if json { return try printJSON(answer) }
    Output.write(
      SimulationSummary(answer.summary, files: [table, "summary.json"] + page, folder: out).text)
  }
}

extension Duration {
  /// Length in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
