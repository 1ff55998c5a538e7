import Periods
import Record

/// What is compared with what.
extension Checker {
  /// Two figures and how one compares with the other.
  struct ChangeTrial {
    var candidate: Candidate
    var base: Period
    /// With what the base costs.
    var cost: Double
    var isBaseSaid: Bool
    /// Whether both stand before it as numbers that were met.
    var isPair = false
    /// What the base was read from.
    var baseWords: [ReadFrom] = []
    /// Whether the sentence names two times, this one and what it is compared with, and no other.
    var isOrderSaid = false
    var now: (own: Known, base: Known)
    var then: (own: Known, base: Known)

    var selection: Selection { candidate.selection }
    var period: Period { candidate.period }
    /// As a fraction of the base.
    var change: Double? { ChangeTrial.change(now) }
    var changeThen: Double? { ChangeTrial.change(then) }
    var isKnown: Bool { change != nil || changeThen != nil }
    /// Months are compared with months: a year beside seven months was read wrongly.
    var isOfLike: Bool {
      (0.85...1.15).contains(Double(base.dayCount) / Double(period.dayCount))
    }

    /// What was before is compared with, as a rule.
    var isBaseBefore: Bool { base.first <= period.first }

    private static func change(_ pair: (own: Known, base: Known)) -> Double? {
      guard let own = pair.own.value, let base = pair.base.value, base > 0 else { return nil }
      return own / base - 1
    }
  }

  /// Ways to read what is compared with what, likeliest first.
  func changeTrials(_ claim: FoundClaim) -> [ChangeTrial] {
    var trials = [pairTrial(claim)].compactMap(\.self)
    let said = claim.baseMoment.flatMap { moment -> Period? in
      article.sentences[claim.sentence].isRelative(moment) ? nil : moment.period(date: date)
    }
    let own = momentOfTwo(claim)
    for candidate in relationCandidates(claim).prefix(80) where !isBase(candidate.period, said) {
      let isOrderSaid =
        own.map { own in candidate.time.words.contains { $0.bytes == own } } ?? false
      for base in bases(claim, candidate.selection, candidate.period)
      where base.value != candidate.period {
        trials.append(
          ChangeTrial(
            candidate: candidate, base: base.value, cost: candidate.cost + base.cost,
            isBaseSaid: base.basis == .said, baseWords: words(of: base, claim),
            isOrderSaid: isOrderSaid,
            now: (candidate.now, recorded(candidate.selection, base.value, asOf: nil)),
            then: (candidate.then, recorded(candidate.selection, base.value, asOf: date))))
      }
    }
    if trials.isEmpty, let said { trials = overTime(said, claim) }
    return trials.sorted { $0.cost < $1.cost }
  }

  /// "More than doubled from June to September": the last of the months with the first.
  private func overTime(_ said: Period, _ claim: FoundClaim) -> [ChangeTrial] {
    let months = said.granularity == .range ? said.split(into: .month) : []
    guard let first = months.first, let last = months.last, months.count > 1,
      first.first == said.first, last.last == said.last
    else { return [] }
    return relationCandidates(claim).filter { $0.period == said }.prefix(Checker.fewOverTime).map {
      var own = $0
      own.period = last
      own.now = recorded(own.selection, last, asOf: nil)
      own.then = recorded(own.selection, last, asOf: date)
      return ChangeTrial(
        candidate: own, base: first, cost: own.cost, isBaseSaid: true, baseWords: own.time.words,
        now: (own.now, recorded(own.selection, first, asOf: nil)),
        then: (own.then, recorded(own.selection, first, asOf: date)))
    }
  }

  private static let fewOverTime = 12

  /// Whether a period is what is compared with: "than in 2022" of fiscal years means the fiscal year.
  private func isBase(_ period: Period, _ said: Period?) -> Bool {
    guard let said else { return false }
    return period == said
      || said.granularity == .year && period == Period.fiscalYear(said.first.year)
  }

