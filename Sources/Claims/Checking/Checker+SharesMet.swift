import Periods
import Record

/// Shares of numbers that were met: "Of the 17,260 detections, two thirds were of Ukrainians (14,490)".
///
/// Where the number of the part stands right beside a share, and that of the whole in its sentence or shortly before,
/// each to the digit in one series at one time, the text says what the share is of.
extension Checker {
  func wrongShareOfMet(_ claim: FoundClaim) -> Outcome? {
    guard case .share = claim.statement, forced == nil, !claim.isExpected, !claim.isNegated,
      let amount = claim.amount, [.percent, .fraction].contains(amount.unit), amount.upper == nil,
      let part = partBeside(claim), areAllFound(claim.sentence)
    else { return nil }
    let stated = Tolerance.relativeValue(amount)
    let wholes = findings.filter {
      $0.isSure && $0.period == part.period
        && (claim.sentence - Checker.wholeBefore...claim.sentence).contains($0.sentence)
        && article.paragraphs[$0.sentence] == article.paragraphs[claim.sentence]
        && (isPart(part.selection, of: $0.selection) || isHost(part.selection, of: $0.selection))
    }
    guard let whole = wholes.last, !isOfSeveral(part, whole, claim) else { return nil }
    let own = candidate(part, claim)
    let all = candidate(whole, claim)
    let trial = ShareTrial(
      candidate: own, whole: whole.selection, cost: 0, wholeNow: all.now, wholeThen: all.then)
    guard let size = own.known.value, trial.isKnown, verdict(claim, trial) == .off,
      !all.known.isAbout
    else { return nil }
    // The one that is meant may be another of those whom the part is counted among, or be a number near by.
    let others =
      self.wholes(of: part.selection).compactMap {
        recorded($0, part.period, asOf: nil).value
      }
      + article.claims.filter {
        abs($0.sentence - claim.sentence) <= Checker.wholeBefore && $0.isCount
      }.compactMap(\.amount?.value)
    let isGiven = others.contains { other in
      other >= size
        && abs(size / other - stated) <= max(Checker.farFromShare, stated * Checker.farFromPart)
    }
    let (isMore, isLess) = (
      [.moreThan, .atLeast].contains(amount.leeway), [.lessThan, .atMost].contains(amount.leeway)
    )
    guard !isGiven, !(isMore && trial.rounded > stated), !(isLess && trial.rounded < stated),
      confirmedDoubt(own, claim) == nil
    else { return nil }
    return outcome(claim, trial, .off)
  }

  private static let wholeBefore = 2
  private static let besideShare = 7
  private static let farFromShare = 0.04
  private static let farFromPart = 0.15

  /// "The United States hosted 34,365, roughly a third, and Mexico 19,311": a share set right after its number is of
  /// that, whoever is named next.
  private func isRightAfter(_ part: Finding, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    return claim.tokens.lowerBound == part.tokens.upperBound + 1
      && [",", "("].contains(sentence.word(part.tokens.upperBound))
      && [",", ")", ".", ";"].contains(sentence.word(claim.tokens.upperBound))
  }

  /// "Guatemalans (25,741) and Hondurans (19,580) were 83 percent": whether another part of the whole stands in the
  /// sentence, which the share may be of as well.
  private func isOfSeveral(_ part: Finding, _ whole: Finding, _ claim: FoundClaim) -> Bool {
    findings.contains {
      $0.sentence == claim.sentence && $0.tokens != part.tokens && $0.tokens != whole.tokens
        && $0.period == part.period && $0.selection != whole.selection
        && !(isRightAfter(part, claim) && $0.tokens.lowerBound >= claim.tokens.upperBound)
    }
  }

  /// Those whom one country hosts, of all who are abroad.
  func isHost(_ part: Selection, of whole: Selection) -> Bool {
    guard let place = part.including[.place], place.count == 1, place.allSatisfy({ $0.count == 3 }),
      whole.including[.place] == nil, part.including[.nationality] == whole.including[.nationality],
      let out = whole.excluding[.place], !out.contains(where: place.contains)
    else { return false }
    return part.without(.place) == whole.without(.place)
  }

  /// Whether every number of a sentence was met.
  private func areAllFound(_ sentence: Int) -> Bool {
    article.claims.filter { $0.sentence == sentence && $0.isCount }.allSatisfy { number in
      findings.contains { $0.sentence == number.sentence && $0.tokens == number.tokens }
    }
  }

  /// The number of the part: the only one right beside the share, of people or a group that the sentence names, with
  /// nobody else named there.
  private func partBeside(_ claim: FoundClaim) -> Finding? {
    let reading = article.sentences[claim.sentence]
    let near = findings.filter {
      $0.sentence == claim.sentence
        && SeriesOptions.gap($0.tokens, claim.tokens) <= Checker.besideShare
    }
    let right = near.first { isRightAfter($0, claim) }
    guard let part = right ?? (near.count == 1 ? near.first : nil), part.isSure,
      !isCompared(part.tokens, in: part.sentence),
      // "38 percent of the 14,490" has the number as its whole.
      !(1...2).contains(where: { reading.sentence.isWord(part.tokens.lowerBound - $0, in: .of) }),
      isRightAfter(part, claim) || namesOnly(part.selection, claim, within: Checker.besideShare),
      right != nil || !part.words.contains(where: { $0.part == .people && $0.basis != .said })
    else { return nil }
    let between =
      part.tokens.upperBound <= claim.tokens.lowerBound
      ? part.tokens.upperBound..<claim.tokens.lowerBound
      : claim.tokens.upperBound..<max(claim.tokens.upperBound, part.tokens.lowerBound)
    let isParted =
      between.contains { [";", ":"].contains(reading.sentence.word($0)) }
      || reading.amounts.contains { between.contains($0.core.lowerBound) }
    return isParted ? nil : part
  }
}
