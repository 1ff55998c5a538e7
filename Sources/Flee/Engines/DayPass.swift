import Foundation
import Sampling

/// The stages *Leaving* and *Travelling* of a day, over the people who are active.
///
/// Nearly all time of a run is spent here. The pass holds bare pointers into the columns, which do not
/// grow while it runs: access through the columns' objects would be counted and checked each time.
struct DayPass {
  let day: Int
  let world: World
  let random: CounterRandom
  let activePeople: ActivePeople
  let recorder: TravelRecorder?
  /// The harvest of the day; `nil` on a day without.
  private let harvest: Harvest?
  /// Whether people draw every day whether they leave: where their chances differ, or a harvest interrupts
  /// their stay.
  private let drawsDaily: Bool
  private let hasForecast: Bool

  let maxMoveSpeed: Double
  let maxWalkSpeed: Double
  let startsOnFoot: Bool
  let avoidsShortStints: Bool

  let motions: UnsafeMutablePointer<Motion>
  let classes: UnsafeMutablePointer<UInt16>
  let traits: UnsafeMutablePointer<Int32>
  let leavesOn: UnsafeMutablePointer<Int32>
  let nextToLeave: UnsafeMutablePointer<Int32>
  let leavers: UnsafeMutablePointer<Int32>
  let horizon: Int

  let chances: UnsafeMutablePointer<Double>
  let stayScale: UnsafeMutablePointer<Double>
  let isTown: UnsafeMutablePointer<Bool>
  let drivenBelow: UnsafeMutablePointer<Double>
  let roadFrom: UnsafeMutablePointer<Int32>
  let roadTo: UnsafeMutablePointer<Int32>
  let roadDistance: UnsafeMutablePointer<Double>
  let roadSpeed: UnsafeMutablePointer<Double>
  let roadWalk: UnsafeMutablePointer<Double>
  let roadClosings: UnsafeMutablePointer<UInt16>
  let choices: UnsafeMutablePointer<Attraction.Pointers>
  let hasClasses: Bool
  let occupancy: OccupancyPointers
  let hasOffers: UnsafeMutablePointer<Bool>
  let weightsVersion: UnsafeMutablePointer<UInt32>
  private let routes: RoutePointers
  /// Those who are moved, and what their number in the run exceeds their number here by.
  let people: Range<Int>
  let offset: Int

  /// People draw day by day whether they leave only where the chance is at least this; elsewhere
  /// they draw once for how many days they stay.
  static let dailyChance = 0.25

  init(
    day: Int, world: World, people: People, _ batch: PeopleBatch, activePeople: ActivePeople,
    leavers: Column<Int32>, stayScale: Column<Double>, recorder: TravelRecorder?,
    harvest: Harvest?
  ) {
    self.harvest = harvest
    hasForecast = world.rules.floodForecast != nil
    drawsDaily = hasForecast || !world.rules.harvestMonths.isEmpty
    self.day = day
    self.world = world
    self.activePeople = activePeople
    self.recorder = recorder
    random = world.random
    maxMoveSpeed = world.rules.maxMoveSpeed
    maxWalkSpeed = world.rules.maxWalkSpeed
    startsOnFoot = world.rules.startsOnFoot
    avoidsShortStints = world.rules.avoidsShortStints
    motions = people.motions.base
    classes = people.classes.base
    traits = people.traits.base
    leavesOn = people.leavesOn.base
    nextToLeave = people.nextToLeave.base
    self.leavers = leavers.base
    horizon = leavers.count
    chances = world.chances[0].base
    self.stayScale = stayScale.base
    isTown = world.isTown.base
    drivenBelow = world.drivenBelow.base
    roadFrom = world.roadFrom.base
    roadTo = world.roadTo.base
    roadDistance = world.roadDistance.base
    roadSpeed = world.roadSpeed.base
    roadWalk = world.roadWalk.base
    roadClosings = world.roadClosings.base
    choices = world.choices.base
    hasClasses = world.choices.count > 1
    occupancy = OccupancyPointers(world)
    routes = RoutePointers(world)
    self.people = batch.people
    offset = batch.offset
    hasOffers = world.hasOffers.base
    weightsVersion = world.weightsVersion.base
  }

  /// Everybody at a place decides whether to leave, and by which route.
  func leave() {
    activePeople.visit(people) { person in
      if motions[person].at >= 0 {
        leave(person, &motions[person], draws(of: person, 0))
      } else if motions[person].at == Motion.gone {
        activePeople.rest(person)
      }
    }
  }

  /// Everybody on a road travels.
  func travel() {
    activePeople.visit(people) { if motions[$0].at < 0 { travel($0, &motions[$0], nil) } }
  }

