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
  /// Number of each route by its roads.
  private var numbers: [[Int32]: Int32] = [:]

  func offers(at place: Int) -> Range<Int> { first[place]..<first[place + 1] }

  /// Works out the routes again after a road has closed or opened.
  mutating func update(_ network: Network, awareness: Int) {
    offered.removeAll(keepingCapacity: true)
    first = [0]
    for place in network.places.indices {
      if awareness > 0 {
        for road in network.leaving[place] where network.roads[road].isOpen {
          follow(road, [], [place], 0, 1, network, awareness)
        }
      }
      first.append(offered.count)
    }
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
      step -= 1
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
