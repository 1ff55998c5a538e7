import Wording

/// Peaks and troughs of time, and places among others.
extension ClaimBuilder {
  mutating func addRanks() {
    for found in RankReader(reading: reading).ranks() where isFree(found.tokens) {
      addComparison(.rank(found.rank), found.tokens)
    }
  }

  mutating func addPeaks() {
    for found in PeakReader(reading: reading).peaks() where isFree(found.tokens) {
      bases.formUnion(found.spans)
      addComparison(.peak(found.peak), found.tokens)
    }
  }

  private mutating func addComparison(_ statement: FoundClaim.Statement, _ tokens: Range<Int>) {
    claims.removeAll { $0.isWords && $0.tokens.overlaps(tokens) }
    var claim = claim(.comparison, statement, tokens)
    claim.subjects = comparisonSubjects(at: tokens)
    setPeriod(of: &claim, at: tokens)
    anchorPeriod(of: &claim, at: tokens)
    claims.append(claim)
  }

  /// Whether nothing else was found in the words: a number, a record, a share.
  func isFree(_ tokens: Range<Int>) -> Bool {
    !claims.contains { $0.tokens.overlaps(tokens) && !$0.isWords }
  }
}

extension FoundClaim {
  /// "more than in [any other month of] 2024" is no comparison with a time.
  fileprivate var isWords: Bool {
    switch statement {
    // "the most of any sector" is no majority.
    case .degree, .majority: amount == nil
    default: false
    }
  }
}
