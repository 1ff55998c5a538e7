import Corridors
import Periods

/// Where a person is, as reports tell it.
package enum PersonStatus: String, CaseIterable, Codable, Sendable {
  /// At a place on the way, or on the road to it.
  case moving
  /// Waiting for an appointment.
  case waiting
  /// Stopped on the way.
  case stopped
  /// Met at the border and not yet processed.
  case processing
}

/// What happened in a run, month by month.
package struct CorridorTally: Codable, Equatable, Sendable {
  package let months: Int
  /// By count: people or events that the series would have counted.
  package internal(set) var counts: [[Int]]
  package internal(set) var entered: [Int]
  /// By return practice.
  package internal(set) var returned: [[Int]]
  package internal(set) var seatsOffered: [[Int]]
  /// Appointments that there were for these people, and those that were kept.
  package internal(set) var appointmentsOffered: [Int]
  package internal(set) var admitted: [Int]
  package internal(set) var deaths: [[Int]]
  package internal(set) var turnedBack: [Int]
  /// At the end of each month by `place * statuses + status`.
  package internal(set) var people: [[Int]]
  /// At the end of each month, inside the destination, by `(class * 2 + way) * eras + era`.
  package internal(set) var inside: [[Int]]
  package internal(set) var held: [Int]
  package internal(set) var home: [Int]
  /// Mean over the days of the month of the people at each place, all statuses.
  package internal(set) var personDays: [[Int]]

  init(_ scenario: CorridorScenario) {
    let plan = scenario.corridor.plan
    let places = scenario.corridor.network.places.count
    months = scenario.months.count
    let row = [Int](repeating: 0, count: months)
    counts = plan.counts.map { _ in row }
    returned = plan.returns.map { _ in row }
    seatsOffered = returned
    deaths = plan.hazards.map { _ in row }
    entered = row
    appointmentsOffered = row
    admitted = row
    turnedBack = row
    held = row
    home = row
    people = row.map { _ in [Int](repeating: 0, count: places * PersonStatus.allCases.count) }
    personDays = row.map { _ in [Int](repeating: 0, count: places) }
    inside = row.map { _ in
      [Int](repeating: 0, count: PolicyTimeline.classes * 2 * scenario.timeline.eras)
    }
  }
}

/// Everybody who ever came into a run, in exactly one state.
package struct CorridorLedger: Equatable, Sendable {
  package var entered = 0
  package var onRoads = 0
  package var moving = 0
  package var waiting = 0
  package var stopped = 0
  package var processing = 0
  package var held = 0
  package var inside = 0
  package var home = 0
  package var turnedBack = 0
  package var dead = 0

  /// People in some state; the same as ``entered`` when nobody is lost or there twice.
  package var accounted: Int {
    onRoads + moving + waiting + stopped + processing + held + inside + home + turnedBack + dead
  }
}
