/// The routes that a person at a place may choose among.
///
/// Which there are depends on the roads alone; they are worked out again only when a road closes or
/// opens.
struct RouteTable {
  /// A way from a place to another, at most the awareness level long; markers do not count.
  struct Route {
    /// Where its roads begin in ``roads``, and how many there are.
    var first: Int32
    var length: Int32
    /// The place it leads to.
    var end: Int32
    /// Kilometres in all.
    var distance: Double
  }

  /// Every route there has ever been, so that who has set out can follow one that is no longer
  /// offered.
  let pool = Column<Route>(capacity: 256)
  /// Roads of all routes, one after the other in order of travel.
  let roads = Column<Int32>(capacity: 256)
  /// Numbers in the pool of the routes offered, place by place.
  private(set) var offered: [Int32] = []
  /// Where each place's routes begin in ``offered``; one more than there are places.
  private(set) var first: [Int] = []
  private var known: [[Int32]: Int32] = [:]

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
    if let number = known[way] { return number }
    let number = Int32(pool.count)
    pool.append(
      Route(
        first: Int32(roads.count), length: Int32(way.count), end: Int32(end), distance: distance))
    for road in way { roads.append(road) }
    known[way] = number
    return number
  }
}
