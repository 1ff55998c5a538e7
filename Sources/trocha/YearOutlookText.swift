import Forecasting
import Reports
import Wording

/// An outlook by year, and a backtest of years, in words for the terminal.
struct YearOutlookText {
  private let language: Language

  init(_ language: Language) { self.language = language }

  /// Years of the past that are shown.
  private static let shown = 8

  func text(_ outlook: YearOutlookReport) -> String {
    let origin = language.period(outlook.origin)
    var table = TextTable([
      (language("Year", "Año"), .left), (language("Median", "Mediana"), .right),
      (language("8 in 10", "8 de 10"), .right), (language("95 in 100", "95 de 100"), .right),
    ])
    for past in outlook.past.suffix(Self.shown) {
      table.add([language.period(past.year), language.number(past.value), "", ""])
    }
    for year in outlook.years {
      table.add([
        language.period(year.year), language.number(year.q50),
        "\(language.number(year.q10)) – \(language.number(year.q90))",
        "\(language.number(year.q025)) – \(language.number(year.q975))",
      ])
    }
    let head = [
      Terminal.bold(
        language(
          "\(outlook.series): outlook after \(origin)",
          "\(outlook.series): pronóstico después de \(origin)")),
      language("method \(outlook.method); ", "método \(outlook.method); ")
        + YearWords.kind(outlook.kind, language),
    ]
    let notes = [outlook.age?.sentence].compactMap(\.self)
    let scores =
      outlook.scores.isEmpty
      ? language(
        "The series is too short to score earlier forecasts.",
        "La serie es demasiado corta para evaluar los pronósticos anteriores.") + "\n"
      : language("Earlier forecasts of this series:", "Pronósticos anteriores de esta serie:")
        + "\n"
        + self.scores(outlook.scores)
    return
      (head + notes.flatMap { wrap($0, to: Terminal.width) }
      + ["", table.text(), scores]
      + YearWords.cautions(outlook, language).flatMap { wrap($0, to: Terminal.width) })
      .joined(separator: "\n") + "\n"
  }

  func scores(_ scores: [YearBacktest.Score]) -> String {
    var table = TextTable(
      YearWords.scoreColumns(language).enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for score in scores { table.add(["\(score.horizon)"] + YearWords.cells(score, language)) }
    return table.text()
  }
}
