import ArgumentParser
import Brief
import Corridor
import Foundation
import Movement
import Periods
import Record
import Wording

struct BriefCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write a brief on a corridor: one page that opens offline, and the same as JSON.",
    discussion: """
      EXAMPLES
        trocha brief
        trocha brief --as-of 2023-10-05 --out brief/2023-10-05
        trocha brief --lang es --corridor venezuela-us
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A corridor that ships with Trocha, or the path of a corridor's folder.",
      valueName: "name-or-path"))
  var corridor = CorridorFolder.standard

  @Option(name: .long, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var out = "brief"

  @Flag(name: .long, help: "Print the content as JSON as well, instead of the summary.")
  var json = false

  @Flag(name: .long, help: "Leave out the scenarios, which take some seconds to simulate.")
  var noWhatIf = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func run() async throws {
    let language = options.lang
    Output.progress(language("Reading the record …", "Leyendo el registro …"))
    let libraries = try ScriptLibraries.found()
    let store = try options.store()
    var builder = try BriefBuilder(
      store: store, folder: CorridorFolder(corridor), asOf: asOf.asOf, language: language,
      command: commandLine, version: Trocha.version)
    if !noWhatIf, let scenarios = builder.whatIf {
      Output.progress(language("Simulating the scenarios …", "Simulando los escenarios …"))
      builder.simulated = try await simulated(scenarios, store)
    }
    let content = try builder.content()
    Output.progress(language("Writing the page …", "Escribiendo la página …"))
    let page = try BriefPage(libraries: libraries)
      .html(for: content, outlines: Data(builder.outlines))
    let files = try BriefFiles(folder: out).write(content, page: page)
    if json {
      Output.write(String(decoding: try BriefFiles.json(content), as: UTF8.self))
    } else {
      Output.write(BriefSummary(content: content, language: language, files: files).text)
    }
  }

  private func simulated(
    _ plan: BriefPlan.WhatIfPlan, _ store: RecordStore
  ) async throws -> BriefBuilder.Simulated? {
    let folder = try CorridorFolder(corridor)
    let movement = try CorridorArguments.movement(folder)
    let runner = WhatIfRunner(
      corridor: movement,
      record: try CorridorFigures(store, asOf: asOf.asOf).record(for: movement),
      changes: try plan.scenarios.map {
        try ScenarioReader.read($0, folder: folder, corridor: movement)
      }, posterior: try Posterior.of(folder, movement.plan), asOf: asOf.asOf, first: plan.from,
      last: plan.through, runs: plan.runs, seed: plan.seed)
    let result = await runner.run(
      threads: ProcessInfo.processInfo.activeProcessorCount,
      command: "trocha whatif \(plan.scenarios.joined(separator: " "))"
        + " --runs \(plan.runs) --seed \(plan.seed)"
        + (asOf.asOf.map { " --as-of \($0)" } ?? "")
        + " --from \("\(plan.from.first)".prefix(7)) --through \("\(plan.through.first)".prefix(7))"
    )
    return result.map {
      BriefBuilder.Simulated(
        result: $0, corridor: movement, digest: CorridorArguments.digest(folder))
    }
  }

  /// The command that makes the same brief again, without the places of this machine.
  private var commandLine: String {
    var words = ["trocha brief"]
    if corridor != CorridorFolder.standard {
      words.append("--corridor \(URL(fileURLWithPath: corridor).lastPathComponent)")
    }
    if let day = asOf.asOf { words.append("--as-of \(day)") }
    if noWhatIf { words.append("--no-what-if") }
    if options.lang != .english { words.append("--lang \(options.lang.rawValue)") }
    return words.joined(separator: " ")
  }
}
