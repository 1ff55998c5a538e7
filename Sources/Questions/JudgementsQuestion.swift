import Forecasting
import Tabular

/// How the judgements of a file did.
package struct JudgementsQuestion: Question {
  package var file: String?
  package var months = 6

  package init() {}

  package static let command = ["judgements"]
  package static let address = QuestionAddress.none("It reads a file of this machine.")
  package static let summary =
    "Score stated judgements: the outlook of the day with each and without it, against what came."

  package static var inputs: [Input<Self>] {
    [
      .option(
        "file", \.file,
        "CSV file with a row for each judgement: series, made, from, factor, low, high, weight, who, why, and "
          + "perhaps through.", .only("a file", "file") { _ in true }
      ).required,
      .option(
        "months", \.months, "Months after the last one known on the day.",
        .within(1...LearnedStep.months)
      ).alwaysWritten,
    ]
  }

  package func answer(in world: World) async throws -> JudgementReport {
    guard let file else {
      throw InputFaults("file", expected: "a file", spanish: "un archivo", found: nil)
    }
    return try JudgementReport.make(
      JudgementFile(ByteStream(path: file)), store: world.store(), months: months)
  }
}
