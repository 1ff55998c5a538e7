import Periods
import Tabular
import Wording

/// Sentences with what a person found in them, to measure the checker by.
///
/// A CSV table with a row for each claim: `language`, `date`, `sentence`, `claim` (its words in the
/// sentence; empty for a sentence without any), `kind`, `verdict`, `period` (may be empty).
package struct LabelledSentences: Sendable {
  package struct Sentence: Sendable {
    package var line: Int
    package var language: Language
    package var date: Day
    package var text: String
    package var claims: [Label]
  }

  package struct Label: Sendable {
    package var words: String
    package var kind: ClaimKind
    package var verdict: Verdict
    package var period: Period?
  }

  package private(set) var sentences: [Sentence] = []

  /// - Throws: an `InputError` for a file that is no such table.
  package init(path: String) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path))
    let columns = ["language", "date", "sentence", "claim", "kind", "verdict", "period"].map {
      table.requiredColumn($0)
    }
    try table.issues.check()
    while try table.next() {
      let fields = columns.map { table.text($0) }
      guard let language = Language(rawValue: fields[0]) else {
        table.note(columns[0], expected: "en or es")
        continue
      }
      guard let date = Day(fields[1]) else {
        table.note(columns[1], expected: "a day YYYY-MM-DD")
        continue
      }
      let label = LabelledSentences.label(fields, columns, &table)
      if let last = sentences.indices.last, sentences[last].text == fields[2] {
        if let label { sentences[last].claims.append(label) }
      } else {
        sentences.append(
          Sentence(
            line: table.line, language: language, date: date, text: fields[2],
            claims: [label].compactMap(\.self)))
      }
    }
    try table.issues.check()
  }

  private static func label(
    _ fields: [String], _ columns: [Int], _ table: inout CSVTable
  ) -> Label? {
    guard !fields[3].isEmpty else { return nil }
    guard fields[2].contains(fields[3]) else {
      table.note(columns[3], expected: "words of the sentence")
      return nil
    }
    guard let kind = ClaimKind(rawValue: fields[4]) else {
      table.note(
        columns[4], expected: ClaimKind.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }
    guard let verdict = Verdict(rawValue: fields[5]) else {
      table.note(columns[5], expected: Verdict.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }
    return Label(words: fields[3], kind: kind, verdict: verdict, period: Period(fields[6]))
  }
}
