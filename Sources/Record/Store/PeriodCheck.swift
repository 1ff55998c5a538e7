import Periods
import Tabular
import Wording

/// A number of a longer period that the same file's numbers of shorter periods in it come to more than, or, where
/// they are all there, to less.
public struct PeriodFault: Hashable, Codable, Sendable {
  /// What it counts, as a query.
  public var series: String
  /// The longer period, and its line in the file.
  public var period: Period
  /// Where the longer period's number stands.
  public var line: Int
  /// What the file has for the longer period.
  public var total: Double
  /// What the shorter periods come to.
  public var parts: Double
  /// Where the numbers of the shorter periods stand, the first ones.
  public var lines: [Int]
}

extension PeriodFault {
  fileprivate var difference: Double { abs(parts - total) }

  /// "line 2: 2023 is 100, and its months or quarters on line 3 come to 500".
  package func words(_ language: Language) -> String {
    let (all, sum) = (language.count(total), language.count(parts))
    let (when, places) = (language.period(period), language.list(lines.map(String.init)))
    return lines.count == 1
      ? language(
        "line \(line): \(when) is \(all), and a part of it on line \(places) is \(sum)",
        "línea \(line): \(when) es \(all), y una parte en la línea \(places) es \(sum)")
      : language(
        "line \(line): \(when) is \(all), and its parts on lines \(places) come to \(sum)",
        "línea \(line): \(when) es \(all), y sus partes en las líneas \(places) suman \(sum)")
  }
}

extension Release {
  private struct Dated {
    var period: Period
    var value: Double
    var line: Int
  }

  /// Numbers of months, quarters and years that differ from the release's own numbers of shorter periods in them, of
  /// measures that add up over time; the largest difference first.
  func periodFaults(_ vocabulary: Vocabulary) -> [PeriodFault] {
    let granularities = Set(rows.lazy.map(\.period.granularity))
    guard granularities.count > 1 || granularities == [.range] else { return [] }
    var bySeries: [Int32: [Dated]] = [:]
    for (index, row) in rows.enumerated() {
      guard let value = row.value, extras[index].map({ $0.exactness == .exact }) ?? true else {
        continue
      }
      bySeries[row.series, default: []].append(
        Dated(period: row.period, value: value, line: Int(row.line)))
    }
    let slack = (source.coverage.roundedTo ?? 0) / 2
    let mostRanges = Release.mostRanges
    return bySeries.flatMap { index, numbers -> [PeriodFault] in
      let series = series[Int(index)]
      let nature =
        vocabulary.measure(series.measure)?.nature ?? source.coverage.natures?[series.measure]
      guard nature == .flow, series[.unit] == nil, series[.event] == nil else { return [] }
      let kinds = Dictionary(grouping: numbers, by: \.period.granularity)
      guard numbers.count > 1 else { return [] }
      // Ranges may overlap, so that each is looked at alone; of very many every pair takes too long.
      let ranges = (kinds[.range] ?? []).count <= mostRanges ? kinds[.range] ?? [] : []
      return [Granularity.month, .quarter, .year, .fiscalYear, .range].flatMap { long in
        (long == .range ? ranges : kinds[long] ?? []).compactMap { whole in
          let shorter = [Granularity.day, .month, .quarter].filter { $0 != long }.map { short in
            (kinds[short] ?? []).filter { whole.period.contains($0.period) }
          }
          let parts = ranges.filter {
            $0.period != whole.period && whole.period.contains($0.period)
          }
          return (shorter + parts.map { [$0] }).compactMap {
            Release.fault(whole, $0, "\(series)", slack)
          }.max { $0.difference < $1.difference }
        }
      }
    }.sorted { ($0.difference, $1.line) > ($1.difference, $0.line) }
  }

  private static let mostRanges = 300

  private static func fault(
    _ whole: Dated, _ parts: [Dated], _ series: String, _ slack: Double
  ) -> PeriodFault? {
    let sum = parts.reduce(0) { $0 + $1.value }
    // Parts that are not all there may come to less.
    let isAll = parts.reduce(0) { $0 + $1.period.dayCount } == whole.period.dayCount
    let difference = isAll ? abs(sum - whole.value) : sum - whole.value
    guard difference > slack * Double(parts.count + 1) else { return nil }
    let most = 3
    return PeriodFault(
      series: series, period: whole.period, line: whole.line, total: whole.value, parts: sum,
      lines: Array(parts.map(\.line).sorted().prefix(most)))
  }
}
