import Corridors
import Foundation
import Periods
import Sampling

/// Many runs of one or more scenarios of a corridor. Run number n has the same random numbers and
/// the same parameters in every scenario, so that differences between scenarios are precise.
package struct CorridorEnsemble: Sendable {
  package let scenarios: [CorridorScenario]
  /// Draws of the parameters. Run number n takes the n-th; they are used again in turn when there are
  /// fewer draws than runs.
  package let draws: [ParameterDraw]
  package let seed: UInt64
  package let engine: EngineKind

  package init(
    _ scenarios: [CorridorScenario], draws: [ParameterDraw], seed: UInt64,
    engine: EngineKind = .cohort
  ) {
    self.scenarios = scenarios
    self.draws = draws
    self.seed = seed
    self.engine = engine
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
    var done: [Int: [CorridorTally]] = [:]
    let size = shard.size(of: runs)
    await withTaskGroup(of: (Int, [CorridorTally]?).self) { group in
      var next = first
      func launch() {
        guard next < size, !isCancelled() else { return }
        let position = next
        next += 1
        group.addTask { (position, tallies(shard.run(at: position), isCancelled)) }
      }
      for _ in 0..<max(1, threads) { launch() }
      while let (position, tallies) = await group.next() {
        if let tallies { done[position] = tallies }
        progress(done.count)
        launch()
      }
    }
    let whole = (min(first, size)..<size).prefix { done[$0] != nil }
    return scenarios.indices.map { scenario in whole.compactMap { done[$0]?[scenario] } }
  }

  private func tallies(_ number: Int, _ isCancelled: () -> Bool) -> [CorridorTally]? {
    let draw = draws[number % max(1, draws.count)]
    var tallies: [CorridorTally] = []
    for scenario in scenarios {
      guard
        let tally = CorridorEnsemble.tally(
          scenario, draw, seed: CounterRandom.seed(seed, run: number), engine: engine,
          isCancelled: isCancelled)
      else { return nil }
      tallies.append(tally)
    }
    return tallies
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
