import Foundation
import Periods
import Tabular
import Wording

/// Passages with what a person read in them, to measure the checker by.
///
/// One JSON object a line: `id`, `lang`, `date`, `text`, and `figures`, each with `text` (its words, in
/// the order of the passage), `verdict` (`supported`, `off`, `cannot-tell`, `not-a-claim`), `accept`
/// (other verdicts that are fair), `measure`, `place`, `component`, `nationality`, `demographic`,
/// `sector`, `period` and `base` of what it is about, and `planted`, when it was made wrong on purpose.
package struct LabelledPassages: Sendable {
  package struct Passage: Sendable {
    package var id: String
    package var language: Language
    package var date: Day
    package var text: String
    package var figures: [Figure]
  }

  package struct Figure: Sendable {
    package var words: String
    /// Bytes of the passage.
    package var bytes: Range<Int>
    package var verdict: Judgement
    package var accept: Set<Judgement>
    /// What it is about, by dimension; empty where the record holds no such series.
    package var labels: [String: String]
    /// As it is written down: 2023-08, FY2023, 2023-01/2023-06.
    package var period: Period?
    package var base: Period?

    /// Whether a verdict is a fair one.
    package func isFair(_ judgement: Judgement) -> Bool {
      judgement == verdict || accept.contains(judgement)
    }
  }

  /// Verdicts by what a reader makes of them.
  package enum Judgement: String, CaseIterable, Codable, Sendable {
    case supported, off
    case cannotTell = "cannot-tell"
    case notAClaim = "not-a-claim"

    init(_ verdict: Verdict) {
      if verdict.isSupport {
        self = .supported
      } else if verdict.isAccusation {
        self = .off
      } else {
        self = verdict == .notAClaim ? .notAClaim : .cannotTell
      }
    }
  }

  package private(set) var passages: [Passage] = []

  /// - Throws: an `InputError` with every line that is no such object.
  package init(path: String) throws(InputError) {
    var issues = InputIssues(file: path)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError(
        InputIssue(file: path, expected: "a file that can be read", found: "none"))
    }
    // Empty lines are kept, so that a fault is named by its line in the file.
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      do {
        let raw = try JSONDecoder().decode(Raw.self, from: Data(line))
        passages.append(try Passage(raw))
      } catch {
        issues.add(
          line: number + 1, expected: "a passage with id, lang, date, text and figures",
          found: (error as? Fault)?.found ?? "other JSON")
      }
    }
    try issues.check()
  }

  fileprivate struct Fault: Error {
    var found: String
  }

  fileprivate struct Raw: Decodable {
    var id: String
    var lang: String
    var date: String
    var text: String
    var figures: [RawFigure]
  }

  fileprivate struct RawFigure: Decodable {
    var text: String
    var verdict: String
    var accept: [String]?
    var measure: String?
    var place: String?
    var component: String?
    var nationality: String?
    var demographic: String?
    var sector: String?
    var period: String?
    var base: String?

    var labels: [String: String] {
      let all = [
        "measure": measure, "place": place, "component": component, "nationality": nationality,
        "demographic": demographic, "sector": sector,
      ]
      return measure == nil ? [:] : all.compactMapValues { $0 }
    }
  }
}

extension LabelledPassages.Passage {
  fileprivate init(_ raw: LabelledPassages.Raw) throws {
    guard let language = Language(rawValue: raw.lang), let date = Day(raw.date) else {
      throw LabelledPassages.Fault(found: "\(raw.lang), \(raw.date)")
    }
    self.init(id: raw.id, language: language, date: date, text: raw.text, figures: [])
    var from = raw.text.startIndex
    for figure in raw.figures {
      guard let verdict = LabelledPassages.Judgement(rawValue: figure.verdict) else {
        throw LabelledPassages.Fault(found: "the verdict \(figure.verdict)")
      }
      guard
        let range = raw.text.range(of: figure.text, range: from..<raw.text.endIndex)
          ?? raw.text.range(of: figure.text)
      else { throw LabelledPassages.Fault(found: "words that are not in the text: \(figure.text)") }
      from = raw.text.index(after: range.lowerBound)
      let start = raw.text.utf8.distance(from: raw.text.startIndex, to: range.lowerBound)
      figures.append(
        LabelledPassages.Figure(
          words: figure.text, bytes: start..<(start + figure.text.utf8.count), verdict: verdict,
          accept: Set((figure.accept ?? []).compactMap(LabelledPassages.Judgement.init)),
          labels: figure.labels, period: figure.period.flatMap { Period($0) },
          base: figure.base.flatMap { Period($0) }))
    }
  }
}
