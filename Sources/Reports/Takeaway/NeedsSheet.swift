import Forecasting
import Record
import Tabular
import Wording

extension NeedsReport {
  /// A row for each item and month or week.
  ///
  /// - Parameter sources: those that the series' past rests on.
  package func sheet(_ language: Language, sources: [Source.ID]) -> TableSheet {
    let quantiles = ["q025", "q10", "q50", "q90", "q975"]
    var sheet = TableSheet.figures(
      language,
      [.init("item", "#sector"), .init("unit", "#indicator+unit"), .init("period", "#date+period")]
        + TableSheet.Column.days
        + quantiles.map { .init("need_\($0)", "#indicator+need+\($0)+num") }
        + quantiles.map { .init("cost_\($0)", "#value+cost+\($0)") }
        + [
          .init("currency", "#currency"), .init("capacity", "#capacity+num"),
          .init("chance_above_capacity", "#indicator+chance+num"),
          .init("basis", "#meta+source+basis"),
        ])
    for item in items {
      for span in item.periods {
        sheet.add(
          [.text(item.item), .words(item.unit), .text("\(span.period)")]
            + TableSheet.Cell.days(span.period) + NeedsReport.cells(span.need)
            + NeedsReport.cells(span.cost)
            + [
              .words(item.currency), .count(span.capacity),
              .count(span.chanceAboveCapacity.map { ($0 * 1e3).rounded() / 1e3 }),
              .words(item.source),
            ])
      }
    }
    sheet.add(.sources, .names(sources))
    return sheet
  }

  private static func cells(_ band: Band?) -> [TableSheet.Cell] {
    [band?.q025, band?.q10, band?.q50, band?.q90, band?.q975].map { value in
      .count(value.map { ($0 * 100).rounded() / 100 })
    }
  }
}
