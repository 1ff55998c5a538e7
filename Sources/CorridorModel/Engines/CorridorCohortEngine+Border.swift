import Corridors
import Policies

/// At the border: seats, processing, appointments.
extension CorridorCohortEngine {
  /// Those who are held leave by the seats of the day, those who have waited longest first; others
  /// are released after a time. Some of those flown home set out again.
  mutating func takeSeats() {
    for practice in held.indices {
      let seats = state.offerSeats(practice)
      if seats > 0 {
        let taken = held[practice].takeFirstCome(seats, stream(.seats, practice))
        let people = taken.reduce(0, +)
        home[PolicyTimeline.returned] += people
        state.noteReturns(people, practice)
      }
      for cell in 0..<held[practice].cells where held[practice].totals[cell] > 0 {
        let draws = stream(.release, practice << 12 + cell)
        let people = draws.binomial(held[practice].totals[cell], state.rates.release)
        guard people > 0 else { continue }
        held[practice].remove(people, from: cell, draws)
        let (group, era) = (cell / cells.eras, cell % cells.eras)
        inside[cells.index(group, .betweenPorts, era: era)] += people
      }
    }
    for group in 0..<PolicyTimeline.classes where home[group] > 0 { setOutAgain(group) }
  }

  private mutating func setOutAgain(_ group: Int) {
    let draws = stream(.again, group)
    let people = draws.binomial(home[group], state.rates.departAgain)
    guard people > 0, let origins = state.layout.originsOfCountedEntry else { return }
    home[group] -= people
    draws.multinomial(people, origins.map(\.part)) {
      moving[group * places + origins[$0].place] += $1
    }
  }

  /// People who were encountered are processed, as many as there is room for, and returned, held or
  /// let in.
  mutating func process() {
    let total = processing.reduce(0, +)
    guard total > 0 else { return }
    let room = state.policies.processing ?? total
    let today =
      room >= total ? processing : stream(.processing).shares(of: room, among: processing)
    let practices = state.practices.count
    let era = state.era
    // People to be returned at once, by practice and cell, before the day's limit is applied.
    var wanted = [[Int]](repeating: [Int](repeating: 0, count: processing.count), count: practices)
    for cell in processing.indices where today[cell] > 0 {
      processing[cell] -= today[cell]
      var left = today[cell]
      let group = cell / places
      for practice in 0..<practices where state.policies.applies[group * practices + practice] {
        let draws = stream(.outcome, practice << 12 + cell)
        let returned = draws.binomial(left, state.rates.carriedOut[practice])
        let toHold = draws.binomial(left - returned, state.rates.held[practice])
        wanted[practice][cell] = returned
        held[practice].add(toHold, to: group * cells.eras + era)
        left -= returned + toHold
      }
      inside[cells.index(group, .betweenPorts, era: era)] += left
    }
    for practice in 0..<practices { carryOut(practice, wanted[practice]) }
  }

  /// Returns people at once, up to the day's limit; those beyond it are let in.
  private mutating func carryOut(_ practice: Int, _ wanted: [Int]) {
    let total = wanted.reduce(0, +)
    let most = state.returnsWithinLimit(practice, wanted: total)
    guard total > 0 else { return }
    let returned =
      most == total ? wanted : stream(.homeward, 1 << 15 + practice).shares(of: most, among: wanted)
    for cell in wanted.indices where wanted[cell] > 0 {
      inside[cells.index(cell / places, .betweenPorts, era: state.era)] +=
        wanted[cell] - returned[cell]
      if returned[cell] > 0 { putBack(returned[cell], practice, cell) }
    }
  }

  private mutating func putBack(_ people: Int, _ practice: Int, _ cell: Int) {
    state.noteReturns(people, practice)
    let borders = state.bordersOfReturn(practice, fromSector: cell % places)
    guard !borders.isEmpty else {
      home[PolicyTimeline.returned] += people
      return
    }
    let part = 1 / Double(borders.count)
    stream(.homeward, cell).multinomial(people, borders.map { _ in part }) {
      moving[PolicyTimeline.returned * places + borders[$0]] += $1
    }
  }

  /// The day's appointments are given to those who wait, and kept.
  mutating func keepAppointments() {
    for index in state.policies.appointments.indices {
      let offered = state.offerAppointments(index)
      guard offered > 0, waiting.total > 0 else { continue }
      let draws = stream(.appointments, index)
      var taken: [Int]
      switch state.policies.queues[index] {
      case .lottery: taken = waiting.takeByLot(offered, draws)
      case .firstCome: taken = waiting.takeFirstCome(offered, draws)
      case .mixed:
        taken = waiting.takeFirstCome(offered - offered / 2, draws)
        let byLot = waiting.takeByLot(offered / 2, draws)
        for cell in taken.indices { taken[cell] += byLot[cell] }
      }
      for cell in taken.indices where taken[cell] > 0 { admit(taken[cell], cell) }
    }
  }

  /// People with an appointment go in by their town's port, or by one of all ports.
  private mutating func admit(_ people: Int, _ cell: Int) {
    state.noteAdmissions(people)
    inside[cells.index(cell / places, .portOfEntry, era: state.era)] += people
    if let port = state.layout.portOfTown[cell % places] {
      return state.noteEncounters(people, atPort: port)
    }
    let ports = state.layout.ports
    guard !ports.isEmpty else { return }
    let part = 1 / Double(ports.count)
    var atPort = [Int](repeating: 0, count: ports.count)
    stream(.ports, cell).multinomial(people, ports.map { _ in part }) { atPort[$0] += $1 }
    for (index, number) in atPort.enumerated() where number > 0 {
      state.noteEncounters(number, atPort: ports[index])
    }
  }

  /// A few people come to ports without an appointment and are let in.
  mutating func walkUp() {
    let perDay = state.walkUpsPerDay
    guard perDay > 0 else { return }
    let towns = state.townsWithPort
    let here = (0..<PolicyTimeline.classes).flatMap { group in towns.map { group * places + $0 } }
    let draws = stream(.walkUp)
    let people = draws.poisson(perDay)
    let taken = draws.shares(of: people, among: here.map { moving[$0] })
    for (index, cell) in here.enumerated() where taken[index] > 0 {
      moving[cell] -= taken[index]
      inside[cells.index(cell / places, .portOfEntry, era: state.era)] += taken[index]
      if let port = state.layout.portOfTown[cell % places] {
        state.noteEncounters(taken[index], atPort: port)
      }
    }
  }
}
