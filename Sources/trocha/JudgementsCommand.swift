import ArgumentParser
import Forecasting
import Questions
import Reports
import Wording

package struct JudgementsCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "judgements",
    abstract: JudgementsQuestion.summary,
    discussion: """
      The file is the log: rows are added when something is judged, and stay. trocha outlook --judgements mixes them \
      in. docs/judgements.md has an example.

      EXAMPLES
        trocha judgements --file judgements.csv
        trocha judgements --file judgements.csv --months 12 --json
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<JudgementsQuestion>

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  package func run() async throws {
    let report = try await question.answer(in: options.world())
    if json { return try printJSON(report) }
    Output.write(JudgementText(options.lang).text(report))
  }
}
