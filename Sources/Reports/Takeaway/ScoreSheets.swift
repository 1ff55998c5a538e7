import Forecasting
import Record
import Tabular
import Wording

extension NowcastReport {
  /// One row: the month from the days that were counted.
  ///
  /// - Parameter sources: those that the past rests on.
  package func sheet(_ language: Language, sources: [Source.ID]) -> TableSheet {
    let quantiles = ["q025", "q10", "q50", "q90", "q975"]
    var sheet = TableSheet.figures(
      language,
      ["series", "month", "days", "count", "pace"].map { .init($0) } + quantiles.map { .init($0) }
        + ["by_change", "actual", "day_spread", "day_spread_basis", "known_through"]
        .map { .init($0) })
    sheet.add(
      [
        .text(query), .text("\(month)"), .text("\(days)"), .count(count), .count(pace.rounded()),
      ] + total.quantiles.map { .count($0.rounded()) }
        + [
          .count(byChange?.rounded()), .count(actual), .count(daySpread),
          .text(daySpreadBasis.rawValue), .text("\(origin)"),
        ])
    sheet.add(.sources, .names(sources))
    return sheet
  }
}

/// Scores as a table: a row for each method, year ahead or number of days.
package enum ScoreSheets {
  package static func months(_ scores: [Backtest.Score], _ language: Language) -> TableSheet {
    sheet(
      ["method", "n", "mase", "wql", "crps", "coverage80", "coverage95", "p_against_persistence"],
      scores.map { score in
        [.text(score.method)]
          + numbers([
            Double(score.n), score.mase, score.wql, score.crps, score.coverage80,
            score.coverage95, score.againstPersistence?.p,
          ])
      }, language)
  }

  package static func years(_ scores: [YearBacktest.Score], _ language: Language) -> TableSheet {
    sheet(
      [
        "years_ahead", "n", "wql", "coverage80", "coverage95", "within_tenth", "wql_persistence",
        "within_tenth_persistence",
      ],
      scores.map { score in
        numbers([
          Double(score.horizon), Double(score.n), score.wql, score.coverage80, score.coverage95,
          score.withinTenth, score.wqlPersistence, score.withinTenthPersistence,
        ])
      }, language)
  }

  package static func nowcasts(
    _ scores: [NowcastBacktest.Score], _ language: Language
  ) -> TableSheet {
    sheet(
      ["days", "n", "wql", "coverage80", "coverage95", "error", "error_pace", "error_last"],
      scores.map { score in
        numbers([
          Double(score.days), Double(score.n), score.wql, score.coverage80, score.coverage95,
          score.error, score.errorPace, score.errorLast,
        ])
      }, language)
  }

  private static func sheet(
    _ names: [String], _ rows: [[TableSheet.Cell]], _ language: Language
  ) -> TableSheet {
    var sheet = TableSheet.figures(language, names.map { .init($0) })
    for row in rows { sheet.add(row) }
    return sheet
  }

  private static func numbers(_ values: [Double?]) -> [TableSheet.Cell] {
    values.map { value in .count(value.map { ($0 * 1e4).rounded() / 1e4 }) }
  }
}
