import Corridors
import Estimation
import Foundation
import Periods
import Policies
import Sampling
import Synchronization
import Wording

/// Scenarios of a corridor side by side: the outcomes of each, and their differences from the first.
package struct WhatIf: Codable, Equatable, Sendable {
  package var corridor: String
  /// Day whose knowledge is used; `nil` for all.
  package var asOf: String?
  package var through: String
  package var runs: Int
  package var seed: UInt64
  package var engine: String
  /// `posterior` when the parameters were calibrated to the record, else `prior`.
  package var parameters: String
  /// Months that the parameters were calibrated to.
  package var training: String?
  package var command: String
  package var cautions: [String]
  /// How earlier what-ifs of the corridor did; `nil` where nobody has tried them.
  package var earlier: TrackRecord?
  package var scenarios: [ScenarioResult]

  package struct ScenarioResult: Codable, Equatable, Sendable {
    package var id: String
    package var name: [String: String]
    package var months: [MonthResult]
    /// Flows over all months that are reported.
    package var total: [OutcomeResult]
  }

  package struct MonthResult: Codable, Equatable, Sendable {
    package var month: String
    package var outcomes: [OutcomeResult]

    /// By place: medians over the runs, added up over the statuses.
    package var people: [String: Double] {
      outcomes.reduce(into: [:]) { people, outcome in
        guard outcome.measure == .people, let place = outcome.place else { return }
        people[place, default: 0] += outcome.value.q50 ?? 0
      }
    }
  }

  package struct OutcomeResult: Codable, Equatable, Sendable {
    package var measure: Outcome.Measure
    package var place: String?
    package var status: String?
    package var item: String?
    package var value: Summary
    /// From the first scenario, run by run; `nil` in the first.
    package var difference: Summary?
  }

  /// Mean and quantiles over the runs; `nil` where they are infinite.
  package struct Summary: Codable, Equatable, Sendable {
    package var mean: Double?
    package var q025: Double?
    package var q10: Double?
    package var q50: Double?
    package var q90: Double?
    package var q975: Double?

    init(_ values: [Double]) {
      func bounded(_ value: Double) -> Double? {
        value.isFinite ? (value * 1000).rounded() / 1000 : nil
      }
      let quantiles = Scores.quantiles(values).map(bounded)
      mean = bounded(values.reduce(0, +) / Double(max(1, values.count)))
      (q025, q10, q50) = (quantiles[0], quantiles[1], quantiles[2])
      (q90, q975) = (quantiles[3], quantiles[4])
    }
  }
}

/// A number that is infinite or not known is written as null.
extension WhatIf.Summary {
  private enum CodingKeys: CodingKey {
    case mean, q025, q10, q50, q90, q975
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mean, forKey: .mean)
    try container.encode(q025, forKey: .q025)
    try container.encode(q10, forKey: .q10)
    try container.encode(q50, forKey: .q50)
    try container.encode(q90, forKey: .q90)
    try container.encode(q975, forKey: .q975)
  }
}

