import Corridors

/// On the way, person by person.
extension CorridorPersons {
  mutating func arrive() {
    let network = scenario.corridor.network
    for person in people.indices
    where people[person].state == .onRoad && people[person].mark == Int32(day) {
      let road = Int(people[person].place)
      if rates.hazard[road] > 0, unit(person, .death) < rates.hazard[road] {
        people[person].state = .dead
        if let hazard = scenario.layout.hazardOfRoad[road] { tally.deaths[hazard][month] += 1 }
        continue
      }
      let place = network.roads[road].to
      people[person].place = Int32(place)
      if network.places[place].kind == .sector {
        people[person].state = .processing
        encountersToday += 1
        counter.add(1, .encounters, at: place)
      } else {
        people[person].state = .moving
        counter.add(1, .arrivals, at: place)
      }
    }
  }

  mutating func thinkAgain() {
    let places = scenario.corridor.network.places.count
    for person in people.indices {
      switch people[person].state {
      case .waiting:
        let cell = Int(people[person].group) * places + Int(people[person].place)
        let chance = policies.canWait[cell] ? rates.losePatience : 1
        if unit(person, .patience) < chance { people[person].state = .moving }
      case .stopped:
        if unit(person, .resume) < rates.resume { people[person].state = .moving }
      default: break
      }
    }
  }

  mutating func moveOn() {
    let choices = choices(news.belief)
    let closed = policies.isRoadClosed
    for person in people.indices where people[person].state == .moving {
      if intercept(person) { continue }
      let place = Int(people[person].place)
      guard unit(person, .leave) < rates.leave[place] else { continue }
      switch scenario.corridor.network.places[place].kind {
      case .border, .waiting: decide(person, place, choices, closed)
      default:
        if unit(person, .stop) < rates.stop[place] {
          people[person].state = .stopped
        } else {
          takeRoad(person, place, closed)
        }
      }
    }
  }

  /// Whether the person is taken elsewhere by enforcement.
  private mutating func intercept(_ person: Int) -> Bool {
    let place = Int(people[person].place)
    guard let index = scenario.layout.interceptionOfPlace[place] else { return false }
    let interception = rates.interception(index, isSteppedUp: policies.isSteppedUp[index])
    guard unit(person, .event) < interception.chance else { return false }
    counter.add(1, .interceptions, at: place)
    let targets = scenario.layout.takenTo[index]
    guard !targets.isEmpty, unit(person, .moved) < interception.moved else { return false }
    let target = Int(unit(person, .movedTo) * Double(targets.count))
    people[person].place = Int32(targets[target])
    return true
  }

  private mutating func takeRoad(_ person: Int, _ place: Int, _ closed: [Bool]) {
    let open = scenario.layout.onward[place].filter { !closed[$0] }
    guard let last = open.last else { return }
    let roads = scenario.corridor.network.roads
    var left = unit(person, .road) * open.reduce(0) { $0 + roads[$1].weight }
    for road in open {
      left -= roads[road].weight
      if left < 0 || road == last { return enter(person, road) }
    }
  }

  private mutating func enter(_ person: Int, _ road: Int) {
    people[person].state = .onRoad
    people[person].place = Int32(road)
    people[person].mark = Int32(day + rates.roadDays[road])
  }

  /// The day's choices by class and place.
  private func choices(_ belief: News.Belief) -> [Choice?] {
    let network = scenario.corridor.network
    return (0..<PolicyTimeline.classes).flatMap { group in
      network.places.indices.map { place in
        guard scenario.isBorder(place) || network.places[place].kind == .waiting else {
          return nil
        }
        return scenario.choice(at: place, group, policies, rates.draw, belief)
      }
    }
  }

  private mutating func decide(
    _ person: Int, _ place: Int, _ choices: [Choice?], _ closed: [Bool]
  ) {
    let places = scenario.corridor.network.places.count
    guard let choice = choices[Int(people[person].group) * places + place] else { return }
    var left = unit(person, .border)
    left -= choice.wait
    if left < 0 {
      people[person].state = .waiting
      people[person].mark = week
      return
    }
    left -= choice.cross
    if left < 0 {
      if scenario.isBorder(place) {
        if let road = scenario.layout.sectorRoad[place] { enter(person, road) }
      } else {
        takeRoad(person, place, closed)
      }
      return
    }
    left -= choice.stop
    if left < 0 {
      people[person].state = .stopped
      return
    }
    people[person].state = .turnedBack
    tally.turnedBack[month] += 1
  }
}
