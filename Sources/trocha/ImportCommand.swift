import ArgumentParser
import Questions
import Record
import Wording

package struct ImportCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: ImportQuestion.summary,
    discussion: """
      The format is detected from the file. A file that cannot be read completely changes nothing.
      Nor does one that was read before, even if it is compressed or named differently. A later
      release is kept beside the earlier one. The answer lists what is new, what changed and what is
      missing compared with the previous release.

      EXAMPLES
        trocha record import nationwide-encounters-fy21-fy24-aor.csv --published 2024-07-15
        trocha record import page1.json page2.json page3.json --published 2025-06-12
        trocha record import boletin.xlsx --sheet 3.1.1
        trocha record import --format tidy my-table.csv.gz
      """)

  @OptionGroup package var asking: QuestionArguments<ImportQuestion>

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  package init() {}

  package func run() async throws {
    let question = try question
    let language = options.lang
    let world = options.world()
    let files = language.list(question.files)
    Output.progress(language("Reading \(files) …", "Leyendo \(files) …"))
    let outcomes = try await question.answer(in: world)
    if json { return try printJSON(outcomes) }
    let vocabulary = try world.store().vocabulary
    for line in outcomes.flatMap({ $0.lines(vocabulary, language) }) {
      Output.write(String(repeating: "  ", count: line.depth) + line.text + "\n")
    }
  }
}
