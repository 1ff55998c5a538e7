import Estimation
import Periods
import Record

/// How stated judgements did: of each, the outlook of the day on which it was stated, with it and without it,
/// against what came.
package struct JudgementReport: Codable, Sendable {
  package struct Month: Codable, Equatable, Sendable {
    package var month: Period
    package var without: OutlookReport.Month
    package var with: OutlookReport.Month
    /// What came; `nil` where it is not known yet.
    package var actual: Double?
    /// Quantile losses over what came in all months.
    package var lossWithout: Double?
    package var lossWith: Double?

    enum CodingKeys: String, CodingKey {
      case month, without, with, actual
      case lossWithout = "loss_without"
      case lossWith = "loss_with"
    }
  }

  package enum Verdict: String, Codable, Sendable {
    /// With the judgement the outlook came nearer, or did not.
    case nearer, farther
    /// As near with it as without.
    case even
    /// No month that it concerns is known yet.
    case open
    /// When it was stated its break already lay in the months known, or beyond those that are forecast.
    case noMonth = "no-month"
  }

  package struct Item: Codable, Sendable {
    package var judgement: Judgement
    /// The last month known when it was stated.
    package var origin: Period
    /// Those that it concerns.
    package var months: [Month]
    package var verdict: Verdict
    /// Weighted quantile losses over the months that have come, without and with it.
    package var wqlWithout: Double?
    package var wqlWith: Double?

    enum CodingKeys: String, CodingKey {
      case judgement, origin, months, verdict
      case wqlWithout = "wql_without"
      case wqlWith = "wql_with"
    }
  }

  package var file: String
  package var items: [Item]

  /// Scores the judgements of a file, each by itself.
  ///
  /// - Parameter months: ahead of the last month known when it was stated.
  /// - Throws: an ``InputError`` for series that the record does not understand, or an ``OutlookError``.
  package static func make(
    _ file: JudgementFile, store: RecordStore, months: Int = 6
  ) throws -> JudgementReport {
    _ = try file.selections(store)
    let learned = try LearnedHistory.of(store)
    return JudgementReport(
      file: file.name,
      items: try file.judgements.map { judgement in
        let history = try SeriesHistory(judgement.series, store)
        let outlook = try OutlookReport.make(
          history, learned, months: months, method: ForecastMethods.names[0], asOf: judgement.made,
          judging: false)
        return Item(judgement, outlook, history.series(asOf: nil))
      })
  }
}

extension JudgementReport.Item {
  fileprivate init(_ judgement: Judgement, _ outlook: OutlookReport, _ today: MonthlySeries) {
    self.judgement = judgement
    origin = outlook.origin
    let judged = JudgedMonths(origin: outlook.origin, [judgement])
    months = outlook.months.filter { judged.concerns(judgement, $0.month) }.map { month in
      let with = OutlookReport.Month(
        month: month.month, judged.quantiles(month.quantiles, of: month.month))
      return JudgementReport.Month(
        month: month.month, without: month, with: with,
        actual: today.months.firstIndex(of: month.month).map { today.values[$0] })
    }
    let came = months.compactMap(\.actual)
    let total = max(1, came.reduce(0, +))
    for index in months.indices {
      guard let actual = months[index].actual else { continue }
      months[index].lossWithout =
        Scores.quantileLoss(months[index].without.quantiles, actual) / total
      months[index].lossWith = Scores.quantileLoss(months[index].with.quantiles, actual) / total
    }
    guard !came.isEmpty else {
      verdict = months.isEmpty ? .noMonth : .open
      return
    }
    let without = months.compactMap(\.lossWithout).reduce(0, +)
    let with = months.compactMap(\.lossWith).reduce(0, +)
    (wqlWithout, wqlWith) = (without, with)
    verdict = with < without ? .nearer : with > without ? .farther : .even
  }
}
