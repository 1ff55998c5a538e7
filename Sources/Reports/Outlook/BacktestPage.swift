import Corridors
import Crypto
import Forecasting
import Foundation
import Periods
import Wording

/// The page of a backtest: scores of the methods, and each origin's fan against what came.
package struct BacktestPage {
  private let backtest: Backtest
  private let scores: [Backtest.Score]
  private let corridor: Corridor
  private let language: Language
  private let version: String
  private let command: String

  /// More fans than this make no page that can be read; they are then taken evenly from the origins.
  private static let mostFans = 72
  private static let monthsBefore = 12
  private static let source = "backtest"

  package init(
    _ backtest: Backtest, _ scores: [Backtest.Score], corridor: Corridor, language: Language,
    version: String, command: String
  ) {
    self.backtest = backtest
    self.scores = scores
    self.corridor = corridor
    self.language = language
    self.version = version
    self.command = command
  }

  package var content: BriefContent {
    let today = backtest.series.compactMap { $0.origins.last?.month.description }.max() ?? ""
    return BriefContent(
      language: language.rawValue,
      title: language(
        "Scores of forecasts on past months", "Desempeño de los pronósticos en meses pasados"),
      corridor: .init(id: corridor.id, name: corridor.name(language)), asOf: nil,
      knowledge: language(
        "Each origin uses what was published by the day on which its last month was first known.",
        "Cada origen usa lo publicado hasta el día en que se conoció su último mes."),
      headline: language(
        "\(backtest.series.count) series, horizons \(backtest.horizons.lowerBound) to \(backtest.horizons.upperBound)",
        "\(backtest.series.count) series, horizontes de \(backtest.horizons.lowerBound) a \(backtest.horizons.upperBound)"
      ), summary: [], keyFigures: [], map: nil,
      chartSections: backtest.series.indices.map(section), tables: [scoreTable], cautions: [],
      sources: [
        .init(
          id: BacktestPage.source, publisher: "Trocha",
          title: language("Backtest", "Prueba retrospectiva"), url: "", published: today,
          licence: "Apache-2.0", sha256: digest,
          note: language(
            "Computed from the record by the command below; the checksum is of the scores.",
            "Calculado con el registro por el comando de abajo; la suma de control es de las puntuaciones."
          ))
      ],
      provenance: .init(
        program: "trocha", version: version, command: command, newestPublication: today))
  }

  private var digest: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = (try? encoder.encode(scores)) ?? Data()
    return SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
  }

  private var shownMethod: String { scores.first?.method ?? "" }

  private func section(_ index: Int) -> BriefContent.ChartSection {
    let series = backtest.series[index]
    let scored = backtest.scoredOrigins(of: index).filter {
      backtest.forecast(shownMethod, series: index, origin: $0) != nil
    }
    let room = max(1, BacktestPage.mostFans / max(1, backtest.series.count))
    let every = max(1, (scored.count + room - 1) / room)
    let shown = stride(from: 0, to: scored.count, by: every).map { scored[$0] }
    let left = scored.count - shown.count
    return .init(
      id: "fans-\(index)", title: series.name,
      text: language("Fans of the method \(shownMethod).", "Abanicos del método \(shownMethod).")
        + (left > 0
          ? language(
            " \(left) origins of \(scored.count) are left out.",
            " Se omiten \(left) orígenes de \(scored.count).") : ""),
      charts: shown.compactMap { chart(index, $0) })
  }

  private func chart(_ index: Int, _ position: Int) -> BriefContent.Chart? {
    let origin = backtest.series[index].origins[position]
    guard let forecast = backtest.forecast(shownMethod, series: index, origin: position) else {
      return nil
    }
    func month(_ ahead: Int) -> Period {
      Period.month(of: origin.month.first.adding(months: ahead))
    }
    let past = origin.question.past.suffix(BacktestPage.monthsBefore)
    let before = past.enumerated().map { offset, value in
      (month: month(offset - past.count + 1), value: value)
    }
    let after = origin.actual.prefix(forecast.quantiles.count).enumerated().map {
      (month: month($0 + 1), value: $1)
    }
    return FanChart(language: language).chart(
      id: "fan-\(index)-\(origin.month)",
      title: language(
        "From \(language.period(origin.month))", "Desde \(language.period(origin.month))"),
      description: language(
        "The fan as it would have been published, and the outcome.",
        "El abanico que se habría publicado y el resultado."),
      counted: before + after,
      ahead: forecast.quantiles.enumerated().map { .init(month: month($0 + 1), quantiles: $1) },
      sources: [BacktestPage.source])
  }

  private var scoreTable: BriefContent.FigureTable {
    .init(
      id: "scores", title: language("Scores", "Puntuaciones"),
      caption: language(
        "Mean absolute scaled error, weighted quantile loss and continuous ranked probability score, "
          + "with equal weight for each series; lower is better. The bands should contain 80 and 95 in 100.",
        "Error absoluto medio escalado, pérdida cuantílica ponderada y puntuación continua de "
          + "probabilidad ordenada, con igual peso por serie; cuanto menores, mejor. Las bandas deben "
          + "contener 80 y 95 de cada 100."),
      columns: [
        language("Method", "Método"), "n", "MASE", "WQL", "CRPS", language("In 80 %", "En 80 %"),
        language("In 95 %", "En 95 %"),
        language("p against persistence", "p frente a persistence"),
      ],
      rows: scores.map { score in
        .init(
          header: score.method,
          cells: [.init(text: "\(score.n)")]
            + [score.mase, score.wql, score.crps, score.coverage80, score.coverage95].map {
              .init(text: language.number($0, decimals: 3))
            } + [
              .init(
                text: score.againstPersistence.map { language.number($0.p, decimals: 3) } ?? "–")
            ])
      }, notes: [])
  }
}
