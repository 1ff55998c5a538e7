import Estimation
import Periods
import Record

/// How nowcasts would have done: each month from its first days, where days are held.
///
/// Days and months are those of today's vintage: of most daily counts no earlier one is held, and what was added
/// to a day later is in it. The month before counts as known.
package struct NowcastBacktest: Sendable {
  /// Scores of the nowcasts from as many days.
  package struct Score: Codable, Equatable, Sendable {
    /// First days of the month that were counted.
    package var days: Int
    package var n: Int
    /// Weighted quantile loss.
    package var wql: Double
    package var coverage80: Double
    package var coverage95: Double
    /// Sum of the errors over the sum of the totals: of the median, of the same pace over the month, and of the
    /// month before.
    package var error: Double
    package var errorPace: Double
    package var errorLast: Double

    enum CodingKeys: String, CodingKey {
      case days, n, wql, coverage80, coverage95, error
      case errorPace = "error_pace"
      case errorLast = "error_last"
    }
  }

  package static let counted = [5, 10, 15, 20, 25]

  private struct Case {
    var days: Int
    var quantiles: [Double]
    var pace: Double
    var last: Double
    var actual: Double
  }

  private var cases: [Case] = []

  /// - Throws: a ``QuestionError`` when a name means no series.
  package init(
    _ queries: [String], store: RecordStore, first: Period, last: Period
  ) throws {
    for query in queries {
      let timeline = try store.timeline(store.parser.selection(query), asOf: nil)
      let series = MonthlySeries(name: query, timeline)
      for (index, month) in series.months.enumerated()
      where month.first >= first.first && month.first <= last.first
        && index >= NowcastReport.fewest
      {
        guard timeline.nature == .flow, let days = timeline.days(in: month) else { continue }
        let before = Array(series.months[..<index])
        add(
          days, month, past: Array(series.values[..<index]), months: before,
          spread: DaySpread.estimate(timeline, months: before))
      }
    }
  }

  private mutating func add(
    _ counts: [Double], _ month: Period, past: [Double], months: [Period], spread: Double?
  ) {
    let rate = MonthRate(past: past, months: months, daySpread: spread)
    for number in Self.counted {
      guard
        let days = Period(from: month.first, through: month.first.adding(days: number - 1)),
        days.dayCount < month.dayCount
      else { continue }
      let count = counts.prefix(number).reduce(0, +)
      cases.append(
        Case(
          days: number,
          quantiles: rate.total(
            of: month, count: count, on: days, daySpread: spread ?? DaySpread.usual),
          pace: count / Double(number) * Double(month.dayCount),
          last: (past.last ?? 0) * Double(month.dayCount) / Double(months.last?.dayCount ?? 30),
          actual: counts.reduce(0, +)))
    }
  }

  package var scores: [Score] {
    Dictionary(grouping: cases, by: \.days).sorted { $0.key < $1.key }.map { days, own in
      let (quantiles, actual) = (own.map(\.quantiles), own.map(\.actual))
      let total = max(actual.reduce(0, +), 1)
      func error(_ middle: (Case) -> Double) -> Double {
        own.reduce(0) { $0 + abs(middle($1) - $1.actual) } / total
      }
      return Score(
        days: days, n: own.count, wql: Scores.weightedQuantileLoss(quantiles, actual),
        coverage80: Scores.coverage(quantiles, actual),
        coverage95: Scores.coverage(quantiles, actual, from: 0, to: Scores.levels.count - 1),
        error: error { $0.quantiles[Scores.levels.count / 2] }, errorPace: error(\.pace),
        errorLast: error(\.last))
    }
  }
}
