import CorridorModel
import Corridors
import Foundation
import Periods

/// What the record says of a corridor's parameters.
package struct CalibrationQuestion: Question {
  /// The corridor, by name or folder.
  package var corridors: [String] = []
  /// First month to fit; `nil` for the corridor's start.
  package var from: Period?
  /// Last month to fit.
  package var through = Period.month(of: Day(year: 2023, month: 9, day: 1) ?? Day(number: 0))
  /// Last month of the validation; `nil` for the last one counted.
  package var validate: Period?
  package var members = 300
  package var steps = 4
  package var seed: UInt64 = 1

  package init() {}

  package static let command = ["calibrate"]
  package static let address = QuestionAddress.none("It takes minutes of every core.")
  package static let summary =
    "Calibrate the parameters of a corridor's movement to the record."

  package static var inputs: [Input<Self>] {
    [
      .names(
        "corridor", \.corridors, "Corridor, by name or folder.",
        .only("a corridor, by name or folder", "corridor") { _ in true }),
      .month("from", \.from, "First month to fit (default: the corridor's start)."),
      .option("through", \.through, "Last month to fit.", .month).alwaysWritten,
      .month(
        "validate", \.validate, "Last month of the validation (default: the last one counted)."),
      .option("members", \.members, "Members of the ensemble.", .within(20...100_000))
        .alwaysWritten,
      .option("steps", \.steps, "Steps of each round of smoothing.", .within(1...20)),
      .option("seed", \.seed, "Seed of the random numbers.").alwaysWritten,
    ]
  }

  package func faults() -> [InputFault] {
    corridors.count > 1
      ? [
        InputFault(
          "corridor", expected: "one corridor", spanish: "un solo corredor",
          found: corridors.joined(separator: ", "))
      ] : []
  }

  /// What is fitted, for a corridor that was read.
  ///
  /// - Throws: an ``InputFaults`` where there is nothing to fit.
  package func calibration(of movement: MovementCorridor, in world: World) throws -> Calibration {
    let record = try CorridorFigures(world.store()).record(for: movement)
    let start = movement.plan.start
    guard let training = Period(from: from?.first ?? start, through: through.last),
      training.first >= start
    else {
      throw InputFaults(
        "from", expected: "a training that begins on \(start) or later and ends after that",
        spanish: "un entrenamiento que empiece el \(start) o después y termine más tarde",
        found: "\(from ?? through)")
    }
    let calibration = Calibration(
      movement, record: record, training: training, members: members, steps: steps, seed: seed)
    guard !calibration.fitted.isEmpty else {
      throw InputFaults(
        "corridor", expected: "one with series to fit, apart from entries",
        spanish: "uno con series que ajustar, aparte de las entradas", found: world.corridor)
    }
    return calibration
  }

  package func answer(in world: World) async throws -> CalibrationAnswer {
    let calibration = try calibration(of: world.folder().movement(), in: world)
    let state = await fit(calibration, from: nil, in: world)
    guard state.isDone else { throw Stopped(before: "the parameters were fitted") }
    return await answer(calibration, state, in: world)
  }

  /// Fits the parameters; a state that is not done is where it was stopped.
  package func fit(
    _ calibration: Calibration, from earlier: Calibration.State?, in world: World
  ) async -> Calibration.State {
    let total = (calibration.allSteps + Calibration.extraPasses) * members
    return await calibration.run(
      from: earlier, threads: world.threads, isCancelled: world.isCancelled,
      progress: { done, state in world.progress(state.passes(steps) * members + done, total) })
  }

  /// What the fitted parameters say, scored on the months after the training.
  package func answer(
    _ calibration: Calibration, _ state: Calibration.State, in world: World
  ) async -> CalibrationAnswer {
    let report = await CalibrationReporter(calibration, state).report(
      through: validate ?? lastCounted(calibration) ?? through, threads: world.threads,
      command: shown.commandLine(.english), progress: { world.progress($0, members) })
    return CalibrationAnswer(calibration: calibration, state: state, report: report)
  }

  private func lastCounted(_ calibration: Calibration) -> Period? {
    let given = calibration.corridor.plan.entries.compactMap(\.count)
    let last = given.compactMap { count in
      calibration.record.counts[count]?.keys.max { $0.first < $1.first }
    }
    return last.max { $0.first < $1.first }
  }

  /// The question without the places of this machine.
  private var shown: CalibrationQuestion {
    var question = self
    question.corridors = (corridors.isEmpty ? [CorridorFolder.standard] : corridors).map {
      URL(fileURLWithPath: $0).lastPathComponent
    }
    return question
  }
}

/// A calibration, with the report that is sent to programs.
package struct CalibrationAnswer: Encodable, Sendable {
  package var calibration: Calibration
  package var state: Calibration.State
  package var report: CalibrationReport

  package func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }
}
