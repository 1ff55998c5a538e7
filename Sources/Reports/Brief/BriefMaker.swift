import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Wording

/// Makes the brief of a corridor: its content, and its page.
package struct BriefMaker: Sendable {
  private let store: RecordStore
  private let folder: CorridorFolder
  private let asOf: Day?
  private let language: Language
  private let version: String

  package init(
    store: RecordStore, folder: CorridorFolder, asOf: Day?, language: Language, version: String
  ) {
    self.store = store
    self.folder = folder
    self.asOf = asOf
    self.language = language
    self.version = version
  }

  /// The builder, with the scenarios that the corridor's plan asks for simulated unless they are to
  /// be left out, which takes some seconds.
  ///
  /// - Parameters:
  ///   - command: the command that makes the same brief again.
  ///   - started: called before scenarios are simulated.
  package func builder(
    command: String, withScenarios: Bool, threads: Int, started: () -> Void = {}
  ) async throws -> BriefBuilder {
    var builder = try BriefBuilder(
      store: store, folder: folder, asOf: asOf, language: language, command: command,
      version: version)
    if withScenarios, let plan = builder.whatIf {
      started()
      builder.simulated = try await simulated(plan, threads: threads)
    }
    return builder
  }

  private func simulated(
    _ plan: BriefPlan.WhatIfPlan, threads: Int
  ) async throws -> BriefBuilder.Simulated? {
    let movement = try folder.movement()
    let question = WhatIfQuestion(
      scenarios: plan.scenarios, runs: plan.runs, seed: plan.seed, asOf: asOf, from: plan.from,
      through: plan.through)
    let result = try await question.runner(folder, movement, store).run(
      threads: threads,
      command: question.command("trocha whatif", plan.scenarios, corridor: CorridorFolder.standard))
    return result.map {
      BriefBuilder.Simulated(result: $0, corridor: movement, digest: folder.digest)
    }
  }

  /// The command that makes a brief, without the places of this machine.
  package static func command(
    corridor: String, asOf: Day?, withScenarios: Bool, _ language: Language
  ) -> String {
    var words = ["trocha brief"]
    if corridor != CorridorFolder.standard {
      words.append("--corridor \(URL(fileURLWithPath: corridor).lastPathComponent)")
    }
    if let asOf { words.append("--as-of \(asOf)") }
    if !withScenarios { words.append("--no-what-if") }
    if language != .english { words.append("--lang \(language.rawValue)") }
    return words.joined(separator: " ")
  }
}
