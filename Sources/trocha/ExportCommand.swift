import ArgumentParser
import Foundation
import Questions
import Record
import Reports
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
        trocha record export transits darien --xlsx darien.xlsx
      """)

  @Argument(help: ArgumentHelp("Only figures that match.", valueName: "query"))
  var words: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Only this source; may be repeated.", valueName: "source"))
  var source: [String] = []

  @OptionGroup var form: CSVForm

  @Flag(name: .long, help: "Add a row of HXL hashtags under the header.")
  var hxl = false

  @Flag(
    name: .long,
    help: "Repeat publisher, title, address and all else of a source on each of its rows.")
  var sourceOnEveryRow = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write an Excel workbook instead, with the sources on a sheet of their own.",
      valueName: "file"))
  var xlsx: String?

  @Option(
    name: .long, help: ArgumentHelp("Write to a file instead of the screen.", valueName: "path"))
  var out: String?

  @OptionGroup var options: RecordOptions

  func validate() throws {
    guard xlsx != nil else { return }
    let others = [
      ("--out", out != nil), ("--csv", form.isAsked), ("--hxl", hxl),
      ("--source-on-every-row", sourceOnEveryRow),
    ]
    if let other = others.first(where: \.1) {
      throw ValidationError("--xlsx: leave \(other.0) out; the workbook is the file it names.")
    }
  }

  func run() throws {
    let store = try options.store()
    for id in source where try store.source(id) == nil {
      throw QuestionError.nothingFound(
        selection: "source \(id)",
        hint: Localized(
          "`trocha record sources` lists them.", "`trocha record sources` las muestra."))
    }
    let selection =
      words.isEmpty
      ? nil : try store.parser.selection(words.joined(separator: " "))
    let sources = source.isEmpty ? nil : Set(source)
    if let xlsx { return try OutputFile.write(workbook(store, sources, selection), to: xlsx) }
    var writer = TidyWriter(hxl: hxl, describesEachRow: sourceOnEveryRow)
    try store.forEachFigure(of: sources, matching: selection) {
      writer.write($0, source: $1)
    }
    let text = form.marked(writer.finish())
    guard let out else { return Output.write(text) }
    try OutputFile.write(Data(text.utf8), to: out)
  }

  private func workbook(
    _ store: RecordStore, _ sources: Set<Source.ID>?, _ selection: Selection?
  ) throws -> Data {
    let language = options.lang
    let figures = try ExportSheet(store, of: sources, matching: selection)
    let command =
      ["trocha", "record", "export"] + words + source.flatMap { ["--source", $0] }
    let origin = AnswerOrigin(
      title: language("Figures of the record", "Cifras del registro")
        + (words.isEmpty ? "" : ": " + words.joined(separator: " ")),
      sources: try store.described(figures.sources), asOf: nil, newest: figures.newest,
      command: command.map(Shell.quoted).joined(separator: " "), version: Trocha.version,
      language: language)
    return try origin.workbook(figures.sheet(language), store.vocabulary, asked: .today)
  }
}
