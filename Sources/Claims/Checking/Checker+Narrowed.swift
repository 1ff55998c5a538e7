import Record
import Wording

/// Words beside a number that its reading does not carry.
///
/// "302,203 women crossed" is not supported by the 302,203 people who did, however many digits are the same: a number is
/// of whom and what the words right beside it say.
extension Checker {
  /// Why a number is not supported though the record has it.
  func doubt(ofSupport outcome: Outcome, _ claim: FoundClaim) -> Doubt? {
    if case .change = claim.statement { return isFromPeak(claim) ? .time : nil }
    if Ground(claim.statement) == .peak { return isOfAnotherNumber(outcome, claim) ? .series : nil }
    guard claim.isNumber, claim.amount?.unit == .count, let selection = outcome.selection else {
      return nil
    }
    if claim.isNegated { return .mood }
    if isDifference(claim) { return .series }
    if let token = passedOver(outcome, selection, claim) ?? otherEvent(selection, claim) {
      return .unread(article.sentences[claim.sentence].sentence.word(token))
    }
    let isPlaceFilledIn = outcome.words.contains { $0.part == .place && $0.bytes == nil }
    return isPlaceFilledIn && namesOtherPlace(selection, claim) ? .series : nil
  }

  /// "El Paso had 55,769. For the border as a whole it counted 222,018, a record": whether the number right before a
  /// peak was met in another series or at another time than the one that it is found right of.
  private func isOfAnotherNumber(_ outcome: Outcome, _ claim: FoundClaim) -> Bool {
    let last = findings.last {
      $0.sentence == claim.sentence && $0.tokens.upperBound <= claim.tokens.lowerBound
    }
    guard let last, last.isExact,
      claim.tokens.lowerBound - last.tokens.upperBound <= Checker.toRecord,
      !isCompared(last.tokens, in: last.sentence)
    else { return false }
    return last.selection != outcome.selection
  }

  private static let toRecord = 4

  /// "302,203 fewer people than in 2023": a difference, and no count.
  private func isDifference(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    let next = claim.tokens.upperBound
    return sentence.isWord(next, in: .more)
      && (next + 1..<next + Checker.toThan).contains { sentence.isWord($0, in: .than) }
  }

  private static let toThan = 14

  /// "Fell by 90 percent from their peak": from no time that is said.
  private func isFromPeak(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    let end = claim.tokens.upperBound
    return (end..<end + Checker.toPeak).contains { sentence.has(.peak, at: $0) }
      && sentence.isWord(end, in: .from)
  }

  private static let toPeak = 4

  /// A word of the phrase that follows on a number and says whom it counts, which was not understood, or names somebody
  /// that the reading leaves out.
  private func passedOver(
    _ outcome: Outcome, _ selection: Selection, _ claim: FoundClaim
  ) -> Int? {
    let reading = article.sentences[claim.sentence]
    let sentence = reading.sentence
    let carried = outcome.words.compactMap(\.bytes)
    let end = min(claim.tokens.upperBound + Checker.phrase, sentence.range.upperBound)
    for token in claim.tokens.upperBound..<max(claim.tokens.upperBound, end) {
      let isEnd =
        sentence.token(token)?.kind != .word
        || reading.moments.contains { $0.range.contains(token) }
        || reading.amounts.contains { $0.core.contains(token) }
      if isEnd { return nil }
      guard let match = sentence.match(at: token) else {
        if isAttribute(token, reading) { return token }
        continue
      }
      let bytes = sentence.bytes(match.range)
      if isLabel(match, selection), !carried.contains(where: bytes.overlaps) {
        return match.range.lowerBound
      }
      // A verb begins another phrase.
      if match.has(.change) || match.has(.said)
        || match.has(.cue) && match.range.lowerBound > claim.tokens.upperBound
          && match.id(.cue) != "generic" && !match.has(.topic)
      {
        return nil
      }
    }
    return nil
  }

  /// "302,203 pregnant women": a word that is not understood, right before one that says whom a number counts. Others
  /// are verbs as often as not.
  private func isAttribute(_ token: Int, _ reading: SentenceReading) -> Bool {
    guard !reading.isUnderstood(token), let next = reading.sentence.match(at: token + 1) else {
      return false
    }
    return next.has(.topic) || next.has(.demographic) || next.has(.nationality)
  }

  /// Words after a number that may say whom it counts.
  private static let phrase = 5

  /// Whether words name some of those who are counted, in a way that the reading has no label for.
  private func isLabel(_ match: Match, _ selection: Selection) -> Bool {
    if match.has(.demographic) { return selection.including[.demographic] == nil }
    if match.has(.nationality) { return selection.including[.nationality] == nil }
    if match.has(.state) {
      return selection.including[.state] == nil && selection.including[.sector] == nil
    }
    return match.has(.continent)
  }

  /// "302,203 people died crossing", "Honduras deported 2,116": a word right beside the number for another event than
  /// those that the series counts.
  private func otherEvent(_ selection: Selection, _ claim: FoundClaim) -> Int? {
    let reading = article.sentences[claim.sentence]
    let allowed = readings.cues(of: selection.measure)
    // Those expelled under a law were encountered.
    guard !allowed.isEmpty, selection.including[.authority] == nil else { return nil }
    let near = reading.mentions.cues.filter { cue in
      cue.ids != ["generic"]
        && SeriesOptions.gap(cue.tokens, claim.tokens) <= Checker.besideEvent
        && !isParted(cue.tokens, claim, reading)
    }
    let nearest = near.min {
      SeriesOptions.gap($0.tokens, claim.tokens) < SeriesOptions.gap($1.tokens, claim.tokens)
    }
    guard let nearest else { return nil }
    let gap = SeriesOptions.gap(nearest.tokens, claim.tokens)
    let isAllowed = near.contains {
      SeriesOptions.gap($0.tokens, claim.tokens) == gap && !allowed.isDisjoint(with: $0.ids)
    }
    let isOther = !Checker.otherEvents.isDisjoint(with: nearest.ids)
    return isAllowed || !isOther ? nil : nearest.tokens.lowerBound
  }

  private static let besideEvent = 2
  /// Cues of what is no way of arriving: "came", "registered" and "asked" are said of any count.
  private static let otherEvents: Set<String> = [
    "death", "deport", "deportation", "removal", "displaced",
  ]

  /// Whether a mark stands between a word and the number.
  private func isParted(
    _ tokens: Range<Int>, _ claim: FoundClaim, _ reading: SentenceReading
  ) -> Bool {
    let between =
      tokens.lowerBound < claim.tokens.lowerBound
      ? tokens.upperBound..<max(tokens.upperBound, claim.tokens.lowerBound)
      : claim.tokens.upperBound..<max(claim.tokens.upperBound, tokens.lowerBound)
    return between.contains { reading.sentence.token($0)?.kind == .symbol }
  }
}
