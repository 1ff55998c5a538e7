import Foundation
import Sampling

/// What both engines share: the network on the day, who sets out, how likely people are to leave a
/// place, how much each route attracts, and how full the camps are.
final class World {
  let instance: FleeInstance
  let rules: MovementSettings
  let random: CounterRandom
  var network: Network
  var spawning = Spawning()
  var traits: Traits
  /// People whom the run lacks so far.
  var shortfall = Shortfall()
  private(set) var table = RouteTable()
  /// Scores of the places on the day before, which FLEE's fixed routes look at.
  private var scoresBefore: [Double]
  /// Attraction of the routes, by class of people.
  private(set) var attractions: [Attraction] = []
  /// Whether the routes and their weights are those of the day before.
  private(set) var hasSameWeights = false
  /// The same by pointers, for draws.
  private(set) var choices = Column<Attraction.Pointers>()
  /// Chance of leaving each place on the day, by class of people.
  private(set) var chances: [Column<Double>] = []

  /// Number of people at each place.
  let occupancy: Column<Int>
  /// Room at each place: 1 up to its buffer, falling to 0 at its capacity.
  let room: Column<Double>
  /// The most people that a place holds with full room.
  let fullRoomLimit: Column<Int>
  /// A change of a place's people matters to its room while there are more than this:
  /// ``fullRoomLimit``, or no number at all while there is less than full room.
  let roomChangesAbove: Column<Int>
  /// How often any room has changed.
  private(set) var roomChanges = 0
  /// For each place, how often the room at the end of one of its routes has changed.
  let weightsVersion: Column<UInt32>
  /// Whether any route leads from each place.
  let hasOffers: Column<Bool>
  /// Places that have a route to each place.
  private var placesWithRouteTo: [[Int32]] = []

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
  /// With `avoid_short_stints`, people go on from a place when the average of the days before and the part of
  /// a full day's distance covered today are together less than this; negative where they are free.
  let drivenBelow: Column<Double>
  let isCamp: Column<Bool>

  init(_ instance: FleeInstance, seed: UInt64) {
    self.instance = instance
    rules = instance.settings
    random = CounterRandom(seed: seed)
    let network = Network(instance)
    self.network = network
    scoresBefore = Scoring(network, day: 0, instance.settings).scores
    traits = Traits(instance)
    let places = network.places.count
    occupancy = Column(repeating: 0, count: places)
    room = Column(repeating: 1, count: places)
    let buffer = instance.settings.capacityBuffer
    let limit = network.limits.map { $0 >= 1 ? Int((buffer * $0).rounded(.down)) : Int.max }
    fullRoomLimit = Column(limit)
    roomChangesAbove = Column(limit)
    roadFrom = Column(network.roads.map { Int32($0.from) })
    roadTo = Column(network.roads.map { Int32($0.to) })
    roadDistance = Column(network.roads.map(\.distance))
    roadSpeed = Column(network.roads.map(\.maxMoveSpeed))
    roadWalk = Column(network.roads.map(\.walkProbability))
    roadClosings = Column(repeating: 0, count: network.roads.count)
    openRoad = Column(network.roads.indices.map(Int32.init))
    weightsVersion = Column(repeating: 0, count: places)
    hasOffers = Column(repeating: false, count: places)
    isTown = Column(repeating: false, count: places)
    drivenBelow = Column(repeating: -1, count: places)
    isCamp = Column(repeating: false, count: places)
    self.network.updateAttributes(instance, day: 0)
    spawning.refreshWeights(self.network, day: 0, rules)
    updateRoutes()
  }

  // MARK: Stages that both engines run alike

  /// Places that change their kind, attributes by day, conflicts that begin or end.
  func applyChanges(_ day: Int) {
    network.apply(instance.changes, day: day, rules)
    network.updateAttributes(instance, day: day)
    for place in network.growCapacities() { updateLimit(place) }
    if network.updateConflicts(instance, day: day) {
      spawning.refreshWeights(network, day: day, rules)
    }
  }

  /// Closures and reopenings; the routes follow.
  func applyClosures(_ day: Int) {
    let (open, closings) = (network.roads.map(\.isOpen), network.roads.map(\.closings))
    network.apply(instance.closures, day: day, rules)
    // A road that closes and opens on the same day is open, and turns those on it back.
    if network.roads.map(\.isOpen) != open || network.roads.map(\.closings) != closings {
      updateRoutes()
    }
  }

