import Flee
import Foundation
import Periods
import Sampling
import Testing

/// Rules that FLEE's cases do not show, against what their documentation says in numbers.
@Suite struct RuleTests {
  /// FLEE's settings reference: `deactivation_probability: 1.0` is a perfect sink.
  @Test(arguments: EngineKind.allCases) func aPerfectSinkKeepsNobody(_ engine: EngineKind) {
    var instance = Star.instance([(.camp, 100, ["deactivation_probability": "1.0"])])
    instance.settings.campsAreSinks = true
    let day = SimulationRun(instance, seed: 1, engine: engine).days[0]
    #expect(day.gone == 10_000 && day.atPlaces == [0, 0] && day.people == 10_000)
  }

  /// A fifth of those who live there at level 2, by the default list 0, 0.1, 0.2, 0.5, 0.9; they are
  /// taken off the population.
  @Test(arguments: EngineKind.allCases) func floodsDriveAPartAway(_ engine: EngineKind) {
    var instance = Star.instance([(.camp, 100, [:])], population: 1000)
    instance.settings.conflictSpawning = nil
    instance.settings.floodSpawning = .populationRatio([0, 0.1, 0.2, 0.5, 0.9])
    instance.settings.takesFromPopulation = true
    instance.length = 3
    instance.attributes = [
      FleeInstance.AttributeSeries(
        name: "flood_level", isRegional: false, days: [0, 1, 2], values: ["S": [2, 2, 0]])
    ]
    let people = SimulationRun(instance, seed: 1, engine: engine).days.map(\.people)
    // 200 of 1,000, then 160 of 800, then none.
    #expect(people == [200, 360, 360])
  }

  /// Awareness 0 weighs roads by their length alone: 1/(10 + 100) to 1/(10 + 210) is two to one,
  /// whatever stands at their ends.
  @Test(arguments: EngineKind.allCases) func awarenessZeroSeesOnlyRoads(_ engine: EngineKind) {
    var instance = Star.instance([(.camp, 100, [:]), (.camp, 210, [:])])
    instance.settings.awarenessLevel = 0
    instance.settings.campWeight = 7
    let there = SimulationRun(instance, seed: 2, engine: engine).days[0].atPlaces
    #expect(Star.agrees(there[1], of: there[1] + there[2], 2.0 / 3))
  }

  /// FLEE's code takes any level below 0 as 1.
  @Test(arguments: EngineKind.allCases) func awarenessBelowZeroIsOne(_ engine: EngineKind) {
    var instance = Star.instance([(.camp, 100, [:]), (.town, 210, [:])])
    instance.settings.campWeight = 7
    let runs = [-1, 1].map { level in
      instance.settings.awarenessLevel = level
      return SimulationRun(instance, seed: 2, engine: engine).days
    }
    #expect(runs[0] == runs[1])
  }

  /// Towns of 1,000 with 800 and 200 who share the ethnicity attract four to one.
  @Test func sharedEthnicityAttracts() {
    var instance = Star.instance([(.town, 100, ["blue": "800"]), (.town, 100, ["blue": "200"])])
    instance.settings.matchesTownEthnicity = true
    instance.demographics = [
      FleeInstance.Demographic(name: "ethnicity", values: ["blue"], weights: ["Default": [1]])
    ]
    let there = SimulationRun(instance, seed: 3).days[0].atPlaces
    #expect(Star.agrees(there[1], of: there[1] + there[2], 0.8))
    #expect(CohortEngine.refusal(of: instance)?.contains("MatchTownEthnicity") == true)
  }

  /// For children safety counts twice: camps of weight 3 and towns of weight 1 attract them nine to
  /// one, adults three to one. FLEE's code has all males over 14 take risks, for whom they are alike.
  @Test(arguments: [
    ("10", "female", 0.9), ("14", "male", 0.9), ("40", "female", 0.75), ("40", "male", 0.5),
    ("16", "male", 0.5),
  ])
  func ageDecidesTheScore(_ age: String, _ gender: String, _ share: Double) {
    var instance = Star.instance([(.camp, 100, [:]), (.town, 100, [:])])
    instance.settings.campWeight = 3
    instance.settings.childrenAvoidHazards = true
    instance.settings.boysTakeRisk = true
    instance.demographics = [
      FleeInstance.Demographic(name: "age", values: [age], weights: ["Default": [1]]),
      FleeInstance.Demographic(name: "gender", values: [gender], weights: ["Default": [1]]),
    ]
    let there = SimulationRun(instance, seed: 4).days[0].atPlaces
    #expect(Star.agrees(there[1], of: there[1] + there[2], share))
  }

  /// Traits follow the weights of the place that people come from.
  @Test func traitsFollowTheirWeights() {
    let demographic = FleeInstance.Demographic(
      name: "age", values: ["5", "30"], weights: ["Default": [1, 1], "S": [1, 3]])
    let draws = (0..<1000).map { demographic.draw(home: "S", (Double($0) + 0.5) / 1000) }
    #expect(draws.count { $0 == "5" } == 250)
    #expect(demographic.draw(home: "elsewhere", 0.49) == "5")
  }

  /// A camp that becomes a town on day 1 loses half its people a day, from then on.
  @Test(arguments: EngineKind.allCases) func placesChange(_ engine: EngineKind) {
    var instance = Star.instance([(.camp, 100, [:])])
    instance.settings.conflictMoveChance = 1
    instance.settings.defaultMoveChance = 0.5
    instance.length = 2
    instance.conflicts = ["S": [1, 0]]
    instance.changes = [FleeInstance.LocationChange(place: "E0", kind: .town, day: 1)]
    let days = SimulationRun(instance, seed: 5, engine: engine).days
    #expect(days[0].atPlaces == [0, 10_000] && days[0].camps == [1])
    #expect(days[1].camps.isEmpty)
    // Half leave for S and arrive with time left. Half of these stay; the others go back, half of
    // them stay there, and half of the rest come to S a second time and stay; 400 km end the day.
    #expect(Star.agrees(days[1].atPlaces[0], of: 10_000, 0.5 * (0.5 + 0.5 * 0.5 * 0.5)))
  }

  /// FLEE's main branch: the hungry part h leaves for certain, the others with chance c.
  @Test func hungerRaisesTheChanceOfLeaving() {
    var rules = MovementSettings()
    rules.fleesWhenStarving = true
    var place = Network(Star.instance([(.camp, 100, [:])])).places[1]
    place.moveChance = 0.3
    place.hunger = 0.2
    #expect(abs(Scoring.moveChance(place, rules) - (0.2 + 0.8 * 0.3)) < 1e-12)
  }

  /// Values between two days lie on a line, as FLEE interpolates attributes.
  @Test func attributesLieOnALine() {
    let series = FleeInstance.AttributeSeries(
      name: "x", isRegional: false, days: [0, 10], values: ["A": [2, 4]])
    #expect(series.value(of: "A", day: 5) == 3)
    #expect(series.value(of: "A", day: 99) == 4)
    #expect(series.value(of: "B", day: 5) == nil)
  }
}
