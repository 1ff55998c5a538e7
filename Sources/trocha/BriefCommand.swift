import ArgumentParser
import Corridors
import Questions
import Reports

package struct BriefCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: BriefQuestion.summary,
    discussion: """
      EXAMPLES
        trocha brief
        trocha brief --as-of 2023-10-05 --out brief/2023-10-05
        trocha brief --lang es --corridor venezuela-us
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<BriefQuestion>

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

  @OptionGroup var citation: CitationOption
  @OptionGroup var options: RecordOptions

  package func validate() throws {
    _ = try question
    try OneForm.check([("--json", json), ("--cite", citation.cite != nil)])
  }

  package func run() async throws {
    let question = try question
    let language = options.lang
    try checkFiles(question)
    Output.progress(language("Reading the record …", "Leyendo el registro …"))
    // Without them no page can be written, whatever the answer.
    _ = try ScriptLibraries.found()
    var world = options.world(corridor: corridor)
    world.begins = { Output.progress($0(language)) }
    let answer = try await question.answer(in: world)
    if try citation.print(question, answer, world) { return }
    Output.progress(language("Writing the page …", "Escribiendo la página …"))
    let files = try BriefFiles(folder: out).write(answer.content, page: answer.page())
    if json { return try printJSON(answer) }
    Output.write(BriefSummary(content: answer.content, language: language, files: files).text)
  }

  /// What is wrong with the corridor's files goes to standard error, and the exit code is 2.
  private func checkFiles(_ question: BriefQuestion) throws {
    let folder = try CorridorFolder(corridor)
    if !question.noWhatIf, folder.has("movement.yaml") {
      _ = try CorridorArguments.movement(folder)
    }
  }
}
