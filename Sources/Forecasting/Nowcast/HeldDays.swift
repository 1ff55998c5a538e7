import Periods
import Record

/// What the record holds of the days of a month that is not known yet.
struct HeldDays {
  let days: Period
  let count: Double

  /// The longest span of the month that is held: the days from its first on, or a part that is published as such.
  init?(_ month: Period, _ timeline: Timeline) {
    var found: (days: Period, count: Double)?
    func offer(_ days: Period, _ count: Double) {
      if days != month, days.dayCount > found?.days.dayCount ?? 0 { found = (days, count) }
    }
    for part in timeline.parts(of: month) {
      if let count = part.value { offer(part.period, count) }
    }
    for number in (1..<month.dayCount).reversed() {
      guard let days = Period(from: month.first, through: month.first.adding(days: number - 1)),
        let counts = timeline.days(in: days)
      else { continue }
      offer(days, counts.reduce(0, +))
      break
    }
    guard let found else { return nil }
    (days, count) = found
  }
}

/// How much single days differ of their own, beside the drift of the rate and the chance of counting.
package enum DaySpread {
  /// Where it comes from.
  package enum Basis: String, Codable, Sendable {
    /// From days that the record holds.
    case estimated
    /// Given with the question.
    case given
    /// No days are held.
    case assumed
  }

  /// The relative spread of days when none is given and none can be estimated.
  package static let usual = 0.15
  /// Fewest whole months of days from which it is estimated, and the most that are looked back on.
  private static let months = 3...24

  /// Half the mean squared difference of neighbouring days is their variance, the drift apart; less their mean it
  /// is what lies beyond chance. Summed over months, over the sum of the squared means.
  ///
  /// - Parameter months: counts by day, the last month last.
  /// - Returns: `nil` with fewer than three months.
  package static func estimate(_ months: [[Double]]) -> Double? {
    let recent = months.suffix(Self.months.upperBound).filter { $0.count > 1 }
    guard recent.count >= Self.months.lowerBound else { return nil }
    var (beyond, squares) = (0.0, 0.0)
    for days in recent {
      let mean = days.reduce(0, +) / Double(days.count)
      let half =
        zip(days.dropFirst(), days).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        / Double(2 * (days.count - 1))
      beyond += half - mean
      squares += mean * mean
    }
    return squares > 0 ? max(0, beyond / squares).squareRoot() : nil
  }

  /// From the months of a timeline that end before a day.
  package static func estimate(_ timeline: Timeline, months: [Period]) -> Double? {
    estimate(months.suffix(Self.months.upperBound).compactMap(timeline.days))
  }
}
