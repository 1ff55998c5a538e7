import Wording

/// Sentences that go on about the number of the one before: "It rose to 31,299. That is 72 percent more than
/// in July 2017."
extension Checker {
  /// Whether nothing but such words and times stands before what is said, what it is compared with is
  /// named or it is by so much, and the sentence before has numbers of no more than one series.
  func goesOn(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    guard claim.baseMoment != nil || claim.kind == .change, claim.sentence > 0 else { return false }
    let sentence = article.sentences[claim.sentence]
    let before = findings.filter { $0.sentence == claim.sentence - 1 && $0.isSure }
    guard let last = before.last(where: { !isCompared($0.tokens, in: $0.sentence) }),
      before.allSatisfy({ $0.selection == last.selection }),
      candidate.selection == last.selection, candidate.period == last.period
    else { return false }
    return (sentence.sentence.range.lowerBound..<claim.tokens.lowerBound).allSatisfy { token in
      sentence.sentence.isWord(token, in: .goingOn)
        || Checker.marks.contains(sentence.sentence.word(token))
        || sentence.moments.contains { $0.range.contains(token) }
        || sentence.sentence.match(at: token).map {
          $0.has(.hedge) || $0.has(.change) || $0.has(.compared)
        } ?? false
    }
  }

  private static let marks: Set<String> = [",", ":", "-"]
}
