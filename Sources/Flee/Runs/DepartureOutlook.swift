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
  /// By place, in the order of ``FleeInstance/places``: people who set out from it after day 0, and whether it is
  /// in conflict on any day.
  package private(set) var setOut: [Int]
  package private(set) var isEverInConflict: [Bool]

  /// - Parameter days: `nil` for the instance's length.
  package init(_ instance: FleeInstance, days: Int? = nil) {
    let world = World(instance, seed: 1)
    setOut = [Int](repeating: 0, count: world.network.places.count)
    isEverInConflict = [Bool](repeating: false, count: setOut.count)
    var count = Network.dayZeroPeople(instance, world.network).reduce(0) { $0 + $1.number }
    if instance.settings.readsAgents { count += instance.agents.count }
    for day in 0..<(days ?? instance.length) {
      world.applyChanges(day)
      for (place, number) in DepartureOutlook.setOut(world, day) {
        count += number
        setOut[place] += number
      }
      world.applyClosures(day)
      world.spawning.refreshWeights(world.network, day: day, world.rules)
      people.append(count)
      shortfalls.append(world.shortfall)
      for (index, place) in world.network.places.enumerated() where place.conflict > 0 {
        isEverInConflict[index] = true
      }
    }
  }

  /// Lets the people of a day set out.
  ///
  /// - Returns: how many from each place that anybody leaves.
  private static func setOut(_ world: World, _ day: Int) -> [(place: Int, number: Int)] {
    if world.rules.spawnsByPlace { return world.newByPlace(day) }
    let new = world.newByCounts(day)
    let weights = world.spawning.weights
    let total = weights.reduce(0, +)
    guard new > 0, total > 0 else { return [] }
    var parts: [(place: Int, number: Int)] = []
    var taken = 0
    var sum = 0.0
    for (place, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      // Rounded so that the parts add up.
      let upToHere = Int((Double(new) * sum / total).rounded())
      world.takeFromPopulation(upToHere - taken, at: place)
      parts.append((place, upToHere - taken))
      taken = upToHere
    }
    return parts
  }

  /// What a run will lack.
  package func reports(_ instance: FleeInstance) -> [ShortfallReport] {
    var statistics = ShortfallStatistics()
    statistics.add(shortfalls)
    return statistics.reports(instance, runs: 1, people: Double(people.last ?? 0))
  }

  /// Places from which more people set out than live there, most first: of those whose population is known, and
  /// where the settings do not take it off, which is a shortfall then.
  package func beyondPopulation(_ instance: FleeInstance) -> [(
    place: FleeInstance.Place, setOut: Int
  )] {
    guard !instance.settings.takesFromPopulation else { return [] }
    return instance.places.indices
      .filter { instance.places[$0].population > 0 && setOut[$0] > instance.places[$0].population }
      .sorted { (setOut[$1], $0) < (setOut[$0], $1) }
      .map { (instance.places[$0], setOut[$0]) }
  }

  /// Places in conflict on some day where nobody lives, so that nobody sets out from them.
  package func withoutPopulation(_ instance: FleeInstance) -> [FleeInstance.Place] {
    guard instance.settings.conflictSpawning == nil, instance.settings.floodSpawning == nil else {
      return []
    }
    return instance.places.indices
      .filter { isEverInConflict[$0] && instance.places[$0].population <= 0 }
      .map { instance.places[$0] }
  }
}
