import Corridors
import Foundation
import Periods
import Sampling

/// Many runs of one or more scenarios of a corridor. Run number n has the same random numbers and
/// the same parameters in every scenario, so that differences between scenarios are precise.
///
/// What scenarios share is simulated once for each run (see `ScenarioTree`); the result is that of
/// runs from the start on, to the bit.
package struct CorridorEnsemble: Sendable {
  package let scenarios: [CorridorScenario]
  /// The policies as they were, if there are any, before the scenarios.
  let all: [CorridorScenario]
  /// Whether the first of all are the policies as they were: others then differ in how many set out by the
  /// response to what is different from them. Without, nobody responds to anything.
  let hasReference: Bool
  /// Draws of the parameters. Run number n takes the n-th; they are used again in turn when there are
  /// fewer draws than runs.
  package let draws: [ParameterDraw]
  /// For each of ``all`` the parameters that it sets.
  let own: [[String: Double]]
  package let seed: UInt64
  package let engine: EngineKind
  let tree: ScenarioTree
  /// Where states are kept; `nil` for nowhere.
  package var past: KeptPast?

  /// - Parameters:
  ///   - own: for each scenario the parameters that it sets; empty for none.
  ///   - reference: the policies as they were.
  package init(
    _ scenarios: [CorridorScenario], draws: [ParameterDraw], own: [[String: Double]] = [],
    reference: CorridorScenario? = nil, seed: UInt64, engine: EngineKind = .cohort
  ) {
    self.scenarios = scenarios
    self.draws = draws
    hasReference = reference != nil
    all = (reference.map { [$0] } ?? []) + scenarios
    self.own =
      (reference == nil ? [] : [[:]]) + (own.isEmpty ? scenarios.map { _ in [:] } : own)
    self.seed = seed
    self.engine = engine
    tree = ScenarioTree(all, own: self.own)
  }

  /// Days that a run of all scenarios simulates, and those that it would if they shared nothing.
  package var days: (simulated: Int, apart: Int) {
    (tree.days, all.reduce(0) { $0 + $1.days })
  }

  /// Runs a scenario once; `nil` when it was cancelled.
  package static func tally(
    _ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64, engine: EngineKind = .cohort,
    isCancelled: () -> Bool = { false }
  ) -> CorridorTally? {
    let type: any CorridorEngine.Type =
      switch engine {
      case .cohort: CorridorCohortEngine.self
      case .person: CorridorPersonEngine.self
      }
    var run = type.init(scenario, draw, seed: seed)
    run.run(isCancelled: isCancelled)
    return run.day == scenario.days ? run.tally : nil
  }

  /// Runs every scenario several times.
  ///
  /// - Parameters:
  ///   - first: how many of the first runs, of those of the shard, are left out.
  ///   - runs: number after the last run.
  ///   - shard: the part of the runs that is made.
  ///   - threads: runs computed in parallel.
  ///   - isCancelled: called before each day; runs that are complete by then are kept.
  ///   - progress: called with the number of runs done.
  /// - Returns: for each scenario its runs in order; all scenarios have the same number of runs.
  package func run(
    from first: Int = 0, _ runs: Int, shard: RunShard = .whole, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (Int) -> Void = { _ in }
  ) async -> [[CorridorTally]] {
    await runAll(
      from: first, runs, shard: shard, threads: threads, isCancelled: isCancelled,
      progress: progress
    ).suffix(scenarios.count)
  }

  /// As ``run(from:_:shard:threads:isCancelled:progress:)``, with the policies as they were before the
  /// scenarios, if there are any.
  func runAll(
    from first: Int, _ runs: Int, shard: RunShard, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool, progress: (Int) -> Void
  ) async -> [[CorridorTally]] {
    var done: [Int: [CorridorTally]] = [:]
    let size = shard.size(of: runs)
    let known = engine == .cohort ? past?.known(to: self) : nil
    var new: [String: [Int: [UInt8]]] = [:]
    await withTaskGroup(of: (Int, BranchedRun?).self) { group in
      var next = first
      func launch() {
        guard next < size, !isCancelled() else { return }
        let position = next
        next += 1
        group.addTask { (position, branched(shard.run(at: position), known, isCancelled)) }
      }
      for _ in 0..<max(1, threads) { launch() }
      while let (position, run) = await group.next() {
        if let run {
          done[position] = run.tallies.compactMap(\.self)
          for (key, state) in run.states { new[key, default: [:]][run.number] = state }
        }
        progress(done.count)
        launch()
      }
    }
    for (key, states) in new { past?.states.keep(states, of: key) }
    let whole = (min(first, size)..<size).prefix { done[$0] != nil }
    return all.indices.map { scenario in whole.compactMap { done[$0]?[scenario] } }
  }

  /// One run of every scenario; `nil` when it was cancelled.
  private func branched(
    _ number: Int, _ known: KnownPast?, _ isCancelled: () -> Bool
  ) -> BranchedRun? {
    var run = BranchedRun(number, of: self, known)
    let isDone =
      switch engine {
      case .cohort: run.resume(CorridorCohortEngine.self, isCancelled)
      case .person: run.begin(CorridorPersonEngine.self, isCancelled)
      }
    return isDone ? run : nil
  }
}

extension MovementPlan {
  /// Draws of the parameters from their prior.
  package func priorDraws(_ number: Int, seed: UInt64) -> [ParameterDraw] {
    (0..<number).map { draw(of: normals(run: $0, seed: seed)) }
  }

  /// Standard normal numbers, one for each parameter.
  func normals(run: Int, seed: UInt64) -> [Double] {
    let stream = RandomStream(
      CounterRandom(seed: seed), day: run, purpose: CounterRandom.Purpose.calibration)
    return parameters.map { _ in stream.normal() }
  }

  /// The parameters that lie at given numbers of spreads from their medians.
  func draw(of standardised: [Double]) -> ParameterDraw {
    var values: [String: Double] = [:]
    for (parameter, z) in zip(parameters, standardised) {
      values[parameter.id] = parameter.value(
        of: parameter.real(of: parameter.median) + parameter.spread * z)
    }
    return ParameterDraw(values)
  }
}
