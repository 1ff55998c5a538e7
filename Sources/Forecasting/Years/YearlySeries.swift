import Periods
import Record

/// A series of years without a gap: numbers at the end of a year, totals of calendar or fiscal years, or, of
/// a series that is counted by month, totals of twelve months up to the last one known.
package struct YearlySeries: Sendable {
  package var name: String
  package var years: [Period]
  package var values: [Double]

  package init(name: String, years: [Period], values: [Double]) {
    self.name = name
    self.years = years
    self.values = values
  }

  /// The years that an outlook goes by: of a series by month those up to its last month, since a year of which
  /// only some months are known cannot be told from the year before alone.
  package init(name: String, _ timeline: Timeline) {
    let published = YearlySeries(name: name, published: timeline)
    guard timeline.nature == .flow,
      let months = YearlySeries(name: name, ofMonths: MonthlySeries(name: name, timeline)),
      let last = months.years.last?.last, last > published.years.last?.last ?? Day.earliest
    else {
      self = published
      return
    }
    self = months
  }

  /// Years as they are published, or joined of months, after the last gap before the last that is known.
  private init(name: String, published timeline: Timeline) {
    self.init(name: name, years: [], values: [])
    let every: Granularity = timeline.native == .fiscalYear ? .fiscalYear : .year
    var isBroken = false
    for observation in timeline.observations(every: every) {
      guard let value = observation.value, !observation.isPartial, observation.exactness != .atMost
      else {
        isBroken = true
        continue
      }
      if isBroken { (years, values, isBroken) = ([], [], false) }
      years.append(observation.period)
      values.append(value)
    }
  }

  /// Totals of twelve months, the last of which ends with the last month; `nil` with less than a year.
  init?(name: String, ofMonths series: MonthlySeries) {
    let count = series.values.count / 12
    guard count > 0 else { return nil }
    let start = series.values.count - 12 * count
    self.init(name: name, years: [], values: [])
    for year in 0..<count {
      let months = (start + 12 * year)..<(start + 12 * (year + 1))
      guard
        let period = Period(
          from: series.months[months.lowerBound].first,
          through: series.months[months.upperBound - 1].last)
      else { return nil }
      years.append(period)
      values.append(series.values[months].reduce(0, +))
    }
  }
}

extension Day {
  /// Before every figure.
  fileprivate static let earliest = Day(number: Int32.min)
}
