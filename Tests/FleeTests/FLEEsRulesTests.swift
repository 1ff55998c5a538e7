import Flee
import Periods
import Sampling
import Testing

/// Rules of FLEE's main branch of May 2026, each on an instance whose numbers can be worked out by hand. The
/// comments give the rule and the sum.
@Suite struct FLEEsRulesTests {
  private func share(_ instance: FleeInstance, seed: UInt64 = 4) -> (first: Int, all: Int) {
    let there = SimulationRun(instance, seed: seed).days[0].atPlaces
    return (there[1], there[1] + there[2])
  }

  // MARK: Traits

  /// Safety counts twice for women, for people of 60 and more, and once only for who is both a child and a
  /// woman: 9 to 1 instead of 3 to 1.
  @Test(arguments: [
    ("40", "female", 0.9), ("40", "male", 0.75), ("60", "male", 0.9), ("59", "male", 0.75),
    ("10", "female", 0.9),
  ])
  func womenAndOldPeopleAvoidHazards(_ age: String, _ gender: String, _ part: Double) {
    var instance = Star.instance([(.camp, 100, [:]), (.town, 100, [:])])
    instance.settings.campWeight = 3
    instance.settings.womenAvoidHazards = true
    instance.settings.elderlyAvoidHazards = true
    instance.settings.childrenAvoidHazards = true
    instance.demographics = [
      FleeInstance.Demographic(name: "age", values: [age], weights: ["Default": [1]]),
      FleeInstance.Demographic(name: "gender", values: [gender], weights: ["Default": [1]]),
    ]
    let (first, all) = share(instance)
    #expect(Star.agrees(first, of: all, part))
    #expect(CohortEngine.refusal(of: instance)?.contains("WomenAvoidHazards") == true)
  }

  /// `BoysTakeRisk` acts beside `ChildrenAvoidHazards` only: alone it leaves 3 to 1.
  @Test func boysTakeNoRiskByThemselves() {
    var instance = Star.instance([(.camp, 100, [:]), (.town, 100, [:])])
    instance.settings.campWeight = 3
    instance.settings.boysTakeRisk = true
    instance.demographics = [
      FleeInstance.Demographic(name: "age", values: ["16"], weights: ["Default": [1]]),
      FleeInstance.Demographic(name: "gender", values: ["male"], weights: ["Default": [1]]),
    ]
    let (first, all) = share(instance)
    #expect(Star.agrees(first, of: all, 0.75))
  }

  // MARK: Scores

  /// FLEE's settings reference: the score of a place abroad is multiplied by 1 + trade_volume + hdi², here
  /// 1 + 1.75 + 0.5² = 3.
  @Test func tradeAndDevelopmentAttract() {
    var instance = Star.instance([
      (.camp, 100, ["trade_volume": "1.75", "hdi": "0.5"]), (.camp, 100, [:]),
    ])
    instance.places[1].country = "away"
    instance.settings.usesEconomicPull = true
    let (first, all) = share(instance)
    #expect(Star.agrees(first, of: all, 0.75))
    instance.settings.usesEconomicPull = false
    let (second, both) = share(instance)
    #expect(Star.agrees(second, of: both, 0.5))
  }

  /// FLEE's page on food security: the weight falls with the square of the part who are not deprived: where
  /// half are, to a quarter, so that the other place gets four fifths.
  @Test func placesWithoutFoodAttractLess() {
    var instance = Star.instance([(.camp, 100, [:]), (.camp, 100, [:])])
    instance.settings.avoidsFoodDeprivedPlaces = true
    instance.attributes = [
      FleeInstance.AttributeSeries(
        name: "region_IPC", isRegional: true, days: [0, 9], values: ["E1": [50, 50]])
    ]
    let (first, all) = share(instance)
    #expect(Star.agrees(first, of: all, 0.8))
  }

