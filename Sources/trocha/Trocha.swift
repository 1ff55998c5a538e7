import ArgumentParser

package struct Trocha: AsyncParsableCommand {
  package static let version = ProgramVersion.text

  package static let configuration = CommandConfiguration(
    commandName: "trocha",
    abstract: "What the record says about a migration corridor, who is affected, and what if.",
    discussion: """
      Everything works offline, on figures that ship with Trocha; `trocha record import` adds more.

      EXAMPLES
        trocha brief --as-of 2023-10-05
        trocha record compare encounters usbp southwest --period 2023-08
        trocha record show darien-venezuelans --every year
        trocha screen --nationality VEN --arrived 2023-08-05 --on 2023-10-10
        trocha outlook darien --months 3
        trocha whatif flights-none flights-weekly --as-of 2023-10-05
        trocha effect usbp-southwest-venezuelans --on 2023-10-05
        trocha check article.txt --date 2023-10-05
        trocha simulate flee examples/two-camps --runs 100
        trocha serve
      """,
    version: version,
    subcommands: [
      RecordCommand.self, BriefCommand.self, ScreenCommand.self, PolicyCommand.self,
      SimulateCommand.self, CalibrateCommand.self, WhatIfCommand.self, OutlookCommand.self,
      BacktestCommand.self, NowcastCommand.self, NeedsCommand.self,
      JudgementsCommand.self, EffectCommand.self,
      ClaimCheckCommand.self,
      ServeCommand.self, WatchCommand.self, MCPCommand.self,
    ])

  package init() {}
}

struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Ask the record of published figures, or add to it.",
    discussion: """
      A question is a series' name, or words in English or Spanish. `list` shows the names.

      EXAMPLES
        trocha record list
        trocha record show darien --every year
        trocha record compare encounters usbp southwest --period 2023-08
        trocha record import my-table.csv --dry-run
        trocha record update
      """,
    subcommands: [
      ListCommand.self, ShowCommand.self, CompareCommand.self, SourcesCommand.self,
      CalendarCommand.self, FeedCommand.self, ImportCommand.self, UpdateCommand.self,
      PackCommand.self, RemoveCommand.self, ExportCommand.self, CheckCommand.self, WordCommand.self,
    ])
}
