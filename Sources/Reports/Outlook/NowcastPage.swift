import Forecasting
import Periods
import Record
import Wording

/// What the page of a month that is counted in part says: the fan to its end, and what the estimate rests on.
package struct NowcastPage {
  private let nowcast: NowcastReport
  /// Whole months before, in order.
  private let past: [(month: Period, value: Double)]
  private let frame: SeriesFrame
  private var language: Language { frame.language }

  /// - Parameter past: months with figures; those after the last one that the estimate knows are left out.
  package init(
    _ nowcast: NowcastReport, past: [(month: Period, value: Double)], _ frame: SeriesFrame
  ) {
    self.nowcast = nowcast
    self.past = past.filter { $0.month <= nowcast.origin }.suffix(NowcastPage.shown)
    self.frame = frame
  }

  /// Two years before, beside which a month is read.
  private static let shown = 24

  package var content: BriefContent {
    let words = NowcastWords(nowcast, language)
    return frame.content(
      language("The month so far: ", "El mes hasta ahora: "), asOf: nowcast.asOf,
      knowledge: words.counted + ".", age: nowcast.age, headline: headline,
      charts: frame.fan("fan", language("The fan", "El abanico"), chart), tables: [table],
      cautions: nowcast.isWhole ? [] : [words.spread])
  }

  private var headline: String {
    nowcast.isWhole
      ? NowcastWords(nowcast, language).estimate
      : frame.headline(nowcast.month, quantiles)
  }

  private var quantiles: [Double] {
    let total = nowcast.total
    return [total.q025, total.q10, total.q50, total.q90, total.q975]
  }

  private var chart: BriefContent.Chart {
    FanChart(language: language).chart(
      id: "nowcast", title: frame.title,
      description: language(
        "Whole months before, and this one with its bands.",
        "Meses enteros anteriores, y este con sus bandas."),
      counted: past, ahead: [.init(month: nowcast.month, quantiles: quantiles)],
      sources: frame.sources.map(\.id))
  }

  private var table: BriefContent.FigureTable {
    .init(
      id: "month", title: language("The whole month", "El mes entero"), caption: frame.bandCaption,
      columns: [language("Month", "Mes")] + frame.bandColumns,
      rows: [
        .init(header: language.period(nowcast.month), cells: frame.bandCells(quantiles))
      ],
      notes: NowcastWords(nowcast, language).beside)
  }
}

/// What the terminal and the page say alike of a month that is counted in part.
package struct NowcastWords {
  private let report: NowcastReport
  private let language: Language

  package init(_ report: NowcastReport, _ language: Language) {
    self.report = report
    self.language = language
  }

  private func number(_ value: Double) -> String { language.number(value.rounded()) }

  /// "May 2025, from 4,000 on 1–15 May 2025".
  package var counted: String {
    let month = language.period(report.month)
    return language(
      "\(month), from \(number(report.count)) on \(language.period(report.days))",
      "\(month), a partir de \(number(report.count)) \(language.during(report.days))")
  }

  package var estimate: String {
    let total = report.total
    if report.isWhole {
      return language(
        "The whole month was counted: nothing is left to estimate.",
        "Se contó el mes entero: no queda nada por estimar.")
    }
    return language(
      "The month is expected to reach \(number(total.q50)); 8 in 10: \(number(total.q10)) – "
        + "\(number(total.q90)), 95 in 100: \(number(total.q025)) – \(number(total.q975)).",
      "Se espera que el mes llegue a \(number(total.q50)); 8 de cada 10: \(number(total.q10)) – "
        + "\(number(total.q90)); 95 de cada 100: \(number(total.q025)) – \(number(total.q975)).")
  }

  /// What arithmetic would make of it, and what came, where that is known.
  package var beside: [String] {
    let pace =
      report.isWhole
      ? nil
      : language(
        "At the same pace a day it would be \(number(report.pace)).",
        "Al mismo ritmo diario serían \(number(report.pace)).")
    let change = report.byChange.map {
      language(
        "If the whole month changed as these days did: \(number($0)).",
        "Si todo el mes cambiara como estos días: \(number($0)).")
    }
    let actual = report.actual.map {
      language("The record now has \(number($0)).", "El registro consigna ahora \(number($0)).")
    }
    return [pace, change, actual].compactMap(\.self)
  }

  /// Through when the series is known, what days differ by, and where that comes from.
  package var spread: String {
    language(
      "Known through \(language.period(report.origin)); ",
      "Conocido hasta \(language.period(report.origin)); ") + days
  }

  private var days: String {
    let percent = language.percent(report.daySpread, decimals: 0)
    switch report.daySpreadBasis {
    case .estimated:
      return language(
        "the days of the record vary by \(percent) of their own.",
        "los días del registro varían de por sí un \(percent).")
    case .given:
      return language(
        "days are taken to vary by \(percent).", "se toma que los días varían un \(percent).")
    case .assumed where report.isHeld:
      return language(
        "days are assumed to vary by \(percent), since the record holds the days of too few whole months.",
        "se supone que los días varían un \(percent), pues el registro tiene los días de muy pocos meses enteros."
      )
    case .assumed:
      return language(
        "days are assumed to vary by \(percent), since the record has no daily figures.",
        "se supone que los días varían un \(percent), pues el registro no tiene cifras diarias.")
    }
  }
}
