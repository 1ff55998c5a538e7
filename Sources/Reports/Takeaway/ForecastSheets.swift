import Effects
import Forecasting
import Record
import Tabular
import Wording

extension OutlookReport {
  private static let quantiles = ["q025", "q10", "q50", "q90", "q975"]

  /// A row for each month ahead.
  ///
  /// - Parameter sources: those that the past rests on.
  package func sheet(_ language: Language, sources: [Source.ID]) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("month", "#date+month")] + TableSheet.Column.days
        + OutlookReport.quantiles.map { .init($0, "#indicator+\($0)+num") }
        + (above == nil ? [] : [.init("chance_above", "#indicator+chance+num")]))
    for month in months {
      sheet.add(
        [.text("\(month.month)")] + TableSheet.Cell.days(month.month)
          + month.quantiles.map { .count($0) }
          + (above == nil ? [] : [.count(month.chanceAbove.map { ($0 * 1e3).rounded() / 1e3 })]))
    }
    sheet.add(.sources, .names(sources))
    return sheet
  }
}

extension HierarchyOutlook {
  private var hasMeans: Bool { total.contains { $0.mean != nil } }

  /// A row for each month ahead, of the total first and then of each part.
  ///
  /// - Parameter sources: those that the past rests on.
  package func sheet(_ language: Language, sources: [Source.ID]) -> TableSheet {
    var sheet = TableSheet.figures(
      language,
      [.init("part", "#indicator+label"), .init("month", "#date+month")]
        + TableSheet.Column.days
        + ((hasMeans ? ["mean"] : []) + ["q025", "q10", "q50", "q90", "q975"]).map {
          .init($0, "#indicator+\($0)+num")
        })
    for (label, months) in [("", total)] + parts.map({ ($0.label, $0.months) }) {
      for month in months {
        let quantiles = [month.q025, month.q10, month.q50, month.q90, month.q975]
        sheet.add(
          [.words(label), .text("\(month.month)")] + TableSheet.Cell.days(month.month)
            + (hasMeans ? [.count(month.mean)] : []) + quantiles.map { .count($0.rounded()) })
      }
    }
    sheet.add(.sources, .names(sources))
    return sheet
  }
}

extension EffectReport {
  /// A row for each method and month.
  package func sheet(_ language: Language) -> TableSheet {
    let numbers = ["actual", "counterfactual", "effect", "low", "high", "change", "placebo_p"]
    var sheet = TableSheet.figures(
      language,
      [
        .init("series", "#indicator+code"), .init("method", "#meta+method"),
        .init("month", "#date+month"),
      ] + TableSheet.Column.days + numbers.map { .init($0, "#indicator+\($0)+num") })
    for method in methods {
      for month in method.months {
        let values: [Double?] = [
          month.actual, month.counterfactual, month.effect, month.low, month.high, month.change,
          month.placeboP,
        ]
        sheet.add(
          [.text(series), .text(method.method), .text("\(month.month)")]
            + TableSheet.Cell.days(month.month)
            + values.map { value in .count(value.map { ($0 * 1e4).rounded() / 1e4 }) })
      }
    }
    sheet.add(.sources, .names(sources))
    return sheet
  }
}
