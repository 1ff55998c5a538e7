import ArgumentParser
import Periods
import Record
import Tabular
import Wording

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read published files into the record.",
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

  @Argument(
    help: ArgumentHelp("Files to read: CSV or JSON, plain or gzip; ZIP; XLSX.", valueName: "file"))
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Format of the files: \(FigureReaders.formats.joined(separator: ", ")).",
      valueName: "format"))
  var format: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Sheet of a workbook, by name or number, or file in an archive (default: the first that fits).",
      valueName: "sheet"))
  var sheet: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Day the files were published.", valueName: "YYYY-MM-DD"))
  var published: Day?

  @Option(
    name: .long, help: ArgumentHelp("Day the files were fetched.", valueName: "YYYY-MM-DD"))
  var retrieved: Day?

  @Option(name: .long, help: ArgumentHelp("Address they were fetched from.", valueName: "address"))
  var url: String = ""

  @Flag(name: .long, help: "Replace a source of the same name.")
  var replace = false

  @Flag(
    name: .long,
    help: "Refuse a release that lost figures, looks filtered, or has totals that are not sums."
  )
  var strict = false

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func run() throws {
    let store = try options.store()
    let language = options.lang
    let outcomes: [ImportOutcome]
    Output.progress(
      language("Reading \(language.list(files)) …", "Leyendo \(language.list(files)) …"))
    let published = try files.map { path in
      PublishedFile(
        path: path, name: path, sha256: try FileHash.sha256(path: path), published: self.published,
        retrieved: retrieved, url: url, sheet: sheet, vocabulary: store.vocabulary)
    }
    outcomes = try store.importFiles(
      published, format: format, replacing: replace, strict: strict)
    if !json {
      for line in outcomes.flatMap({ $0.lines(store.vocabulary, language) }) {
        Output.write(String(repeating: "  ", count: line.depth) + line.text + "\n")
      }
    }
    if json { try printJSON(outcomes) }
  }
}
