import Periods
import Record
import Tabular
import Wording

/// A total and its parts, on the terminal, as JSON or as CSV.
struct BreakdownView {
  let breakdown: Breakdown
  let every: Granularity
  let within: Period?
  let top: Int
  let store: RecordStore
  let language: Language

  private var periods: [Period] {
    breakdown.periods(every: every, within: within)
  }

  var report: BreakdownReport {
    BreakdownReport(breakdown, every: every, within: within, store.vocabulary, language)
  }

  private func name(_ label: String) -> String {
    store.vocabulary.name(label, in: breakdown.dimension, language)
  }

  var text: String {
    let periods = periods
    var text = Terminal.bold(store.vocabulary.title(breakdown.total.selection, language)) + "\n\n"
    text += periods.count == 1 ? onePeriod(periods[0]) : manyPeriods(periods)
    let off = periods.compactMap { period in
      breakdown.difference(period).flatMap { $0 == 0 ? nil : (period, $0) }
    }
    let whole = periods.filter(breakdown.hasShares)
    if whole.isEmpty {
      text += language(
        "\nNo table of it holds everybody by \(breakdown.dimension.rawValue): no shares.\n",
        "\nNinguna tabla suya tiene a todos por \(breakdown.dimension.rawValue): sin partes.\n")
    }
    if off.isEmpty, !whole.isEmpty {
      text += language(
        "\nThe parts add up to the total.\n", "\nLas partes suman el total.\n")
    } else if !off.isEmpty {
      let shown = off.suffix(6).map { "\(language.shortPeriod($0.0)): \(language.count($0.1))" }
      text += language(
        "\nThe figure without parts, of another table or release, differs in \(off.count) of "
          + "\(periods.count) periods; ",
        "\nLa cifra sin partes, de otra tabla o edición, difiere en \(off.count) de "
          + "\(periods.count) períodos; ")
      text += language("less the parts it is ", "menos las partes da ")
      text += shown.joined(separator: ", ") + ".\n"
    }
    return text
  }

  private func onePeriod(_ period: Period) -> String {
    var table = TextTable([
      (language.period(period), .left), (language("Value", "Valor"), .right),
      (language("Share", "Parte"), .right),
    ])
    let total = breakdown.total.observation(period)
    table.add([language("Total", "Total"), total.text(language), ""])
    let parts = breakdown.parts.map { ($0.label, $0.timeline.observation(period)) }
      .sorted { ($0.1.value ?? -1) > ($1.1.value ?? -1) }
    for (label, observation) in parts.prefix(max(top, 20)) {
      let share = observation.value.flatMap { part in
        total.value.flatMap {
          $0 > 0 && breakdown.hasShares(period) ? language.percent(part / $0) : nil
        }
      }
      table.add([name(label), observation.text(language), share ?? ""])
    }
    if parts.count > max(top, 20) {
      let rest = parts.dropFirst(max(top, 20)).compactMap(\.1.value).reduce(0, +)
      table.add([
        language("\(parts.count - max(top, 20)) more", "\(parts.count - max(top, 20)) más"),
        language.count(rest), "",
      ])
    }
    return table.text()
  }

  private func manyPeriods(_ periods: [Period]) -> String {
    let shown = breakdown.parts.prefix(top)
    var table = TextTable(
      [(language("Period", "Período"), .left), (language("Total", "Total"), .right)]
        + shown.map { (name($0.label), TextTable.Alignment.right) }
        + (breakdown.parts.count > top ? [(language("Others", "Otros"), .right)] : []))
    for period in periods {
      let values = breakdown.parts.map { $0.timeline.observation(period).value }
      var cells = [
        language.shortPeriod(period), breakdown.total.observation(period).text(language),
      ]
      cells += values.prefix(top).map { $0.map(language.count) ?? "–" }
      if breakdown.parts.count > top {
        let rest = values.dropFirst(top).compactMap(\.self)
        cells.append(rest.isEmpty ? "–" : language.count(rest.reduce(0, +)))
      }
      table.add(cells)
    }
    return table.text()
  }

  func csv(hxl: Bool) -> String { report.csv(hxl: hxl) }
}
