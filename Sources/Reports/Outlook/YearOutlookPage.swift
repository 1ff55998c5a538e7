import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Wording

/// What the page of an outlook by year says: the fan, the years in a table, and how earlier forecasts did.
package struct YearOutlookPage {
  private let outlook: YearOutlookReport
  private let frame: SeriesFrame
  private var language: Language { frame.language }

  package init(_ outlook: YearOutlookReport, _ frame: SeriesFrame) {
    self.outlook = outlook
    self.frame = frame
  }

  package var content: BriefContent {
    frame.content(
      language("What comes next: ", "Qué viene después: "), asOf: outlook.asOf,
      knowledge: frame.known(through: outlook.origin, method: outlook.method)
        + "; \(YearWords.kind(outlook.kind, language)).",
      age: outlook.age,
      headline: outlook.years.last.map { frame.headline($0.year, $0.quantiles) } ?? frame.title,
      charts: frame.fan("fan", language("The fan", "El abanico"), chart),
      tables: [yearTable] + [scoreTable].compactMap(\.self),
      cautions: YearWords.cautions(outlook, language))
  }

  private var chart: BriefContent.Chart {
    FanChart(
      language: language,
      unit: outlook.kind == .endOfYear
        ? language("People at the end of the year", "Personas a fin de año")
        : language("Counts a year", "Recuento al año")
    ).chart(
      id: "outlook", title: frame.title,
      description: language(
        "Counts to date, and the years ahead with their bands.",
        "Lo contado hasta ahora y los años siguientes con sus bandas."),
      counted: outlook.past.map { ($0.year, $0.value) },
      ahead: outlook.years.map { .init(month: $0.year, quantiles: $0.quantiles) },
      sources: frame.sources.map(\.id))
  }

  private var yearTable: BriefContent.FigureTable {
    .init(
      id: "years", title: language("Year by year", "Año a año"),
      caption: frame.bandCaption, columns: [language("Year", "Año")] + frame.bandColumns,
      rows: outlook.years.map {
        .init(header: language.period($0.year), cells: frame.bandCells($0.quantiles))
      }, notes: [])
  }

  private var scoreTable: BriefContent.FigureTable? {
    guard !outlook.scores.isEmpty else { return nil }
    return .init(
      id: "scores",
      title: language("Scores of earlier forecasts", "Acierto de los pronósticos anteriores"),
      caption: language(
        "Of this series, each from what was published when its year was first known; beside it the last value.",
        "De esta serie, cada uno con lo publicado cuando se conoció su año; al lado, el último valor."
      ),
      columns: YearWords.scoreColumns(language),
      rows: outlook.scores.map { score in
        .init(
          header: "\(score.horizon)",
          cells: YearWords.cells(score, language).map { .init(text: $0) })
      }, notes: [])
  }
}

/// What the terminal and the page say alike of an outlook by year.
package enum YearWords {
  package static func kind(_ kind: YearOutlookReport.Kind, _ language: Language) -> String {
    switch kind {
    case .endOfYear: language("numbers at the end of each year", "números a fin de cada año")
    case .calendarYear: language("totals of calendar years", "totales de años calendario")
    case .fiscalYear: language("totals of fiscal years", "totales de años fiscales")
    case .twelveMonths:
      language(
        "totals of twelve months up to the last month known",
        "totales de doce meses hasta el último mes conocido")
    }
  }

  package static func cautions(_ outlook: YearOutlookReport, _ language: Language) -> [String] {
    let past = outlook.yearsPast.flatMap { count -> String? in
      guard count > 0, outlook.asOf == nil, count <= outlook.years.count else { return nil }
      let year = language.period(outlook.years[count - 1].year)
      return language(
        "Years that are over (up to \(year)) are forecast, not known.",
        "Los años que ya terminaron (hasta \(year)) son un pronóstico y no cifras conocidas.")
    }
    return [past].compactMap(\.self) + [
      language(
        "No forecast foresees a change of policy, nor a change in who is counted.",
        "Ningún pronóstico prevé un cambio de política ni de a quién se cuenta.")
    ]
  }

  package static func scoreColumns(_ language: Language) -> [String] {
    [
      language("Years ahead", "Años"), "n", language("Loss", "Pérdida"),
      language("Loss of the last value", "Pérdida del último valor"),
      language("Within 10%", "A menos del 10 %"),
      language("Last value within 10%", "Último valor a menos del 10 %"),
      language("In the band of 8 in 10", "En la banda de 8 de 10"),
      language("In the band of 95 in 100", "En la banda de 95 de 100"),
    ]
  }

  /// Those after the first.
  package static func cells(_ score: YearBacktest.Score, _ language: Language) -> [String] {
    func percent(_ part: Double) -> String { language.percent(part, decimals: 0) }
    return [
      "\(score.n)", language.number(score.wql, decimals: 3),
      language.number(score.wqlPersistence, decimals: 3), percent(score.withinTenth),
      percent(score.withinTenthPersistence), percent(score.coverage80), percent(score.coverage95),
    ]
  }
}
