import CorridorModel
import Corridors
import Foundation
import Periods
import Policies
import Sampling
import Synchronization
import Testing
import Wording

/// Scenarios that share their past give what each gives on its own. What is expected comes from runs of
/// one scenario from the first day to the last, which have no part in branching.
struct BranchingTests {
  private static func day(_ number: Int) -> Day { RandomCorridor.start.adding(days: number) }

  /// Scenarios that part on different days, in pairs and from groups, and two that are the same.
  private static let changes: [[ScenarioChanges.Change]] = [
    [], [.remove(policy: "agreement", from: day(70))], [.remove(policy: "back", from: day(40))],
    [.remove(policy: "back", from: day(40)), .remove(policy: "appointments", from: day(80))],
    [], [.remove(policy: "raids", from: nil)], [.remove(policy: "back", from: nil)],
  ]

  private func scenarios(of corridor: MovementCorridor) -> [CorridorScenario] {
    BranchingTests.changes.map { changes in
      var corridor = corridor
      corridor.policies = ScenarioChanges(
        id: "", name: Localized("", ""), changes: changes
      ).applied(to: corridor.policies)
      return CorridorScenario(random: corridor, months: 4)
    }
  }

  /// Each scenario from the first day to the last, on its own.
  ///
  /// - Parameter reference: the policies as they were.
  private func apart<Engine: CorridorEngine>(
    _ scenarios: [CorridorScenario], reference: CorridorScenario? = nil, _ draws: [ParameterDraw],
    seed: UInt64, _ engine: Engine.Type
  ) -> [[CorridorTally]] {
    scenarios.map { scenario in
      draws.enumerated().map { number, draw in
        var draw = draw
        draw.place = RunPlaces.place(ofRun: number)
        let seed = CounterRandom.seed(seed, run: number)
        var run = Engine(scenario, draw, seed: seed)
        if let reference {
          var first = Engine(reference, draw, seed: seed)
          first.run()
          run.turn(to: scenario, reference: ReferenceRun(reference, beliefs: first.beliefs))
        }
        run.run()
        return run.tally
      }
    }
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `a branch is what the whole run is, for any number of threads`(seed: UInt64) async throws {
    var maker = RandomCorridor(seed)
    let corridor = try maker.make()
    let scenarios = scenarios(of: corridor)
    let draws = corridor.plan.priorDraws(3, seed: seed)
    let expected = apart(scenarios, draws, seed: seed, CorridorCohortEngine.self)
    let ensemble = CorridorEnsemble(scenarios, draws: draws, seed: seed)
    for threads in [1, 3] {
      #expect(await ensemble.run(3, threads: threads) == expected)
    }
    #expect(ensemble.days.simulated < ensemble.days.apart)
  }

  @Test(arguments: [2, 9] as [UInt64])
  func `it is in the person engine too`(seed: UInt64) async throws {
    var maker = RandomCorridor(seed)
    let corridor = try maker.make()
    let scenarios = scenarios(of: corridor)
    let draws = corridor.plan.priorDraws(2, seed: seed)
    let expected = apart(scenarios, draws, seed: seed, CorridorPersonEngine.self)
    let ensemble = CorridorEnsemble(scenarios, draws: draws, seed: seed, engine: .person)
    #expect(await ensemble.run(2, threads: 2) == expected)
  }

  /// Counts what is found and what is kept.
  private final class Counted: PastStates {
    let inner: any PastStates
    let counts = Mutex((found: 0, kept: 0))

    init(_ inner: any PastStates) { self.inner = inner }

    func states(of key: String) -> [Int: [UInt8]] {
      let states = inner.states(of: key)
      counts.withLock { $0.found += states.count }
      return states
    }

    func keep(_ states: [Int: [UInt8]], of key: String) {
      counts.withLock { $0.kept += states.count }
      inner.keep(states, of: key)
    }
  }

  private func folder() -> String {
    FileManager.default.temporaryDirectory.appending(path: "past-\(UUID().uuidString)").path
  }

  @Test(arguments: [30, 60, 100], [1, 8, 17] as [UInt64])
  func `from kept states the same comes out`(number: Int, seed: UInt64) async throws {
    var maker = RandomCorridor(seed)
    let corridor = try maker.make()
    let scenarios = scenarios(of: corridor)
    let draws = corridor.plan.priorDraws(4, seed: seed)
    let expected = apart(scenarios, draws, seed: seed, CorridorCohortEngine.self)
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    for inner in [MemoryPastStates(), DiskPastStates(path)] as [any PastStates] {
      let states = Counted(inner)
      var ensemble = CorridorEnsemble(scenarios, draws: draws, seed: seed)
      ensemble.past = KeptPast(Self.day(number), states, context: "a")
      // Some runs, then all, then all again.
      #expect(await ensemble.run(2, threads: 2) == expected.map { Array($0.prefix(2)) })
      #expect(await ensemble.run(4, threads: 2) == expected)
      let kept = states.counts.withLock { $0.kept }
      #expect(await ensemble.run(4, threads: 1) == expected)
      #expect(kept > 0 && states.counts.withLock { $0.kept } == kept, "nothing new the third time")
      #expect(states.counts.withLock { $0.found } > 0)
    }
  }

  /// By the construction of the key, nothing that changes a state can leave it as it is.
  @Test func `what changes the past is never found`() async throws {
    var maker = RandomCorridor(8)
    let corridor = try maker.make()
    let draws = corridor.plan.priorDraws(2, seed: 1)
    let other = corridor.plan.priorDraws(2, seed: 2)
    let states = Counted(MemoryPastStates())
    func run(
      _ draws: [ParameterDraw], _ changes: [ScenarioChanges.Change] = [], seed: UInt64 = 1,
      context: String = "a", day: Int = 60, months: Int = 4
    ) async throws -> Int {
      var corridor = corridor
      corridor.policies = ScenarioChanges(
        id: "", name: Localized("", ""), changes: changes
      ).applied(to: corridor.policies)
      let scenario = CorridorScenario(random: corridor, months: months)
      var ensemble = CorridorEnsemble([scenario], draws: draws, seed: seed)
      ensemble.past = KeptPast(Self.day(day), states, context: context)
      let before = states.counts.withLock { $0.found }
      let tallies = await ensemble.run(2, threads: 1)
      #expect(tallies == apart([scenario], draws, seed: seed, CorridorCohortEngine.self))
      return states.counts.withLock { $0.found } - before
    }
    #expect(try await run(draws) == 0)
    #expect(try await run(draws) == 2)
    #expect(try await run(other) == 0)
    #expect(try await run(draws, seed: 3) == 0)
    #expect(try await run(draws, context: "b") == 0)
    #expect(try await run(draws, day: 61) == 0)
    #expect(try await run(draws, [.remove(policy: "appointments", from: Self.day(20))]) == 0)
    // What is the same until then is found, also where more or fewer months follow.
    #expect(try await run(draws, [.remove(policy: "appointments", from: Self.day(60))]) == 2)
    #expect(try await run(draws, months: 5) == 2)
    #expect(try await run(draws, months: 3) == 2)
  }

  @Test func `a file that is damaged or cut short is as none`() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let disk = DiskPastStates(path)
    let states: [Int: [UInt8]] = [0: [1, 2, 3], 7: [], 300: Array(repeating: 9, count: 1000)]
    disk.keep(states, of: "key")
    #expect(disk.states(of: "key") == states)
    #expect(disk.states(of: "ke").isEmpty && disk.states(of: "other").isEmpty)
    let file = path + "/key.past"
    let whole = try #require(FileManager.default.contents(atPath: file))
    for cut in [0, 5, 20, 60, whole.count - 1] {
      try whole.prefix(cut).write(to: URL(fileURLWithPath: file))
      #expect(disk.states(of: "key").isEmpty)
    }
    var changed = whole
    changed[changed.count - 2] ^= 1
    try changed.write(to: URL(fileURLWithPath: file))
    #expect(disk.states(of: "key").isEmpty)
    // Under the name of another key.
    try whole.write(to: URL(fileURLWithPath: path + "/kez.past"))
    #expect(disk.states(of: "kez").isEmpty)
  }

