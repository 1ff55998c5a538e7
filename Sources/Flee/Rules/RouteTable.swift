import Foundation

/// The routes that a person at a place can choose among.
///
/// They depend on the roads alone, and are worked out again only when a road closes or opens.
struct RouteTable {
  /// The roads from one place to another, at most as many as the awareness level; markers do not
  /// count.
  struct Route {
    /// Where its roads begin in ``roads``, and how many there are.
    var first: Int32
    var length: Int32
    /// The place it leads to.
    var end: Int32
    /// Kilometres in all.
    var distance: Double
    /// Whether it is one of `major_routes.csv`. Its first place is left out of its roads, as in FLEE; it
    /// has none where no road leads to the second.
    var isMajor = false
  }

  /// Every route that was ever offered: people who have set out follow theirs even when it is no
  /// longer offered.
  let routes = Column<Route>(capacity: 256)
  /// Roads of all routes, one after the other in order of travel.
  let roads = Column<Int32>(capacity: 256)
  /// Numbers of the routes offered now, place by place.
  private(set) var offered: [Int32] = []
  /// Where each place's routes begin in ``offered``; one more than there are places.
  private(set) var first: [Int] = []
  /// Number of each route by its roads; of those of `major_routes.csv` by −1 and their places.
  private var numbers: [[Int32]: Int32] = [:]
  /// Whether the awareness level does not count markers; with `fixed_routes` FLEE counts them.
  private var passesMarkers = true

  func offers(at place: Int) -> Range<Int> { first[place]..<first[place + 1] }

  /// Works out the routes again after a road has closed or opened.
  mutating func update(_ network: Network, _ rules: MovementSettings) {
    offered.removeAll(keepingCapacity: true)
    first = [0]
    passesMarkers = !rules.usesFixedRoutes
    // Below 0 the roads to neighbours are known, and where one leads to a marker it ends there.
    let awareness = rules.awarenessLevel == 0 ? 1 : rules.awarenessLevel
    for place in network.places.indices {
      for road in network.leaving[place] where network.roads[road].isOpen {
        follow(road, [], [place], 0, 1, network, awareness)
      }
      first.append(offered.count)
    }
    if rules.usesFixedRoutes, !network.majorWays.isEmpty { addMajorRoutes(network, rules) }
  }

  private mutating func follow(
    _ road: Int, _ before: [Int32], _ visited: [Int], _ distance: Double, _ step: Int,
    _ network: Network, _ awareness: Int
  ) {
    let end = network.roads[road].to
    let way = before + [Int32(road)]
    let total = distance + network.roads[road].distance
    var step = step
    if network.places[end].isMarker {
      if passesMarkers { step -= 1 }
    } else {
      offered.append(number(of: way, end: end, distance: total))
    }
    guard awareness > step else { return }
    for next in network.leaving[end]
    where network.roads[next].isOpen && !visited.contains(network.roads[next].to) {
      follow(next, way, visited + [end], total, step + 1, network, awareness)
    }
  }

  private mutating func number(of way: [Int32], end: Int, distance: Double) -> Int32 {
    if let number = numbers[way] { return number }
    let number = Int32(routes.count)
    routes.append(
      Route(
        first: Int32(roads.count), length: Int32(way.count), end: Int32(end), distance: distance))
    for road in way { roads.append(road) }
    numbers[way] = number
    return number
  }
}

/// The routes of `major_routes.csv`, as FLEE adds them to those of a place.
extension RouteTable {
  /// Adds to each place's routes the ways that begin at it or at a place it has a route to, where they
  /// lead to a place that it has no route to.
  private mutating func addMajorRoutes(_ network: Network, _ rules: MovementSettings) {
    let regular = network.places.indices.map { place in offers(at: place).map { offered[$0] } }
    offered.removeAll(keepingCapacity: true)
    first = [0]
    for place in network.places.indices {
      offered += regular[place]
      let known = Set(regular[place].map { Int(routes[Int($0)].end) } + [place])
      var added: [Int: Int32] = [:]
      for (hub, way) in hubs(of: place, regular[place], network) {
        for rest in network.majorWays[hub] ?? [] {
          guard let end = rest.last, !known.contains(end) else { continue }
          let path = way + rest
          if let route = majorRoute(from: place, path, network),
            attracts(route, path, regular, rules)
          {
            added[end] = route
          }
        }
      }
      offered += added.keys.sorted().compactMap { added[$0] }
      first.append(offered.count)
    }
  }

  /// A place itself, and those that it has routes to with the places on the shortest of these.
  private func hubs(
    of place: Int, _ regular: [Int32], _ network: Network
  ) -> [(hub: Int, way: [Int])] {
    var hubs: [(hub: Int, way: [Int])] = [(place, [])]
    var number: [Int: Int] = [:]
    var distances: [Double] = [0]
    for index in regular {
      let route = routes[Int(index)]
      let way = (0..<Int(route.length)).map { network.roads[Int(roads[Int(route.first) + $0])].to }
      if let earlier = number[Int(route.end)] {
        guard route.distance < distances[earlier] else { continue }
        hubs[earlier].way = way
        distances[earlier] = route.distance
      } else {
        number[Int(route.end)] = hubs.count
        hubs.append((Int(route.end), way))
        distances.append(route.distance)
      }
    }
    return hubs
  }

  /// The route along the places of a path; `nil` where one of its roads is closed.
  private mutating func majorRoute(from place: Int, _ path: [Int], _ network: Network) -> Int32? {
    func road(_ from: Int, _ to: Int) -> Int? {
      network.leaving[from].first { network.roads[$0].to == to && network.roads[$0].isOpen }
    }
    var distance = 0.0
    for (from, to) in zip([place] + path, path) {
      guard let road = road(from, to) else { return nil }
      distance += network.roads[road].distance
    }
    var followed: [Int32] = []
    if path.count > 1, road(place, path[1]) != nil {
      followed = zip([place] + path.dropFirst(), path.dropFirst()).compactMap {
        road($0, $1).map(Int32.init)
      }
    }
    let key = [-1, Int32(place), Int32(followed.count)] + path.map(Int32.init)
    if let number = numbers[key] { return number }
    let number = Int32(routes.count)
    routes.append(
      Route(
        first: Int32(roads.count), length: Int32(followed.count), end: Int32(path[path.count - 1]),
        distance: distance, isMajor: true))
    for road in followed { roads.append(road) }
    numbers[key] = number
    return number
  }

  /// FLEE takes a major route only where it attracts more than the way to its end does from the place
  /// before the end.
  private func attracts(
    _ route: Int32, _ path: [Int], _ regular: [[Int32]], _ rules: MovementSettings
  ) -> Bool {
    guard path.count > 1 else { return true }
    let end = Int32(path[path.count - 1])
    let others = regular[path[path.count - 2]].map { routes[Int($0)] }.filter { $0.end == end }
    guard let nearest = others.map(\.distance).min() else { return true }
    let length = RouteTable.weighed(routes[Int(route)], rules)
    return pow(length, rules.distancePower)
      < pow(rules.distanceSoftening + nearest, rules.distancePower)
  }

  /// Kilometres by which a route is weighed, `softening` included; FLEE takes a quarter of those of a
  /// major route.
  static func weighed(_ route: Route, _ rules: MovementSettings) -> Double {
    (rules.distanceSoftening + route.distance) / (route.isMajor ? 4 : 1)
  }
}
