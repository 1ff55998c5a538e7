import Estimation
import Periods
import Record

/// A series' next years.
package struct YearOutlookReport: Codable, Sendable {
  package struct Year: Codable, Equatable, Sendable {
    package var year: Period
    package var q025: Double
    package var q10: Double
    package var q50: Double
    package var q90: Double
    package var q975: Double

    package var quantiles: [Double] { [q025, q10, q50, q90, q975] }

    /// - Parameter quantiles: at ``Scores/levels``; they are rounded to whole people.
    init(year: Period, _ quantiles: [Double]) {
      self.year = year
      let whole = quantiles.map { $0.rounded() }
      (q025, q10, q50, q90, q975) = (whole[0], whole[1], whole[2], whole[3], whole[4])
    }
  }

  package struct Past: Codable, Equatable, Sendable {
    package var year: Period
    package var value: Double
  }

  /// What the numbers are of.
  package enum Kind: String, Codable, Sendable {
    /// People at the end of a year.
    case endOfYear = "end-of-year"
    case calendarYear = "calendar-year"
    case fiscalYear = "fiscal-year"
    /// Of a series that is counted by month: twelve months, up to the last one known.
    case twelveMonths = "twelve-months"
  }

  package var series: String
  package var query: String
  package var method: String
  package var kind: Kind
  /// The last year known.
  package var origin: Period
  package var asOf: Day?
  package var past: [Past]
  package var years: [Year]
  /// How the method did on this series, by years ahead; empty when fewer than five years can be scored.
  package var scores: [YearBacktest.Score]
  package var age: AgeReport?
  /// How many of ``years`` lie before the day of the question: they are forecast, and not known.
  package var yearsPast: Int?

  enum CodingKeys: String, CodingKey {
    case series, query, method, kind, origin, past, years, scores, age
    case asOf = "as_of"
    case yearsPast = "years_past"
  }

  /// Fewest years that came from which scores say anything.
  private static let fewest = 5

  /// - Parameter years: 1 to 3.
  /// - Throws: a ``QuestionError`` or an ``OutlookError``.
  package static func make(
    _ query: String, store: RecordStore, years: Int = YearPanel.longest, asOf: Day? = nil
  ) throws -> YearOutlookReport {
    let history = try YearHistory(query, store)
    let known = history.series(asOf: asOf)
    guard let origin = known.years.last else { throw OutlookError.noYears(query, asOf: asOf) }
    let record = try YearRecord(store)
    let panel = record.panel(isStock: history.isStock, asOf: asOf)
    guard let quantiles = Momentum.forecast(known.values, panel, years: years) else {
      throw known.values.count < YearPanel.history
        ? OutlookError.fewYears(query, years: known.values.count)
        : OutlookError.fewChanges(query, years: years)
    }
    try SpreadCheck.check(query, known.values, .years)
    try SpreadCheck.check(query, bands: quantiles)
    return YearOutlookReport(
      series: history.name, query: history.selection.description,
      method: Momentum.name(isStock: history.isStock),
      kind: kind(origin, isStock: history.isStock), origin: origin, asOf: asOf,
      past: zip(known.years, known.values).map { Past(year: $0, value: $1) },
      years: quantiles.enumerated().map { index, quantiles in
        Year(year: origin.shifted(by: index + 1), quantiles)
      },
      scores: try YearBacktest([history], record, asOf: asOf, horizons: 1...years).scores
        .filter { $0.n >= fewest })
  }

  private static func kind(_ origin: Period, isStock: Bool) -> Kind {
    if isStock { return .endOfYear }
    switch origin.granularity {
    case .year: return .calendarYear
    case .fiscalYear: return .fiscalYear
    default: return .twelveMonths
    }
  }
}