  /// What was used longest ago goes first.
  @Test func `what is kept has a bound`() throws {
    let path = folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let state = [UInt8](repeating: 1, count: 1000)
    for states in [MemoryPastStates(mostBytes: 2600), DiskPastStates(path, mostBytes: 2600)]
      as [any PastStates]
    {
      states.keep([1: state], of: "a")
      Thread.sleep(forTimeInterval: 0.02)
      states.keep([1: state], of: "b")
      Thread.sleep(forTimeInterval: 0.02)
      _ = states.states(of: "a")
      Thread.sleep(forTimeInterval: 0.02)
      states.keep([1: state], of: "c")
      #expect(states.states(of: "a").count == 1 && states.states(of: "c").count == 1)
      #expect(states.states(of: "b").isEmpty)
    }
  }

  /// The corridor that ships, whose scenarios differ in whom a return applies to: the eras of arrival by
  /// which people inside are told apart are others from one scenario to the next.
  @Test func `scenarios of the corridor that ships share their past`() async throws {
    let folder = try CorridorFolder("venezuela-us")
    let corridor = try folder.movement()
    let lastKnown = try #require(Day("2023-09-30"))
    let months = try #require(Period(from: corridor.plan.start, through: lastKnown))
    let record = CorridorRecord(
      counts: [
        "darien": Dictionary(uniqueKeysWithValues: months.split(into: .month).map { ($0, 5000) })
      ],
      hazards: ["darien-jungle": 0.001, "us-mexico-border": 0.001],
      outlooks: [
        "darien": EntryOutlook(
          first: Period.month(of: lastKnown.adding(days: 1)),
          draws: [[1000, 2000], [4000, 3000], [8000, 9000]])
      ])
    let names = ["base", "flights-daily", "flights-none", "tps-not-widened", "tps-september"]
    let asOf = try #require(Day("2023-10-05"))
    let end = try #require(Day("2023-12-31"))
    func runner(_ names: [String]) throws -> WhatIfRunner {
      WhatIfRunner(
        corridor: corridor, record: record,
        changes: try names.map { try ScenarioReader.read($0, folder: folder, corridor: corridor) },
        posterior: nil, asOf: asOf, first: Period.month(of: asOf),
        last: Period.month(of: end), runs: 2, seed: 1)
    }
    var together = try runner(names)
    together.past = KeptPast(asOf, MemoryPastStates(), context: "")
    let base = try #require(try runner(["base"]).scenarios.first)
    let expected = apart(
      together.scenarios, reference: base, corridor.plan.priorDraws(2, seed: 1), seed: 1,
      CorridorCohortEngine.self)
    for _ in 1...2 {
      let runs = await together.extend(WhatIfRuns(scenarios: names.count), to: 2, threads: 2)
      #expect(runs.tallies == expected)
    }
    let days = together.ensemble.days
    // Of 730 days each, no less than the days until July 2023 are shared.
    // The policies as they were are among them twice, and simulated once.
    #expect(days.apart == 6 * 730 && days.simulated < 5 * 730 - 4 * 545)
  }
}
