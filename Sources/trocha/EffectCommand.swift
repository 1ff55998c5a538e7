import ArgumentParser
import Corridors
import Effects
import Periods
import Questions
import Reports

package struct EffectCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "effect",
    abstract: EffectQuestion.summary,
    discussion: """
      Methods: \(EffectMethods.all.map(\.id).joined(separator: ", ")); all when none is named. A month \
      counts as under the policy when the policy's day falls on its 15th or before. By default, donors \
      are the other nationalities of the series' table. docs/effect.md describes each method, and when \
      the data cannot tell.

      EXAMPLES
        trocha effect usbp-southwest-venezuelans --on 2023-10-05
        trocha effect usbp-southwest-venezuelans --on 2022-10-12 --method synthetic-control --json
        trocha effect usbp-southwest --on 2023-05-11 --through 2023-06 --html effect.html
        trocha effect --list
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<EffectQuestion>

  @Option(
    help: ArgumentHelp("Corridor whose policies are used.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Flag(help: "List the corridor's dated policies, and exit.")
  var list = false

  @OptionGroup var forms: TableForms
  @OptionGroup var takeaway: TakeawayOptions

  @Option(help: ArgumentHelp("Write a page with charts and tables.", valueName: "file"))
  var html: String?

  @OptionGroup var options: RecordOptions

  package func validate() throws {
    guard list else {
      _ = try question
      try forms.check(beside: takeaway)
      return
    }
    let asked = asking.givenNames.filter { $0 != "as-of" }
      .map { $0 == "q" ? "a series" : "--" + $0 }
    let written = [
      ("--html", html != nil), ("--xlsx", takeaway.xlsx != nil), ("--chart", takeaway.chart != nil),
      ("--cite", takeaway.citation.cite != nil), ("--csv", forms.table.isAsked),
    ].filter(\.1).map(\.0)
    if let other = (asked + written).first {
      throw ValidationError("--list: leave \(other) out; the list is of all policies.")
    }
  }

  package func run() async throws {
    var world = options.world(corridor: corridor)
    if list { return try listPolicies(world) }
    let question = try question
    let count = question.methods.isEmpty ? EffectMethods.all.count : question.methods.count
    let progress = ProgressBar(total: count, unit: "methods")
    world.progress = { done, _ in progress.show(done) }
    let answer = try await question.answer(in: world)
    progress.end()
    if let html { try writePage(EffectPage(answer, question, world).content, world, to: html) }
    if try takeaway.take(question, answer, world) { return }
    if forms.json { return try printJSON(answer) }
    if forms.table.isAsked { return forms.table.write(answer.sheet(options.lang).csv()) }
    Output.write(EffectText(report: answer, language: options.lang).text)
  }

  /// The day whose knowledge is used, of a list for which no question was asked.
  private var asOf: Day? { get throws { try asking.value("as-of", .knownDay) } }

  private func listPolicies(_ world: World) throws {
    let listed = EffectReport.dates(of: try world.policies(), asOf: try asOf)
    if forms.json { return try printJSON(listed) }
    for entry in listed {
      Output.write("\(entry.day)  \(entry.event)  \(entry.policy)  \(entry.name(options.lang))\n")
    }
  }
}
