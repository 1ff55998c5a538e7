import Periods
import Record
import Tabular
import Wording

/// Figures of one series or several: as they are, by the parts of a dimension, reckoned from one
/// another, or as they were revised.
package struct FiguresQuestion: Question {
  /// One series, or several with commas between them.
  package var words = ""
  package var period: Period?
  package var from: Period?
  package var to: Period?
  package var every: Granularity?
  package var by: Record.Dimension?
  package var transform: SeriesTransform?
  /// The series that a share is taken of.
  package var of: String?
  package var revisions = false
  package var asOf: Day?

  package init() {}

  package static let command = ["record", "show"]
  package static let address = QuestionAddress.get("figures")
  package static let summary = "Show a series, or its parts."

  package static var inputs: [Input<Self>] {
    [
      .words(
        \.words,
        "A series' name (usbp-southwest) or words (encounters usbp southwest VEN), or "
          + "dimension=label; several with commas between them."),
      .option("period", \.period, "Only this period."),
      .option("from", \.from, "From this period on."),
      .option("to", \.to, "Up to this period."),
      .option(
        "every", \.every,
        "Join to month, quarter, year or fiscal-year; day and range show single figures."),
      .option("by", \.by, "Break down by a dimension: nationality, sector, …"),
      .option(
        "as", \.transform, "Show it as per-day, change, percent-change, or percent-share of --of."),
      .option("of", \.of, "The series that a percent-share is taken of."),
      .flag("revisions", \.revisions, "List every value that sources have given for --period."),
      .asOf(\.asOf),
    ] + SelectionShortcuts.inputs(\.words)
  }

  /// Series in one answer: as many as a table has room for, and each takes its time.
  private static let most = 20

  package func faults() -> [InputFault] {
    var faults = SelectionShortcuts.faults(words)
    let count = words.split(separator: ",").count
    if count > Self.most {
      faults.append(
        InputFault(
          "q", expected: "at most \(Self.most) series",
          spanish: "\(Self.most) series como máximo", found: "\(count) of them"))
    }
    if revisions, period == nil {
      faults.append(
        InputFault(
          "revisions", expected: "a period beside it", spanish: "un período al lado", found: nil))
    }
    // Each value is of one period and one series, and has the day of its own release.
    for (name, isGiven) in [
      ("by", by != nil), ("every", every != nil), ("as-of", asOf != nil),
    ] where revisions && isGiven {
      faults.append(
        InputFault(
          name, expected: "no revisions beside it", spanish: "sin revisions al lado",
          found: "revisions"))
    }
    if let period, from != nil || to != nil {
      faults.append(
        InputFault(
          "period", expected: "either a period, or from and to",
          spanish: "un período, o bien desde y hasta", found: "\(period)"))
    }
    if let period, let every, !revisions, every != .range, period.granularity != .range,
      period.split(into: every).isEmpty
    {
      faults.append(
        InputFault(
          "every", expected: "a length that fits into \(period)",
          spanish: "una duración que quepa en \(period)", found: every.rawValue))
    }
    if (transform == .percentShare) != (of != nil) {
      faults.append(
        InputFault(
          "of", expected: "a series, together with as percent-share, or neither",
          spanish: "una serie, junto con as percent-share, o ninguna de las dos",
          found: of ?? "percent-share"))
    }
    if let transform, by != nil || revisions {
      faults.append(
        InputFault(
          "as", expected: "neither by nor revisions beside it",
          spanish: "ni by ni revisions al lado", found: transform.rawValue))
    }
    if count > 1, let by {
      faults.append(
        InputFault(
          "by", expected: "one series: several are not broken down together",
          spanish: "una sola serie: varias no se desglosan juntas", found: by.rawValue))
    }
    if count > 1, revisions {
      faults.append(
        InputFault(
          "revisions", expected: "one series at a time", spanish: "una serie a la vez",
          found: "\(count) of them"))
    }
    if let from, let to, from.first > to.last {
      faults.append(
        InputFault(
          "from", expected: "a period that does not come after \(to)",
          spanish: "un período que no sea posterior a \(to)", found: "\(from)"))
    }
    return faults
  }

  private func asked(_ selection: Selection) -> SeriesQuestion {
    SeriesQuestion(selection, asOf: asOf, every: every, period: period, from: from, to: to)
  }

  /// The series, each with the periods that are asked about.
  ///
  /// - Throws: a `QuestionError` for words that the record does not understand.
  package func series(_ store: RecordStore) throws -> [SeriesQuestion] {
    try store.parser.selections(words).map(asked)
  }

  package func answer(in world: World) async throws -> FiguresAnswer {
    let store = try world.store()
    let language = world.language
    let series = try series(store)
    guard series.count == 1, let only = series.first, transform == nil else {
      let whole = try of.map { try store.parser.selection($0) }
      return .table(
        try store.table(
          SeriesTableQuestion(series, transform: transform, of: whole), today: world.today, language
        ))
    }
    if revisions, let period {
      return .revisions(
        only.selection,
        RevisionReport(
          only.selection, period: period,
          try store.revisions(only.selection, period: period)))
    }
    if let by {
      let breakdown = try store.breakdown(only.selection, by: by, asOf: asOf)
      let (every, within) = (
        only.granularity(breakdown.leading), only.range(breakdown.leading)
      )
      if breakdown.periods(every: every, within: within).isEmpty,
        let none = breakdown.leading.nothing(every: self.every)
      {
        throw none
      }
      var report = BreakdownReport(
        breakdown, every: every, within: within, store.vocabulary, language)
      report.total.age = try world.age(breakdown.leading)
      return .parts(breakdown, every: every, within: within, report)
    }
    let timeline = try world.timeline(only.selection, asOf: asOf)
    var report = only.report(timeline, store.vocabulary, language)
    if report.observations.isEmpty, let none = timeline.nothing(every: every) { throw none }
    report.age = try world.age(timeline)
    return .series(
      timeline, every: only.granularity(timeline), within: only.range(timeline), report)
  }
}

/// Figures, with the report that is sent to programs.
package enum FiguresAnswer: Encodable, Sendable {
  case series(Timeline, every: Granularity, within: Period?, SeriesReport)
  case parts(Breakdown, every: Granularity, within: Period?, BreakdownReport)
  case table(SeriesTableReport)
  case revisions(Selection, RevisionReport)

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .series(_, _, _, let report): try report.encode(to: encoder)
    case .parts(_, _, _, let report): try report.encode(to: encoder)
    case .table(let report): try report.encode(to: encoder)
    case .revisions(_, let report): try report.encode(to: encoder)
    }
  }

  /// The figures as a table.
  package func sheet(_ language: Language) -> TableSheet {
    switch self {
    case .series(_, _, _, let report): report.sheet(language)
    case .parts(_, _, _, let report): report.sheet(language)
    case .table(let report): report.sheet(language)
    case .revisions(_, let report): report.sheet(language)
    }
  }
}
