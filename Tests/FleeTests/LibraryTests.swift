import Flee
import Periods
import Testing

/// FLEE as a library: an instance made in code, stepped through, and read. The cases are those of FLEE's own tests of its
/// programming interface, written anew; expected numbers follow from the distances and chances in each.
@Suite struct LibraryTests {
  private static func instance(
    _ places: [FleeInstance.Place], _ roads: [FleeInstance.Road],
    closures: [FleeInstance.Closure] = [], _ change: (inout MovementSettings) -> Void = { _ in }
  ) -> FleeInstance {
    var settings = MovementSettings()
    settings.conflictMoveChance = 1
    settings.defaultMoveChance = 1
    settings.campMoveChance = 0
    change(&settings)
    return FleeInstance(
      places: places, roads: roads, closures: closures, start: Day(number: 19_000), length: 50,
      settings: settings)
  }

  private static func camp(
    _ name: String, capacity: Int = -1, _ attributes: [String: String] = [:]
  ) -> FleeInstance.Place {
    FleeInstance.Place(
      name: name, country: "B", kind: .camp, population: capacity, attributes: attributes)
  }

  private static let home = FleeInstance.Place(
    name: "Home", country: "A", kind: .conflictZone, population: 1000)

  /// 834 km at 360 a day: on the road after one and two days, there on the third.
  @Test func oneAgentGoesToTheCamp() {
    let engine = PersonEngine(
      Self.instance(
        [Self.home, Self.camp("Camp")], [.init(from: "Home", to: "Camp", distance: 834)]),
      seed: 1)
    #expect(engine.add(1, at: "Home"))
    #expect(engine.whereabouts() == [.at(0)])
    engine.step()
    #expect(engine.whereabouts() == [.onTheRoad(from: 0, to: 1, kilometres: 360)])
    engine.step()
    #expect(engine.whereabouts() == [.onTheRoad(from: 0, to: 1, kilometres: 720)])
    engine.step()
    #expect(engine.whereabouts() == [.at(1)])
    #expect(engine.snapshot().atPlaces == [0, 1])
  }

  /// Weights go with 1/(10 + km): roads of 90 and 190 km are chosen two to one. Of 9,000 people 6,000 are expected
  /// at the near camp, with a standard deviation of 45.
  @Test func theNearerCampIsChosenMoreOften() {
    let engine = PersonEngine(
      Self.instance(
        [Self.home, Self.camp("Near"), Self.camp("Far")],
        [
          .init(from: "Home", to: "Near", distance: 90),
          .init(from: "Home", to: "Far", distance: 190),
        ]), seed: 2)
    engine.add(9000, at: "Home")
    engine.step()
    let there = engine.snapshot().atPlaces
    #expect(there[0] == 0 && there[1] + there[2] == 9000)
    #expect(abs(there[1] - 6000) < 5 * 45)
  }

  /// A place that closes on day 1 takes those of day 0 and none of later days.
  @Test func aClosedPlaceIsNotReached() {
    let engine = PersonEngine(
      Self.instance(
        [Self.home, Self.camp("Camp")], [.init(from: "Home", to: "Camp", distance: 100)],
        closures: [.init(kind: .location, first: "Camp", second: "", start: 1, end: 3)]), seed: 3)
    engine.add(10, at: "Home")
    engine.step()
    #expect(engine.snapshot().atPlaces == [0, 10])
    engine.add(5, at: "Home")
    engine.step()
    #expect(engine.snapshot().atPlaces == [5, 10])
    for _ in 0..<3 { engine.step() }
    #expect(engine.snapshot().atPlaces == [0, 15])
  }

  /// Fifty people set out each day for a camp with room for 100, less than full from nine tenths on. Nobody sets out
  /// for a full camp; with 20 places more each day there is room again, and those who have waited go.
  @Test(arguments: [
    (growth: 0, counts: [50, 100, 100, 100, 100, 100, 100]),
    (growth: 20, counts: [50, 100, 150, 200, 200, 300, 300]),
  ])
  func aCampsCapacityGrows(growth: Int, counts: [Int]) {
    let engine = PersonEngine(
      Self.instance(
        [Self.home, Self.camp("Camp", capacity: 100, ["capacity_per_day": "\(growth)"])],
        [.init(from: "Home", to: "Camp", distance: 100)]), seed: 4)
    let found = counts.map { _ in
      engine.add(50, at: "Home")
      engine.step()
      return engine.snapshot().atPlaces[1]
    }
    #expect(found == counts)
  }

  @Test func whatIsNotThereIsRefused() {
    let engine = PersonEngine(Self.instance([Self.home, Self.camp("Camp")], []), seed: 1)
    #expect(!engine.add(1, at: "Nowhere"))
    #expect(!engine.add(-1, at: "Home"))
    #expect(engine.whereabouts().isEmpty)
    // Without a road they stay.
    engine.add(2, at: "Home")
    engine.step()
    #expect(engine.whereabouts() == [.at(0), .at(0)])
  }
}
