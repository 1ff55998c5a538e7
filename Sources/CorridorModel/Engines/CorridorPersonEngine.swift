import Corridors
import Policies
import Sampling

/// The person engine of a corridor: every person has a state of their own, and decides by random
/// numbers keyed by person, day and decision.
///
/// It is the rules written out one by one; ``CorridorCohortEngine`` must agree with it.
package struct CorridorPersonEngine: CorridorEngine {
  var state: RunState
  var people: [Person] = []

  struct Person {
    var status = Status.moving
    /// Class of policies: whether the person has been returned before.
    var group: UInt8 = 0
    /// For people inside the destination.
    var way = ArrivalWay.betweenPorts
    /// Place, road, or the return practice for which the person is held.
    var place: Int32
    /// Day of arrival on a road, or first week of waiting.
    var mark: Int32 = 0
    /// Era of arrival, for people inside the destination.
    var era: Int32 = 0
  }

  /// Where a person is: at a place, on a road, or out of the corridor.
  enum Status: UInt8 {
    case moving, onRoad, waiting, stopped, processing, held, inside, home, turnedBack, dead

    /// The status that reports show for a person at a place; `nil` for a person who is at none.
    var atPlace: PersonStatus? {
      switch self {
      case .moving: .moving
      case .waiting: .waiting
      case .stopped: .stopped
      case .processing: .processing
      case .onRoad, .held, .inside, .home, .turnedBack, .dead: nil
      }
    }
  }

  /// The decisions of a person's day, each with a random number of its own.
  enum Decision: UInt32 {
    case death, release, outcome, limit, seat, turn, patience, resume, event, moved
    case movedTo, leave, stop, road, border, lot, walkUp, again, room, back
  }

  package init(_ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64) {
    state = RunState(scenario, draw, seed: seed)
    for (place, people) in state.stocks { add(people, at: place) }
  }

  package var tally: CorridorTally { state.tally }
  package var day: Int { state.day }
  package var days: Int { state.scenario.days }

  mutating func add(_ number: Int, at place: Int) {
    people.append(contentsOf: repeatElement(Person(place: Int32(place)), count: number))
  }

  func unit(_ person: Int, _ decision: Decision) -> Double {
    state.random.unit(person, day, CounterRandom.Purpose.corridorPerson + decision.rawValue)
  }

  /// Weeks begin on the days on which the cohort engine begins them.
  var week: Int32 { Int32(day / 7) }

  package mutating func beginDay() { state.beginDay() }

  package mutating func run(_ stage: DayStage) {
    switch stage {
    case .arrivals: arrive()
    case .seats: takeSeats()
    case .processing: process()
    case .appointments: keepAppointments()
    case .walkUps: walkUp()
    case .reconsidering: reconsider()
    case .movingOn: moveOn()
    case .entries: for arrival in state.arrivals() { add(arrival.people, at: arrival.place) }
    case .accounts: closeAccounts()
    }
  }

  package mutating func endDay() { state.endDay() }

  package var beliefs: [Double] { state.beliefs }

  package mutating func turn(to scenario: CorridorScenario, reference: ReferenceRun?) {
    state.turn(to: scenario, reference)
  }

  /// The numbers of the people who are meant, in increasing order.
  func numbers(where isMeant: (Person) -> Bool) -> [Int] {
    people.indices.filter { isMeant(people[$0]) }
  }

  /// So many of some people by lot.
  func byLot(_ number: Int, of candidates: [Int], _ decision: Decision) -> ArraySlice<Int> {
    candidates.map { (key: unit($0, decision), person: $0) }
      .sorted { ($0.key, $0.person) < ($1.key, $1.person) }.map(\.person).prefix(number)
  }

  /// So many of those who wait, the longest first; those of one week by lot.
  func firstCome(_ number: Int, of candidates: [Int], _ decision: Decision) -> ArraySlice<Int> {
    let oldest = week - Int32(WaitingQueue.weeks - 1)
    return candidates.map {
      (week: max(people[$0].mark, oldest), key: unit($0, decision), person: $0)
    }
    .sorted { ($0.week, $0.key, $0.person) < ($1.week, $1.key, $1.person) }.map(\.person)
    .prefix(number)
  }

  // MARK: Accounts

  private mutating func closeAccounts() {
    state.closeAccounts(
      waiting: people.count { $0.status == .waiting },
      RandomStream(state.random, day: day, purpose: CounterRandom.Purpose.corridor))
    for person in people where person.status.atPlace != nil {
      state.notePersonDays(1, at: Int(person.place))
    }
    guard state.isLastDayOfMonth else { return }
    let cells = InsideCells(state.scenario.timeline)
    for person in people {
      let place = Int(person.place)
      switch person.status {
      case .onRoad: state.notePeople(1, at: state.roads[place].to, .moving)
      case .inside:
        state.noteInside(1, cells.index(Int(person.group), person.way, era: Int(person.era)))
      case .held: state.noteHeld(1)
      case .home: state.noteHome(1)
      default:
        if let status = person.status.atPlace { state.notePeople(1, at: place, status) }
      }
    }
  }

  package var ledger: CorridorLedger {
    var ledger = CorridorLedger()
    ledger.entered = people.count
    for person in people {
      switch person.status {
      case .moving: ledger.moving += 1
      case .onRoad: ledger.onRoads += 1
      case .waiting: ledger.waiting += 1
      case .stopped: ledger.stopped += 1
      case .processing: ledger.processing += 1
      case .held: ledger.held += 1
      case .inside: ledger.inside += 1
      case .home: ledger.home += 1
      case .turnedBack: ledger.turnedBack += 1
      case .dead: ledger.dead += 1
      }
    }
    return ledger
  }
}
