import Estimation
import Periods

/// What people who come will need, and what it costs: a planner's own shares and prices on an outlook.
///
/// Everything but the number of people is taken as certain: shares, days and prices are the planner's, and
/// their error is not in the bands.
package struct NeedsReport: Codable, Sendable {
  package struct Band: Codable, Equatable, Sendable {
    package var q025: Double
    package var q10: Double
    package var q50: Double
    package var q90: Double
    package var q975: Double

    package var quantiles: [Double] { [q025, q10, q50, q90, q975] }

    init(_ quantiles: [Double], times factor: Double) {
      let all = quantiles.map { $0 * factor }
      (q025, q10, q50, q90, q975) = (all[0], all[1], all[2], all[3], all[4])
    }
  }

  /// What the needs are told by.
  package enum Every: String, CaseIterable, Codable, Sendable { case month, week }

  package struct Span: Codable, Equatable, Sendable {
    /// A month, or a week from Monday to Sunday.
    package var period: Period
    package var need: Band
    /// `nil` where the item has no price.
    package var cost: Band?
    /// What can be given in the period; `nil` where the item has none.
    package var capacity: Double?
    /// Chance that the need passes it.
    package var chanceAboveCapacity: Double?

    enum CodingKeys: String, CodingKey {
      case period, need, cost, capacity
      case chanceAboveCapacity = "chance_above_capacity"
    }
  }

  package struct Item: Codable, Equatable, Sendable {
    package var item: String
    package var unit: String
    /// Units for each person who is counted.
    package var perCounted: Double
    package var currency: String?
    package var source: String?
    package var periods: [Span]

    enum CodingKeys: String, CodingKey {
      case item, unit, currency, source, periods
      case perCounted = "per_counted"
    }
  }

  package struct Cost: Codable, Equatable, Sendable {
    package var period: Period
    package var currency: String
    /// Of all items of the currency together.
    package var cost: Band
  }

  /// People of a month or week.
  package struct People: Codable, Equatable, Sendable {
    package var period: Period
    package var people: Band
  }

  /// The outlook that the needs are of.
  package var outlook: OutlookReport
  package var every: Every
  /// What days differ by of their own, in the bands of weeks.
  package var daySpread: Double?
  package var people: [People]
  package var items: [Item]
  package var costs: [Cost]

  enum CodingKeys: String, CodingKey {
    case outlook, every, people, items, costs
    case daySpread = "day_spread"
  }

  package init(
    _ outlook: OutlookReport, _ plan: NeedsPlan, every: Every = .month,
    daySpread: Double = DaySpread.usual
  ) {
    self.outlook = outlook
    self.every = every
    var spans = outlook.months.map { (period: $0.month, quantiles: $0.quantiles) }
    if every == .week {
      let bands = WeekBands(outlook, daySpread: daySpread)
      spans = zip(bands.weeks, bands.quantiles).map { ($0, $1) }
      self.daySpread = daySpread
    }
    people = spans.map { People(period: $0.period, people: Band($0.quantiles, times: 1)) }
    items = plan.items.map { item in
      Item(
        item: item.name, unit: item.unit, perCounted: item.perCounted, currency: item.currency,
        source: item.source, periods: spans.map { Self.span($0.period, $0.quantiles, item) })
    }
    // All items rise and fall with the same people, so that quantiles of the costs add up.
    costs = spans.flatMap { period, quantiles in
      Set(plan.items.compactMap(\.currency)).sorted().map { currency in
        let each = plan.items.filter { $0.currency == currency }
          .reduce(0) { $0 + $1.perCounted * ($1.cost ?? 0) }
        return Cost(period: period, currency: currency, cost: Band(quantiles, times: each))
      }
    }
  }

  private static func span(
    _ period: Period, _ quantiles: [Double], _ item: NeedsPlan.Item
  ) -> Span {
    let capacity = item.capacityPerDay.map { $0 * Double(period.dayCount) }
    return Span(
      period: period, need: Band(quantiles, times: item.perCounted),
      cost: item.cost.map { Band(quantiles, times: item.perCounted * $0) }, capacity: capacity,
      chanceAboveCapacity: capacity.map { capacity in
        item.perCounted > 0
          ? QuantileCurve(quantiles).chance(ofMoreThan: capacity / item.perCounted) : 0
      })
  }
}
