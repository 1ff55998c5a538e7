import Periods
import Record

/// Shares of which no plausible whole gives what is said.
extension Checker {
  /// "Chinese nationals, 3,517 in all, made up more than one in five": a share that follows on the number
  /// of its part, where neither everybody of any kind, group or place that the part is counted in, nor any
  /// number near by, is a whole that comes near it.
  func isOfNoWhole(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    guard let amount = claim.amount, [.percent, .fraction].contains(amount.unit),
      amount.upper == nil, let part = partNumber(before: claim, trial),
      let value = recorded(part.selection, part.period, asOf: nil).value, value > 0
    else { return false }
    let stated = Tolerance.relativeValue(amount)
    func isNear(_ whole: Double) -> Bool {
      guard whole >= value else { return false }
      return abs(value / whole - stated) <= max(Checker.nearShare, stated * Checker.nearPart)
    }
    for whole in wholes(of: part.selection) {
      // What is not held may be what is meant.
      guard let size = recorded(whole, part.period, asOf: nil).value else { return false }
      if isNear(size) { return false }
      let longer = longerPeriods(part.period, claim)
      if longer.contains(where: { recorded(whole, $0, asOf: nil).value.map(isNear) ?? false }) {
        return false
      }
    }
    let numbers = article.claims.filter { other in
      abs(other.sentence - claim.sentence) <= Checker.nearNumber && other.isCount
        && other.tokens != part.tokens
    }
    return !numbers.compactMap(\.amount).contains { isNear($0.value) }
  }

  /// "9,191 died worldwide, 1,270 of them in the Americas. Nearly half of all victims drowned": whether the share
  /// fits another number of the text that counts the same more widely.
  func isOfWiderWhole(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    guard forced == nil, let amount = claim.amount else { return false }
    let (part, whole) = (trial.candidate.selection, trial.whole)
    let labels = part.including.filter { whole.including[$0.key] == nil }
    return findings.contains { finding in
      let wider = finding.selection
      guard wider != whole, wider.measure == whole.measure,
        finding.period == trial.candidate.period,
        wider.including.allSatisfy({ whole.including[$0.key] == $0.value })
      else { return false }
      var own = wider
      for (dimension, values) in labels { own.include(values, in: dimension) }
      guard let all = recorded(wider, finding.period, asOf: nil).value, all > 0,
        let some = recorded(own, finding.period, asOf: nil).value
      else { return true }
      return Tolerance.fitRelative(amount, some / all) != .none
    }
  }

  /// A share may be rounded to a tenth, and "one in five" is said of 18 %.
  private static let nearShare = 0.04
  private static let nearPart = 0.2
  /// Sentences round a share whose numbers may be its whole.
  private static let nearNumber = 2
  /// Words between the number of a part and its share.
  private static let toShare = 8

  /// The number of the part, met to the digit, which a share follows with nobody else named between or after.
  private func partNumber(before claim: FoundClaim, _ trial: ShareTrial) -> Finding? {
    let sentence = article.sentences[claim.sentence]
    let mentions = sentence.mentions
    let part = findings.last {
      $0.sentence == claim.sentence && $0.tokens.upperBound <= claim.tokens.lowerBound
    }
    guard let part, part.isSure, part.selection == trial.candidate.selection,
      part.period == trial.candidate.period, !isCompared(part.tokens, in: part.sentence)
    else { return nil }
    let between = part.tokens.upperBound..<claim.tokens.lowerBound
    let round = part.tokens.upperBound..<claim.tokens.upperBound + Checker.toShare
    let others =
      mentions.nationalities + mentions.origins + mentions.labels.map(\.mention)
      + mentions.components + mentions.hints
    let isOthers = others.contains { named in
      round.contains(named.tokens.lowerBound)
        && !part.selection.including.values.contains { $0.contains(named.id) }
    }
    // "San Diego (32,505) and Tucson (33,221) have more than half", "a year before it was 7 %".
    let isAlone = findings.allSatisfy {
      $0.sentence != claim.sentence || $0.tokens == part.tokens
        || Checker.plain($0.selection) != Checker.plain(part.selection)
        || $0.selection.including.count < part.selection.including.count
    }
    let isOfTime = sentence.moments.allSatisfy {
      sentence.isDayOfPublication($0)
        || !sentence.isRelative($0) && $0.period(date: date) == part.period
    }
    guard between.count <= Checker.toShare, !isOthers, isAlone, isOfTime, isOfEverybody(claim),
      !sentence.amounts.contains(where: { between.contains($0.core.lowerBound) }),
      !between.contains(where: { [";", ":", "("].contains(sentence.sentence.word($0)) })
    else { return nil }
    return part
  }

  /// Whether nothing follows on a share, or all that it is of: "three quarters between the ports" and "half of
  /// them" have the number as their whole.
  private func isOfEverybody(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    let end = claim.tokens.upperBound
    guard sentence.isWord(end, in: .of) else {
      return sentence.token(end).map { $0.kind == .symbol } ?? true
    }
    return (end + 1..<end + 5).contains {
      sentence.isWord($0, in: .everyone) || sentence.has(.cue, at: $0)
    }
  }

  /// Everybody that those of a series are counted among: without one of its labels, or several.
  func wholes(of part: Selection) -> [Selection] {
    var wholes = [part]
    for dimension in [
      Record.Dimension.nationality, .demographic, .sector, .component, .authority, .cause, .kind,
      .route,
    ] {
      for whole in wholes where whole.including[dimension] != nil {
        wholes.append(whole.without(dimension))
      }
    }
    return Array(wholes.dropFirst())
  }

  /// The years that a period lies in, and the other times that the sentence names.
  private func longerPeriods(_ period: Period, _ claim: FoundClaim) -> [Period] {
    [Period.year(of: period.first), Period.fiscalYear(of: period.first)]
      + article.sentences[claim.sentence].moments.compactMap { $0.period(date: date) }
  }
}
