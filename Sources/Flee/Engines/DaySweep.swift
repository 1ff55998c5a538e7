import Sampling

/// Moves crowds through a day.
///
/// What a person who arrives somewhere with time left does next depends on the place and on how far they
/// have moved today, and every road makes that more. So the day is divided into bins by the distance
/// moved, and each (place, bin) holds one crowd: whoever comes there by whatever way is added to it. One
/// pass over the bins in rising order meets each crowd once, when everybody who belongs to it is there.
final class DaySweep {
  private let places: Int
  private let isTown: UnsafeMutablePointer<Bool>
  private let occupancy: UnsafeMutablePointer<Int>
  private let roadFrom: UnsafeMutablePointer<Int32>
  private let roadTo: UnsafeMutablePointer<Int32>
  private let roadDistance: UnsafeMutablePointer<Double>
  private let roadSpeed: UnsafeMutablePointer<Double>
  private let roadWalk: UnsafeMutablePointer<Double>
  private let roadClosings: UnsafeMutablePointer<UInt16>
  private let remembers: Bool
  private let maxMoveSpeed: Double
  private let maxWalkSpeed: Double
  private let startsOnFoot: Bool
  private let draws: CrowdDraws
  private let random: RandomStream

  /// Where people rest at the end of the day: those who have arrived anywhere before, by place.
  private let resting: UnsafeMutablePointer<Crowd>
  private let onRoads: CrowdList
  private let waiting: CrowdList

  /// Crowds that have arrived with time left.
  private let nodes = Column<Node>(capacity: 512)
  private let crowds = Column<Crowd>(capacity: 512)
  /// The last node of each bin; −1 for none.
  private let lastOfBin: Column<Int32>
  private let binsPerKilometre: Double
  private let bins: Int
  /// For each place, and each road of a route at whose beginning people stand, where its row begins in
  /// ``rows``; −1 as long as nobody was there.
  private let firstOfRow = Column<Int32>()
  /// Node of each bin, row by row; −1 for none.
  private let rows = Column<Int32>(capacity: 1 << 13)

  /// A crowd at a place that can move on.
  private struct Node: BitwiseCopyable {
    var place: Int32
    var onward: Int32
    /// Index into ``rows``.
    var cell: Int32
    /// Another node of the same bin; −1 for none.
    var next: Int32
    /// Kilometres moved today, summed over the people: those of one bin differ by little, and go on
    /// with their mean.
    var moved = 0.0
  }

  /// The crowd that moves on now, apart from the others, which move in memory when one is added.
  private let crowd: UnsafeMutablePointer<Crowd>
  /// Those of a node who go on and those who stay, where the two remember something else.
  private let going: UnsafeMutablePointer<Crowd>
  private let staying: UnsafeMutablePointer<Crowd>

  init(
    _ world: World, draws: CrowdDraws, resting: UnsafeMutablePointer<Crowd>, onRoads: CrowdList,
    waiting: CrowdList
  ) {
    self.draws = draws
    random = draws.random
    self.resting = resting
    self.onRoads = onRoads
    self.waiting = waiting
    places = world.network.places.count
    isTown = world.isTown.base
    occupancy = world.occupancy.base
    roadFrom = world.roadFrom.base
    roadTo = world.roadTo.base
    roadDistance = world.roadDistance.base
    roadSpeed = world.roadSpeed.base
    roadWalk = world.roadWalk.base
    roadClosings = world.roadClosings.base
    let rules = world.rules
    remembers = rules.avoidsShortStints
    maxMoveSpeed = rules.maxMoveSpeed
    maxWalkSpeed = rules.maxWalkSpeed
    startsOnFoot = rules.startsOnFoot
    // Nobody with time left has moved as far as this.
    let speeds = world.roadSpeed.array
    let farthest = speeds.reduce(maxMoveSpeed, max)
    // Whether there is time left depends on the speed, so that the slowest needs some bins too.
    let walks = startsOnFoot || world.roadWalk.array.contains { $0 > 0 }
    let least = speeds.reduce(walks ? maxWalkSpeed : farthest, min)
    bins = Int(min(max(DaySweep.binsOfDay, farthest / max(least, 1) * DaySweep.binsOfSlowest), 512))
    binsPerKilometre = Double(bins) / farthest
    lastOfBin = Column(repeating: -1, count: bins)
    crowd = .allocate(capacity: 3)
    crowd.initialize(repeating: .nobody, count: 3)
    going = crowd + 1
    staying = crowd + 2
  }

