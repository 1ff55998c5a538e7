import ArgumentParser
import Forecasting
import Periods
import Questions
import Reports
import Wording

package struct NeedsCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "needs",
    abstract: NeedsQuestion.summary,
    discussion: """
      The people expected come from trocha outlook; shares, amounts, days, prices and capacities are those of \
      your file, and count as certain. A need is people × share × per_person_day × days; a capacity is \
      capacity_per_day × the days of the month. docs/needs.md has an example.

      EXAMPLES
        trocha needs darien --plan needs.csv
        trocha needs honduras-entries --plan needs.csv --months 6 --csv --hxl
        trocha needs darien --plan needs.csv --every week --html needs.html
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<NeedsQuestion>
  @OptionGroup var forms: TableForms

  @Flag(help: "Write CSV with a row of HXL hashtags.")
  var hxl = false

  @Option(help: ArgumentHelp("Write a page with the bands and the costs.", valueName: "file"))
  var html: String?

  @OptionGroup var options: RecordOptions

  package func validate() throws {
    _ = try question
    try OneForm.check([("--json", forms.json), ("--hxl", hxl)])
  }

  package func run() async throws {
    let question = try question
    let world = options.world()
    let answer = try await question.answer(in: world)
    if let html { try writePage(question.page(of: answer, in: world), world, to: html) }
    if forms.json { return try printJSON(answer) }
    if forms.table.isAsked || hxl {
      return forms.table.write(try question.table(of: answer, in: world).csv(hxl: hxl))
    }
    Output.write(text(answer))
  }

  private func text(_ report: NeedsReport) -> String {
    let language = options.lang
    let origin = language.period(report.outlook.origin)
    var table = TextTable(
      [
        (language("Item", "Rubro"), .left), (language("Unit", "Unidad"), .left),
        (NeedsWords.period(report.every, language), .left),
        (language("Need (8 in 10)", "Necesidad (8 de 10)"), .right),
        (language("Cost (8 in 10)", "Costo (8 de 10)"), .right),
        (language("Capacity", "Capacidad"), .right),
        (language("Chance it is passed", "Probabilidad de superarla"), .right),
      ])
    for item in report.items {
      for span in item.periods {
        table.add([
          item.item, item.unit, period(span.period), band(span.need),
          span.cost.map { band($0) + " " + (item.currency ?? "") } ?? "–",
          span.capacity.map { language.number($0.rounded()) } ?? "–",
          span.chanceAboveCapacity.map { ChanceWords.text($0, language) } ?? "–",
        ])
      }
    }
    let costs = report.costs.map { cost in
      "\(period(cost.period))  " + band(cost.cost) + " \(cost.currency)"
    }
    let notes = [
      language(
        "People: \(report.outlook.series), outlook after \(origin), method \(report.outlook.method). Shares, days, "
          + "prices and capacities are those of the file and count as certain.",
        "Personas: \(report.outlook.series), pronóstico después de \(origin), método \(report.outlook.method). "
          + "Proporciones, días, precios y capacidades son los del archivo y se toman como ciertos."
      ),
      NeedsWords.weeks(report, language), NeedsWords.noNeed(report, language),
      report.outlook.age?.sentence,
      PastMonths.note(
        report.outlook.months.map(\.month), past: report.outlook.monthsPast,
        asOf: report.outlook.asOf, language),
    ].compactMap(\.self).flatMap { wrap($0, to: Terminal.width) }
    return
      (notes + ["", table.text()]
      + (costs.isEmpty
        ? [] : [language("Cost of all items", "Costo de todos los rubros")] + costs))
      .joined(separator: "\n") + "\n"
  }

  /// A month as 2025-06, a week by its Monday.
  private func period(_ period: Period) -> String {
    period.granularity == .month ? "\(period)" : "\(period.first)"
  }

  private func band(_ band: NeedsReport.Band) -> String { NeedsWords.band(band, options.lang) }
}
