import ArgumentParser
import Record
import Wording

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a release out of the record again.",
    discussion: """
      All that came with the release goes: its figures, what it covers, labels that only it has. The record
      then answers as it did before the import. Releases that came with Trocha stay.

      EXAMPLES
        trocha record remove cbp-nationwide-encounters-2026-07-31-0f1e2d3c --dry-run
        trocha record remove my-table-2024-05
      """)

  @Argument(
    help: ArgumentHelp(
      "Names of releases, as `trocha record sources` has them.", valueName: "source"),
    completion: .custom { _, _, _ in RemoveCommand.names() })
  var sources: [String]

  @Flag(name: .long, help: "Change nothing; list what would change.")
  var dryRun = false

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func run() throws {
    // Opening the record would write to it.
    let removal =
      dryRun
      ? try RecordCopy.using(options.record) { try remove(from: $0) }
      : try remove(from: options.record)
    if json { return try printJSON(removal) }
    Output.write(removal.lines(options.lang).map { $0 + "\n" }.joined())
  }

  private func remove(from record: String?) throws -> Removal {
    try RecordStore.opened(record, options.lang).remove(sources, isDryRun: dryRun)
  }

  /// What a shell proposes: the releases that can be taken out.
  private static func names() -> [String] {
    let held = try? RecordStore().sources()
    return (held ?? []).filter { !$0.isShipped }.map(\.source.id)
  }
}
