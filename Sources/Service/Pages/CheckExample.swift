import Claims
import Periods
import Questions
import Record
import Reports
import Wording

/// The text with which the page of checks opens, to be replaced: the month's figure of the corridor's headline
/// series with its change, and the same with the figure a digit off.
struct CheckExample {
  let text: String
  let date: Day

  init(_ site: Site, _ language: Language) throws {
    date = .today
    let store = site.store
    guard
      let name = try SeriesChoice.plan(site)?.firstSeries ?? store.vocabulary.namedSeries.first?.id,
      let report = try? store.comparisons(store.parser.selection(name)),
      let value = report.observation.value,
      let right = SpokenFigure(report, store.vocabulary, language)
    else {
      text = ""
      return
    }
    // Two digits of the figure change places, where they differ.
    let digits = Array(language.count(value))
    let places = digits.indices.filter { digits[$0].isNumber }
    let swapped = zip(places, places.dropFirst()).first {
      digits[$0] != digits[$1] && digits[$1] != "0"
    }
    guard let (first, second) = swapped else {
      text = right.text
      return
    }
    var wrong = digits
    wrong.swapAt(first, second)
    text =
      right.text + "\n"
      + right.level.replacing(language.count(value), with: String(wrong))
  }
}

/// What a check found, as the page shows it before its script runs, and to a reader without scripts.
struct ShownCheck {
  struct Claim {
    var verdict, words, text, explanation: String
  }

  var count: String
  var claims: [Claim]
  var notes: [String]

  init(_ report: ClaimReport, _ language: Language) {
    claims = report.claims.filter { $0.verdict != .notAClaim || $0.isChosen }.map {
      Claim(
        verdict: $0.verdict.rawValue, words: $0.verdict.words(language), text: $0.text,
        explanation: $0.explanation)
    }
    count = language(
      "\(claims.count) figures found.", "\(claims.count) cifras encontradas.")
    notes = report.notes
  }
}
