import Periods
import Record
import Wording

/// Two series in one chart: as they are counted or as an index, the second shown some months later, so that
/// what was counted at one place stands beside what was counted farther on afterwards.
package struct SeriesPair: Sendable {
  package enum Scale: String, CaseIterable, Sendable {
    case counts, index
  }

  package struct Row: Sendable {
    package var period: Period
    /// When the second was counted.
    package var second: Period
    /// As counted; `nil` where it is not known.
    package var values: [Double?]
    /// As drawn.
    package var drawn: [Double?]
  }

  /// Months by which one may be shifted, either way.
  package static let shifts = -24...24

  package let rows: [Row]
  package let scale: Scale
  package let shift: Int
  /// The first period in which both are known: 100 of an index; `nil` where there is none.
  package let base: Period?
  private let report: SeriesTableReport
  private let language: Language

  /// - Parameters:
  ///   - report: of two series, by month or by year.
  ///   - shift: periods by which the second is shown later.
  package init(_ report: SeriesTableReport, scale: Scale, shift: Int, _ language: Language) {
    (self.report, self.scale, self.shift, self.language) = (report, scale, shift, language)
    func cells(_ index: Int) -> [Period: Double] {
      guard report.columns.indices.contains(index) else { return [:] }
      return Dictionary(
        report.columns[index].cells.compactMap { cell in cell.value.map { (cell.period, $0) } },
        uniquingKeysWith: { first, _ in first })
    }
    let (one, other) = (cells(0), cells(1))
    let later = other.reduce(into: [Period: Double]()) { $0[$1.key.shifted(by: shift)] = $1.value }
    // From the first to the last period in which both are known; what lies around says nothing of both.
    let both = one.keys.filter { later[$0] != nil }.sorted()
    let base = both.first { (one[$0] ?? 0) > 0 && (later[$0] ?? 0) > 0 }
    self.base = base
    guard let first = both.first, let last = both.last,
      let span = Period(from: first.first, through: last.last)
    else {
      rows = []
      return
    }
    rows = span.split(into: report.every).map { period in
      let values = [one[period], later[period]]
      let bases = [base.flatMap { one[$0] }, base.flatMap { later[$0] }]
      return Row(
        period: period, second: period.shifted(by: -shift), values: values,
        drawn: scale == .counts
          ? values
          : zip(values, bases).map { value, base in
            guard let value, let base else { return nil }
            return value / base * 100
          })
    }
  }

  package var title: String {
    let names = report.columns.map(\.title)
    guard names.count == 2 else { return names.joined(separator: "; ") }
    return names[0] + language(" and ", " y ") + shifted(names[1])
  }

  /// The second's name, with how much later it is shown.
  private func shifted(_ name: String) -> String {
    guard shift != 0 else { return name }
    let count = abs(shift)
    let unit =
      report.every == .year
      ? language(count == 1 ? "year" : "years", count == 1 ? "año" : "años")
      : language(count == 1 ? "month" : "months", count == 1 ? "mes" : "meses")
    return shift > 0
      ? language("\(name), shown \(count) \(unit) later", "\(name), \(count) \(unit) más tarde")
      : language("\(name), shown \(count) \(unit) earlier", "\(name), \(count) \(unit) antes")
  }

  package var unit: String {
    if scale == .index {
      return base.map {
        language(
          "Index, \(language.period($0)) = 100", "Índice, \(language.period($0)) = 100")
      } ?? ""
    }
    var seen: Set<String> = []
    let units = report.columns.map(\.unit).filter { seen.insert($0).inserted }
      .joined(separator: "; ")
    return units.prefix(1).uppercased() + units.dropFirst()
  }

  package func display(_ value: Double?) -> String {
    value.map { scale == .index ? language.number($0, decimals: 1) : language.count($0) }
      ?? language("not known", "no se sabe")
  }

  package var chart: BriefContent.Chart {
    let series = report.columns.prefix(2).enumerated().map { index, column in
      BriefContent.ChartSeries(
        id: column.series, label: index == 0 ? column.title : shifted(column.title),
        points: rows.map { row in
          let own = index == 0 ? row.period : row.second
          let counted = row.values[index].map { " (\(language.count($0)))" } ?? ""
          return .init(
            x: row.period.first.description, label: language.period(own), y: row.drawn[index],
            display: display(row.drawn[index])
              + (shift != 0 && index == 1 ? ", \(language.period(own))" : "")
              + (scale == .index ? counted : ""))
        })
    }
    return BriefContent.Chart(
      id: "together", title: title, description: series.map(\.label).joined(separator: "; "),
      form: .lines, unit: unit, series: series, marks: [], notes: notes,
      sources: report.sources.map(\.id))
  }

  private var notes: [String] {
    let unknown = [0, 1].flatMap { index -> [String] in
      let missing = rows.filter { $0.values[index] == nil }
        .map { index == 0 ? $0.period : $0.second }
      guard !missing.isEmpty, report.columns.indices.contains(index) else { return [] }
      return [
        report.columns[index].title + language(", not known: ", ", no se sabe: ")
          + language.runs(of: missing) + "."
      ]
    }
    return unknown + [
      language(
        "They are counted by different offices and are not the same people.",
        "Las cuentan oficinas distintas y no son las mismas personas.")
    ]
  }
}
