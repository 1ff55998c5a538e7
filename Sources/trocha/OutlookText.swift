import Estimation
import Forecasting
import Periods
import Record
import Reports
import Wording

/// An outlook in words for the terminal, with its fan drawn in characters.
struct OutlookText {
  private let language: Language
  private let vocabulary: Vocabulary

  init(_ language: Language, _ vocabulary: Vocabulary) {
    self.language = language
    self.vocabulary = vocabulary
  }

  // MARK: One series

  func text(_ outlook: OutlookReport) -> String {
    let origin = language.period(outlook.origin)
    var lines = [
      Terminal.bold(
        language(
          "\(outlook.series): outlook after \(origin)",
          "\(outlook.series): pronóstico después de \(origin)")),
      language("method \(outlook.method)", "método \(outlook.method)"),
    ]
    lines += ages(outlook.age, outlook.months.map(\.month), outlook.monthsPast, outlook.asOf) + [""]
    lines += fan(outlook)
    lines += chances(outlook)
    lines += JudgementText(language).lines(outlook)
    lines.append("")
    lines.append(judgement(outlook))
    lines.append(
      language(
        "No forecast foresees a change of policy.",
        "Ningún pronóstico prevé un cambio de política."))
    return lines.joined(separator: "\n") + "\n"
  }

  /// How old the last month is, and which months ahead of it are over.
  private func ages(_ age: AgeReport?, _ months: [Period], _ past: Int?, _ asOf: Day?) -> [String] {
    [age?.sentence, PastMonths.note(months, past: past, asOf: asOf, language)]
      .compactMap(\.self).flatMap { wrap($0, to: Terminal.width) }
  }

  /// "2025-06  12%", a line for each month, under what was asked.
  private func chances(_ outlook: OutlookReport) -> [String] {
    guard let above = outlook.above else { return [] }
    let number = language.number(above)
    return [
      "",
      language(
        "Chance that more than \(number) come in the month:",
        "Probabilidad de que en el mes lleguen más de \(number):"),
    ]
      + outlook.months.compactMap { month in
        month.chanceAbove.map { "\(month.month)  " + ChanceWords.text($0, language) }
      }
  }

  /// How earlier bands held.
  private func judgement(_ outlook: OutlookReport) -> String {
    guard let scores = outlook.scores else {
      return language(
        "The series is too short to score earlier forecasts.",
        "La serie es demasiado corta para evaluar los pronósticos anteriores.")
    }
    let share = language.percent(scores.coverage80, decimals: 0)
    return language(
      "Of its \(language.number(Double(scores.n))) earlier forecasts, \(share) fell within the band of 8 in 10.",
      "De sus \(language.number(Double(scores.n))) pronósticos anteriores, el \(share) cayó en la banda de 8 de cada 10."
    )
  }

  /// The last year and the months ahead, a line each: the number, and where it lies between zero and the
  /// highest; `─` the band of 95 in 100, `━` that of 8 in 10, `●` the middle or what came.
  private func fan(_ outlook: OutlookReport) -> [String] {
    let past = outlook.past.suffix(12)
    let highest = max(
      past.map(\.value).max() ?? 0, outlook.months.map(\.q975).max() ?? 0, 1)
    let numbers = past.map { language.number($0.value) } + outlook.months.map { shown($0) }
    let wide = numbers.map(\.count).max() ?? 10
    let columns = max(20, min(60, Terminal.width - wide - 12))
    func position(_ value: Double) -> Int {
      min(columns - 1, Int((value / highest * Double(columns - 1)).rounded()))
    }
    func line(_ month: Period, _ number: String, _ drawn: [Character]) -> String {
      let padding = String(repeating: " ", count: wide - number.count)
      let text = "\(month)  \(padding)\(number)  " + String(drawn)
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let blank = [Character](repeating: " ", count: columns)
    var lines: [String] = past.map { point in
      var drawn = blank
      drawn[position(point.value)] = "●"
      return line(point.month, language.number(point.value), drawn)
    }
    for month in outlook.months {
      var drawn = blank
      for column in position(month.q025)...position(month.q975) { drawn[column] = "─" }
      for column in position(month.q10)...position(month.q90) { drawn[column] = "━" }
      drawn[position(month.q50)] = "●"
      lines.append(line(month.month, shown(month), drawn))
    }
    return lines
  }

  /// "1,944 (8 in 10: 300 – 4,100)".
  private func shown(_ month: OutlookReport.Month) -> String {
    "\(language.number(month.q50)) (\(language("8 in 10", "8 de 10")): \(language.number(month.q10))"
      + " – \(language.number(month.q90)))"
  }

  // MARK: A total and its parts

  func text(_ outlook: HierarchyOutlook) -> String {
    let origin = language.period(outlook.origin)
    let dimensions = outlook.by.map(\.rawValue).joined(separator: " × ")
    var table = TextTable(
      [(language("Part", "Parte"), .left)]
        + outlook.total.map { (language.shortPeriod($0.month), .right) })
    table.add([language("Total", "Total")] + outlook.total.map(band))
    for part in outlook.parts {
      table.add([name(part, outlook.by)] + part.months.map(band))
    }
    let ages = ages(outlook.age, outlook.total.map(\.month), outlook.monthsPast, outlook.asOf)
    return
      ([
        Terminal.bold(
          language(
            "\(outlook.series) by \(dimensions): outlook after \(origin)",
            "\(outlook.series) por \(dimensions): pronóstico después de \(origin)")),
        language(
          "method \(outlook.method); medians, with the band of 8 in 10 in brackets. The parts' medians are "
            + "adjusted to add up to the total's; bands do not add up, since not all parts are high at once.",
          "método \(outlook.method); medianas y, entre paréntesis, la banda de 8 de cada 10. Las medianas de "
            + "las partes se ajustan para sumar la del total; las bandas no se suman, pues no todas las partes "
            + "son altas a la vez."),
      ] + ages + ["", table.text()]).joined(separator: "\n")
  }

  /// The labels of a part in words; what is added up is left out.
  private func name(_ part: HierarchyOutlook.Part, _ dimensions: [Dimension]) -> String {
    zip(part.labels, dimensions).compactMap { label, dimension -> String? in
      guard let label else { return nil }
      if label == HierarchyOutlook.rest { return language("the rest", "el resto") }
      return vocabulary.term(label, in: dimension)?.name(language) ?? label
    }.joined(separator: ", ")
  }

  private func band(_ month: HierarchyOutlook.Month) -> String {
    "\(language.number(month.q50.rounded())) (\(language.number(month.q10)) – \(language.number(month.q90)))"
      + (month.mean.map { language(", mean ", ", media ") + language.number($0.rounded()) } ?? "")
  }
}
