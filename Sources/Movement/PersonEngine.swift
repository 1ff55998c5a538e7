import Corridor

/// Moves every person on their own, day by day, by the rules of FLEE 3 (`docs/model.md`).
///
/// People's states are arrays, and a person sees the crowd that those before have left behind, as
/// in FLEE: a run is computed in order, and runs of an ensemble beside one another.
public struct PersonEngine: Sendable {
  public let instance: FleeInstance
  public private(set) var network: Network
  /// Days simulated so far.
  public private(set) var day = 0

  private let rules: MovementSettings
  private let random: CounterRandom
  private var choice: RouteChoice
  private var spawning = Spawning()
  private var people = People()
  /// Chance of leaving each place on the day.
  private var moveChances: [Double] = []
  /// People at each place.
  private var crowd: [Int32]

  public init(_ instance: FleeInstance, seed: UInt64) {
    self.instance = instance
    rules = instance.settings
    network = Network(instance)
    random = CounterRandom(seed: seed)
    choice = RouteChoice(network, rules)
    crowd = [Int32](repeating: 0, count: network.places.count)
    spawning.refreshWeights(network, day: 0, rules)
    insertDayZero()
  }

  /// People in all, wherever they are.
  public var peopleCount: Int { people.count }

  /// People by whom the camps' counts have fallen and who have not been made up for by new ones.
  public var debt: Int { spawning.debt }

  /// People at each place at the end of the last day.
  public var atPlaces: [Int] { crowd.map(Int.init) }

  /// People on the road at the end of the last day.
  public var onTheRoad: Int { people.count - crowd.reduce(0) { $0 + Int($1) } }

  /// Puts the people whom camps counted on day 0 into them.
  private mutating func insertDayZero() {
    guard rules.insertsDayZero, let counts = instance.counts else { return }
    for place in network.places.indices where network.places[place].isCamp {
      for _ in 0..<counts.count(network.places[place].name, day: 0) { add(at: place) }
    }
  }

  /// One day: conflicts, new people, closures, leaving, travelling.
  public mutating func step() {
    updateConflicts()
    spawn()
    let before = network.roads.map(\.isOpen)
    network.apply(instance.closures, day: day, rules)
    if network.roads.map(\.isOpen) != before { choice.update(network, rules) }
    spawning.refreshWeights(network, day: day, rules)
    let scores = RouteChoice.scores(network, day: day, rules)
    choice.prepare(scores, network, rules)
    moveChances = network.places.indices.map(moveChance)
    for person in 0..<people.count {
      var draw = UInt32(0)
      leave(person, goesOn: false, &draw)
    }
    for person in 0..<people.count { travel(person) }
    people.endDay(maxMoveSpeed: rules.maxMoveSpeed)
    day += 1
  }

  private mutating func updateConflicts() {
    if instance.conflicts.isEmpty {
      for (index, place) in instance.places.enumerated()
      where place.kind == .conflictZone && place.conflictDay == day {
        network.startConflict(index, intensity: 1, day: day, rules)
        spawning.refreshWeights(network, day: day, rules)
      }
      return
    }
    // In the order of the places, so that a run does not depend on a dictionary's.
    for (index, place) in instance.places.enumerated() {
      guard let values = instance.conflicts[place.name], day < values.count else { continue }
      let isOn = values[day] > 1e-6
      let wasOn = day > 0 && values[day - 1] > 1e-6
      guard isOn != wasOn else { continue }
      if isOn {
        network.startConflict(index, intensity: values[day], day: day, rules)
      } else {
        network.endConflict(index, rules)
      }
      spawning.refreshWeights(network, day: day, rules)
    }
  }

  private mutating func spawn() {
    if let byConflict = rules.conflictSpawning {
      for place in network.places.indices {
        var draw = UInt32(0)
        let number = Spawning.newByConflict(byConflict, network.places[place]) {
          draw += 1
          return random.unit(
            person: UInt32.max - UInt32(place), day: UInt32(day), draw: draw)
        }
        for _ in 0..<number { addFromPopulation(at: place) }
      }
      return
    }
    let new = spawning.newByCounts(instance.counts, day: day, rules)
    let total = spawning.weights.reduce(0, +)
    guard total > 0 else { return }
    for _ in 0..<new {
      let target =
        random.unit(person: UInt32(people.count), day: UInt32(day), draw: 64) * total
      var sum = 0.0
      let place = spawning.weights.firstIndex {
        sum += $0
        return target < sum
      }
      addFromPopulation(at: place ?? 0)
    }
  }

