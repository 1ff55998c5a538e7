import ArgumentParser
import Periods
import Record
import Tabular
import Wording

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a series, or its parts.",
    discussion: """
      Unknown months are listed as such; a line reports each change of source.

      EXAMPLES
        trocha record show encounters usbp southwest --from 2023-01
        trocha record show darien --every year --by nationality
        trocha record show usbp-southwest --period 2023-08 --revisions
        trocha record show ofo-southwest --as-of 2023-10-05 --csv --hxl
        trocha record show usbp-southwest, ofo-southwest --from 2023-01
        trocha record show darien --as per-day --period 2023
        trocha record show darien-venezuelans --as percent-share --of darien --every year
      """)

  @OptionGroup var query: QueryArgument

  @Option(name: .long, help: ArgumentHelp("Only this period.", valueName: "period"))
  var period: Period?

  @Option(name: .long, help: ArgumentHelp("From this period on.", valueName: "period"))
  var from: Period?

  @Option(name: .long, help: ArgumentHelp("Up to this period.", valueName: "period"))
  var to: Period?

  @Option(
    name: .long,
    help: "Join to month, quarter, year or fiscal-year; day and range show single figures.")
  var every: Granularity?

  @Option(
    name: .long,
    help: ArgumentHelp("Break down by a dimension: nationality, sector, …", valueName: "dimension"))
  var by: Dimension?

  @Option(
    name: .long,
    help: "How many parts to show with the total (default: 5, and 20 for a single period).")
  var top: Int?

  @Option(
    name: .customLong("as"),
    help: "Show it as per-day, change, percent-change, or percent-share of --of.")
  var transform: SeriesTransform?

  @Option(
    name: .long,
    help: ArgumentHelp("The series that a percent-share is taken of.", valueName: "query"))
  var of: String?

  @Flag(name: .long, help: "List every value that sources have given for --period.")
  var revisions = false

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @Flag(name: .long, help: "Write CSV.")
  var csv = false

  @Flag(name: .long, help: "Write CSV with a row of HXL hashtags under the header.")
  var hxl = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func validate() throws {
    if revisions && period == nil { throw ValidationError("--revisions needs --period.") }
    if period != nil && (from != nil || to != nil) {
      throw ValidationError("Give either --period, or --from and --to.")
    }
    if (transform == .percentShare) != (of != nil) {
      throw ValidationError("--as percent-share and --of go together.")
    }
    if by != nil || revisions, transform != nil {
      throw ValidationError("--as goes with neither --by nor --revisions.")
    }
    if let top, top < 1 { throw ValidationError("--top needs a number from 1 up.") }
    if let from, let to, from.first > to.last {
      throw ValidationError("--from \(from) comes after --to \(to).")
    }
  }

  func run() throws {
    let store = try options.store()
    let selections = try query.selections(store)
    guard selections.count == 1, transform == nil, let selection = selections.first else {
      return try showTable(selections, store)
    }
    let question = SeriesQuestion(
      selection, asOf: asOf.asOf, every: every, period: period, from: from, to: to)
    if revisions, let period {
      let list = try store.revisions(selection, period: period)
      let title = try store.vocabulary.title(store.timeline(selection), options.lang)
      try RevisionList(selection: selection, title: title, period: period, revisions: list)
        .write(json: json, options.lang)
    } else if let by {
      let breakdown = try store.breakdown(selection, by: by, asOf: asOf.asOf)
      let view = BreakdownView(
        breakdown: breakdown, every: question.granularity(breakdown.leading),
        within: question.range(breakdown.leading), top: top, store: store, language: options.lang)
      if json {
        try printJSON(view.report)
      } else if csv || hxl {
        Output.write(view.csv(hxl: hxl))
      } else {
        Output.write(view.text)
      }
    } else {
      let timeline = try store.timeline(selection, asOf: asOf.asOf)
      let view = SeriesView(
        timeline: timeline, every: question.granularity(timeline), within: question.range(timeline),
        store: store,
        language: options.lang)
      if json {
        try printJSON(view.report)
      } else if csv || hxl {
        Output.write(view.csv(hxl: hxl))
      } else {
        Output.write(view.text)
      }
    }
  }
}

extension ShowCommand {
  /// Several series beside one another, or what is reckoned from them.
  private func showTable(_ selections: [Selection], _ store: RecordStore) throws {
    if let by {
      throw QuestionError.unsuitable(
        "Several series are not broken down by \(by.rawValue) together.",
        hint: "Show one at a time.")
    }
    if revisions {
      throw QuestionError.unsuitable(
        "The revisions of several series cannot be shown at once.", hint: "Show one at a time.")
    }
    let questions = selections.map {
      SeriesQuestion($0, asOf: asOf.asOf, every: every, period: period, from: from, to: to)
    }
    let whole = try of.map { try store.parser.selection($0) }
    let report = try store.table(
      SeriesTableQuestion(questions, transform: transform, of: whole), options.lang)
    if json { return try printJSON(report) }
    if csv || hxl { return Output.write(report.csv(hxl: hxl)) }
    Output.write(SeriesTableView(report: report, language: options.lang).text)
  }
}

extension SeriesTransform: ExpressibleByArgument {}

/// Every value that sources have given for one period.
private struct RevisionList {
  let selection: Selection
  let title: String
  let period: Period
  let revisions: [Revision]

  func write(json: Bool, _ language: Language) throws {
    let report = RevisionReport(selection, period: period, revisions)
    if json { return try printJSON(report) }
    Output.write(Terminal.bold(title) + ", " + language.period(period) + "\n\n")
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
    Output.write(table.text())
  }
}
