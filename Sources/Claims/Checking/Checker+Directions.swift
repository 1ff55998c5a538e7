import Periods
import Record
import Wording

/// Directions without a number: "rose, to 45,018", "arrivals went up yet again in May", "was unchanged".
extension Checker {
  /// Supported where the likeliest two figures say it; refuted only where no plausible two do.
  func direction(_ claim: FoundClaim, _ going: Going) -> Outcome {
    let candidates = directionCandidates(claim, going)
    guard let main = candidates.first else { return Outcome(.uncheckable, nothingFits) }
    let trials = directionTrials(main, claim, going)
    guard let likeliest = trials.first, likeliest.isKnown else {
      return undecided(.rival, candidates)
    }
    if let doubt = directionDoubt(main, claim, going) { return undecided(doubt, candidates) }
    if Checker.holds(going.degree, likeliest) { return outcome(going.degree, under: likeliest) }
    guard trials.allSatisfy({ $0.isKnown && isRefuted(going.degree, $0) }) else {
      return undecided(.time, candidates)
    }
    if let doubt = refutedDoubt(main, candidates, claim, going) {
      return undecided(doubt, candidates)
    }
    return outcome(going.degree, under: likeliest)
  }

  // MARK: What it is said of

  /// The ways to read what went up or down, likeliest first: of the number that it went to, where that was
  /// found; else of the time and the words of its own clause.
  func directionCandidates(_ claim: FoundClaim, _ going: Going) -> [Candidate] {
    let all = relationCandidates(claim)
    guard forced == nil else { return Array(all) }
    if let number = going.number, let finding = finding(at: number, of: claim) {
      return all.filter { $0.selection == finding.selection && $0.period == finding.period }
    }
    let sentence = article.sentences[claim.sentence].sentence
    let verb = sentence.bytes(claim.tokens)
    let ofTime = all.filter { candidate in
      if let moment = going.moments.first {
        return candidate.time.words.contains { $0.bytes == sentence.bytes(moment.range) }
      }
      // A time of a later clause is that clause's.
      return candidate.time.basis != .said
        || candidate.time.words.allSatisfy { ($0.bytes?.lowerBound ?? 0) < verb.lowerBound }
    }
    return ofClause(ofTime, sentence.bytes(going.clause))
  }

  /// Of places, peoples and the like, those that the clause names come before all others.
  private func ofClause(_ candidates: [Candidate], _ clause: Range<Int>) -> [Candidate] {
    var candidates = candidates
    for part in [ReadingPart.place, .agency, .people, .group, .sector] {
      let own = candidates.filter { candidate in
        candidate.series.words.contains { word in
          word.part == part && word.bytes.map(clause.overlaps) ?? false
        }
      }
      if !own.isEmpty { candidates = own }
    }
    return candidates
  }

  /// A number of the claim's sentence that was met to the digit.
  func finding(at tokens: Range<Int>, of claim: FoundClaim) -> Finding? {
    findings.first { $0.sentence == claim.sentence && $0.isSure && $0.tokens.overlaps(tokens) }
  }

  /// Why a direction may not be decided either way.
  func directionDoubt(_ main: Candidate, _ claim: FoundClaim, _ going: Going) -> Doubt? {
    guard forced == nil else { return nil }
    if let doubt = confirmedDoubt(main, claim) { return doubt }
    if let number = going.number, finding(at: number, of: claim) != nil { return nil }
    if going.moments.count > 1, going.ends == nil { return .time }
    guard main.time.basis <= .carried, main.time.cost <= Evidence.fixedTime else { return .time }
    guard main.series.basis <= .carried, main.series.cost <= Evidence.fixedSeries else {
      return .series
    }
    return isOfClause(main, claim, going) ? nil : .series
  }

