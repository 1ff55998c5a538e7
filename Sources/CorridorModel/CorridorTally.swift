import Corridors
import Periods

/// The status of a person at a place of the corridor, as reports show it.
package enum PersonStatus: String, CaseIterable, Codable, Sendable {
  /// At a place on the way, or on a road to it.
  case moving
  /// Waiting for an appointment.
  case waiting
  /// Stopped on the way.
  case stopped
  /// Encountered at the border and not yet processed.
  case processing

  /// Cells of a table by place and status, such as ``CorridorTally/people``.
  package static func cells(places: Int) -> Int { places * allCases.count }

  /// Cell of a place and a status in such a table.
  package static func cell(_ place: Int, _ status: PersonStatus) -> Int {
    place * allCases.count + (allCases.firstIndex(of: status) ?? 0)
  }
}

/// Cells of a table of the people inside the destination: by class of policies, way and era of arrival.
struct InsideCells {
  let eras: Int

  init(_ timeline: PolicyTimeline) { eras = timeline.eras }

  var count: Int { PolicyTimeline.classes * ArrivalWay.allCases.count * eras }

  func index(_ group: Int, _ way: ArrivalWay, era: Int) -> Int {
    let ways = ArrivalWay.allCases
    return (group * ways.count + (ways.firstIndex(of: way) ?? 0)) * eras + era
  }

  /// The people of these cells in others, whose eras are the same as far as there are people.
  func moved(_ people: [Int], to other: InsideCells) -> [Int] {
    var moved = [Int](repeating: 0, count: other.count)
    for (cell, number) in people.enumerated() where number != 0 {
      let (group, way, era) = parts(of: cell)
      moved[other.index(group, way, era: era)] = number
    }
    return moved
  }

  /// Class, way and era of a cell.
  func parts(of cell: Int) -> (group: Int, way: ArrivalWay, era: Int) {
    let ways = ArrivalWay.allCases
    return (cell / eras / ways.count, ways[cell / eras % ways.count], cell % eras)
  }
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
  /// Appointments that were offered to these people, and people who kept one.
  package internal(set) var appointmentsOffered: [Int]
  package internal(set) var admitted: [Int]
  package internal(set) var deaths: [[Int]]
  package internal(set) var turnedBack: [Int]
  /// At the end of each month, by ``PersonStatus/cell(_:_:)``.
  package internal(set) var people: [[Int]]
  /// At the end of each month, inside the destination, by the cells of ``InsideCells``.
  package internal(set) var inside: [[Int]]
  package internal(set) var held: [Int]
  package internal(set) var home: [Int]
  /// Sum over the days of the month of the people at each place, in any status.
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
    people = row.map { _ in [Int](repeating: 0, count: PersonStatus.cells(places: places)) }
    personDays = row.map { _ in [Int](repeating: 0, count: places) }
    let cells = InsideCells(scenario.timeline)
    inside = row.map { _ in [Int](repeating: 0, count: cells.count) }
  }

  /// Has the cells of a scenario with other eras.
  mutating func take(_ cells: InsideCells, from before: InsideCells) {
    guard cells.eras != before.eras else { return }
    for month in inside.indices { inside[month] = before.moved(inside[month], to: cells) }
  }

  /// What happened in the first months; there is nothing of later ones yet.
  mutating func pass(_ archive: inout StateArchive, months count: Int) {
    func row(_ list: inout [Int]) {
      for month in list.indices.prefix(count) { archive.pass(&list[month]) }
    }
    func rows(_ lists: inout [[Int]]) { for index in lists.indices { row(&lists[index]) } }
    rows(&counts)
    row(&entered)
    rows(&returned)
    rows(&seatsOffered)
    row(&appointmentsOffered)
    row(&admitted)
    rows(&deaths)
    row(&turnedBack)
    archive.pass(&people, first: count)
    archive.pass(&inside, first: count)
    row(&held)
    row(&home)
    archive.pass(&personDays, first: count)
  }
}

/// Everybody who ever came into a run, by state. Each person is in exactly one.
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
