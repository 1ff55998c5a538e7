import Foundation

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
    /// Intensity of the conflict, 0 to 1; negative for none.
    package var conflict = -1.0
    /// Day of its outbreak; −1 when it broke out before the first day.
    package var conflictStart = -1
    /// Chance of leaving on a day.
    package var moveChance: Double
    /// People a camp has room for; −1 for no limit.
    package var capacity: Double
    /// People who live there.
    package var population: Double
    /// Water above the ground, FLEE's levels of 0 (none) and up.
    package var floodLevel = 0.0
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
  package let indexOfPlace: [String: Int]
  /// Distance between two places as the crow flies, km.
  let distances: [[Double]]
  /// Capacity in people after scaling, by place; below 1 for no limit.
  let limits: [Double]
  /// Places that take a limited number of people.
  let limitedPlaces: [Int]

  /// Builds the network of an instance as it is before the first day.
  package init(_ instance: FleeInstance) {
    let settings = instance.settings
    // The country of the first place is home.
    let home = instance.places.first?.country ?? ""
    var places = instance.places.map { Network.place($0, home: home, settings) }
    for (place, number) in Network.dayZeroPeople(instance, places) {
      // FLEE subtracts the people who are there before the first day from the capacity.
      if places[place].capacity > 0 { places[place].capacity -= Double(number) }
    }
    self.places = places
    let index = Dictionary(
      instance.places.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { a, _ in a })
    indexOfPlace = index
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
    distances = points.map { a in points.map { Network.distance(a, $0) } }
    let limits = places.map { $0.capacity * settings.capacityScaling }
    self.limits = limits
    limitedPlaces = limits.indices.filter { limits[$0] >= 1 }
  }

  /// People who are in camps before the first day: those whom the camps counted on day 0, and those
  /// of an attribute `initial_idps`.
  static func dayZeroPeople(
    _ instance: FleeInstance, _ places: [Place]
  ) -> [(place: Int, number: Int)] {
    guard !instance.settings.emptiesCampsOnDayZero else { return [] }
    return places.indices.compactMap { place in
      guard places[place].isCamp else { return nil }
      var number = Int(places[place].attributes["initial_idps"] ?? 0)
      if instance.settings.insertsDayZero, let counts = instance.counts {
        number += counts.count(places[place].name, day: 0)
      }
      return number > 0 ? (place, number) : nil
    }
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
    case .conflictZone, .town, .floodZone:
      result.isTown = place.kind != .floodZone
    }
    // FLEE treats a place that hardly anybody leaves as a camp.
    if result.moveChance < 0.005, !result.isCamp, place.kind != .floodZone {
      result.isCamp = true
      result.isTown = false
    }
    return result
  }

  /// Great-circle distance by the haversine formula with an Earth of 6,371 km, which FLEE uses.
  static func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    let (lat1, lat2) = (a.0 * .pi / 180, b.0 * .pi / 180)
    let dLat = lat2 - lat1
    let dLon = (b.1 - a.1) * .pi / 180
    let h = pow(sin(dLat / 2), 2) + cos(lat1) * cos(lat2) * pow(sin(dLon / 2), 2)
    return 6371 * 2 * atan2(h.squareRoot(), (1 - h).squareRoot())
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
