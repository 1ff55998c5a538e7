import Corridor
import Foundation

/// Moves every person on their own, day by day, by the rules of FLEE 3 (`docs/model.md`).
///
/// A person sees the crowd that those before have left behind, as in FLEE: a run is computed in
/// order, and the runs of an ensemble beside one another.
public final class PersonEngine: Engine {
  let world: World
  private let rules: MovementSettings
  private let people = People()
  private var roster = Roster()
  /// First of those who leave the place they rest at, by day; −1 for none.
  private let leavers: Column<Int32>
  /// One over the logarithm of the chance of staying, by place.
  private let stayScale: Column<Double>
  private var day = 0
  private var goneCount = 0
  private let trail: Trail?

  /// People draw day by day whether they leave only where the chance is at least this; elsewhere
  /// they draw once for how many days they stay.
  private static let dailyChance = 0.25

  public init(
    _ instance: FleeInstance, seed: UInt64, days: Int? = nil, log: TravelLog? = nil
  ) {
    world = World(instance, seed: seed)
    rules = instance.settings
    leavers = Column(repeating: -1, count: (days ?? instance.length) + 1)
    stayScale = Column(repeating: 0, count: world.network.places.count)
    let world = world
    trail = log.map { Trail($0, instance, world) }
    insertFirstPeople()
  }

  public func snapshot() -> DayResult {
    world.snapshot(people: people.count, gone: goneCount)
  }

  /// People in agents.csv, and those whom camps counted on day 0.
  private func insertFirstPeople() {
    for agent in rules.readsAgents ? world.instance.agents : [] {
      guard let place = world.network.indexOfPlace[agent.place] else { continue }
      add(at: place, traits: world.traits.number(listed: agent.traits))
    }
    for (place, number) in world.dayZeroPeople() {
      for _ in 0..<number { add(at: place, traits: nil) }
    }
  }

  public func step() {
    world.begin(day)
    spawn()
    world.prepare(day)
    noteChances(at: world.updateChances())
    wakeLeavers()
    trail?.begin()
    roster.forEach { leave($0) }
    roster.forEach { travel($0) }
    trail?.end(day, people)
    if rules.campsAreSinks { endJourneys() }
    day += 1
  }

  // MARK: Setting out

  private func spawn() {
    if rules.spawnsByPlace {
      for (place, number) in world.newByPlace(day) {
        for _ in 0..<number { addFromPopulation(at: place) }
      }
      return
    }
    let new = world.newByCounts(day)
    guard new > 0, let homes = Homes(world.spawning.weights) else { return }
    for _ in 0..<new {
      addFromPopulation(
        at: homes.draw(world.random.unit(people.count, day, CounterRandom.Purpose.home)))
    }
  }

  private func addFromPopulation(at place: Int) {
    world.takeFromPopulation(1, at: place)
    add(at: place, traits: nil)
  }

  private func add(at place: Int, traits: Int32?) {
    let person = people.count
    let traits =
      traits
      ?? (world.traits.isEmpty
        ? 0
        : world.traits.draw(home: world.network.places[place].name) {
          world.random.unit(person, day, CounterRandom.Purpose.traits + UInt32($0))
        })
    people.add(
      at: place, traits: traits, class: world.traits.classes[Int(traits)], day: day)
    roster.add()
    world.change(place, by: 1)
    trail?.add(home: place)
  }

  // MARK: Resting

  /// The chance of leaving places has changed: who rests there decides anew.
  private func noteChances(at places: [Int]) {
    guard !places.isEmpty else { return }
    var hasChanged = [Bool](repeating: false, count: stayScale.count)
    for place in places {
      let chance = world.chances[0][place]
      stayScale[place] = chance < 1 ? 1 / log1p(-chance) : 0
      hasChanged[place] = true
    }
    var anybody = false
    for person in 0..<people.count where people.at[person] >= 0 && !roster.isAwake(person) {
      guard hasChanged[Int(people.at[person])] else { continue }
      roster.wake(person)
      people.leavesOn[person] = -1
      anybody = true
    }
    if anybody { renewCalendar() }
  }

  /// Links those who rest to the days on which they leave anew, without those who were woken.
  private func renewCalendar() {
    leavers.fill(-1)
    for person in 0..<people.count where !roster.isAwake(person) { note(person) }
  }

  private func note(_ person: Int) {
    let leavesOn = Int(people.leavesOn[person])
    guard leavesOn >= 0, leavesOn < leavers.count else { return }
    people.nextToLeave[person] = leavers[leavesOn]
    leavers[leavesOn] = Int32(person)
  }

  private func wakeLeavers() {
    guard day < leavers.count else { return }
    var person = leavers[day]
    while person >= 0 {
      roster.wake(Int(person))
      person = people.nextToLeave[Int(person)]
    }
  }

  /// Draws for how many days a person stays who leaves with the same small chance on each: a
  /// geometric number, by inversion.
  ///
  /// - Returns: whether they leave today.
  private func staysNoDay(_ person: Int, at place: Int, _ chance: Double, _ unit: Double) -> Bool {
    if people.leavesOn[person] == Int32(day) {
      people.leavesOn[person] = -1
      return true
    }
    if unit < chance { return true }
    // Days beyond the end of the run need no place in the calendar.
    let days = log1p(-unit) * stayScale[place]
    roster.rest(person)
    guard chance > 0, days < Double(leavers.count - day) else {
      people.leavesOn[person] = Int32.max
      return false
    }
    people.leavesOn[person] = Int32(day + Int(days))
    note(person)
    return false
  }

