import ArgumentParser
import Periods
import Questions
import Record
import Wording

package struct ShowCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: FiguresQuestion.summary,
    discussion: """
      Unknown months are listed as such; a line reports each change of source.

      EXAMPLES
        trocha record show encounters usbp southwest --from 2023-01
        trocha record show darien --every year --by nationality
        trocha record show usbp-southwest --period 2023-08 --revisions
        trocha record show ofo-southwest --as-of 2023-10-05 --csv --hxl
        trocha record show usbp-southwest, ofo-southwest --from 2023-01
        trocha record show darien --as per-day --period 2023
        trocha record show darien --every year --xlsx darien.xlsx --chart darien.png
        trocha record show darien --as-of 2023-10-05 --cite bibtex
        trocha record show darien-venezuelans --as percent-share --of darien --every year
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<FiguresQuestion>

  @Option(
    name: .long,
    help: "How many parts to show with the total (default: 5, and 20 for a single period).")
  var top: Int?

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var table: CSVForm

  @Flag(name: .long, help: "Write CSV with a row of HXL hashtags under the header.")
  var hxl = false

  @OptionGroup var takeaway: TakeawayOptions
  @OptionGroup var options: RecordOptions

  package func validate() throws {
    let question = try question
    if let top, top < 1 { throw ValidationError("--top needs a number from 1 up.") }
    if top != nil, question.by == nil {
      throw ValidationError("--top: expected --by beside it, whose parts it limits.")
    }
    try OneForm.check([
      ("--json", json), ("--csv", table.isAsked || hxl), ("--cite", takeaway.citation.cite != nil),
    ])
    if top != nil, json || table.isAsked || hxl {
      throw ValidationError("--top: JSON and CSV have all parts; leave it out.")
    }
  }

  package func run() async throws {
    let question = try question
    let world = options.world()
    let answer = try await question.answer(in: world)
    if try takeaway.take(question, answer, world) { return }
    if json { return try printJSON(answer) }
    if table.isAsked || hxl { return table.write(answer.sheet(options.lang).csv(hxl: hxl)) }
    switch answer {
    case .series(let timeline, let every, let within, let report):
      let view = SeriesView(
        timeline: timeline, every: every, within: within,
        vocabulary: try world.store().vocabulary, language: options.lang, report: report)
      Output.write(view.text)
    case .parts(let breakdown, let every, let within, let report):
      let view = BreakdownView(
        breakdown: breakdown, every: every, within: within, top: top,
        vocabulary: try world.store().vocabulary, language: options.lang, age: report.total.age)
      Output.write(view.text)
    case .table(let report):
      Output.write(SeriesTableView(report: report, language: options.lang).text)
    case .revisions(let selection, let report):
      let title = try world.store().vocabulary.title(
        world.timeline(selection, asOf: nil), options.lang)
      Output.write(RevisionList(title: title, report: report).text(options.lang))
    }
  }
}

/// Every value that sources have given for one period.
private struct RevisionList {
  let title: String
  let report: RevisionReport

  func text(_ language: Language) -> String {
    var table = TextTable([
      (language("Published", "Publicado"), .left), (language("Value", "Valor"), .right),
      (language("Change", "Cambio"), .right), (language("Source", "Fuente"), .left),
    ])
    for entry in report.revisions {
      table.add([
        language.day(entry.published), entry.value.map(language.count) ?? "–",
        entry.change.map { ($0 > 0 ? "+" : "") + language.count($0) } ?? "", entry.source,
      ])
    }
    return Terminal.bold(title) + ", " + language.period(report.period) + "\n\n" + table.text()
  }
}
