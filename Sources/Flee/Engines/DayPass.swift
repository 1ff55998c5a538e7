import Foundation
import Sampling

/// The two passes of a day over the people who have something to do: all leave, then all travel.
///
/// This is the loop that the time goes into. It holds bare pointers into the columns, which do not
/// grow while it runs, so that a step reads memory and nothing else: through the columns' objects
/// each access would also be counted and checked.
struct DayPass {
  private let day: Int
  private let world: World
  private let random: CounterRandom
  private let roster: Roster
  private let trail: Trail?

  private let maxMoveSpeed: Double
  private let maxWalkSpeed: Double
  private let startsOnFoot: Bool
  private let avoidsShortStints: Bool

  private let motions: UnsafeMutablePointer<Motion>
  private let classes: UnsafeMutablePointer<UInt16>
  private let traits: UnsafeMutablePointer<Int32>
  private let leavesOn: UnsafeMutablePointer<Int32>
  private let nextToLeave: UnsafeMutablePointer<Int32>
  private let leavers: UnsafeMutablePointer<Int32>
  private let horizon: Int

  private let chances: UnsafeMutablePointer<Double>
  private let stayScale: UnsafeMutablePointer<Double>
  private let isTown: UnsafeMutablePointer<Bool>
  private let roadFrom: UnsafeMutablePointer<Int32>
  private let roadTo: UnsafeMutablePointer<Int32>
  private let roadDistance: UnsafeMutablePointer<Double>
  private let roadSpeed: UnsafeMutablePointer<Double>
  private let roadWalk: UnsafeMutablePointer<Double>
  private let roadClosings: UnsafeMutablePointer<UInt16>
  private let choices: UnsafeMutablePointer<Attraction.Pointers>
  private let hasClasses: Bool
  private let crowds: CrowdPointers
  private let ways: WayPointers

  /// People draw day by day whether they leave only where the chance is at least this; elsewhere
  /// they draw once for how many days they stay.
  private static let dailyChance = 0.25

  init(
    day: Int, world: World, people: People, roster: Roster, leavers: Column<Int32>,
    stayScale: Column<Double>, trail: Trail?
  ) {
    self.day = day
    self.world = world
    self.roster = roster
    self.trail = trail
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
    roadFrom = world.roadFrom.base
    roadTo = world.roadTo.base
    roadDistance = world.roadDistance.base
    roadSpeed = world.roadSpeed.base
    roadWalk = world.roadWalk.base
    roadClosings = world.roadClosings.base
    choices = world.choices.base
    hasClasses = world.choices.count > 1
    crowds = CrowdPointers(world)
    ways = WayPointers(world)
  }

  /// Moves everybody by a day.
  ///
  /// - Parameter inTwoPasses: whether all leave before any travels, which makes a difference only
  ///   where a camp may fill up. Otherwise each person is taken once, which finds their state still
  ///   at hand; the result is the same.
  func move(inTwoPasses: Bool) {
    if inTwoPasses {
      roster.visit { person in
        if motions[person].at >= 0 {
          leave(person, &motions[person], draws(of: person, 0))
        } else if motions[person].at == Motion.gone {
          roster.rest(person)
        }
      }
      roster.visit { if motions[$0].at < 0 { travel($0, &motions[$0], nil) } }
    } else {
      roster.visit { person in
        var motion = motions[person]
        var first: Draws?
        if motion.at >= 0 {
          let draws = draws(of: person, 0)
          first = draws
          leave(person, &motion, draws)
        } else if motion.at == Motion.gone {
          roster.rest(person)
        }
        if motion.at < 0 { travel(person, &motion, first) }
        motions[person] = motion
      }
    }
  }

  private typealias Draws = (UInt32, UInt32, UInt32, UInt32)

  /// Four words: for leaving and choosing a route, and for doing so again on the same day.
  @inline(__always)
  private func draws(of person: Int, _ block: UInt32) -> Draws {
    random.block(
      UInt32(truncatingIfNeeded: person), UInt32(truncatingIfNeeded: day),
      CounterRandom.Purpose.deciding + block, 0)
  }

  // MARK: Leaving

  /// Whether a person leaves their place on the first pass of the day, and by which road.
  @inline(__always)
  private func leave(_ person: Int, _ motion: inout Motion, _ draws: Draws) {
    let place = Int(motion.at)
    // Who is in the middle of a route goes on with it.
    if motion.route < 0 {
      let chance = chances[place]
      let unit = CounterRandom.unit(draws.0)
      if chance < DayPass.dailyChance {
        guard staysNoDay(person, at: place, chance, unit) else { return }
      } else {
        guard unit < chance else { return }
      }
    }
    setOut(person, &motion, from: place, CounterRandom.unit(draws.1))
  }

