import ArgumentParser
import Forecasting
import Foundation
import Questions
import Reports
import Tabular

package struct OutlookCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "outlook",
    abstract: OutlookQuestion.summary,
    discussion: """
      Methods: \(ForecastMethods.names.joined(separator: ", ")). Bands never go below zero; \
      docs/outlook.md describes each method and its scores.

      EXAMPLES
        trocha outlook usbp-southwest-venezuelans
        trocha outlook darien --months 3 --method ets --as-of 2023-10-05
        trocha outlook darien --by nationality --months 3
        trocha outlook usbp-southwest --html outlook.html
        trocha outlook venezuelans-abroad --years 3
        trocha outlook usbp-southwest --judgements judgements.csv
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<OutlookQuestion>
  @OptionGroup var forms: TableForms
  @OptionGroup var takeaway: TakeawayOptions

  @Option(help: ArgumentHelp("Write a page with the fan chart.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Mix in the judgements of a CSV file with their weights, and show both (docs/judgements.md).",
      valueName: "file"))
  var judgements: String?

  @OptionGroup var options: RecordOptions

  package func validate() throws {
    if try !question.by.isEmpty, html != nil {
      throw ValidationError("--html shows one series; leave --by out.")
    }
    let asked = try question
    try forms.check(beside: takeaway)
    if judgements != nil, !asked.by.isEmpty || asked.years != nil {
      throw ValidationError(
        "--judgements are of the months of one series; leave --by and --years out.")
    }
  }

  package func run() async throws {
    var question = try question
    question.judgements = try judgements.map { try JudgementFile(ByteStream(path: $0)) }
    let world = options.world()
    let answer = try await question.answer(in: world)
    if let html, let page = try answer.page(question, world) {
      try writePage(page, world, to: html)
    }
    if try takeaway.take(question, answer, world) { return }
    if forms.json { return try printJSON(answer) }
    if forms.table.isAsked {
      return forms.table.write(try question.table(of: answer, in: world).csv())
    }
    let text = OutlookText(options.lang, try world.store().vocabulary)
    switch answer {
    case .series(let outlook):
      Output.write(text.text(outlook))
    case .parts(let outlook):
      Output.write(text.text(outlook))
    case .years(let outlook):
      Output.write(YearOutlookText(options.lang).text(outlook))
    }
  }
}

/// Writes a page beside its place and moves it there.
func writePage(_ content: BriefContent, _ world: World, to path: String) throws {
  let text = try BriefPage(libraries: ScriptLibraries.found())
    .html(for: content, outlines: Data(world.folder().corridor().outlines))
  try FileWriting.write(text, to: path)
  Output.progress("Written: \(path)")
}