  /// Scores of places and weights of routes.
  func updateWeights(_ day: Int) {
    spawning.refreshWeights(network, day: day, rules)
    for (place, state) in network.places.enumerated() {
      isTown[place] = state.isTown
      drivenBelow[place] = rules.avoidsShortStints && state.isTown ? 1 : -1
      isCamp[place] = state.isCamp
    }
    let scoring = Scoring(
      network, day: day, rules, before: rules.usesFixedRoutes ? scoresBefore : nil)
    scoresBefore = scoring.scores
    while chances.count < traits.distinctClasses.count {
      chances.append(Column(repeating: -1, count: network.places.count))
    }
    let before = attractions
    attractions = traits.distinctClasses.map { traitClass in
      Attraction(
        rules, table, network, openRoad: openRoad,
        weight: { route, place in
          self.rules.usesFixedRoutes
            ? scoring.fixedWeight(self.table.routes[route], from: place)
            : scoring.weight(self.table.routes[route], from: place, traitClass)
        },
        endScore: { scoring.score(of: $0, from: $1, traitClass) })
    }
    choices = Column(attractions.map(\.pointers))
    hasSameWeights =
      before.count == attractions.count
      && zip(before, attractions).allSatisfy { $0.hasSameWeights(as: $1) }
  }

  /// Works out the chances of leaving each place.
  ///
  /// - Returns: the places where one of them has changed.
  func updateChances(_ day: Int) -> [Int] {
    var changed: Set<Int> = []
    for place in network.places.indices {
      let usual = Scoring.moveChance(network.places[place], rules)
      for (column, people) in zip(chances, traits.distinctClasses) {
        let chance =
          rules.floodForecast == nil
          ? usual : Scoring.moveChance(network.places[place], rules, day: day, people)
        guard column[place] != chance else { continue }
        column[place] = chance
        changed.insert(place)
      }
    }
    return changed.sorted()
  }

  private func updateRoutes() {
    table.update(network, rules)
    for (number, road) in network.roads.enumerated() {
      roadClosings[number] = road.closings
      let open = network.leaving[road.from].first {
        network.roads[$0].to == road.to && network.roads[$0].isOpen
      }
      openRoad[number] = Int32(open ?? -1)
    }
    var origins = [Set<Int32>](repeating: [], count: network.places.count)
    for place in network.places.indices {
      hasOffers[place] = !table.offers(at: place).isEmpty
      for offer in table.offers(at: place) {
        origins[Int(table.routes[Int(table.offered[offer])].end)].insert(Int32(place))
      }
    }
    placesWithRouteTo = origins.map { $0.sorted() }
  }

  // MARK: Occupancy

  /// A place's capacity has changed, and with it its room.
  private func updateLimit(_ place: Int) {
    let limit = network.limits[place]
    fullRoomLimit[place] =
      limit >= 1 ? Int((rules.capacityBuffer * limit).rounded(.down)) : Int.max
    if room[place] == 1 { roomChangesAbove[place] = fullRoomLimit[place] }
    updateRoom(place)
  }

  /// Works out a place's room again after its number of people has changed.
  func updateRoom(_ place: Int) {
    let now = network.room(at: place, people: occupancy[place], rules)
    guard now != room[place] else { return }
    room[place] = now
    roomChangesAbove[place] = now < 1 ? Int.min : fullRoomLimit[place]
    roomChanges += 1
    for other in placesWithRouteTo[place] { weightsVersion.base[Int(other)] &+= 1 }
    guard !rules.usesFixedRoutes else { return }
    for attraction in attractions {
      attraction.noteRoomChanged(routesFrom: placesWithRouteTo[place])
    }
  }

  /// Whether so many arrivals in one day could leave any place with less than full room.
  func canAnyPlaceFill(with arrivals: Int) -> Bool {
    network.limitedPlaces.contains { fullRoomLimit[$0] - occupancy[$0] < arrivals }
  }

  // MARK: Roads

  /// The open road from a place to where a planned road leads; −1 for none.
  func openRoad(from place: Int, toEndOf planned: Int) -> Int32 {
    let target = roadTo[planned]
    for road in network.leaving[place]
    where roadTo[road] == target && network.roads[road].isOpen {
      return Int32(road)
    }
    return -1
  }
}
