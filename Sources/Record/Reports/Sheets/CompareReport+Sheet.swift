import Tabular
import Wording

extension CompareReport {
  /// A row for each comparison.
  package func sheet(_ language: Language) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("series", "#indicator+code"), .init("period", "#date+period")]
        + TableSheet.Column.days + [
          .init("value", "#indicator+value+num"), .init("hedge", "#meta+hedge"),
          .init("kind", "#meta+kind"), .init("compared_period", "#date+compared"),
          .init("compared_value", "#indicator+compared+num"),
          .init("compared_hedge", "#meta+compared+hedge"),
          .init("change", "#indicator+change+num"), .init("text", "#description"),
          .init("per", "#meta+per"), .init("own_average", "#indicator+average+num"),
          .init("compared_average", "#indicator+compared+average+num"), .sources,
        ])
    for entry in comparisons {
      let used = entry.sources.filter { !observation.sources.contains($0) }
      sheet.add(
        [.text(series), .text(period.description)] + TableSheet.Cell.days(period) + [
          .count(value), .text(observation.exactness.rawValue), .text(entry.kind.rawValue),
          .text(entry.period.description), .count(entry.value),
          .words(entry.hedge?.rawValue),
          .count(entry.change), .text(entry.text),
          .words(entry.per?.rawValue), .count(entry.ownAverage), .count(entry.average),
          .names(observation.sources + used),
        ])
    }
    return sheet
  }
}
