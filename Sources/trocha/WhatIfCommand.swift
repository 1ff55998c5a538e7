import ArgumentParser
import CorridorModel
import Corridors
import Foundation
import Questions
import Reports
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

  @Flag(name: .long, help: "Write no page.")
  var noPage = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
  }
}

/// Runs scenarios and writes what came of them.
struct CorridorRun<Asked: CorridorSimulation> {
  let options: CorridorRunOptions
  let question: Asked

  func run() async throws {
    var world = options.options.world(corridor: options.corridor, threads: options.threads)
    let folder = try world.folder()
    let corridor = try CorridorArguments.movement(folder)
    Interruption.listen()
    let progress = ProgressBar(
      total: question.whatIf.runs * question.whatIf.scenarios.count, unit: "runs")
    world.progress = { done, _ in progress.show(done) }
    world.isCancelled = { Interruption.isRequested }
    let result = try await answer(of: corridor, in: world)
    progress.end()
    let files = try options.out.map { try write(result, corridor, folder, to: $0) } ?? []
    if options.json {
      try printJSON(result)
    } else {
      Output.write(
        WhatIfText(result, corridor, language: options.options.lang, files: files).text)
    }
    if result.runs < question.whatIf.runs {
      Output.warn("Stopped after \(result.runs) of \(question.whatIf.runs) runs of each scenario.")
      throw ExitCode(130)
    }
  }

  private func answer(of corridor: MovementCorridor, in world: World) async throws -> WhatIf {
    do {
      return try await question.answer(of: corridor, in: world)
    } catch let error as InputError {
      Output.warn("\(error)")
      throw ExitCode(2)
    } catch let fault as WhatIfQuestion.Fault {
      Output.warn("\(fault)")
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
      JSON, CSV with HXL tags and GeoJSON. With --list the corridor's scenarios are listed.

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