  /// Each person leaves and travels at once. That finds their state still in the cache, and gives the
  /// same result as ``leave()`` and ``travel()`` on a day on which no place can fill up.
  func leaveAndTravel() {
    activePeople.visit(people) { person in
      var motion = motions[person]
      var first: Draws?
      if motion.at >= 0 {
        let draws = draws(of: person, 0)
        first = draws
        leave(person, &motion, draws)
      } else if motion.at == Motion.gone {
        activePeople.rest(person)
      }
      if motion.at < 0 { travel(person, &motion, first) }
      motions[person] = motion
    }
  }

  typealias Draws = (UInt32, UInt32, UInt32, UInt32)

  /// Four random words: two for leaving and choosing a route, two for a second decision of the day.
  @inline(__always)
  private func draws(of person: Int, _ block: UInt32) -> Draws {
    let number = person + offset
    return random.block(
      UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: day),
      CounterRandom.Purpose.deciding + block, UInt32(truncatingIfNeeded: number >> 32))
  }

  // MARK: Leaving

  /// The first decision of a person's day: whether to leave the place, and by which road.
  @inline(__always)
  private func leave(_ person: Int, _ motion: inout Motion, _ draws: Draws) {
    let place = Int(motion.at)
    // People in the middle of a route go on with it.
    if motion.route < 0 {
      let chance = chance(of: person, at: place)
      let unit = CounterRandom.unit(draws.0)
      if chance < DayPass.dailyChance, !drawsDaily {
        guard leavesToday(person, at: place, chance, unit) else { return }
      } else {
        guard unit < chance else { return }
      }
    }
    setOut(person, &motion, from: place, CounterRandom.unit(draws.1))
  }

  /// With a forecast of floods the chance of leaving depends on who it is.
  @inline(__always)
  private func chance(of person: Int, at place: Int) -> Double {
    hasForecast ? world.chances[Int(classes[person])][place] : chances[place]
  }

  /// Draws once for how many days a person stays, who leaves with the same small chance on each: a
  /// geometric number, by inversion.
  ///
  /// - Returns: whether they leave today.
  func leavesToday(_ person: Int, at place: Int, _ chance: Double, _ unit: Double) -> Bool {
    if leavesOn[person] == Int32(day) {
      leavesOn[person] = -1
      return true
    }
    if unit < chance { return true }
    let days = log1p(-unit) * stayScale[place]
    activePeople.rest(person)
    // A day beyond the end of the run needs no entry among the leavers.
    guard chance > 0, days < Double(horizon - day) else {
      leavesOn[person] = Int32.max
      return false
    }
    let day = day + Int(days)
    leavesOn[person] = Int32(day)
    nextToLeave[person] = leavers[day]
    leavers[day] = Int32(person)
    return false
  }

  @inline(__always)
  func setOut(_ person: Int, _ motion: inout Motion, from place: Int, _ unit: Double) {
    let road: Int32
    if motion.route < 0 {
      let traitClass = hasClasses ? Int(classes[person]) : 0
      let choice = choices[traitClass].choose(from: place, unit, room: occupancy.room)
      road = choice.road
      guard road >= 0 else { return }
      motion.route = choice.route
      motion.step = 1
    } else {
      road = routes.next(motion.route, step: Int(motion.step), from: place, occupancy.room)
      guard road >= 0 else {
        motion.route = -1
        return
      }
      motion.step += 1
      if Int(motion.step) == routes.length(motion.route) { motion.route = -1 }
    }
    occupancy.change(place, by: -1)
    motion.at = -1 - road
    motion.closings = roadClosings[Int(road)]
    motion.distanceOnRoad = 0
    if let recorder { recorder.setOut(on: Int(road), traits: traits[person]) }
  }

  // MARK: Travelling

  /// Moves a person along their road, and beyond its end as long as there is time left in the day.
  @inline(__always)
  func travel(_ person: Int, _ motion: inout Motion, _ first: Draws?) {
    guard motion.at != Motion.gone else { return }
    var movedToday = 0.0
    var hop = UInt32(0)
    let before = recentTravel(motion)
    while motion.at < 0 {
      let road = -1 - Int(motion.at)
      let distance = roadDistance[road]
      let speed = speed(person, motion, on: road, hop)
      let covered = motion.distanceOnRoad + speed
      movedToday += speed
      guard covered > distance else {
        motion.distanceOnRoad = covered
        break
      }
      movedToday += distance - covered
      let turnsBack = motion.closings != roadClosings[road]
      let place = Int(turnsBack ? roadFrom[road] : roadTo[road])
      motion.at = Int32(place)
      motion.hasArrived = true
      occupancy.change(place, by: 1)
      if let recorder { recorder.arrive(person, road: road) }
      guard !turnsBack, movedToday < speed else { break }
      if let harvest {
        harvest.goHome(person, from: place, occupancy)
        break
      }
      if let recorder { recorder.passThrough(person, road: road) }
      decideAgain(person, &motion, at: place, before, movedToday, first, hop)
      hop += 1
    }
    motion.recentTravel = (before + movedToday / maxMoveSpeed) / 2
    motion.recentDay = Int32(day + 1)
    if let recorder { recorder.moved(person, movedToday) }
  }

  @inline(__always)
  func recentTravel(_ motion: Motion) -> Double {
    let rest = day - Int(motion.recentDay)
    if rest == 0 || motion.recentTravel == 0 { return motion.recentTravel }
    // Halving is exact in binary, so that doing it late gives the same as doing it daily. The factor
    // is two to the power of −rest.
    let part = rest < 1000 ? Double(bitPattern: UInt64(1023 - rest) << 52) : 0
    return motion.recentTravel * part
  }

  @inline(__always)
  private func speed(_ person: Int, _ motion: Motion, on road: Int, _ hop: UInt32) -> Double {
    let walks = roadWalk[road]
    if walks > 0, random.unit(person + offset, day, CounterRandom.Purpose.walking + hop) < walks {
      return maxWalkSpeed
    }
    if startsOnFoot, !motion.hasArrived { return maxWalkSpeed }
    return roadSpeed[road]
  }

  /// A further decision of the day, by a person who has arrived with time left. With
  /// `avoid_short_stints`, a person who moved less than a day's distance in two days does not stop in
  /// towns.
  @inline(__always)
  private func decideAgain(
    _ person: Int, _ motion: inout Motion, at place: Int, _ before: Double, _ moved: Double,
    _ first: Draws?, _ hop: UInt32
  ) {
    let goesOn =
      avoidsShortStints && isTown[place] && (before + moved / maxMoveSpeed) / 2 < 0.5
    // The block for the first decision of the day, if it was drawn, also holds the words for the second.
    let block = hop == 0 ? first ?? draws(of: person, 0) : draws(of: person, (hop + 1) / 2)
    let words = hop & 1 == 1 ? (block.0, block.1) : (block.2, block.3)
    if !goesOn, motion.route < 0 {
      guard CounterRandom.unit(words.0) < chance(of: person, at: place) else { return }
    }
    setOut(person, &motion, from: place, CounterRandom.unit(words.1))
  }
}

