import Flee
import Foundation
import Periods
import Sampling
import Testing

/// Measures of error against FLEE's own post-processing, and against sums anyone can do.
@Suite struct ErrorMeasureTests {
  /// Forty days of three camps by formula: people simulated and counted.
  private static let days: [[(sim: Int, data: Int)]] = (0..<40).map { day in
    [
      (100 + 7 * day, 90 + 9 * day + day % 5), (40 + day * day / 10, 60 + 3 * day),
      (10 + 2 * day, day < 8 ? 5 * (day % 8) : 20 + day),
    ]
  }

  private static func table() throws -> OutTable {
    let names = ["Acamp", "Bcamp", "Ccamp"]
    var text = "Day,Date," + names.map { "\($0) sim,\($0) data,\($0) error," }.joined()
    text +=
      "Total error,refugees in camps (UNHCR),total refugees (simulation),"
      + "raw UNHCR refugee count,refugees in camps (simulation),refugee_debt\n"
    for (day, camps) in days.enumerated() {
      let (sim, data) = camps.reduce((0, 0)) { ($0.0 + $1.sim, $0.1 + $1.data) }
      text += "\(day),\(Day(number: Int32(19359 + day))),"
      text += camps.map { "\($0.sim),\($0.data),nan," }.joined()
      text += "0.0,\(data),\(sim),\(data + 500),\(sim),0\n"
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(text.utf8).write(to: file)
    return try OutTable(path: file.path)
  }

  /// What `extract-validation-results.py` of FLEE 3.1 prints for this table (numpy 2.4, pandas 3.1); it
  /// rounds the errors of camps to four decimals.
  @Test func measuresAreThoseOfFLEEsPostProcessing() throws {
    let run = try #require(try Self.table().countedRun)
    let measures = try #require(ErrorMeasures(run))
    #expect(abs(measures.averagedRelativeDifference - 0.17748389018990168) < 1e-9)
    #expect(abs(measures.averagedRelativeDifferenceRescaled - 0.154673576410317) < 1e-6)
    let theirs: [(ErrorMeasures.ScaledErrors?, [Double])] = [
      (measures.mase7, [0.3590230261607353, 0.00925239217534763, 0.9912057035116664]),
      (measures.mase30, [0.9803412679707754, 0.0031375441904312987, 6.795040890879095]),
      (measures.byCamp["Acamp"]?.mase7, [0.1412, 0.0063, 0.6896]),
      (measures.byCamp["Bcamp"]?.mase7, [0.4201, 0.0117, 1.6842]),
      (measures.byCamp["Ccamp"]?.mase30, [3.4675, 0.0102, 17.303]),
    ]
    for (ours, expected) in theirs {
      let values = [ours?.flat, ours?.sloped, ours?.ratio]
      for (value, expected) in zip(values, expected) {
        #expect(abs(try #require(value) - expected) < 1e-4)
      }
    }
    let camp = try #require(measures.byCamp["Acamp"])
    #expect(abs(camp.meanAbsoluteDifference - 32.1) < 1e-9)
    #expect(abs(camp.meanAbsoluteDifferenceRescaled - 20.986195) < 1e-4)
  }

  /// Both errors of the same table, from Python's sums over it.
  @Test func bothErrorsAreReadFromATable() throws {
    let run = try #require(try Self.table().countedRun)
    #expect(abs(try #require(run.countedElsewhere) - 0.17748389018990168) < 1e-9)
    #expect(abs(try #require(run.errorAsFlee) - 0.07752649049602635) < 1e-9)
  }

  /// A camp of a constant ten simulated and 2, 4, 6 … counted: the line through the count of day 7 makes
  /// no error, so that there is no scaled one; the flat baseline's is that of a sum.
  @Test func aBaselineWithoutErrorGivesNone() throws {
    let counted = (0..<10).map { Double(2 * $0) }
    let run = CountedRun(
      camps: [.init(name: "C", simulated: counted.map { _ in 10 }, counted: counted)],
      countedRaw: counted)
    let errors = try #require(ErrorMeasures(run)?.mase7)
    #expect(errors.slopedThroughCount == nil && errors.ratio == nil)
    // Rescaled, one camp agrees with itself: 0 over the flat baseline's |16 − 14|, |18 − 14|.
    #expect(errors.flat == 0)
    #expect(ErrorMeasures(run)?.mase30 == nil)
  }

  private func instance(_ counts: [String: Int], total: Int) -> FleeInstance {
    let names = counts.keys.sorted()
    return FleeInstance(
      places: names.map {
        FleeInstance.Place(
          name: $0, region: "", country: "home", latitude: 0, longitude: 0, kind: .camp,
          conflictDay: 0, population: -1, attributes: [:])
      },
      roads: [], closures: [], conflicts: [:], start: Day(number: 0), length: 2,
      settings: MovementSettings(),
      counts: FleeCounts(
        camps: names, series: counts.mapValues { [.init(day: 0, count: Double($0))] },
        total: [.init(day: 0, count: Double(total))]))
  }

  /// 100 people are counted, 30 of them elsewhere than simulated on both ends: 60 of 100. FLEE's
  /// denominator has the total of day 0 as well: 60 of 400.
  @Test func theHonestShareIsOfThePeopleCounted() throws {
    let instance = instance(["A": 60, "B": 40], total: 300)
    let validation = try #require(Validation(instance, [[30, 70], [30, 70]]))
    #expect(validation.countedElsewhere == [0.6, 0.6])
    #expect(validation.meanCountedElsewhere == 0.6)
    #expect(validation.totalError == [0.15, 0.15] && validation.meanTotalError == 0.15)
  }

  /// Where nobody is counted on a day a share is of nothing: 0 when nobody is simulated either, else not known,
  /// and such a day is no part of the mean. Where nobody is counted on any day the mean is not known.
  @Test func withoutCountsTheShareIsNotKnown() throws {
    let instance = instance(["A": 0, "B": 0], total: 0)
    let validation = try #require(Validation(instance, [[0, 0], [5, 0]]))
    #expect(validation.countedElsewhere == [0, nil] && validation.meanCountedElsewhere == nil)
  }

  // MARK: Two runs

  private func table(_ text: String) throws -> OutTable {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(text.utf8).write(to: file)
    return try OutTable(path: file.path)
  }

  @Test func twoRunsAreComparedOnWhatBothHave() throws {
    let first = try table("Day,A sim,B sim,Old sim\n0,10,0,1\n1,10,10,1\n")
    let second = try table("Day,B sim,A sim,New sim\n1,5,15,7\n2,5,15,7\n")
    let comparison = try #require(RunComparison(first, second, paths: ("a", "b")))
    #expect(comparison.days == [1] && comparison.places.map(\.name) == ["A", "B"])
    #expect(comparison.onlyInFirst == ["Old"] && comparison.onlyInSecond == ["New"])
    // |15 − 10| + |5 − 10| of 20 people.
    #expect(comparison.peopleElsewhere == 0.5 && !comparison.isSame)
    #expect(comparison.places.map(\.largestDifference) == [5, -5])
    #expect(try #require(RunComparison(first, first, paths: ("a", "a"))).isSame)
  }

  @Test func placesOfEveryDayAreReadAsARun() throws {
    let places = try table("day,place,people\n0,A,1\n0,B,2\n1,A,3\n1,B,4\n")
    #expect(places.days == [0, 1] && places.camps.map(\.simulated) == [[1, 3], [2, 4]])
    #expect(throws: (any Error).self) { try table("day,place,people\n0,A,1\n0,B,2\n1,A,3\n") }
    #expect(throws: (any Error).self) { try table("Day,A sim\n0,many\n") }
  }

  // MARK: Everything a run has

  /// People on roads, counted road by road, add up to those on the road.
  @Test(arguments: EngineKind.allCases)
  func peopleOnEachRoadAddUp(_ engine: EngineKind) throws {
    let instance = try FleeInstanceReader.read(
      ConformanceTests.folder.appending(path: "long-road").path)
    let run = SimulationRun(instance, seed: 2, engine: engine, countsLinks: true)
    #expect(run.days.contains { $0.onTheRoad > 0 })
    for day in run.days { #expect(day.onLinks.reduce(0) { $0 + Int($1) } == day.onTheRoad) }
    var places = ""
    FleeOutput.places(run) { places += $0 }
    let lines = places.split(separator: "\n")
    #expect(lines.count == 1 + run.days.count * (instance.places.count + 1))
    let people = lines.dropFirst().compactMap { Int($0.split(separator: ",")[2]) }.reduce(0, +)
    let simulated = run.days.map { $0.people - $0.gone }.reduce(0, +)
    #expect(people == simulated)
  }

  /// The estimate of the log of people against the log itself.
  @Test func logsAreAsLargeAsWasSaid() throws {
    var instance = try FleeInstanceReader.read(
      ConformanceTests.folder.appending(path: "fork").path)
    instance.settings.agentLog = 1
    instance.settings.linkLog = 1
    let bytes = Bytes()
    let log = TravelLog(
      instance.settings, agents: { bytes.agents += Double($0.utf8.count) },
      links: { bytes.links += Double($0.utf8.count) })
    _ = SimulationRun(instance, seed: 1, log: log)
    let sizes = LogSizes(instance, people: DepartureOutlook(instance).people)
    #expect(abs(sizes.agents / bytes.agents - 1) < 0.2, "\(sizes.agents), \(bytes.agents)")
    #expect(abs(sizes.links / bytes.links - 1) < 0.3, "\(sizes.links), \(bytes.links)")
  }

  private final class Bytes {
    var agents = 0.0
    var links = 0.0
  }
}
