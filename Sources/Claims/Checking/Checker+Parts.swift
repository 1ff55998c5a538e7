import Periods
import Record
import Wording

/// Shares.
extension Checker {
  /// How much a majority must be, and a vast one.
  static let majority = 0.5
  static let vastMajority = 0.75

  // MARK: Shares

  func share(_ claim: FoundClaim) -> Outcome {
    let trials = shareTrials(claim)
    let surest = trials.first { isOfWhole(claim, $0) || isOfNumberAfter(claim, $0) }
    guard let main = surest ?? trials.first(where: { isSurelyOf(claim, $0) }) ?? trials.first else {
      return noShare(claim)
    }
    let amount = claim.amount
    for trial in trials {
      guard let verdict = verdict(claim, trial), verdict != .off else { continue }
      let allowance = amount.map { Evidence.allowance(relative: $0, .rounded) } ?? 1
      let isNear = amount.map { Evidence.isNear($0, trial.rounded) } ?? true
      // Where its numbers were met, a share of another time is met by chance.
      let isOfTime =
        trial.candidate.period == main.candidate.period || trial.candidate.time.basis == .said
        || !isMet(main, claim)
      if isNear, isOfTime, trial.cost - main.cost <= allowance {
        return outcome(claim, trial, verdict)
      }
    }
    guard verdict(claim, main) == .off else { return noShare(claim) }
    let rivals = trials.prefix { $0.cost <= main.cost + Evidence.rivals }
    let doubt =
      shareDoubt(claim, main)
      ?? (isSurelyOf(claim, main) || isPartBeside(claim, main.candidate.selection) ? nil : .series)
      ?? (main.wholeNow.isAbout ? .rounded : nil)
      ?? (!rivals.allSatisfy(\.isKnown) ? .rival : isNear(claim, main) ? nil : .far)
    guard let doubt else {
      return isOfWiderWhole(claim, main)
        ? undecided(.series, trials.map(\.candidate)) : outcome(claim, main, .off)
    }
    if [.series, .rival, .far].contains(doubt),
      let trial = trials.first(where: { verdict(claim, $0) == .off && isOfNoWhole(claim, $0) })
    {
      return confirmedDoubt(trial.candidate, claim).map { undecided($0, trials.map(\.candidate)) }
        ?? outcome(claim, trial, .off)
    }
    // Of "most of them" the arithmetic is shown; whose it is of is left to the reader.
    guard amount == nil else { return undecided(doubt, trials.map(\.candidate)) }
    var open = outcome(claim, main, .uncheckable)
    open.explanation = doubt.words(language) + " " + open.explanation
    return open
  }

  /// A part, the whole, and when.
  struct ShareTrial {
    var candidate: Candidate
    var whole: Selection
    var cost: Double
    /// What the record has of the whole today, and had on the article's date.
    var wholeNow: Known
    var wholeThen: Known

    var fractionNow: Double? { ShareTrial.fraction(candidate.now, wholeNow) }
    var fractionThen: Double? { ShareTrial.fraction(candidate.then, wholeThen) }
    /// Today's share, else the one of the article's time.
    var fraction: Double? { fractionNow ?? fractionThen }
    /// As it is shown; 0 where it is not known.
    var rounded: Double { Checker.threeDigits(fraction ?? 0) }
    var isKnown: Bool { fraction != nil }

    private static func fraction(_ part: Known, _ whole: Known) -> Double? {
      guard let a = part.value, let b = whole.value, b > 0, a <= b else { return nil }
      return a / b
    }
  }

  private func shareDoubt(_ claim: FoundClaim, _ trial: ShareTrial) -> Doubt? {
    if isOfOtherTime(claim) { return .series }
    if isSurelyOf(claim, trial) { return confirmedDoubt(trial.candidate, claim) }
    let isWholeFound = findings.contains {
      $0.selection == trial.whole && $0.period == trial.candidate.period && $0.isExact
        && claim.sentence - $0.sentence <= 1
    }
    return relationDoubt(trial.candidate, claim, isBeside: false, isFound: isWholeFound)
  }

  /// "17,515, roughly half of its December count": no part of a whole, but of what was at another time.
  private func isOfOtherTime(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    let after = claim.tokens.upperBound..<claim.tokens.upperBound + Checker.ofOwn
    return after.contains { sentence.sentence.isWord($0, in: .ownBase) }
      && sentence.moments.contains { after.contains($0.range.lowerBound) }
  }

  private static let ofOwn = 6

  /// Whether the part or the whole was met as a number in the sentence or the one before.
  private func isMet(_ trial: ShareTrial, _ claim: FoundClaim) -> Bool {
    findings.contains { finding in
      finding.isSure && claim.sentence - finding.sentence <= 1
        && finding.period == trial.candidate.period
        && (finding.selection == trial.whole || finding.selection == trial.candidate.selection)
    }
  }

  /// Whether the part and the whole are beyond doubt.
  private func isSurelyOf(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    isOfAll(claim, trial) || isOfWhole(claim, trial) || isInOtherWords(claim, trial)
      || isOfNumberAfter(claim, trial)
  }

