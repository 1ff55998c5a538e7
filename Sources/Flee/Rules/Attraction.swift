import Foundation

/// How much each route attracts on a day, and the drawing of one.
///
/// An *offer* is a route that people at a place can choose. The day's weights are kept as running
/// sums, so that a draw is a search. Where a camp fills up, the sums of the places with a route to it
/// are made anew before the next draw.
final class Attraction {
  private let rules: MovementSettings
  /// The day's weight of each offer without regard to the room at its end; 0 where pruned.
  private let weights: Column<Double>
  /// Running sums of the weights of each place's offers as they are now.
  private let sums: Column<Double>
  /// Offers of each place, as in ``RouteTable/first``.
  private let first: Column<Int32>
  /// Route and end of each offer.
  private let routes: Column<Int32>
  private let ends: Column<Int32>
  /// First road of each offer's route.
  private let roads: Column<Int32>
  /// Route of each offer as it is to be followed; −1 when its first road is all of it.
  private let onward: Column<Int32>
  /// The camp at the end of each offer's route, if it has a capacity; −1 otherwise.
  private let campAtEnd: Column<Int32>
  /// Whether the sums of a place have to be made anew.
  private let isStale: Column<Bool>
  /// Whether an end of the place's offers has a capacity.
  private let dependsOnRoom: [Bool]

  /// Takes the offers of the day and their weights.
  init(
    _ rules: MovementSettings, _ table: RouteTable, _ network: Network, openRoad: Column<Int32>,
    weight: (_ route: Int, _ from: Int) -> Double,
    endScore: (_ place: Int, _ from: Int) -> Double
  ) {
    self.rules = rules
    let places = network.places.indices
    first = Column(table.first.map(Int32.init))
    routes = Column(table.offered)
    let ends = table.offered.map { table.routes[Int($0)].end }
    self.ends = Column(ends)
    let offered = table.offered.map { table.routes[Int($0)] }
    roads = Column(offered.map { openRoad[Int(table.roads[Int($0.first)])] })
    onward = Column(zip(table.offered, offered).map { $1.length == 1 ? -1 : $0 })
    campAtEnd = Column(
      ends.map { network.places[Int($0)].isCamp && network.isLimited(Int($0)) ? $0 : -1 })
    isStale = Column(repeating: true, count: places.count)
    weights = Column(repeating: 0, count: table.offered.count)
    sums = Column(repeating: 0, count: table.offered.count)
    dependsOnRoom = places.map { place in
      !rules.usesFixedRoutes
        && table.offers(at: place).contains { network.isLimited(Int(ends[$0])) }
    }
    for place in places {
      let offers = table.offers(at: place)
      for offer in offers { weights[offer] = weight(Int(routes[offer]), place) }
      if rules.usesFixedRoutes { keepBest(offers, from: place, endScore) }
    }
  }

  /// The room of a place has changed, and with it how much the routes to it attract.
  ///
  /// - Parameter places: the places with a route to it.
  @inline(__always)
  func noteRoomChanged(routesFrom places: [Int32]) {
    for place in places { isStale[Int(place)] = true }
  }

  /// What a draw reads, by pointers. They are valid as long as the attraction exists.
  struct Pointers: BitwiseCopyable {
    fileprivate let attraction: Unmanaged<Attraction>
    fileprivate let sums: UnsafeMutablePointer<Double>
    fileprivate let first: UnsafeMutablePointer<Int32>
    fileprivate let roads: UnsafeMutablePointer<Int32>
    fileprivate let onward: UnsafeMutablePointer<Int32>
    fileprivate let campAtEnd: UnsafeMutablePointer<Int32>
    fileprivate let isStale: UnsafeMutablePointer<Bool>

