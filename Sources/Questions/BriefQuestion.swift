import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Reports
import Wording

/// The brief of a corridor as of a day.
package struct BriefQuestion: Question {
  package var asOf: Day?
  /// Whether the scenarios are left out, which take some seconds to simulate.
  package var noWhatIf = false

  package init() {}

  package static let command = ["brief"]
  package static let address = QuestionAddress.get("brief")
  package static let summary =
    "Write a brief on a corridor: a page that opens offline, and the same as JSON."

  package static var inputs: [Input<Self>] {
    [
      .asOf(\.asOf),
      .flag(
        "no-what-if", \.noWhatIf,
        "Leave out the scenarios, which take a few seconds to simulate."),
      .shortcut(
        "scenarios", "Whether the scenarios are simulated, the other way about.",
        expectation: Bool.expectation
      ) { text, question in
        guard let isWanted = Bool.read(text) else { return false }
        question.noWhatIf = !isWanted
        return true
      },
    ]
  }

  package func answer(in world: World) async throws -> BriefAnswer {
    let folder = try world.folder()
    let store = try world.store()
    var builder = try BriefBuilder(
      store: store, folder: folder, asOf: asOf, today: world.today, language: world.language,
      command: commandLine(world.language, corridor: world.corridor), version: world.version)
    if !noWhatIf, let plan = builder.whatIf {
      world.begins(Localized("Simulating the scenarios …", "Simulando los escenarios …"))
      builder.simulated = try await simulated(plan, folder, store, world)
    }
    return BriefAnswer(content: try builder.content(), outlines: Data(builder.outlines))
  }

  private func simulated(
    _ plan: BriefPlan.WhatIfPlan, _ folder: CorridorFolder, _ store: RecordStore, _ world: World
  ) async throws -> BriefBuilder.Simulated? {
    let movement = try folder.movement()
    var question = WhatIfQuestion()
    (question.scenarios, question.runs, question.seed) = (plan.scenarios, plan.runs, plan.seed)
    (question.asOf, question.from, question.through) = (asOf, plan.from, plan.through)
    let total = plan.runs * plan.scenarios.count
    let result = try await question.runner(folder, movement, store, past: world.past).run(
      threads: world.threads,
      command: question.commandLine(.english, corridor: world.corridor),
      isCancelled: world.isCancelled, progress: { world.progress($0, total) })
    if world.isCancelled() { throw Stopped(before: "the scenarios were simulated") }
    return result.map {
      BriefBuilder.Simulated(result: $0, corridor: movement, digest: folder.digest)
    }
  }
}

/// A brief, with the outlines that its page draws.
package struct BriefAnswer: Encodable, Sendable {
  package var content: BriefContent
  package var outlines: Data

  package func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }

  /// The page that opens without a network.
  ///
  /// - Throws: a `ScriptLibrariesMissing`.
  package func page() throws -> String {
    try BriefPage(libraries: .found()).html(for: content, outlines: outlines)
  }
}
