import ArgumentParser
import Periods
import Record
import Wording

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List where the figures come from.",
    discussion: """
      A source in full shows its coverage: for each run of periods the dimensions it is broken
      down by, and whether their labels add up to everybody.

      EXAMPLES
        trocha record sources
        trocha record sources cbp-nationwide-encounters-2025-06-19
      """)

  @Argument(help: ArgumentHelp("Show one source in full.", valueName: "source"))
  var id: String?

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var form: CSVForm

  @OptionGroup var workbook: WorkbookOption
  @OptionGroup var options: RecordOptions

  func validate() throws { try OneForm.check([("--json", json), ("--csv", form.isAsked)]) }

  func run() throws {
    let store = try options.store()
    var summaries = try store.sources()
    if let id {
      summaries = summaries.filter { $0.source.id == id }
      guard !summaries.isEmpty else {
        throw QuestionError.nothingFound(
          selection: "source \(id)",
          hint: Localized(
            "`trocha record sources` lists them.", "`trocha record sources` las muestra."))
      }
    }
    try workbook.take(
      .releases(summaries, options.lang),
      Localized("Where the figures come from", "De dónde vienen las cifras"),
      sources: store.described(Set(summaries.map(\.source.id))),
      command: ["sources"] + (id.map { [$0] } ?? []), store, options.lang)
    if json {
      return try printJSON(
        summaries.map { summary in
          var report = SourceReport(summary)
          report.coverage = try id.flatMap { try store.coverage(of: $0) }
          return report
        })
    }
    if form.isAsked { return form.write(table(summaries).csv) }
    Output.write(
      try id.map { id in
        try summaries.map(full).joined(separator: "\n") + coverage(of: id, store)
      } ?? table(summaries).text())
  }

  /// Runs of periods × dimensions: whole, listed, or not broken down by it.
  private func coverage(of id: String, _ store: RecordStore) throws -> String {
    guard let report = try store.coverage(of: id) else { return "" }
    let language = options.lang
    let shown = report.extents.map(\.dimension)
    var table = TextTable(
      [
        (language("Covers", "Cubre"), .left),
        (language("Measure", "Medida"), .left),
      ] + shown.map { ($0.rawValue, TextTable.Alignment.left) })
    for entry in report.tables {
      for run in entry.periods {
        let ends = [run.first, run.last].map { language.shortPeriod($0) }
        table.add(
          [ends[0] == ends[1] ? ends[0] : ends.joined(separator: " – "), entry.measure]
            + report.extents.map { extent in
              entry.dimensions.contains(extent.dimension)
                ? extent.words(store.vocabulary, language) : "–"
            })
      }
    }
    let gaps =
      report.gaps.isEmpty
      ? "" : language("Missing: ", "Falta: ") + language.runs(of: report.gaps) + ".\n"
    let scopes = report.tables.compactMap { table in
      table.scope.map { "\(table.measure): \($0(language)).\n" }
    }
    return "\n" + table.text() + gaps + Set(scopes).sorted().joined()
  }

  private func table(_ summaries: [SourceSummary]) -> TextTable {
    let language = options.lang
    var table = TextTable([
      (language("Source", "Fuente"), .left), (language("Publisher", "Publica"), .left),
      (language("Figures", "Cifras"), .right), (language("Covers", "Cubre"), .left),
      (language("Published", "Publicado"), .right),
    ])
    for summary in summaries {
      table.add([
        summary.source.id, summary.source.publisher, language.count(Double(summary.figures)),
        summary.coverage.map(months) ?? "–", summary.source.published.description,
      ])
    }
    return table
  }

  /// "Oct 2017 – Jun 2024".
  private func months(_ coverage: Period) -> String {
    let ends = [coverage.first, coverage.last].map {
      options.lang.shortPeriod(.month(of: $0))
    }
    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: " – ")
  }

  private func full(_ summary: SourceSummary) -> String {
    let language = options.lang
    let source = summary.source
    let lines = [
      (language("Source", "Fuente"), source.id),
      (language("Dataset", "Conjunto de datos"), source.dataset),
      (language("Publisher", "Publica"), source.publisher),
      (language("Title", "Título"), source.title),
      (language("Address", "Dirección"), source.url),
      (language("Citation", "Cita"), source.citation),
      (language("Licence", "Licencia"), source.licence),
      (
        language("Published", "Publicado"),
        language.day(source.published)
          + (source.dating == .atLatest ? language(", at the latest", ", a más tardar") : "")
      ),
      (language("Retrieved", "Obtenido"), source.retrieved.map(language.day) ?? ""),
      ("SHA-256", source.sha256),
      (language("Figures", "Cifras"), language.count(Double(summary.figures))),
      (
        language("Days to first publication", "Días hasta la primera publicación"),
        source.usualLag.map(String.init) ?? ""
      ),
      (language("Note", "Nota"), source.note),
    ]
    var table = TextTable([("", .left), ("", .left)])
    for (name, value) in lines where !value.isEmpty { table.add([name, value]) }
    return String(table.text().drop { $0 == "\n" })
  }
}
