import ArgumentParser

struct SimulateCorridorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corridor",
    abstract: "Simulate a corridor with its policies.",
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

  @Option(help: ArgumentHelp("A scenario, by name or file.", valueName: "scenario"))
  var scenario = "base"

  @OptionGroup var options: CorridorRunOptions

  func run() async throws {
    try await CorridorRun(
      options: options, scenarios: [scenario], command: "trocha simulate corridor"
    ).run()
  }
}
