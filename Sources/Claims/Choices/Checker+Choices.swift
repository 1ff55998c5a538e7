import Periods
import Record
import Wording

/// Verdicts under the reading that a reader chose.
extension Checker {
  /// What the record says of a claim under a reading alone; `nil` where the reading does not fit the
  /// kind of claim, or is no question to the record.
  ///
  /// It is never a slip: what was meant instead is not looked for.
  func outcome(_ claim: FoundClaim, chosen reading: ChosenReading?) -> Outcome? {
    guard let reading else { return notMeant }
    guard let selection = try? cache.store.parser.selection(reading.query),
      vocabulary.measure(selection.measure) != nil
    else { return nil }
    let candidate = candidate(selection, reading.period)
    let found: Outcome?
    switch claim.statement {
    case .level: found = claim.amount.map { level(claim, $0, candidate) }
    case .rate(let per, _):
      found =
        candidate.isKnown
        ? claim.amount.flatMap { rate(candidate, $0, per) } : unknown(candidate)
    case .change, .degree, .direction:
      found = reading.base.flatMap { chosenChange(claim, candidate, $0) }
    case .share, .majority:
      found = reading.whole.flatMap { try? cache.store.parser.selection($0) }
        .map { chosenShare(claim, candidate, of: $0) }
    case .extreme, .running, .largest, .peak, .rank: found = chosenRank(claim, candidate)
    case .other: return guessed(claim, reading, candidate).flatMap { outcome($0, chosen: reading) }
    case .beside, .outdo, .every, .cutoff: found = nil
    }
    guard var outcome = found else { return nil }
    outcome = withMood(outcome, claim)
    outcome.explanation =
      language("By your choice. ", "Por elección suya. ") + outcome.explanation
    outcome.read = nil
    outcome.words = []
    outcome.alternatives = []
    return outcome
  }

  /// A number that no word calls for, as a claim of the kind that a reading is of.
  private func guessed(
    _ claim: FoundClaim, _ reading: ChosenReading, _ candidate: Candidate
  ) -> FoundClaim? {
    guard let amount = claim.amount else { return nil }
    var guess = claim
    if reading.whole != nil {
      guess.statement = .share
    } else if let base = reading.base {
      let before = recorded(candidate.selection, base, asOf: nil).value
      let isFall = (candidate.known.value ?? 0) < (before ?? 0)
      guess.statement = .change(direction: isFall ? -1 : 1)
    } else if amount.unit == .count {
      guess.statement = .level
    } else {
      return nil
    }
    return guess
  }

  private var notMeant: Outcome {
    Outcome(
      .notAClaim,
      language(
        "By your choice: it is about something else, and was not checked.",
        "Por elección suya: trata de otra cosa y no se verificó."))
  }

  private func candidate(_ selection: Selection, _ period: Period) -> Candidate {
    Candidate(
      selection: selection, period: period,
      series: Option(value: selection, cost: 0, basis: .said),
      time: Option(value: TimeReading(period: period, isOpen: false), cost: 0, basis: .said),
      now: recorded(selection, period, asOf: nil),
      then: recorded(selection, period, asOf: date), isChosen: true)
  }

  /// What is expected or denied is never refuted, whatever it is of; nor is a denial supported.
  private func withMood(_ outcome: Outcome, _ claim: FoundClaim) -> Outcome {
    guard claim.isNegated || claim.isExpected && outcome.verdict == .off else { return outcome }
    return open(outcome, .mood)
  }

  private func open(_ outcome: Outcome, _ doubt: Doubt) -> Outcome {
    var outcome = outcome
    outcome.verdict = .uncheckable
    outcome.verdictThen = nil
    outcome.explanation = doubt.words(language) + " " + outcome.explanation
    return outcome
  }

  private func unknown(_ candidate: Candidate, _ base: Period? = nil) -> Outcome {
    let periods = [candidate.period, base].compactMap { $0.map(language.period) }
    var text = language(
      "\(title(candidate.selection)), \(language.list(periods)): not known",
      "\(title(candidate.selection)), \(language.list(periods)): no se sabe")
    let age = age(candidate.selection, before: candidate.period)
    text += (age.map { ", " + $0.ends(language) } ?? "") + "."
    if let partial = candidate.now.partial {
      text += language(
        " What is known comes to \(language.count(partial)).",
        " Lo que se conoce suma \(language.count(partial)).")
    }
    var outcome = Outcome(.uncheckable, text)
    outcome.base = base
    outcome.age = age.map { AgeReport($0, language) }
    fill(
      &outcome, candidate.selection, candidate.period, now: candidate.now, then: candidate.then)
    outcome.record = nil
    return outcome
  }

