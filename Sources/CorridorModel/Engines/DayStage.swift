/// The stages of a day of the corridor model, in their order. Both engines run the whole list, and the
/// process overview of `docs/model.md` describes the stages under these names.
package enum DayStage: String, CaseIterable, Sendable {
  case arrivals = "Arrivals"
  case seats = "Seats"
  case processing = "Processing"
  case appointments = "Appointments"
  case walkUps = "Walk-ups"
  case reconsidering = "Reconsidering"
  case movingOn = "Moving on"
  case entries = "Entries"
  case accounts = "Accounts"
}

/// An engine of the corridor model.
package protocol CorridorEngine {
  init(_ scenario: CorridorScenario, _ draw: ParameterDraw, seed: UInt64)

  /// What has happened so far, by month.
  var tally: CorridorTally { get }
  /// Days simulated so far.
  var day: Int { get }
  /// Days to simulate.
  var days: Int { get }
  /// Everybody who came into the run, by state.
  var ledger: CorridorLedger { get }

  mutating func beginDay()
  mutating func run(_ stage: DayStage)
  mutating func endDay()

  /// What people believed of the chance of return, day by day.
  var beliefs: [Double] { get }

  /// From today on runs under another scenario, which was the same so far (see `ScenarioTree`).
  ///
  /// - Parameter reference: the run under the policies as they were; `nil` in that run itself.
  mutating func turn(to scenario: CorridorScenario, reference: ReferenceRun?)
}

/// A run under the policies as they were, of the same number as others: an outlook says how many set out
/// under these, and others differ by the response to what is different.
package struct ReferenceRun: Sendable {
  let scenario: CorridorScenario
  /// By day.
  let beliefs: [Double]

  package init(_ scenario: CorridorScenario, beliefs: [Double]) {
    self.scenario = scenario
    self.beliefs = beliefs
  }
}

/// An engine whose state at the end of a day can be kept and gone on from.
package protocol KeptEngine: CorridorEngine {
  /// The state as bytes.
  var bytes: [UInt8] { get }

  /// Takes on a state, in a run that was just made of a scenario that is the same so far.
  ///
  /// - Returns: whether the bytes are a state of it; if not, the run can't be used.
  mutating func resume(_ bytes: [UInt8]) -> Bool
}

extension CorridorEngine {
  /// Simulates a day.
  package mutating func step() {
    beginDay()
    for stage in DayStage.allCases { run(stage) }
    endDay()
  }

  /// Simulates all days.
  ///
  /// - Parameter isCancelled: called before each day.
  package mutating func run(isCancelled: () -> Bool = { false }) {
    while day < days, !isCancelled() { step() }
  }
}
