import Forecasting
import Periods
import Record
import Reports
import Tabular
import Wording

extension NowcastQuestion: TabledQuestion {
  private func sources(_ world: World) throws -> [Source.ID] {
    try world.timeline(world.store().parser.selection(words), asOf: asOf).officialSources
      .map(\.id)
  }

  package func table(of answer: NowcastReport, in world: World) throws -> TableSheet {
    answer.sheet(world.language, sources: try sources(world))
  }

  package func origin(of answer: NowcastReport, in world: World) throws -> AnswerOrigin {
    let language = world.language
    let (month, days) = (language.period(answer.month), language.period(answer.days))
    return AnswerOrigin(
      title: answer.series
        + language(": \(month), from \(days)", ": \(month), a partir de \(days)"),
      maker: .trocha, sources: try described(sources(world), world), asOf: asOf,
      newest: answer.origin, command: commandLine(language), version: world.version,
      language: language)
  }
}

extension BacktestQuestion: TabledQuestion {
  package func table(of answer: BacktestAnswer, in world: World) throws -> TableSheet {
    switch answer {
    case .months(_, let scores): ScoreSheets.months(scores, world.language)
    case .years(let scores): ScoreSheets.years(scores, world.language)
    case .nowcasts(let scores): ScoreSheets.nowcasts(scores, world.language)
    }
  }

  package func origin(of answer: BacktestAnswer, in world: World) throws -> AnswerOrigin {
    let language = world.language
    let store = try world.store()
    let sources = try series.flatMap {
      try world.timeline(store.parser.selection($0), asOf: nil).officialSources.map(\.id)
    }
    let span = [from, to].compactMap(\.self).map { language.period($0) }
      .joined(separator: language(" to ", " a "))
    return AnswerOrigin(
      title: language("Scores of forecasts, ", "Puntajes de pronósticos, ") + span,
      maker: .trocha, sources: try described(sources, world), asOf: nil, newest: nil,
      command: commandLine(language), version: world.version, language: language)
  }
}