/// Runs scenarios and puts them side by side.
package struct WhatIfRunner: Sendable {
  package let corridor: MovementCorridor
  package let record: CorridorRecord
  package let changes: [ScenarioChanges]
  package let posterior: Posterior?
  package let asOf: Day?
  /// First and last month that are reported.
  package let first: Period
  package let last: Period
  package let runs: Int
  package let seed: UInt64
  package let engine: EngineKind
  /// How earlier what-ifs of the corridor did.
  package var earlier: TrackRecord?
  /// Where states are kept at the end of what scenarios share; `nil` for nowhere.
  package var past: KeptPast?
  private let made = MadeScenarios()

  package init(
    corridor: MovementCorridor, record: CorridorRecord, changes: [ScenarioChanges],
    posterior: Posterior?, asOf: Day?, first: Period, last: Period, runs: Int, seed: UInt64,
    engine: EngineKind = .cohort
  ) {
    self.corridor = corridor
    self.record = record
    self.changes = changes
    self.posterior = posterior
    self.asOf = asOf
    self.first = first
    self.last = last
    self.runs = runs
    self.seed = seed
    self.engine = engine
  }

  /// The scenarios, each with the policies known on the day and its changes.
  package var scenarios: [CorridorScenario] {
    Array(all.dropFirst())
  }

  /// The policies known on the day without changes, and the scenarios.
  private var all: [CorridorScenario] {
    made.scenarios {
      let base = ScenarioChanges(id: "base", name: Localized("", ""))
      return ([base] + changes).map { change in
        var corridor = corridor
        let known = asOf.map(corridor.policies.known(by:)) ?? corridor.policies
        corridor.policies = change.applied(to: known)
        return CorridorScenario(name: change.id, corridor, record: record, through: last)
      }
    }
  }

  /// The scenarios with the draws of the parameters.
  package var ensemble: CorridorEnsemble {
    let draws = posterior?.parameterDraws ?? corridor.plan.priorDraws(max(runs, 1), seed: seed)
    var ensemble = CorridorEnsemble(
      scenarios, draws: draws, own: changes.map(\.parameters), reference: all[0], seed: seed,
      engine: engine)
    ensemble.past = past
    return ensemble
  }

  /// - Parameter progress: called with the runs done, of all scenarios.
  package func run(
    threads: Int, command: String, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (Int) -> Void = { _ in }
  ) async -> WhatIf? {
    let done = await extend(
      WhatIfRuns(scenarios: changes.count), to: runs, threads: threads, isCancelled: isCancelled,
      progress: progress)
    return result(of: done, command: command)
  }

  func sideBySide(
    _ tables: [[Outcome]], _ months: [Period], _ runs: Int, command: String
  ) -> WhatIf {
    var result = WhatIf(
      corridor: corridor.id, asOf: asOf.map { "\($0)" }, through: WhatIfRunner.month(last),
      runs: runs, seed: seed, engine: engine.rawValue,
      parameters: posterior == nil ? "prior" : "posterior", training: posterior?.training,
      command: command, cautions: [], earlier: earlier, scenarios: results(tables, months, runs))
    result.cautions = result.cautions(.english)
    return result
  }

  private static func month(_ period: Period) -> String { String("\(period.first)".prefix(7)) }

  // MARK: Side by side

  private func results(
    _ tables: [[Outcome]], _ months: [Period], _ runs: Int
  ) -> [WhatIf.ScenarioResult] {
    tables.enumerated().map { index, outcomes in
      let pairs = outcomes.map { outcome in
        (outcome, index == 0 ? nil : WhatIfRunner.partner(of: outcome, in: tables[0]))
      }
      return WhatIf.ScenarioResult(
        id: changes[index].id, name: ["en": changes[index].name.en, "es": changes[index].name.es],
        months: months.enumerated().map { month, period in
          WhatIf.MonthResult(
            month: WhatIfRunner.month(period),
            outcomes: pairs.map { outcome, partner in
              result(
                outcome, Array(outcome.values[month].prefix(runs)),
                index == 0 ? nil : partner.map { Array($0.values[month].prefix(runs)) } ?? [])
            })
        },
        total: pairs.filter { $0.0.isFlow }.map { outcome, partner in
          result(
            outcome, WhatIfRunner.sum(outcome, runs),
            index == 0 ? nil : partner.map { WhatIfRunner.sum($0, runs) } ?? [])
        })
    }
  }

  private static func partner(of outcome: Outcome, in table: [Outcome]) -> Outcome? {
    table.first {
      $0.measure == outcome.measure && $0.place == outcome.place && $0.status == outcome.status
        && $0.item == outcome.item
    }
  }

  private static func sum(_ outcome: Outcome, _ runs: Int) -> [Double] {
    (0..<runs).map { run in outcome.values.reduce(0) { $0 + $1[run] } }
  }

  /// - Parameter base: values in the first scenario; empty when it has none, which counts as zero.
  private func result(_ outcome: Outcome, _ values: [Double], _ base: [Double]?)
    -> WhatIf.OutcomeResult
  {
    WhatIf.OutcomeResult(
      measure: outcome.measure, place: outcome.place, status: outcome.status, item: outcome.item,
      value: WhatIf.Summary(values),
      difference: base.map { base in
        WhatIf.Summary(values.indices.map { values[$0] - (base.isEmpty ? 0 : base[$0]) })
      })
  }
}

/// Scenarios that are made when they are first needed.
private final class MadeScenarios: Sendable {
  private let kept = Mutex<[CorridorScenario]?>(nil)

  func scenarios(_ make: () -> [CorridorScenario]) -> [CorridorScenario] {
    kept.withLock { kept in
      if let scenarios = kept { return scenarios }
      let scenarios = make()
      kept = scenarios
      return scenarios
    }
  }
}
