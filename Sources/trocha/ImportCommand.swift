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
      The format is told from the file. A file that cannot be read wholly changes nothing; one that
      was read before changes nothing either; a later release is kept beside the earlier one.

      EXAMPLES
        trocha record import nationwide-encounters-fy21-fy24-aor.csv --published 2024-07-15
        trocha record import --format tidy my-table.csv.gz
      """)

  @Argument(help: ArgumentHelp("Files to read, plain or gzip.", valueName: "file"))
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Format of the files: \(FigureReaders.formats.joined(separator: ", ")).",
      valueName: "format"))
  var format: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Day the files were published.", valueName: "YYYY-MM-DD"))
  var published: Day?

  @Option(
    name: .long, help: ArgumentHelp("Day the files were fetched.", valueName: "YYYY-MM-DD"))
  var retrieved: Day?

  @Option(name: .long, help: ArgumentHelp("Address they were fetched from.", valueName: "address"))
  var url: String = ""

  @Flag(name: .long, help: "Put a source in the place of one of the same name.")
  var replace = false

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func run() throws {
    let store = try options.store()
    let language = options.lang
    var outcomes: [ImportOutcome] = []
    for file in files {
      Output.progress(language("Reading \(file) …", "Leyendo \(file) …"))
      let outcome = try store.importFile(
        path: file, format: format, published: published, retrieved: retrieved, url: url,
        replacing: replace)
      outcomes.append(outcome)
      if !json { Output.write(words(outcome, language) + "\n") }
    }
    if json { try printJSON(outcomes) }
  }

  private func words(_ outcome: ImportOutcome, _ language: Language) -> String {
    guard outcome.changedRecord else {
      return language(
        "\(outcome.file): held already, nothing changed.",
        "\(outcome.file): ya estaba, nada cambió.")
    }
    let count = language.count(Double(outcome.figuresAdded))
    let sources = language.list(outcome.sourcesAdded)
    return language(
      "\(outcome.file): \(count) figures added as \(sources) (format \(outcome.format)).",
      "\(outcome.file): \(count) cifras añadidas como \(sources) (formato \(outcome.format)).")
  }
}
