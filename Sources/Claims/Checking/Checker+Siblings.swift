import Record

/// What the numbers beside one say of it: "Haitians came to 35,529, Venezuelans to 42,550 and Cubans to
/// 17,513" is of one series and one month, and two of the three are met to the digit.
extension Checker {
  /// Dimensions whose labels may differ from one number of a list to the next.
  static let listed: [Record.Dimension] = [
    .nationality, .demographic, .sector, .component,
  ]

  /// Whether most other numbers of the sentence that were met to the digit are of the same series, but
  /// for a label that stands with this one, and of the same time.
  func isConfirmed(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    isConfirmedBeside(candidate, claim) || isConfirmedBefore(candidate, claim)
  }

  /// Whether the numbers of the sentences just before are all of the same time, and this one has a label
  /// of its own in the same series, and its sentence says no other time.
  private func isConfirmedBefore(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    guard sentence.moments.isEmpty, candidate.time.basis == .carried else { return false }
    let before = findings.filter {
      $0.isExact && (claim.sentence - Checker.reach..<claim.sentence).contains($0.sentence)
    }
    guard before.count >= Checker.enough, before.allSatisfy({ $0.period == candidate.period })
    else { return false }
    let labels = LabelOptions(article: article, index: claim.sentence, tokens: claim.tokens)
    return before.contains { isListed(candidate.selection, beside: $0.selection, labels) }
  }

  /// Sentences before that a list may go on from, and how many of its numbers show what it is of.
  private static let reach = 2
  private static let enough = 2

  func isConfirmedBeside(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let labels = LabelOptions(
      article: article, index: claim.sentence, tokens: claim.tokens)
    let beside = findings.filter {
      $0.isExact && $0.sentence == claim.sentence && $0.tokens != claim.tokens
        && !isCompared($0.tokens, in: $0.sentence)
    }
    let alike = beside.count {
      $0.period == candidate.period && isListed(candidate.selection, beside: $0.selection, labels)
    }
    return alike > beside.count { $0.period != candidate.period }
  }

  private func isListed(
    _ own: Selection, beside other: Selection, _ labels: LabelOptions
  ) -> Bool {
    // The same people at the same time are not counted twice in a sentence.
    guard own != other, Checker.plain(own) == Checker.plain(other) else { return false }
    return Checker.listed.allSatisfy { dimension in
      let (mine, theirs) = (own.including[dimension], other.including[dimension])
      let bound = labels.bound(dimension)
      return mine == theirs ? bound == nil || bound == mine : mine != nil && mine == bound
    }
  }

  /// A series without what differs between the numbers of a list. People abroad are counted outside their own
  /// country, so that a list of peoples leaves out a country for each.
  static func plain(_ selection: Selection) -> Selection {
    let plain = listed.reduce(selection) { $0.without($1) }
    let people = selection.including[.nationality]
    let isAbroad = people != nil && selection.excluding[.place] == people
    return isAbroad && selection.including[.place] == nil ? plain.without(.place) : plain
  }

  /// The likeliest reading that other numbers of the sentence confirm.
  func confirmed(_ trials: Trials, _ claim: FoundClaim) -> Candidate? {
    guard let least = trials.first?.cost, !isCompared(claim),
      findings.contains(where: {
        $0.isExact && (claim.sentence - Checker.reach...claim.sentence).contains($0.sentence)
      })
    else { return nil }
    return trials.prefix { $0.cost <= least + Checker.nearConfirmed }
      .first { $0.isKnown && isConfirmed($0, claim) }
  }

  /// Whether a number stands in a list with others that were met, beside a label of its own.
  func isListed(_ claim: FoundClaim) -> Bool {
    let labels = LabelOptions(article: article, index: claim.sentence, tokens: claim.tokens)
    return Checker.listed.contains { labels.bound($0) != nil }
      && findings.contains { $0.isExact && $0.sentence == claim.sentence }
  }

  /// How much farther-fetched than the likeliest a reading may be that its neighbours confirm.
  private static let nearConfirmed = 6.0
}
