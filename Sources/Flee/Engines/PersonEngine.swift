import Foundation
import Sampling

/// Moves every person on their own, day by day, by the rules of FLEE 3 (`docs/model.md`).
///
/// As in FLEE, people move one after the other, and each sees how full the camps are after those before
/// have moved. One run is therefore computed in order; the runs of an ensemble are computed in parallel.
public final class PersonEngine: Engine {
  let world: World
  let occupancy: OccupancyPointers
  private let rules: MovementSettings
  let people = People()
  var activePeople = ActivePeople()
  /// By day, the first of the people who leave the place where they rest; −1 for none.
  private let leavers: Column<Int32>
  /// One over the logarithm of the chance of staying, by place.
  private let stayScale: Column<Double>
  private var day = 0
  private var goneCount = 0
  /// Whether a place may fill up today, so that all have to leave before anybody travels.
  private var needsTwoPasses = false
  /// Whether people are moved in waves.
  private var usesWaves = false
  private let wave = WaveBuffers()
  /// Places that people could not leave the day before, as there was no road.
  private var closedPlaces: Set<Int> = []
  private let recorder: TravelRecorder?
  /// The processes that share the people.
  let ranks: any Ranks
  /// The people here, by the day on which they set out.
  var batches: [PeopleBatch] = []
  /// People of all processes.
  private var peopleCount = 0

  /// Why the people of an instance can't be shared among processes, as a sentence that names the settings
  /// that prevent it; `nil` when they can.
  package static func refusalToShare(_ instance: FleeInstance) -> String? {
    let rules = instance.settings
    var names: [String] = []
    if rules.agentLog > 0 { names.append("log_levels: agent") }
    if rules.linkLog > 0 { names.append("log_levels: link") }
    guard !names.isEmpty else { return nil }
    return
      "Logs are written by one process, which has all people: \(names.joined(separator: ", ")). "
      + "Use trocha."
  }
  /// Who is at home for the harvest; `nil` without `harvest_months`.
  private let harvest: Harvest?

  /// Places the people who are there before the first day.
  ///
  /// - Parameters:
  ///   - seed: of the random numbers; the same seed gives the same run.
  ///   - days: number of days that will be run at most; `nil` for the instance's length.
  ///   - log: takes FLEE's logs, at the levels that the settings ask for; `nil` for none.
  public convenience init(
    _ instance: FleeInstance, seed: UInt64, days: Int? = nil, log: TravelLog? = nil
  ) {
    self.init(instance, seed: seed, days: days, log: log, sharedBy: OneProcess())
  }

  /// The same in several processes, each with a part of the people. Every process has the same results, which
  /// are those of one.
  ///
  /// - Parameters:
  ///   - log: `nil` for several processes.
  ///   - ranks: all of them make the engine, and step, together.
  package init(
    _ instance: FleeInstance, seed: UInt64, days: Int? = nil, log: TravelLog? = nil,
    sharedBy ranks: any Ranks
  ) {
    self.ranks = ranks
    world = World(instance, seed: seed)
    occupancy = OccupancyPointers(world)
    rules = instance.settings
    leavers = Column(repeating: -1, count: (days ?? instance.length) + 1)
    stayScale = Column(repeating: 0, count: world.network.places.count)
    let world = world
    recorder = log.map { TravelRecorder($0, instance, world) }
    harvest = Harvest(instance)
    insertFirstPeople(instance)
  }

  /// Where everybody is at the end of the last day, or before the first.
  public func snapshot() -> DayResult {
    world.snapshot(people: peopleCount, gone: goneCount)
  }

  /// People on each road at the end of the last day.
  public func peopleOnRoads() -> [Int32] {
    var numbers = [Int](repeating: 0, count: world.network.roads.count)
    // People on roads do not rest.
    activePeople.visit(0..<people.count) { person in
      let at = people.at(person)
      if at < 0, at != Motion.gone { numbers[Int(-1 - at)] += 1 }
    }
    return ranks.sum(numbers).map(Int32.init(clamping:))
  }

