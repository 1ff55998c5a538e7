import Effects
import Forecasting
import Reports

// Pages of answers: what a page shows beside the answer is what the question was and where it was asked.

extension OutlookAnswer {
  /// `nil` for an outlook of parts, which has no page.
  package func page(_ question: OutlookQuestion, _ world: World) throws -> BriefContent? {
    if case .parts = self { return nil }
    let store = try world.store()
    let timeline = try world.timeline(
      try store.parser.selection(question.words), asOf: question.asOf)
    let title = store.vocabulary.title(timeline, world.language)
    let corridor = try world.folder().corridor()
    let sources = timeline.sources.values.filter { $0.standing == .official }
      .sorted { $0.id < $1.id }
    let judged = question.judgements.map { " --judgements " + Shell.quoted($0.name) } ?? ""
    let command = question.commandLine(world.language) + judged
    switch self {
    case .parts: return nil
    case .series(let report):
      return OutlookPage(
        report, title: title, corridor: corridor, sources: sources, language: world.language,
        version: world.version, command: command
      ).content
    case .years(let report):
      return YearOutlookPage(
        report, title: title, corridor: corridor, sources: sources, language: world.language,
        version: world.version, command: command
      ).content
    }
  }
}

extension BacktestPage {
  /// `nil` for years and nowcasts, which have no page.
  package init?(_ answer: BacktestAnswer, _ question: BacktestQuestion, _ world: World) throws {
    guard case .months(let backtest, let scores) = answer else { return nil }
    self.init(
      backtest, scores, corridor: try world.folder().corridor(),
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