  // MARK: Numbers

  private func level(_ claim: FoundClaim, _ amount: Amount, _ candidate: Candidate) -> Outcome {
    guard candidate.isKnown else {
      var outcome = unknown(candidate)
      outcome.explanation += quoted(candidate.now, amount)
      return outcome
    }
    if candidate.values.contains(where: { Tolerance.fit(amount, $0) != .none }) {
      return supported(candidate, claim, amount)
    }
    if let revision = release(candidate, giving: amount) {
      return revised(candidate, amount, revision)
    }
    if let first = firstRelease(candidate, claim, amount, isChosen: true) { return first }
    let outcome = wrong(candidate, claim, amount)
    return isRounded(candidate.known, amount.value) ? open(outcome, .rounded) : outcome
  }

  /// Whether the record's own figure is rounded, and no farther off than "about" allows.
  private func isRounded(_ known: Known, _ stated: Double) -> Bool {
    guard known.isAbout, let record = known.value else { return false }
    return abs(stated - record) <= abs(record) * Tolerance.about
  }

  // MARK: Changes and shares

  private func chosenChange(
    _ claim: FoundClaim, _ candidate: Candidate, _ base: Period
  ) -> Outcome? {
    let trial = ChangeTrial(
      candidate: candidate, base: base, cost: 0, isBaseSaid: true,
      now: (candidate.now, recorded(candidate.selection, base, asOf: nil)),
      then: (candidate.then, recorded(candidate.selection, base, asOf: date)))
    guard trial.isKnown else { return unknown(candidate, base) }
    var outcome: Outcome
    switch claim.statement {
    case .change(let direction):
      guard let amount = claim.amount else { return nil }
      outcome = self.outcome(amount, direction, under: trial)
    case .degree(let degree): outcome = self.outcome(degree, under: trial)
    case .direction(let going): outcome = self.outcome(going.degree, under: trial)
    default: return nil
    }
    let areAbout = trial.now.own.isAbout || trial.now.base.isAbout
    return outcome.verdict == .off && areAbout ? open(outcome, .rounded) : outcome
  }

  private func chosenShare(
    _ claim: FoundClaim, _ candidate: Candidate, of whole: Selection
  ) -> Outcome {
    let trial = ShareTrial(
      candidate: candidate, whole: whole, cost: 0,
      wholeNow: recorded(whole, candidate.period, asOf: nil),
      wholeThen: recorded(whole, candidate.period, asOf: date))
    guard let verdict = verdict(claim, trial) else { return unknown(candidate) }
    let told = outcome(claim, trial, verdict)
    let areAbout = trial.candidate.now.isAbout || trial.wholeNow.isAbout
    return verdict == .off && areAbout ? open(told, .rounded) : told
  }

  // MARK: Records, runs and ranks

  private func chosenRank(_ claim: FoundClaim, _ candidate: Candidate) -> Outcome? {
    guard candidate.isKnown else { return unknown(candidate) }
    var checker = self
    checker.forced = candidate
    let outcome: Outcome
    switch claim.statement {
    case .extreme(let isHigh, let span):
      outcome = checker.extreme(claim, isHigh: isHigh, of: span)
    case .running(let count, let unit, let direction):
      outcome = checker.running(claim, count: count, unit: unit, direction: direction)
    case .largest(let rank): outcome = checker.largest(claim, rank: rank)
    case .peak(let peak): outcome = checker.peak(claim, peak)
    case .rank(let rank): outcome = checker.rank(claim, rank)
    default: return nil
    }
    guard outcome.verdict == .uncheckable else { return outcome }
    var open = unknown(candidate)
    open.explanation = language(
      "\(title(candidate.selection)): the record does not decide it.",
      "\(title(candidate.selection)): el registro no lo decide.")
    return open
  }
}
