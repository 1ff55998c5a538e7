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

    init(_ quantiles: [Double], times factor: Double) {
      let all = quantiles.map { $0 * factor }
      (q025, q10, q50, q90, q975) = (all[0], all[1], all[2], all[3], all[4])
    }
  }

  package struct Month: Codable, Equatable, Sendable {
    package var month: Period
    package var need: Band
    /// `nil` where the item has no price.
    package var cost: Band?
    /// What can be given in the month; `nil` where the item has none.
    package var capacity: Double?
    /// Chance that the need passes it.
    package var chanceAboveCapacity: Double?

    enum CodingKeys: String, CodingKey {
      case month, need, cost, capacity
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
    package var months: [Month]

    enum CodingKeys: String, CodingKey {
      case item, unit, currency, source, months
      case perCounted = "per_counted"
    }
  }

  package struct Cost: Codable, Equatable, Sendable {
    package var month: Period
    package var currency: String
    /// Of all items of the currency together.
    package var cost: Band
  }

  /// The outlook that the needs are of.
  package var outlook: OutlookReport
  package var items: [Item]
  package var costs: [Cost]

  package init(_ outlook: OutlookReport, _ plan: NeedsPlan) {
    self.outlook = outlook
    items = plan.items.map { item in
      Item(
        item: item.name, unit: item.unit, perCounted: item.perCounted, currency: item.currency,
        source: item.source,
        months: outlook.months.map { month in
          let capacity = item.capacityPerDay.map { $0 * Double(month.month.dayCount) }
          return Month(
            month: month.month, need: Band(month.quantiles, times: item.perCounted),
            cost: item.cost.map { Band(month.quantiles, times: item.perCounted * $0) },
            capacity: capacity,
            chanceAboveCapacity: capacity.map { capacity in
              item.perCounted > 0
                ? QuantileCurve(month.quantiles).chance(above: capacity / item.perCounted) : 0
            })
        })
    }
    // All items rise and fall with the same people, so that quantiles of the costs add up.
    var costs: [Cost] = []
    for month in outlook.months {
      for currency in Set(plan.items.compactMap(\.currency)).sorted() {
        let each = plan.items.filter { $0.currency == currency }
          .reduce(0) { $0 + $1.perCounted * ($1.cost ?? 0) }
        costs.append(
          Cost(month: month.month, currency: currency, cost: Band(month.quantiles, times: each)))
      }
    }
    self.costs = costs
  }
}
