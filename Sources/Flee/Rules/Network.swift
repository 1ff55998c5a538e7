import Foundation
import Geography

/// Places and roads as the engines use them: numbers instead of names, a road for each direction.
package struct Network: Sendable {
  package struct Place: Sendable {
    package let name: String
    package let country: String
    package let latitude: Double
    package let longitude: Double
    package let region: String
    package let isForeign: Bool
    /// Attributes of the place by name, such as the number of people of an ethnicity.
    package var attributes: [String: Double]
    package var isCamp = false
    package var isIDPCamp = false
    package var isTown = false
    package var isMarker = false
    package var isFloodZone = false
    /// Intensity of the conflict; negative for none.
    package var conflict = -1.0
    /// Day of its outbreak; −1 when it broke out before the first day.
    package var conflictStart = -1
    /// Chance of leaving on a day.
    package var moveChance: Double
    /// People a camp has room for; −1 for no limit.
    package var capacity: Double
    /// By how many people the capacity grows each day.
    package var growth = 0.0
    /// People who live there.
    package var population: Double
    /// Water above the ground, FLEE's whole levels of 0 (none) and up.
    package var floodLevel = 0.0
    /// The levels of the rows of the flood's file, one after the other; empty where it has no column.
    package var floodForecast: [Double] = []
    /// Part of the people in the worst phases of food insecurity, 0 to 1.
    package var hunger = 0.0
    /// Chance, each day, that the journey of a person in a camp ends there.
    package var sinkChance = 0.0
  }

  package struct Road: Sendable {
    package let from: Int
    package let to: Int
    /// Kilometres.
    package let distance: Double
    package let walkProbability: Double
    /// Farthest travelled on it in a day, km.
    package let maxMoveSpeed: Double
    package var isOpen = true
    /// How often the road has closed. People who set out before a closing turn back on arrival, even
    /// if the road has opened again by then.
    package var closings: UInt16 = 0
  }

  package var places: [Place]
  package var roads: [Road]
  /// Numbers of the roads that leave each place, whether open or not.
  package let leaving: [[Int]]
  /// The first place of each name.
  package let indexOfPlace: [String: Int]
  /// The last place of each name, which roads lead to; another than the first only where two have a name.
  let lastIndexOfPlace: [String: Int]
  /// Where the places are, for ``distance(between:and:)``.
  private let points: [(Double, Double)]
  /// Distances between all places, row by row; empty where none are needed, or there are too many to be
  /// kept.
  private let distances: [Double]
  /// Capacity in people after scaling, by place; below 1 for no limit.
  private(set) var limits: [Double]
  /// Places that take a limited number of people.
  private(set) var limitedPlaces: [Int]
  private let capacityScaling: Double
  /// The ways of `major_routes.csv` that begin at a place, as the places after it; each is known from both
  /// of its ends.
  let majorWays: [Int: [[Int]]]

  /// Builds the network of an instance as it is before the first day.
  package init(_ instance: FleeInstance) {
    let settings = instance.settings
    // The country of the first place is home.
    let home = instance.places.first?.country ?? ""
    var places = instance.places.map { Network.place($0, home: home, settings) }
    Network.subtractDayZero(instance, &places)
    self.places = places
    let numbered = instance.places.enumerated().map { ($1.name, $0) }
    indexOfPlace = Dictionary(numbered) { first, _ in first }
    let index = Dictionary(numbered) { _, last in last }
    lastIndexOfPlace = index
    var roads: [Road] = []
    var leaving = [[Int]](repeating: [], count: places.count)
    for road in instance.roads {
      guard let from = index[road.from], let to = index[road.to] else { continue }
      for (a, b) in [(from, to), (to, from)] {
        leaving[a].append(roads.count)
        roads.append(
          Road(
            from: a, to: b, distance: road.distance, walkProbability: road.walkProbability,
            maxMoveSpeed: road.maxMoveSpeed ?? settings.maxMoveSpeed))
      }
    }
    self.roads = roads
    self.leaving = leaving
    // FLEE mixes the coordinates up: it takes the first, which its files give as the latitude, for the
    // longitude.
    let points = instance.places.map { ($0.longitude, $0.latitude) }
    self.points = points
    let isKept = settings.staysCloseToHome && points.count <= Network.mostPlacesWithDistances
    distances =
      isKept ? points.flatMap { a in points.map { GreatCircle.kilometres(from: a, to: $0) } } : []
    majorWays = Network.majorWays(instance.majorRoutes, index)
    capacityScaling = settings.capacityScaling
    let limits = places.map { $0.capacity * settings.capacityScaling }
    self.limits = limits
    limitedPlaces = limits.indices.filter { limits[$0] >= 1 }
  }

  private static func majorWays(
    _ routes: [[String]], _ index: [String: Int]
  ) -> [Int: [[Int]]] {
    var ways: [Int: [[Int]]] = [:]
    for route in routes {
      let way = route.compactMap { index[$0] }
      for way in [way, way.reversed()] {
        if let first = way.first, way.count > 1 {
          ways[first, default: []].append(Array(way.dropFirst()))
        }
      }
    }
    return ways
  }

  /// FLEE subtracts the people counted on day 0 from a camp's capacity where they are there before the
  /// first day and the counts decide how many people set out; also where the camps are emptied.
  private static func subtractDayZero(_ instance: FleeInstance, _ places: inout [Place]) {
    guard instance.settings.insertsDayZero, !instance.settings.spawnsByPlace,
      let counts = instance.counts
    else { return }
    for place in places.indices where places[place].capacity > 0 {
      let name = places[place].name
      places[place].capacity -= Double(counts.subtracted[name] ?? counts.count(name, day: 0))
    }
  }

  /// People who are there before the first day: those whom the camps counted on day 0, and those of an
  /// attribute `initial_idps`, wherever it is given.
  static func dayZeroPeople(
    _ instance: FleeInstance, _ network: Network
  ) -> [(place: Int, number: Int)] {
    guard !instance.settings.emptiesCampsOnDayZero else { return [] }
    return network.places.compactMap { place in
      var number = Int(place.attributes["initial_idps"] ?? 0)
      if instance.settings.insertsDayZero, place.isCamp || instance.countsEveryPlace,
        let counts = instance.counts
      {
        number += counts.count(place.name, day: 0)
      }
      guard number > 0, let index = network.lastIndexOfPlace[place.name] else { return nil }
      return (index, number)
    }
  }

  /// With more places, distances are worked out when they are needed: their table grows with the square
  /// of the number of places.
  private static let mostPlacesWithDistances = 1000

  /// Distance between two places as the crow flies, km.
  func distance(between place: Int, and other: Int) -> Double {
    distances.isEmpty
      ? GreatCircle.kilometres(from: points[place], to: points[other])
      : distances[place * points.count + other]
  }

  /// Camps with an attribute `capacity_per_day` grow by it at the beginning of each day.
  ///
  /// - Returns: the places whose capacity has changed.
  @discardableResult
  package mutating func growCapacities() -> [Int] {
    let growing = places.indices.filter { places[$0].growth != 0 && places[$0].capacity >= 0 }
    for place in growing {
      places[place].capacity += places[place].growth
      limits[place] = places[place].capacity * capacityScaling
    }
    if !growing.isEmpty { limitedPlaces = limits.indices.filter { limits[$0] >= 1 } }
    return growing
  }

  /// Whether a place takes a limited number of people.
  func isLimited(_ place: Int) -> Bool { limits[place] >= 1 }

  private static func place(
    _ place: FleeInstance.Place, home: String, _ settings: MovementSettings
  ) -> Place {
    let isCamp = place.kind == .camp || place.kind == .idpCamp
    let people = Double(place.population)
    let scaled = (people / Double(settings.scaleDown)).rounded(.down)
    var result = Place(
      name: place.name, country: place.country, latitude: place.latitude,
      longitude: place.longitude, region: place.region, isForeign: place.country != home,
      attributes: place.attributes.compactMapValues(Double.init),
      moveChance: settings.defaultMoveChance, capacity: isCamp ? scaled : -1,
      population: isCamp ? 0 : scaled)
    result.growth = isCamp ? result.attributes["capacity_per_day"] ?? 0 : 0
    switch place.kind {
    case .camp:
      result.isCamp = true
      result.moveChance = settings.campMoveChance
    case .idpCamp:
      result.isCamp = true
      result.isIDPCamp = true
      result.moveChance = settings.idpCampMoveChance
    case .conflictZone where place.conflictDay <= 0:
      result.conflict = result.attributes["conflict_intensity"] ?? settings.defaultConflictIntensity
      result.moveChance = settings.conflictMoveChance
    case .forwardingHub:
      result.moveChance = 1
    case .marker:
      result.isMarker = true
      result.moveChance = 1
    case .floodZone: result.isFloodZone = true
    case .conflictZone, .town: result.isTown = true
    }
    // FLEE treats a place that hardly anybody leaves as a camp.
    if result.moveChance < 0.005, !result.isCamp, place.kind != .floodZone {
      result.isCamp = true
      result.isTown = false
    }
    return result
  }
}

extension Network {
  /// How much room a place has: 1 up to the buffer, falling to 0 at its capacity.
  func room(at place: Int, people: Int, _ rules: MovementSettings) -> Double {
    let capacity = limits[place]
    let people = Double(people)
    guard capacity >= 1, people > rules.capacityBuffer * capacity else { return 1 }
    guard people < capacity else { return 0 }
    return 1 - (people - rules.capacityBuffer * capacity) / (capacity * (1 - rules.capacityBuffer))
  }
}
