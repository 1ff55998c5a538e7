import Flee
import FleeFitting
import Foundation
import Periods
import Tabular
import Testing

/// Leaving out on small made-up conflicts: two camps at different distances, whose counts were made by the model with
/// known settings.
@Suite struct LeaveOneOutTests {
  private static let settings = [
    FittedSetting("default_movechance", 0.05, 1, .linear),
    FittedSetting("camp_weight", 0.1, 10, .log),
  ]

  /// - Parameter near: kilometres to the nearer camp.
  private static func instance(near: Double, counts: FleeCounts? = nil) -> FleeInstance {
    let place = { (name: String, kind: FleeInstance.Kind, people: Int) in
      FleeInstance.Place(
        name: name, region: "r", country: kind == .camp ? "B" : "A", latitude: 0, longitude: 0,
        kind: kind, conflictDay: 0, population: people, attributes: [:])
    }
    let road = { (from: String, to: String, km: Double) in
      FleeInstance.Road(
        from: from, to: to, distance: km, walkProbability: 0, maxMoveSpeed: nil)
    }
    var settings = MovementSettings()
    settings.insertsDayZero = false
    return FleeInstance(
      places: [
        place("Z", .conflictZone, 10_000), place("T", .town, 0), place("N", .camp, -1),
        place("F", .camp, -1),
      ],
      roads: [road("Z", "T", 100), road("T", "N", near), road("T", "F", 500)], closures: [],
      conflicts: ["Z": [Double](repeating: 1, count: 30)], start: Day(number: 19_000), length: 30,
      settings: settings, counts: counts)
  }

  /// Counts by the model itself, with a chance of leaving of 0.8 and camps of weight 5.
  private static func conflict(_ name: String, near: Double) -> FittingConflict {
    let growing = [
      FleeCounts.Entry(day: 0, count: 0), FleeCounts.Entry(day: 29, count: 1000),
    ]
    var made = instance(
      near: near, counts: FleeCounts(camps: ["N"], series: ["N": growing], total: growing))
    made.settings.set("default_movechance", to: 0.8)
    made.settings.set("camp_weight", to: 5)
    let run = SimulationRun(made, seed: 99)
    let entries = { (place: Int) in
      run.days.enumerated().map { day, result in
        FleeCounts.Entry(day: day, count: Double(result.atPlaces[place]))
      }
    }
    let total = run.days.enumerated().map {
      FleeCounts.Entry(day: $0, count: Double($1.people))
    }
    var counted = instance(
      near: near,
      counts: FleeCounts(
        camps: ["N", "F"], series: ["N": entries(2), "F": entries(3)], total: total))
    counted.settings.sumsCamps = false
    return FittingConflict(name: name, instance: counted, scaleDown: 1)
  }

  private static func fitting(
    _ conflicts: [FittingConflict], threads: Int = 1, file: String? = nil
  ) throws -> LeaveOneOut {
    var search = PopulationSearch(settings)
    (search.first, search.later, search.generations, search.kept) = (20, 10, 2, 6)
    var fitting = LeaveOneOut(
      conflicts, search, try EvaluationFile(file, settings: settings, mark: "test"))
    fitting.threads = threads
    return fitting
  }

  private static let conflicts = [
    conflict("near", near: 150), conflict("middle", near: 300), conflict("far", near: 450),
  ]

  private func bytes(_ report: FittingReport) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(report)
  }

  /// Counts that the model made are met again, on conflicts that were left out: with the settings in force before,
  /// a weight of 1 and a chance of 0.3, more people are elsewhere.
  @Test func settingsFoundOnTheOthersHelpOnTheOneLeftOut() async throws {
    let fitting = try Self.fitting(Self.conflicts)
    let report = try await fitting.report(fitting.folds)
    #expect(report.leftOut.map(\.conflict) == ["near", "middle", "far"])
    let headline = try #require(report.headline)
    #expect(headline.noWorseElsewhere == 3)
    #expect(headline.ensemble.elsewhere < headline.published.elsewhere / 2)
  }

  @Test func threadsDoNotMatter() async throws {
    let one = try Self.fitting(Self.conflicts)
    let two = try Self.fitting(Self.conflicts, threads: 2)
    #expect(
      try bytes(await one.report(one.folds)) == bytes(await two.report(two.folds)))
  }

  /// Whatever the conflict that is left out counted, the settings kept are the same.
  @Test func whatIsLeftOutDecidesNothing() async throws {
    let fitting = try Self.fitting(Self.conflicts)
    let kept = try await fitting.ensemble(leavingOut: 2)
    let other = Self.conflict("far", near: 50)
    let changed = try Self.fitting([Self.conflicts[0], Self.conflicts[1], other])
    let again = try await changed.ensemble(leavingOut: 2)
    #expect(kept.map(\.values) == again.map(\.values))
    #expect(kept.map(\.weight) == again.map(\.weight))
  }

  /// What is in the file is not computed again, half a row at its end is passed over, and parts put together are the
  /// whole.
  @Test func resultsAreKept() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "evaluations.csv").path
    let whole = try Self.fitting(Self.conflicts)
    let expected = try bytes(await whole.report(whole.folds))

    let first = try Self.fitting(Self.conflicts, file: path)
    _ = try await first.report([0])
    let rows = try String(contentsOfFile: path, encoding: .utf8)
    try Data((rows + "test,near,0.1").utf8).write(to: URL(fileURLWithPath: path))
    let second = try EvaluationFile(path, settings: Self.settings, mark: "test")
    #expect(second.count == first.evaluations.count)
    let other = try EvaluationFile(nil, others: [path], settings: Self.settings, mark: "other")
    #expect(other.count == 0)
    try Data(rows.utf8).write(to: URL(fileURLWithPath: path))
    let again = try Self.fitting(Self.conflicts, file: path)
    #expect(try bytes(await again.report(again.folds)) == expected)
  }

  /// Where nobody is counted the share of people elsewhere is not known; it is no error of 0.
  @Test func withoutAnybodyCountedThereIsNoError() {
    let zero = [FleeCounts.Entry(day: 0, count: 0), FleeCounts.Entry(day: 29, count: 0)]
    let growing = [FleeCounts.Entry(day: 0, count: 0), FleeCounts.Entry(day: 29, count: 500)]
    var instance = Self.instance(
      near: 150, counts: FleeCounts(camps: ["N"], series: ["N": zero], total: growing))
    instance.settings.sumsCamps = false
    let conflict = FittingConflict(name: "zero", instance: instance, scaleDown: 1)
    #expect(conflict.error([:], seed: 1) == nil)
  }

  @Test func aFileOfAnotherSearchIsRefused() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data("mark,conflict,elsewhere,as_flee,softening\n".utf8).write(to: path)
    #expect(throws: InputError.self) {
      try EvaluationFile(path.path, settings: Self.settings, mark: "test")
    }
  }
}

/// Sensitivity of runs.
@Suite struct SettingSensitivityTests {
  @Test func outputsAreReadAsTheyAreWritten() {
    for text in ["elsewhere", "flee-error", "people:Camp", "people:Camp@12"] {
      #expect(RunOutput(text)?.description == text)
    }
    #expect(RunOutput("people:") == nil)
    #expect(RunOutput("people:Camp@-1") == nil)
    #expect(RunOutput("error") == nil)
  }
}
