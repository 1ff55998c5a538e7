import Corridors
import Policies
import Sampling

/// At the border, person by person.
extension CorridorPersonEngine {
  mutating func takeSeats() {
    for practice in state.practices.indices {
      let seats = state.offerSeats(practice)
      let here = numbers { $0.status == .held && $0.place == Int32(practice) }
      for person in firstCome(seats, of: here, .seat) {
        people[person].status = .home
        people[person].group = UInt8(PolicyTimeline.returned)
        state.noteReturns(1, practice)
      }
      for person in here
      where people[person].status == .held && unit(person, .release) < state.rates.release {
        people[person].status = .inside
      }
    }
    guard let origins = state.layout.originsOfCountedEntry else { return }
    for person in people.indices
    where people[person].status == .home && unit(person, .again) < state.rates.departAgain {
      var left = unit(person, .road)
      let origin = origins.first { origin in
        left -= origin.part
        return left < 0
      }
      people[person].status = .moving
      people[person].place = Int32(origin?.place ?? origins[0].place)
    }
  }

  mutating func process() {
    let encountered = numbers { $0.status == .processing }
    let today = state.policies.processing.map { byLot($0, of: encountered, .room) }
    let practices = state.practices.count
    var wanted = [[Int]](repeating: [], count: practices)
    person: for person in today ?? encountered[...] {
      people[person].era = Int32(state.era)
      people[person].way = .betweenPorts
      for practice in 0..<practices
      where state.policies.applies[Int(people[person].group) * practices + practice] {
        // Two numbers for each practice, since each is decided on its own.
        let (returns, holds) = state.random.pair(
          person, day,
          CounterRandom.Purpose.corridorPerson + Decision.outcome.rawValue + UInt32(practice) << 8)
        if returns < state.rates.carriedOut[practice] {
          wanted[practice].append(person)
          continue person
        }
        if holds < state.rates.held[practice] {
          people[person].status = .held
          people[person].place = Int32(practice)
          people[person].mark = week
          continue person
        }
      }
      people[person].status = .inside
    }
    for practice in 0..<practices { carryOut(practice, wanted[practice]) }
  }

  private mutating func carryOut(_ practice: Int, _ wanted: [Int]) {
    let most = state.returnsWithinLimit(practice, wanted: wanted.count)
    for person in wanted { people[person].status = .inside }
    for person in byLot(most, of: wanted, .limit) {
      state.noteReturns(1, practice)
      people[person].group = UInt8(PolicyTimeline.returned)
      let borders = state.bordersOfReturn(practice, fromSector: Int(people[person].place))
      guard !borders.isEmpty else {
        people[person].status = .home
        continue
      }
      people[person].status = .moving
      people[person].place = Int32(borders[Int(unit(person, .back) * Double(borders.count))])
    }
  }

  mutating func keepAppointments() {
    for index in state.policies.appointments.indices {
      let offered = state.offerAppointments(index)
      guard offered > 0 else { continue }
      let waiting = numbers { $0.status == .waiting }
      switch state.policies.queues[index] {
      case .lottery: for person in byLot(offered, of: waiting, .lot) { admit(person) }
      case .firstCome: for person in firstCome(offered, of: waiting, .lot) { admit(person) }
      case .mixed:
        for person in firstCome(offered - offered / 2, of: waiting, .lot) { admit(person) }
        let rest = waiting.filter { people[$0].status == .waiting }
        for person in byLot(offered / 2, of: rest, .turn) { admit(person) }
      }
    }
  }

  private mutating func admit(_ person: Int) {
    let place = Int(people[person].place)
    enterByPort(person)
    state.noteAdmissions(1)
    if let port = state.layout.portOfTown[place] {
      state.noteEncounters(1, atPort: port)
    } else if !state.layout.ports.isEmpty {
      let ports = state.layout.ports
      state.noteEncounters(1, atPort: ports[Int(unit(person, .road) * Double(ports.count))])
    }
  }

  private mutating func enterByPort(_ person: Int) {
    people[person].status = .inside
    people[person].way = .portOfEntry
    people[person].era = Int32(state.era)
  }

  mutating func walkUp() {
    let perDay = state.walkUpsPerDay
    guard perDay > 0 else { return }
    let towns = Set(state.townsWithPort)
    let number = RandomStream(
      state.random, day: day,
      purpose: CounterRandom.Purpose.corridorPerson + Decision.walkUp.rawValue
    ).poisson(perDay)
    let here = numbers { $0.status == .moving && towns.contains(Int($0.place)) }
    for person in byLot(number, of: here, .walkUp) {
      if let port = state.layout.portOfTown[Int(people[person].place)] {
        state.noteEncounters(1, atPort: port)
      }
      enterByPort(person)
    }
  }
}