  /// Draws for how many days a person stays who leaves with the same small chance on each: a
  /// geometric number, by inversion.
  ///
  /// - Returns: whether they leave today.
  private func staysNoDay(_ person: Int, at place: Int, _ chance: Double, _ unit: Double) -> Bool {
    if leavesOn[person] == Int32(day) {
      leavesOn[person] = -1
      return true
    }
    if unit < chance { return true }
    let days = log1p(-unit) * stayScale[place]
    roster.rest(person)
    // Days beyond the end of the run need no place in the calendar.
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
  private func setOut(_ person: Int, _ motion: inout Motion, from place: Int, _ unit: Double) {
    let road: Int32
    if motion.route < 0 {
      let people = hasClasses ? Int(classes[person]) : 0
      let choice = choices[people].choose(from: place, unit, room: crowds.room)
      road = choice.road
      guard road >= 0 else { return }
      motion.route = choice.route
      motion.step = 1
    } else {
      road = ways.next(motion.route, step: Int(motion.step), from: place, crowds.room)
      guard road >= 0 else {
        motion.route = -1
        return
      }
      motion.step += 1
      if Int(motion.step) == ways.length(motion.route) { motion.route = -1 }
    }
    crowds.change(place, by: -1)
    motion.at = -1 - road
    motion.closings = roadClosings[Int(road)]
    motion.distanceOnRoad = 0
    if let trail { trail.setOut(on: Int(road), traits: traits[person]) }
  }

  // MARK: Travelling

  /// Moves a person along their road, and on from where they arrive while the day lasts.
  @inline(__always)
  private func travel(_ person: Int, _ motion: inout Motion, _ first: Draws?) {
    guard motion.at != Motion.gone else { return }
    var movedToday = 0.0
    var hop = UInt32(0)
    let before = recentTravel(motion)
    while motion.at < 0 {
      let road = -1 - Int(motion.at)
      let distance = roadDistance[road]
      let speed = speed(person, motion, on: road, hop)
      let come = motion.distanceOnRoad + speed
      movedToday += speed
      guard come > distance else {
        motion.distanceOnRoad = come
        break
      }
      movedToday += distance - come
      let turnsBack = motion.closings != roadClosings[road]
      let place = Int(turnsBack ? roadFrom[road] : roadTo[road])
      motion.at = Int32(place)
      motion.hasArrived = true
      crowds.change(place, by: 1)
      if let trail { trail.arrive(person, road: road, world) }
      guard !turnsBack, movedToday < speed else { break }
      if let trail { trail.passThrough(person, road: road) }
      leaveAgain(person, &motion, at: place, before, movedToday, first, hop)
      hop += 1
    }
    motion.recentTravel = (before + movedToday / maxMoveSpeed) / 2
    motion.recentDay = Int32(day + 1)
    if let trail { trail.moved(person, movedToday) }
  }

  @inline(__always)
  private func recentTravel(_ motion: Motion) -> Double {
    let rest = day - Int(motion.recentDay)
    if rest == 0 || motion.recentTravel == 0 { return motion.recentTravel }
    // Halving is exact in binary, so that doing it late gives what doing it daily would; this is
    // two to the power of −rest.
    let part = rest < 1000 ? Double(bitPattern: UInt64(1023 - rest) << 52) : 0
    return motion.recentTravel * part
  }

  @inline(__always)
  private func speed(_ person: Int, _ motion: Motion, on road: Int, _ hop: UInt32) -> Double {
    let walks = roadWalk[road]
    if walks > 0, random.unit(person, day, CounterRandom.Purpose.walking + hop) < walks {
      return maxWalkSpeed
    }
    if startsOnFoot, !motion.hasArrived { return maxWalkSpeed }
    return roadSpeed[road]
  }

  /// A further decision of a day, of a person who has arrived with time left. Who has come less than
  /// a day's way in two days does not stop in towns.
  @inline(__always)
  private func leaveAgain(
    _ person: Int, _ motion: inout Motion, at place: Int, _ before: Double, _ moved: Double,
    _ first: Draws?, _ hop: UInt32
  ) {
    let goesOn =
      avoidsShortStints && isTown[place] && (before + moved / maxMoveSpeed) / 2 < 0.5
    // The block of the morning, if it has been made, holds the words of the first of these
    // decisions too.
    let block = hop == 0 ? first ?? draws(of: person, 0) : draws(of: person, (hop + 1) / 2)
    let words = hop & 1 == 1 ? (block.0, block.1) : (block.2, block.3)
    if !goesOn, motion.route < 0 {
      guard CounterRandom.unit(words.0) < chances[place] else { return }
    }
    setOut(person, &motion, from: place, CounterRandom.unit(words.1))
  }
}

/// How full places are, by pointers.
struct CrowdPointers {
  private let world: World
  private let crowd: UnsafeMutablePointer<Int>
  private let watched: UnsafeMutablePointer<Int>
  let room: UnsafeMutablePointer<Double>

  init(_ world: World) {
    self.world = world
    crowd = world.crowd.base
    watched = world.watched.base
    room = world.room.base
  }

  @inline(__always)
  func change(_ place: Int, by number: Int) {
    crowd[place] += number
    if crowd[place] > watched[place] { world.updateRoom(place) }
  }
}

/// Which road a route takes next, by pointers.
struct WayPointers {
  private let world: World
  private let pool: UnsafeMutablePointer<RouteTable.Route>
  private let roads: UnsafeMutablePointer<Int32>
  private let openRoad: UnsafeMutablePointer<Int32>
  private let roadFrom: UnsafeMutablePointer<Int32>
  private let isCamp: UnsafeMutablePointer<Bool>

  init(_ world: World) {
    self.world = world
    pool = world.table.pool.base
    roads = world.table.roads.base
    openRoad = world.openRoad.base
    roadFrom = world.roadFrom.base
    isCamp = world.isCamp.base
  }

  /// The open road from a place to where a route goes next, if the camp at its end is not more than
  /// half into its buffer; −1 for none.
  @inline(__always)
  func next(
    _ route: Int32, step: Int, from place: Int, _ room: UnsafeMutablePointer<Double>
  ) -> Int32 {
    let way = pool[Int(route)]
    let planned = Int(roads[Int(way.first) + step])
    var road = openRoad[planned]
    if Int(roadFrom[planned]) != place { road = world.search(from: place, like: planned) }
    guard road >= 0 else { return -1 }
    let end = Int(way.end)
    return isCamp[end] && room[end] < 0.5 ? -1 : road
  }

  @inline(__always)
  func length(_ route: Int32) -> Int { Int(pool[Int(route)].length) }
}
