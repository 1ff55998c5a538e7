import ArgumentParser
import Periods
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

      The day of publication is read from the file, its name or its folder. Where nothing shows it, it is
      asked for on a terminal; otherwise the file counts as out today, at the latest.

      EXAMPLES
        trocha record import nationwide-encounters-fy21-fy24-aor.csv --published 2024-07-15
        trocha record import nationwide-encounters-fy21-fy24-aor.csv --published 2024-07-15 --dry-run
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
    let files = language.list(question.files)
    Output.progress(language("Reading \(files) …", "Leyendo \(files) …"))
    if question.dryRun {
      // Opening the record would write to it.
      return try RecordCopy.using(options.record) { try rehearse(question, in: asked(of: $0)) }
    }
    let world = asked(of: options.record)
    let outcomes = try await question.answer(in: world)
    if json { return try printJSON(outcomes) }
    Output.write(text(outcomes, isDryRun: false, try world.store().vocabulary))
  }

  private func asked(of record: String?) -> World {
    let language = options.lang
    var world = RecordOptions.world(record, language)
    if Terminal.inputIsTerminal, Terminal.errorIsTerminal {
      world.dayOfPublication = { DayOfPublication(language).ask($0) }
    }
    return world
  }

  /// Says what would change.
  private func rehearse(_ question: ImportQuestion, in world: World) throws {
    let rehearsal = try question.rehearsal(in: world)
    if json { return try printJSON(rehearsal) }
    let language = options.lang
    let series = rehearsal.series.lines(isDryRun: true, language)
    let ending = language("Nothing was stored (--dry-run).", "No se guardó nada (--dry-run).")
    Output.write(
      text(rehearsal.imports, isDryRun: true, try world.store().vocabulary)
        + (series + [ending]).map { $0 + "\n" }.joined())
  }

  private func text(
    _ outcomes: [ImportOutcome], isDryRun: Bool, _ vocabulary: Vocabulary
  ) -> String {
    outcomes.flatMap { $0.lines(vocabulary, options.lang, isDryRun: isDryRun) }
      .map { String(repeating: "  ", count: $0.depth) + $0.text + "\n" }.joined()
  }
}

/// Asks on a terminal when a file was published.
struct DayOfPublication: Sendable {
  let language: Language

  init(_ language: Language) {
    self.language = language
  }

  /// `nil` for an empty line.
  func ask(_ file: UndatedFile) -> Day? {
    Output.warn(
      language(
        "\(file.name) does not show when it was published. By the publisher's usual lag it was about "
          + "\(file.proposal), which may be too early.",
        "\(file.name) no muestra cuándo se publicó. Por la demora habitual fue hacia el \(file.proposal), "
          + "lo que puede ser demasiado pronto."))
    while true {
      Output.ask(language("Published (YYYY-MM-DD): ", "Publicado (AAAA-MM-DD): "))
      guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else { return nil }
      if let day = Day(typed: line) { return day }
      Output.warn(
        language(
          "Write a day such as 2024-07-15, or an empty line to stop.",
          "Escriba un día como 2024-07-15, o una línea vacía para terminar."))
    }
  }
}