    /// A road to take from a place, by a route drawn by the weights.
    ///
    /// - Parameters:
    ///   - unit: a random number from 0 to 1.
    ///   - room: how much room each place has, 0 to 1.
    /// - Returns: the road, −1 where there is none or the camp at the route's end is more than half
    ///   into its buffer; and the route to follow after it, −1 for none.
    @inline(__always)
    func choose(
      from place: Int, _ unit: Double, room: UnsafeMutablePointer<Double>
    ) -> (road: Int32, route: Int32) {
      if isStale[place] { attraction._withUnsafeGuaranteedRef { $0.renew(place, room) } }
      let start = Int(first[place])
      let count = Int(first[place + 1]) - start
      guard count > 0 else { return (-1, -1) }
      let offer = start + draw(sums + start, count, unit)
      let camp = campAtEnd[offer]
      if camp >= 0, room[Int(camp)] < 0.5 { return (-1, -1) }
      return (roads[offer], onward[offer])
    }

    @inline(__always)
    private func draw(_ sums: UnsafeMutablePointer<Double>, _ count: Int, _ unit: Double) -> Int {
      let total = sums[count - 1]
      // When nothing attracts, all offers have the same chance.
      guard total > 0 else { return min(Int(unit * Double(count)), count - 1) }
      let target = unit * total
      var low = 0
      var high = count - 1
      if count <= 8 {
        // Counted without a branch: a processor cannot predict which route a person takes.
        for offer in 0..<high { low += sums[offer] <= target ? 1 : 0 }
        return low
      }
      while low < high {
        let middle = (low + high) >> 1
        if sums[middle] <= target { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  var pointers: Pointers {
    Pointers(
      attraction: Unmanaged.passUnretained(self), sums: sums.base, first: first.base,
      roads: roads.base, onward: onward.base, campAtEnd: campAtEnd.base, isStale: isStale.base)
  }

  /// Roads from a place, the routes to follow after them (−1 for none) and their chances, which add
  /// up to 1. The road is −1 where the camp at the end is more than half into its buffer.
  func chances(
    from place: Int, room: UnsafeMutablePointer<Double>
  ) -> [(road: Int32, route: Int32, chance: Double)] {
    if isStale[place] { renew(place, room) }
    let offers = Int(first[place])..<Int(first[place + 1])
    guard let last = offers.last else { return [] }
    let total = sums[last]
    return offers.map { offer in
      let before = offer == offers.lowerBound ? 0 : sums[offer - 1]
      let chance = total > 0 ? (sums[offer] - before) / total : 1 / Double(offers.count)
      let isFull = campAtEnd[offer] >= 0 && room[Int(campAtEnd[offer])] < 0.5
      return (isFull ? -1 : roads[offer], onward[offer], chance)
    }
  }

  private func renew(_ place: Int, _ room: UnsafeMutablePointer<Double>) {
    let offers = Int(first[place])..<Int(first[place + 1])
    var highest = 0.0
    for offer in offers {
      var weight = weights[offer]
      if dependsOnRoom[place] {
        let room = room[Int(ends[offer])]
        if room < 1 { weight *= rules.weightPower == 1 ? room : pow(room, rules.weightPower) }
      }
      sums[offer] = weight
      highest = max(highest, weight)
    }
    // Routes that attract much less than the best are left out.
    let prunes = rules.pruningThreshold >= 1.001 && !rules.usesFixedRoutes
    let least = prunes ? highest / rules.pruningThreshold : 0
    var sum = 0.0
    for offer in offers {
      if sums[offer] >= least { sum += sums[offer] }
      sums[offer] = sum
    }
    isStale[place] = false
  }

  /// Leaves one route to each end, the best; FLEE counts the score of its end once more.
  private func keepBest(
    _ offers: Range<Int>, from place: Int, _ endScore: (Int, Int) -> Double
  ) {
    var best: [Int32: Int] = [:]
    for offer in offers {
      guard let other = best[ends[offer]] else {
        best[ends[offer]] = offer
        continue
      }
      let worse = weights[offer] > weights[other] ? other : offer
      weights[worse] = 0
      best[ends[offer]] = worse == other ? offer : other
    }
    for (end, offer) in best { weights[offer] *= endScore(Int(end), place) }
  }
}