  /// An intensity of 3 beside one of 1 draws three quarters of the homes, and sends out three times as many
  /// people a day. Nobody moves here.
  @Test func intensityGoesBeyondOne() {
    var instance = Star.instance([(.town, 100, [:]), (.town, 100, [:])], population: 1000)
    instance.settings.conflictSpawning = .constant(5000)
    instance.settings.conflictMoveChance = 0
    instance.conflicts = ["S": [3], "E1": [1]]
    #expect(SimulationRun(instance, seed: 1).days[0].atPlaces == [15_000, 0, 5000])
    instance.settings.conflictSpawning = nil
    instance.settings.sumsCamps = false
    instance.counts = FleeCounts(
      camps: [], series: [:], total: [.init(day: 0, count: 20_000)])
    let homes = SimulationRun(instance, seed: 1).days[0].atPlaces
    #expect(Star.agrees(homes[0], of: 20_000, 0.75))
  }

  /// A flooded flood zone scores by the square of its weight, a flooded town by the weight itself: 1/4 to
  /// 1/2. A level of 1.9 counts as 1.
  @Test func floodsRepelZonesTwice() {
    var instance = Star.instance([(.floodZone, 100, [:]), (.town, 100, [:])])
    instance.settings.floodPlaceWeights = [1, 0.5, 0.01]
    instance.settings.floodMoveChances = [0, 0, 0]
    instance.attributes = [
      FleeInstance.AttributeSeries(
        name: "flood_level", isRegional: false, days: [0, 9],
        values: ["E0": [1.9, 1.9], "E1": [1, 1]])
    ]
    let (first, all) = share(instance)
    #expect(Star.agrees(first, of: all, 1.0 / 3))
  }

  // MARK: Roads

  /// `forced_redirection: 1` puts the road in twice, so that it attracts twice.
  @Test func aRoadInTwiceAttractsTwice() throws {
    let folder = try TemporaryInstance()
    try folder.write(
      "routes.csv", "#name1,name2,distance,forced_redirection\nA,B,100,1\nB,C,120,2\n")
    let roads = try FleeInstanceReader.read(folder.path).roads
    #expect(roads.map(\.to) == ["B", "B", "C"])
    var instance = Star.instance([(.camp, 100, [:]), (.camp, 100, [:])])
    instance.roads.append(instance.roads[0])
    let (first, all) = share(instance)
    #expect(Star.agrees(first, of: all, 2.0 / 3))
  }

  /// A closed link is closed both ways, whatever the names: nobody comes from S to E0, and nobody who is
  /// there comes back. −1 stands for the end of the simulation.
  @Test(arguments: EngineKind.allCases, [["S", "E0"], ["E0", "S"]])
  func aLinkClosesBothWays(_ engine: EngineKind, _ ends: [String]) {
    var instance = Star.instance([(.camp, 100, ["initial_idps": "500"]), (.camp, 100, [:])])
    instance.length = 5
    instance.settings.campMoveChance = 1
    instance.settings.insertsDayZero = true
    instance.closures = [.init(kind: .link, first: ends[0], second: ends[1], start: 0, end: -1)]
    for day in SimulationRun(instance, seed: 1, engine: engine).days {
      #expect(day.atPlaces[1] == 500)
    }
  }

  /// FLEE's rule for a way S–E0–E0's neighbour: with `fixed_routes` it attracts as if it were a quarter as
  /// long, and who chooses it stays for the day, since its first place is left out of it. From S the road
  /// E0 weighs 1/110, the way of 300 km 4/310: 0.5868 of the people stay.
  @Test func aMajorRouteKeepsPeople() {
    var instance = Star.instance([(.town, 100, [:])])
    for (name, before) in [("F", "E0"), ("G", "F")] {
      var place = instance.places[1]
      place.name = name
      instance.places.append(place)
      instance.roads.append(
        .init(from: before, to: name, distance: 100, walkProbability: 0, maxMoveSpeed: nil))
    }
    instance.settings.defaultMoveChance = 0.006
    instance.settings.usesFixedRoutes = true
    instance.majorRoutes = [["S", "E0", "F", "G"]]
    let day = SimulationRun(instance, seed: 3).days[0]
    let stay = (4.0 / 310) / (4.0 / 310 + 1.0 / 110)
    // A few come back with the time that is left, and stay then.
    let part = Double(day.atPlaces[0]) / 10_000
    #expect(abs(part - stay) < 0.03)
  }

