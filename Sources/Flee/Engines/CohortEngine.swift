import Sampling

/// Moves people in the same state together, by binomial and multinomial draws and by the same rules as
/// the person engine. The cost of a day depends on the number of states, not on the number of people.
public final class CohortEngine: Engine {
  private let world: World
  private let rules: MovementSettings
  private let remembers: Bool
  private let draws: CrowdDraws
  private let sweep: DaySweep
  /// People at each place who follow no route and have arrived somewhere before.
  private let resting: Column<Crowd>
  /// The same for those who have not, with `start_on_foot`.
  private let fresh: Column<Crowd>
  /// Both, and whether their people have arrived before.
  private let homes: [(crowds: Column<Crowd>, hasArrived: Bool)]
  /// People on roads, and at places in the middle of a route: now, and as they will be after the day.
  private let onRoads: CrowdList
  private let waiting: CrowdList
  /// People who have set out on a road today.
  private let leaving: CrowdList
  private var leavingSteps: RoomSteps
  private var travellingSteps: RoomSteps
  private var travellersBefore = 0
  private var day = 0
  private var peopleCount = 0
  private var goneCount = 0

  /// Why an instance cannot be run by cohorts, as a sentence that names the settings that prevent it;
  /// `nil` when it can.
  public static func refusal(of instance: FleeInstance) -> String? {
    let rules = instance.settings
    var names: [String] = []
    if rules.childrenAvoidHazards { names.append("ChildrenAvoidHazards") }
    if rules.womenAvoidHazards { names.append("WomenAvoidHazards") }
    if rules.elderlyAvoidHazards { names.append("ElderlyAvoidHazards") }
    if rules.floodForecast != nil { names.append("flood_forecaster") }
    if !rules.harvestMonths.isEmpty { names.append("harvest_months") }
    if rules.matchesCampEthnicity { names.append("MatchCampEthnicity") }
    if rules.matchesTownEthnicity { names.append("MatchTownEthnicity") }
    if rules.matchesConflictEthnicity { names.append("MatchConflictEthnicity") }
    if rules.matchesCampReligion { names.append("MatchCampReligion") }
    if rules.agentLog > 0 { names.append("log_levels: agent") }
    if rules.linkLog > 0 { names.append("log_levels: link") }
    guard !names.isEmpty else { return nil }
    return "The cohort engine moves people in the same state together and cannot distinguish them, "
      + "which these settings need: \(names.joined(separator: ", ")). Use --engine person."
  }

  /// Places the people who are there before the first day.
  ///
  /// - Parameters:
  ///   - instance: one for which ``refusal(of:)`` is `nil`; of another, traits and logs are ignored.
  ///   - seed: of the random numbers; the same seed gives the same run.
  public init(_ instance: FleeInstance, seed: UInt64) {
    world = World(instance, seed: seed)
    world.updateWeights(0)
    rules = instance.settings
    remembers = rules.avoidsShortStints
    let places = world.network.places.count
    resting = Column(repeating: .nobody, count: places)
    fresh = Column(repeating: .nobody, count: places)
    onRoads = CrowdList(places: world.network.roads.count, remembers: remembers)
    waiting = CrowdList(places: places, remembers: remembers)
    leaving = CrowdList(places: world.network.roads.count, remembers: remembers)
    draws = CrowdDraws(world)
    sweep = DaySweep(
      world, draws: draws, resting: resting.base, onRoads: onRoads, waiting: waiting)
    leavingSteps = RoomSteps(world, change: 1.0 / 64, atBound: 1.0 / 24)
    travellingSteps = RoomSteps(world, change: 1.0 / 16, atBound: 1.0 / 8)
    homes = rules.startsOnFoot ? [(resting, true), (fresh, false)] : [(resting, true)]
    for agent in rules.readsAgents ? instance.agents : [] {
      guard let place = world.network.indexOfPlace[agent.place] else { continue }
      world.takeFromPopulation(1, at: place)
      add(1, at: place)
    }
    for (place, number) in Network.dayZeroPeople(instance, world.network) {
      add(number, at: place)
    }
  }

