import Periods
import Record

/// A figure beside those that a reporter would compare it with.
package struct ComparisonQuestion: Question {
  package var words = ""
  /// `nil` for the last one known.
  package var period: Period?
  package var against: [Period] = []
  /// Highs and lows are looked for from this day on.
  package var since: Day?
  package var asOf: Day?

  package init() {}

  package static let command = ["record", "compare"]
  package static let address = QuestionAddress.get("comparisons")
  package static let summary = "Compare a figure as a reporter would."

  package static var inputs: [Input<Self>] {
    [
      .words(
        \.words,
        "A series' name (usbp-southwest) or words (encounters usbp southwest VEN), or "
          + "dimension=label."),
      .option("period", \.period, "The period (default: the last known)."),
      .list("against", \.against, "Compare with this period as well; may be repeated."),
      .option("since", \.since, "Look for highs and lows from this day on."),
      .asOf(\.asOf),
    ] + SelectionShortcuts.inputs(\.words)
  }

  private static let mostAgainst = 20

  package func faults() -> [InputFault] {
    SelectionShortcuts.faults(words) + (period.map(sinceFaults) ?? [])
      + (against.count > Self.mostAgainst
        ? [
          InputFault(
            "against", expected: "at most \(Self.mostAgainst) periods",
            spanish: "\(Self.mostAgainst) períodos como máximo", found: "\(against.count)")
        ] : [])
  }

  /// Highs and lows are of the periods before the one that is compared.
  private func sinceFaults(_ period: Period) -> [InputFault] {
    guard let since, since >= period.first else { return [] }
    return [
      InputFault(
        "since", expected: "a day before \(period)", spanish: "un día anterior a \(period)",
        found: "\(since)")
    ]
  }

  package func answer(in world: World) async throws -> ComparisonAnswer {
    let store = try world.store()
    let comparisons = try store.comparisons(
      try store.parser.selection(words), period: period, against: against, asOf: asOf, since: since)
    // The last period that is known is found only with the answer.
    let faults = sinceFaults(comparisons.observation.period)
    guard faults.isEmpty else { throw InputFaults(faults) }
    var report = CompareReport(comparisons, store.vocabulary, world.language)
    report.age = try world.age(comparisons.timeline)
    return ComparisonAnswer(comparisons: comparisons, report: report)
  }
}

/// Comparisons, with the report that is sent to programs.
package struct ComparisonAnswer: Encodable, Sendable {
  package var comparisons: ComparisonReport
  package var report: CompareReport

  package func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }
}