  deinit { crowd.deallocate() }

  /// The least number of bins. At the usual 400 km a day the people of one bin are at most 17 km apart, and
  /// go on with their mean.
  private static let binsOfDay = 24.0
  private static let binsOfSlowest = 24.0

  // MARK: Through the day

  /// Moves people along their road, and those who arrive with time left on until everybody has come to
  /// the end of their day.
  ///
  /// - Parameter chances: of leaving each place.
  func move(_ start: [CrowdList.Entry], chances: UnsafeMutablePointer<Double>) {
    for entry in start where entry.crowd.count > 0 {
      crowd.pointee = entry.crowd
      travel(entry.state, Crowd.Part(all: crowd), moved: 0, binAtLeast: 0)
    }
    for bin in 0..<bins {
      var index = lastOfBin[bin]
      lastOfBin[bin] = -1
      while index >= 0 {
        let node = nodes[Int(index)]
        crowd.update(from: crowds.base + Int(index), count: 1)
        rows[Int(node.cell)] = -1
        goOn(node, bin, chances)
        index = node.next
      }
    }
    nodes.removeAll()
    crowds.removeAll()
  }

  /// A day's distance along a road, from where people are on it.
  private func travel(
    _ state: CrowdList.State, _ people: Crowd.Part, moved: Double, binAtLeast: Int
  ) {
    let road = Int(state.at)
    let usual = startsOnFoot && !state.hasArrived ? maxWalkSpeed : roadSpeed[road]
    let walks = roadWalk[road]
    guard walks > 0, usual != maxWalkSpeed else {
      travel(state, people, usual, moved, binAtLeast)
      return
    }
    let walkers = random.binomialOfFew(people.count, walks)
    if walkers > 0 { travel(state, people.some(walkers), maxWalkSpeed, moved, binAtLeast) }
    let others = people.count - walkers
    if others > 0 { travel(state, people.some(others), usual, moved, binAtLeast) }
  }

  @inline(__always)
  private func travel(
    _ state: CrowdList.State, _ people: Crowd.Part, _ speed: Double, _ before: Double,
    _ binAtLeast: Int
  ) {
    let road = Int(state.at)
    let covered = state.distance + speed
    let distance = roadDistance[road]
    var moved = before + speed
    guard covered > distance else {
      var state = state
      state.distance = covered
      onRoads.add(people, afterMoving: moved / maxMoveSpeed, state)
      return
    }
    moved += distance - covered
    let turnsBack = state.closings != roadClosings[road]
    let place = turnsBack ? roadFrom[road] : roadTo[road]
    occupancy[Int(place)] += people.count
    if moved < speed, !turnsBack {
      arrive(people, place, state.onward, moved, binAtLeast)
    } else if state.onward < 0 {
      rest(people, at: Int(place), moved)
    } else {
      // In the middle of a route; they go on with it tomorrow.
      let state = CrowdList.State(at: place, onward: state.onward)
      waiting.add(people, afterMoving: moved / maxMoveSpeed, state)
    }
  }

  /// Adds people to those who have come to a place with as much of the day left.
  @inline(__always)
  private func arrive(
    _ people: Crowd.Part, _ place: Int32, _ onward: Int32, _ moved: Double, _ binAtLeast: Int
  ) {
    let bin = min(max(Int(moved * binsPerKilometre), binAtLeast), bins - 1)
    let row = onward < 0 ? Int(place) : places + Int(onward)
    let cell = firstCell(ofRow: row) + bin
    var index = rows[cell]
    if index < 0 {
      index = Int32(nodes.count)
      rows[cell] = index
      nodes.append(
        Node(place: place, onward: onward, cell: Int32(cell), next: lastOfBin[bin]))
      crowds.append(.nobody)
      lastOfBin[bin] = index
    }
    nodes.base[Int(index)].moved += moved * Double(people.count)
    crowds.base[Int(index)].add(people, remembers: remembers)
  }

