import Foundation
import Periods
import Questions
import Record
import Wording

/// The question that the page of the record shows: about one series, once its words are understood.
struct RecordQuestion {
  /// As it is asked through every door.
  let asked: FiguresQuestion
  let series: SeriesQuestion
  /// The period that is compared with others; `nil` for the one asked about, else the last known.
  let at: Period?

  var selection: Selection { series.selection }
  var by: Record.Dimension? { asked.by }

  /// Dimensions that have a field of their own.
  static let dimensions = SelectionShortcuts.dimensions.filter { $0 != .measure }

  /// - Throws: an `InputFaults`, or a `QuestionError` for words that the record does not understand.
  init(_ query: Query, _ store: RecordStore) throws {
    // An address of a page may have been kept since another version: what it does not know it leaves.
    let texts = RecordQuestion.labelled(query.texts, store.vocabulary)
    asked = try FiguresQuestion(texts, besides: Set(texts.names))
    at = try query.period("at")
    let all = try asked.series(store)
    guard all.count == 1, let only = all.first else {
      throw QuestionError.severalSeries(asked.words, series: all.map { "\($0.selection)" })
    }
    series = only
  }

  /// The labels that a form's names stand for: "Venezuela" is `VEN`. What is no name is left as it is.
  static func labelled(_ texts: InputTexts, _ vocabulary: Vocabulary) -> InputTexts {
    var texts = texts
    for dimension in dimensions {
      let name = SelectionShortcuts.parameter(dimension)
      texts[name] = texts[name].map { vocabulary.label(dimension, named: $0) ?? $0 }
    }
    return texts
  }

  /// A file with the answer.
  func file(_ format: String) -> String {
    "/api/v1/figures?\(asked.query)&format=\(format)"
  }

  /// The markup that shows the chart in another's page; its address begins where the reader's does.
  ///
  /// - Parameter day: the day at whose knowledge it stays; `nil` to follow the newest.
  func frame(_ title: String, _ language: Language, asOf day: Day?) -> String {
    var asked = asked
    asked.asOf = day
    let named = title.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
      .replacing("<", with: "&lt;")
    return "<iframe src=\"/embed/record?\(asked.query.replacing("&", with: "&amp;"))"
      + "&amp;lang=\(language.rawValue)\" title=\"\(named)\" width=\"100%\" height=\"640\" "
      + "loading=\"lazy\" style=\"border: 0\"></iframe>"
  }

  /// The page with another figure compared.
  func address(at period: Period) -> String {
    "/record?\(asked.query)&at=\(InputTexts.encoded("\(period)"))"
  }

  /// Another page about the same series.
  func page(_ name: String) -> String {
    var next = OutlookQuestion()
    (next.words, next.asOf) = (asked.words, asked.asOf)
    return "/\(name)?\(next.texts.query(["q", "as-of"]))"
  }

  /// The command that gives the same.
  func command(_ language: Language) -> String { asked.commandLine(language) }
}

extension Vocabulary {
  /// The label that has a name in either language, however it is written; `nil` where none has, or where the
  /// text is a label itself.
  func label(_ dimension: Record.Dimension, named text: String) -> String? {
    guard term(text, in: dimension) == nil else { return nil }
    let folded = Vocabulary.folded(text.trimmingCharacters(in: .whitespaces))
    let isPlace = [.place, .from, .to].contains(dimension)
    func has(_ term: Term, _ language: Language) -> Bool {
      Vocabulary.folded(term.name(language)) == folded
    }
    return terms.first {
      ($0.dimension == dimension || isPlace && $0.dimension == .nationality)
        && (has($0, .english) || has($0, .spanish))
    }?.id ?? label(dimension, published: text)
  }
}
