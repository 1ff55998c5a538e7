import Claims
import Periods
import Wording

/// What the record says of the figures in a text. The text is checked and forgotten.
package struct CheckQuestion: Question {
  package var document = Document(text: "")
  /// Day of the text; `nil` for its own, else today.
  package var date: Day?
  /// Of the text; `nil` to go by its words.
  package var textLanguage: Language?
  /// Of the answer; `nil` for the text's own.
  package var answerLanguage: Language?
  /// Readings that the reader chose for figures of this text.
  package var choices: [Choice] = []

  package init() {}

  package static let command = ["check"]
  package static let address = QuestionAddress.post("checks")
  package static let summary =
    "Find the figures that an article states, and check each against the record."

  /// The text and the choices are no inputs: they come from a file or a body.
  package static var inputs: [Input<Self>] {
    [.option("date", \.date, "Day of the article (default: its own, else today).", .knownDay)]
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.texts == other.texts && one.document.text == other.document.text
      && one.document.kind == other.document.kind
      && one.textLanguage == other.textLanguage && one.answerLanguage == other.answerLanguage
      && one.choices == other.choices
  }

  package func answer(in world: World) async throws -> ClaimReport {
    report(by: try world.checker())
  }

  /// The answer of a checker that is at hand.
  package func report(by checker: ClaimCheck) -> ClaimReport {
    checker.report(
      document, date: date, language: textLanguage, answer: answerLanguage, choices: choices)
  }
}