  // MARK: Leaving

  /// Whether a person leaves their place on the first pass of the day, and by which road.
  @inline(__always)
  private func leave(_ person: Int) {
    let place = Int(people.at[person])
    guard place >= 0 else {
      if place == Int(People.gone) { roster.rest(person) }
      return
    }
    let draws = world.random.pair(person, day, CounterRandom.Purpose.leaving)
    // Who is in the middle of a route goes on with it.
    if people.route[person] < 0 {
      let chance = world.chances[0][place]
      if chance < PersonEngine.dailyChance {
        guard staysNoDay(person, at: place, chance, draws.0) else { return }
      } else {
        guard draws.0 < chance else { return }
      }
    }
    setOut(person, from: place, draws.1)
  }

  @inline(__always)
  private func setOut(_ person: Int, from place: Int, _ unit: Double) {
    var route = people.route[person]
    if route < 0 {
      let attraction = world.attractions[Int(people.classes[person])]
      route = attraction.choose(from: place, unit, room: world.room)
      guard route >= 0 else { return }
      people.routeStep[person] = 0
    }
    let step = Int(people.routeStep[person])
    let road = world.nextRoad(route, step: step, from: place)
    guard road >= 0 else {
      people.route[person] = -1
      return
    }
    people.routeStep[person] = Int32(step + 1)
    people.route[person] = step + 1 == world.length(route) ? -1 : route
    world.change(place, by: -1)
    world.roadUses[Int(road)] += 1
    people.at[person] = -1 - road
    people.closings[person] = world.roadClosings[Int(road)]
    people.distanceOnRoad[person] = 0
    trail?.setOut(on: Int(road), traits: people.traits[person])
  }

  // MARK: Travelling

  /// Moves a person along their road, and on from where they arrive while the day lasts.
  @inline(__always)
  private func travel(_ person: Int) {
    guard people.at[person] < 0, people.at[person] != People.gone else { return }
    var movedToday = 0.0
    var draw = CounterRandom.Purpose.travelling
    let before = recentTravel(person)
    while people.at[person] < 0 {
      let road = -1 - Int(people.at[person])
      let distance = world.roadDistance[road]
      let speed = speed(person, on: road, draw)
      people.distanceOnRoad[person] += speed
      movedToday += speed
      guard people.distanceOnRoad[person] > distance else { break }
      movedToday += distance - people.distanceOnRoad[person]
      let turnsBack = people.closings[person] != world.roadClosings[road]
      arrive(person, at: turnsBack ? world.roadFrom[road] : world.roadTo[road])
      trail?.arrive(person, road: road, world)
      guard !turnsBack, movedToday < speed else { break }
      trail?.passThrough(person, road: road)
      leaveAgain(person, before + movedToday / rules.maxMoveSpeed, draw + 1)
      draw += 2
    }
    people.recentTravel[person] = (before + movedToday / rules.maxMoveSpeed) / 2
    people.recentDay[person] = Int32(day + 1)
    trail?.moved(person, movedToday)
  }

  private func recentTravel(_ person: Int) -> Double {
    let recent = people.recentTravel[person]
    let rest = day - Int(people.recentDay[person])
    // Halving is exact in binary, so that doing it late gives what doing it daily would.
    return rest == 0 || recent == 0 ? recent : recent * exp2(-Double(rest))
  }

  @inline(__always)
  private func speed(_ person: Int, on road: Int, _ draw: UInt32) -> Double {
    let walks = world.roadWalk[road]
    if walks > 0, world.random.pair(person, day, draw).0 < walks { return rules.maxWalkSpeed }
    if rules.startsOnFoot, !people.hasArrived[person] { return rules.maxWalkSpeed }
    return world.roadSpeed[road]
  }

  private func arrive(_ person: Int, at place: Int32) {
    people.at[person] = place
    people.distanceOnRoad[person] = 0
    people.hasArrived[person] = true
    world.change(Int(place), by: 1)
  }

  /// The second decision of a day, of a person who has arrived with time left. Who has come less
  /// than a day's way in two days does not stop in towns.
  private func leaveAgain(_ person: Int, _ recent: Double, _ draw: UInt32) {
    let place = Int(people.at[person])
    let draws = world.random.pair(person, day, draw)
    let goesOn = rules.avoidsShortStints && recent / 2 < 0.5 && world.isTown[place]
    if !goesOn, people.route[person] < 0 {
      guard draws.0 < world.chances[0][place] else { return }
    }
    setOut(person, from: place, draws.1)
  }

  // MARK: Ending

  /// People in camps whose journey ends there.
  private func endJourneys() {
    for person in 0..<people.count where people.at[person] >= 0 {
      let place = Int(people.at[person])
      guard world.isCamp[place], world.network.places[place].sinkChance > 0 else { continue }
      let unit = world.random.unit(person, day, CounterRandom.Purpose.sink)
      guard unit < world.network.places[place].sinkChance else { continue }
      people.at[person] = People.gone
      goneCount += 1
      world.change(place, by: -1)
    }
  }
}
