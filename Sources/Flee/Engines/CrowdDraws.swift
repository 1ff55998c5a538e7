import Sampling

/// The draws by which crowds divide.
final class CrowdDraws {
  private let world: World
  let random: RandomStream
  /// Renewed each day: the routes move in memory when roads close or open.
  private var routes: RoutePointers
  private var choices: Attraction.Pointers
  /// Route of each entry of ``RouteTable/roads``.
  private let routeOfRoad = Column<Int32>()
  private var routesKnown = 0
  /// How many people choose each offer.
  private let numbers: Column<Int>
  private let room: UnsafeMutablePointer<Double>
  private let roadClosings: UnsafeMutablePointer<UInt16>
  /// Below this many for each offer, people draw one by one.
  private static let few = 3

  init(_ world: World) {
    self.world = world
    random = RandomStream(world.random, day: 0, purpose: CounterRandom.Purpose.cohorts)
    routes = RoutePointers(world)
    choices = world.attractions[0].pointers
    numbers = Column(repeating: 0, count: 16)
    room = world.room.base
    roadClosings = world.roadClosings.base
  }

  func begin(day: Int) {
    random.restart(day: day)
  }

  /// Takes the day's routes and weights.
  func renewRoutes() {
    routes = RoutePointers(world)
    choices = world.attractions[0].pointers
    while routesKnown < world.table.routes.count {
      let route = world.table.routes[routesKnown]
      routeOfRoad.append(Int32(routesKnown), times: Int(route.length))
      routesKnown += 1
    }
  }

  /// People in the middle of a route set out on its next road.
  ///
  /// - Parameter onward: index of that road in ``RouteTable/roads``.
  /// - Returns: their state on the road; `nil` when the route cannot be followed now.
  func follow(_ onward: Int32, from place: Int) -> CrowdList.State? {
    let route = routeOfRoad[Int(onward)]
    let followed = world.table.routes[Int(route)]
    let step = Int(onward - followed.first)
    let road = routes.next(route, step: step, from: place, room)
    guard road >= 0 else { return nil }
    let isLast = step + 1 == Int(followed.length)
    return CrowdList.State(
      at: road, onward: isLast ? -1 : onward + 1, closings: roadClosings[Int(road)])
  }

  // MARK: Choosing a route

  /// The routes that people at a place choose among.
  @inline(__always)
  func offers(at place: Int) -> Attraction.Offers { choices.offers(from: place, room: room) }

  /// The state of people who take an offer; `nil` when they stay, because the camp at its end is full.
  @inline(__always)
  func state(_ offer: Int, of offers: Attraction.Offers, hasArrived: Bool) -> CrowdList.State? {
    let road = offers.road(offer, room: room)
    guard road >= 0 else { return nil }
    let route = offers.onward[offer]
    return CrowdList.State(
      at: road, onward: route < 0 ? -1 : world.table.routes[Int(route)].first + 1,
      closings: roadClosings[Int(road)], hasArrived: hasArrived)
  }

  /// How many of a number of people choose each offer.
  ///
  /// - Returns: a number for each offer, valid until the next call.
  @inline(__always)
  func divide(_ people: Int, among offers: Attraction.Offers) -> UnsafeMutablePointer<Int> {
    if numbers.count < offers.count { numbers.append(0, times: offers.count - numbers.count) }
    let numbers = numbers.base
    if offers.count == 1 {
      numbers[0] = people
    } else if people <= CrowdDraws.few * offers.count {
      for offer in 0..<offers.count { numbers[offer] = 0 }
      for _ in 0..<people { numbers[offers.draw(random.next())] += 1 }
    } else {
      divideMany(people, among: offers, numbers)
    }
    return numbers
  }

  /// A multinomial number, by binomial numbers of those who are left.
  private func divideMany(
    _ people: Int, among offers: Attraction.Offers, _ numbers: UnsafeMutablePointer<Int>
  ) {
    var left = people
    var before = 0.0
    let total = offers.total
    for offer in 0..<offers.count {
      let isLast = offer == offers.count - 1
      let sum = offers.sum(offer)
      let number = isLast ? left : random.binomialOfFew(left, (sum - before) / (total - before))
      before = sum
      left -= number
      numbers[offer] = number
    }
  }
}
