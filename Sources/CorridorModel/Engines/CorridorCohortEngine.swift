import Corridors
import Policies
import Sampling

/// The cohort engine of a corridor: people in the same state are one number, moved by binomial,
/// multinomial and hypergeometric draws, so that its cost does not grow with the number of people.
///
/// Its stages and their chances are those of ``CorridorPersonEngine``; `docs/model.md` describes them.
package struct CorridorCohortEngine: CorridorEngine {
  var state: RunState
  /// `class * places + place`, as are the other lists of people at places.
  package internal(set) var moving: [Int]
  package internal(set) var stopped: [Int]
  package internal(set) var waiting: WaitingQueue
  /// At sectors.
  package internal(set) var processing: [Int]
  /// By road: `class * (days + 1) + day of arrival`, the days counted around.
  var onRoad: [[Int]]
  /// By return practice: `class * eras + era`.
  var held: [WaitingQueue]
  /// By the cells of ``InsideCells``.
  var inside: [Int]
  /// By class.
  var home: [Int]
  var entered = 0
  var turnedBack = 0
  var dead = 0

  let places: Int
  private(set) var cells: InsideCells

  /// What draws are for. Each purpose, place and day has random numbers of its own.
  enum Purpose: UInt32 {
    case death, seats, release, processing, outcome, appointments, walkUp, patience, resume
    case event, moved, movedTo, leave, choice, road, ports, homeward, counts, again
  }

  package init(_ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64) {
    state = RunState(scenario, draw, seed: seed)
    places = state.places.count
    cells = InsideCells(scenario.timeline)
    moving = [Int](repeating: 0, count: PolicyTimeline.classes * places)
    stopped = moving
    processing = moving
    waiting = WaitingQueue(cells: moving.count)
    let eras = scenario.timeline.eras
    held = scenario.corridor.plan.returns.map { _ in
      WaitingQueue(cells: PolicyTimeline.classes * eras)
    }
    inside = [Int](repeating: 0, count: cells.count)
    home = [Int](repeating: 0, count: PolicyTimeline.classes)
    onRoad = state.rates.roadDays.map {
      [Int](repeating: 0, count: PolicyTimeline.classes * ($0 + 1))
    }
    for (place, people) in state.stocks {
      moving[place] += people
      entered += people
    }
  }

  package var tally: CorridorTally { state.tally }
  package var day: Int { state.day }
  package var days: Int { state.scenario.days }

  func stream(_ purpose: Purpose, _ cell: Int = 0) -> RandomStream {
    RandomStream(
      state.random, day: day,
      purpose: CounterRandom.Purpose.corridor + purpose.rawValue << 16
        + UInt32(truncatingIfNeeded: cell))
  }

  package mutating func beginDay() {
    state.beginDay()
    guard day % 7 == 0 else { return }
    waiting.beginWeek()
    for index in held.indices { held[index].beginWeek() }
  }

  package mutating func run(_ stage: DayStage) {
    switch stage {
    case .arrivals: arrive()
    case .seats: takeSeats()
    case .processing: process()
    case .appointments: keepAppointments()
    case .walkUps: walkUp()
    case .reconsidering: reconsider()
    case .movingOn: moveOn()
    case .entries: comeIn()
    case .accounts: closeAccounts()
    }
  }

  package mutating func endDay() { state.endDay() }

  private mutating func comeIn() {
    for arrival in state.arrivals() {
      moving[arrival.place] += arrival.people
      entered += arrival.people
    }
  }

  package var beliefs: [Double] { state.beliefs }

  package mutating func turn(to scenario: CorridorScenario, reference: ReferenceRun?) {
    let before = cells
    state.turn(to: scenario, reference)
    cells = InsideCells(scenario.timeline)
    guard cells.eras != before.eras else { return }
    // Nobody is held yet where scenarios of other eras part.
    inside = before.moved(inside, to: cells)
    for index in held.indices { held[index].take(cells: PolicyTimeline.classes * cells.eras) }
  }

  // MARK: Accounts

  /// People of a class and place in a status.
  private func people(_ status: PersonStatus, _ cell: Int) -> Int {
    switch status {
    case .moving: moving[cell]
    case .waiting: waiting.totals[cell]
    case .stopped: stopped[cell]
    case .processing: processing[cell]
    }
  }

  private mutating func closeAccounts() {
    state.closeAccounts(waiting: waiting.total, stream(.counts))
    let statuses = PersonStatus.allCases
    for cell in moving.indices {
      let here = statuses.reduce(0) { $0 + people($1, cell) }
      state.notePersonDays(here, at: cell % places)
    }
    guard state.isLastDayOfMonth else { return }
    for cell in moving.indices {
      for status in statuses { state.notePeople(people(status, cell), at: cell % places, status) }
    }
    for (index, road) in state.roads.enumerated() {
      state.notePeople(onRoad[index].reduce(0, +), at: road.to, .moving)
    }
    for (cell, people) in inside.enumerated() { state.noteInside(people, cell) }
    state.noteHeld(held.reduce(0) { $0 + $1.total })
    state.noteHome(home.reduce(0, +))
  }

  package var ledger: CorridorLedger {
    CorridorLedger(
      entered: entered, onRoads: onRoad.reduce(0) { $0 + $1.reduce(0, +) },
      moving: moving.reduce(0, +), waiting: waiting.total, stopped: stopped.reduce(0, +),
      processing: processing.reduce(0, +), held: held.reduce(0) { $0 + $1.total },
      inside: inside.reduce(0, +), home: home.reduce(0, +), turnedBack: turnedBack, dead: dead)
  }
}

extension CorridorCohortEngine: KeptEngine {
  package var bytes: [UInt8] {
    var copy = self
    var archive = StateArchive()
    copy.pass(&archive)
    return archive.bytes
  }

  package mutating func resume(_ bytes: [UInt8]) -> Bool {
    var archive = StateArchive(reading: bytes)
    pass(&archive)
    return archive.isReadToTheEnd && day <= days && ledger.entered == ledger.accounted
  }

  private mutating func pass(_ archive: inout StateArchive) {
    state.pass(&archive)
    archive.pass(&moving)
    archive.pass(&stopped)
    waiting.pass(&archive)
    archive.pass(&processing)
    archive.pass(&onRoad)
    for index in held.indices { held[index].pass(&archive) }
    archive.pass(&inside)
    archive.pass(&home)
    archive.pass(&entered)
    archive.pass(&turnedBack)
    archive.pass(&dead)
  }
}
