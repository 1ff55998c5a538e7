import ArgumentParser
import CorridorModel
import Corridors
import Foundation
import Questions
import Reports
import Sampling
import Tabular

/// Options of the commands that simulate a corridor, beside the question's inputs.
struct CorridorRunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(
    help: ArgumentHelp(
      "Runs computed in parallel (default: all cores).", valueName: "number"))
  var threads: Int?

  @Option(help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out: String?

  @Option(name: .long, help: ShardOption.help("runs of each scenario"))
  var shard: RunShard?

  @Flag(help: "Go on with the runs that an interrupted command left in --out.")
  var resume = false

  @Flag(name: .long, help: "Write no page.")
  var noPage = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
    if shard != nil, out == nil {
      throw ValidationError("--shard: expected a folder to write into (--out), found none.")
    }
    if resume, out == nil {
      throw ValidationError("--resume: expected the folder of the runs (--out), found none.")
    }
  }
}

/// Runs scenarios and writes what came of them.
struct CorridorRun<Asked: CorridorSimulation> {
  let options: CorridorRunOptions
  let question: Asked

  func run() async throws {
    let ranks = Processes.current
    if ranks.size > 1, options.shard != nil {
      throw ValidationError("--shard: the processes share the runs; leave it out.")
    }
    var world = options.options.world(
      corridor: options.corridor, threads: options.threads ?? (ranks.size > 1 ? 1 : nil))
    let folder = try world.folder()
    let corridor = try CorridorArguments.movement(folder)
    Interruption.listen()
    let shard =
      ranks.size > 1 ? RunShard(ranks.rank + 1, of: ranks.size) : options.shard
    let runs = (shard ?? .whole).size(of: question.whatIf.runs)
    let progress = ProgressBar(total: runs * question.whatIf.scenarios.count, unit: "runs")
    world.progress = { done, _ in progress.show(done) }
    world.isCancelled = { Interruption.isRequested }
    guard ranks.size == 1 || !options.resume else {
      throw ValidationError(
        "--resume: runs that processes share are not kept; trocha with --shard keeps its part.")
    }
    let ready = world
    let runner = try await reported {
      try question.whatIf.runner(folder, corridor, ready.store(), past: ready.past)
    }
    let part = try await reported { try await self.part(shard, runner, folder, in: ready) }
    progress.end()
    if part.runs.whole < runs {
      if ranks.size == 1 { try keep(part, runner, corridor, folder, in: world) }
      Output.warn(
        part.runs.whole == 0
          ? "\(Stopped(before: "every scenario had a run"))"
          : "Stopped after \(part.runs.whole) of \(runs) runs of each scenario."
            + (ranks.size > 1 || options.out == nil ? "" : " --resume continues from there."))
      throw ExitCode(130)
    }
    if ranks.size > 1 { return try show(gathered: part, runner, corridor, folder, in: world) }
    if shard != nil { return try write(part) }
    try show(part.runs, runner, corridor, folder, in: world)
    options.out.map { SimulationFolder(path: $0).remove(WhatIfShard.name) }
  }

  /// Keeps the runs that were done when the program was asked to stop, and shows what they gave.
  private func keep(
    _ part: WhatIfShard, _ runner: WhatIfRunner, _ corridor: MovementCorridor,
    _ folder: CorridorFolder, in world: World
  ) throws {
    guard part.runs.whole > 0 else { return }
    if let out = options.out {
      let kept = SimulationFolder(path: out)
      try kept.create()
      try part.write(to: kept)
    }
    if part.runs.shard == nil { try show(part.runs, runner, corridor, folder, in: world) }
  }

  private func show(
    _ runs: WhatIfRuns, _ runner: WhatIfRunner, _ corridor: MovementCorridor,
    _ folder: CorridorFolder, in world: World
  ) throws {
    let command = question.shown.commandLine(.english, corridor: world.corridor)
    guard let result = runner.result(of: runs, command: command) else { return }
    try show(result, corridor, folder)
  }

  /// Writes the files that are asked for, and says what came of the runs.
  func show(_ result: WhatIf, _ corridor: MovementCorridor, _ folder: CorridorFolder) throws {
    let files = try options.out.map { try write(result, corridor, folder, to: $0) } ?? []
    if options.json {
      try printJSON(result)
    } else {
      Output.write(
        WhatIfText(result, corridor, language: options.options.lang, files: files).text)
    }
  }

  // MARK: Parts of the runs

  private func part(
    _ shard: RunShard?, _ runner: WhatIfRunner, _ folder: CorridorFolder, in world: World
  ) async throws -> WhatIfShard {
    let whatIf = question.whatIf
    let earlier = options.resume ? try earlier(shard, runner, folder) : nil
    let runs = await runner.extend(
      earlier ?? WhatIfRuns(scenarios: runner.changes.count, shard: shard), to: whatIf.runs,
      threads: world.threads, isCancelled: world.isCancelled,
      progress: { world.progress($0, whatIf.runs * runner.changes.count) })
    return try WhatIfShard(question, runner, runs, corridor: options.corridor, folder: folder)
  }

