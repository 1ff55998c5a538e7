import Flee
import Periods

/// A small instance whose numbers anybody can work out, for tests of single rules.
enum Star {
  /// A star: a source in the middle, and ends 100 km and more away that nobody leaves.
  static func instance(
    _ ends: [(kind: FleeInstance.Kind, distance: Double, attributes: [String: String])],
    population: Int = 100_000
  ) -> FleeInstance {
    func place(
      _ name: String, _ kind: FleeInstance.Kind, _ people: Int, _ attributes: [String: String]
    ) -> FleeInstance.Place {
      FleeInstance.Place(
        name: name, region: name, country: "home", latitude: 0, longitude: 0, kind: kind,
        conflictDay: 0, population: people, attributes: attributes)
    }
    var places = [place("S", .conflictZone, population, [:])]
    var roads: [FleeInstance.Road] = []
    for (index, end) in ends.enumerated() {
      let name = "E\(index)"
      let isCamp = end.kind == .camp
      places.append(place(name, end.kind, isCamp ? -1 : 1000, end.attributes))
      roads.append(
        FleeInstance.Road(
          from: "S", to: name, distance: end.distance, walkProbability: 0, maxMoveSpeed: nil))
    }
    var settings = MovementSettings()
    settings.conflictSpawning = .constant(10_000)
    settings.campMoveChance = 0
    settings.defaultMoveChance = 0.005
    settings.insertsDayZero = false
    return FleeInstance(
      places: places, roads: roads, closures: [], conflicts: [:], start: Day(number: 0), length: 1,
      settings: settings, counts: nil)
  }

  /// Whether a number drawn from `count` with a chance lies within five standard deviations.
  static func agrees(_ number: Int, of count: Int, _ chance: Double) -> Bool {
    let (n, mean) = (Double(count), Double(count) * chance)
    return abs(Double(number) - mean) <= 5 * (n * chance * (1 - chance)).squareRoot() + 1e-9
  }
}
