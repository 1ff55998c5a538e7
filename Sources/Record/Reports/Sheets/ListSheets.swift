import Tabular
import Wording

extension TableSheet {
  /// The series that have a name, a row each.
  package static func series(_ entries: [SeriesEntry], _ language: Language) -> TableSheet {
    var sheet = TableSheet(
      language("Series", "Series"),
      [
        "series", "title", "query", "every", "first", "last", "value", "months_old", "due_since",
        "note",
      ].map { Column($0) })
    for entry in entries {
      sheet.add([
        .text(entry.series), .words(entry.title), .words(entry.query),
        .words(entry.every?.rawValue), .words(entry.first?.description),
        .words(entry.last?.description), .count(entry.value),
        .count(entry.age.map { Double($0.ageMonths) }),
        .count(entry.age.map { Double($0.dueSince) }), .words(entry.note),
      ])
    }
    return sheet
  }

  /// What can be counted, a row each.
  package static func measures(_ entries: [MeasureEntry], _ language: Language) -> TableSheet {
    var sheet = TableSheet(
      language("Measures", "Medidas"),
      ["measure", "name", "unit", "nature", "definition"].map { Column($0) })
    for entry in entries {
      sheet.add([
        .text(entry.measure), .words(entry.name), .words(entry.unit),
        .text(entry.isStock ? Nature.stock.rawValue : Nature.flow.rawValue),
        .words(entry.definition),
      ])
    }
    return sheet
  }

  /// The labels of a dimension, a row each.
  package static func labels(
    _ entries: [LabelEntry], of dimension: Dimension, _ language: Language
  ) -> TableSheet {
    var sheet = TableSheet(
      language("Labels", "Etiquetas"), [Column(dimension.rawValue), Column("name")])
    for entry in entries { sheet.add([.text(entry.label), .words(entry.name)]) }
    return sheet
  }

  /// Releases with how much is held of each, a row each.
  package static func releases(_ summaries: [SourceSummary], _ language: Language) -> TableSheet {
    var sheet = TableSheet(
      language("Releases", "Ediciones"),
      ["source", "dataset", "publisher", "figures", "first_day", "last_day", "published"]
        .map { Column($0) })
    for summary in summaries {
      sheet.add([
        .text(summary.source.id), .text(summary.source.dataset), .words(summary.source.publisher),
        .count(Double(summary.figures)), .day(summary.coverage?.first),
        .day(summary.coverage?.last), .day(summary.source.published),
      ])
    }
    return sheet
  }
}