  /// The runs that an interrupted command of the same question left.
  private func earlier(
    _ shard: RunShard?, _ runner: WhatIfRunner, _ folder: CorridorFolder
  ) throws -> WhatIfRuns {
    let out = options.out ?? "."
    guard let kept = WhatIfShard.read(SimulationFolder(path: out)) else {
      throw ValidationError("--resume: there are no runs to continue in \(out).")
    }
    guard kept.digest == (try WhatIfShard.digest(question, runner, folder)),
      kept.runs.shard ?? .whole == shard ?? .whole
    else {
      throw ValidationError(
        "--resume: the runs in \(out) are of another question, corridor or record; "
          + "name another folder with --out, or run without --resume.")
    }
    return kept.runs
  }

  private func write(_ part: WhatIfShard) throws {
    let path = options.out ?? "."
    let folder = SimulationFolder(path: path)
    try folder.create()
    try part.write(to: folder)
    Output.write(
      "Part \(part.runs.shard ?? .whole): \(part.runs.whole) of the \(part.total) runs of each "
        + "scenario.\n" + Terminal.dim("Written: \(path)/\(WhatIfShard.name)") + "\n")
  }

  /// Brings the parts of all processes together; the first writes.
  private func show(
    gathered part: WhatIfShard, _ runner: WhatIfRunner, _ corridor: MovementCorridor,
    _ folder: CorridorFolder, in world: World
  ) throws {
    let parts = try Processes.current.gather(Array(part.packed())).map {
      try WhatIfShard(packed: Data($0))
    }
    guard Processes.isFirst else { return }
    guard parts.allSatisfy({ $0.digest == part.digest }),
      let runs = WhatIfRuns.merged(parts.map(\.runs)),
      let result = runner.result(
        of: runs, command: question.shown.commandLine(.english, corridor: world.corridor))
    else {
      Output.warn("The processes have read different corridors or records; nothing is written.")
      throw ExitCode(2)
    }
    try show(result, corridor, folder)
  }

  private func reported<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    } catch let fault as WhatIfQuestion.Fault {
      Output.warn(fault.words(options.options.lang))
      throw ExitCode(2)
    } catch let stopped as Stopped {
      Output.warn("\(stopped)")
      throw ExitCode(130)
    }
  }

  private func write(
    _ result: WhatIf, _ corridor: MovementCorridor, _ folder: CorridorFolder, to path: String
  ) throws -> [String] {
    let out = SimulationFolder(path: path)
    try out.create()
    try out.write("what-if.json", String(decoding: try AnswerJSON.data(result), as: UTF8.self))
    let files = WhatIfFiles(result, corridor)
    try out.write("what-if.csv", files.csv)
    try out.write("places.geojson", String(decoding: try files.geoJSON(), as: UTF8.self) + "\n")
    let report = WhatIfReport(
      result, corridor, language: options.options.lang, version: Trocha.version,
      digest: folder.digest)
    let workbook = try files.workbook(
      report.content, .shipped(), options.options.lang, asked: .today)
    try out.write("what-if.xlsx", workbook)
    var names = ["what-if.json", "what-if.csv", "what-if.xlsx", "places.geojson"]
    guard !options.noPage else { return names.map { path + "/" + $0 } }
    do {
      let libraries = try ScriptLibraries.found()
      let page = try BriefPage(libraries: libraries).html(
        for: report.content, outlines: Data(outlines(folder)))
      try out.write("what-if.html", page)
      names.insert("what-if.html", at: 0)
    } catch let missing as ScriptLibrariesMissing {
      Output.warn("No page is written. \(missing)")
    }
    return names.map { path + "/" + $0 }
  }

  /// Country outlines of the corridor; none when it has no page of its own.
  private func outlines(_ folder: CorridorFolder) -> [UInt8] {
    (try? folder.corridor().outlines)
      ?? Array(#"{"type": "FeatureCollection", "features": []}"#.utf8)
  }
}

package struct WhatIfCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: WhatIfQuestion.summary,
    discussion: """
      A scenario is a name from the corridor's scenarios folder, the path of a file, or \"base\" for \
      the policies as they were. All scenarios share parameters and random numbers run by run, so \
      that differences from the first are precise. With --out the comparison is written as HTML, \
      JSON, CSV with HXL tags and GeoJSON. What scenarios share up to the day on which they part is \
      simulated once. Ctrl-C keeps the runs that are done in --out; --resume continues from there. \
      With --list the corridor's scenarios are listed.

      EXAMPLES
        trocha whatif flights-none flights-monthly flights-weekly flights-daily --as-of 2023-10-05
        trocha whatif base tps-not-widened tps-september --as-of 2023-10-05 --out what-if
        trocha whatif base my-scenario.yaml --runs 100 --json
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<WhatIfQuestion>

  @Flag(help: "List the corridor's scenarios.")
  var list = false

  @OptionGroup var options: CorridorRunOptions

  package func validate() throws { if !list { _ = try question } }

  package func run() async throws {
    guard !list else { return try listScenarios() }
    try await CorridorRun(options: options, question: question).run()
  }

  private func listScenarios() throws {
    let folder = try CorridorFolder(options.corridor)
    let corridor = try CorridorArguments.movement(folder)
    for id in ["base"] + ScenarioReader.shipped(folder) {
      let scenario = try ScenarioReader.read(id, folder: folder, corridor: corridor)
      Output.write(
        id.padding(toLength: 24, withPad: " ", startingAt: 0)
          + scenario.name(options.options.lang) + "\n")
    }
  }
}