/// The number of people at each place and the room that is left, by pointers.
struct OccupancyPointers {
  private let world: World
  private let occupancy: UnsafeMutablePointer<Int>
  private let roomChangesAbove: UnsafeMutablePointer<Int>
  let room: UnsafeMutablePointer<Double>

  init(_ world: World) {
    self.world = world
    occupancy = world.occupancy.base
    roomChangesAbove = world.roomChangesAbove.base
    room = world.room.base
  }

  @inline(__always)
  func change(_ place: Int, by number: Int) {
    occupancy[place] += number
    if occupancy[place] > roomChangesAbove[place] { world.updateRoom(place) }
  }
}

/// Which road a route takes next, by pointers.
struct RoutePointers {
  private let world: World
  private let routes: UnsafeMutablePointer<RouteTable.Route>
  private let roads: UnsafeMutablePointer<Int32>
  private let openRoad: UnsafeMutablePointer<Int32>
  private let roadFrom: UnsafeMutablePointer<Int32>
  private let isCamp: UnsafeMutablePointer<Bool>

  init(_ world: World) {
    self.world = world
    routes = world.table.routes.base
    roads = world.table.roads.base
    openRoad = world.openRoad.base
    roadFrom = world.roadFrom.base
    isCamp = world.isCamp.base
  }

  /// The open road from a place to where a route goes next; −1 where there is none, or where the camp
  /// at the route's end has room below one half.
  @inline(__always)
  func next(
    _ route: Int32, step: Int, from place: Int, _ room: UnsafeMutablePointer<Double>
  ) -> Int32 {
    let followed = routes[Int(route)]
    let planned = Int(roads[Int(followed.first) + step])
    var road = openRoad[planned]
    if Int(roadFrom[planned]) != place { road = world.openRoad(from: place, toEndOf: planned) }
    guard road >= 0 else { return -1 }
    let end = Int(followed.end)
    return isCamp[end] && room[end] < 0.5 ? -1 : road
  }

  @inline(__always)
  func length(_ route: Int32) -> Int { Int(routes[Int(route)].length) }
}
