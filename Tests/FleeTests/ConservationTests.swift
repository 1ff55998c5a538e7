import Flee
import Foundation
import Periods
import Sampling
import Testing

/// On networks made up at random, with closures, conflicts and settings made up too, nobody is lost
/// and nobody comes from nowhere.
@Suite struct ConservationTests {
  @Test(arguments: 0..<60, EngineKind.allCases)
  func everybodyIsSomewhere(_ number: Int, _ engine: EngineKind) {
    let instance = RandomInstance(number).instance
    let run = SimulationRun(instance, seed: 1, engine: engine)
    var before = 0
    for (day, result) in run.days.enumerated() {
      let somewhere = result.atPlaces.reduce(0, +) + result.onTheRoad + result.gone
      #expect(somewhere == result.people, "instance \(number), day \(day)")
      #expect(result.people >= before && result.onTheRoad >= 0)
      #expect(result.atPlaces.allSatisfy { $0 >= 0 })
      before = result.people
    }
    // Who sets out by counts is known beforehand: what the counts have grown by, less their falls.
    if let counts = instance.counts, !instance.settings.spawnsByPlace,
      instance.places.contains(where: { $0.kind == .conflictZone && $0.conflictDay <= 0 })
    {
      #expect(run.days.last?.people == expectedPeople(counts, instance))
    }
  }

  /// New people make up for falls first, by FLEE's documentation of its debt.
  private func expectedPeople(_ counts: FleeCounts, _ instance: FleeInstance) -> Int {
    let series = counts.series["C0"] ?? []
    var people = instance.settings.insertsDayZero ? Int(series.first?.count ?? 0) : 0
    var debt = 0
    for day in 0..<instance.length {
      let today = counts.count("C0", day: day)
      // On day 0 FLEE adds the total to what the camps count.
      let first = today + (instance.settings.sumsCamps ? counts.totalCount(day: 0) : 0)
      let growth =
        day == 0
        ? (instance.settings.insertsDayZero ? 0 : first) : today - counts.count("C0", day: day - 1)
      let new = growth - debt
      debt = max(0, -new)
      people += max(0, new)
    }
    return people
  }

  /// A person who rests draws once for how many days; the mean stay at a camp is 1/c days, the mean
  /// of a geometric distribution.
  @Test func restingPeopleLeaveAtTheCampsRate() {
    var instance = RandomInstance.pair(camp: 20_000)
    instance.settings.campMoveChance = 0.01
    instance.length = 50
    let run = SimulationRun(instance, seed: 4)
    // People who leave go to the town and stay there, so that the camp empties by 1 % a day.
    for day in [9, 29, 49] {
      let expected = 20_000 * pow(0.99, Double(day + 1))
      let spread = (expected * (1 - pow(0.99, Double(day + 1)))).squareRoot()
      #expect(abs(Double(run.days[day].atPlaces[1]) - expected) < 5 * spread, "day \(day)")
    }
  }

  /// The two passes of a day are run as one where no camp can fill up. A camp that is overfull and
  /// that no road leads to forces two passes, and changes nothing for anybody else.
  @Test(arguments: [1, 3, 5, 8]) func onePassAndTwoPassesAreTheSame(_ number: Int) {
    var instance = RandomInstance(number).instance
    for place in instance.places.indices where instance.places[place].name.hasPrefix("C") {
      instance.places[place].population = -1
    }
    instance.settings.insertsDayZero = true
    instance.settings.campsAreSinks = false
    instance.places.append(
      RandomInstance.place("K", .camp, people: -1, country: "away", alreadyThere: 500))
    let free = SimulationRun(instance, seed: 9).days.map(\.atPlaces)
    instance.places[instance.places.count - 1].population = 510
    #expect(SimulationRun(instance, seed: 9).days.map(\.atPlaces) == free)
  }
}

/// An instance made up from a number.
struct RandomInstance {
  private(set) var instance: FleeInstance
  private let random: RandomStream

