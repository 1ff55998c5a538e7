import Flee
import Foundation
import Periods
import Sampling
import Testing

/// What identifies an ensemble when it is continued: its content, and not how it is held in memory.
@Suite struct EncodingTests {
  private func small() -> FleeInstance {
    let place = FleeInstance.Place(
      name: "A", region: "r", country: "c", latitude: 1.5, longitude: -2, kind: .idpCamp,
      conflictDay: 0, population: -1, attributes: [:])
    let road = FleeInstance.Road(
      from: "A", to: "B", distance: 10, walkProbability: 0.25, maxMoveSpeed: nil)
    let closure = FleeInstance.Closure(kind: .country, first: "c", second: "d", start: 1, end: 4)
    var instance = FleeInstance(
      places: [place], roads: [road], closures: [closure], conflicts: ["A": [0.5]],
      start: Day(number: 0), length: 3, settings: MovementSettings(),
      counts: FleeCounts(
        camps: ["A"], series: ["A": [FleeCounts.Entry(day: 0, count: 7)]], total: []))
    instance.agents = [FleeInstance.Agent(place: "A", traits: ["age": "30"])]
    instance.changes = [FleeInstance.LocationChange(place: "A", kind: .town, day: 2)]
    instance.demographics = [
      FleeInstance.Demographic(name: "age", values: ["30"], weights: ["Default": [1]])
    ]
    instance.attributes = [
      FleeInstance.AttributeSeries(
        name: "flood_level", isRegional: false, days: [0], values: ["A": [2]])
    ]
    return instance
  }

  private func json(_ instance: FleeInstance) throws -> Data {
    try Ensemble(instance, seed: 1, engine: .person).canonicalJSON()
  }

  /// The names are those of FLEE's files. They are written out here, because a checkpoint that was
  /// made under these names has to be found again whatever the types are called.
  @Test func anEnsembleIsEncodedUnderFLEEsNames() throws {
    let text = String(decoding: try json(small()), as: UTF8.self)
    let settings = try #require(text.firstRange(of: /"simsetting":\{.*\}\},/))
    let rest = text[..<settings.lowerBound] + text[settings.upperBound...]
    let expected = [
      #"{"days":3,"engine":"person","instance":{"agents":[{"name":"A","traits":{"age":"30"}}],"#,
      #""attributes":[{"by_region":false,"days":[0],"name":"flood_level","values":{"A":[2]}}],"#,
      #""closures":[{"closure_end":4,"closure_start":1,"closure_type":"country","name1":"c","#,
      #""name2":"d"}],"conflicts":{"A":[0.5]},"#,
      #""demographics":[{"name":"age","values":["30"],"weights":{"Default":[1]}}],"length":3,"#,
      #""location_changes":[{"day":2,"location_type":"town","name":"A"}],"#,
      #""locations":[{"attributes":{},"conflict_date":0,"country":"c","lat":1.5,"#,
      #""location_type":"idpcamp","lon":-2,"name":"A","population":-1,"region":"r"}],"#,
      #""routes":[{"distance":10,"name1":"A","name2":"B","walk_probability":0.25}],"#,
      #""source_data":{"camps":["A"],"counts":{"A":[{"count":7,"day":0}]},"total":[]},"#,
      #""start_date":"1970-01-01"},"seed":1,"variations":[]}"#,
    ]
    #expect(rest == expected.joined())
  }

  /// Whatever a run depends on makes another ensemble.
  @Test func everyDifferenceIsSeen() throws {
    let changes: [(inout FleeInstance) -> Void] = [
      { $0.places[0].population = 5 }, { $0.places[0].attributes["initial_idps"] = "3" },
      { $0.roads[0].maxMoveSpeed = 20 }, { $0.closures[0].end = 5 }, { $0.conflicts["A"] = [1] },
      { $0.start = Day(number: 1) }, { $0.settings.campWeight = 2 },
      { $0.settings.conflictSpawning = .poisson(3) }, { $0.settings.floodMoveChances = [0, 1] },
      { $0.settings.floodSpawning = .constant([0, 9]) }, { $0.settings.logsRegions = true },
      { $0.settings.conflictDecay = [1, 0.5] }, { $0.counts?.total = [.init(day: 0, count: 1)] },
      { $0.counts?.series["A"] = [.init(day: 0, count: 8)] }, { $0.counts = nil },
      { $0.agents[0].traits["age"] = "31" }, { $0.changes[0].day = 1 },
      { $0.demographics[0].weights["Default"] = [2] }, { $0.attributes[0].values["A"] = [3] },
      { $0.attributes[0].isRegional = true },
    ]
    var seen: Set<Data> = [try json(small())]
    for (number, change) in changes.enumerated() {
      var instance = small()
      change(&instance)
      #expect(seen.insert(try json(instance)).inserted, "change \(number)")
    }
    let variation = Ensemble.Variation(key: "camp_weight", low: 1, high: 2)
    for ensemble in [
      Ensemble(small(), seed: 2, engine: .person), Ensemble(small(), seed: 1, engine: .cohort),
      Ensemble(small(), seed: 1, engine: .person, days: 2),
      Ensemble(small(), seed: 1, engine: .person, variations: [variation]),
    ] {
      #expect(seen.insert(try ensemble.canonicalJSON()).inserted)
    }
  }

  /// The order in which a dictionary was filled, and warnings, make no difference.
  @Test func whatARunDoesNotDependOnMakesNoDifference() throws {
    let names = (0..<50).map { "P\($0)" }
    var first = small()
    var second = small()
    for name in names { first.conflicts[name] = [1] }
    for name in names.reversed() { second.conflicts[name] = [1] }
    second.warnings = ["odd"]
    #expect(try json(first) == json(second))
  }

  /// As JSON the settings are a `simsetting.yml`: read as one, they are the same again.
  @Test func settingsAsJSONAreASettingsFile() throws {
    var settings = MovementSettings()
    settings.maxMoveSpeed = 123.5
    settings.awarenessLevel = 3
    settings.startsOnFoot = true
    settings.conflictDecay = [1, 0.25]
    settings.conflictSpawning = .populationRatio(0.02)
    settings.floodMoveChances = [0, 0.5]
    settings.floodPlaceWeights = [1, 2]
    settings.fleesWhenStarving = false
    settings.logsRegions = true
    settings.linkLog = 2
    let folder = try TemporaryInstance()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try folder.write("simsetting.yml", try encoder.encode(settings))
    try folder.write("flood_level.csv", "#Day,A\n0,1\n")
    #expect(try FleeInstanceReader.read(folder.path).settings == settings)
  }
}
