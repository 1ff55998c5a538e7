import ArgumentParser
import Corridors
import Forecasting
import Foundation
import Periods
import Record
import Reports
import Wording

struct OutlookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outlook",
    abstract: "Forecast the next months of a series, with bands.",
    discussion: """
      Methods: \(ForecastMethods.names.joined(separator: ", ")). Bands never go below zero; \
      docs/outlook.md describes each method and its scores.

      EXAMPLES
        trocha outlook usbp-southwest-venezuelans
        trocha outlook darien --months 3 --method ets --as-of 2023-10-05
        trocha outlook darien --by nationality --months 3
        trocha outlook usbp-southwest --html outlook.html
      """)

  @OptionGroup var query: QueryArgument

  @Option(help: ArgumentHelp("Months ahead, 1 to 12.", valueName: "number"))
  var months = 6

  @Option(help: ArgumentHelp("Method.", valueName: "name"))
  var method = ForecastMethods.names[0]

  @Option(
    help: ArgumentHelp(
      "Break down by a dimension, up to three times; the parts' means add up to the total's.",
      valueName: "dimension"))
  var by: [Record.Dimension] = []

  @Option(help: ArgumentHelp("Largest parts of each dimension to show apart.", valueName: "number"))
  var top = 10

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @Flag(name: .long, help: "Answer as CSV.")
  var csv = false

  @Option(help: ArgumentHelp("Write a page with the fan chart.", valueName: "file"))
  var html: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func validate() throws {
    if !(1...12).contains(months) { throw ValidationError("--months must be from 1 to 12.") }
    if !ForecastMethods.names.contains(method) {
      throw ValidationError(OutlookError.unknownMethod(method).description)
    }
    if by.count > 3 || Set(by).count < by.count {
      throw ValidationError("--by takes up to three different dimensions.")
    }
    if top < 1 { throw ValidationError("--top must be 1 or more.") }
    if !by.isEmpty, html != nil {
      throw ValidationError("--html shows one series; leave --by out.")
    }
    if !by.isEmpty, method == Combination.name {
      throw ValidationError("The combination's weights are for single series; name another method.")
    }
  }

  func run() throws {
    let store = try options.store()
    let name = query.words.joined(separator: " ")
    if !by.isEmpty {
      let outlook = try HierarchyOutlook.make(
        name, by: by, store: store, months: months, method: method, asOf: asOf.asOf,
        top: top)
      if json { return try printJSON(outlook) }
      return Output.write(
        csv
          ? OutlookText.csv(outlook)
          : OutlookText(options.lang, store.vocabulary).text(outlook))
    }
    let outlook = try OutlookReport.make(
      name, store: store, months: months, method: method, asOf: asOf.asOf)
    if let html { try write(outlook, store, to: html) }
    if json { return try printJSON(outlook) }
    Output.write(
      csv ? OutlookText.csv(outlook) : OutlookText(options.lang, store.vocabulary).text(outlook))
  }
}

extension OutlookCommand {
  private func write(_ outlook: OutlookReport, _ store: RecordStore, to path: String) throws {
    let corridor = try CorridorFolder(CorridorFolder.standard).corridor()
    let timeline = try store.timeline(query.selection(store), asOf: asOf.asOf)
    let sources = timeline.sources.values.filter { $0.standing == .official }
    let page = OutlookPage(
      outlook, title: store.vocabulary.title(timeline, options.lang), corridor: corridor,
      sources: sources.sorted { $0.id < $1.id }, language: options.lang, version: Trocha.version,
      command: commandLine)
    try writePage(page.content, corridor, to: path)
  }

  /// The command that gives the same again, without the places of this machine.
  private var commandLine: String {
    var words = ["trocha outlook", query.words.joined(separator: " "), "--months \(months)"]
    words.append("--method \(method)")
    if let day = asOf.asOf { words.append("--as-of \(day)") }
    if options.lang != .english { words.append("--lang \(options.lang.rawValue)") }
    return words.joined(separator: " ")
  }
}

/// Writes a page beside its place and moves it there.
func writePage(_ content: BriefContent, _ corridor: Corridor, to path: String) throws {
  let text = try BriefPage(libraries: ScriptLibraries.found())
    .html(for: content, outlines: Data(corridor.outlines))
  try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  Output.progress("Written: \(path)")
}
