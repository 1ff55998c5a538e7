import Sampling

/// What a run shows at the end of a day.
public struct DayResult: Equatable, Sendable {
  /// People at each place, in the order of the instance.
  public var atPlaces: [Int]
  public var onTheRoad: Int
  /// People who have set out so far, wherever they are.
  public var people: Int
  /// People whose journey has ended in a camp that is a sink.
  public var gone: Int
  /// People by whom counts have fallen and who are not made up for yet.
  public var debt: Int
  /// Camps open on the day, as numbers of places.
  public var camps: [Int]
  public var idpCamps: [Int]
}

/// What moves people.
public protocol Engine: AnyObject {
  /// Moves everybody by a day.
  func step()
  /// Where everybody is at the end of the last day.
  func snapshot() -> DayResult
}

extension World {
  func snapshot(people: Int, gone: Int) -> DayResult {
    let places = network.places
    let atPlaces = occupancy.array
    return DayResult(
      atPlaces: atPlaces, onTheRoad: people - gone - atPlaces.reduce(0, +), people: people,
      gone: gone, debt: spawning.debt, camps: places.indices.filter { places[$0].isCamp },
      idpCamps: places.indices.filter { places[$0].isIDPCamp })
  }

  /// People who set out on a day by the camps' counts, wherever they live.
  func newByCounts(_ day: Int) -> Int {
    spawning.newByCounts(instance.counts, day: day, rules)
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
    let here = network.places[place]
    guard rules.takesFromPopulation, here.conflict > 0 || rules.floodSpawning != nil else { return }
    network.places[place].population = max(0, here.population - Double(number))
  }
}

extension MovementSettings {
  /// Whether conflicts or floods say who sets out where, rather than the camps' counts.
  package var spawnsByPlace: Bool { conflictSpawning != nil || floodSpawning != nil }
}
