import Wording

/// Words that a reading has not taken into account.
///
/// A number can be refuted only where the words round it were understood: "families", "re-entrants", "at the
/// bridge" beside it may say that it counts only some of those whom the record counts.
extension Checker {
  /// A doubt for the first word of a claim's clause, or of its sentence, that the grammar does not know.
  func unreadDoubt(_ claim: FoundClaim, inSentence: Bool = false) -> Doubt? {
    let reading = article.sentences[claim.sentence]
    let words =
      inSentence ? reading.sentence.range : Clause(of: claim.tokens, in: reading).range
    return words.first { !reading.isUnderstood($0) }.map { .unread(reading.sentence.word($0)) }
  }
}

extension SentenceReading {
  /// Whether a token is a mark, a number, a time, a phrase of the lexicon, or a word that never narrows what is
  /// counted.
  func isUnderstood(_ token: Int) -> Bool {
    guard sentence.token(token)?.kind == .word else { return true }
    return sentence.match(at: token) != nil || sentence.isInert(token)
      || moments.contains { $0.range.contains(token) }
      || amounts.contains { $0.range.contains(token) }
      || sentence.quietMatches.contains { $0.range.contains(token) }
  }
}
