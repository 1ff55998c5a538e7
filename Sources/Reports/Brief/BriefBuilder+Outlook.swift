import Forecasting
import Periods
import Record
import Wording

/// What comes next: a few series' next months with bands.
extension BriefBuilder {
  mutating func outlookTable() throws -> BriefContent.FigureTable? {
    guard let plan = plan.outlook else { return nil }
    var rows: [BriefContent.FigureTable.Row] = []
    let learned = try LearnedHistory.of(store)
    for listed in plan.series {
      guard let timeline = try timeline(listed.query),
        let outlook = try outlook(of: listed.query, months: plan.months, learned)
      else { continue }
      let last = outlook.origin
      let sources = timeline.observation(last).sources
      let cells = outlook.months.map { month in
        BriefContent.FigureTable.Cell(
          figure: cited(
            month.q50,
            "\(language.number(month.q50)) (\(language.number(month.q10)) – \(language.number(month.q90)))",
            sources,
            language(
              "Forecast by the method “\(outlook.method)” from figures through \(language.period(last))",
              "Pronóstico con el método «\(outlook.method)» a partir de cifras hasta \(language.period(last))"
            )))
      }
      rows.append(
        .init(
          header:
            "\(listed.label(language)), \(language("after", "después de")) \(language.shortPeriod(last))",
          cells: cells))
    }
    guard !rows.isEmpty else { return nil }
    return .init(
      id: "what-comes-next", title: language("What comes next", "Qué viene después"),
      caption: language(
        "The months after the last known one: the median, and the band expected to contain eight in "
          + "ten outcomes.",
        "Los meses siguientes al último conocido: la mediana y la banda en que se espera que caigan "
          + "ocho de cada diez resultados."),
      columns: [language("Series", "Serie")]
        + (1...plan.months).map { month in
          language(
            month == 1 ? "1 month ahead" : "\(month) months ahead",
            month == 1 ? "a 1 mes" : "a \(month) meses")
        }, rows: rows,
      notes: [
        language(
          "Methods are weighted, and bands widened or narrowed, by how they did on all series of the record up to "
            + "the day. No forecast foresees a change of policy. docs/outlook.md reports how often the bands held.",
          "Los métodos se ponderan, y las bandas se ensanchan o estrechan, según su acierto en todas las series del "
            + "registro hasta ese día. Ningún pronóstico prevé un cambio de política. docs/outlook.md detalla el "
            + "acierto de las bandas."
        )
      ])
  }

  /// The next months of a series; `nil` where too little was known of it on the day.
  func outlook(of query: String, months: Int, _ learned: LearnedHistory) throws -> OutlookReport? {
    do {
      return try OutlookReport.make(
        SeriesHistory(query, store), learned, months: months, method: ForecastMethods.names[0],
        asOf: asOf, judging: false)
    } catch is OutlookError {
      return nil
    } catch is QuestionError {
      return nil
    }
  }
}
