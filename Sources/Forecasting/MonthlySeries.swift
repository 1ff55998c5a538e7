import Periods
import Record

/// A series of months without a gap.
package struct MonthlySeries: Sendable {
  package var name: String
  package var months: [Period]
  package var values: [Double]

  package init(name: String, months: [Period], values: [Double]) {
    self.name = name
    self.months = months
    self.values = values
  }

  /// The months of a timeline that methods go by, after its last gap. A month of which a part is not
  /// known is a gap, and so is one among whose number there may be others.
  ///
  /// - Parameters:
  ///   - isExact: whether a series that ends with rounded figures has no months.
  ///   - endsBeforeGap: whether it ends before a gap that nothing comes after, rather than having no months: one
  ///     row of a month to come would take a forecast its past.
  package init(
    name: String, _ timeline: Timeline, isExact: Bool = false, endsBeforeGap: Bool = false
  ) {
    self.init(name: name, months: [], values: [])
    // Days are a month only where they add up over time.
    let ofDays = timeline.nature == .flow ? timeline.monthsOfDays : nil
    guard let range = timeline.monthsGoneBy ?? ofDays,
      !isExact || !timeline.endsRounded
    else { return }
    var before = (months: months, values: values)
    for observation in timeline.observations(every: .month, within: range) {
      if let value = observation.value, !observation.isPartial, observation.exactness != .atMost {
        months.append(observation.period)
        values.append(value)
      } else if ofDays != nil, timeline.native == .day,
        let days = timeline.days(in: observation.period)
      {
        // A series that is counted by day alone has the months of which every day is known.
        months.append(observation.period)
        values.append(days.reduce(0, +))
      } else if timeline.native == .day, observation.period.last >= range.last {
        // Its last month is not over.
        break
      } else {
        if !months.isEmpty { before = (months, values) }
        months = []
        values = []
      }
    }
    if endsBeforeGap, months.isEmpty { (months, values) = before }
  }

  /// The values of just these months, from the first of them that is known on; empty when the last is
  /// not known.
  func values(of wanted: [Period]) -> [Double] {
    guard let first = months.first, let last = wanted.last,
      let end = months.lastIndex(of: last)
    else { return [] }
    let count = wanted.reversed().prefix { $0.first >= first.first }.count
    return Array(values[(end - count + 1)...end])
  }
}