  /// Whether the series is read from the words of the clause, or is that of the number spoken of last.
  private func isOfClause(_ main: Candidate, _ claim: FoundClaim, _ going: Going) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    guard !going.subject.isEmpty else {
      let last = findings.last {
        $0.sentence < claim.sentence
          || $0.sentence == claim.sentence && $0.tokens.upperBound <= claim.tokens.lowerBound
      }
      return last.map { $0.selection == main.selection && claim.sentence - $0.sentence <= 1 }
        ?? false
    }
    let clause = sentence.bytes(going.subject)
    return main.series.words.contains { word in
      word.part == .series && word.bytes.map(clause.overlaps) ?? false
    }
  }

  /// What more has to be sure before a direction is called wrong.
  private func refutedDoubt(
    _ main: Candidate, _ candidates: [Candidate], _ claim: FoundClaim, _ going: Going
  ) -> Doubt? {
    guard forced == nil else { return nil }
    if claim.isTentative { return .guess }
    // A number that was not understood leaves all of it in doubt.
    if let number = going.number, finding(at: number, of: claim) == nil { return .series }
    if let doubt = relationDoubt(main, claim, isBeside: false, isFound: true) { return doubt }
    let rivals = candidates.prefix { $0.cost <= main.cost + Evidence.rivals }
    let areAllRefuted = rivals.allSatisfy { rival in
      directionTrials(rival, claim, going).allSatisfy {
        $0.isKnown && isRefuted(going.degree, $0)
      }
    }
    return areAllRefuted ? nil : .rival
  }

  // MARK: What it is compared with

  /// The pairs of figures that a direction may be of, the likeliest first.
  func directionTrials(
    _ candidate: Candidate, _ claim: FoundClaim, _ going: Going
  ) -> [ChangeTrial] {
    let period = candidate.period
    guard let ends = going.ends else { return plausibleTrials(candidate, claim) }
    var trials = [trial(candidate, ends.to, ends.from)]
    // "From January to March crossings rose" may be of all three, against the year before.
    if ends.to.granularity == .month {
      trials.append(trial(candidate, period, Moment.yearBefore(period)))
    }
    return trials
  }

  /// What a number may be compared with where the text does not say it, the likeliest first.
  func plausibleTrials(_ candidate: Candidate, _ claim: FoundClaim) -> [ChangeTrial] {
    let period = candidate.period
    var bases: [Period]
    switch period.granularity {
    case .month: bases = [period.previous, period.yearBefore]
    case .year, .fiscalYear: bases = [period.previous]
    default: bases = [Moment.yearBefore(period), period.previous]
    }
    for base in otherBases(candidate, claim) where !bases.contains(base) { bases.append(base) }
    return bases.filter { $0 != period }.map { trial(candidate, period, $0) }
  }

  /// Times of the sentence and the one before that a number may be compared with.
  private func otherBases(_ candidate: Candidate, _ claim: FoundClaim) -> [Period] {
    let period = candidate.period
    let found = findings.filter {
      $0.selection == candidate.selection && (0...1).contains(claim.sentence - $0.sentence)
    }.map(\.period)
    let said = (max(0, claim.sentence - 1)...claim.sentence).flatMap { index in
      article.sentences[index].moments.filter { !article.sentences[index].isDayOfPublication($0) }
        .compactMap { $0.period(date: date, anchor: period) }
    }
    return (found + said).filter { $0.granularity == period.granularity && $0 < period }
  }

  private func trial(_ candidate: Candidate, _ own: Period, _ base: Period) -> ChangeTrial {
    var candidate = candidate
    if candidate.period != own {
      candidate.period = own
      candidate.now = recorded(candidate.selection, own, asOf: nil)
      candidate.then = recorded(candidate.selection, own, asOf: date)
    }
    return ChangeTrial(
      candidate: candidate, base: base, cost: candidate.cost, isBaseSaid: false,
      baseWords: [ReadFrom(part: .base, basis: .assumed)],
      now: (candidate.now, recorded(candidate.selection, base, asOf: nil)),
      then: (candidate.then, recorded(candidate.selection, base, asOf: date)))
  }

  private static func holds(_ degree: FoundClaim.Degree, _ trial: ChangeTrial) -> Bool {
    [trial.change, trial.changeThen].compactMap(\.self).contains { holds(degree, $0) }
  }

  /// Whether a pair of figures denies a direction, by more than publishers revise. How steep a rise is, is
  /// never counted against it.
  private func isRefuted(_ degree: FoundClaim.Degree, _ trial: ChangeTrial) -> Bool {
    let slack = 2 * readings.traits[trial.selection.measure].revision
    let changes = [trial.change, trial.changeThen].compactMap(\.self)
    guard !changes.isEmpty, !trial.now.own.isAbout, !trial.now.base.isAbout,
      trial.isBaseBefore
    else { return false }
    return changes.allSatisfy { change in
      degree == .flat
        ? abs(change) > max(Checker.surelyMoved, 2 * slack)
        : change * degree.direction < -slack
    }
  }

  /// "Barely changed" is no sharp word: only what moved by so much has changed for certain.
  private static let surelyMoved = 0.1
}
