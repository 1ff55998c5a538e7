import Periods
import Record
import Wording

extension SeriesTableReport {
  /// What the table shows, in one line.
  package func heading(_ language: Language) -> String {
    let series = columns.map(\.title).joined(separator: "; ")
    guard let words = transform.map({ made($0, language) }) else { return series }
    return "\(series): \(words)"
  }

  private func made(_ transform: SeriesTransform, _ language: Language) -> String {
    switch transform {
    case .perDay: language("a day", "por día")
    case .change:
      language("change from the period before", "cambio frente al período anterior")
    case .percentChange:
      language(
        "per cent change from the period before",
        "cambio porcentual frente al período anterior")
    case .percentShare:
      language("per cent of ", "por ciento de ") + (of ?? "")
    }
  }

  /// A line for each series.
  package func chart(_ language: Language) -> BriefContent.Chart {
    let lines = columns.map { column in
      BriefContent.ChartSeries(
        id: column.series, label: column.title,
        points: column.cells.map { cell in
          BriefContent.ChartPoint(
            x: cell.period.first.description, label: language.period(cell.period), y: cell.value,
            display: cell.value.map(shown(language)) ?? language("not known", "no se sabe"))
        })
    }
    return BriefContent.Chart(
      id: "series", title: heading(language),
      description: lines.map(\.label).joined(separator: "; "), form: .lines,
      unit: unit(language), series: lines, marks: [], notes: footnotes(language),
      sources: sources.map(\.id))
  }

  private func unit(_ language: Language) -> String {
    switch transform {
    case .percentChange, .percentShare: return "%"
    case nil, .perDay, .change:
      var seen: Set<String> = []
      let units = columns.map(\.unit).filter { seen.insert($0).inserted }.joined(separator: "; ")
      let per = transform.map { ", " + made($0, language) } ?? ""
      return units.prefix(1).uppercased() + units.dropFirst() + per
    }
  }

  private func shown(_ language: Language) -> (Double) -> String {
    let decimals =
      switch transform {
      case .percentChange, .percentShare: 1
      case nil, .perDay, .change: 0
      }
    return { language.number($0, decimals: decimals) }
  }
}
