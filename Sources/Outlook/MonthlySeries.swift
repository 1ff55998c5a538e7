import Periods
import Record

/// A series of months without a gap.
public struct MonthlySeries: Sendable {
  public var name: String
  public var months: [Period]
  public var values: [Double]

  public init(name: String, months: [Period], values: [Double]) {
    self.name = name
    self.months = months
    self.values = values
  }

  /// The months of a timeline after its last gap. A month of which a part is not known is a gap.
  public init(name: String, _ timeline: Timeline) {
    self.init(name: name, months: [], values: [])
    for observation in timeline.observations(every: .month) {
      if let value = observation.value, !observation.isPartial {
        months.append(observation.period)
        values.append(value)
      } else {
        months = []
        values = []
      }
    }
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
