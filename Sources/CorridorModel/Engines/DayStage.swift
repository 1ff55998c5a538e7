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
