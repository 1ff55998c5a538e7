/// Who will set out, worked out ahead of a run: the stages that decide it are run day by day, and nobody
/// moves.
///
/// People are spread over the places where they set out as expected instead of by chance: the day on
/// which a population runs out is exact where there is one such place, and about right where there are
/// more.
package struct DepartureOutlook: Sendable {
  /// People simulated at the end of each day.
  package private(set) var people: [Int] = []
  /// What a run lacks by the end of each day.
  package private(set) var shortfalls: [Shortfall] = []

  /// - Parameter days: `nil` for the instance's length.
  package init(_ instance: FleeInstance, days: Int? = nil) {
    let world = World(instance, seed: 1)
    var count = Network.dayZeroPeople(instance, world.network).reduce(0) { $0 + $1.number }
    if instance.settings.readsAgents { count += instance.agents.count }
    for day in 0..<(days ?? instance.length) {
      world.applyChanges(day)
      count += DepartureOutlook.setOut(world, day)
      world.applyClosures(day)
      world.spawning.refreshWeights(world.network, day: day, world.rules)
      people.append(count)
      shortfalls.append(world.shortfall)
    }
  }

  /// Lets the people of a day set out.
  ///
  /// - Returns: how many.
  private static func setOut(_ world: World, _ day: Int) -> Int {
    if world.rules.spawnsByPlace { return world.newByPlace(day).reduce(0) { $0 + $1.number } }
    let new = world.newByCounts(day)
    let weights = world.spawning.weights
    let total = weights.reduce(0, +)
    guard new > 0, total > 0 else { return 0 }
    var taken = 0
    var sum = 0.0
    for (place, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      // Rounded so that the parts add up.
      let upToHere = Int((Double(new) * sum / total).rounded())
      world.takeFromPopulation(upToHere - taken, at: place)
      taken = upToHere
    }
    return new
  }

  /// What a run will lack.
  package func reports(_ instance: FleeInstance) -> [ShortfallReport] {
    var statistics = ShortfallStatistics()
    statistics.add(shortfalls)
    return statistics.reports(instance, runs: 1, people: Double(people.last ?? 0))
  }
}
