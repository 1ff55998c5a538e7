import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Wording

/// What the page of an outlook says: the fan, the months in a table, and how earlier forecasts did.
package struct OutlookPage {
  private let outlook: OutlookReport
  private let title: String
  private let corridor: Corridor
  private let sources: [Source]
  private let language: Language
  private let version: String
  private let command: String

  /// Months before the origin that the chart shows.
  private static let monthsBefore = 36

  /// - Parameters:
  ///   - title: the series in words.
  ///   - sources: those that the past rests on.
  package init(
    _ outlook: OutlookReport, title: String, corridor: Corridor, sources: [Source],
    language: Language, version: String, command: String
  ) {
    self.outlook = outlook
    self.title = title
    self.corridor = corridor
    self.sources = sources
    self.language = language
    self.version = version
    self.command = command
  }

  package var content: BriefContent {
    BriefContent(
      language: language.rawValue,
      title: language("What comes next: ", "Qué viene después: ") + title,
      corridor: .init(id: corridor.id, name: corridor.name(language)),
      asOf: outlook.asOf?.description,
      knowledge: language(
        "From the figures through \(language.period(outlook.origin)), method \(outlook.method).",
        "Con las cifras hasta \(language.period(outlook.origin)), método \(outlook.method).")
        + (outlook.age.map { " " + $0.sentence } ?? ""),
      headline: headline, summary: [], keyFigures: [], map: nil,
      chartSections: [
        .init(
          id: "fan", title: language("The fan", "El abanico"),
          text: language(
            "The band of 8 in 10 is the darker one, that of 95 in 100 the lighter.",
            "La banda de 8 de cada 10 es la más oscura; la de 95 de cada 100, la más clara."),
          charts: [chart])
      ],
      tables: [monthTable] + [scoreTable].compactMap(\.self), cautions: cautions,
      sources: sources.map(BriefContent.SourceNote.init),
      provenance: .init(
        program: "trocha", version: version, command: command,
        newestPublication: sources.map(\.published).max()?.description ?? ""),
      age: outlook.age)
  }

  private var headline: String {
    guard let month = outlook.months.last else { return title }
    let when = language.period(month.month)
    let (low, high) = (language.number(month.q10), language.number(month.q90))
    return language(
      "\(when): \(low) to \(high), with a probability of 8 in 10",
      "\(when): de \(low) a \(high), con una probabilidad de 8 en 10")
  }

  private var chart: BriefContent.Chart {
    FanChart(language: language).chart(
      id: "outlook", title: title,
      description: language(
        "Counts to date, and the months ahead with their bands.",
        "Lo contado hasta ahora y los meses siguientes con sus bandas."),
      counted: outlook.past.suffix(OutlookPage.monthsBefore).map { ($0.month, $0.value) },
      ahead: outlook.months.map {
        .init(month: $0.month, quantiles: [$0.q025, $0.q10, $0.q50, $0.q90, $0.q975])
      }, sources: sources.map(\.id))
  }

  private var monthTable: BriefContent.FigureTable {
    .init(
      id: "months", title: language("Month by month", "Mes a mes"),
      caption: language(
        "The median forecast, and the bands expected to hold 8 in 10 and 95 in 100 outcomes.",
        "La mediana del pronóstico y las bandas en que se espera que caigan 8 de 10 y 95 de 100."
      ),
      columns: [
        language("Month", "Mes"), language("Median", "Mediana"),
        language("8 in 10", "8 de 10"), language("95 in 100", "95 de 100"),
      ]
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
          cells: [
            .init(text: language.number(month.q50)),
            .init(text: "\(language.number(month.q10)) – \(language.number(month.q90))"),
            .init(text: "\(language.number(month.q025)) – \(language.number(month.q975))"),
          ] + (month.chanceAbove.map { [.init(text: ChanceWords.text($0, language))] } ?? []))
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