  /// Where everybody is at the end of the last day, or before the first.
  public func snapshot() -> DayResult {
    world.snapshot(people: peopleCount, gone: goneCount)
  }

  /// People on each road at the end of the last day.
  public func peopleOnRoads() -> [Int32] {
    var numbers = [Int32](repeating: 0, count: world.network.roads.count)
    for index in 0..<onRoads.entries.count {
      let entry = onRoads.entries.base[index]
      let road = Int(entry.state.at)
      numbers[road] = Int32(clamping: Int(numbers[road]) + entry.crowd.count)
    }
    return numbers
  }

  /// Moves everybody by one day, through all stages. Takes time in proportion to the states that people
  /// are in.
  public func step() {
    draws.begin(day: day)
    for stage in MovementStage.allCases { run(stage) }
    day += 1
  }

  private func run(_ stage: MovementStage) {
    switch stage {
    case .changes: world.applyChanges(day)
    case .spawning: spawn()
    case .closures: world.applyClosures(day)
    case .weights:
      world.updateWeights(day)
      draws.renewRoutes()
      _ = world.updateChances(day)
    case .leaving: leave()
    case .travelling: travel()
    case .ending: if rules.campsAreSinks { endJourneys() }
    }
  }

  // MARK: Spawning

  private func spawn() {
    if rules.spawnsByPlace {
      for (place, number) in world.newByPlace(day) { add(number, at: place) }
      return
    }
    let new = world.newByCounts(day)
    let weights = world.spawning.weights
    let total = weights.reduce(0, +)
    guard new > 0, total > 0 else { return }
    var numbers: [(Int, Int)] = []
    draws.random.multinomial(new, weights.map { $0 / total }) { numbers.append(($0, $1)) }
    for (place, number) in numbers {
      world.takeFromPopulation(number, at: place)
      add(number, at: place)
    }
  }

  private func add(_ number: Int, at place: Int) {
    peopleCount += number
    let crowds = rules.startsOnFoot ? fresh : resting
    withUnsafePointer(to: Crowd(number, on: day)) {
      crowds.base[place].add(Crowd.Part(all: $0), remembers: remembers)
    }
    world.occupancy[place] += number
    world.updateRoom(place)
  }

  // MARK: Leaving

  private func leave() {
    leaving.removeAll()
    let stopped = continueRoutes()
    let leavers = takeLeavers()
    // Who finds the route closed gives it up, and stays for the day.
    for entry in stopped {
      withUnsafePointer(to: entry.crowd) {
        resting.base[Int(entry.state.at)].add(Crowd.Part(all: $0), remembers: remembers)
      }
    }
    // Setting out makes room in the camps that people leave.
    var order = DepartureOrder(leavers, day: day, draws.random, remembers: remembers)
    leavingSteps.begin(leavers.reduce(0) { $0 + $1.crowd.count }, isSure: true) { place, _ in
      leavers.reduce(0) { Int($1.state.at) == place ? $0 - $1.crowd.count : $0 }
    }
    while !order.isEmpty {
      for entry in order.next(leavingSteps.step) { choose(entry.state, entry.crowd) }
      leavingSteps.update()
    }
    // People who have not left by now rest today. Those who arrive later have moved today, and their
    // average takes account of it.
    guard remembers else { return }
    for place in 0..<resting.count {
      for (crowds, _) in homes where crowds[place].count > 0 { crowds.base[place].rest() }
    }
  }

