import ArgumentParser
import Corridors
import Foundation
import Reports
import Wording

struct BriefCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write a brief on a corridor: a page that opens offline, and the same as JSON.",
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

  @Flag(name: .long, help: "Leave out the scenarios, which take a few seconds to simulate.")
  var noWhatIf = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func run() async throws {
    let language = options.lang
    Output.progress(language("Reading the record …", "Leyendo el registro …"))
    let libraries = try ScriptLibraries.found()
    var builder = try await maker().builder(
      command: BriefMaker.command(
        corridor: corridor, asOf: asOf.asOf, withScenarios: !noWhatIf, language),
      withScenarios: !noWhatIf, threads: ProcessInfo.processInfo.activeProcessorCount
    ) {
      Output.progress(language("Simulating the scenarios …", "Simulando los escenarios …"))
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

  /// What is wrong with the corridor's files goes to standard error, and the exit code is 2.
  private func maker() throws -> BriefMaker {
    let folder = try CorridorFolder(corridor)
    if !noWhatIf, folder.has("movement.yaml") { _ = try CorridorArguments.movement(folder) }
    return BriefMaker(
      store: try options.store(), folder: folder, asOf: asOf.asOf, language: options.lang,
      version: Trocha.version)
  }
}
