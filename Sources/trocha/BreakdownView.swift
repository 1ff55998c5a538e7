import Periods
import Record
import Wording

/// A total and its parts, on the terminal, as JSON or as CSV.
struct BreakdownView {
  let breakdown: Breakdown
  let every: Granularity
  let within: Period?
  /// `nil` for as many as fit.
  let top: Int?
  let vocabulary: Vocabulary
  let language: Language
  let age: AgeReport?

  private var periods: [Period] {
    breakdown.periods(every: every, within: within)
  }

  private func name(_ label: String) -> String {
    vocabulary.name(label, in: breakdown.dimension, language)
  }

  var text: String {
    let periods = periods
    var text = Terminal.bold(vocabulary.title(breakdown.total, language)) + "\n"
    text += AgeLine(age).text + "\n"
    text += periods.count == 1 ? onePeriod(periods[0]) : manyPeriods(periods)
    let off = periods.compactMap { period in
      breakdown.difference(period).flatMap { $0 == 0 ? nil : (period, $0) }
    }
    let whole = periods.filter(breakdown.hasShares)
    let scopes = breakdown.scopes(periods, vocabulary, language)
    let over = periods.filter(breakdown.isAboveStatedTotal)
    if whole.isEmpty, over.isEmpty {
      text += language(
        "\nNo table of it covers everybody by \(breakdown.dimension.rawValue): no shares.\n",
        "\nNinguna tabla suya abarca a todos por \(breakdown.dimension.rawValue): no hay porcentajes.\n"
      )
    }
    if off.isEmpty, !whole.isEmpty, whole.allSatisfy(breakdown.addsUp) {
      text += language(
        "\nThe parts add up to the total.\n", "\nLas partes suman el total.\n")
    } else if !off.isEmpty {
      let shown = off.suffix(6).map { "\(language.shortPeriod($0.0)): \(language.count($0.1))" }
      let isBeside = off.allSatisfy { breakdown.isStatedBeside($0.0) }
      let whose =
        isBeside
        ? language("of the same table", "de la misma tabla")
        : language("from another table or release", "de otra tabla o edición")
      text += language(
        "\nThe figure without parts, \(whose), differs in \(off.count) of \(periods.count) periods; ",
        "\nLa cifra sin partes, \(whose), difiere en \(off.count) de \(periods.count) períodos; ")
      text += language("less the parts it is ", "menos las partes da ")
      text += shown.joined(separator: ", ") + ".\n"
      if !over.isEmpty {
        let when = over.suffix(6).map(language.shortPeriod).joined(separator: ", ")
        text += language(
          "A total is not smaller than its parts: one of the numbers is wrong, and there are no shares (\(when)).\n",
          "Un total no es menor que sus partes: uno de los números está mal, y no hay porcentajes (\(when)).\n"
        )
      }
    }
    let lines =
      [vocabulary.note(breakdown.total.selection, language)].compactMap(\.self) + scopes
      + breakdown.sources(periods).map { source in
        language("Source: ", "Fuente: ") + "\(source.publisher), \(source.title) (\(source.id)), "
          + language("published ", "publicado el ") + language.day(source.published)
      }
    guard !lines.isEmpty else { return text }
    text += "\n" + lines.flatMap { wrap($0, to: Terminal.width) }.joined(separator: "\n") + "\n"
    return text
  }

  private func onePeriod(_ period: Period) -> String {
    var table = TextTable([
      (language.period(period), .left), (language("Value", "Valor"), .right),
      (language("Share", "Parte"), .right),
    ])
    let total = breakdown.total.observation(period)
    table.add([language("Total", "Total"), total.text(language), ""])
    let ranked = breakdown.ranked(over: [period])
    let top = self.top ?? 20
    for part in ranked.prefix(top) {
      let observation = part.timeline.observation(period)
      // A highest or lowest number is no certain part of anything.
      let isShare = observation.isCertain && total.isCertain && breakdown.hasShares(period)
      let share = observation.value.flatMap { part in
        total.value.flatMap { $0 > 0 && isShare ? language.share(part / $0) : nil }
      }
      table.add([name(part.label), observation.text(language), share ?? ""])
    }
    if ranked.count > top {
      let rest = breakdown.sum(of: ranked.dropFirst(top), period) ?? .missing(period)
      table.add([
        language("\(ranked.count - top) more", "\(ranked.count - top) más"),
        rest.text(language), "",
      ])
    }
    return table.text()
  }

  private func manyPeriods(_ periods: [Period]) -> String {
    let ranked = breakdown.ranked(over: periods)
    let top = self.top ?? 5
    let shown = ranked.prefix(top)
    var table = TextTable(
      [(language("Period", "Período"), .left), (language("Total", "Total"), .right)]
        + shown.map { (name($0.label), TextTable.Alignment.right) }
        + (ranked.count > top ? [(language("Others", "Otros"), .right)] : []))
    for period in periods {
      var cells = [
        language.shortPeriod(period), breakdown.total.observation(period).text(language),
      ]
      cells += shown.map { short($0.timeline.observation(period)) }
      if ranked.count > top {
        cells.append(breakdown.sum(of: ranked.dropFirst(top), period).map(short) ?? "–")
      }
      table.add(cells)
    }
    return table.text()
  }

  private func short(_ observation: Observation) -> String {
    observation.value == nil && observation.exactness != .tooSmall
      ? "–" : observation.text(language)
  }
}
