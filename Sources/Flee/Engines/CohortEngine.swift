import Foundation
import Sampling

/// Moves people in the same state together, by binomial and multinomial draws and by the same rules as
/// the person engine. The cost of a day depends on the number of states, not on the number of people.
public final class CohortEngine: Engine {
  private let world: World
  private let occupancy: OccupancyPointers
  /// Renewed each day: the routes move in memory when roads close or open.
  private var routes: RoutePointers
  private let rules: MovementSettings
  /// People at each place who follow no route.
  private var resting: [RestingPeople]
  /// People at places in the middle of a route; their state's `road` is then the place.
  private var betweenRoads = CohortList()
  private var onRoads = CohortList()
  /// Cohorts as they will be after the day.
  private var nextBetweenRoads = CohortList()
  private var nextOnRoads = CohortList()
  /// Cohorts that have set out on a road today.
  private var leaving = CohortList()
  private var random: RandomStream
  private var day = 0
  private var peopleCount = 0
  private var goneCount = 0
  /// Into how many groups the travellers of a day are split where a camp fills up.
  private static let groupsOfADay = 500

  /// Why an instance cannot be run by cohorts, as a sentence that names the settings that prevent it;
  /// `nil` when it can.
  public static func refusal(of instance: FleeInstance) -> String? {
    let rules = instance.settings
    var names: [String] = []
    if rules.childrenAvoidHazards { names.append("ChildrenAvoidHazards") }
    if rules.boysTakeRisk { names.append("BoysTakeRisk") }
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
    occupancy = OccupancyPointers(world)
    routes = RoutePointers(world)
    rules = instance.settings
    resting = [RestingPeople](repeating: RestingPeople(), count: world.network.places.count)
    random = RandomStream(world.random, day: 0, purpose: CounterRandom.Purpose.cohorts)
    for agent in rules.readsAgents ? instance.agents : [] {
      if let place = world.network.indexOfPlace[agent.place] { add(1, at: place) }
    }
    for (place, number) in Network.dayZeroPeople(instance, world.network.places) {
      add(number, at: place)
    }
  }

  /// Where everybody is at the end of the last day, or before the first.
  public func snapshot() -> DayResult {
    world.snapshot(people: peopleCount, gone: goneCount)
  }

  /// Moves everybody by one day, through all stages. Takes time in proportion to the states that people
  /// are in.
  public func step() {
    random = RandomStream(world.random, day: day, purpose: CounterRandom.Purpose.cohorts)
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
      routes = RoutePointers(world)
      _ = world.updateChances()
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
    random.multinomial(new, weights.map { $0 / total }) { numbers.append(($0, $1)) }
    for (place, number) in numbers {
      world.takeFromPopulation(number, at: place)
      add(number, at: place)
    }
  }

  private func add(_ number: Int, at place: Int) {
    peopleCount += number
    resting[place].add(
      Departures(number, on: day), recent: .none, hasArrived: !rules.startsOnFoot)
    occupancy.change(place, by: number)
  }

  // MARK: Leaving

  /// People who leave a place today, before they have chosen a route.
  private struct Leavers {
    var place: Int
    var recent: RecentTravel
    var hasArrived: Bool
    var people: Departures
  }

  private func leave() {
    leaving.removeAll()
    swap(&betweenRoads, &nextBetweenRoads)
    nextBetweenRoads.removeAll()
    for (state, people) in zip(betweenRoads.states, betweenRoads.people) {
      continueRoute(state, people)
    }
    var leavers: [Leavers] = []
    for place in resting.indices where resting[place].count > 0 {
      resting[place].take(world.chances[0][place], random) { key, people in
        leavers.append(
          Leavers(
            place: place, recent: key.recent, hasArrived: key.hasArrived, people: people))
      }
    }
    if world.canAnyPlaceFill(with: onRoads.count + leavers.reduce(0) { $0 + $1.people.count }) {
      leavers = splitByDepartureDay(leavers, \.people) { $0.people = $1 }
    }
    for group in leavers {
      let staying = choose(
        group.people, from: group.place, recent: group.recent, hasArrived: group.hasArrived
      ) { leaving.add($0, $1) }
      resting[group.place].add(staying, recent: group.recent, hasArrived: group.hasArrived)
    }
    // People who have not left by now rest today. Those who arrive later have moved today, and their
    // average takes account of it.
    for place in resting.indices { resting[place].rest() }
  }

