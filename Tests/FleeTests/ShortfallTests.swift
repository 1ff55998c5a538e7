import Flee
import Foundation
import Periods
import Sampling
import Testing

/// People who set out by the counts and are not simulated: never without a word.
///
/// The numbers can be added up in one's head: 60 people a day by the counts from day 1 on, 1,140 by day 19.
@Suite struct ShortfallTests {
  private func place(_ name: String, _ kind: FleeInstance.Kind, _ people: Int) -> FleeInstance.Place
  {
    FleeInstance.Place(
      name: name, region: name, country: "home", latitude: 0, longitude: 0, kind: kind,
      conflictDay: 0, population: people, attributes: [:])
  }

  /// Places where people set out, all with a road to one camp, which counts 60 people more each day.
  private func instance(
    _ homes: [Int], kind: FleeInstance.Kind = .conflictZone,
    conflicts: [String: [Double]] = [:]
  ) -> FleeInstance {
    let names = homes.indices.map { "H\($0)" }
    var settings = MovementSettings()
    settings.takesFromPopulation = true
    settings.insertsDayZero = false
    return FleeInstance(
      places: zip(names, homes).map { place($0, kind, $1) } + [place("C", .camp, -1)],
      roads: names.map {
        FleeInstance.Road(
          from: $0, to: "C", distance: 100, walkProbability: 0, maxMoveSpeed: nil)
      },
      closures: [], conflicts: conflicts, start: Day(number: 0), length: 20, settings: settings,
      counts: FleeCounts(
        camps: ["C"], series: ["C": [.init(day: 0, count: 0), .init(day: 20, count: 1200)]],
        total: [.init(day: 0, count: 0), .init(day: 20, count: 1200)]))
  }

  private func reports(
    _ instance: FleeInstance, _ engine: EngineKind, runs: Int = 1
  ) async -> [ShortfallReport] {
    let statistics = await Ensemble(instance, seed: 3, engine: engine).run(runs, threads: 1)
    let last = (0..<statistics.columns).reduce(0.0) { $0 + statistics.mean(day: 19, column: $1) }
    return statistics.shortfalls.reports(instance, runs: runs, people: last)
  }

  @Test(arguments: EngineKind.allCases)
  func homesRunOut(_ engine: EngineKind) async throws {
    // Five days empty a place of 300 people.
    let instance = instance([300])
    let report = try #require(await reports(instance, engine).first)
    #expect(report.reason == .noPopulation && report.people == 840 && report.ofPeople == 1140)
    #expect(report.firstDay == 6 && report.lastDay == 19 && report.firstDate == "1970-01-07")
    #expect(DepartureOutlook(instance).reports(instance) == [report])
    #expect(SimulationRun(instance, seed: 1, engine: engine).days.last?.people == 300)
  }

  @Test(arguments: EngineKind.allCases)
  func moreSetOutThanAreLeft(_ engine: EngineKind) async throws {
    // On day 6 sixty set out where ten are left.
    let instance = instance([310])
    let reports = await reports(instance, engine, runs: 3)
    #expect(reports.map(\.reason) == [.noPopulation, .beyondPopulation])
    #expect(reports.map(\.people) == [780, 50] && reports.map(\.ofPeople) == [1140, 360])
    #expect(reports.map(\.firstDay) == [7, 6] && reports.map(\.lastDay) == [19, 6])
    #expect(reports.allSatisfy { $0.runs == 3 })
    let ahead = DepartureOutlook(instance)
    #expect(ahead.reports(instance).map(\.people) == [780, 50] && ahead.people.last == 360)
  }

  @Test(arguments: EngineKind.allCases)
  func whereAnotherPlaceIsLeftNobodyIsMissing(_ engine: EngineKind) async {
    let instance = instance([100, 100_000])
    #expect(await reports(instance, engine).isEmpty)
    #expect(DepartureOutlook(instance).reports(instance).isEmpty)
  }

  @Test(arguments: EngineKind.allCases)
  func thePeopleOfAPauseAreMissing(_ engine: EngineKind) async throws {
    // No conflict from day 5 to day 7: 180 people.
    let pause = [Double](repeating: 1, count: 5) + [0, 0, 0] + [Double](repeating: 1, count: 12)
    let instance = instance([100_000], conflicts: ["H0": pause])
    let report = try #require(await reports(instance, engine).first)
    #expect(report.reason == .noConflict && report.people == 180 && report.ofPeople == 1140)
    #expect(report.firstDay == 5 && report.lastDay == 7)
    #expect(DepartureOutlook(instance).reports(instance) == [report])
  }

  @Test(arguments: EngineKind.allCases)
  func floodsDriveOutMoreThanLiveThere(_ engine: EngineKind) async throws {
    // A hundred a day for twenty days from a place of 250.
    var instance = instance([250], kind: .floodZone)
    instance.settings.floodSpawning = .constant([0, 100])
    instance.attributes = [
      .init(name: "flood_level", isRegional: false, days: [0], values: ["H0": [1]])
    ]
    let report = try #require(await reports(instance, engine).first)
    #expect(report.reason == .beyondPopulation && report.people == 1750)
    #expect(report.ofPeople == 2000 && report.firstDay == 2 && report.lastDay == 19)
  }

  /// FLEE's reader of conflicts.csv ends with an index error there.
  @Test func conflictsThatEndBeforeThePeriodAreReported() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.copyItem(
      at: ConformanceTests.folder.appending(path: "fork"), to: folder)
    let places = try FleeInstanceReader.read(folder.path).places
    let home = try #require(places.first { $0.kind == .conflictZone }).name
    try Data("#Day,\(home)\n0,1\n1,1\n2,1\n".utf8)
      .write(to: folder.appending(path: "input_csv/conflicts.csv"))
    let instance = try FleeInstanceReader.read(folder.path)
    let days = instance.length - 3
    #expect(
      instance.warnings.contains {
        $0.hasPrefix("conflicts.csv ends on day 2 (")
          && $0.contains(", \(days) days before the simulation does")
      })
  }
}
