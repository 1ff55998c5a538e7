import Corridors
import Estimation
import Foundation
import Periods
import Policies
import Sampling

/// Scenarios of a corridor side by side: what each brings about, and how it differs from the first.
public struct WhatIf: Codable, Equatable, Sendable {
  public var corridor: String
  /// Day whose knowledge is used; `nil` for all.
  public var asOf: String?
  public var through: String
  public var runs: Int
  public var seed: UInt64
  public var engine: String
  /// `posterior` when the parameters were drawn to the record, else `prior`.
  public var parameters: String
  /// Months that the parameters were drawn to.
  public var training: String?
  public var command: String
  public var cautions: [String]
  public var scenarios: [ScenarioResult]

  public struct ScenarioResult: Codable, Equatable, Sendable {
    public var id: String
    public var name: [String: String]
    public var months: [MonthResult]
    /// Flows over all months that are told.
    public var total: [OutcomeResult]
  }

  public struct MonthResult: Codable, Equatable, Sendable {
    public var month: String
    public var outcomes: [OutcomeResult]

    /// By place: medians over the runs, added up over what people are there for.
    public var people: [String: Double] {
      outcomes.reduce(into: [:]) { people, outcome in
        guard outcome.measure == .people, let place = outcome.place else { return }
        people[place, default: 0] += outcome.value.q50 ?? 0
      }
    }
  }

  public struct OutcomeResult: Codable, Equatable, Sendable {
    public var measure: Outcome.Measure
    public var place: String?
    public var status: String?
    public var item: String?
    public var value: Summary
    /// From the first scenario, run by run; `nil` in the first.
    public var difference: Summary?
  }

  /// Mean and quantiles over the runs; `nil` where they are without bound.
  public struct Summary: Codable, Equatable, Sendable {
    public var mean: Double?
    public var q025: Double?
    public var q10: Double?
    public var q50: Double?
    public var q90: Double?
    public var q975: Double?

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

/// A number without bound, or not known, is written as null.
extension WhatIf.Summary {
  private enum CodingKeys: CodingKey {
    case mean, q025, q10, q50, q90, q975
  }

  public func encode(to encoder: any Encoder) throws {
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
public struct WhatIfRunner: Sendable {
  public let corridor: MovementCorridor
  public let record: CorridorRecord
  public let changes: [ScenarioChanges]
  public let posterior: Posterior?
  public let asOf: Day?
  /// First month that is told, and the last one.
  public let first: Period
  public let last: Period
  public let runs: Int
  public let seed: UInt64
  public let engine: EngineKind

  public init(
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
  public var scenarios: [CorridorScenario] {
    changes.map { change in
      var corridor = corridor
      let known = asOf.map(corridor.policies.known(by:)) ?? corridor.policies
      corridor.policies = change.applied(to: known)
      return CorridorScenario(name: change.id, corridor, record: record, through: last)
    }
  }

  /// Draws of the parameters, with those that a scenario sets; these hold in all scenarios' own runs.
  func draws(_ change: ScenarioChanges) -> [ParameterDraw] {
    let draws = posterior?.parameterDraws ?? corridor.plan.priorDraws(max(runs, 1), seed: seed)
    let own = change.parameters
    return own.isEmpty
      ? draws : draws.map { ParameterDraw($0.values.merging(own) { _, new in new }) }
  }

  /// - Parameter progress: called with the runs done, of all scenarios.
  public func run(
    threads: Int, command: String, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (Int) -> Void = { _ in }
  ) async -> WhatIf? {
    let done = await extend(
      WhatIfRuns(scenarios: changes.count), to: runs, threads: threads, isCancelled: isCancelled,
      progress: progress)
    return result(of: done, command: command)
  }

  func side(
    _ tables: [[Outcome]], _ months: [Period], _ runs: Int, command: String
  ) -> WhatIf {
    WhatIf(
      corridor: corridor.id, asOf: asOf.map { "\($0)" }, through: WhatIfRunner.month(last),
      runs: runs, seed: seed, engine: engine.rawValue,
      parameters: posterior == nil ? "prior" : "posterior", training: posterior?.training,
      command: command, cautions: cautions, scenarios: results(tables, months, runs))
  }

  private static func month(_ period: Period) -> String { String("\(period.first)".prefix(7)) }

  private var cautions: [String] {
    var list: [String] = []
    if let training = posterior?.training, let end = training.split(separator: "/").last,
      let asOf, let day = Day(String(end)), day >= asOf
    {
      list.append(
        "The parameters were drawn to figures through \(day), which were not all known on \(asOf).")
    }
    if posterior == nil {
      list.append(
        "The parameters are what was believed before the record was asked; trocha calibrate draws "
          + "them to it.")
    }
    return list
  }

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

  /// - Parameter base: values in the first scenario; empty when it has none, which is zero.
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
