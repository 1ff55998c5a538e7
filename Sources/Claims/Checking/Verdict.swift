import Periods
import Record
import Wording

/// What became of a claim when it was checked against the record.
package enum Verdict: String, CaseIterable, Codable, Sendable {
  case supported
  /// Supported after rounding.
  case rounded
  /// Right by what was known at the article's date, or by an earlier release; revised since.
  case revised
  /// Off by so much.
  case off
  /// Wrong, and it looks as if another figure had been meant.
  case slip
  /// The record cannot answer.
  case uncheckable
  /// No statement about the record: an age, a price, a date.
  case notAClaim = "not-a-claim"

  /// Whether the figure was found to be right, in one release or another.
  var isSupport: Bool { [.supported, .rounded, .revised].contains(self) }

  /// Whether the text is said to be wrong.
  package var isAccusation: Bool { self == .off || self == .slip }

  package func words(_ language: Language) -> String {
    switch self {
    case .supported: language("supported", "respaldada")
    case .rounded: language("supported after rounding", "respaldada con redondeo")
    case .revised: language("revised since", "revisada después")
    case .off: language("off", "no coincide")
    case .slip: language("looks like a slip", "parece un desliz")
    case .uncheckable: language("not checkable here", "no verificable aquí")
    case .notAClaim:
      language("not a claim about the record", "no es una afirmación sobre el registro")
    }
  }
}

/// A verdict with what it rests on.
struct Outcome: Sendable {
  var verdict: Verdict
  /// Today's figure: a count, or a fraction for changes and shares.
  var record: Double?
  /// The figure as it was known on the article's date.
  var recordThen: Double?
  var verdictThen: Verdict?
  /// What seems to have been meant.
  var intended: Double?
  var selection: Selection?
  var period: Period?
  var base: Period?
  var source: Source?
  /// What the reading rests on; `nil` where nothing was read.
  var read: ReadingBasis?
  /// How much farther-fetched than the likeliest the reading is that gave the number.
  var excess = 0.0
  var explanation: String
  /// Other readings of the words, which are shown beside the verdict.
  var alternatives: [Alternative] = []
  /// The readings that may be chosen.
  var readings: [Alternative] = []
  /// The words that its reading was read from.
  var words: [ReadFrom] = []
  /// What a share is of.
  var whole: Selection?
  /// How old the record is, where it ends before the period.
  var age: AgeReport?
  /// What it rests on, where it accuses and its kind of claim does not say so.
  var ground: Ground?

  init(_ verdict: Verdict, _ explanation: String) {
    self.verdict = verdict
    self.explanation = explanation
  }
}

/// A reading of the words, and what the record says under it.
package struct Alternative: Hashable, Codable, Sendable {
  /// Name of the series, or its query.
  package var series: String
  package var title: String
  /// The series as the record is asked for it.
  package var query: String
  package var period: Period
  /// What a change is compared with.
  package var base: Period?
  /// Query of what a share is of.
  package var whole: String?
  /// A count, or a fraction for changes and shares, as the claim's.
  package var record: Double?
  /// All of it in one line: "Border Patrol encounters at the US–Mexico border, August 2023: 181,054".
  package var text: String
}