  /// "28,189 encounters, 13 percent of the total of 222,018": a share between the numbers of its part and
  /// of its whole.
  private func isOfWhole(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    guard isBesideFound(trial.candidate, claim) else { return false }
    let sentence = article.sentences[claim.sentence]
    let end = claim.tokens.upperBound
    guard
      (end..<end + 2).contains(where: { sentence.sentence.isWord($0, in: .among) })
    else { return false }
    return findings.contains { finding in
      guard finding.isSure, finding.sentence == claim.sentence, finding.selection == trial.whole,
        finding.period == trial.candidate.period, finding.tokens.lowerBound >= end
      else { return false }
      let between = end..<finding.tokens.lowerBound
      return between.count <= Checker.toWhole
        && !sentence.amounts.contains { between.contains($0.core.lowerBound) }
    }
  }

  private static let toWhole = 12

  /// "Families were 57 % of the 218,763 encounters": a share beside its part, of the number right after it.
  private func isOfNumberAfter(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    let end = claim.tokens.upperBound
    let sentence = article.sentences[claim.sentence].sentence
    return sentence.isWord(end, in: .of) && isPartBeside(claim, trial.candidate.selection)
      && findings.contains {
        $0.isSure && $0.sentence == claim.sentence && $0.selection == trial.whole
          && $0.period == trial.candidate.period && (end..<end + 4).contains($0.tokens.lowerBound)
      }
  }

  /// "21,210, or 63 percent": the same said once more, as a share.
  private func isInOtherWords(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    guard isBesideFound(trial.candidate, claim) else { return false }
    let sentence = article.sentences[claim.sentence].sentence
    // "25,395 of them Venezuelan, six in ten"; "a third" may be of another time's number.
    if claim.amount?.unit == .fraction,
      [",", "("].contains(sentence.word(claim.tokens.lowerBound - 1)),
      claim.tokens.contains(where: { sentence.isWord($0, in: .outOf) })
    {
      return true
    }
    let words = (1...4).map { sentence.word(claim.tokens.lowerBound - $0) }
    return words.contains { sentence.isWord($0, in: .thatIs) }
      || words.prefix(2).contains { sentence.isWord($0, in: .or) }
      || words.prefix(3).contains { sentence.isWord($0, in: .amountsTo) }
  }

  /// "18,988, or 31 per cent of the flow": a share that follows on the number of its part, and is of all.
  private func isOfAll(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    guard isBesideFound(trial.candidate, claim) else { return false }
    let sentence = article.sentences[claim.sentence].sentence
    let end = claim.tokens.upperBound
    let isOf = (end..<end + 2).contains { sentence.isWord($0, in: .of) }
    let isAll = (end..<end + 5).contains {
      sentence.isWord($0, in: .everyone) || sentence.has(.cue, at: $0)
    }
    let isSum = (claim.tokens.lowerBound - Checker.beside..<claim.tokens.lowerBound).contains {
      sentence.isWord($0, in: .together)
    }
    return isOf && isAll && !isSum
  }

  /// What a share may be of: the whole with one of its dimensions named is the part.
  ///
  /// "Of the 242,399, 14 % were Venezuelans" names the part beside the share; the number that stands
  /// beside it may be the part or the whole.
  func shareTrials(_ claim: FoundClaim) -> [ShareTrial] {
    var trials: [ShareTrial] = []
    let candidates = relationCandidates(claim).prefix(80)
    let named = namedPart(claim)
    for candidate in candidates {
      for dimension in [
        Record.Dimension.nationality, .demographic, .component, .sector, .authority, .cause, .kind,
        .place, .route,
      ] where isPart(candidate.selection, dimension, named?.dimension) {
        if candidate.selection.including[dimension] != nil {
          let whole = candidate.selection.without(dimension)
          trials.append(
            ShareTrial(
              candidate: candidate, whole: whole,
              cost: candidate.cost + (named?.dimension == dimension ? 0 : 2),
              wholeNow: recorded(whole, candidate.period, asOf: nil),
              wholeThen: recorded(whole, candidate.period, asOf: date)))
        }
      }
      if let named, candidate.selection.including[named.dimension] == nil {
        var own = candidate
        own.selection.include(named.labels, in: named.dimension)
        own.now = recorded(own.selection, own.period, asOf: nil)
        own.then = recorded(own.selection, own.period, asOf: date)
        trials.append(
          ShareTrial(
            candidate: own, whole: candidate.selection, cost: candidate.cost,
            wholeNow: candidate.now, wholeThen: candidate.then))
      }
    }
    return trials.sorted { $0.cost < $1.cost }
  }

  /// Whether what is counted under a dimension may be a part of what is counted under all of it: a country
  /// is one of those where people are counted alike, where no people or group is the part.
  private func isPart(
    _ selection: Selection, _ dimension: Record.Dimension, _ named: Record.Dimension?
  ) -> Bool {
    guard dimension == .place else { return true }
    return named == nil || named == .nationality && selection.including[.nationality] != nil
  }

