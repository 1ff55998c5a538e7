import Periods
import Tabular
import Wording

extension TableSheet {
  /// The sources that figures rest on, a row each.
  package static func sources(
    _ sources: [SourceReport], _ vocabulary: Vocabulary, _ language: Language
  ) -> TableSheet {
    var sheet = TableSheet(
      language("Sources", "Fuentes"),
      [
        "source", "publisher", "title", "address", "published", "retrieved", "licence", "citation",
        "coverage", "sha256", "dataset", "standing", "note",
      ].map { Column($0) })
    for source in sources {
      sheet.add([
        .text(source.id), .words(source.publisher), .words(source.title), .words(source.url),
        .day(source.published), .day(source.retrieved), .words(source.licence),
        .words(source.citation), .words(source.coverage?.words(vocabulary, language)),
        .words(source.sha256), .words(source.dataset), .text(source.standing.rawValue),
        .words(source.note),
      ])
    }
    return sheet
  }
}

extension RecordStore {
  /// Sources by their names, in order, each with what it covers; a name that is none is left out.
  package func described(_ ids: Set<Source.ID>) throws -> [SourceReport] {
    try ids.sorted().compactMap { id in
      guard let source = try source(id) else { return nil }
      var report = SourceReport(source)
      report.coverage = try coverage(of: id)
      return report
    }
  }
}

extension CoverageReport {
  /// What it covers in words: "Encounters; Oct 2017 – Jun 2024; by nationality (21 and the rest)".
  package func words(_ vocabulary: Vocabulary, _ language: Language) -> String {
    var lines = tables.map { table in
      let runs = table.periods.map { run in
        let ends = [run.first, run.last].map(language.shortPeriod)
        return ends[0] == ends[1] ? ends[0] : ends.joined(separator: " – ")
      }
      let parts = extents.filter { table.dimensions.contains($0.dimension) }.map {
        "\($0.dimension.name(language).lowercased()) (\($0.words(vocabulary, language)))"
      }
      return
        ([table.measure, runs.joined(separator: ", ")]
        + (parts.isEmpty ? [] : [language("by ", "por ") + parts.joined(separator: ", ")])
        + [table.scope?(language)].compactMap(\.self)).joined(separator: "; ")
    }
    if !gaps.isEmpty {
      lines.append(language("missing: ", "falta: ") + language.runs(of: gaps))
    }
    return lines.joined(separator: "\n")
  }
}
