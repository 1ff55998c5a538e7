import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Sampling
import Tabular
import Wording

/// Scenarios of a corridor side by side: which, as of when, through when, by how many runs.
package struct WhatIfQuestion: CorridorSimulation, Codable {
  /// Scenarios by name, the first of which the others are compared with; a name among ``drafts``
  /// is that draft.
  package var scenarios: [String] = []
  /// Texts of scenario files, by their names. They are no input of a command line or an address.
  package var drafts: [String: String] = [:]
  /// Runs of each scenario.
  package var runs = 200
  package var seed: UInt64 = 1
  package var engine = EngineKind.cohort
  package var asOf: Day?
  /// First month reported; `nil` for that of ``asOf``, else the corridor's start.
  package var from: Period?
  /// Last month simulated; `nil` for nine months after what is known.
  package var through: Period?
  /// Whether parameters are drawn from the prior, not from the posterior.
  package var prior = false

  package init() {}

  package static let command = ["whatif"]
  package static let address = QuestionAddress.post("jobs")
  package static let summary = "Simulate scenarios of a corridor side by side."

  package static var inputs: [Input<Self>] {
    [
      .names(
        "scenarios", \.scenarios, "Scenarios, the first of which the others are compared with.",
        .only("a scenario's name or file", "scenario") { _ in true }
      ).required
    ] + simulationInputs
  }

  package func faults() -> [InputFault] {
    Set(scenarios).count < scenarios.count
      ? [
        InputFault(
          "scenarios", expected: "each scenario once", spanish: "cada escenario una vez",
          found: scenarios.joined(separator: ", "))
      ] : []
  }

  package var whatIf: WhatIfQuestion {
    get { self }
    set { self = newValue }
  }
}

/// One scenario of a corridor.
package struct CorridorQuestion: CorridorSimulation {
  package var whatIf: WhatIfQuestion

  package init() {
    whatIf = WhatIfQuestion()
    scenario = "base"
  }

  private var scenario: String {
    get { whatIf.scenarios.first ?? "" }
    set { whatIf.scenarios = [newValue] }
  }

  package static let command = ["simulate", "corridor"]
  package static let address = QuestionAddress.none(
    "A job of the service takes one scenario as well as several.")
  package static let summary = "Simulate a corridor with its policies."

  package static var inputs: [Input<Self>] {
    [.option("scenario", \.scenario, "A scenario, by name or file.")] + simulationInputs
  }
}

/// A question that simulates a corridor.
package protocol CorridorSimulation: Question where Answer == WhatIf {
  /// All that is asked.
  var whatIf: WhatIfQuestion { get set }
}

extension CorridorSimulation {
  static var simulationInputs: [Input<Self>] {
    [
      .option("runs", \.whatIf.runs, "Runs of each scenario.", .within(1...1_000_000))
        .alwaysWritten,
      .option("seed", \.whatIf.seed, "Seed of the random numbers.").alwaysWritten,
      .option("engine", \.whatIf.engine, "Engine: cohort or person."),
      .asOf(\.whatIf.asOf),
      .month(
        "from", \.whatIf.from,
        "First month reported (default: that of --as-of, else the corridor's start)."),
      .month(
        "through", \.whatIf.through,
        "Last month simulated (default: nine months after what is known)."),
      .flag("prior", \.whatIf.prior, "Draw parameters from the prior, not from the posterior."),
    ]
  }

  package func answer(in world: World) async throws -> WhatIf {
    try await answer(of: world.folder().movement(), in: world)
  }

  /// What the runs gave by the time that they were finished or stopped, for a corridor that was read.
  ///
  /// - Throws: a ``Stopped`` when not every scenario had a run by then; what ``WhatIfQuestion/runner(_:_:_:)``
  ///   throws.
  package func answer(of corridor: MovementCorridor, in world: World) async throws -> WhatIf {
    let runner = try whatIf.runner(
      world.folder(), corridor, world.store(), past: world.past)
    let total = whatIf.runs * runner.changes.count
    let result = await runner.run(
      threads: world.threads, command: shown.commandLine(.english, corridor: world.corridor),
      isCancelled: world.isCancelled, progress: { world.progress($0, total) })
    guard let result else { throw Stopped(before: "every scenario had a run") }
    return result
  }

  /// The question without the places of this machine: a scenario's file by its name alone.
  package var shown: Self {
    var question = self
    question.whatIf.scenarios = whatIf.scenarios.map {
      URL(fileURLWithPath: $0).lastPathComponent
    }
    return question
  }
}

/// A question was stopped before there was anything to answer.
package struct Stopped: Error, Equatable, Sendable, CustomStringConvertible {
  /// What would have been there: "the first run was done".
  package var before: String

  package init(before: String) { self.before = before }

  package var description: String { "Stopped before \(before); nothing is written." }
}

extension WhatIfQuestion {
  /// What cannot be simulated, although every part of the question is well formed.
  package struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
    package var words: Localized
    package var description: String { words(.english) }
  }

  /// Makes ready to run.
  ///
  /// - Throws: an `InputError` for a scenario that cannot be read, a ``Fault`` for months in the
  ///   wrong order, a `QuestionError` for counts that the record does not understand.
  package func runner(
    _ folder: CorridorFolder, _ corridor: MovementCorridor, _ store: RecordStore,
    past: SharedPast? = nil
  ) throws -> WhatIfRunner {
    let record = try CorridorFigures(store, asOf: asOf).recordWithOutlooks(for: corridor)
    let changes = try scenarios.map { try scenario($0, folder, corridor) }
    let posterior = prior ? nil : try Posterior.of(folder, corridor.plan)
    let known = asOf ?? WhatIfQuestion.lastKnown(record) ?? corridor.plan.start
    let last = through ?? Period.month(of: known.adding(months: 9))
    let first = from ?? (asOf == nil ? nil : Period.month(of: known))
    guard last.last > corridor.plan.start else {
      throw Fault(
        words: Localized(
          "--through must be after the corridor's start, \(corridor.plan.start).",
          "El último mes (--through) debe ser posterior al comienzo del corredor, \(corridor.plan.start)."
        ))
    }
    if let first, first.first > last.last {
      throw Fault(
        words: Localized(
          "The first month reported, \(first), is after the last one, \(last).",
          "El primer mes, \(Language.spanish.period(first)), es posterior al último, \(Language.spanish.period(last))."
        ))
    }
    var runner = WhatIfRunner(
      corridor: corridor, record: record, changes: changes, posterior: posterior, asOf: asOf,
      first: first ?? Period.month(of: corridor.plan.start), last: last, runs: runs, seed: seed,
      engine: engine)
    runner.earlier = try TrackRecord.of(folder)
    runner.past = past.map { KeptPast(known, $0.states, context: $0.program + " " + folder.digest) }
    return runner
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
}

extension EngineKind: InputChoice {
  package static let chosen = "engine"
}
