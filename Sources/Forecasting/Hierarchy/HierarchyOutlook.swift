import Estimation
import Periods
import Record

/// The next months of a total and its parts, whose middles add up.
package struct HierarchyOutlook: Codable, Sendable {
  package struct Month: Codable, Equatable, Sendable {
    package var month: Period
    /// Where it was asked for: a few large outcomes move it far above the middle. Means add up.
    package var mean: Double?
    package var q025: Double
    package var q10: Double
    /// The middle: those of the parts add up to that of the total, which is the one of the outlook of the
    /// total alone. The other quantiles do not add up, by their nature.
    package var q50: Double
    package var q90: Double
    package var q975: Double
  }

  package struct Part: Codable, Equatable, Sendable {
    /// The label of each dimension; `nil` where it is added up; "rest" for what is not among the
    /// largest or not broken down.
    package var labels: [String?]
    package var months: [Month]

    /// The labels in words, for a list.
    package var label: String { labels.map { $0 ?? "*" }.joined(separator: " × ") }
  }

  /// The label of what is not among the largest, or not broken down.
  package static let rest = Hierarchy.rest

  package var series: String
  package var query: String
  package var by: [Dimension]
  package var method: String
  package var origin: Period
  package var asOf: Day?
  package var total: [Month]
  /// Sums over some of the dimensions first, then the cells.
  package var parts: [Part]
  /// As in ``OutlookReport``.
  package var age: AgeReport?
  package var monthsPast: Int?

  enum CodingKeys: String, CodingKey {
    case series, query, by, method, origin, total, parts, age
    case asOf = "as_of"
    case monthsPast = "months_past"
  }

  /// Forecasts a series of the record and its parts.
  ///
  /// - Parameters:
  ///   - dimensions: one to three, such as nationality, sector and component.
  ///   - months: 1 to 12.
  ///   - method: a method of ``ForecastMethods/all``.
  ///   - top: largest labels of each dimension that are kept apart.
  ///   - means: whether to make means too.
  /// - Throws: a ``QuestionError`` or an ``OutlookError``.
  package static func make(
    _ query: String, by dimensions: [Dimension], store: RecordStore, months: Int = 6,
    method: String = ForecastMethods.names[0], asOf: Day? = nil, top: Int = 10, means: Bool = false
  ) throws -> HierarchyOutlook {
    guard let chosen = ForecastMethods.named(method) else {
      throw OutlookError.unknownMethod(method)
    }
    guard (1...LearnedStep.months).contains(months) else { throw OutlookError.months(months) }
    let history = try SeriesHistory(query, store)
    let total = history.series(asOf: asOf)
    guard let origin = total.months.last else { throw OutlookError.noMonths(query, asOf: asOf) }
    try SpreadCheck.check(query, total.values)
    try SupportCheck.check(query, months: total.months)
    try SupportCheck.check(query, last: origin, on: asOf ?? Day.today)
    // Beside exact totals no rounded parts: their people are among the others of the exact table.
    let isExact = !history.vintages.timeline(asOf: asOf).endsRounded
    let parts = try store.vintages(history.selection, by: dimensions).mapValues {
      MonthlySeries(name: "", $0.timeline(asOf: asOf), isExact: isExact)
    }
    guard !parts.isEmpty else {
      throw OutlookError.noParts(query, dimensions: dimensions.map(\.rawValue))
    }
    let hierarchy = Hierarchy(
      total: total, parts: parts, dimensions: dimensions.count, top: top)
    let learned = try LearnedHistory.of(store)
    let forecasts = try hierarchy.nodes.enumerated().map { index, node in
      // The total goes by all that is known of it, as where it is asked about alone.
      let question =
        index == 0
        ? history.question(total, asOf: asOf, learned)
        : learned.question(past: node.values, asOf: asOf)
      guard let forecast = chosen.forecast(question, months: months) else {
        throw OutlookError.tooShort(query, months: node.values.count, method: method)
      }
      return forecast.quantiles
    }
    var monthsByNode = hierarchy.nodes.map { _ in [Month]() }
    for month in 0..<months {
      let period = Period.month(of: origin.first.adding(months: month + 1))
      let own = forecasts.map { $0[month] }
      let middles = Middles(hierarchy, quantiles: own)
      let draws = means ? Reconciliation(hierarchy, quantiles: own, horizon: month + 1)?.draws : nil
      if means, draws == nil {
        throw OutlookError.tooShort(query, months: total.values.count, method: method)
      }
      for node in monthsByNode.indices {
        monthsByNode[node].append(
          Month(
            period, middles.quantiles[node],
            mean: draws.map { $0[node].reduce(0, +) / Double($0[node].count) }))
      }
    }
    let named = zip(hierarchy.nodes, monthsByNode).map { Part(labels: $0.labels, months: $1) }
    return HierarchyOutlook(
      series: query, query: history.selection.description, by: dimensions, method: method,
      origin: origin, asOf: asOf, total: named[0].months, parts: Array(named.dropFirst()))
  }
}

extension HierarchyOutlook.Month {
  /// The middle stays as it is, so that parts add up to the last person.
  fileprivate init(_ month: Period, _ quantiles: [Double], mean: Double?) {
    let whole = quantiles.map { $0.rounded() }
    self.init(
      month: month, mean: mean, q025: whole[0], q10: whole[1], q50: quantiles[2], q90: whole[3],
      q975: whole[4])
  }
}
