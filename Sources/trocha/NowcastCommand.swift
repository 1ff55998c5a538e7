import ArgumentParser
import Forecasting
import Questions
import Wording

package struct NowcastCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "nowcast",
    abstract: NowcastQuestion.summary,
    discussion: """
      The daily rate is assumed to drift as the series' months did. Days vary as those that the record holds \
      do; where it holds none, 15 % is assumed (--day-spread). Without --count, the days of the month after the \
      last one known that the record holds are used. Without --as-of, the estimate uses what was known when the \
      days ended. trocha backtest --nowcast scores nowcasts where days are held.

      EXAMPLES
        trocha nowcast encounters-southwest-venezuelans --count 25777 --days 2023-09-01/2023-09-17 --change 63
        trocha nowcast encounters-southwest --count 10000 --days 2023-10-04
        trocha nowcast my-series
        trocha nowcast encounters-southwest --count 10000 --days 2023-10-04 --xlsx october.xlsx
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<NowcastQuestion>

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup var workbook: WorkbookOption
  @OptionGroup var options: RecordOptions

  package func run() async throws {
    let (question, world) = (try question, options.world())
    let report = try await question.answer(in: world)
    try workbook.take(question, report, world)
    if json { return try printJSON(report) }
    Output.write(text(report))
  }

  private func text(_ report: NowcastReport) -> String {
    let language = options.lang
    let month = language.period(report.month)
    let total = report.total
    func number(_ value: Double) -> String { language.number(value.rounded()) }
    var lines = [
      Terminal.bold(
        language(
          "\(report.series): \(month), from \(number(report.count)) on \(language.period(report.days))",
          "\(report.series): \(month), a partir de \(number(report.count)) \(language.during(report.days))"
        )), "",
      report.isWhole
        ? language(
          "The whole month was counted: nothing is left to estimate.",
          "Se contó el mes entero: no queda nada por estimar.")
        : language(
          "The month is expected to reach \(number(total.q50)); 8 in 10: \(number(total.q10)) – "
            + "\(number(total.q90)), 95 in 100: \(number(total.q025)) – \(number(total.q975)).",
          "Se espera que el mes llegue a \(number(total.q50)); 8 de cada 10: \(number(total.q10)) – "
            + "\(number(total.q90)); 95 de cada 100: \(number(total.q025)) – \(number(total.q975))."
        ),
    ]
    if !report.isWhole {
      lines.append(
        language(
          "At the same pace a day it would be \(number(report.pace)).",
          "Al mismo ritmo diario serían \(number(report.pace))."))
    }
    if let byChange = report.byChange {
      lines.append(
        language(
          "If the whole month changed as these days did: \(number(byChange)).",
          "Si todo el mes cambiara como estos días: \(number(byChange))."))
    }
    if let age = report.age { lines += wrap(age.sentence, to: Terminal.width) }
    if let actual = report.actual {
      lines.append(
        language(
          "The record now has \(number(actual)).",
          "El registro consigna ahora \(number(actual))."))
    }
    if report.isWhole { return lines.joined(separator: "\n") + "\n" }
    lines += wrap(
      language(
        "Known through \(language.period(report.origin)); ",
        "Conocido hasta \(language.period(report.origin)); ") + spread(report), to: Terminal.width)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What days differ by, and where that comes from.
  private func spread(_ report: NowcastReport) -> String {
    let language = options.lang
    let percent = language.percent(report.daySpread, decimals: 0)
    switch report.daySpreadBasis {
    case .estimated:
      return language(
        "the days of the record vary by \(percent) of their own.",
        "los días del registro varían de por sí un \(percent).")
    case .given:
      return language(
        "days are taken to vary by \(percent).", "se toma que los días varían un \(percent).")
    case .assumed where report.isHeld:
      return language(
        "days are assumed to vary by \(percent), since the record holds the days of too few whole months.",
        "se supone que los días varían un \(percent), pues el registro tiene los días de muy pocos meses enteros."
      )
    case .assumed:
      return language(
        "days are assumed to vary by \(percent), since the record has no daily figures.",
        "se supone que los días varían un \(percent), pues el registro no tiene cifras diarias.")
    }
  }
}