  // MARK: Room

  /// `capacity_per_day`: 10 more on each day, the first included; a camp without a limit stays so.
  @Test func aCampGrows() {
    var instance = Star.instance([
      (.camp, 100, ["capacity_per_day": "10"]), (.camp, 100, ["capacity_per_day": "10"]),
    ])
    instance.places[1].population = 1000
    var network = Network(instance)
    for _ in 0..<3 { network.growCapacities() }
    #expect(network.places.map(\.capacity) == [-1, 1030, -1])
  }

  /// `initial_idps` take no room, and are there at any place. The people counted on day 0 take room, where
  /// the counts decide who sets out, also where the camps are emptied.
  @Test func onlyPeopleCountedOnDayZeroTakeRoom() {
    var instance = Star.instance([
      (.camp, 100, ["initial_idps": "30"]), (.town, 100, ["initial_idps": "7"]),
    ])
    instance.places[1].population = 100
    instance.settings.insertsDayZero = true
    instance.settings.conflictSpawning = nil
    instance.counts = FleeCounts(
      camps: ["E0"], series: ["E0": [.init(day: 0, count: 20)]], total: [])
    #expect(Network(instance).places[1].capacity == 80)
    let first = PersonEngine(instance, seed: 1).snapshot().atPlaces
    #expect(first == [0, 50, 7])
    instance.settings.conflictSpawning = .constant(1)
    #expect(Network(instance).places[1].capacity == 100)
  }

  // MARK: Harvest and forecasts

  /// As in FLEE's code everybody at a place counts at home in the months of harvest, and is back afterwards:
  /// the last day of May, two days of June, and the first of July.
  @Test func everybodyGoesHomeForTheHarvest() throws {
    var instance = Star.instance([(.camp, 100, [:])])
    instance.start = try #require(Day("2023-05-31"))
    instance.length = 32
    instance.settings.conflictSpawning = nil
    instance.settings.sumsCamps = false
    instance.counts = FleeCounts(camps: [], series: [:], total: [.init(day: 0, count: 1000)])
    instance.settings.harvestMonths = [6]
    let days = SimulationRun(instance, seed: 1).days.map(\.atPlaces)
    #expect(days[0] == [0, 1000] && days[1] == [1000, 0] && days[30] == [1000, 0])
    #expect(days[31] == [0, 1000])
    #expect(CohortEngine.refusal(of: instance)?.contains("harvest_months") == true)
  }

  /// While there is a forecast, FLEE multiplies the chance of leaving by the weights of the days with a flood
  /// ahead: 0.5 and 0.3 of two days, by a level whose weight is 1, halved for two days, and by how much
  /// people heed it, 1 or 0. Nobody leaves where no flood is forecast.
  @Test(arguments: [("1", 0.4), ("0", 0.0)])
  func aForecastKeepsPeople(_ awareness: String, _ chance: Double) {
    var instance = Star.instance([(.town, 100, [:])])
    instance.settings.floodSpawning = .constant([0, 0])
    instance.settings.conflictSpawning = nil
    instance.settings.takesFromPopulation = true
    instance.settings.insertsDayZero = true
    instance.counts = FleeCounts(
      camps: ["S"], series: ["S": [.init(day: 0, count: 10_000)]], total: [])
    instance.settings.floodMoveChances = [0, 1, 1]
    instance.settings.floodPlaceWeights = [1, 1, 1]
    var forecast = MovementSettings.FloodForecast()
    forecast.days = 2
    forecast.lastDay = 5
    forecast.weights = [0.9, 0.5, 0.3, 0, 0, 0]
    forecast.awarenessWeights = [0, 1]
    instance.settings.floodForecast = forecast
    instance.demographics = [
      FleeInstance.Demographic(
        name: "floodawareness", values: [awareness], weights: ["Default": [1]])
    ]
    instance.attributes = [
      FleeInstance.AttributeSeries(
        name: "flood_level", isRegional: false, days: [0, 1, 2, 3],
        values: ["S": [1, 1, 1, 0], "E0": [0, 0, 0, 0]])
    ]
    let there = SimulationRun(instance, seed: 1).days[0].atPlaces
    #expect(Star.agrees(there[1], of: 10_000, chance))
  }