  init(_ number: Int) {
    let random = RandomStream(CounterRandom(seed: UInt64(number) &+ 1000), day: 0, purpose: 9)
    self.random = random
    func upTo(_ limit: Int) -> Int { Int(random.next() * Double(limit)) }
    let towns = 1 + upTo(5)
    let camps = 1 + upTo(3)
    var places = [Self.place("Z0", .conflictZone, people: 1000 + upTo(50_000), country: "home")]
    for index in 0..<towns {
      let kind: FleeInstance.Kind = [.town, .conflictZone, .marker, .forwardingHub][upTo(4)]
      places.append(Self.place("T\(index)", kind, people: upTo(5000), country: "home"))
    }
    for index in 0..<camps {
      places.append(
        Self.place(
          "C\(index)", index == 0 || upTo(2) == 0 ? .camp : .idpCamp,
          people: upTo(3) == 0 ? 50 + upTo(200) : -1, country: index == 0 ? "away" : "home"))
    }
    var roads: [FleeInstance.Road] = []
    for index in 1..<places.count {
      roads.append(
        FleeInstance.Road(
          from: places[upTo(index)].name, to: places[index].name,
          distance: 5 + random.next() * 500,
          walkProbability: upTo(3) == 0 ? random.next() : 0, maxMoveSpeed: nil))
    }
    let closures = (0..<upTo(4)).map { _ in
      let start = upTo(20)
      let kinds: [FleeInstance.Closure.Kind] = [.location, .link, .country, .camp]
      return FleeInstance.Closure(
        kind: kinds[upTo(4)], first: "C0", second: places[0].name, start: start,
        end: start + 1 + upTo(10))
    }
    let counts = (0..<5).map {
      FleeCounts.Entry(day: $0 * 8, count: Double(upTo(400)))
    }
    var fixed = closures
    for index in fixed.indices where fixed[index].kind == .country {
      (fixed[index].first, fixed[index].second) = ("home", "away")
    }
    instance = FleeInstance(
      places: places, roads: roads, closures: fixed, conflicts: [:], start: Day(number: 0),
      length: 35, settings: Self.settings(random),
      counts: FleeCounts(camps: ["C0"], series: ["C0": counts], total: counts))
  }

  private static func settings(_ random: RandomStream) -> MovementSettings {
    func flip() -> Bool { random.next() < 0.5 }
    var rules = MovementSettings()
    rules.awarenessLevel = 1 + Int(random.next() * 3)
    rules.avoidsShortStints = flip()
    rules.startsOnFoot = flip()
    rules.insertsDayZero = flip()
    rules.takesFromPopulation = flip()
    rules.usesFixedRoutes = random.next() < 0.2
    rules.campMoveChance = random.next() * 0.1
    rules.defaultMoveChance = random.next()
    rules.campsAreSinks = random.next() < 0.2
    rules.pruningThreshold = flip() ? 1 : 2
    if random.next() < 0.3 {
      rules.conflictSpawning = flip() ? .poisson(20) : .populationRatio(0.002)
    }
    return rules
  }

  static func place(
    _ name: String, _ kind: FleeInstance.Kind, people: Int, country: String, alreadyThere: Int = 0
  ) -> FleeInstance.Place {
    FleeInstance.Place(
      name: name, region: "r", country: country, latitude: 1, longitude: 2, kind: kind,
      conflictDay: 0, population: people,
      attributes: ["deactivation_probability": "0.05", "initial_idps": "\(alreadyThere)"])
  }

  /// A town and a camp, with so many people in the camp before the first day, and nobody who sets
  /// out after.
  static func pair(camp: Int) -> FleeInstance {
    let counts = [FleeCounts.Entry(day: 0, count: Double(camp))]
    var settings = MovementSettings()
    settings.defaultMoveChance = 0
    let road = FleeInstance.Road(
      from: "T", to: "C0", distance: 10, walkProbability: 0, maxMoveSpeed: nil)
    return FleeInstance(
      places: [
        // Not a town: FLEE takes a town that nobody leaves for a camp.
        place("T", .floodZone, people: 0, country: "home"),
        place("C0", .camp, people: -1, country: "home"),
      ],
      roads: [road], closures: [], conflicts: [:], start: Day(number: 0), length: 30,
      settings: settings,
      counts: FleeCounts(camps: ["C0"], series: ["C0": counts], total: counts))
  }
}
