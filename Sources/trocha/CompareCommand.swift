import ArgumentParser
import Periods
import Questions
import Record
import Wording

package struct CompareCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: ComparisonQuestion.summary,
    discussion: """
      With the month before, the same month a year before, the last month as high or as low, the
      highest held, its share and rank, the year so far, and the year's pace by three stated methods.
      Periods of unequal length are compared by monthly or daily averages.
      "Little changed", "well below" and the like follow a stated rule (docs/comparisons.md).

      EXAMPLES
        trocha record compare encounters usbp southwest --period 2023-08
        trocha record compare usbp-southwest --period 2023-08 --against 2022-12
        trocha record compare darien --period 2023-08 --as-of 2023-09-30
        trocha record compare usbp-southwest-venezuelans --period 2023-09 --json
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<ComparisonQuestion>
  @OptionGroup var forms: TableForms
  @OptionGroup var takeaway: TakeawayOptions
  @OptionGroup var options: RecordOptions

  package func validate() throws {
    _ = try question
    try forms.check(beside: takeaway)
  }

  package func run() async throws {
    let question = try question
    let world = options.world()
    let answer = try await question.answer(in: world)
    if try takeaway.take(question, answer, world) { return }
    if forms.json { return try printJSON(answer) }
    if forms.table.isAsked { return forms.table.write(answer.report.sheet(options.lang).csv()) }
    Output.write(text(answer, try world.store()))
  }

  private func text(_ answer: ComparisonAnswer, _ store: RecordStore) -> String {
    let language = options.lang
    let report = answer.comparisons
    let own = report.observation
    let title = store.vocabulary.title(report.timeline, language)
    var text = Terminal.bold("\(title), \(language.period(own.period)): \(own.text(language))")
    text += "\n" + wrap(own.vintage(language), to: Terminal.width).joined(separator: "\n") + "\n"
    text += AgeLine(answer.report.age).text + "\n"
    var table = TextTable([
      (language("Compared with", "Comparado con"), .left), (language("Result", "Resultado"), .left),
    ])
    for comparison in report.rows {
      table.add([comparison.label(language), comparison.text(language)])
    }
    text += table.text()
    let said = store.vocabulary.note(report.timeline.selection, language)
    let notes = ([said].compactMap(\.self) + notes(report, answer.report))
      .flatMap { wrap($0, to: Terminal.width) }
    return text + (notes.isEmpty ? "" : "\n" + notes.joined(separator: "\n") + "\n")
  }

  private func notes(_ report: ComparisonReport, _ sent: CompareReport) -> [String] {
    let language = options.lang
    var notes = report.timeline.sourceChanges(every: report.observation.period.granularity).map {
      change in
      let when = language.period(change.period)
      return language(
        "The source changes with \(when): from \(change.from) to \(change.to).",
        "La fuente cambia en \(when): de \(change.from) a \(change.to).")
    }
    // The figure's own period comes first.
    let differing = sent.differing ?? []
    notes += DifferingLines(shown: differing.prefix(DifferingLines.most), of: differing.count)
      .lines(language)
    if let source = report.observation.sources.first.flatMap({ report.timeline.sources[$0] }) {
      notes.append(
        language("Source: ", "Fuente: ") + "\(source.publisher), \(source.title)"
          + (source.url.isEmpty ? "" : ", \(source.url)"))
    }
    return notes
  }
}
