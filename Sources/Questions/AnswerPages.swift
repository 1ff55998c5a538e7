import Effects
import Forecasting
import Reports

// Pages of answers: what a page shows beside the answer is what the question was and where it was asked.

extension OutlookPage {
  /// `nil` for an outlook of parts, which has no page.
  package init?(_ answer: OutlookAnswer, _ question: OutlookQuestion, _ world: World) throws {
    guard case .series(let report, let title, let sources) = answer else { return nil }
    self.init(
      report, title: title, corridor: try world.folder().corridor(), sources: sources,
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
  package init(_ answer: EffectAnswer, _ question: EffectQuestion, _ world: World) throws {
    self.init(
      answer.report, corridor: try world.folder().corridor(), sources: answer.sources,
      language: world.language, version: world.version,
      command: question.commandLine(world.language, corridor: world.corridor))
  }
}