  /// "In July arrests were well below August": the words of the time that is not compared with, where the
  /// sentence names one besides that which is, and no other.
  private func momentOfTwo(_ claim: FoundClaim) -> Range<Int>? {
    guard let base = claim.baseMoment else { return nil }
    let reading = article.sentences[claim.sentence]
    let moments = reading.moments.filter { !reading.isDayOfPublication($0) }
    guard moments.count == 2, moments.contains(where: { $0.range == base.range }),
      moments.allSatisfy({ !reading.isRelative($0) && !$0.isOpen && !$0.isAside }),
      let own = moments.first(where: { $0.range != base.range }),
      // "well past the 473,682 of 2019": the number's.
      !reading.amounts.contains(where: {
        $0.unit == .count && !reading.isDate($0)
          && reading.momentJustAfter($0.core)?.range == own.range
      })
    else { return nil }
    return reading.sentence.bytes(own.range)
  }

  /// The words that say what something is compared with.
  private func words(of base: Option<Period>, _ claim: FoundClaim) -> [ReadFrom] {
    guard let moment = claim.baseMoment else {
      return base.words.isEmpty ? [ReadFrom(part: .base, basis: base.basis)] : base.words
    }
    return [article.words(.base, moment.range, in: claim.sentence, .said)]
  }

  /// What a period may be compared with, likeliest first.
  private func bases(
    _ claim: FoundClaim, _ selection: Selection, _ period: Period
  ) -> [Option<Period>] {
    if let moment = claim.baseMoment {
      guard let base = moment.period(date: date, anchor: anchor(of: moment, period)) else {
        return []
      }
      var bases = [Option(value: base, cost: 0, basis: Basis.said)]
      // "In July arrests were well below August": the August that came after, where it is over.
      if case .month = moment.value, let later = moment.period(date: date), later > period,
        later.yearBefore < period, later.last < date
      {
        bases = [
          Option(value: later, cost: 0, basis: .said),
          Option(value: base, cost: TimeOptions.ofOtherYear, basis: .said),
        ]
      }
      // "4.4 % more than in 2018" of a fiscal year means the fiscal year.
      if base.granularity == .year, period.granularity == .fiscalYear,
        let year = Period.fiscalYear(base.first.year)
      {
        bases.insert(Option(value: year, cost: 0, basis: .said), at: 0)
        if recorded(selection, base, asOf: nil).value == nil { bases.removeLast() }
      }
      // "up from 2022" of a part of the year means the same part.
      if base.granularity == .year, period.granularity == .range, period.dayCount < 366,
        base.first.year < period.first.year, let part = moved(period, toYear: base.first.year)
      {
        bases.insert(Option(value: part, cost: 0, basis: .said), at: 0)
      }
      return bases
    }
    let known = findings.filter {
      $0.selection == selection && $0.period < period && claim.sentence - $0.sentence <= 1
        && $0.period.granularity == period.granularity
    }
    let others =
      known.map { finding in
        let words = finding.words(for: claim.sentence).filter { $0.part == .time }
        return Option(
          value: finding.period, cost: 0.5, basis: .said,
          words: words.map { ReadFrom(part: .base, basis: $0.basis, bytes: $0.bytes) })
      } + otherMoments(claim, period)
    switch period.granularity {
    case .month:
      return [
        Option(value: period.previous, cost: 1.5, basis: .assumed),
        Option(value: period.yearBefore, cost: 2.5, basis: .assumed),
      ] + others
    case .range:
      return [Option(value: Moment.yearBefore(period), cost: 1.5, basis: .assumed)] + others
    default: return [Option(value: period.previous, cost: 1.5, basis: .assumed)] + others
    }
  }

  /// A month without a year is the last one before what it is compared with.
  private func anchor(of moment: Moment, _ period: Period) -> Period {
    if case .month = moment.value { return period.previous }
    return period
  }

