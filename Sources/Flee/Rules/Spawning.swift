import Foundation
import Sampling

/// How many people set out, where and when.
package struct Spawning {
  /// Weight of each place when a new person's home is drawn; FLEE works them out at the end of a day
  /// for the next, and again when a conflict begins or ends.
  private(set) var weights: [Double] = []
  /// FLEE's refugee debt: by how many people the camps' counts have fallen without having grown again
  /// since.
  private(set) var debt = 0

  /// Works out the weights: people who live in a conflict zone, times its intensity and decay.
  mutating func refreshWeights(_ network: Network, day: Int, _ rules: MovementSettings) {
    weights = network.places.map { place in
      guard !rules.spawnsByPlace else { return 0 }
      if rules.spawnsInConflictZonesOnly, place.conflict <= 0 { return 0 }
      var weight = 0.0
      if place.conflict > 0 {
        let decay = rules.conflictDecay(after: day - place.conflictStart)
        weight = place.population * place.conflict * decay
      }
      // Hunger drives people out too.
      if rules.spawnsWhenStarving {
        weight = min(place.population, weight + place.population * place.hunger)
      }
      return weight
    }
  }

  /// How many people set out on a day by the camps' counts, the debt of earlier days taken off.
  mutating func newByCounts(_ counts: FleeCounts?, day: Int, _ rules: MovementSettings) -> Int {
    guard let counts else { return 0 }
    // With people counted on day 0 who are not there before, these set out on it.
    var new = counts.newOnDay(day, sumsCamps: rules.sumsCamps) - debt
    if rules.insertsDayZero, day == 0 { new = 0 }
    if new < 0 {
      debt = -new
      return 0
    }
    if debt > 0 { debt = 0 }
    return new
  }

  /// A number of people, cut to a whole one; more than ever lived are as many as a run refuses (``PeopleLimit``).
  private static func whole(_ people: Double) -> Int { Int(max(0, min(people, 1e12))) }

  /// How many people a place sends out on a day because of a conflict or a flood.
  static func newAtPlace(
    _ place: Network.Place, _ rules: MovementSettings, _ random: () -> Double
  ) -> Int {
    if let spawning = rules.conflictSpawning {
      guard place.conflict > 0 else { return 0 }
      switch spawning {
      case .constant(let number): return whole(number * place.conflict)
      case .populationRatio(let ratio): return whole(ratio * place.population * place.conflict)
      case .poisson(let mean): return Poisson.number(mean * place.conflict, random)
      }
    }
    guard let spawning = rules.floodSpawning, place.floodLevel > 0 else { return 0 }
    switch spawning {
    case .constant(let list): return whole(interpolated(list, at: place.floodLevel))
    case .populationRatio(let list):
      return whole(interpolated(list, at: place.floodLevel) * place.population)
    case .poisson(let list):
      return Poisson.number(interpolated(list, at: place.floodLevel).rounded(.down), random)
    }
  }
}
