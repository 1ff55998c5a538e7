import ArgumentParser
import Questions

package struct SimulateCorridorCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "corridor",
    abstract: CorridorQuestion.summary,
    discussion: """
      People by place and status, month by month, with bands. Parameters come from the corridor's \
      posterior when it has one. With --out the result is written as HTML, JSON, CSV with HXL tags \
      and GeoJSON.

      EXAMPLES
        trocha simulate corridor
        trocha simulate corridor --as-of 2023-10-05 --through 2024-03 --out simulation
        trocha simulate corridor --scenario appointments-2500 --runs 50 --json
        trocha simulate corridor --corridor my-corridor/ --prior --engine person --runs 2
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<CorridorQuestion>
  @OptionGroup var options: CorridorRunOptions

  package func run() async throws {
    try await CorridorRun(options: options, question: question).run()
  }
}