  /// Whether just one people or group stands right beside a share: a sum of several is no part that is
  /// held.
  private func isPartBeside(_ claim: FoundClaim, _ own: Selection) -> Bool {
    guard let part = namedPart(claim), own.including[part.dimension] == part.labels else {
      return false
    }
    let mentions = article.sentences[claim.sentence].mentions
    let named: [(tokens: Range<Int>, id: String)]
    switch part.dimension {
    case .nationality:
      named = (mentions.nationalities + mentions.origins).map { ($0.tokens, $0.id) }
    case .component: named = (mentions.parts + mentions.components).map { ($0.tokens, $0.id) }
    default:
      named = mentions.labels.filter { $0.dimension == part.dimension }.map {
        ($0.mention.tokens, $0.mention.id)
      }
    }
    let sentence = article.sentences[claim.sentence].sentence
    // "and the children by 27 percent" is a change.
    guard !sentence.isWord(claim.tokens.lowerBound - 1, in: .byPart),
      Set(named.map(\.id)).count == 1
    else {
      return false
    }
    let isSaidOf = (0..<2).contains {
      sentence.isWord(claim.tokens.upperBound + $0, in: .saidOf)
    }
    let reach = isSaidOf ? Checker.besidePart : Checker.rightBeside
    return named.contains { SeriesOptions.gap($0.tokens, claim.tokens) <= reach }
  }

  /// Words between a share and the only people or group of its sentence.
  private static let besidePart = 10
  private static let rightBeside = 5

  private func namedPart(
    _ claim: FoundClaim
  ) -> (dimension: Record.Dimension, labels: [String])? {
    claim.part.flatMap { part in
      Record.Dimension(rawValue: part.dimension).map { ($0, part.labels) }
    }
  }

  private func noShare(_ claim: FoundClaim) -> Outcome {
    var outcome = Outcome(
      .uncheckable,
      language(
        "The record does not hold both the part and the whole of that time.",
        "El registro no tiene la parte y el total de ese tiempo."))
    outcome.selection = claim.subjects.first?.selection
    outcome.period = claim.periods.first
    return outcome
  }

  /// A share that is far off is likely one of something else.
  private func isNear(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    // "Most of them" seldom says of whom: it may be right, and is never refuted.
    guard let amount = claim.amount else { return false }
    let error = abs(Tolerance.relativeValue(amount) - trial.rounded)
    // "six in ten" of 63.5 % is as a desk writes it.
    if amount.unit == .fraction, error <= Checker.roughFraction { return false }
    return isSurelyOf(claim, trial) ? error > 0.015 : (0.015...0.25).contains(error)
  }

  private static let roughFraction = 0.06

  /// How a share fits what the record has; `nil` where that is not known.
  func verdict(_ claim: FoundClaim, _ trial: ShareTrial) -> Verdict? {
    guard let value = trial.fraction else { return nil }
    if case .majority(let isVast) = claim.statement {
      let least = Checker.least(isVast)
      return value >= least
        ? .supported : trial.fractionThen.map { $0 >= least } ?? false ? .revised : .off
    }
    guard let amount = claim.amount else { return nil }
    let fitThen = trial.fractionThen.map { Tolerance.fitRelative(amount, $0) } ?? .none
    return verdict(now: Tolerance.fitRelative(amount, value), then: fitThen) ?? .off
  }

  private static func least(_ isVast: Bool) -> Double { isVast ? vastMajority : majority }

  func outcome(
    _ claim: FoundClaim, _ trial: ShareTrial, _ verdict: Verdict
  ) -> Outcome {
    let (own, period) = (trial.candidate.selection, trial.candidate.period)
    let value = trial.fraction ?? 0
    let (part, whole) =
      trial.fractionNow == nil
      ? (trial.candidate.then, trial.wholeThen) : (trial.candidate.now, trial.wholeNow)
    var text = told(own, period, part.value ?? 0) + source(part.source, part.published)
    text += language(
      "; of \(language.count(whole.value ?? 0)) in all: \(language.share(value)).",
      "; de \(language.count(whole.value ?? 0)) en total: \(language.share(value)).")
    if let then = trial.fractionThen, abs(then - value) > 0.0005 {
      text += language(
        " Known on \(language.day(date)): \(language.share(then)).",
        " Conocido el \(language.day(date)): \(language.share(then)).")
    }
    if case .majority(let isVast) = claim.statement {
      text += rule(isVast, value)
    } else if let amount = claim.amount {
      text += language(" Stated: \(stated(amount)).", " Se afirma: \(stated(amount)).")
    }
    var outcome = Outcome(verdict, text)
    fill(&outcome, own, period, now: part, then: nil)
    outcome.whole = trial.whole
    outcome.record = trial.rounded
    outcome.recordThen = trial.fractionThen.map(Checker.threeDigits)
    mark(&outcome, trial.candidate)
    return outcome
  }

  private func rule(_ isVast: Bool, _ value: Double) -> String {
    guard isVast else {
      return language(" Rule: most is more than half.", " Regla: la mayoría es más de la mitad.")
    }
    let rule = language(
      " Rule: a vast majority is 75% or more.", " Regla: una gran mayoría es 75 % o más.")
    return value > Checker.majority && value < Checker.vastMajority
      ? rule + language(" It is a majority.", " Es una mayoría.") : rule
  }
}