  /// Splits groups of people into smaller ones in the order in which they set out: FLEE moves single
  /// people in that order. Where there are few people, each is a group.
  private func splitByDepartureDay<Group>(
    _ groups: [Group], _ people: (Group) -> Departures, _ set: (inout Group, Departures) -> Void
  ) -> [Group] {
    let size = max(1, groups.reduce(0) { $0 + people($1).count } / CohortEngine.groupsOfADay)
    var ordered: [(day: Double, group: Group)] = []
    for group in groups {
      var left = people(group)
      while left.count > 0 {
        let some = left.take(min(size, left.count))
        var part = group
        set(&part, some)
        ordered.append((min(some.draw(random), Double(day)), part))
      }
    }
    ordered.sort { $0.day < $1.day }
    return ordered.map(\.group)
  }

  /// People in the middle of a route go on with it, or give it up and stay.
  private func continueRoute(_ state: CohortState, _ people: Departures) {
    let place = Int(state.road)
    if let next = nextState(state, from: place) {
      occupancy.change(place, by: -people.count)
      leaving.add(next, people)
    } else {
      resting[place].add(people, recent: state.recent, hasArrived: state.hasArrived)
    }
  }

  /// The state on the next road of a route; `nil` when the route cannot be followed now.
  private func nextState(_ state: CohortState, from place: Int) -> CohortState? {
    let road = routes.next(state.route, step: Int(state.step), from: place, occupancy.room)
    guard road >= 0 else { return nil }
    var next = state
    next.road = road
    next.closings = world.roadClosings[Int(road)]
    next.distance = 0
    next.step += 1
    if Int(next.step) == routes.length(state.route) {
      next.route = -1
      next.step = 0
    }
    return next
  }

  /// Spreads people who leave a place over the routes.
  ///
  /// - Parameter body: called with each state on a road and the people in it.
  /// - Returns: those who find no route and stay.
  private func choose(
    _ people: Departures, from place: Int, recent: RecentTravel, hasArrived: Bool,
    _ body: (CohortState, Departures) -> Void
  ) -> Departures {
    var people = people
    var staying = Departures()
    func send(_ number: Int, on road: Int32, _ route: Int32) {
      let travellers = people.take(number)
      guard road >= 0 else {
        staying.add(travellers)
        return
      }
      let state = CohortState(
        road: road, closings: world.roadClosings[Int(road)], distance: 0, recent: recent,
        hasArrived: hasArrived, route: route, step: route < 0 ? 0 : 1)
      occupancy.change(place, by: -number)
      body(state, travellers)
    }
    // For a few people single draws are faster than a multinomial number.
    if people.count < 4 {
      for _ in 0..<people.count {
        let choice = world.choices[0].choose(from: place, random.next(), room: occupancy.room)
        send(1, on: choice.road, choice.route)
      }
      return staying
    }
    let offers = world.attractions[0].chances(from: place, room: occupancy.room)
    guard !offers.isEmpty else { return people }
    var numbers: [(Int, Int)] = []
    random.multinomial(people.count, offers.map(\.chance)) { numbers.append(($0, $1)) }
    for (index, number) in numbers {
      send(number, on: offers[index].road, offers[index].route)
    }
    return staying
  }

  // MARK: Travelling

  private func travel() {
    swap(&onRoads, &nextOnRoads)
    nextOnRoads.removeAll()
    var travellers = [onRoads, leaving].flatMap { list in
      zip(list.states, list.people).map { (state: $0, people: $1) }
    }
    if world.canAnyPlaceFill(with: onRoads.count + leaving.count) {
      travellers = splitByDepartureDay(travellers, \.people) { $0.people = $1 }
    }
    for (state, people) in travellers { advance(state, people, 0, state.recent) }
  }

