import Forecasting
import Reports
import Wording

/// Judgements in words for the terminal.
struct JudgementText {
  private let language: Language

  init(_ language: Language) { self.language = language }

  /// Which judgements an outlook has in it, and what it was without them; nothing where none was asked for.
  func lines(_ outlook: OutlookReport) -> [String] {
    guard let judgements = outlook.judgements, let without = outlook.monthsWithout
    else { return [] }
    guard !judgements.isEmpty else {
      return [""]
        + wrap(
          language(
            "No judgement of the file changes these months: each is of another series, was stated later, or its "
              + "break lies in months that are known or not forecast.",
            "Ningún juicio del archivo cambia estos meses: cada uno es de otra serie, se hizo después o su "
              + "quiebre cae en meses ya conocidos o no pronosticados."), to: Terminal.width)
    }
    var table = TextTable([
      (language("Month", "Mes"), .left), (language("With", "Con"), .right),
      (language("Without", "Sin"), .right),
    ])
    for (own, before) in zip(outlook.months, without) {
      table.add(["\(own.month)", band(own), band(before)])
    }
    return [""] + judgements.flatMap { wrap(sentence($0), to: Terminal.width) } + [
      "", table.text(),
    ]
  }

  /// "J. Doe, 20 January 2025: times 0.4 (0.2 – 0.8) from 1 February 2025 on, weight 60%. Why."
  private func sentence(_ judgement: Judgement) -> String {
    func factor(_ value: Double) -> String { language.number(value, decimals: 2) }
    let from = language.day(judgement.from)
    let span =
      judgement.through.map {
        language("from \(from) to \(language.day($0))", "del \(from) al \(language.day($0))")
      } ?? language("from \(from) on", "desde el \(from)")
    let band = "\(factor(judgement.factor)) (\(factor(judgement.low)) – \(factor(judgement.high)))"
    let weight = language.percent(judgement.weight, decimals: 0)
    return "\(judgement.who), \(language.day(judgement.made)): "
      + language(
        "times \(band) \(span), weight \(weight). ", "por \(band) \(span), peso \(weight). ")
      + judgement.why
  }

  private func band(_ month: OutlookReport.Month) -> String {
    "\(language.number(month.q50)) (\(language.number(month.q10)) – \(language.number(month.q90)))"
  }

  // MARK: Scores

  func text(_ report: JudgementReport) -> String {
    var lines: [String] = []
    for item in report.items {
      lines += wrap(
        "\(item.judgement.series): " + sentence(item.judgement), to: Terminal.width)
      lines += wrap(verdict(item), to: Terminal.width)
      if !item.months.isEmpty { lines += ["", table(item)] }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private func table(_ item: JudgementReport.Item) -> String {
    var table = TextTable([
      (language("Month", "Mes"), .left), (language("With", "Con"), .right),
      (language("Without", "Sin"), .right), (language("Came", "Llegaron"), .right),
    ])
    for month in item.months {
      table.add([
        "\(month.month)", band(month.with), band(month.without),
        month.actual.map { language.number($0) } ?? language("not known yet", "aún no se sabe"),
      ])
    }
    return table.text()
  }

  private func verdict(_ item: JudgementReport.Item) -> String {
    let origin = language.period(item.origin)
    func loss(_ value: Double?) -> String { value.map { language.number($0, decimals: 3) } ?? "–" }
    let losses = language(
      "loss \(loss(item.wqlWith)) with it, \(loss(item.wqlWithout)) without",
      "pérdida \(loss(item.wqlWith)) con él, \(loss(item.wqlWithout)) sin él")
    switch item.verdict {
    case .nearer:
      return language(
        "With it the outlook after \(origin) came nearer: \(losses).",
        "Con él, el pronóstico después de \(origin) quedó más cerca: \(losses).")
    case .farther:
      return language(
        "With it the outlook after \(origin) was farther off: \(losses).",
        "Con él, el pronóstico después de \(origin) quedó más lejos: \(losses).")
    case .even:
      return language("No difference: \(losses).", "Sin diferencia: \(losses).")
    case .open:
      return language(
        "Not scored yet: no month that it concerns is known.",
        "Aún sin puntuar: no se conoce ningún mes al que se refiera.")
    case .noMonth:
      return language(
        "Concerns no month that was forecast after \(origin).",
        "No se refiere a ningún mes pronosticado después de \(origin).")
    }
  }
}
