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
  /// The sums of each place that has at most eight offers once more, eight for each and infinity in place of
  /// the last and after it, so that a draw can be one comparison with all.
  private let eights: Column<Double>
  /// The sum of all weights of a place with at most eight offers; 0 elsewhere, and where nothing attracts.
  private let totals: Column<Double>
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
    roads = Column(
      offered.map { $0.length == 0 ? -1 : openRoad[Int(table.roads[Int($0.first)])] })
    onward = Column(zip(table.offered, offered).map { $1.length <= 1 ? -1 : $0 })
    campAtEnd = Column(
      ends.map { network.places[Int($0)].isCamp && network.isLimited(Int($0)) ? $0 : -1 })
    isStale = Column(repeating: true, count: places.count)
    weights = Column(repeating: 0, count: table.offered.count)
    sums = Column(repeating: 0, count: table.offered.count)
    eights = Column(repeating: .infinity, count: places.count * 8)
    totals = Column(repeating: 0, count: places.count)
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

  /// Whether the same routes attract as much as in another, the rooms aside.
  func hasSameWeights(as other: Attraction) -> Bool {
    func same<Element: Equatable>(_ a: Column<Element>, _ b: Column<Element>) -> Bool {
      a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
    }
    return same(routes, other.routes) && same(first, other.first) && same(weights, other.weights)
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
    fileprivate let eights: UnsafeMutablePointer<Double>
    fileprivate let totals: UnsafeMutablePointer<Double>

    /// How many of eight sums are not above a number.
    @inline(__always)
    fileprivate static func numberUpTo(_ target: Double, _ eights: UnsafePointer<Double>) -> Int {
      let target = SIMD2(repeating: target)
      let sums = UnsafeRawPointer(eights)
      var number = SIMD2<Int64>.zero
      for offset in stride(from: 0, to: 64, by: 16) {
        let two = sums.loadUnaligned(fromByteOffset: offset, as: SIMD2<Double>.self)
        number &+= SIMD2<Int64>.zero.replacing(with: 1, where: two .<= target)
      }
      return Int(number[0] &+ number[1])
    }

    /// As ``choose(from:_:room:)``, the road alone, without a branch that depends on the person.
    @inline(__always)
    func road(from place: Int, _ unit: Double, room: UnsafeMutablePointer<Double>) -> Int32 {
      if isStale[place] { attraction._withUnsafeGuaranteedRef { $0.renew(place, room) } }
      let total = totals[place]
      guard total > 0 else { return choose(from: place, unit, room: room).road }
      let offer = Int(first[place]) &+ Pointers.numberUpTo(unit * total, eights + place &* 8)
      let camp = Int(campAtEnd[offer])
      // Of a place without limit the first room is read and not used.
      let isFull = room[max(camp, 0)] < 0.5
      // −1, all bits set, when there is a camp and it is full.
      let mask = Int32(
        unsafeBitCast(camp >= 0, to: UInt8.self) & unsafeBitCast(isFull, to: UInt8.self))
      return roads[offer] | (0 &- mask)
    }

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
      let offer = start + Pointers.draw(sums + start, count, unit)
      let camp = campAtEnd[offer]
      if camp >= 0, room[Int(camp)] < 0.5 { return (-1, -1) }
      return (roads[offer], onward[offer])
    }

    /// The offers at a place.
    func offers(from place: Int, room: UnsafeMutablePointer<Double>) -> Offers {
      if isStale[place] { attraction._withUnsafeGuaranteedRef { $0.renew(place, room) } }
      let start = Int(first[place])
      return Offers(
        sums: sums + start, totalOfEight: totals[place], eights: eights + place * 8,
        count: Int(first[place + 1]) - start, roads: roads + start,
        onward: onward + start, campAtEnd: campAtEnd + start)
    }

    @inline(__always)
    fileprivate static func draw(_ sums: UnsafeMutablePointer<Double>, _ count: Int, _ unit: Double)
      -> Int
    {
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

  /// The offers at a place, with their chances as they are now. Valid until a room changes.
  struct Offers: BitwiseCopyable {
    /// Running sums of the weights.
    fileprivate let sums: UnsafeMutablePointer<Double>
    /// The sum of the weights where all fit in eight; 0 elsewhere, or where nothing attracts.
    fileprivate let totalOfEight: Double
    fileprivate let eights: UnsafePointer<Double>
    let count: Int
    fileprivate let roads: UnsafeMutablePointer<Int32>
    /// Route to follow after the first road; −1 for none.
    let onward: UnsafeMutablePointer<Int32>
    fileprivate let campAtEnd: UnsafeMutablePointer<Int32>

    /// The sum of all weights; the number of offers when nothing attracts, as all then have the same
    /// chance.
    var total: Double { sums[count - 1] > 0 ? sums[count - 1] : Double(count) }

    /// The weights up to an offer, itself included.
    func sum(_ offer: Int) -> Double { sums[count - 1] > 0 ? sums[offer] : Double(offer + 1) }

    /// An offer drawn by the weights.
    @inline(__always)
    func draw(_ unit: Double) -> Int {
      totalOfEight > 0
        ? Pointers.numberUpTo(unit * totalOfEight, eights) : Pointers.draw(sums, count, unit)
    }

    /// The first road; −1 when the camp at the route's end is more than half into its buffer.
    @inline(__always)
    func road(_ offer: Int, room: UnsafeMutablePointer<Double>) -> Int32 {
      let camp = campAtEnd[offer]
      return camp >= 0 && room[Int(camp)] < 0.5 ? -1 : roads[offer]
    }
  }

  var pointers: Pointers {
    Pointers(
      attraction: Unmanaged.passUnretained(self), sums: sums.base, first: first.base,
      roads: roads.base, onward: onward.base, campAtEnd: campAtEnd.base, isStale: isStale.base,
      eights: eights.base, totals: totals.base)
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
    guard (1...8).contains(offers.count) else { return }
    totals[place] = sum
    for (index, offer) in offers.dropLast().enumerated() { eights[place * 8 + index] = sums[offer] }
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
