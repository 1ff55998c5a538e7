import Periods
import Record
import Wording

/// Several series, or reckoned ones, on the terminal.
struct SeriesTableView {
  let report: SeriesTableReport
  let language: Language

  var text: String {
    var table = TextTable(
      [(language("Period", "Período"), TextTable.Alignment.left)]
        + report.columns.map { ($0.title, .right) })
    let columns = report.columns.map { column in
      Dictionary(column.cells.map { ($0.period, $0) }) { first, _ in first }
    }
    for period in report.periods {
      table.add(
        [language.shortPeriod(period)] + columns.map { $0[period].map(cell) ?? "–" })
    }
    var lines: [String] = []
    if let transform = report.transform {
      lines.append(words(transform) + (report.of.map { " (\($0))" } ?? "") + ".")
    }
    lines += report.footnotes(language).prefix(6)
    lines += report.columns.compactMap { column in
      column.age.map { "\(column.title): \($0.text)." }
    }
    lines += report.sources.map {
      language("Source: ", "Fuente: ") + "\($0.publisher), \($0.title) (\($0.id))"
    }
    return table.text() + "\n"
      + lines.flatMap { wrap($0, to: Terminal.width) }.joined(separator: "\n") + "\n"
  }

  private func cell(_ cell: SeriesTableReport.Cell) -> String {
    if cell.exactness == .tooSmall { return language("too few", "muy pocos") }
    guard let value = cell.value else { return "–" }
    let number =
      switch report.transform {
      case nil: language.count(value)
      case .perDay: language.count(value.rounded())
      case .change: (value > 0 ? "+" : "") + language.count(value)
      case .percentChange: language.change(value / 100)
      case .percentShare: language.share(value / 100)
      }
    switch cell.exactness {
    case .atLeast, .moreThan: return "≥ " + number
    case .about: return "≈ " + number
    case .atMost: return "≤ " + number
    default: return number
    }
  }

  private func words(_ transform: SeriesTransform) -> String {
    switch transform {
    case .perDay: language("A day", "Por día")
    case .change: language("Change from the period before", "Cambio frente al período anterior")
    case .percentChange:
      language(
        "Percentage change from the period before",
        "Cambio porcentual frente al período anterior")
    case .percentShare: language("As a percentage of", "Como porcentaje de")
    }
  }
}
