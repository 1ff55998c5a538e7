import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Sampling
import Tabular

/// What is asked of a corridor: which scenarios, as of when, through when, by how many runs.
package struct WhatIfQuestion: Codable, Equatable, Sendable {
  /// Scenarios by name, the first of which the others are compared with; a name among ``drafts``
  /// is that draft.
  package var scenarios: [String]
  /// Texts of scenario files, by their names.
  package var drafts: [String: String] = [:]
  /// Runs of each scenario.
  package var runs: Int
  package var seed: UInt64
  package var engine: EngineKind
  package var asOf: Day?
  /// First month told; `nil` for that of ``asOf``, else the corridor's start.
  package var from: Period?
  /// Last month simulated; `nil` for nine months after what is known.
  package var through: Period?
  /// Whether parameters are drawn from what is believed beforehand, not from the posterior.
  package var prior: Bool

  package init(
    scenarios: [String], runs: Int = 200, seed: UInt64 = 1, engine: EngineKind = .cohort,
    asOf: Day? = nil, from: Period? = nil, through: Period? = nil, prior: Bool = false
  ) {
    self.scenarios = scenarios
    self.runs = runs
    self.seed = seed
    self.engine = engine
    self.asOf = asOf
    self.from = from
    self.through = through
    self.prior = prior
  }

  /// What cannot be simulated, although every part of the question is well formed.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// Makes ready to run.
  ///
  /// - Throws: an `InputError` for a scenario that cannot be read, a ``Fault`` for months in the
  ///   wrong order, a `QuestionError` for counts that the record does not understand.
  package func runner(
    _ folder: CorridorFolder, _ corridor: MovementCorridor, _ store: RecordStore
  ) throws -> WhatIfRunner {
    let record = try CorridorFigures(store, asOf: asOf).record(for: corridor)
    let changes = try scenarios.map { try scenario($0, folder, corridor) }
    let posterior = prior ? nil : try Posterior.of(folder, corridor.plan)
    let known = asOf ?? WhatIfQuestion.lastKnown(record) ?? corridor.plan.start
    let last = through ?? Period.month(of: known.adding(months: 9))
    let first = from ?? (asOf == nil ? nil : Period.month(of: known))
    guard last.last > corridor.plan.start else {
      throw Fault(
        description: "--through must be after the corridor's start, \(corridor.plan.start).")
    }
    if let first, first.first > last.last {
      throw Fault(
        description: "The first month reported, \(first), is after the last one, \(last).")
    }
    return WhatIfRunner(
      corridor: corridor, record: record, changes: changes, posterior: posterior, asOf: asOf,
      first: first ?? Period.month(of: corridor.plan.start), last: last, runs: runs, seed: seed,
      engine: engine)
  }

  private func scenario(
    _ name: String, _ folder: CorridorFolder, _ corridor: MovementCorridor
  ) throws(InputError) -> ScenarioChanges {
    guard let text = drafts[name] else {
      return try ScenarioReader.read(name, folder: folder, corridor: corridor)
    }
    return try ScenarioReader.read(text: text, id: name, file: name + ".yaml", corridor: corridor)
  }

  private static func lastKnown(_ record: CorridorRecord) -> Day? {
    record.counts.values.compactMap { $0.keys.map(\.last).max() }.max()
  }

  /// The command that gives the same again, without the places of this machine.
  ///
  /// - Parameter scenarios: the scenarios as the command takes them.
  package func command(_ program: String, _ words: [String], corridor: String) -> String {
    var words = [program] + words
    if corridor != CorridorFolder.standard {
      words.append("--corridor \(URL(fileURLWithPath: corridor).lastPathComponent)")
    }
    words.append("--runs \(runs) --seed \(seed)")
    if engine != .cohort { words.append("--engine \(engine.rawValue)") }
    if let asOf { words.append("--as-of \(asOf)") }
    if let from { words.append("--from \("\(from.first)".prefix(7))") }
    if let through { words.append("--through \("\(through.first)".prefix(7))") }
    if prior { words.append("--prior") }
    return words.joined(separator: " ")
  }
}
