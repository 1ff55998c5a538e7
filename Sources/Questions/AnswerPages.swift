import Effects
import Forecasting
import Periods
import Record
import Reports

// Pages of answers: what a page shows beside the answer is what the question was and where it was asked.

extension OutlookAnswer {
  /// `nil` for an outlook of parts, which has no page.
  package func page(_ question: OutlookQuestion, _ world: World) throws -> BriefContent? {
    if case .parts = self { return nil }
    let judged = question.judgements.map { " --judgements " + Shell.quoted($0.name) } ?? ""
    let frame = try SeriesFrame(
      question.words, asOf: question.asOf, command: question.commandLine(world.language) + judged,
      world)
    switch self {
    case .parts: return nil
    case .series(let report): return OutlookPage(report, frame).content
    case .years(let report): return YearOutlookPage(report, frame).content
    }
  }
}

extension NowcastReport {
  package func page(_ question: NowcastQuestion, _ world: World) throws -> BriefContent {
    let day = question.known(of: self)
    let known = try SeriesHistory(question.words, world.store()).series(asOf: day)
    let frame = try SeriesFrame(
      question.words, asOf: day, command: question.commandLine(world.language), world)
    return NowcastPage(self, past: Array(zip(known.months, known.values)), frame).content
  }
}

extension SeriesFrame {
  /// - Parameter words: the series that is asked about.
  init(_ words: String, asOf: Day?, command: String, _ world: World) throws {
    let store = try world.store()
    let timeline = try world.timeline(store.parser.selection(words), asOf: asOf)
    self.init(
      title: store.vocabulary.title(timeline, world.language),
      corridor: try world.folder().corridor(), sources: timeline.officialSources,
      language: world.language, version: world.version, command: command)
  }
}

extension Timeline {
  /// Those that its figures rest on, but for who quotes them, in the order of their names.
  var officialSources: [Source] {
    sources.values.filter { $0.standing == .official }.sorted { $0.id < $1.id }
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
