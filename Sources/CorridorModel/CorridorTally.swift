import Corridors
import Periods

/// Where a person is, as reports tell it.
public enum PersonStatus: String, CaseIterable, Codable, Sendable {
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
public struct CorridorTally: Codable, Equatable, Sendable {
  public let months: Int
  /// By count: people or events that the series would have counted.
  public internal(set) var counts: [[Int]]
  public internal(set) var entered: [Int]
  /// By return practice.
  public internal(set) var returned: [[Int]]
  public internal(set) var seatsOffered: [[Int]]
  /// Appointments that there were for these people, and those that were kept.
  public internal(set) var appointmentsOffered: [Int]
  public internal(set) var admitted: [Int]
  public internal(set) var deaths: [[Int]]
  public internal(set) var turnedBack: [Int]
  /// At the end of each month by `place * statuses + status`.
  public internal(set) var people: [[Int]]
  /// At the end of each month, inside the destination, by `(class * 2 + way) * eras + era`.
  public internal(set) var inside: [[Int]]
  public internal(set) var held: [Int]
  public internal(set) var home: [Int]
  /// Mean over the days of the month of the people at each place, all statuses.
  public internal(set) var personDays: [[Int]]

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
public struct CorridorLedger: Equatable, Sendable {
  public var entered = 0
  public var onRoads = 0
  public var moving = 0
  public var waiting = 0
  public var stopped = 0
  public var processing = 0
  public var held = 0
  public var inside = 0
  public var home = 0
  public var turnedBack = 0
  public var dead = 0

  /// People in some state; the same as ``entered`` when nobody is lost or there twice.
  public var accounted: Int {
    onRoads + moving + waiting + stopped + processing + held + inside + home + turnedBack + dead
  }
}
