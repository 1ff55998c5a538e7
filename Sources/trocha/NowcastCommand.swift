import ArgumentParser
import Forecasting
import Questions
import Reports
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
    let words = NowcastWords(report, options.lang)
    var lines = [Terminal.bold("\(report.series): \(words.counted)"), "", words.estimate]
    lines += words.beside
    if let age = report.age { lines += wrap(age.sentence, to: Terminal.width) }
    if !report.isWhole { lines += wrap(words.spread, to: Terminal.width) }
    return lines.joined(separator: "\n") + "\n"
  }
}
