import Corridor
import Foundation

/// The routes that a person at a place may choose among, and how much each attracts.
///
/// Which routes there are depends on the roads alone and is worked out again only when one closes or
/// opens; how much they attract depends on the day, and on the crowd where a camp has a capacity.
struct RouteChoice: Sendable {
  /// A way from a place to another, at most the awareness level long; markers do not count.
  struct Route: Sendable {
    /// Roads in order of travel.
    var roads: [Int]
    var end: Int
    /// Kilometres in all.
    var distance: Double
  }

  /// Every route there has ever been, so that who has set out can follow one that is no longer
  /// offered.
  private(set) var pool: [Route] = []
  /// Numbers in the pool of the routes offered at each place.
  private(set) var offered: [[Int]] = []
  /// Sums of the weights up to each route, by place; empty where they depend on the crowd.
  private(set) var cumulative: [[Double]] = []
  /// Whether a route's end may be full, so that weights change with the crowd.
  private var isCrowdSensitive: [Bool] = []

  init(_ network: Network, _ rules: MovementSettings) {
    update(network, rules)
  }

  /// Works out the routes again after a road has closed or opened.
  mutating func update(_ network: Network, _ rules: MovementSettings) {
    offered = network.places.indices.map { place in
      let routes = RouteChoice.routes(from: place, network, rules)
      let first = pool.count
      pool += routes
      return Array(first..<pool.count)
    }
    cumulative = [[Double]](repeating: [], count: network.places.count)
    isCrowdSensitive = offered.map { list in
      list.contains { network.places[pool[$0].end].capacity * rules.capacityScaling >= 1 }
    }
  }

  private static func routes(
    from place: Int, _ network: Network, _ rules: MovementSettings
  ) -> [Route] {
    var found: [Route] = []
    func follow(_ road: Int, _ before: [Int], _ visited: [Int], _ distance: Double, _ step: Int) {
      let end = network.roads[road].to
      let roads = before + [road]
      let total = distance + network.roads[road].distance
      var step = step
      if network.places[end].isMarker {
        step -= 1
      } else {
        found.append(Route(roads: roads, end: end, distance: total))
      }
      guard rules.awarenessLevel > step else { return }
      for next in network.leaving[end] where network.roads[next].isOpen {
        if visited.contains(network.roads[next].to) { continue }
        follow(next, roads, visited + [end], total, step + 1)
      }
    }
    for road in network.leaving[place] where network.roads[road].isOpen {
      follow(road, [], [place], 0, 1)
    }
    return found
  }

  /// Works out the day's weights where they do not depend on the crowd.
  mutating func prepare(_ scores: [Double], _ network: Network, _ rules: MovementSettings) {
    for place in offered.indices {
      cumulative[place] =
        isCrowdSensitive[place]
        ? [] : sums(from: place, scores, network, rules, crowd: [])
    }
  }

  /// Sums of the weights up to each route, routes that are pruned adding nothing.
  ///
  /// - Parameter crowd: people at each place; empty when no camp among the ends has a capacity.
  func sums(
    from place: Int, _ scores: [Double], _ network: Network, _ rules: MovementSettings,
    crowd: [Int32]
  ) -> [Double] {
    var weights = offered[place].map { number in
      let route = pool[number]
      return RouteChoice.weight(route, from: place, scores[route.end], network, rules, crowd)
    }
    if rules.usesFixedRoutes {
      keepBest(&weights, from: place, scores)
    } else if rules.pruningThreshold >= 1.001, let highest = weights.max() {
      let least = highest / rules.pruningThreshold
      for index in weights.indices where weights[index] < least { weights[index] = -1 }
    }
    let kept = weights.count { $0 >= 0 }
    let total = weights.reduce(0) { $0 + max($1, 0) }
    var sum = 0.0
    return weights.map { weight in
      // When nothing attracts, every way is as good as another.
      if weight >= 0 { sum += total > 0 ? weight : 1 / Double(max(kept, 1)) }
      return sum
    }
  }

  /// Leaves one route to each end, the best; FLEE counts the score of its end once more.
  private func keepBest(_ weights: inout [Double], from place: Int, _ scores: [Double]) {
    var best: [Int: Int] = [:]
    for (index, number) in offered[place].enumerated() {
      let end = pool[number].end
      if let other = best[end] {
        let worse = weights[index] > weights[other] ? other : index
        weights[worse] = -1
        best[end] = worse == other ? index : other
      } else {
        best[end] = index
      }
    }
    for (end, index) in best { weights[index] *= scores[end] }
  }

  /// The attraction of a route's end, less for the distance and for a camp that is nearly full.
  private static func weight(
    _ route: Route, from place: Int, _ score: Double, _ network: Network,
    _ rules: MovementSettings, _ crowd: [Int32]
  ) -> Double {
    var score = score
    if rules.staysCloseToHome {
      let distance = max(1, network.distances[route.end][place])
      score /= pow(distance, rules.homeDistancePower)
    }
    var weight =
      (rules.weightSoftening + score)
      / pow(rules.distanceSoftening + route.distance, rules.distancePower)
    if !crowd.isEmpty, !rules.usesFixedRoutes {
      weight *= room(network.places[route.end], people: Double(crowd[route.end]), rules)
    }
    return rules.weightPower == 1 ? weight : pow(weight, rules.weightPower)
  }

  /// How much room a place has: 1 up to the buffer, falling to 0 at its capacity.
  static func room(
    _ place: Network.Place, people: Double, _ rules: MovementSettings
  ) -> Double {
    let capacity = place.capacity * rules.capacityScaling
    guard capacity >= 1, people > rules.capacityBuffer * capacity else { return 1 }
    guard people < capacity else { return 0 }
    return 1 - (people - rules.capacityBuffer * capacity) / (capacity * (1 - rules.capacityBuffer))
  }

  /// How much each place attracts on a day.
  static func scores(_ network: Network, day: Int, _ rules: MovementSettings) -> [Double] {
    network.places.map { place in
      var score = 1.0
      if place.isForeign { score *= rules.foreignWeight }
      if place.isCamp { score *= rules.campWeight }
      if place.conflict > 0 {
        let decay = rules.conflictDecay(after: day - place.conflictStart)
        score *= pow(rules.conflictWeight, decay * place.conflict)
      }
      if rules.weighsPopulation, !place.isCamp {
        score *= pow(max(1, place.population), rules.populationPower)
      }
      return score
    }
  }
}
