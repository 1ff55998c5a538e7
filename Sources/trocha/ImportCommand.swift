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
      was read before changes nothing either, packed or named otherwise as it may be; a later release
      is kept beside the earlier one. What is new, what changed and what is gone against the release
      before is listed.

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

  @Flag(name: .long, help: "Put a source in the place of one of the same name.")
  var replace = false

  @Flag(
    name: .long,
    help: "Refuse a release that lost figures, looks filtered, or has totals that are not its sums."
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
      for outcome in outcomes { Output.write(words(outcome, store.vocabulary) + "\n") }
    }
    if json { try printJSON(outcomes) }
  }

  private func words(_ outcome: ImportOutcome, _ vocabulary: Vocabulary) -> String {
    let added = Set(outcome.sourcesAdded)
    var lines: [String] = []
    for news in outcome.releases {
      lines.append(
        "\(outcome.file): " + headline(news, isNew: added.contains(news.source), outcome))
      guard added.contains(news.source) else { continue }
      lines += details(news, vocabulary).map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  private func headline(_ news: ReleaseNews, isNew: Bool, _ outcome: ImportOutcome) -> String {
    let language = options.lang
    guard isNew else {
      if let before = news.publishedBefore {
        let (was, now) = (language.day(before), language.day(news.published))
        return language(
          "held already as \(news.source). Its day of publication was moved: \(was) → \(now).",
          "ya estaba como \(news.source). Su día de publicación cambió: \(was) → \(now).")
      }
      if let other = news.publishedNotTaken {
        let (day, given) = (language.day(news.published), language.day(other))
        return language(
          "held already as \(news.source), published \(day): nothing changed, \(given) was not taken.",
          "ya estaba como \(news.source), publicado el \(day): nada cambió, \(given) no se tomó.")
      }
      return language(
        "held already as \(news.source), nothing changed. \(dated(news))",
        "ya estaba como \(news.source), nada cambió. \(dated(news))")
    }
    let count = language.count(Double(news.figures))
    return language(
      "\(count) figures added as \(news.source) (format \(outcome.format)). \(dated(news))",
      "\(count) cifras añadidas como \(news.source) (formato \(outcome.format)). \(dated(news))")
  }

  /// The day of publication that was taken, and from what.
  private func dated(_ news: ReleaseNews) -> String {
    let language = options.lang
    let day = language.day(news.published)
    switch news.dating {
    case .given: return language("Published \(day).", "Publicado el \(day).")
    case .guessed:
      return language(
        "Published \(day), guessed from the publisher's usual lag: --published gives the day.",
        "Publicado el \(day), supuesto por la demora habitual: --published da el día.")
    }
  }

  private func details(_ news: ReleaseNews, _ vocabulary: Vocabulary) -> [String] {
    let language = options.lang
    var lines: [String] = []
    if let span = news.span {
      lines.append(
        language("Figures of \(language.period(span)).", "Cifras de \(language.period(span))."))
    }
    if news.published > .today {
      lines.append(
        language(
          "Warning: the day of publication lies in the future.",
          "Aviso: el día de publicación está en el futuro."))
    }
    if news.covers.isEmpty {
      lines.append(
        language(
          "The table does not say what it covers: its sums are \"at least\" (docs/coverage.md).",
          "La tabla no dice qué cubre: sus sumas son «al menos» (docs/coverage.md)."))
    }
    if let part = news.parts.warning(vocabulary, language) {
      lines.append(language("Warning: ", "Aviso: ") + part + ".")
    }
    if !news.totalFaults.isEmpty {
      let faults = news.totalFaults.map { $0.words(language) }.joined(separator: "; ")
      lines.append(
        language(
          "Warning: totals of the file differ from its parts: ",
          "Aviso: totales del archivo difieren de sus partes: ") + faults + ".")
    }
    guard let changes = news.changes else { return lines }
    lines.append(language("Against \(changes.before):", "Frente a \(changes.before):"))
    lines += changes.lines(language).map { "  " + $0 }
    if changes.hasLosses {
      lines.append(
        language("Warning: gone or fallen: ", "Aviso: falta o cayó: ")
          + changes.lossText(language) + ".")
    }
    return lines
  }
}
