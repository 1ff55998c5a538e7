import Foundation
import Sampling

/// Moves people in the same state together, by binomial and multinomial draws, by the same rules as
/// the person engine. What a day costs depends on the states, not on how many people are in them.
public final class CohortEngine: Engine {
  private let world: World
  private let crowds: CrowdPointers
  /// Of the day: routes may move in memory when roads close or open.
  private var ways: WayPointers
  private let rules: MovementSettings
  /// People at each place who have no route.
  private var pools: [Pool]
  /// People at places in the middle of a route; `road` is then the place.
  private var underWay = CohortList()
  private var onRoads = CohortList()
  /// Cohorts as they are after the day.
  private var nextUnderWay = CohortList()
  private var nextOnRoads = CohortList()
  /// Cohorts that have set out today.
  private var leaving = CohortList()
  private var random: RandomStream
  private var day = 0
  private var peopleCount = 0
  private var goneCount = 0
  /// Into how many groups the travellers of a day are split where a camp fills up.
  private static let groups = 500

  /// Why an instance cannot be run by cohorts; `nil` when it can.
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
    return "The cohort engine moves people who are alike together, and cannot tell them apart as "
      + "\(names.joined(separator: ", ")) asks. Use --engine person."
  }

  public init(_ instance: FleeInstance, seed: UInt64) {
    world = World(instance, seed: seed)
    crowds = CrowdPointers(world)
    ways = WayPointers(world)
    rules = instance.settings
    pools = [Pool](repeating: Pool(), count: world.network.places.count)
    random = RandomStream(world.random, day: 0, purpose: CounterRandom.Purpose.cohorts)
    for agent in rules.readsAgents ? instance.agents : [] {
      if let place = world.network.indexOfPlace[agent.place] { add(1, at: place) }
    }
    for (place, number) in Network.dayZeroPeople(instance, world.network.places) {
      add(number, at: place)
    }
  }

  public func snapshot() -> DayResult {
    world.snapshot(people: peopleCount, gone: goneCount)
  }

  public func step() {
    random = RandomStream(world.random, day: day, purpose: CounterRandom.Purpose.cohorts)
    world.begin(day)
    spawn()
    world.prepare(day)
    ways = WayPointers(world)
    _ = world.updateChances()
    leave()
    // Who has not left by now rests today; who arrives later comes with an average of the day.
    for place in pools.indices { pools[place].rest() }
    travel()
    if rules.campsAreSinks { endJourneys() }
    day += 1
  }

  // MARK: Setting out

  private func spawn() {
    if rules.spawnsByPlace {
      for (place, number) in world.newByPlace(day) where number > 0 {
        world.takeFromPopulation(number, at: place)
        add(number, at: place)
      }
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
    pools[place].add(
      Departures(number, on: day), recent: .none, hasArrived: !rules.startsOnFoot)
    crowds.change(place, by: number)
  }

  // MARK: The first pass of a day

  /// People who leave a place on the day, before they have chosen where to.
  private struct Leavers {
    var place: Int
    var recent: RecentTravel
    var hasArrived: Bool
    var people: Departures
  }

  private func leave() {
    leaving.removeAll()
    swap(&underWay, &nextUnderWay)
    nextUnderWay.removeAll()
    for (state, people) in zip(underWay.states, underWay.people) { goOn(state, people) }
    var leavers: [Leavers] = []
    for place in pools.indices where pools[place].count > 0 {
      pools[place].take(world.chances[0][place], random) { key, people in
        leavers.append(
          Leavers(
            place: place, recent: key.recent, hasArrived: key.hasArrived, people: people))
      }
    }
    if world.isAnyPlaceFilling(by: onRoads.count + leavers.reduce(0) { $0 + $1.people.count }) {
      leavers = inOrder(leavers, \.people) { $0.people = $1 }
    }
    for some in leavers {
      let stuck = choose(
        some.people, from: some.place, recent: some.recent, hasArrived: some.hasArrived
      ) { leaving.add($0, $1) }
      pools[some.place].add(stuck, recent: some.recent, hasArrived: some.hasArrived)
    }
  }

  /// Splits groups of people into smaller ones, those who set out first before the others, as FLEE
  /// does with single people. Of few people each is a group.
  private func inOrder<Group>(
    _ groups: [Group], _ people: (Group) -> Departures, _ set: (inout Group, Departures) -> Void
  ) -> [Group] {
    let size = max(1, groups.reduce(0) { $0 + people($1).count } / CohortEngine.groups)
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

  /// People in the middle of a route go on with it, or drop it and stay.
  private func goOn(_ state: CohortState, _ people: Departures) {
    let place = Int(state.road)
    if let next = onRoad(state, from: place) {
      crowds.change(place, by: -people.count)
      leaving.add(next, people)
    } else {
      pools[place].add(people, recent: state.recent, hasArrived: state.hasArrived)
    }
  }

  /// A route followed by one road more; `nil` when it leads nowhere now.
  private func onRoad(_ state: CohortState, from place: Int) -> CohortState? {
    let road = ways.next(state.route, step: Int(state.step), from: place, crowds.room)
    guard road >= 0 else { return nil }
    var next = state
    next.road = road
    next.closings = world.roadClosings[Int(road)]
    next.distance = 0
    next.step += 1
    if Int(next.step) == ways.length(state.route) {
      next.route = -1
      next.step = 0
    }
    return next
  }

  /// Spreads people who leave a place over the routes.
  ///
  /// - Parameter body: called with each state on a road and the people in it.
  /// - Returns: those who find no way and stay.
  private func choose(
    _ people: Departures, from place: Int, recent: RecentTravel, hasArrived: Bool,
    _ body: (CohortState, Departures) -> Void
  ) -> Departures {
    var people = people
    var stay = Departures()
    func send(_ road: Int32, _ route: Int32, _ number: Int) {
      let some = people.take(number)
      guard road >= 0 else {
        stay.add(some)
        return
      }
      let state = CohortState(
        road: road, closings: world.roadClosings[Int(road)], distance: 0, recent: recent,
        hasArrived: hasArrived, route: route, step: route < 0 ? 0 : 1)
      crowds.change(place, by: -number)
      body(state, some)
    }
    if people.count < 4 {
      for _ in 0..<people.count {
        let choice = world.choices[0].choose(from: place, random.next(), room: crowds.room)
        send(choice.road, choice.route, 1)
      }
      return stay
    }
    let ways = world.attractions[0].chances(from: place, room: crowds.room)
    guard !ways.isEmpty else { return people }
    var numbers: [(Int, Int)] = []
    random.multinomial(people.count, ways.map(\.chance)) { numbers.append(($0, $1)) }
    for (index, number) in numbers { send(ways[index].road, ways[index].route, number) }
    return stay
  }

  // MARK: The second pass

  private func travel() {
    swap(&onRoads, &nextOnRoads)
    nextOnRoads.removeAll()
    var travellers = [onRoads, leaving].flatMap { list in
      zip(list.states, list.people).map { (state: $0, people: $1) }
    }
    if world.isAnyPlaceFilling(by: onRoads.count + leaving.count) {
      travellers = inOrder(travellers, \.people) { $0.people = $1 }
    }
    for (state, people) in travellers { advance(state, people, 0, state.recent) }
  }

  /// Moves a cohort along its road, and on from where it arrives while the day lasts.
  ///
  /// - Parameters:
  ///   - moved: kilometres come today already.
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
    crowds.change(place, by: people.count)
    var state = state
    state.hasArrived = true
    if hasTime, !turnsBack {
      leaveAgain(state, people, at: place, moved, recent)
    } else {
      rest(state, people, at: place, average(recent, moved))
    }
  }

  /// The second decision of a day, of people who have arrived with time left.
  private func leaveAgain(
    _ state: CohortState, _ people: Departures, at place: Int, _ moved: Double,
    _ recent: RecentTravel
  ) {
    var people = people
    if state.route >= 0 {
      guard let next = onRoad(state, from: place) else {
        pools[place].add(people, recent: average(recent, moved), hasArrived: true)
        return
      }
      crowds.change(place, by: -people.count)
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
    pools[place].add(people, recent: average(recent, moved), hasArrived: true)
  }

  /// People at a place at the end of the day.
  private func rest(
    _ state: CohortState, _ people: Departures, at place: Int, _ recent: RecentTravel
  ) {
    guard state.route >= 0 else {
      pools[place].add(people, recent: recent, hasArrived: true)
      return
    }
    var waiting = state
    waiting.road = Int32(place)
    waiting.closings = 0
    waiting.distance = 0
    waiting.recent = recent
    nextUnderWay.add(waiting, people)
  }

  // MARK: Ending

  private func endJourneys() {
    for place in pools.indices where world.isCamp[place] {
      let chance = world.network.places[place].sinkChance
      var ended = 0
      pools[place].take(chance, random) { _, people in ended += people.count }
      for (cohort, state) in nextUnderWay.states.enumerated() where Int(state.road) == place {
        let number = random.binomial(nextUnderWay.people[cohort].count, chance)
        nextUnderWay.take(number, from: cohort)
        ended += number
      }
      goneCount += ended
      crowds.change(place, by: -ended)
    }
  }
}
