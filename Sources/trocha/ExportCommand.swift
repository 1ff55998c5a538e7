import ArgumentParser
import Foundation
import Record
import Tabular
import Wording

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write figures as Trocha's tidy CSV, which `import` reads back.",
    discussion: """
      Every figure as its source gives it, with all its dimensions and its source; nothing is added
      up (`show` does that). Without a query, the whole record.

      EXAMPLES
        trocha record export --out record.csv
        trocha record export transits darien --hxl
        trocha record export --source press-report-2023-10-05
      """)

  @Argument(help: ArgumentHelp("Only figures that match.", valueName: "query"))
  var words: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Only this source; may be repeated.", valueName: "source"))
  var source: [String] = []

  @Flag(name: .long, help: "Write CSV (the only format; for scripts that name it).")
  var csv = false

  @Flag(name: .long, help: "Add a row of HXL hashtags under the header.")
  var hxl = false

  @Option(
    name: .long, help: ArgumentHelp("Write to a file instead of the screen.", valueName: "path"))
  var out: String?

  @OptionGroup var options: RecordOptions

  func run() throws {
    let store = try options.store()
    for id in source where try store.source(id) == nil {
      throw QuestionError.nothingFound(
        selection: "source \(id)", hint: "`trocha record sources` lists them.")
    }
    let selection =
      words.isEmpty
      ? nil : try store.parser.selection(words.joined(separator: " "))
    var writer = TidyWriter(hxl: hxl)
    try store.forEachFigure(of: source.isEmpty ? nil : Set(source), matching: selection) {
      writer.write($0, source: $1)
    }
    guard let out else { return Output.write(writer.finish()) }
    try Data(writer.finish().utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    Output.progress(options.lang("Written to \(out).", "Escrito en \(out)."))
  }
}
