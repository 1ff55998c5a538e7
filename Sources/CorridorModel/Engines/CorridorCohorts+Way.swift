import Corridors

/// On the way: roads, stays, events and decisions.
extension CorridorCohorts {
  /// Those whose road ends today arrive; some have died on it.
  mutating func arrive() {
    let network = scenario.corridor.network
    for (index, road) in network.roads.enumerated() {
      let length = rates.roadDays[index] + 1
      for group in 0..<PolicyTimeline.classes {
        let slot = group * length + day % length
        var people = onRoad[index][slot]
        guard people > 0 else { continue }
        onRoad[index][slot] = 0
        if rates.hazard[index] > 0 {
          let dead = stream(.death, index * 2 + group).binomial(people, rates.hazard[index])
          people -= dead
          ledger.dead += dead
          if let hazard = scenario.layout.hazardOfRoad[index] {
            tally.deaths[hazard][month] += dead
          }
        }
        if network.places[road.to].kind == .sector {
          meet(people, group, at: road.to)
        } else {
          moving[group * places + road.to] += people
          counter.add(people, .arrivals, at: road.to)
        }
      }
    }
  }

  /// People who crossed between ports are met by the border's authority.
  private mutating func meet(_ people: Int, _ group: Int, at sector: Int) {
    encountersToday += people
    processing[group * places + sector] += people
    counter.add(people, .encounters, at: sector)
  }

  /// Who waits may lose patience; who has stopped may go on.
  mutating func thinkAgain() {
    for group in 0..<PolicyTimeline.classes {
      for place in scenario.layout.waitingPlaces where waiting.totals[group * places + place] > 0 {
        let cell = group * places + place
        let draws = stream(.patience, cell)
        // Where waiting has come to an end, all think again.
        let chance = policies.canWait[cell] ? rates.losePatience : 1
        let people = draws.binomial(waiting.totals[cell], chance)
        if people > 0 { waiting.remove(people, from: cell, draws) }
        moving[cell] += people
      }
      for place in 0..<places where stopped[group * places + place] > 0 {
        let cell = group * places + place
        let people = stream(.resume, cell).binomial(stopped[cell], rates.resume)
        stopped[cell] -= people
        moving[cell] += people
      }
    }
  }

  /// Those who stay at a place are stopped by enforcement, leave, or go on staying.
  mutating func moveOn() {
    // Who is taken elsewhere today is met there tomorrow at the earliest.
    var taken = [Int](repeating: 0, count: moving.count)
    let belief = news.belief
    for group in 0..<PolicyTimeline.classes {
      for place in 0..<places where moving[group * places + place] > 0 {
        let cell = group * places + place
        intercept(place, group, &taken)
        let leaving = stream(.leave, cell).binomial(moving[cell], rates.leave[place])
        guard leaving > 0 else { continue }
        switch scenario.corridor.network.places[place].kind {
        case .border, .waiting: decide(leaving, place, group, belief)
        default: goOn(leaving, place, group)
        }
      }
    }
    for cell in moving.indices { moving[cell] += taken[cell] }
  }

  private mutating func intercept(_ place: Int, _ group: Int, _ taken: inout [Int]) {
    guard let index = scenario.layout.interceptionOfPlace[place] else { return }
    let cell = group * places + place
    let interception = rates.interception(index, isSteppedUp: policies.isSteppedUp[index])
    let events = stream(.event, cell).binomial(moving[cell], interception.chance)
    guard events > 0 else { return }
    counter.add(events, .interceptions, at: place)
    let targets = scenario.layout.takenTo[index]
    guard !targets.isEmpty else { return }
    let people = stream(.moved, cell).binomial(events, interception.moved)
    moving[cell] -= people
    let part = 1 / Double(targets.count)
    stream(.movedTo, cell).multinomial(people, targets.map { _ in part }) { target, number in
      taken[group * places + targets[target]] += number
    }
  }

  /// People leave a place on the way: most take a road, some stop. Without an open road they stay.
  private mutating func goOn(_ people: Int, _ place: Int, _ group: Int) {
    let cell = group * places + place
    let stopping = stream(.choice, cell).binomial(people, rates.stop[place])
    moving[cell] -= stopping
    stopped[cell] += stopping
    takeRoads(people - stopping, place, group)
  }

  private mutating func takeRoads(_ people: Int, _ place: Int, _ group: Int) {
    let closed = policies.isRoadClosed
    let open = scenario.layout.onward[place].filter { !closed[$0] }
    guard !open.isEmpty, people > 0 else { return }
    let weights = open.map { scenario.corridor.network.roads[$0].weight }
    let sum = weights.reduce(0, +)
    let cell = group * places + place
    moving[cell] -= people
    stream(.road, cell).multinomial(people, weights.map { $0 / sum }) {
      enter(open[$0], $1, group)
    }
  }

  private mutating func enter(_ road: Int, _ people: Int, _ group: Int) {
    let length = rates.roadDays[road] + 1
    onRoad[road][group * length + (day + rates.roadDays[road]) % length] += people
  }

  /// People decide at the border, or at a town where an appointment can be waited for.
  private mutating func decide(
    _ people: Int, _ place: Int, _ group: Int, _ belief: News.Belief
  ) {
    let cell = group * places + place
    let choice = scenario.choice(at: place, group, policies, rates.draw, belief)
    var way = 0
    stream(.choice, cell).multinomial(
      people, [choice.wait, choice.cross, choice.stop, choice.turnBack]
    ) { option, number in
      switch option {
      case 0:
        moving[cell] -= number
        waiting.add(number, to: cell)
      case 1: way = number
      case 2:
        moving[cell] -= number
        stopped[cell] += number
      default:
        moving[cell] -= number
        ledger.turnedBack += number
        tally.turnedBack[month] += number
      }
    }
    guard way > 0 else { return }
    if scenario.isBorder(place), let sectorRoad = scenario.layout.sectorRoad[place] {
      moving[cell] -= way
      enter(sectorRoad, way, group)
    } else {
      takeRoads(way, place, group)
    }
  }
}
