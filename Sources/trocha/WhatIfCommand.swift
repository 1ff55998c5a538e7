import ArgumentParser
import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Reports
import Sampling
import Tabular
import Wording

/// Options of the commands that simulate a corridor.
struct CorridorRunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(help: ArgumentHelp("Runs of each scenario.", valueName: "number"))
  var runs = 200

  @Option(help: ArgumentHelp("Seed of the random numbers.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(help: "Engine: cohort or person.")
  var engine = EngineKind.cohort

  @Option(
    help: ArgumentHelp(
      "Runs computed in parallel (default: all cores).", valueName: "number"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "First month reported (default: that of --as-of, else the corridor's start).",
      valueName: "YYYY-MM"))
  var from: Period?

  @Option(
    help: ArgumentHelp(
      "Last month simulated (default: nine months after what is known).", valueName: "YYYY-MM"))
  var through: Period?

  @Flag(help: "Draw parameters from the prior, not from the posterior.")
  var prior = false

  @Option(help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out: String?

  @Flag(name: .long, help: "Write no page.")
  var noPage = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs must be 1 or more.") }
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
  }
}

/// Runs scenarios and writes what came of them.
struct CorridorRun {
  let options: CorridorRunOptions
  let scenarios: [String]
  let command: String

  func run() async throws {
    let folder = try CorridorFolder(options.corridor)
    let corridor = try CorridorArguments.movement(folder)
    let runner = try runner(folder, corridor)
    Interruption.listen()
    let total = options.runs * runner.changes.count
    let progress = ProgressBar(total: total, unit: "runs")
    let result = await runner.run(
      threads: options.threads ?? ProcessInfo.processInfo.activeProcessorCount,
      command: commandLine, isCancelled: { Interruption.isRequested },
      progress: { progress.show($0) })
    progress.end()
    guard let result else {
      Output.warn("Stopped before every scenario had a run; nothing is written.")
      throw ExitCode(130)
    }
    let files = try options.out.map { try write(result, corridor, folder, to: $0) } ?? []
    if options.json {
      try printJSON(result)
    } else {
      Output.write(
        WhatIfText(result, corridor, language: options.options.lang, files: files).text)
    }
    if result.runs < options.runs {
      Output.warn("Stopped after \(result.runs) of \(options.runs) runs of each scenario.")
      throw ExitCode(130)
    }
  }

  private var question: WhatIfQuestion {
    WhatIfQuestion(
      scenarios: scenarios, runs: options.runs, seed: options.seed, engine: options.engine,
      asOf: options.asOf.asOf, from: options.from, through: options.through, prior: options.prior)
  }

  private func runner(
    _ folder: CorridorFolder, _ corridor: MovementCorridor
  ) throws -> WhatIfRunner {
    do {
      return try question.runner(folder, corridor, options.options.store())
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    } catch let fault as WhatIfQuestion.Fault {
      Output.warn("\(fault)")
      throw ExitCode(2)
    }
  }

  /// The command that gives the same again, without the places of this machine.
  private var commandLine: String {
    let words = scenarios.filter { command == "trocha whatif" || $0 != "base" }.map {
      let name = URL(fileURLWithPath: $0).lastPathComponent
      return command == "trocha whatif" ? name : "--scenario \(name)"
    }
    return question.command(command, words, corridor: options.corridor)
  }

  private func write(
    _ result: WhatIf, _ corridor: MovementCorridor, _ folder: CorridorFolder, to path: String
  ) throws -> [String] {
    let out = SimulationFolder(path: path)
    try out.create()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try out.write(
      "what-if.json", String(decoding: try encoder.encode(result), as: UTF8.self) + "\n")
    let files = WhatIfFiles(result, corridor)
    try out.write("what-if.csv", files.csv)
    try out.write("places.geojson", String(decoding: try files.geoJSON(), as: UTF8.self) + "\n")
    var names = ["what-if.json", "what-if.csv", "places.geojson"]
    guard !options.noPage else { return names.map { path + "/" + $0 } }
    do {
      let libraries = try ScriptLibraries.found()
      let report = WhatIfReport(
        result, corridor, language: options.options.lang, version: Trocha.version,
        digest: folder.digest)
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

struct WhatIfCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Simulate scenarios of a corridor side by side.",
    discussion: """
      A scenario is a name from the corridor's scenarios folder, the path of a file, or \"base\" for \
      the policies as they were. All scenarios share parameters and random numbers run by run, so \
      that differences from the first are precise. With --out the comparison is written as HTML, \
      JSON, CSV with HXL tags and GeoJSON. With --list the corridor's scenarios are listed.

      EXAMPLES
        trocha whatif flights-none flights-monthly flights-weekly flights-daily --as-of 2023-10-05
        trocha whatif base tps-not-widened tps-september --as-of 2023-10-05 --out what-if
        trocha whatif base my-scenario.yaml --runs 100 --json
      """)

  @Argument(
    help: ArgumentHelp(
      "Scenarios, the first of which the others are compared with.", valueName: "scenario"))
  var scenarios: [String] = []

  @Flag(help: "List the corridor's scenarios.")
  var list = false

  @OptionGroup var options: CorridorRunOptions

  func validate() throws {
    if scenarios.isEmpty, !list {
      throw ValidationError("Name one scenario or more; --list shows those of the corridor.")
    }
  }

  func run() async throws {
    if list {
      let folder = try CorridorFolder(options.corridor)
      let corridor = try CorridorArguments.movement(folder)
      for id in ["base"] + ScenarioReader.shipped(folder) {
        let scenario = try ScenarioReader.read(id, folder: folder, corridor: corridor)
        Output.write(
          id.padding(toLength: 24, withPad: " ", startingAt: 0)
            + scenario.name(options.options.lang) + "\n")
      }
      return
    }
    try await CorridorRun(options: options, scenarios: scenarios, command: "trocha whatif").run()
  }
}
