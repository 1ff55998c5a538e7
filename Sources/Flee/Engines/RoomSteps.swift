/// In how large steps crowds are moved, so that the rooms of camps do not change much in one.
///
/// In FLEE every person sees the rooms as the person before has left them. The crowds of one step see them
/// as they were before the step. A step is so small that it is expected to change no camp's room by more
/// than about `change`; on days on which no room can change, all people are moved in one.
struct RoomSteps {
  private let world: World
  private var camps: [Camp]
  /// Part of the people who are moved in the next step.
  private(set) var step = 1.0

  /// A place with a limited number of people.
  private struct Camp {
    let place: Int
    /// People there before the stage, and before the step.
    var atBegin = 0
    var before = 0
    /// By how many people it changed in this stage of the day before.
    var lastFlow = 0
  }

  /// The most that a room should change in a step.
  private let change: Double
  /// The largest step of the stage.
  private var largest = 1.0
  /// The smallest ``largest`` where a camp's room may pass one half.
  private let atBound: Double
  /// The smallest step, for camps with room for a few.
  private static let smallest = 1.0 / 500

  init(_ world: World, change: Double, atBound: Double) {
    self.change = change
    self.atBound = atBound
    self.world = world
    camps = world.network.limitedPlaces.map { Camp(place: $0) }
  }

  /// Begins a stage.
  ///
  /// - Parameters:
  ///   - expected: by how many people a place may be expected to change, given by how many it did in this
  ///     stage of the day before.
  ///   - people: how many are moved.
  ///   - isSure: whether no other changes than those are expected. Otherwise, where so many people would
  ///     change a room, the first step is a small one.
  mutating func begin(
    _ people: Int, isSure: Bool, expected: (_ place: Int, _ dayBefore: Int) -> Int
  ) {
    step = 1
    largest = 1
    for index in camps.indices {
      let place = camps[index].place
      let here = world.occupancy[place]
      camps[index].atBegin = here
      camps[index].before = here
      let flow = expected(place, camps[index].lastFlow)
      step = min(step, part(of: flow, at: place))
      // Below one half nobody sets out for a camp, so that a small change matters there, by as many
      // as are moved in the step.
      if (room(place, here) < 0.5) != (room(place, here + flow) < 0.5) {
        largest = min(largest, max(atBound, tolerance(at: place) / 4 / Double(max(people, 1))))
      }
      if !isSure, part(of: people, at: place) < 1 { step = min(step, change) }
    }
    step = min(step, largest)
    step = max(step, RoomSteps.smallest)
  }

  /// Works out the rooms after a step, and how large the next one is: the people after it are expected to
  /// come and go as those of this step did.
  mutating func update() {
    var next = min(largest, step * 2)
    for index in camps.indices {
      let place = camps[index].place
      let people = world.occupancy[place]
      guard people != camps[index].before else { continue }
      world.updateRoom(place)
      let flow = Double(people - camps[index].before) / step
      next = min(next, part(of: Int(flow.rounded()), at: place))
      camps[index].before = people
      camps[index].lastFlow = people - camps[index].atBegin
    }
    step = max(next, RoomSteps.smallest)
  }

  /// The part of a flow of people that changes a place's room by no more than it should.
  private func part(of flow: Int, at place: Int) -> Double {
    guard flow != 0 else { return 1 }
    let people = Double(world.occupancy[place])
    let capacity = world.network.limits[place]
    let full = capacity * world.rules.capacityBuffer
    // Below the buffer and above the capacity a change changes nothing.
    let idle = flow > 0 ? full - people : people - capacity
    let beyond = flow > 0 ? people >= capacity : people <= full
    guard !beyond else { return 1 }
    let allowed = max(idle, 0) + tolerance(at: place)
    return min(1, allowed / Double(abs(flow)))
  }

  /// By how many people a place may change in a step.
  private func tolerance(at place: Int) -> Double {
    max(1, world.network.limits[place] * (1 - world.rules.capacityBuffer) * change)
  }

  private func room(_ place: Int, _ people: Int) -> Double {
    world.network.room(at: place, people: max(0, people), world.rules)
  }
}
