import Forecasting
import Periods
import Record
import Reports
import Tabular
import Wording

/// What the people who are expected will need, by a planner's own shares, prices and capacities.
package struct NeedsQuestion: Question {
  package var words = ""
  /// The planner's table.
  package var plan: String?
  package var months = 3
  package var method = ForecastMethods.names[0]
  package var asOf: Day?

  package init() {}

  package static let command = ["needs"]
  package static let address = QuestionAddress.none("It reads a file of this machine.")
  package static let summary =
    "Estimate what people who are expected will need, and the chance that a capacity is passed."

  package static var inputs: [Input<Self>] {
    [
      .words(\.words, "A series' name (darien), words, or dimension=label.").required,
      .option(
        "plan", \.plan,
        "CSV file with a row for each item: item, unit, share, per_person_day, days, and perhaps unit_cost, "
          + "currency, capacity_per_day, source.",
        .only("a file", "file") { _ in true }
      ).required,
      .option("months", \.months, "Months ahead.", .within(1...Panel.longest)).alwaysWritten,
      .option("method", \.method, "Method.", .choice(ForecastMethods.names)).alwaysWritten,
      .asOf(\.asOf),
    ]
  }

  package func answer(in world: World) async throws -> NeedsReport {
    guard let plan else { throw InputFaults("plan", expected: "a file", found: nil) }
    let items = try NeedsPlan(ByteStream(path: plan))
    var question = OutlookQuestion()
    (question.words, question.months, question.method) = (words, months, method)
    question.asOf = asOf
    guard case .series(let outlook) = try await question.answer(in: world) else {
      throw OutlookError.noMonths(words, asOf: asOf)
    }
    return NeedsReport(outlook, items)
  }

  /// Of an answer.
  package func table(of answer: NeedsReport, in world: World) throws -> TableSheet {
    let sources = try world.timeline(world.store().parser.selection(words), asOf: asOf).sources
      .values.filter { $0.standing == .official }.map(\.id).sorted()
    return answer.sheet(world.language, sources: sources)
  }
}
