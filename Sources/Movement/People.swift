/// The people of a run, an array for each thing that is known of them.
struct People: Sendable {
  /// Place they are at; −1 on the road.
  private(set) var place: [Int32] = []
  /// Road they are on, or were on last; −1 before the first.
  private(set) var road: [Int32] = []
  /// Closings of the road when they set out on it.
  private(set) var closings: [Int32] = []
  /// Kilometres come on the road.
  var distanceOnRoad: [Double] = []
  /// Kilometres come today.
  var movedToday: [Double] = []
  /// Halving average of the part of a full day's way that was come on each day.
  private(set) var recentTravel: [Double] = []
  /// Whether they have come to the end of a road before.
  private(set) var hasArrived: [Bool] = []
  /// Route they follow; −1 for none.
  var route: [Int32] = []
  /// Roads of the route that they have set out on.
  var routeStep: [Int32] = []

  var count: Int { place.count }

  mutating func add(at home: Int) {
    place.append(Int32(home))
    road.append(-1)
    closings.append(0)
    distanceOnRoad.append(0)
    movedToday.append(0)
    recentTravel.append(0)
    hasArrived.append(false)
    route.append(-1)
    routeStep.append(0)
  }

  mutating func setOut(_ person: Int, on road: Int, closings: Int32) {
    place[person] = -1
    self.road[person] = Int32(road)
    self.closings[person] = closings
    distanceOnRoad[person] = 0
  }

  mutating func arrive(_ person: Int, at place: Int) {
    self.place[person] = Int32(place)
    distanceOnRoad[person] = 0
    hasArrived[person] = true
  }

  mutating func endDay(maxMoveSpeed: Double) {
    for person in place.indices {
      recentTravel[person] = (recentTravel[person] + movedToday[person] / maxMoveSpeed) / 2
      movedToday[person] = 0
    }
  }
}