  // MARK: Setting out

  /// Without `insert_day0` the people counted on day 0 set out on it. FLEE adds the total to those of the
  /// camps: 180 and 180. By the total alone it is 180.
  @Test(arguments: [(true, 360), (false, 180)])
  func peopleCountedOnDayZeroSetOut(_ sums: Bool, _ people: Int) {
    var instance = Star.instance([(.camp, 100, [:]), (.camp, 100, [:])])
    instance.settings.conflictSpawning = nil
    instance.settings.sumsCamps = sums
    instance.counts = FleeCounts(
      camps: ["E0", "E1"],
      series: ["E0": [.init(day: 0, count: 120)], "E1": [.init(day: 0, count: 60)]],
      total: [.init(day: 0, count: 180)])
    #expect(SimulationRun(instance, seed: 1).days[0].people == people)
  }

  /// Hunger makes people set out by `starvation_driven_spawning`, not by `flee_when_starving`: 100,000 in a
  /// conflict of 1 and half of 1,000 who live elsewhere.
  @Test func hungerDrivesOut() {
    var instance = Star.instance([(.town, 100, [:])])
    instance.settings.conflictSpawning = nil
    instance.settings.sumsCamps = false
    instance.settings.defaultMoveChance = 0.005
    instance.settings.conflictMoveChance = 0
    instance.places[0].population = 1000
    instance.counts = FleeCounts(
      camps: [], series: [:], total: [.init(day: 0, count: 30_000)])
    instance.attributes = [
      FleeInstance.AttributeSeries(
        name: "region_IPC", isRegional: true, days: [0, 9], values: ["S": [0, 0], "E0": [50, 50]])
    ]
    instance.settings.fleesWhenStarving = true
    #expect(SimulationRun(instance, seed: 1).days[0].people == 30_000)
    #expect(SimulationRun(instance, seed: 1).days[0].atPlaces[1] == 0)
    instance.settings.fleesWhenStarving = false
    instance.settings.spawnsWhenStarving = true
    #expect(SimulationRun(instance, seed: 1).days[0].atPlaces[1] == 0)
    instance.settings.spawnsInConflictZonesOnly = false
    // 1,000 to 500, and hardly anybody leaves.
    let part = Double(SimulationRun(instance, seed: 1).days[0].atPlaces[1]) / 30_000
    #expect(abs(part - 1.0 / 3) < 0.02)
  }

  /// In a flood run every place counts as a camp: people counted on day 0 are at every place, and every
  /// place with counts is compared.
  @Test func floodRunsCountEveryPlace() {
    var instance = Star.instance([(.camp, 100, [:]), (.town, 100, [:])])
    instance.settings.conflictSpawning = nil
    instance.settings.floodSpawning = .constant([0, 5])
    instance.settings.takesFromPopulation = true
    instance.settings.insertsDayZero = true
    instance.counts = FleeCounts(
      camps: ["E0", "E1"],
      series: ["E0": [.init(day: 0, count: 20)], "E1": [.init(day: 0, count: 9)]], total: [])
    #expect(PersonEngine(instance, seed: 1).snapshot().atPlaces == [0, 20, 9])
    let run = SimulationRun(instance, seed: 1)
    #expect(Validation(run)?.camps == [1, 2])
    #expect(run.days[0].camps == [0, 1, 2])
  }

  /// A correction of registrations acts on rows as they stand, and `empty_camps_on_day0` leaves counts below
  /// 0 where they fall below those of day 0: 50 less 100.
  @Test func countsFallBelowThoseOfDayZero() throws {
    let folder = try TemporaryInstance()
    try folder.write("c.csv", "2023-01-01,100\n2023-01-11,50\n")
    try folder.write("simsetting.yml", "spawn_rules:\n  empty_camps_on_day0: true\n")
    let counts = try #require(try FleeInstanceReader.read(folder.path).counts)
    #expect(counts.count("C", day: 10) == -50 && counts.count("C", day: 0) == 0)
  }
}