  /// Other times of the sentence: what is compared with may stand anywhere in it.
  private func otherMoments(_ claim: FoundClaim, _ period: Period) -> [Option<Period>] {
    let sentence = article.sentences[claim.sentence]
    return sentence.moments.filter { !sentence.isDayOfPublication($0) }.compactMap { moment in
      moment.period(date: date, anchor: period).map {
        Option(
          value: $0, cost: 2.5, basis: .carried,
          words: [article.words(.base, moment.range, in: claim.sentence, .said)])
      }
    }.filter {
      $0.value != period && $0.value.granularity == period.granularity && $0.value < period
    }
  }

  private func moved(_ period: Period, toYear year: Int) -> Period? {
    var moved = period
    while moved.first.year > year { moved = Moment.yearBefore(moved) }
    return moved.first.year == year ? moved : nil
  }

  /// Why the text does not fix both figures; `nil` where it does.
  func doubt(_ trial: ChangeTrial, _ trials: [ChangeTrial], _ claim: FoundClaim) -> Doubt? {
    let rivals = trials.prefix { $0.cost <= trial.cost + Evidence.rivals }
    guard rivals.allSatisfy(\.isKnown) else { return .rival }
    guard trial.isOfLike else { return .time }
    guard trial.isPair || trial.isBaseBefore || trial.isOrderSaid else { return .order }
    if trial.now.base.isAbout { return .rounded }
    if trial.isPair { return confirmedDoubt(trial.candidate, claim) }
    // "The number has grown ninefold" may be since any time.
    if claim.amount?.unit == .multiple, !trial.isBaseSaid, !isOfTimeBefore(trial, claim) {
      return .time
    }
    // A base that is not said is the month or the year before, as desks mean it.
    return relationDoubt(trial.candidate, claim)
      ?? (trial.isBaseSaid || trial.candidate.cost <= Evidence.fixedTime && !namesOtherSpan(claim)
        ? nil : .time)
  }

  /// "Ecuadorian events doubled, to 70,453": a factor that led to a number which was met, of a year; of a month
  /// or another time only where it went the other way from every time that may be meant.
  private func isOfTimeBefore(_ trial: ChangeTrial, _ claim: FoundClaim) -> Bool {
    guard let factor = claim.amount?.value, wentTo(trial.candidate, claim), !namesOtherSpan(claim)
    else { return false }
    if [.year, .fiscalYear].contains(trial.period.granularity) { return true }
    return plausibleTrials(trial.candidate, claim).allSatisfy { other in
      let changes = [other.change, other.changeThen].compactMap(\.self)
      return !changes.isEmpty && changes.allSatisfy { ($0 > 0) != (factor > 1) }
    }
  }

  /// Whether a number that was met follows, with a word that says that it was reached: "tripled, to 3,756".
  func wentTo(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    return findings.contains { finding in
      guard finding.isSure, finding.sentence == claim.sentence,
        finding.selection == candidate.selection, finding.period == candidate.period,
        finding.tokens.lowerBound >= claim.tokens.upperBound
      else { return false }
      let between = claim.tokens.upperBound..<finding.tokens.lowerBound
      return between.count <= Checker.beside
        && sentence.sentence.isWord(finding.tokens.lowerBound - 1, in: .to)
        && !sentence.amounts.contains { between.contains($0.core.lowerBound) }
        && !sentence.moments.contains { between.contains($0.range.lowerBound) && $0.isOpen }
    }
  }

  /// "rose over the same span by 34 percent": a time that is given by another, and not understood.
  private func namesOtherSpan(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    return
      (claim.tokens.lowerBound - Checker.besideSaid..<claim.tokens.upperBound + Checker.besideSaid)
      .contains { sentence.isWord($0, in: .span) }
  }

