import ArgumentParser
import Corridors
import Effects
import Foundation
import Periods
import Policies
import Record
import Reports
import Tabular
import Wording

struct EffectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effect",
    abstract: "Estimate what a policy changed, compared with what would have happened.",
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

  @Argument(
    help: ArgumentHelp(
      "A series' name (usbp-southwest-venezuelans) or words, or dimension=label.",
      valueName: "series"))
  var series: [String] = []

  @Option(help: ArgumentHelp("Day of the policy.", valueName: "YYYY-MM-DD"))
  var on: Day?

  @Option(
    help: ArgumentHelp(
      "Last month estimated (default: the third under the policy).", valueName: "YYYY-MM"))
  var through: Period?

  @Option(
    help: ArgumentHelp(
      "First month of the fit (default: two years before the policy).", valueName: "YYYY-MM"))
  var from: Period?

  @Option(
    help: ArgumentHelp(
      "First month under the policy, instead of the one set by its day.", valueName: "YYYY-MM"))
  var firstMonth: Period?

  @Option(
    help: ArgumentHelp("Donors by their labels, such as COL,ECU,PER.", valueName: "A,B,…"))
  var donors: String?

  @Option(name: .customLong("method"), help: ArgumentHelp("A method.", valueName: "name"))
  var methods: [String] = []

  @Option(
    help: "Scale of the comparison: levels, log or scaled (default: each method's own).")
  var scale: EffectScale?

  @Option(
    help: ArgumentHelp("Corridor whose policies are used.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Flag(help: "List the corridor's dated policies, and exit.")
  var list = false

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Flag(name: .long, help: "Answer as CSV: a line by method and month.")
  var csv = false

  @Option(help: ArgumentHelp("Write a page with charts and tables.", valueName: "file"))
  var html: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func validate() throws {
    guard !list else { return }
    if series.isEmpty {
      throw ValidationError("Name a series, such as usbp-southwest-venezuelans.")
    }
    if on == nil { throw ValidationError("Give the day of the policy with --on YYYY-MM-DD.") }
    for month in [through, from, firstMonth].compactMap(\.self) where month.granularity != .month {
      throw ValidationError("\(month) is not a month; write it as in 2023-10.")
    }
    if json, csv { throw ValidationError("Choose one of --json and --csv.") }
  }

  func run() throws {
    let folder = try CorridorFolder(corridor)
    let policies = folder.has("policies.yaml") ? try folder.policies() : nil
    if list { return try listPolicies(policies) }
    guard let on else { return }
    var query = EffectQuery(series: series.joined(separator: " "), on: on)
    (query.from, query.through, query.firstMonth) = (from, through, firstMonth)
    query.donors = donors?.split(separator: ",").map(String.init)
    query.methods = methods.isEmpty ? nil : methods
    query.scale = scale
    query.asOf = asOf.asOf
    let progress = ProgressBar(total: methods.isEmpty ? 4 : methods.count, unit: "methods")
    let report = try EffectReport.make(query, store: options.store(), policies: policies) {
      done, _ in progress.show(done)
    }
    progress.end()
    if let html { try writePage(report, to: html, folder) }
    if json { return try printJSON(report) }
    Output.write(
      csv ? EffectText.csv(report) : EffectText(report: report, language: options.lang).text)
  }

  private func writePage(_ report: EffectReport, to path: String, _ folder: CorridorFolder) throws {
    let store = try options.store()
    let corridor = try folder.corridor()
    let page = EffectPage(
      report, corridor: corridor, sources: try report.sources.compactMap(store.source),
      language: options.lang, version: Trocha.version, command: commandLine)
    try trocha.writePage(page.content, corridor, to: path)
  }

  /// The command that gives the same again, without the places of this machine.
  private var commandLine: String {
    var words = ["trocha effect", series.joined(separator: " ")]
    if let on { words.append("--on \(on)") }
    for (name, month) in [("from", from), ("through", through), ("first-month", firstMonth)] {
      if let month { words.append("--\(name) \(month)") }
    }
    if let donors { words.append("--donors \(donors)") }
    words += methods.map { "--method \($0)" }
    if let scale { words.append("--scale \(scale.rawValue)") }
    if let day = asOf.asOf { words.append("--as-of \(day)") }
    if options.lang != .english { words.append("--lang \(options.lang.rawValue)") }
    return words.joined(separator: " ")
  }

  private func listPolicies(_ policies: PolicySet?) throws {
    let listed = EffectReport.dates(of: policies, asOf: asOf.asOf)
    if json { return try printJSON(listed) }
    for entry in listed {
      Output.write("\(entry.day)  \(entry.event)  \(entry.policy)  \(entry.name(options.lang))\n")
    }
  }
}

extension EffectScale: ExpressibleByArgument {}
