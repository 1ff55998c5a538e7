import Record
import Wording

/// What no reading of the words gives.
///
/// Where a text does not fix what a change or a share is said of, its number may still be wrong under all
/// that can be meant: the figures that were met beside it, in every time and with every base.
extension Checker {
  /// Whether a change is said of a number that was met, and comes out under no reading.
  func isUnderNone(
    _ trials: [ChangeTrial], _ claim: FoundClaim, _ amount: Amount, _ direction: Double
  ) -> Bool {
    guard let main = trials.first, mayBeUnderNone(claim, amount), main.isBaseSaid,
      main.candidate.time.basis == .said, isSaidOfMet(main.candidate, claim)
    else { return false }
    return trials.allSatisfy { trial in
      fit(amount, trial, trial.now, direction) == .none
        && fit(amount, trial, trial.then, direction) == .none
        && fit(amount, trial, trial.now, -direction) == .none
    }
  }

  /// Whether a share is said of a number that was met, and comes out under no reading.
  func isUnderNone(_ trials: [ShareTrial], _ claim: FoundClaim) -> Bool {
    guard let main = trials.first, let amount = claim.amount, mayBeUnderNone(claim, amount),
      claim.part != nil, !isSum(claim), !isOfThese(claim),
      isBesideFound(main.candidate, claim)
        || isCalledShare(claim) && isSaidOfMet(main.candidate, claim)
    else { return false }
    return trials.allSatisfy { trial in
      !trial.isKnown
        || verdict(claim, trial) == .off
          && abs(Tolerance.relativeValue(amount) - trial.rounded) > Checker.roughly(amount)
    }
  }

  /// Says that it is not one reading alone that is off.
  func underNone(_ outcome: Outcome) -> Outcome {
    var outcome = outcome
    outcome.explanation += language(
      " No reading of the words gives what is stated.",
      " Ninguna lectura del texto da lo que se afirma.")
    return outcome
  }

  private func mayBeUnderNone(_ claim: FoundClaim, _ amount: Amount) -> Bool {
    [.none, .exact, .about].contains(amount.leeway) && amount.upper == nil
      && !claim.isExpected && !claim.isNegated
      && article.sentences[claim.sentence].obstacle(to: claim.tokens) == nil
  }

  /// How far off a share may be that is written roughly.
  private static func roughly(_ amount: Amount) -> Double {
    amount.unit == .fraction ? 0.06 : 0.02
  }

  /// "Venezuelans made up 67 percent, with 57,348": whether words say that it is a part of a whole.
  private func isCalledShare(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    return sentence.isShareVerb(before: claim.tokens.lowerBound)
      || sentence.match(startingAt: claim.tokens.upperBound)?.has(.shareOf) == true
  }

  private func isSaidOfMet(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    findings.contains {
      $0.isSure && $0.sentence == claim.sentence && $0.selection == candidate.selection
        && $0.period == candidate.period
    }
  }

  /// "15,750 boys and 14,006 girls, in sum 21 percent", "Cubans (42,617) and Nicaraguans (35,355) were 35
  /// percent": of several numbers together.
  private func isSum(_ claim: FoundClaim) -> Bool {
    let reading = article.sentences[claim.sentence]
    let sentence = reading.sentence
    let mentions = reading.mentions
    let isPeople = claim.part?.dimension == Record.Dimension.nationality.rawValue
    let named =
      isPeople
      ? mentions.nationalities + mentions.origins
      : mentions.labels.filter { $0.dimension.rawValue == claim.part?.dimension }.map(\.mention)
    let before = named.filter { $0.tokens.upperBound <= claim.tokens.lowerBound }
    if Set(before.map(\.id)).count > 1 { return true }
    return (claim.tokens.lowerBound - 6..<claim.tokens.lowerBound).contains {
      sentence.isWord($0, in: .together)
    }
  }

  /// "40,206 children, half of these under five": of the part itself.
  private func isOfThese(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    return (0..<3).contains { sentence.isWord(claim.tokens.upperBound + $0, in: .these) }
  }

}