  /// People in the middle of a route go on with it.
  ///
  /// - Returns: those who cannot.
  private func continueRoutes() -> [CrowdList.Entry] {
    var stopped: [CrowdList.Entry] = []
    for entry in waiting.entries.array where entry.crowd.count > 0 {
      let place = Int(entry.state.at)
      if let next = draws.follow(entry.state.onward, from: place) {
        world.occupancy[place] -= entry.crowd.count
        withUnsafePointer(to: entry.crowd) { leaving.add(Crowd.Part(all: $0), next) }
      } else {
        stopped.append(entry)
      }
    }
    waiting.removeAll()
    return stopped
  }

  /// Those who leave the places where they rest, before they have chosen a route.
  private func takeLeavers() -> [CrowdList.Entry] {
    var leavers: [CrowdList.Entry] = []
    for place in 0..<resting.count {
      let chance = world.chances[0][place]
      for (crowds, hasArrived) in homes {
        let number = draws.random.binomial(crowds[place].count, chance)
        guard number > 0 else { continue }
        let state = CrowdList.State(at: Int32(place), onward: -1, hasArrived: hasArrived)
        let crowd = crowds.base[place].take(number, remembers: remembers)
        leavers.append(CrowdList.Entry(state, crowd))
      }
    }
    return leavers
  }

  /// People who leave a place choose a route; those who find none stay.
  private func choose(_ state: CrowdList.State, _ crowd: Crowd) {
    let place = Int(state.at)
    let crowds = state.hasArrived ? resting : fresh
    withUnsafePointer(to: crowd) { crowd in
      let people = Crowd.Part(all: crowd)
      let offers = draws.offers(at: place)
      guard offers.count > 0 else {
        crowds.base[place].add(people, remembers: remembers)
        return
      }
      let numbers = draws.divide(people.count, among: offers)
      for offer in 0..<offers.count where numbers[offer] > 0 {
        let some = people.some(numbers[offer])
        guard let state = draws.state(offer, of: offers, hasArrived: state.hasArrived) else {
          crowds.base[place].add(some, remembers: remembers)
          continue
        }
        world.occupancy[place] -= some.count
        leaving.add(some, state)
      }
    }
  }

  // MARK: Travelling

  private func travel() {
    let travelling = leaving.entries.array + onRoads.entries.array
    onRoads.removeAll()
    var order = DepartureOrder(travelling, day: day, draws.random, remembers: remembers)
    // As many as the day before come again, if the day is like it.
    let total = travelling.reduce(0) { $0 + $1.crowd.count }
    let isLikeDayBefore = world.hasSameWeights && total <= 2 * travellersBefore + 16
    travellersBefore = total
    travellingSteps.begin(total, isSure: isLikeDayBefore) {
      max(arrivals(travelling, at: $0), $1 * 3 / 2 + 4)
    }
    while !order.isEmpty {
      sweep.move(order.next(travellingSteps.step), chances: world.chances[0].base)
      travellingSteps.update()
    }
  }

  /// People who are sure to come to a place today, if they do not walk.
  private func arrivals(_ travelling: [CrowdList.Entry], at place: Int) -> Int {
    travelling.reduce(0) { sum, entry in
      let road = Int(entry.state.at)
      let arrives =
        Int(world.roadTo[road]) == place
        && entry.state.distance + world.roadSpeed[road] > world.roadDistance[road]
      return arrives ? sum + entry.crowd.count : sum
    }
  }

  // MARK: Ending

  private func endJourneys() {
    for place in 0..<resting.count where world.isCamp[place] {
      let chance = world.network.places[place].sinkChance
      var ended = 0
      for (crowds, _) in homes {
        let number = draws.random.binomial(crowds[place].count, chance)
        if number > 0 { _ = crowds.base[place].take(number, remembers: remembers) }
        ended += number
      }
      for (index, entry) in waiting.entries.array.enumerated() where Int(entry.state.at) == place {
        let number = draws.random.binomial(entry.crowd.count, chance)
        if number > 0 { _ = waiting.take(number, from: index) }
        ended += number
      }
      goneCount += ended
      world.occupancy[place] -= ended
      world.updateRoom(place)
    }
  }
}