  @inline(__always)
  private func firstCell(ofRow row: Int) -> Int {
    if row >= firstOfRow.count { firstOfRow.append(-1, times: row + 1 - firstOfRow.count) }
    if firstOfRow[row] < 0 {
      firstOfRow[row] = Int32(rows.count)
      rows.append(-1, times: bins)
    }
    return Int(firstOfRow[row])
  }

  @inline(__always)
  private func rest(_ people: Crowd.Part, at place: Int, _ moved: Double) {
    resting[place].add(people, afterMoving: moved / maxMoveSpeed, remembers: remembers)
  }

  // MARK: Deciding again

  /// A further decision of the people of a node, who are ``crowd``.
  private func goOn(_ node: Node, _ bin: Int, _ chances: UnsafeMutablePointer<Double>) {
    let everybody = Crowd.Part(all: crowd)
    let moved = node.moved / Double(everybody.count)
    // A road shorter than a bin leads to the next one all the same: a bin is passed once.
    let next = bin + 1
    let place = Int(node.place)
    if node.onward >= 0 {
      guard let state = draws.follow(node.onward, from: place) else {
        rest(everybody, at: place, moved)
        return
      }
      occupancy[place] -= everybody.count
      travel(state, everybody, moved: moved, binAtLeast: next)
      return
    }
    let (going, staying) = divide(everybody, at: place, moved, chances[place])
    if going.count > 0 { spread(going, from: place, moved, binAtLeast: next) }
    if staying.count > 0 { rest(staying, at: place, moved) }
  }

  /// People who leave a place choose a route; those who find none stay.
  @inline(__always)
  private func spread(
    _ people: Crowd.Part, from place: Int, _ moved: Double, binAtLeast: Int
  ) {
    let offers = draws.offers(at: place)
    guard offers.count > 0 else { return rest(people, at: place, moved) }
    let numbers = draws.divide(people.count, among: offers)
    for offer in 0..<offers.count where numbers[offer] > 0 {
      let some = people.some(numbers[offer])
      guard let state = draws.state(offer, of: offers, hasArrived: true) else {
        rest(some, at: place, moved)
        continue
      }
      occupancy[place] -= some.count
      travel(state, some, moved: moved, binAtLeast: binAtLeast)
    }
  }

  /// Divides the people of ``crowd`` into those who go on today and those who stay.
  ///
  /// With `avoid_short_stints`, people who moved less than a day's distance in two days do not stop in
  /// towns.
  @inline(__always)
  private func divide(
    _ everybody: Crowd.Part, at place: Int, _ moved: Double, _ chance: Double
  ) -> (going: Crowd.Part, staying: Crowd.Part) {
    let count = everybody.count
    // Who has covered a full day's distance is free to stop, whatever they remember.
    guard remembers, isTown[place], moved < maxMoveSpeed else {
      let number = random.binomialOfFew(count, chance)
      return (everybody.some(number), everybody.some(count - number))
    }
    // (average + moved / maxMoveSpeed) / 2 < 0.5
    let little = Memory.numbers(below: 1 - moved / maxMoveSpeed)
    let sums = crowd.pointee.memory.sums(upTo: little)
    let driven = random.binomialOfFew(count, Double(sums.first) / Double(sums.first + sums.others))
    let left = random.binomialOfFew(count - driven, chance)
    let kept = count - driven - left
    // Those who go are all of the driven and some of the others; those who stay are of the others.
    if kept == 0 { return (everybody, everybody.some(0)) }
    let others = 1 / sums.others
    going.pointee.keep(
      driven + left, of: crowd.pointee,
      crowd.pointee.memory.times(
        driven > 0 ? Float(driven) / sums.first : 0, upTo: little, Float(left) * others))
    staying.pointee.keep(
      kept, of: crowd.pointee,
      crowd.pointee.memory.times(0, upTo: little, Float(kept) * others))
    return (Crowd.Part(all: going), Crowd.Part(all: staying))
  }
}