  /// As for a number, where what is spoken of has to be found right, or named in the sentence.
  ///
  /// A sentence with a number that was not understood is not understood.
  func relationDoubt(
    _ candidate: Candidate, _ claim: FoundClaim, isBeside: Bool = true, isFound: Bool = false
  ) -> Doubt? {
    guard forced == nil else { return nil }
    if isBeside, isBesideFound(candidate, claim) || goesOn(candidate, claim) {
      return confirmedDoubt(candidate, claim)
    }
    if let doubt = doubt(candidate, claim) { return doubt }
    if namesOthers(candidate, claim) { return .series }
    // "Remittances grew 7.6 percent": of what was spoken of before, a change is said beside a number.
    let isBesideNumber = findings.contains { $0.sentence == claim.sentence }
    if candidate.series.basis == .carried, !isBesideNumber, !isFound { return .series }
    let numbers = article.claims.filter { $0.sentence == claim.sentence && $0.isCount }
    let areFound = numbers.allSatisfy { number in
      findings.contains { $0.sentence == number.sentence && $0.tokens == number.tokens }
    }
    return areFound && (isFound || self.isFound(candidate, claim)) ? nil : .series
  }

  /// "71,929, 52 % above September": whether a change or a share follows right on the very number that it
  /// is said of, met to the digit.
  func isBesideFound(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    return findings.contains { finding in
      guard finding.isSure, finding.sentence == claim.sentence,
        finding.selection == candidate.selection, finding.period == candidate.period,
        finding.tokens.upperBound <= claim.tokens.lowerBound, !isBase(finding),
        !isCompared(finding.tokens, in: finding.sentence)
      else { return false }
      let between = finding.tokens.upperBound..<claim.tokens.lowerBound
      let isNear =
        between.count <= Checker.beside
        || between.count <= Checker.besideSaid && claim.baseMoment != nil
          && !between.contains { sentence.sentence.isWord($0, in: .apart) }
      return isNear && areFound(before: finding)
        && !between.contains { [";", ":", "("].contains(sentence.sentence.word($0)) }
        && !sentence.amounts.contains { between.contains($0.core.lowerBound) }
    }
  }

  /// Whether the numbers that a number stands behind were found too: it may be compared with them.
  private func areFound(before finding: Finding) -> Bool {
    article.claims.filter {
      $0.sentence == finding.sentence && $0.isCount && isCompared($0)
        && $0.tokens.upperBound <= finding.tokens.lowerBound
    }.allSatisfy { number in
      findings.contains { $0.sentence == number.sentence && $0.tokens == number.tokens }
    }
  }

  /// Whether something of the sentence is compared with a number: "double the 2018 count of 396,579".
  private func isBase(_ finding: Finding) -> Bool {
    article.claims.contains { claim in
      claim.sentence == finding.sentence
        && claim.baseMoment?.period(date: date, anchor: finding.period) == finding.period
    }
  }

  /// Words between a number and what is said of it.
  static let beside = 6
  /// As many where what it is compared with is said: "132.856 personas en la frontera con México, un 34 %
  /// más que en abril".
  static let besideSaid = 12

  /// Whether a people, a group or a sector stands near that the reading does not have.
  private func namesOthers(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let mentions = article.sentences[claim.sentence].mentions
    let agencies = mentions.components.filter {
      SeriesOptions.gap($0.tokens, claim.tokens) <= 8 && $0.id != "all"
    }
    if !readings.traits[candidate.selection.measure].agencies.isEmpty, !agencies.isEmpty,
      !agencies.contains(where: { candidate.selection.including[.component] == [$0.id] })
    {
      return true
    }
    return mentions.named([.demographic, .sector, .route]).contains { dimension, mention in
      SeriesOptions.gap(mention.tokens, claim.tokens) <= 8
        && candidate.selection.including[dimension] == nil
    }
  }

  /// Whether what is spoken of was found to be right as a number, or is named in the sentence.
  func isFound(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    candidate.series.basis == .said
      || findings.contains {
        $0.selection == candidate.selection && $0.period == candidate.period
      }
  }
}
