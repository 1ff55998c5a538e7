extension SimulationRun {
  /// Two places with a road between them, travelled in both directions.
  public struct Link: Hashable, Sendable {
    /// The places, as indices into ``FleeInstance/places``, in the order of `routes.csv`.
    public var from: Int
    /// The other end.
    public var to: Int
  }
}

/// Adds up the people on the roads between the same two places.
struct LinkCounter {
  private(set) var links: [SimulationRun.Link] = []
  /// Link of each road of the network.
  private var linkOfRoad: [Int] = []

  init(_ instance: FleeInstance) {
    var numbers: [SimulationRun.Link: Int] = [:]
    for road in Network(instance).roads {
      let key = SimulationRun.Link(from: min(road.from, road.to), to: max(road.from, road.to))
      let number = numbers[key] ?? links.count
      if number == links.count { links.append(SimulationRun.Link(from: road.from, to: road.to)) }
      numbers[key] = number
      linkOfRoad.append(number)
    }
  }

  /// - Parameter roads: people on each road of the network.
  func sums(_ roads: [Int32]) -> [Int32] {
    guard roads.count == linkOfRoad.count else { return [] }
    var sums = [Int32](repeating: 0, count: links.count)
    for (road, people) in roads.enumerated() where people != 0 { sums[linkOfRoad[road]] += people }
    return sums
  }
}
