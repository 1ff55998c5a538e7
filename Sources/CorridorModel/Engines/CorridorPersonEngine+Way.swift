import Corridors

/// On the way, person by person.
extension CorridorPersonEngine {
  mutating func arrive() {
    for person in people.indices
    where people[person].status == .onRoad && people[person].mark == Int32(day) {
      let road = Int(people[person].place)
      if state.rates.hazard[road] > 0, unit(person, .death) < state.rates.hazard[road] {
        people[person].status = .dead
        state.noteDeaths(1, on: road)
        continue
      }
      let place = state.roads[road].to
      people[person].place = Int32(place)
      if state.places[place].kind == .sector {
        people[person].status = .processing
        state.noteEncounters(1, inSector: place)
      } else {
        people[person].status = .moving
        state.noteArrivals(1, at: place)
      }
    }
  }

  mutating func reconsider() {
    let places = state.places.count
    for person in people.indices {
      switch people[person].status {
      case .waiting:
        let cell = Int(people[person].group) * places + Int(people[person].place)
        if unit(person, .patience) < state.chanceOfGivingUp(cell) {
          people[person].status = .moving
        }
      case .stopped:
        if unit(person, .resume) < state.rates.resume { people[person].status = .moving }
      default: break
      }
    }
  }

  mutating func moveOn() {
    let choices = choices(state.belief)
    for person in people.indices where people[person].status == .moving {
      if intercept(person) { continue }
      let place = Int(people[person].place)
      guard unit(person, .leave) < state.rates.leave[place] else { continue }
      if state.places[place].kind.offersWaiting {
        decide(person, place, choices)
      } else if unit(person, .stop) < state.rates.stop[place] {
        people[person].status = .stopped
      } else {
        takeRoad(person, place)
      }
    }
  }

  /// Whether the person is taken elsewhere by enforcement.
  private mutating func intercept(_ person: Int) -> Bool {
    let place = Int(people[person].place)
    guard let interception = state.interception(at: place),
      unit(person, .event) < interception.chance
    else { return false }
    state.noteInterceptions(1, at: place)
    let targets = interception.takenTo
    guard !targets.isEmpty, unit(person, .moved) < interception.moved else { return false }
    let target = Int(unit(person, .movedTo) * Double(targets.count))
    people[person].place = Int32(targets[target])
    return true
  }

  private mutating func takeRoad(_ person: Int, _ place: Int) {
    let open = state.openRoads(from: place)
    guard let last = open.last else { return }
    let roads = state.roads
    var left = unit(person, .road) * open.reduce(0) { $0 + roads[$1].weight }
    for road in open {
      left -= roads[road].weight
      if left < 0 || road == last { return enter(person, road) }
    }
  }

  private mutating func enter(_ person: Int, _ road: Int) {
    people[person].status = .onRoad
    people[person].place = Int32(road)
    people[person].mark = Int32(day + state.rates.roadDays[road])
  }

  /// The day's choices by class and place; `nil` where there is nothing to wait for.
  private func choices(_ belief: News.Belief) -> [Choice?] {
    (0..<PolicyTimeline.classes).flatMap { group in
      state.places.indices.map { place in
        state.places[place].kind.offersWaiting ? state.choice(at: place, group, belief) : nil
      }
    }
  }

  private mutating func decide(_ person: Int, _ place: Int, _ choices: [Choice?]) {
    guard let choice = choices[Int(people[person].group) * state.places.count + place] else {
      return
    }
    switch choice.option(unit(person, .border)) {
    case .wait:
      people[person].status = .waiting
      people[person].mark = week
    case .cross:
      if !state.scenario.isBorder(place) {
        takeRoad(person, place)
      } else if let road = state.layout.sectorRoad[place] {
        enter(person, road)
      }
    case .stop: people[person].status = .stopped
    case .turnBack:
      people[person].status = .turnedBack
      state.noteTurnedBack(1)
    }
  }
}
