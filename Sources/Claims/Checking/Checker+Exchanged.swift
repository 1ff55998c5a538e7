import Record

/// Two numbers of one sentence that stand each beside the other's name.
extension Checker {
  /// "2,011 Chileans and 1,501 Brazilians" where it is the other way round: the reading of the number's own
  /// name, where another number of the sentence is what the record has for it, and stands by the name that
  /// this one is of.
  func exchanged(
    _ good: Candidate, _ trials: Trials, _ claim: FoundClaim, _ amount: Amount
  ) -> Candidate? {
    guard amount.leeway == .none, Tolerance.significantDigits(amount) >= 3 else { return nil }
    let others = article.claims.filter {
      $0.sentence == claim.sentence && $0.isCount && $0.tokens != claim.tokens
    }
    return trials.first { own in
      guard own.period == good.period, let value = own.known.value,
        Tolerance.fit(amount, value) == .none,
        let dimension = Checker.listed.first(where: { dimension in
          own.selection.including[dimension] != good.selection.including[dimension]
            && own.selection.without(dimension) == good.selection.without(dimension)
        }),
        let mine = own.selection.including[dimension],
        let theirs = good.selection.including[dimension],
        let side = side(of: mine, dimension, claim)
      else { return false }
      return others.contains { other in
        other.amount?.value == value && self.side(of: theirs, dimension, other) == side
      }
    }
  }

  /// On which side of a number a name stands right next to it; `nil` where it does not.
  private func side(
    of labels: [String], _ dimension: Record.Dimension, _ claim: FoundClaim
  ) -> Bool? {
    let named = LabelOptions.mentions(dimension, in: article.sentences[claim.sentence])
    for mention in named where mention.labels == labels {
      if (0...1).contains(mention.tokens.lowerBound - claim.tokens.upperBound) { return true }
      if (0...1).contains(claim.tokens.lowerBound - mention.tokens.upperBound) { return false }
    }
    return nil
  }
}
