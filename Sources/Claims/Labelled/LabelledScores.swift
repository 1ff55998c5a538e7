import Periods
import Wording

/// How the checker does on labelled sentences.
///
/// A found claim is any that is not `not-a-claim`. It counts as right when a label of the same kind
/// shares words with it. Verdicts are counted over all labels, so that a claim that was not found, and
/// an age that was taken for a claim, are both wrong verdicts; a `not-a-claim` that is not mentioned is
/// right.
package struct LabelledScores: Encodable, Sendable {
  /// Counts of one kind of claim.
  package struct Tally: Encodable, Sendable, Equatable {
    /// Labels that are claims.
    package var labelled = 0
    /// Claims that were found.
    package var found = 0
    /// Of those found, the ones that are labelled.
    package var right = 0
    /// Of those labelled, the ones that were found.
    package var recalled = 0
    /// Labels of any verdict.
    package var verdicts = 0
    package var verdictsRight = 0
    package var periods = 0
    package var periodsRight = 0

    package var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
    package var recall: Double { labelled == 0 ? 1 : Double(recalled) / Double(labelled) }
    package var accuracy: Double { verdicts == 0 ? 1 : Double(verdictsRight) / Double(verdicts) }

    static func + (a: Tally, b: Tally) -> Tally {
      var sum = a
      sum.labelled += b.labelled
      sum.found += b.found
      sum.right += b.right
      sum.recalled += b.recalled
      sum.verdicts += b.verdicts
      sum.verdictsRight += b.verdictsRight
      sum.periods += b.periods
      sum.periodsRight += b.periodsRight
      return sum
    }
  }

  package struct Failure: Encodable, Sendable {
    package var line: Int
    package var sentence: String
    package var claim: String
    package var what: String
  }

  package private(set) var kinds: [String: Tally] = [:]
  package private(set) var failures: [Failure] = []
  package private(set) var sentences = 0

  package var total: Tally { kinds.values.reduce(Tally(), +) }

  package init(_ set: LabelledSentences, by check: ClaimCheck) {
    for sentence in set.sentences { add(sentence, check) }
  }

  private mutating func add(_ sentence: LabelledSentences.Sentence, _ check: ClaimCheck) {
    sentences += 1
    let report = check.report(text: sentence.text, date: sentence.date, language: sentence.language)
    var open = report.claims
    for label in sentence.claims {
      let range = LabelledScores.bytes(of: label.words, in: sentence.text)
      let index = LabelledScores.best(open, label, range)
      count(label, index.map { open[$0] }, sentence)
      if let index { open.remove(at: index) }
    }
    for claim in open where claim.verdict != .notAClaim {
      kinds[claim.kind.rawValue, default: Tally()].found += 1
      fail(
        sentence, claim.text,
        "found \(claim.kind.rawValue), \(claim.verdict.rawValue): not labelled")
    }
  }

  private mutating func count(
    _ label: LabelledSentences.Label, _ claim: CheckedClaim?, _ sentence: LabelledSentences.Sentence
  ) {
    var tally = kinds[label.kind.rawValue] ?? Tally()
    let isClaim = label.verdict != .notAClaim
    let isFound = claim.map { $0.verdict != .notAClaim } ?? false
    tally.labelled += isClaim ? 1 : 0
    tally.found += isFound ? 1 : 0
    tally.right += isFound && isClaim ? 1 : 0
    tally.recalled += isFound && isClaim ? 1 : 0
    tally.verdicts += 1
    if isClaim, !isFound { fail(sentence, label.words, "not found") }
    let verdict = claim?.verdict ?? .notAClaim
    if verdict == label.verdict {
      tally.verdictsRight += 1
    } else if isFound {
      fail(
        sentence, label.words,
        "\(verdict.rawValue), labelled \(label.verdict.rawValue): \(claim?.explanation ?? "")")
    }
    if let period = label.period, let claim, isFound {
      tally.periods += 1
      if claim.period == period {
        tally.periodsRight += 1
      } else {
        fail(
          sentence, label.words,
          "period \(claim.period.map { "\($0)" } ?? "none"), labelled \(period)")
      }
    }
    kinds[label.kind.rawValue] = tally
  }

  private mutating func fail(
    _ sentence: LabelledSentences.Sentence, _ claim: String, _ what: String
  ) {
    failures.append(
      Failure(line: sentence.line, sentence: sentence.text, claim: claim, what: what))
  }

  private static func bytes(of words: String, in text: String) -> Range<Int> {
    let (bytes, wanted) = (Array(text.utf8), Array(words.utf8))
    guard wanted.count <= bytes.count, !wanted.isEmpty else { return 0..<0 }
    for start in 0...(bytes.count - wanted.count)
    where Array(bytes[start..<(start + wanted.count)]) == wanted {
      return start..<(start + wanted.count)
    }
    return 0..<0
  }

  /// The claim that shares most with a label; one of another kind does not count, but for what is no
  /// claim at all.
  private static func best(
    _ claims: [CheckedClaim], _ label: LabelledSentences.Label, _ range: Range<Int>
  ) -> Int? {
    let fitting = claims.indices.filter { index in
      let claim = claims[index]
      return range.overlaps(claim.start..<claim.end)
        && (claim.kind == label.kind || claim.verdict == .notAClaim || label.verdict == .notAClaim)
    }
    return fitting.max { a, b in
      overlap(claims[a], range) < overlap(claims[b], range)
    }
  }

  private static func overlap(_ claim: CheckedClaim, _ range: Range<Int>) -> Double {
    let shared = min(claim.end, range.upperBound) - max(claim.start, range.lowerBound)
    return Double(shared) / Double(max(claim.end - claim.start, range.count))
  }

  enum CodingKeys: String, CodingKey {
    case kinds, failures, sentences, total
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kinds, forKey: .kinds)
    try container.encode(failures, forKey: .failures)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(total, forKey: .total)
  }
}
