import Corridors
import Foundation
import Periods
import Tabular

/// The posterior of a corridor's parameters: draws of them, and the discrepancy of model and record for
/// each series.
///
/// Kept as `posterior.json` in the corridor's folder; `trocha calibrate` writes it.
package struct Posterior: Codable, Equatable, Sendable {
  /// Months that were fitted: `2022-01-01/2023-09-30`.
  package var training: String
  package var command: String
  package var parameters: [String]
  /// A row for each member, in the order of ``parameters``.
  package var draws: [[Double]]
  /// Standard deviation of the logarithm, by the id of the count.
  package var discrepancy: [String: Double]
  /// Correlation of the discrepancy of a month and the next, by the id of the count; absent in files of
  /// versions before, where none is assumed.
  package var persistence: [String: Double]?

  package init(_ calibration: Calibration, _ state: Calibration.State, command: String) {
    training = "\(calibration.training.first)/\(calibration.training.last)"
    self.command = command
    parameters = calibration.corridor.plan.parameters.map(\.id)
    draws = calibration.draws(state).map { draw in
      calibration.corridor.plan.parameters.map { Posterior.rounded(draw[$0.id]) }
    }
    discrepancy = state.discrepancy.mapValues { Posterior.rounded($0) }
    persistence = state.persistence?.mapValues { Posterior.rounded($0) }
  }

  /// Five digits: no parameter is known more precisely.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let scale = pow(10, 4 - log10(abs(value)).rounded(.down))
    return (value * scale).rounded() / scale
  }

  package var parameterDraws: [ParameterDraw] {
    draws.map { row in
      ParameterDraw(Dictionary(zip(parameters, row), uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Reads the posterior of a corridor; `nil` when it has none.
  ///
  /// - Throws: an ``InputError`` when the file is damaged, or of other parameters than the plan's.
  package static func of(_ folder: CorridorFolder, _ plan: MovementPlan) throws(InputError)
    -> Posterior?
  {
    guard folder.has("posterior.json") else { return nil }
    let name = folder.id + "/posterior.json"
    let hint = "Make it again with trocha calibrate \(folder.id)."
    guard let data = FileManager.default.contents(atPath: folder.path + "/posterior.json"),
      let posterior = try? JSONDecoder().decode(Posterior.self, from: data),
      !posterior.draws.isEmpty,
      posterior.draws.allSatisfy({ row in
        row.count == posterior.parameters.count && row.allSatisfy(\.isFinite)
      })
    else {
      throw InputError(
        InputIssue(
          file: name, expected: "draws of the corridor's parameters", found: "other content",
          hint: hint))
    }
    guard Set(posterior.parameters) == Set(plan.parameters.map(\.id)) else {
      throw InputError(
        InputIssue(
          file: name, expected: "the parameters of movement.yaml", found: "other parameters",
          hint: hint))
    }
    return posterior
  }
}
