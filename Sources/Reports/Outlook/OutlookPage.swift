import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Wording

/// What the page of an outlook says: the fan, the months in a table, and how earlier forecasts did.
package struct OutlookPage {
  private let outlook: OutlookReport
  private let frame: SeriesFrame
  private var language: Language { frame.language }

  /// Months before the origin that the chart shows.
  private static let monthsBefore = 36

  package init(_ outlook: OutlookReport, _ frame: SeriesFrame) {
    self.outlook = outlook
    self.frame = frame
  }

  package var content: BriefContent {
    frame.content(
      language("What comes next: ", "Qué viene después: "), asOf: outlook.asOf,
      knowledge: frame.known(through: outlook.origin, method: outlook.method) + ".",
      age: outlook.age,
      headline: outlook.months.last.map { frame.headline($0.month, $0.quantiles) } ?? frame.title,
      charts: frame.fan("fan", language("The fan", "El abanico"), chart),
      tables: [monthTable] + [scoreTable].compactMap(\.self), cautions: cautions)
  }

  private var chart: BriefContent.Chart {
    FanChart(language: language).chart(
      id: "outlook", title: frame.title,
      description: language(
        "Counts to date, and the months ahead with their bands.",
        "Lo contado hasta ahora y los meses siguientes con sus bandas."),
      counted: outlook.past.suffix(OutlookPage.monthsBefore).map { ($0.month, $0.value) },
      ahead: outlook.months.map {
        .init(month: $0.month, quantiles: $0.quantiles)
      }, sources: frame.sources.map(\.id))
  }

  private var monthTable: BriefContent.FigureTable {
    .init(
      id: "months", title: language("Month by month", "Mes a mes"),
      caption: frame.bandCaption,
      columns: [language("Month", "Mes")] + frame.bandColumns
        + (outlook.above.map {
          [
            language(
              "Chance of more than \(language.number($0))",
              "Probabilidad de más de \(language.number($0))")
          ]
        } ?? []),
      rows: outlook.months.map { month in
        .init(
          header: language.period(month.month),
          cells: frame.bandCells(month.quantiles)
            + (month.chanceAbove.map { [.init(text: ChanceWords.text($0, language))] } ?? []))
      }, notes: [])
  }

  private var scoreTable: BriefContent.FigureTable? {
    outlook.scores.map { scores in
      .init(
        id: "scores",
        title: language(
          "Scores of earlier forecasts", "Acierto de los pronósticos anteriores"),
        caption: language(
          "From the last 24 origins, each with what was published by then: the mean error of the median "
            + "relative to a past month's change, and how often the bands held.",
          "En los últimos 24 orígenes, cada uno con lo publicado hasta entonces: el error medio de la "
            + "mediana respecto de un cambio mensual del pasado, y con qué frecuencia acertó la banda."
        ),
        columns: [
          language("Months ahead", "Meses"), language("Forecasts", "Pronósticos"),
          language("Scaled error", "Error escalado"),
          language("In the band of 8 in 10", "En la banda de 8 de 10"),
          language("In the band of 95 in 100", "En la banda de 95 de 100"),
        ],
        rows: scores.byHorizon.map { part in
          .init(
            header: "\(part.horizon)",
            cells: [
              .init(text: "\(part.n)"), .init(text: language.number(part.mase, decimals: 2)),
              .init(text: language.percent(part.coverage80, decimals: 0)),
              .init(text: language.percent(part.coverage95, decimals: 0)),
            ])
        }, notes: [])
    }
  }

  private var cautions: [String] {
    let past = PastMonths.note(
      outlook.months.map(\.month), past: outlook.monthsPast, asOf: outlook.asOf, language)
    return [past].compactMap(\.self) + [
      language(
        "No forecast foresees a change of policy. The bands reflect the size of past changes, in this "
          + "series and in the others of the record.",
        "Ningún pronóstico prevé un cambio de política. Las bandas reflejan la magnitud de los cambios "
          + "pasados, en esta serie y en las demás del registro.")
    ]
  }
}
