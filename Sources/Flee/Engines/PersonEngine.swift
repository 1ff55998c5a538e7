import Foundation
import Sampling

/// Moves every person on their own, day by day, by the rules of FLEE 3 (`docs/model.md`).
///
/// As in FLEE, people move one after the other, and each sees how full the camps are after those before
/// have moved. One run is therefore computed in order; the runs of an ensemble are computed in parallel.
public final class PersonEngine: Engine {
  private let world: World
  private let occupancy: OccupancyPointers
  private let rules: MovementSettings
  private let people = People()
  private var activePeople = ActivePeople()
  /// By day, the first of the people who leave the place where they rest; −1 for none.
  private let leavers: Column<Int32>
  /// One over the logarithm of the chance of staying, by place.
  private let stayScale: Column<Double>
  private var day = 0
  private var goneCount = 0
  /// Whether a place may fill up today, so that all have to leave before anybody travels.
  private var needsTwoPasses = false
  private let recorder: TravelRecorder?

  /// Places the people who are there before the first day.
  ///
  /// - Parameters:
  ///   - seed: of the random numbers; the same seed gives the same run.
  ///   - days: number of days that will be run at most; `nil` for the instance's length.
  ///   - log: takes FLEE's logs, at the levels that the settings ask for; `nil` for none.
  public init(
    _ instance: FleeInstance, seed: UInt64, days: Int? = nil, log: TravelLog? = nil
  ) {
    world = World(instance, seed: seed)
    occupancy = OccupancyPointers(world)
    rules = instance.settings
    leavers = Column(repeating: -1, count: (days ?? instance.length) + 1)
    stayScale = Column(repeating: 0, count: world.network.places.count)
    let world = world
    recorder = log.map { TravelRecorder($0, instance, world) }
    insertFirstPeople(instance)
  }

  /// Where everybody is at the end of the last day, or before the first.
  public func snapshot() -> DayResult {
    world.snapshot(people: people.count, gone: goneCount)
  }

  /// The people of `agents.csv`, and those whom the camps counted on day 0.
  private func insertFirstPeople(_ instance: FleeInstance) {
    for agent in rules.readsAgents ? world.instance.agents : [] {
      guard let place = world.network.indexOfPlace[agent.place] else { continue }
      add(1, at: place, traits: world.traits.number(listed: agent.traits))
    }
    for (place, number) in Network.dayZeroPeople(instance, world.network.places) {
      add(number, at: place)
    }
  }

  /// Moves everybody by one day, through all stages. Takes time in proportion to the people who do not
  /// rest.
  public func step() {
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
      redrawStays(at: world.updateChances())
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
    activePeople.add(new)
    for index in 0..<new { people.motions.base[first + index].at = chosen[index] }
    for (place, number) in numbers.enumerated() where number > 0 {
      world.takeFromPopulation(number, at: place)
      occupancy.change(place, by: number)
    }
    settle(from: first)
  }

  /// Adds people at a place.
  ///
  /// - Parameter traits: number of their combination of traits; `nil` to draw it.
  private func add(_ number: Int, at place: Int, traits: Int32? = nil) {
    let first = people.count
    people.add(number, at: place, day: day)
    activePeople.add(number)
    occupancy.change(place, by: number)
    settle(from: first, traits: traits)
  }

  /// Gives new people their traits, and shows them to the logs.
  private func settle(from first: Int, traits: Int32? = nil) {
    guard recorder != nil || !world.traits.isEmpty else { return }
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
      recorder?.add(home: home)
    }
  }

  // MARK: Moving

  private func leave() {
    activateLeavers()
    recorder?.beginDay()
    needsTwoPasses = world.canAnyPlaceFill(with: activePeople.count)
    if needsTwoPasses { dayPass().leave() }
  }

  private func travel() {
    if needsTwoPasses { dayPass().travel() } else { dayPass().leaveAndTravel() }
    recorder?.endDay(day, people)
  }

  private func dayPass() -> DayPass {
    DayPass(
      day: day, world: world, people: people, activePeople: activePeople, leavers: leavers,
      stayScale: stayScale, recorder: recorder)
  }

  // MARK: Resting

  /// Where the chance of leaving has changed, people at rest draw anew how long they stay.
  private func redrawStays(at places: [Int]) {
    guard !places.isEmpty else { return }
    var hasChanged = [Bool](repeating: false, count: stayScale.count)
    for place in places {
      let chance = world.chances[0][place]
      stayScale[place] = chance < 1 ? 1 / log1p(-chance) : 0
      hasChanged[place] = true
    }
    var isAnybodyActivated = false
    for person in 0..<people.count where people.at(person) >= 0 && !activePeople.isActive(person) {
      guard hasChanged[Int(people.at(person))] else { continue }
      activePeople.activate(person)
      people.leavesOn[person] = -1
      isAnybodyActivated = true
    }
    if isAnybodyActivated { relinkLeavers() }
  }

  /// Links the people at rest to the days on which they leave, without those who are active again.
  private func relinkLeavers() {
    leavers.fill(-1)
    for person in 0..<people.count where !activePeople.isActive(person) {
      let leavesOn = Int(people.leavesOn[person])
      guard leavesOn >= 0, leavesOn < leavers.count else { continue }
      people.nextToLeave[person] = leavers[leavesOn]
      leavers[leavesOn] = Int32(person)
    }
  }

  private func activateLeavers() {
    guard day < leavers.count else { return }
    var person = leavers[day]
    while person >= 0 {
      activePeople.activate(Int(person))
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
      occupancy.change(place, by: -1)
    }
  }
}
