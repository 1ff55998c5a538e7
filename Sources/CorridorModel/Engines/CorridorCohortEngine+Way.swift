import Corridors

/// On the way: roads, stays, enforcement and decisions.
extension CorridorCohortEngine {
  /// People whose road ends today arrive; some have died on it.
  mutating func arrive() {
    for (index, road) in state.roads.enumerated() {
      let length = state.rates.roadDays[index] + 1
      for group in 0..<PolicyTimeline.classes {
        let slot = group * length + day % length
        var people = onRoad[index][slot]
        guard people > 0 else { continue }
        onRoad[index][slot] = 0
        let hazard = state.rates.hazard[index]
        if hazard > 0 {
          let died = stream(.death, index * 2 + group).binomial(people, hazard)
          people -= died
          dead += died
          state.noteDeaths(died, on: index)
        }
        if state.places[road.to].kind == .sector {
          processing[group * places + road.to] += people
          state.noteEncounters(people, inSector: road.to)
        } else {
          moving[group * places + road.to] += people
          state.noteArrivals(people, at: road.to)
        }
      }
    }
  }

  /// Some of those who wait give it up; some of those who stopped go on.
  mutating func reconsider() {
    for group in 0..<PolicyTimeline.classes {
      for place in state.layout.waitingPlaces where waiting.totals[group * places + place] > 0 {
        let cell = group * places + place
        let draws = stream(.patience, cell)
        let people = draws.binomial(waiting.totals[cell], state.chanceOfGivingUp(cell))
        if people > 0 { waiting.remove(people, from: cell, draws) }
        moving[cell] += people
      }
      for place in 0..<places where stopped[group * places + place] > 0 {
        let cell = group * places + place
        let people = stream(.resume, cell).binomial(stopped[cell], state.rates.resume)
        stopped[cell] -= people
        moving[cell] += people
      }
    }
  }

  /// People at a place are intercepted, leave, or stay another day.
  mutating func moveOn() {
    // People who are taken elsewhere today can be intercepted there from tomorrow on.
    var taken = [Int](repeating: 0, count: moving.count)
    let belief = state.belief
    for group in 0..<PolicyTimeline.classes {
      for place in 0..<places where moving[group * places + place] > 0 {
        let cell = group * places + place
        intercept(place, group, &taken)
        let leaving = stream(.leave, cell).binomial(moving[cell], state.rates.leave[place])
        guard leaving > 0 else { continue }
        if state.places[place].kind.offersWaiting {
          decide(leaving, place, group, belief)
        } else {
          goOn(leaving, place, group)
        }
      }
    }
    for cell in moving.indices { moving[cell] += taken[cell] }
  }

  private mutating func intercept(_ place: Int, _ group: Int, _ taken: inout [Int]) {
    guard let interception = state.interception(at: place) else { return }
    let cell = group * places + place
    let events = stream(.event, cell).binomial(moving[cell], interception.chance)
    guard events > 0 else { return }
    state.noteInterceptions(events, at: place)
    let targets = interception.takenTo
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
    let stopping = stream(.choice, cell).binomial(people, state.rates.stop[place])
    moving[cell] -= stopping
    stopped[cell] += stopping
    takeRoads(people - stopping, place, group)
  }

  private mutating func takeRoads(_ people: Int, _ place: Int, _ group: Int) {
    let open = state.openRoads(from: place)
    guard !open.isEmpty, people > 0 else { return }
    let isWhole = open.count == state.layout.onward[place].count
    let chances =
      isWhole ? state.layout.onwardChances[place] : CorridorLayout.chances(open, of: state.roads)
    let cell = group * places + place
    moving[cell] -= people
    stream(.road, cell).multinomial(people, chances) {
      enter(open[$0], $1, group)
    }
  }

  private mutating func enter(_ road: Int, _ people: Int, _ group: Int) {
    let days = state.rates.roadDays[road]
    onRoad[road][group * (days + 1) + (day + days) % (days + 1)] += people
  }

  /// People decide at the border, or at a town where they can wait for an appointment.
  private mutating func decide(
    _ people: Int, _ place: Int, _ group: Int, _ belief: News.Belief
  ) {
    let cell = group * places + place
    let choice = state.choice(at: place, group, belief)
    var crossing = 0
    stream(.choice, cell).multinomial(people, choice.chances) { option, number in
      switch Choice.options[option] {
      case .wait: waiting.add(number, to: cell)
      case .cross: crossing = number
      case .stop: stopped[cell] += number
      case .turnBack:
        turnedBack += number
        state.noteTurnedBack(number)
      }
    }
    moving[cell] -= people - crossing
    guard crossing > 0 else { return }
    if state.scenario.isBorder(place), let sectorRoad = state.layout.sectorRoad[place] {
      moving[cell] -= crossing
      enter(sectorRoad, crossing, group)
    } else {
      takeRoads(crossing, place, group)
    }
  }
}
