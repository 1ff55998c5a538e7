import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Wording

/// What the page of needs says: the people expected, what they need by item, and what it costs.
package struct NeedsPage {
  private let needs: NeedsReport
  private let frame: SeriesFrame
  private var language: Language { frame.language }

  package init(_ needs: NeedsReport, _ frame: SeriesFrame) {
    self.needs = needs
    self.frame = frame
  }

  package var content: BriefContent {
    let outlook = needs.outlook
    return frame.content(
      language("What they will need: ", "Qué necesitarán: "), asOf: outlook.asOf,
      knowledge: frame.known(through: outlook.origin, method: outlook.method) + ".",
      age: outlook.age, headline: headline,
      charts: frame.fan("people", language("People expected", "Personas esperadas"), chart),
      tables: needs.items.enumerated().map(table) + costTables,
      cautions: NeedsWords.cautions(needs, language))
  }

  /// The capacity that is likeliest to be passed, or how many are expected at the end.
  private var headline: String {
    let passed = needs.items.flatMap { item in item.periods.map { (item, $0) } }
      .compactMap { item, span in span.chanceAboveCapacity.map { (item.item, span.period, $0) } }
      .max { $0.2 < $1.2 }
    if let (item, period, chance) = passed {
      let (when, words) = (language.period(period), ChanceWords.text(chance, language))
      return language(
        "\(item), \(when): the capacity is passed with a chance of \(words)",
        "\(item), \(when): la capacidad se supera con una probabilidad de \(words)")
    }
    guard let last = needs.people.last else { return frame.title }
    return language(
      "\(language.period(last.period)): \(band(last.people)) people",
      "\(language.period(last.period)): \(band(last.people)) personas")
  }

  private var chart: BriefContent.Chart {
    FanChart(
      language: language,
      unit: needs.every == .week ? language("People a week", "Personas a la semana") : nil
    ).chart(
      id: "people", title: frame.title,
      description: language(
        "People expected, with their bands.", "Personas esperadas, con sus bandas."),
      // Weeks stand alone: nothing before them is counted by week.
      counted: needs.every == .week
        ? [] : needs.outlook.past.suffix(24).map { ($0.month, $0.value) },
      ahead: needs.people.map {
        .init(month: $0.period, quantiles: $0.people.quantiles)
      }, sources: frame.sources.map(\.id))
  }

  private func table(_ number: Int, _ item: NeedsReport.Item) -> BriefContent.FigureTable {
    let hasCost = item.periods.contains { $0.cost != nil }
    let hasCapacity = item.periods.contains { $0.capacity != nil }
    let unit = item.unit.isEmpty ? "" : ", " + item.unit
    return .init(
      id: "item-\(number + 1)", title: item.item + unit,
      caption: language(
        "The median, and in brackets the band of 8 in 10; \(language.number(item.perCounted, decimals: 2)) for each person who is counted.",
        "La mediana y, entre paréntesis, la banda de 8 de 10; \(language.number(item.perCounted, decimals: 2)) por cada persona contada."
      ) + (item.source.map { " " + language("Source: ", "Fuente: ") + $0 } ?? ""),
      columns: [NeedsWords.period(needs.every, language), language("Need", "Necesidad")]
        + (hasCost ? [language("Cost, ", "Costo, ") + (item.currency ?? "")] : [])
        + (hasCapacity
          ? [
            language("Capacity", "Capacidad"),
            language("Chance it is passed", "Probabilidad de superarla"),
          ] : []),
      rows: item.periods.map { span in
        .init(
          header: language.period(span.period),
          cells: [.init(text: band(span.need))]
            + (hasCost ? [.init(text: span.cost.map(band) ?? "–")] : [])
            + (hasCapacity
              ? [
                .init(text: span.capacity.map { language.number($0.rounded()) } ?? "–"),
                .init(
                  text: span.chanceAboveCapacity.map { ChanceWords.text($0, language) } ?? "–"),
              ] : []))
      }, notes: [])
  }

  private var costTables: [BriefContent.FigureTable] {
    Dictionary(grouping: needs.costs, by: \.currency).sorted { $0.key < $1.key }.map {
      currency, costs in
      .init(
        id: "costs-\(currency)",
        title: language("Cost of all items, ", "Costo de todos los rubros, ") + currency,
        caption: language(
          "Items rise and fall with the same people, so that their costs add up.",
          "Los rubros suben y bajan con las mismas personas, por eso sus costos se suman."),
        columns: [NeedsWords.period(needs.every, language), language("Cost", "Costo")],
        rows: costs.map {
          .init(header: language.period($0.period), cells: [.init(text: band($0.cost))])
        }, notes: [])
    }
  }

  private func band(_ band: NeedsReport.Band) -> String { NeedsWords.band(band, language) }
}

/// What the terminal and the page say alike of needs.
package enum NeedsWords {
  /// "1,944 (300 – 4,100)".
  package static func band(_ band: NeedsReport.Band, _ language: Language) -> String {
    func number(_ value: Double) -> String { language.number(value.rounded()) }
    return "\(number(band.q50)) (\(number(band.q10)) – \(number(band.q90)))"
  }

  package static func period(_ every: NeedsReport.Every, _ language: Language) -> String {
    every == .week ? language("Week", "Semana") : language("Month", "Mes")
  }

  package static func cautions(_ needs: NeedsReport, _ language: Language) -> [String] {
    [
      PastMonths.note(
        needs.outlook.months.map(\.month), past: needs.outlook.monthsPast,
        asOf: needs.outlook.asOf, language), weeks(needs, language), noNeed(needs, language),
      language(
        "Shares, amounts, days, prices and capacities are those of the table and count as certain; the bands are "
          + "those of the number of people alone.",
        "Proporciones, cantidades, días, precios y capacidades son los de la tabla y se toman como ciertos; las "
          + "bandas son solo las del número de personas."),
      language(
        "No forecast foresees a change of policy.",
        "Ningún pronóstico prevé un cambio de política."),
    ].compactMap(\.self)
  }

  /// Items of which the plan itself needs nothing; `nil` where there are none.
  package static func noNeed(_ needs: NeedsReport, _ language: Language) -> String? {
    let none = needs.items.filter { $0.perCounted == 0 }.map(\.item)
    guard !none.isEmpty else { return nil }
    let names = language.list(none)
    return language(
      "\(names): nothing is needed by the plan itself, whose share, units or days are 0, whoever comes.",
      "\(names): según el mismo plan no se necesita nada, pues su proporción, cantidad o días son 0, venga quien venga."
    )
  }

  /// How weeks were made; `nil` for months.
  package static func weeks(_ needs: NeedsReport, _ language: Language) -> String? {
    needs.daySpread.map { spread in
      let percent = language.percent(spread, decimals: 0)
      return language(
        "The series is counted by month. Weeks were made from it: the daily rate moves within a month as the "
          + "months did, and days vary by \(percent) of their own.",
        "La serie se cuenta por mes. Las semanas se hicieron con ella: la tasa diaria se mueve dentro del mes como "
          + "lo hicieron los meses, y los días varían de por sí un \(percent).")
    }
  }
}
