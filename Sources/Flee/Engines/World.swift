import Foundation
import Sampling

/// What both engines share: the network on the day, who sets out, how likely people are to leave a
/// place, where they go, and how full the camps are.
final class World {
  let instance: FleeInstance
  let rules: MovementSettings
  let random: CounterRandom
  var network: Network
  var spawning = Spawning()
  var traits: Traits
  private(set) var table = RouteTable()
  /// Attraction of routes by class of people.
  private(set) var attractions: [Attraction] = []
  /// The same by pointers, for draws.
  private(set) var choices = Column<Attraction.Pointers>()
  /// Chance of leaving each place on the day, by class of people.
  private(set) var chances: [Column<Double>] = []

  /// People at each place.
  let crowd: Column<Int>
  /// Room at each place, 1 to 0.
  let room: Column<Double>
  /// People from whom on a place has less than full room.
  private let nearlyFull: Column<Int>
  /// People from whom on the room of a place has to be worked out anew: ``nearlyFull``, or none while
  /// there is less than full room.
  let watched: Column<Int>
  /// Places that offer a way to each place.
  private var neighbours: [[Int32]] = []

  /// Roads as arrays, for the daily loop.
  let roadFrom: Column<Int32>
  let roadTo: Column<Int32>
  let roadDistance: Column<Double>
  let roadSpeed: Column<Double>
  let roadWalk: Column<Double>
  let roadClosings: Column<UInt16>
  /// The first open road between the ends of a road; −1 for none.
  let openRoad: Column<Int32>
  let isTown: Column<Bool>
  let isCamp: Column<Bool>

  init(_ instance: FleeInstance, seed: UInt64) {
    self.instance = instance
    rules = instance.settings
    random = CounterRandom(seed: seed)
    let network = Network(instance)
    self.network = network
    traits = Traits(instance)
    let places = network.places.count
    crowd = Column(repeating: 0, count: places)
    room = Column(repeating: 1, count: places)
    let buffer = instance.settings.capacityBuffer
    let nearlyFull = network.limits.map { $0 >= 1 ? Int((buffer * $0).rounded(.down)) : Int.max }
    self.nearlyFull = Column(nearlyFull)
    watched = Column(nearlyFull)
    roadFrom = Column(network.roads.map { Int32($0.from) })
    roadTo = Column(network.roads.map { Int32($0.to) })
    roadDistance = Column(network.roads.map(\.distance))
    roadSpeed = Column(network.roads.map(\.maxMoveSpeed))
    roadWalk = Column(network.roads.map(\.walkProbability))
    roadClosings = Column(repeating: 0, count: network.roads.count)
    openRoad = Column(network.roads.indices.map(Int32.init))
    isTown = Column(repeating: false, count: places)
    isCamp = Column(repeating: false, count: places)
    self.network.updateAttributes(instance, day: 0)
    spawning.refreshWeights(self.network, day: 0, rules)
    updateRoutes()
  }

  // MARK: The day

  /// Conflicts and changes of the day that come before anybody sets out.
  func begin(_ day: Int) {
    network.apply(instance.changes, day: day, rules)
    network.updateAttributes(instance, day: day)
    if network.updateConflicts(instance, day: day) {
      spawning.refreshWeights(network, day: day, rules)
    }
  }

  /// Closures of the day, and the chances and weights that follow.
  func prepare(_ day: Int) {
    let before = network.roads.map(\.isOpen)
    network.apply(instance.closures, day: day, rules)
    if network.roads.map(\.isOpen) != before { updateRoutes() }
    spawning.refreshWeights(network, day: day, rules)
    for (place, state) in network.places.enumerated() {
      isTown[place] = state.isTown
      isCamp[place] = state.isCamp
    }
    let scoring = Scoring(network, day: day, rules)
    while chances.count < traits.known.count {
      chances.append(Column(repeating: -1, count: network.places.count))
    }
    attractions = traits.known.map { people in
      Attraction(
        rules, table, network, openRoad: openRoad,
        weight: { scoring.weight(self.table.pool[$0], from: $1, people) },
        endScore: { scoring.score(of: $0, from: $1, people) })
    }
    choices = Column(attractions.map(\.pointers))
  }

  /// Works out the chances of leaving each place.
  ///
  /// - Returns: the places where any of them is not what it was.
  func updateChances() -> [Int] {
    var changed: Set<Int> = []
    for place in network.places.indices {
      let chance = Scoring.moveChance(network.places[place], rules)
      for column in chances where column[place] != chance {
        column[place] = chance
        changed.insert(place)
      }
    }
    return changed.sorted()
  }

  private func updateRoutes() {
    table.update(network, awareness: max(1, rules.awarenessLevel))
    for (number, road) in network.roads.enumerated() {
      roadClosings[number] = road.closings
      let open = network.leaving[road.from].first {
        network.roads[$0].to == road.to && network.roads[$0].isOpen
      }
      openRoad[number] = Int32(open ?? -1)
    }
    var offering = [Set<Int32>](repeating: [], count: network.places.count)
    for place in network.places.indices {
      for offer in table.offers(at: place) {
        offering[Int(table.pool[Int(table.offered[offer])].end)].insert(Int32(place))
      }
    }
    neighbours = offering.map { $0.sorted() }
  }

  // MARK: Crowds

  func updateRoom(_ place: Int) {
    let now = network.room(at: place, people: crowd[place], rules)
    guard now != room[place] else { return }
    room[place] = now
    watched[place] = now < 1 ? Int.min : nearlyFull[place]
    guard !rules.usesFixedRoutes else { return }
    for attraction in attractions { attraction.noteCrowd(at: neighbours[place]) }
  }

  /// Whether a place may take so many today that those who come later find less room.
  func isAnyPlaceFilling(by number: Int) -> Bool {
    network.limitedPlaces.contains { roomBeforeBuffer($0) < number }
  }

  /// How many people a place can take before it has less than full room.
  func roomBeforeBuffer(_ place: Int) -> Int { nearlyFull[place] - crowd[place] }

  // MARK: Roads

  /// The open road from a place to where a road leads; −1 for none.
  func search(from place: Int, like planned: Int) -> Int32 {
    let target = roadTo[planned]
    for road in network.leaving[place]
    where roadTo[road] == target && network.roads[road].isOpen {
      return Int32(road)
    }
    return -1
  }
}
