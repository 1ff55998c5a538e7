import Periods
import Record
import Reports
import Tabular
import Wording

extension FiguresQuestion: TabledQuestion, DrawnQuestion {
  package func table(of answer: FiguresAnswer, in world: World) throws -> TableSheet {
    answer.sheet(world.language)
  }

  package func origin(of answer: FiguresAnswer, in world: World) throws -> AnswerOrigin {
    let language = world.language
    let numbers: [ObservationReport]
    let (title, newest, sources): (String, Period?, Set<Source.ID>)
    switch answer {
    case .series(_, _, _, let report):
      numbers = report.observations
      (title, sources) = (report.title, Set(report.sources.map(\.id)))
      newest = FiguresQuestion.newest(numbers)
    case .parts(_, _, _, let report):
      numbers = report.parts.flatMap(\.observations)
      title =
        report.total.title + language(", by ", ", por ") + report.by.name(language).lowercased()
      sources = Set((numbers + report.total.observations).flatMap(\.sources))
      newest = FiguresQuestion.newest(report.total.observations + numbers)
    case .table(let report):
      numbers = []
      title = report.heading(language)
      sources = Set(report.sources.map(\.id))
      newest = report.columns.flatMap(\.cells).filter { $0.value != nil }.map(\.period).max()
    case .revisions(_, let report):
      numbers = []
      title =
        try world.store().vocabulary.title(world.timeline(selection(world), asOf: nil), language)
        + ", \(language.period(report.period))"
        + language(": every published value", ": todos los valores publicados")
      sources = Set(report.revisions.map(\.source))
      newest = report.period
    }
    return try origin(title, numbers, newest: newest, sources: sources, in: world)
  }

  /// What an answer rests on that has been taken apart.
  ///
  /// - Parameter sources: all of them; `nil` for those of the numbers.
  package func origin(
    _ title: String, _ numbers: [ObservationReport], newest: Period?,
    sources: Set<Source.ID>? = nil, in world: World
  ) throws -> AnswerOrigin {
    let known = numbers.filter { $0.value != nil }
    return AnswerOrigin(
      title: title, sources: try described(sources ?? Set(numbers.flatMap(\.sources)), world),
      asOf: asOf, newest: newest, standIns: (known.count(where: \.standIn), known.count),
      command: commandLine(world.language), version: world.version, language: world.language)
  }

  package static func newest(_ observations: [ObservationReport]) -> Period? {
    // A year of which some months are known is no figure of the whole year.
    observations.filter { $0.value != nil && $0.monthsKnown == $0.months }
      .map(\.period).max { $0.last < $1.last }
  }

  private func selection(_ world: World) throws -> Selection {
    try world.store().parser.selection(words)
  }

  package func chart(of answer: FiguresAnswer, in world: World) throws -> BriefContent.Chart {
    let language = world.language
    switch answer {
    case .table(let report): return report.chart(language)
    case .revisions:
      throw PictureFault.noChart(
        language("revisions are one period's values", "las revisiones son valores de un período"))
    case .series, .parts:
      var builder = try BriefBuilder(
        store: world.store(), folder: world.folder(), asOf: asOf, language: language,
        command: commandLine(language), version: world.version)
      guard let only = try series(world.store()).first,
        let chart = try builder.chart(of: only, by: by)
      else {
        throw PictureFault.noChart(language("nothing was known", "no se sabía nada"))
      }
      return chart
    }
  }
}
