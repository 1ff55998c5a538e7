import Foundation
import Sampling

/// Moves every person on their own, day by day, by the rules of FLEE 3 (`docs/model.md`).
///
/// A person sees the crowd that those before have left behind, as in FLEE: a run is computed in
/// order, and the runs of an ensemble beside one another.
public final class PersonEngine: Engine {
  private let world: World
  private let crowds: CrowdPointers
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

  public init(
    _ instance: FleeInstance, seed: UInt64, days: Int? = nil, log: TravelLog? = nil
  ) {
    world = World(instance, seed: seed)
    crowds = CrowdPointers(world)
    rules = instance.settings
    leavers = Column(repeating: -1, count: (days ?? instance.length) + 1)
    stayScale = Column(repeating: 0, count: world.network.places.count)
    let world = world
    trail = log.map { Trail($0, instance, world) }
    insertFirstPeople(instance)
  }

  public func snapshot() -> DayResult {
    world.snapshot(people: people.count, gone: goneCount)
  }

  /// People in agents.csv, and those whom camps counted on day 0.
  private func insertFirstPeople(_ instance: FleeInstance) {
    for agent in rules.readsAgents ? world.instance.agents : [] {
      guard let place = world.network.indexOfPlace[agent.place] else { continue }
      add(1, at: place, traits: world.traits.number(listed: agent.traits))
    }
    for (place, number) in Network.dayZeroPeople(instance, world.network.places) {
      add(number, at: place)
    }
  }

  public func step() {
    world.begin(day)
    spawn()
    world.prepare(day)
    noteChances(at: world.updateChances())
    wakeLeavers()
    trail?.begin()
    DayPass(
      day: day, world: world, people: people, roster: roster, leavers: leavers,
      stayScale: stayScale, trail: trail
    ).move(inTwoPasses: world.isAnyPlaceFilling(by: roster.awake))
    trail?.end(day, people)
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
    guard new > 0, let homes = WeightedChoice(world.spawning.weights) else { return }
    let first = people.count
    var chosen = [Int32](repeating: 0, count: new)
    var numbers = [Int](repeating: 0, count: world.network.places.count)
    for index in 0..<new {
      let unit = world.random.unit(first + index, day, CounterRandom.Purpose.home)
      let home = homes.draw(unit)
      chosen[index] = Int32(home)
      numbers[home] += 1
    }
    people.add(new, at: 0, day: day)
    roster.add(new)
    for index in 0..<new { people.motions.base[first + index].at = chosen[index] }
    for (place, number) in numbers.enumerated() where number > 0 {
      world.takeFromPopulation(number, at: place)
      crowds.change(place, by: number)
    }
    settle(from: first)
  }

  /// Adds people at a place.
  ///
  /// - Parameter traits: number of their combination of traits; `nil` to draw it.
  private func add(_ number: Int, at place: Int, traits: Int32? = nil) {
    let first = people.count
    people.add(number, at: place, day: day)
    roster.add(number)
    crowds.change(place, by: number)
    settle(from: first, traits: traits)
  }

  /// Gives new people their traits, and enters them into the log.
  private func settle(from first: Int, traits: Int32? = nil) {
    guard trail != nil || !world.traits.isEmpty else { return }
    for person in first..<people.count {
      let home = Int(people.at(person))
      if !world.traits.isEmpty {
        let combination =
          traits
          ?? world.traits.draw(home: world.network.places[home].name) {
            world.random.unit(person, day, CounterRandom.Purpose.traits + UInt32($0))
          }
        people.traits[person] = combination
        people.classes[person] = UInt16(truncatingIfNeeded: world.traits.classes[Int(combination)])
      }
      trail?.add(home: home)
    }
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
    for person in 0..<people.count where people.at(person) >= 0 && !roster.isAwake(person) {
      guard hasChanged[Int(people.at(person))] else { continue }
      roster.wake(person)
      people.leavesOn[person] = -1
      anybody = true
    }
    if anybody { renewCalendar() }
  }

  /// Links those who rest to the days on which they leave anew, without those who were woken.
  private func renewCalendar() {
    leavers.fill(-1)
    for person in 0..<people.count where !roster.isAwake(person) {
      let leavesOn = Int(people.leavesOn[person])
      guard leavesOn >= 0, leavesOn < leavers.count else { continue }
      people.nextToLeave[person] = leavers[leavesOn]
      leavers[leavesOn] = Int32(person)
    }
  }

  private func wakeLeavers() {
    guard day < leavers.count else { return }
    var person = leavers[day]
    while person >= 0 {
      roster.wake(Int(person))
      person = people.nextToLeave[Int(person)]
    }
  }

  // MARK: Ending

  /// People in camps whose journey ends there.
  private func endJourneys() {
    for person in 0..<people.count where people.at(person) >= 0 {
      let place = Int(people.at(person))
      guard world.isCamp[place], world.network.places[place].sinkChance > 0 else { continue }
      let unit = world.random.unit(person, day, CounterRandom.Purpose.sink)
      guard unit < world.network.places[place].sinkChance else { continue }
      people.motions.base[person].at = Motion.gone
      goneCount += 1
      crowds.change(place, by: -1)
    }
  }
}