  /// Moves a cohort along its road, and beyond its end as long as there is time left in the day.
  ///
  /// - Parameters:
  ///   - moved: kilometres covered today already.
  ///   - recent: average at the beginning of the day.
  private func advance(
    _ state: CohortState, _ people: Departures, _ moved: Double, _ recent: RecentTravel
  ) {
    let road = Int(state.road)
    let usual =
      rules.startsOnFoot && !state.hasArrived ? rules.maxWalkSpeed : world.roadSpeed[road]
    let walkers =
      usual == rules.maxWalkSpeed ? 0 : random.binomial(people.count, world.roadWalk[road])
    var others = people
    let walking = others.take(walkers)
    for (speed, people) in [(rules.maxWalkSpeed, walking), (usual, others)] where people.count > 0 {
      var state = state
      state.distance += speed
      var movedNow = moved + speed
      guard state.distance > world.roadDistance[road] else {
        state.recent = average(recent, movedNow)
        nextOnRoads.add(state, people)
        continue
      }
      movedNow += world.roadDistance[road] - state.distance
      arrive(state, people, movedNow, recent, hasTime: movedNow < speed)
    }
  }

  private func average(_ recent: RecentTravel, _ moved: Double) -> RecentTravel {
    rules.avoidsShortStints
      ? RecentTravel((recent.fraction + moved / rules.maxMoveSpeed) / 2) : .none
  }

  private func arrive(
    _ state: CohortState, _ people: Departures, _ moved: Double, _ recent: RecentTravel,
    hasTime: Bool
  ) {
    let road = Int(state.road)
    let turnsBack = state.closings != world.roadClosings[road]
    let place = Int(turnsBack ? world.roadFrom[road] : world.roadTo[road])
    occupancy.change(place, by: people.count)
    var state = state
    state.hasArrived = true
    if hasTime, !turnsBack {
      decideAgain(state, people, at: place, moved, recent)
    } else {
      rest(state, people, at: place, average(recent, moved))
    }
  }

  /// A further decision of the day, by people who have arrived with time left.
  private func decideAgain(
    _ state: CohortState, _ people: Departures, at place: Int, _ moved: Double,
    _ recent: RecentTravel
  ) {
    var people = people
    if state.route >= 0 {
      guard let next = nextState(state, from: place) else {
        resting[place].add(people, recent: average(recent, moved), hasArrived: true)
        return
      }
      occupancy.change(place, by: -people.count)
      advance(next, people, moved, recent)
      return
    }
    let goesOn =
      rules.avoidsShortStints && (recent.fraction + moved / rules.maxMoveSpeed) / 2 < 0.5
      && world.isTown[place]
    let number = goesOn ? people.count : random.binomial(people.count, world.chances[0][place])
    let going = people.take(number)
    if going.count > 0 {
      people.add(
        choose(going, from: place, recent: recent, hasArrived: true) {
          advance($0, $1, moved, recent)
        })
    }
    resting[place].add(people, recent: average(recent, moved), hasArrived: true)
  }

  /// People at a place at the end of the day.
  private func rest(
    _ state: CohortState, _ people: Departures, at place: Int, _ recent: RecentTravel
  ) {
    guard state.route >= 0 else {
      resting[place].add(people, recent: recent, hasArrived: true)
      return
    }
    var waiting = state
    waiting.road = Int32(place)
    waiting.closings = 0
    waiting.distance = 0
    waiting.recent = recent
    nextBetweenRoads.add(waiting, people)
  }

  // MARK: Ending

  private func endJourneys() {
    for place in resting.indices where world.isCamp[place] {
      let chance = world.network.places[place].sinkChance
      var ended = 0
      resting[place].take(chance, random) { _, people in ended += people.count }
      for (cohort, state) in nextBetweenRoads.states.enumerated() where Int(state.road) == place {
        let number = random.binomial(nextBetweenRoads.people[cohort].count, chance)
        nextBetweenRoads.take(number, from: cohort)
        ended += number
      }
      goneCount += ended
      occupancy.change(place, by: -ended)
    }
  }
}
