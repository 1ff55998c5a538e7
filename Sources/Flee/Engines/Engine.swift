import Sampling

/// Where people are at the end of a day.
public struct DayResult: Equatable, Sendable {
  /// People at each place, in the order of ``FleeInstance/places``.
  public var atPlaces: [Int]
  /// People on roads.
  public var onTheRoad: Int
  /// People who have set out so far, wherever they are now.
  public var people: Int
  /// People whose journey has ended in a camp (`camps_are_sinks`); they are counted nowhere else.
  public var gone: Int
  /// FLEE's `refugee_debt`: by how many people the camps' counts have fallen without having grown again
  /// since.
  public var debt: Int
  /// Camps that are open on the day, as indices into ``FleeInstance/places``; all places where floods
  /// make people set out.
  public var camps: [Int]
  /// Those of ``camps`` that are for internally displaced people.
  public var idpCamps: [Int]
  /// People whom the run lacks so far, and why.
  public var shortfall = Shortfall()
  /// People on the roads between two places, in both directions, in the order of
  /// ``SimulationRun/links``; empty where they are not counted.
  public var onLinks: [Int32] = []
}

/// An engine moves the people of an instance day by day.
///
/// An engine is not safe to use from several threads at once; use one for each thread.
public protocol Engine: AnyObject {
  /// Moves everybody by one day.
  func step()
  /// Where everybody is at the end of the last day, or before the first.
  func snapshot() -> DayResult
  /// People on each road at the end of the last day, by the road's number in the network: each road of
  /// `routes.csv` has one for each direction.
  func peopleOnRoads() -> [Int32]
}

extension Engine {
  /// Nothing: an engine that does not count people road by road.
  public func peopleOnRoads() -> [Int32] { [] }
}

extension World {
  func snapshot(people: Int, gone: Int) -> DayResult {
    let places = network.places
    let atPlaces = occupancy.array
    return DayResult(
      atPlaces: atPlaces, onTheRoad: people - gone - atPlaces.reduce(0, +), people: people,
      gone: gone, debt: spawning.debt,
      camps: places.indices.filter { places[$0].isCamp || instance.countsEveryPlace },
      idpCamps: places.indices.filter { places[$0].isIDPCamp }, shortfall: shortfall)
  }

  /// People who set out on a day by the camps' counts, wherever they live.
  ///
  /// Where there is no place to set out from they are counted as a shortfall, and nobody sets out.
  func newByCounts(_ day: Int) -> Int {
    let new = spawning.newByCounts(instance.counts, day: day, rules)
    guard new > 0, !spawning.weights.contains(where: { $0 > 0 }) else { return new }
    if network.places.contains(where: { $0.conflict > 0 }) {
      shortfall.withoutPopulation += new
    } else {
      shortfall.withoutConflict += new
    }
    return 0
  }

  /// People who set out on a day because of a conflict or a flood.
  ///
  /// - Returns: the places where anybody sets out, and how many; they are taken off the population
  ///   where the settings ask for it.
  func newByPlace(_ day: Int) -> [(place: Int, number: Int)] {
    let new = network.places.indices.map { place in
      var draw = CounterRandom.Purpose.spawning
      let number = Spawning.newAtPlace(network.places[place], rules) {
        draw += 1
        return random.unit(place, day, draw)
      }
      return (place: place, number: number)
    }.filter { $0.number > 0 }
    for (place, number) in new { takeFromPopulation(number, at: place) }
    return new
  }

  func takeFromPopulation(_ number: Int, at place: Int) {
    guard rules.takesFromPopulation else { return }
    let here = network.places[place]
    shortfall.beyondPopulation += max(0, number - Int(here.population))
    network.places[place].population = max(0, here.population - Double(number))
  }
}
