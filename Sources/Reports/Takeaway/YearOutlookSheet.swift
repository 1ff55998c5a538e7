import Forecasting
import Record
import Tabular
import Wording

extension YearOutlookReport {
  /// A row for each year ahead.
  ///
  /// - Parameter sources: those that the past rests on.
  package func sheet(_ language: Language, sources: [Source.ID]) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("year", "#date+year")] + TableSheet.Column.days
        + ["q025", "q10", "q50", "q90", "q975"].map { .init($0, "#indicator+\($0)+num") })
    for year in years {
      sheet.add(
        [.text("\(year.year)")] + TableSheet.Cell.days(year.year)
          + year.quantiles.map { .count($0) })
    }
    sheet.add(.sources, .names(sources))
    return sheet
  }
}
