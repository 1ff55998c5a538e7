import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Wording

/// What the page of an outlook by year says: the fan, the years in a table, and how earlier forecasts did.
package struct YearOutlookPage {
  private let outlook: YearOutlookReport
  private let title: String
  private let corridor: Corridor
  private let sources: [Source]
  private let language: Language
  private let version: String
  private let command: String

  /// - Parameters:
  ///   - title: the series in words.
  ///   - sources: those that the past rests on.
  package init(
    _ outlook: YearOutlookReport, title: String, corridor: Corridor, sources: [Source],
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
        "From the figures through \(language.period(outlook.origin)), method \(outlook.method); \(YearWords.kind(outlook.kind, language)).",
        "Con las cifras hasta \(language.period(outlook.origin)), método \(outlook.method); \(YearWords.kind(outlook.kind, language))."
      ) + (outlook.age.map { " " + $0.sentence } ?? ""),
      headline: headline, summary: [], keyFigures: [], map: nil,
      chartSections: [
        .init(
          id: "fan", title: language("The fan", "El abanico"),
          text: language(
            "The band of 8 in 10 is the darker one, that of 95 in 100 the lighter.",
            "La banda de 8 de cada 10 es la más oscura; la de 95 de cada 100, la más clara."),
          charts: [chart])
      ], tables: [yearTable] + [scoreTable].compactMap(\.self),
      cautions: YearWords.cautions(outlook, language),
      sources: sources.map(BriefContent.SourceNote.init),
      provenance: .init(
        program: "trocha", version: version, command: command,
        newestPublication: sources.map(\.published).max()?.description ?? ""),
      age: outlook.age)
  }

  private var headline: String {
    guard let year = outlook.years.last else { return title }
    let when = language.period(year.year)
    let (low, high) = (language.number(year.q10), language.number(year.q90))
    return language(
      "\(when): \(low) to \(high), with a probability of 8 in 10",
      "\(when): de \(low) a \(high), con una probabilidad de 8 en 10")
  }

  private var chart: BriefContent.Chart {
    FanChart(
      language: language,
      unit: outlook.kind == .endOfYear
        ? language("People at the end of the year", "Personas a fin de año")
        : language("Counts a year", "Cuentas al año")
    ).chart(
      id: "outlook", title: title,
      description: language(
        "Counts to date, and the years ahead with their bands.",
        "Lo contado hasta ahora y los años siguientes con sus bandas."),
      counted: outlook.past.map { ($0.year, $0.value) },
      ahead: outlook.years.map { .init(month: $0.year, quantiles: $0.quantiles) },
      sources: sources.map(\.id))
  }

  private var yearTable: BriefContent.FigureTable {
    .init(
      id: "years", title: language("Year by year", "Año a año"),
      caption: language(
        "The median forecast, and the bands expected to hold 8 in 10 and 95 in 100 outcomes.",
        "La mediana del pronóstico y las bandas en que se espera que caigan 8 de 10 y 95 de 100."
      ),
      columns: [
        language("Year", "Año"), language("Median", "Mediana"), language("8 in 10", "8 de 10"),
        language("95 in 100", "95 de 100"),
      ],
      rows: outlook.years.map { year in
        .init(
          header: language.period(year.year),
          cells: [
            .init(text: language.number(year.q50)),
            .init(text: "\(language.number(year.q10)) – \(language.number(year.q90))"),
            .init(text: "\(language.number(year.q025)) – \(language.number(year.q975))"),
          ])
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
