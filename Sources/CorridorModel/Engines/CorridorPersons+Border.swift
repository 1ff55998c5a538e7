import Corridors
import Policies
import Sampling

/// At the border, person by person.
extension CorridorPersons {
  mutating func takeSeats() {
    for index in scenario.corridor.plan.returns.indices {
      let seats = policies.seats[index]
      tally.seatsOffered[index][month] += seats
      let here = those { $0.state == .held && $0.place == Int32(index) }
      for person in firstCome(seats, of: here, .seat) {
        people[person].state = .home
        people[person].group = 1
        tally.returned[index][month] += 1
        returnedToday += 1
      }
      for person in here
      where people[person].state == .held && unit(person, .release) < rates.release {
        people[person].state = .inside
      }
    }
    guard let entry = scenario.corridor.plan.entries.firstIndex(where: { $0.count != nil }) else {
      return
    }
    let origins = scenario.layout.origins[entry]
    for person in people.indices
    where people[person].state == .home && unit(person, .again) < rates.departAgain {
      var left = unit(person, .road)
      let origin = origins.first { origin in
        left -= origin.part
        return left < 0
      }
      people[person].state = .moving
      people[person].place = Int32(origin?.place ?? origins[0].place)
    }
  }

  mutating func process() {
    let waiting = those { $0.state == .processing }
    let today = policies.processing.map { byLot($0, of: waiting, .room) } ?? waiting[...]
    let practices = scenario.corridor.plan.returns.count
    var wanted = [[Int]](repeating: [], count: practices)
    person: for person in today {
      people[person].era = era
      people[person].way = 0
      for practice in 0..<practices
      where policies.applies[Int(people[person].group) * practices + practice] {
        // A number for each practice, since each asks anew.
        let (chance, other) = random.pair(
          person, day,
          CounterRandom.Purpose.corridorPerson + Decision.outcome.rawValue + UInt32(practice) << 8)
        if chance < rates.carriedOut[practice] {
          wanted[practice].append(person)
          continue person
        }
        if other < rates.held[practice] {
          people[person].state = .held
          people[person].place = Int32(practice)
          people[person].mark = week
          continue person
        }
      }
      people[person].state = .inside
    }
    for practice in 0..<practices { carryOut(practice, wanted[practice]) }
  }

  private mutating func carryOut(_ practice: Int, _ wanted: [Int]) {
    let most = quotas.returns(
      practice, wanted: wanted.count, limit: policies.mostReturned[practice])
    for person in wanted { people[person].state = .inside }
    for person in byLot(most, of: wanted, .limit) {
      tally.returned[practice][month] += 1
      returnedToday += 1
      people[person].group = 1
      let borders = scenario.layout.bordersOfSector[Int(people[person].place)]
      guard scenario.layout.isBackAtBorder[practice], !borders.isEmpty else {
        people[person].state = .home
        continue
      }
      people[person].state = .moving
      people[person].place = Int32(borders[Int(unit(person, .back) * Double(borders.count))])
    }
  }

  mutating func keepAppointments() {
    for index in scenario.corridor.plan.appointments.indices {
      let offered = quotas.appointments(
        index,
        perDay: policies.appointments[index]
          * scenario.appointmentShare(index, day: day, rates.draw))
      tally.appointmentsOffered[month] += offered
      guard offered > 0 else { continue }
      let waiting = those { $0.state == .waiting }
      switch policies.queues[index] {
      case .lottery: for person in byLot(offered, of: waiting, .lot) { admit(person) }
      case .firstCome: for person in firstCome(offered, of: waiting, .lot) { admit(person) }
      case .mixed:
        for person in firstCome(offered - offered / 2, of: waiting, .lot) { admit(person) }
        let rest = waiting.filter { people[$0].state == .waiting }
        for person in byLot(offered / 2, of: rest, .turn) { admit(person) }
      }
    }
  }

  private mutating func admit(_ person: Int) {
    let place = Int(people[person].place)
    enterPort(person)
    admittedToday += 1
    tally.admitted[month] += 1
    if let road = scenario.layout.portRoad[place] {
      counter.add(1, .encounters, at: scenario.corridor.network.roads[road].to)
    } else if !scenario.layout.ports.isEmpty {
      let ports = scenario.layout.ports
      let port = ports[Int(unit(person, .road) * Double(ports.count))]
      counter.add(1, .encounters, at: port)
    }
  }

  private mutating func enterPort(_ person: Int) {
    people[person].state = .inside
    people[person].way = 1
    people[person].era = era
  }

  mutating func walkUp() {
    let perDay = scenario.walkUp(day: day, rates.draw)
    guard perDay > 0 else { return }
    let towns = Set(scenario.layout.borders.filter { scenario.layout.portRoad[$0] != nil })
    let number = RandomStream(
      random, day: day, purpose: CounterRandom.Purpose.corridorPerson + Decision.walkUp.rawValue
    ).poisson(perDay)
    let here = those { $0.state == .moving && towns.contains(Int($0.place)) }
    for person in byLot(number, of: here, .walkUp) {
      if let road = scenario.layout.portRoad[Int(people[person].place)] {
        counter.add(1, .encounters, at: scenario.corridor.network.roads[road].to)
      }
      enterPort(person)
    }
  }
}
