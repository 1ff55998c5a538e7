import Corridors
import Periods
import Sampling

/// The runs of scenarios that are done. More runs can be added and results reported at any time: run
/// number n is the same whenever it is made.
package struct WhatIfRuns: Codable, Equatable, Sendable {
  /// By scenario, from the first run on.
  package internal(set) var tallies: [[CorridorTally]]
  /// The same runs under the policies as they were.
  var base: [CorridorTally] = []
  /// Which of the runs they are; `nil` for all of them.
  package private(set) var shard: RunShard?

  package init(scenarios: Int, shard: RunShard? = nil) {
    tallies = Array(repeating: [], count: scenarios)
    self.shard = shard
  }

  /// All runs from those of all parts, each of which has all its runs; `nil` for other parts.
  package static func merged(_ parts: [WhatIfRuns]) -> WhatIfRuns? {
    let parts = parts.sorted { $0.part.number < $1.part.number }
    let runs = parts.reduce(0) { $0 + $1.whole }
    guard let first = parts.first, parts.map(\.part.number) == Array(1...first.part.count),
      parts.allSatisfy({ part in
        part.part.count == parts.count && part.tallies.count == first.tallies.count
          && (part.tallies + [part.base]).allSatisfy { $0.count == part.part.size(of: runs) }
      })
    else { return nil }
    var whole = WhatIfRuns(scenarios: first.tallies.count)
    for scenario in whole.tallies.indices {
      whole.tallies[scenario] = (0..<runs).map { run in
        parts[run % parts.count].tallies[scenario][run / parts.count]
      }
    }
    whole.base = (0..<runs).map { parts[$0 % parts.count].base[$0 / parts.count] }
    return whole
  }

  var part: RunShard { shard ?? .whole }

  /// Runs of all scenarios together.
  package var count: Int { tallies.reduce(0) { $0 + $1.count } }

  /// Runs of the part that every scenario has.
  package var whole: Int { tallies.map(\.count).min() ?? 0 }
}

extension WhatIfRunner {
  /// Adds runs until every scenario has so many, or the part of them that these are.
  ///
  /// - Parameters:
  ///   - isCancelled: called before each day; runs that are complete by then are kept.
  ///   - progress: called with the runs done, of all scenarios.
  package func extend(
    _ runs: WhatIfRuns, to number: Int, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: (Int) -> Void = { _ in }
  ) async -> WhatIfRuns {
    var runs = runs
    // Runs that not every scenario has are made again: they share their past.
    let before = runs.whole
    let new = await ensemble.runAll(
      from: before, number, shard: runs.part, threads: threads, isCancelled: isCancelled
    ) {
      progress((before + $0) * changes.count)
    }
    runs.base = Array(runs.base.prefix(before)) + new[0]
    for index in runs.tallies.indices {
      runs.tallies[index] = Array(runs.tallies[index].prefix(before)) + new[index + 1]
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
        OutcomeTable(
          scenario: scenario, tallies: tallies, first: start, base: runs.base
        ).outcomes(posterior, seed: seed))
    }
    return sideBySide(tables, months, fewest, command: command)
  }

  /// What each series would count, by its id: by month reported and run of the first scenario.
  ///
  /// - Parameter pooled: with the outlooks of the counts; without them the model alone.
  package func counted(_ runs: WhatIfRuns, pooled: Bool = true) -> [String: [[Double]]] {
    guard let scenario = scenarios.first, let tallies = runs.tallies.first else { return [:] }
    let start = scenario.months.firstIndex { $0.first >= first.first } ?? 0
    let table = OutcomeTable(
      scenario: scenario, tallies: tallies, first: start, base: runs.base)
    var counted: [String: [[Double]]] = [:]
    for outcome in table.counted(posterior, seed, pooled: pooled) {
      if let item = outcome.item { counted[item] = outcome.values }
    }
    return counted
  }
}