  /// The people of `agents.csv`, and those whom the camps counted on day 0.
  private func insertFirstPeople(_ instance: FleeInstance) {
    var groups: [Group] = []
    for agent in rules.readsAgents ? world.instance.agents : [] {
      guard let place = world.network.indexOfPlace[agent.place] else { continue }
      world.takeFromPopulation(1, at: place)
      groups.append(
        Group(number: 1, place: place, traits: world.traits.number(listed: agent.traits)))
    }
    for (place, number) in Network.dayZeroPeople(instance, world.network) {
      groups.append(Group(number: number, place: place))
    }
    add(groups)
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
      redrawStays(at: world.updateChances(day) + openedPlaces())
    case .leaving: leave()
    case .travelling: travel()
    case .ending: if rules.campsAreSinks { endJourneys() }
    }
  }

  // MARK: Spawning

  private func spawn() {
    if rules.spawnsByPlace {
      add(world.newByPlace(day).map { Group(number: $0.number, place: $0.place) })
      return
    }
    let new = world.newByCounts(day)
    guard new > 0, let homes = WeightedChoice(world.spawning.weights) else { return }
    let batch = begin(new)
    let first = batch.people.lowerBound
    people.add(batch.people.count, at: 0, day: day)
    var numbers = [Int](repeating: 0, count: world.network.places.count)
    for person in batch.people {
      let unit = world.random.unit(person + batch.offset, day, CounterRandom.Purpose.home)
      let home = homes.draw(unit)
      people.motions.base[person].at = Int32(home)
      numbers[home] += 1
    }
    activePeople.add(batch.people.count)
    for (place, number) in ranks.sum(numbers).enumerated() where number > 0 {
      world.takeFromPopulation(number, at: place)
      occupancy.change(place, by: number)
    }
    settle(first..<people.count, batch)
  }

  /// People who set out from a place.
  struct Group {
    var number: Int
    var place: Int
    /// Number of their combination of traits; `nil` to draw it.
    var traits: Int32?
  }

  /// Adds the people who set out on a day.
  func add(_ groups: [Group]) {
    let total = groups.reduce(0) { $0 + $1.number }
    guard total > 0 else { return }
    let batch = begin(total)
    let mine = PeopleBatch.share(of: total, rank: ranks.rank, size: ranks.size)
    var before = 0
    for group in groups {
      let here = mine.clamped(to: before..<before + group.number).count
      before += group.number
      let first = people.count
      people.add(here, at: group.place, day: day)
      activePeople.add(here)
      occupancy.change(group.place, by: group.number)
      settle(first..<people.count, batch, traits: group.traits)
    }
  }

  /// Begins a batch of so many people of all processes, those here at the end of the people here.
  private func begin(_ total: Int) -> PeopleBatch {
    let mine = PeopleBatch.share(of: total, rank: ranks.rank, size: ranks.size)
    let batch = PeopleBatch(
      people: people.count..<people.count + mine.count,
      offset: peopleCount + mine.lowerBound - people.count)
    peopleCount += total
    // One process has its people in one piece.
    if ranks.size == 1 {
      batches = [PeopleBatch(people: 0..<batch.people.upperBound, offset: 0)]
    } else {
      batches.append(batch)
    }
    return batch
  }

  /// Gives new people their traits, and shows them to the logs.
  private func settle(_ new: Range<Int>, _ batch: PeopleBatch, traits: Int32? = nil) {
    guard recorder != nil || harvest != nil || !world.traits.isEmpty else { return }
    for person in new {
      let home = Int(people.at(person))
      if !world.traits.isEmpty {
        let combination =
          traits
          ?? world.traits.draw(home: world.network.places[home].name) {
            world.random.unit(person + batch.offset, day, CounterRandom.Purpose.traits + UInt32($0))
          }
        people.traits[person] = combination
        people.classes[person] = UInt16(truncatingIfNeeded: world.traits.classes[Int(combination)])
      }
      harvest?.add(home: home)
      recorder?.add(
        home: home, connections: traits == nil ? connections(of: person + batch.offset) : 0)
    }
  }

  /// FLEE gives everybody a number of connections, which nothing but the agents log shows; those of
  /// agents.csv have none.
  ///
  /// - Parameter person: number in the run.
  private func connections(of person: Int) -> Int {
    var draw = CounterRandom.Purpose.connections
    return Poisson.number(rules.socialConnectivity) {
      draw += 1
      return world.random.unit(person, day, draw)
    }
  }

  // MARK: Moving

  private func leave() {
    activateLeavers()
    recorder?.beginDay()
    if let harvest {
      var isOn = false
      addingUp { isOn = harvest.begins(day, people, occupancy) }
      if isOn {
        (usesWaves, needsTwoPasses) = (false, true)
        return
      }
    }
    wave.removeAll()
    usesWaves =
      harvest == nil && rules.floodForecast == nil
      && DayPass.canUseWaves(world, isLogged: recorder != nil)
    // One process can leave and travel in two passes of waves at no cost.
    let active = ranks.size == 1 && usesWaves ? Int.max : ranks.sum([activePeople.count])[0]
    needsTwoPasses = active == Int.max || world.canAnyPlaceFill(with: active)
    if needsTwoPasses { inOrder { leave($0) } }
  }

  private func travel() {
    if needsTwoPasses {
      inOrder { travel($0) }
    } else {
      // Nobody's way depends on the others' today, so each process moves its people by itself.
      addingUp {
        for number in batches.indices {
          if usesWaves {
            leave(number)
            travel(number)
          } else {
            dayPass(batches[number]).leaveAndTravel()
          }
        }
      }
    }
    recorder?.endDay(day, people)
  }

  /// Lets the people of a batch leave.
  private func leave(_ number: Int) {
    if usesWaves {
      batches[number].travellers = dayPass(batches[number]).leaveInWaves(wave)
    } else {
      dayPass(batches[number]).leave()
    }
  }

  /// Lets the people of a batch travel who have left or are on the road.
  private func travel(_ number: Int) {
    if usesWaves {
      dayPass(batches[number]).travelInWaves(wave, batches[number].travellers)
    } else {
      dayPass(batches[number]).travel()
    }
  }

  /// Places that a road leads from again.
  private func openedPlaces() -> [Int] {
    let closed = Set(world.network.places.indices.filter { !world.hasOffers[$0] })
    defer { closedPlaces = closed }
    return closedPlaces.subtracting(closed).sorted()
  }

  private func dayPass(_ batch: PeopleBatch) -> DayPass {
    DayPass(
      day: day, world: world, people: people, batch, activePeople: activePeople, leavers: leavers,
      stayScale: stayScale, recorder: recorder, harvest: harvest?.isOn == true ? harvest : nil)
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
    var ended = [Int](repeating: 0, count: world.network.places.count)
    for batch in batches {
      for person in batch.people where people.at(person) >= 0 {
        let place = Int(people.at(person))
        guard world.isCamp[place], world.network.places[place].sinkChance > 0 else { continue }
        let unit = world.random.unit(person + batch.offset, day, CounterRandom.Purpose.sink)
        guard unit < world.network.places[place].sinkChance else { continue }
        people.motions.base[person].at = Motion.gone
        ended[place] += 1
      }
    }
    for (place, number) in ranks.sum(ended).enumerated() where number > 0 {
      goneCount += number
      occupancy.change(place, by: -number)
    }
  }
}
