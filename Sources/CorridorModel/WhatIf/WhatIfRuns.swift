import Corridors
import Periods

/// The runs of scenarios that are done. More runs can be added and results reported at any time: run
/// number n is the same whenever it is made.
package struct WhatIfRuns: Codable, Equatable, Sendable {
  /// By scenario, from the first run on.
  package internal(set) var tallies: [[CorridorTally]]

  package init(scenarios: Int) {
    tallies = Array(repeating: [], count: scenarios)
  }

  /// Runs of all scenarios together.
  package var count: Int { tallies.reduce(0) { $0 + $1.count } }

  /// Runs that every scenario has.
  package var whole: Int { tallies.map(\.count).min() ?? 0 }
}

extension WhatIfRunner {
  /// Adds runs until every scenario has so many.
  ///
  /// - Parameters:
  ///   - isCancelled: called before each day; runs that are complete by then are kept.
  ///   - progress: called with the runs done, of all scenarios.
  package func extend(
    _ runs: WhatIfRuns, to number: Int, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: (Int) -> Void = { _ in }
  ) async -> WhatIfRuns {
    var runs = runs
    for (index, scenario) in scenarios.enumerated() where runs.tallies[index].count < number {
      let before = runs.tallies[index].count
      let others = runs.count - before
      runs.tallies[index] += await CorridorEnsemble(
        [scenario], draws: draws(changes[index]), seed: seed, engine: engine
      ).run(from: before, number, threads: threads, isCancelled: isCancelled) {
        progress(others + before + $0)
      }[0]
    }
    return runs
  }

  /// The scenarios side by side, by the runs that all of them have; `nil` when one has none.
  package func result(of runs: WhatIfRuns, command: String) -> WhatIf? {
    let fewest = runs.whole
    guard fewest > 0 else { return nil }
    var tables: [[Outcome]] = []
    var months: [Period] = []
    for (scenario, tallies) in zip(scenarios, runs.tallies) {
      let start = scenario.months.firstIndex { $0.first >= first.first } ?? 0
      months = Array(scenario.months[start...])
      tables.append(
        OutcomeTable(scenario: scenario, tallies: tallies, first: start).outcomes(
          discrepancy: posterior?.discrepancy ?? [:], seed: seed))
    }
    return sideBySide(tables, months, fewest, command: command)
  }
}
