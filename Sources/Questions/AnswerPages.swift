import Effects
import Forecasting
import Reports

// Pages of answers: what a page shows beside the answer is what the question was and where it was asked.

extension OutlookPage {
  /// `nil` for an outlook of parts, which has no page.
  package init?(_ answer: OutlookAnswer, _ question: OutlookQuestion, _ world: World) throws {
    guard case .series(let report) = answer else { return nil }
    let store = try world.store()
    let timeline = try world.timeline(
      try store.parser.selection(question.words), asOf: question.asOf)
    self.init(
      report, title: store.vocabulary.title(timeline, world.language),
      corridor: try world.folder().corridor(),
      sources: timeline.sources.values.filter { $0.standing == .official }
        .sorted { $0.id < $1.id },
      language: world.language, version: world.version,
      command: question.commandLine(world.language))
  }
}

extension BacktestPage {
  package init(_ answer: BacktestAnswer, _ question: BacktestQuestion, _ world: World) throws {
    self.init(
      answer.backtest, answer.methods, corridor: try world.folder().corridor(),
      language: world.language, version: world.version,
      command: question.commandLine(world.language))
  }
}

extension EffectPage {
  package init(_ report: EffectReport, _ question: EffectQuestion, _ world: World) throws {
    self.init(
      report, corridor: try world.folder().corridor(),
      sources: try report.sources.compactMap(world.store().source),
      language: world.language, version: world.version,
      command: question.commandLine(world.language, corridor: world.corridor))
  }
}