  private mutating func addFromPopulation(at place: Int) {
    if rules.takesFromPopulation, network.places[place].conflict > 0,
      network.places[place].population > 0
    {
      network.places[place].population -= 1
    }
    add(at: place)
  }

  private mutating func add(at place: Int) {
    people.add(at: place)
    crowd[place] += 1
  }

  // MARK: Leaving

  /// Whether a person leaves their place, and by which road.
  ///
  /// - Parameter goesOn: whether they do not stop in towns, having come a short way.
  private mutating func leave(_ person: Int, goesOn: Bool, _ draw: inout UInt32) {
    let place = Int(people.place[person])
    guard place >= 0 else { return }
    // Who is in the middle of a route goes on with it.
    let isUnderWay = people.route[person] >= 0
    let chance =
      isUnderWay || (goesOn && network.places[place].isTown) ? 1 : moveChances[place]
    guard unit(person, &draw) < chance else { return }
    if people.route[person] < 0 {
      let route = choice.choose(
        from: place, unit(person, &draw), crowd: crowd, network, rules)
      guard let route else { return }
      people.route[person] = Int32(route)
      people.routeStep[person] = 0
    }
    guard let road = nextRoad(person, from: place) else {
      people.route[person] = -1
      return
    }
    crowd[place] -= 1
    people.setOut(person, on: road, closings: network.roads[road].closings)
    let length = choice.pool[Int(people.route[person])].roads.count
    if Int(people.routeStep[person]) == length { people.route[person] = -1 }
  }

  private func moveChance(_ place: Int) -> Double {
    let here = network.places[place]
    guard rules.moveChancePopulationPower != 0 else { return here.moveChance }
    let people = max(here.population, here.capacity)
    return here.moveChance
      * powered(people / rules.moveChancePopulationBase, rules.moveChancePopulationPower)
  }

  /// The road to the next place of a person's route; `nil` when there is none any more, or when the
  /// camp at the end of the route is more than half into its buffer.
  private mutating func nextRoad(_ person: Int, from place: Int) -> Int? {
    let route = Int(people.route[person])
    let target = network.roads[choice.pool[route].roads[Int(people.routeStep[person])]].to
    guard
      let road = network.leaving[place].first(where: {
        network.roads[$0].to == target && network.roads[$0].isOpen
      })
    else { return nil }
    let end = choice.pool[route].end
    if network.places[end].isCamp, network.room(at: end, people: crowd[end], rules) < 0.5 {
      return nil
    }
    people.routeStep[person] += 1
    return road
  }

  // MARK: Travelling

  /// Moves a person along their road, and on from where they arrive while the day lasts.
  private mutating func travel(_ person: Int) {
    // Draws of the second pass of the day stand apart from those of the first.
    var draw = UInt32(16)
    while people.place[person] < 0 {
      let road = network.roads[Int(people.road[person])]
      var speed = road.maxMoveSpeed
      if rules.startsOnFoot, !people.hasArrived[person] { speed = rules.maxWalkSpeed }
      if road.walkProbability > 0, unit(person, &draw) < road.walkProbability {
        speed = rules.maxWalkSpeed
      }
      people.distanceOnRoad[person] += speed
      people.movedToday[person] += speed
      guard people.distanceOnRoad[person] > road.distance else { return }
      people.movedToday[person] += road.distance - people.distanceOnRoad[person]
      if people.closings[person] != road.closings {
        arrive(person, at: road.from)
        return
      }
      arrive(person, at: road.to)
      guard people.movedToday[person] < speed else { return }
      let recent = people.recentTravel[person] + people.movedToday[person] / rules.maxMoveSpeed
      leave(person, goesOn: rules.avoidsShortStints && recent / 2 < 0.5, &draw)
    }
  }

  private mutating func arrive(_ person: Int, at place: Int) {
    people.arrive(person, at: place)
    crowd[place] += 1
  }

  private func unit(_ person: Int, _ draw: inout UInt32) -> Double {
    draw += 1
    return random.unit(person: UInt32(person), day: UInt32(day), draw: draw)
  }
}
