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
  /// The day's weight of each route by place, before a camp's crowd is looked at; 0 where pruned.
  private var weights: [[Double]] = []
  /// Sum of the day's weights by place.
  private var totals: [Double] = []
  /// Number of the place at the end of each route, by place.
  private var ends: [[Int32]] = []
  /// Whether a route's end may be full, so that weights change with the crowd.
  private var isCrowdSensitive: [Bool] = []
  /// Room for the weights of one choice, so that choosing needs no memory of its own.
  private var scratch: [Double] = []

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
    ends = offered.map { list in list.map { Int32(pool[$0].end) } }
    isCrowdSensitive = offered.map { list in
      !rules.usesFixedRoutes
        && list.contains { network.places[pool[$0].end].capacity * rules.capacityScaling >= 1 }
    }
    scratch = [Double](repeating: 0, count: offered.map(\.count).max() ?? 0)
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

  /// Works out the day's weights.
  mutating func prepare(_ scores: [Double], _ network: Network, _ rules: MovementSettings) {
    weights = offered.indices.map { place in
      var weights = offered[place].map { number in
        RouteChoice.weight(pool[number], from: place, scores, network, rules)
      }
      if rules.usesFixedRoutes { keepBest(&weights, from: place, scores) }
      if !isCrowdSensitive[place] { RouteChoice.prune(&weights[...], rules) }
      return weights
    }
    totals = weights.map { $0.reduce(0, +) }
  }

  /// A route from a place, drawn by the weights; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - unit: a random number from 0 to 1.
  ///   - crowd: people at each place.
  mutating func choose(
    from place: Int, _ unit: Double, crowd: [Int32], _ network: Network,
    _ rules: MovementSettings
  ) -> Int? {
    let count = offered[place].count
    guard count > 0 else { return nil }
    var total = totals[place]
    let isSensitive = isCrowdSensitive[place]
    if isSensitive {
      for index in 0..<count {
        let end = Int(ends[place][index])
        let room = network.room(at: end, people: crowd[end], rules)
        scratch[index] =
          weights[place][index]
          * (rules.weightPower == 1 || room == 1 ? room : pow(room, rules.weightPower))
      }
      RouteChoice.prune(&scratch[0..<count], rules)
      total = 0
      for index in 0..<count { total += scratch[index] }
    }
    // When nothing attracts, every way is as good as another.
    guard total > 0 else { return offered[place][min(Int(unit * Double(count)), count - 1)] }
    var left = unit * total
    for index in 0..<count {
      left -= isSensitive ? scratch[index] : weights[place][index]
      if left < 0 { return offered[place][index] }
    }
    return offered[place][count - 1]
  }

  /// Leaves out routes that attract much less than the best.
  private static func prune(_ weights: inout ArraySlice<Double>, _ rules: MovementSettings) {
    guard rules.pruningThreshold >= 1.001, let highest = weights.max() else { return }
    let least = highest / rules.pruningThreshold
    for index in weights.indices where weights[index] < least { weights[index] = 0 }
  }

  /// Leaves one route to each end, the best; FLEE counts the score of its end once more.
  private func keepBest(_ weights: inout [Double], from place: Int, _ scores: [Double]) {
    var best: [Int: Int] = [:]
    for (index, number) in offered[place].enumerated() {
      let end = pool[number].end
      if let other = best[end] {
        let worse = weights[index] > weights[other] ? other : index
        weights[worse] = 0
        best[end] = worse == other ? index : other
      } else {
        best[end] = index
      }
    }
    for (end, index) in best { weights[index] *= scores[end] }
  }

  /// The attraction of a route's end, less for the distance.
  private static func weight(
    _ route: Route, from place: Int, _ scores: [Double], _ network: Network,
    _ rules: MovementSettings
  ) -> Double {
    var score = scores[route.end]
    if rules.staysCloseToHome {
      let distance = max(1, network.distances[route.end][place])
      score /= pow(distance, rules.homeDistancePower)
    }
    let weight =
      (rules.weightSoftening + score)
      / pow(rules.distanceSoftening + route.distance, rules.distancePower)
    return rules.weightPower == 1 ? weight : pow(weight, rules.weightPower)
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
