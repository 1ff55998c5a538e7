import Effects
import Forecasting
import Periods
import Record
import Reports
import Tabular
import Wording

extension ComparisonQuestion: TabledQuestion, DrawnQuestion {
  package func table(of answer: ComparisonAnswer, in world: World) throws -> TableSheet {
    answer.report.sheet(world.language)
  }

  package func origin(of answer: ComparisonAnswer, in world: World) throws -> AnswerOrigin {
    let (report, language) = (answer.report, world.language)
    let used = report.observation.sources + report.comparisons.flatMap(\.sources)
    let isKnown = report.value != nil
    return AnswerOrigin(
      title: report.title + ", " + language.period(report.period)
        + language(", compared", ", comparada"),
      sources: try described(used, world), asOf: asOf,
      newest: isKnown ? report.period : nil,
      standIns: (report.observation.standIn && isKnown ? 1 : 0, isKnown ? 1 : 0),
      command: commandLine(language), version: world.version, language: language)
  }

  /// The series through the figure that is compared.
  package func chart(of answer: ComparisonAnswer, in world: World) throws -> BriefContent.Chart {
    let (own, language) = (answer.comparisons.observation, world.language)
    var builder = try BriefBuilder(
      store: world.store(), folder: world.folder(), asOf: asOf, language: language,
      command: commandLine(language), version: world.version)
    let asked = SeriesQuestion(
      try world.store().parser.selection(words), asOf: asOf, every: own.period.granularity,
      to: own.period)
    guard var chart = try builder.chart(of: asked) else {
      throw PictureFault.noChart(language("nothing was known", "no se sabía nada"))
    }
    // The figure stands at the end of the line.
    chart.marks = []
    return chart
  }
}

extension OutlookQuestion: TabledQuestion, DrawnQuestion {
  /// The official sources of the past.
  private func sources(_ world: World) throws -> [Source.ID] {
    try timeline(world).officialSources.map(\.id)
  }

  private func timeline(_ world: World) throws -> Timeline {
    try world.timeline(world.store().parser.selection(words), asOf: asOf)
  }

  package func table(of answer: OutlookAnswer, in world: World) throws -> TableSheet {
    let sources = try sources(world)
    return switch answer {
    case .series(let report): report.sheet(world.language, sources: sources)
    case .parts(let outlook): outlook.sheet(world.language, sources: sources)
    case .years(let outlook): outlook.sheet(world.language, sources: sources)
    }
  }

  package func origin(of answer: OutlookAnswer, in world: World) throws -> AnswerOrigin {
    let language = world.language
    let series = try world.store().vocabulary.title(timeline(world), language)
    let (origin, method) =
      switch answer {
      case .series(let report): (report.origin, report.method)
      case .parts(let outlook): (outlook.origin, outlook.method)
      case .years(let outlook): (outlook.origin, outlook.method)
      }
    return AnswerOrigin(
      title: series
        + language(
          ": outlook after \(language.period(origin)) (method: \(method))",
          ": pronóstico después de \(language.period(origin)) (método: \(method))"),
      maker: .trocha, sources: try described(sources(world), world), asOf: asOf, newest: origin,
      command: commandLine(language), version: world.version, language: language)
  }

  package func chart(of answer: OutlookAnswer, in world: World) throws -> BriefContent.Chart {
    guard let content = try answer.page(self, world),
      let chart = content.chartSections.first?.charts.first
    else {
      throw PictureFault.noChart(
        world.language("a picture shows one series", "una imagen muestra una serie"))
    }
    return chart
  }
}

extension EffectQuestion: TabledQuestion, DrawnQuestion {
  package func table(of answer: EffectReport, in world: World) throws -> TableSheet {
    answer.sheet(world.language)
  }

  package func origin(of answer: EffectReport, in world: World) throws -> AnswerOrigin {
    let language = world.language
    let day = language.day(answer.on)
    return AnswerOrigin(
      title: answer.title(language)
        + language(": what the policy of \(day) changed", ": qué cambió la política del \(day)"),
      maker: .trocha, sources: try described(answer.sources, world), asOf: asOf,
      newest: answer.through, command: commandLine(language, corridor: world.corridor),
      version: world.version, language: language)
  }

  /// Of the first method that has an estimate.
  package func chart(of answer: EffectReport, in world: World) throws -> BriefContent.Chart {
    guard
      let chart = try EffectPage(answer, self, world).content.chartSections.first?.charts.first
    else {
      throw PictureFault.noChart(
        world.language("no method has an estimate", "ningún método da una estimación"))
    }
    return chart
  }
}

extension BriefQuestion: CitedQuestion {
  package func origin(of answer: BriefAnswer, in world: World) throws -> AnswerOrigin {
    let (content, language) = (answer.content, world.language)
    return AnswerOrigin(
      title: content.title
        + (content.asOf.flatMap { Day($0) }.map {
          language(", as of ", ", al ") + language.day($0)
        } ?? ""),
      maker: .trocha, sources: try described(content.sources.map(\.id), world), asOf: asOf,
      newest: nil, command: commandLine(language, corridor: world.corridor),
      version: world.version, language: language)
  }
}
