/// For programs that step through a run themselves.
extension PersonEngine {
  /// Where a person is at the end of a day.
  public enum Whereabouts: Hashable, Sendable {
    /// At a place, by its index into ``FleeInstance/places``.
    case at(Int)
    /// On the road from one place to another, so many kilometres from the first.
    case onTheRoad(from: Int, to: Int, kilometres: Double)
    /// The journey has ended in a camp (`camps_are_sinks`).
    case gone
  }

  /// Where everybody is at the end of the last day, or before the first, in the order in which they set out. Takes
  /// time in proportion to the people.
  public func whereabouts() -> [Whereabouts] {
    (0..<people.count).map { person in
      let motion = people.motions[person]
      guard motion.at != Motion.gone else { return .gone }
      guard motion.at < 0 else { return .at(Int(motion.at)) }
      let road = world.network.roads[Int(-1 - motion.at)]
      return .onTheRoad(from: road.from, to: road.to, kilometres: motion.distanceOnRoad)
    }
  }

  /// Lets people set out from a place, besides those whom the instance's rules send. They move from the next
  /// ``step()`` on.
  ///
  /// - Parameters:
  ///   - number: 0 or more.
  ///   - place: by its name.
  /// - Returns: `false`, and nobody is added, for a number below 0 or a name that no place has.
  @discardableResult
  public func add(_ number: Int, at place: String) -> Bool {
    guard number >= 0, let index = world.network.indexOfPlace[place] else { return false }
    add([Group(number: number, place: index)])
    return true
  }
}
