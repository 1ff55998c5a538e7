import Corridors
import Policies

/// At the border: appointments, processing, returns.
extension CorridorCohorts {
  private var eras: Int { scenario.timeline.eras }
  private var era: Int { scenario.timeline.era(of: scenario.start.adding(days: day)) }

  /// Those who are held leave by the seats of the day, those who have waited longest first; others
  /// are released after a time.
  mutating func takeSeats() {
    for index in held.indices {
      let seats = policies.seats[index]
      tally.seatsOffered[index][month] += seats
      if seats > 0 {
        let taken = held[index].firstCome(seats, stream(.seats, index))
        let people = taken.reduce(0, +)
        home[1] += people
        tally.returned[index][month] += people
        returnedToday += people
      }
      for cell in 0..<held[index].cells where held[index].totals[cell] > 0 {
        let draws = stream(.release, index << 12 + cell)
        let people = draws.binomial(held[index].totals[cell], rates.release)
        guard people > 0 else { continue }
        held[index].remove(people, from: cell, draws)
        let (group, era) = (cell / eras, cell % eras)
        inside[(group * 2) * eras + era] += people
      }
    }
    for group in 0..<PolicyTimeline.classes where home[group] > 0 { setOutAgain(group) }
  }

  private mutating func setOutAgain(_ group: Int) {
    let draws = stream(.again, group)
    let people = draws.binomial(home[group], rates.departAgain)
    guard people > 0,
      let index = scenario.corridor.plan.entries.firstIndex(where: { $0.count != nil })
    else { return }
    home[group] -= people
    let origins = scenario.layout.origins[index]
    draws.multinomial(people, origins.map(\.part)) {
      moving[group * places + origins[$0].place] += $1
    }
  }

  /// People who were met are processed, as many as there is room for, and returned, held or let in.
  mutating func process() {
    let total = processing.reduce(0, +)
    guard total > 0 else { return }
    let room = policies.processing ?? total
    let today =
      room >= total ? processing : stream(.processing).shares(of: room, among: processing)
    let practices = scenario.corridor.plan.returns.count
    // Who would be returned at once, by practice and cell, before the day's limit is asked.
    var wanted = [[Int]](repeating: [Int](repeating: 0, count: processing.count), count: practices)
    for cell in processing.indices where today[cell] > 0 {
      processing[cell] -= today[cell]
      var left = today[cell]
      let group = cell / places
      for practice in 0..<practices where policies.applies[group * practices + practice] {
        let draws = stream(.outcome, practice << 12 + cell)
        let returned = draws.binomial(left, rates.carriedOut[practice])
        let toHold = draws.binomial(left - returned, rates.held[practice])
        wanted[practice][cell] = returned
        held[practice].add(toHold, to: group * eras + era)
        left -= returned + toHold
      }
      inside[(group * 2) * eras + era] += left
    }
    for practice in 0..<practices { carryOut(practice, wanted[practice]) }
  }

  /// Returns people at once, up to the day's limit; who is beyond it is let in.
  private mutating func carryOut(_ practice: Int, _ wanted: [Int]) {
    let total = wanted.reduce(0, +)
    let most = quotas.returns(practice, wanted: total, limit: policies.mostReturned[practice])
    guard total > 0 else { return }
    let returned =
      most == total ? wanted : stream(.homeward, 1 << 15 + practice).shares(of: most, among: wanted)
    for cell in wanted.indices where wanted[cell] > 0 {
      let (group, sector) = (cell / places, cell % places)
      inside[(group * 2) * eras + era] += wanted[cell] - returned[cell]
      if returned[cell] > 0 { putBack(returned[cell], practice, cell, sector) }
    }
  }

  private mutating func putBack(_ people: Int, _ practice: Int, _ cell: Int, _ sector: Int) {
    tally.returned[practice][month] += people
    returnedToday += people
    let borders = scenario.layout.bordersOfSector[sector]
    guard scenario.layout.isBackAtBorder[practice], !borders.isEmpty else {
      home[1] += people
      return
    }
    let part = 1 / Double(borders.count)
    stream(.homeward, cell).multinomial(people, borders.map { _ in part }) {
      moving[places + borders[$0]] += $1
    }
  }

  /// The day's appointments are given and kept.
  mutating func keepAppointments() {
    for index in scenario.corridor.plan.appointments.indices {
      let offered = quotas.appointments(
        index,
        perDay: policies.appointments[index]
          * scenario.appointmentShare(index, day: day, rates.draw))
      tally.appointmentsOffered[month] += offered
      guard offered > 0, waiting.total > 0 else { continue }
      let draws = stream(.appointments, index)
      var taken: [Int]
      switch policies.queues[index] {
      case .lottery: taken = waiting.byLot(offered, draws)
      case .firstCome: taken = waiting.firstCome(offered, draws)
      case .mixed:
        taken = waiting.firstCome(offered - offered / 2, draws)
        let byLot = waiting.byLot(offered / 2, draws)
        for cell in taken.indices { taken[cell] += byLot[cell] }
      }
      for cell in taken.indices where taken[cell] > 0 { admit(taken[cell], cell) }
    }
  }

  /// People with an appointment go in by their town's port, or by one of all ports.
  private mutating func admit(_ people: Int, _ cell: Int) {
    let (group, place) = (cell / places, cell % places)
    admittedToday += people
    tally.admitted[month] += people
    inside[(group * 2 + 1) * eras + era] += people
    if let road = scenario.layout.portRoad[place] {
      let port = scenario.corridor.network.roads[road].to
      return counter.add(people, .encounters, at: port)
    }
    let ports = scenario.layout.ports
    guard !ports.isEmpty else { return }
    let part = 1 / Double(ports.count)
    var atPort = [Int](repeating: 0, count: ports.count)
    stream(.ports, cell).multinomial(people, ports.map { _ in part }) { atPort[$0] += $1 }
    for (index, number) in atPort.enumerated() where number > 0 {
      counter.add(number, .encounters, at: ports[index])
    }
  }

  /// A few come to ports without an appointment and are let in.
  mutating func walkUp() {
    let perDay = scenario.walkUp(day: day, rates.draw)
    guard perDay > 0 else { return }
    let towns = scenario.layout.borders.filter { scenario.layout.portRoad[$0] != nil }
    let cells = (0..<PolicyTimeline.classes).flatMap { group in towns.map { group * places + $0 } }
    let draws = stream(.walkUp)
    let people = draws.poisson(perDay)
    let taken = draws.shares(of: people, among: cells.map { moving[$0] })
    for (index, cell) in cells.enumerated() where taken[index] > 0 {
      moving[cell] -= taken[index]
      let (group, place) = (cell / places, cell % places)
      inside[(group * 2 + 1) * eras + era] += taken[index]
      if let road = scenario.layout.portRoad[place] {
        counter.add(taken[index], .encounters, at: scenario.corridor.network.roads[road].to)
      }
    }
  }
}
