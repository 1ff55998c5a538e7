import Periods
import Record
import Wording

extension Checker {
  /// "Border Patrol made 181,509 arrests in August".
  func level(_ claim: FoundClaim) -> Outcome {
    guard let amount = claim.amount else { return Outcome(.uncheckable, nothingFits) }
    if claim.isExpected, let outcome = expected(claim, amount) { return outcome }
    let trials = candidates(claim)
    guard !trials.isEmpty else { return Outcome(.uncheckable, nothingFits) }
    if let good = matching(trials, claim, amount) {
      if let other = anothers(good, trials, claim, amount) ?? turnedRound(good, amount) {
        return other
      }
      var outcome = withAlternatives(supported(good, claim, amount), trials, good)
      outcome.excess = good.cost - (trials.first?.cost ?? 0)
      return outcome
    }
    if let earlier = earlierRelease(trials, claim, amount) { return earlier }
    if let running = withinRunningMonth(trials, claim, amount) { return running }
    let confirmed = confirmed(trials, claim)
    guard let main = confirmed ?? trials.first(where: \.isKnown) else {
      return unknown(claim, amount, trials)
    }
    if let first = firstRelease(main, claim, amount) {
      return withAlternatives(first, trials, main)
    }
    if let slip = slip(claim, amount, trials) { return withAlternatives(slip, trials, main) }
    let isConfirmed = confirmed != nil
    if let doubt = isConfirmed ? confirmedDoubt(main, claim) : doubt(main, trials, claim) {
      if case .guess = doubt, let slip = misplacedGuess(amount, main, claim) {
        return withAlternatives(slip, trials, main)
      }
      return undecided(doubt, trials)
    }
    let isTimeSure = isTimeSure(main, claim)
    let said = isTimeSure ? [] : times(upTo: claim.sentence)
    if let slip = misplaced(amount, main, said: said) {
      return isConfirmed || isTimeSure || isTimeCarried(main, claim)
        ? withAlternatives(slip, trials, main) : undecided(.time, trials)
    }
    guard isBeyondRevision(main, amount) else { return undecided(.revision, trials) }
    // A count so far this year may have been taken on any day of the month that goes on.
    guard !main.time.value.isOpen, main.time.value.period.last < date else {
      return undecided(.time, trials)
    }
    guard isNear(amount, main, claim, isConfirmed) else { return undecided(.far, trials) }
    guard !isOfNarrower(amount, main, claim) else { return undecided(.series, trials) }
    return withAlternatives(wrong(main, claim, amount), trials, main)
  }

  /// "Some 18,481 Colombians", of whom there were 18,841: a hedge before a number of which every digit is written allows
  /// no two of them to be changed round.
  private func turnedRound(_ good: Candidate, _ amount: Amount) -> Outcome? {
    guard amount.leeway == .about, Tolerance.significantDigits(amount) >= Checker.surelyMet,
      !good.values.contains(amount.value),
      let value = good.values.first(where: { Slips.isNeighbourSwapped(amount, $0) })
    else { return nil }
    return slipped(good, value, amount, Slips.Meant.Kind.transposed.words(language))
  }

  /// A number of which no word says what it counts, and which is to the digit the figure of another month.
  private func misplacedGuess(
    _ amount: Amount, _ main: Candidate, _ claim: FoundClaim
  ) -> Outcome? {
    guard amount.step == 1, Tolerance.significantDigits(amount) >= Checker.surelyMet,
      isTimeSure(main, claim)
    else { return nil }
    return misplaced(amount, main)
  }

  /// So many digits are not met by chance among the months near by.
  private static let surelyMet = 5

  /// Whether a number is of the kind of what is read: one that is far off is likely of another thing.
  private func isNear(
    _ amount: Amount, _ main: Candidate, _ claim: FoundClaim, _ isConfirmed: Bool
  ) -> Bool {
    guard Tolerance.significantDigits(amount) >= 2 else { return false }
    let isBeside =
      main.time.cost <= Checker.inSentence && main.series.cost <= Checker.besideSeries
    guard isConfirmed || isBeside && !followsShare(claim) else { return false }
    let value = main.known.value ?? 0
    return abs(amount.value - value)
      <= value * Evidence.farthest(amount, isConfirmed: isConfirmed)
  }

  /// Whether a number may be of a part of what is read: the record has it to the digit for one, at any time,
  /// or it is smaller and the sentence or the one before names people or sectors that the reading leaves out.
  private func isOfNarrower(_ amount: Amount, _ main: Candidate, _ claim: FoundClaim) -> Bool {
    let own = main.selection
    let isHeld = valued.cells(amount.value).contains { cell in
      cell.selection.measure == own.measure
        && own.including.allSatisfy { cell.selection.including[$0.key] == $0.value }
    }
    if isHeld, Tolerance.significantDigits(amount) >= Checker.surelyMet { return true }
    guard amount.value < main.known.value ?? 0 else { return false }
    return ([claim.sentence] + article.before(claim.sentence).prefix(1)).contains { sentence in
      let mentions = article.sentences[sentence].mentions
      let people = (mentions.nationalities + mentions.origins).map(\.id)
      let labels = mentions.labels.filter {
        [.sector, .demographic, .route].contains($0.dimension)
      }
      return own.including[.nationality] == nil && !people.isEmpty
        || labels.contains { own.including[$0.dimension] == nil }
    }
  }

  /// "56 percent were relatives travelling together, 473,682 in all": a number of whoever the share is of.
  private func followsShare(_ claim: FoundClaim) -> Bool {
    let last = article.sentences[claim.sentence].amounts.last {
      $0.core.upperBound <= claim.tokens.lowerBound
    }
    guard let last, [.percent, .fraction].contains(last.unit) else { return false }
    return claim.tokens.lowerBound - last.core.upperBound <= Checker.besideSaid
  }

  /// As for one reading, with those that are as likely.
  private func doubt(
    _ main: Candidate, _ trials: Trials, _ claim: FoundClaim
  ) -> Doubt? {
    let rivals = trials.prefix { $0.cost <= main.cost + Evidence.rivals }
    guard rivals.allSatisfy(\.isKnown) else { return .rival }
    return doubt(main, claim)
  }

  /// The likeliest reading that gives the number, as far-fetched as its digits allow.
  private func matching(
    _ trials: Trials, _ claim: FoundClaim, _ amount: Amount
  ) -> Candidate? {
    guard let least = trials.first?.cost else { return nil }
    var best: (cost: Double, trial: Candidate)?
    let limit = least + farthestAllowed(amount, claim)
    for trial in trials {
      guard trial.cost <= limit, best.map({ trial.cost < $0.cost }) ?? true else { break }
      let fits = trial.values.map { (Tolerance.fit(amount, $0), $0) }.filter { $0.0 != .none }
      guard let (fit, value) = fits.max(by: { $0.0 < $1.0 }) else { continue }
      // "More than 22,000" says little of 220,000.
      if fit == .hedged, !Checker.nearHedged.contains(value / max(amount.value, 1)) { continue }
      guard trial.cost - least <= allowance(amount, fit, claim) else { continue }
      let cost = trial.cost + (fit == .exact ? 0 : fit == .rounded ? 2 : 3)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, trial) }
    }
    return best?.trial
  }

  /// How many times a hedged number the record may have.
  static let nearHedged = 0.6...1.6

  /// Where only a guess is made at what is counted, nothing but the very number is a support.
  private func allowance(_ amount: Amount, _ fit: Tolerance.Fit, _ claim: FoundClaim) -> Double {
    guard claim.isTentative else { return Evidence.allowance(amount, fit) }
    return fit == .exact && Tolerance.significantDigits(amount) >= 4
      ? Evidence.allowance(amount, fit) - 8 : -1
  }

  /// How much farther-fetched than the likeliest any reading may be that the number supports.
  private func farthestAllowed(_ amount: Amount, _ claim: FoundClaim) -> Double {
    [Tolerance.Fit.exact, .rounded, .hedged].map { allowance(amount, $0, claim) }.max() ?? 0
  }

  /// A number that is the figure of another time, people or agency than the text says.
  func anothers(
    _ good: Candidate, _ trials: Trials, _ claim: FoundClaim, _ amount: Amount
  ) -> Outcome? {
    guard let main = readingOfAnother(than: good, trials, claim, amount),
      let own = main.known.value, own > 0, Tolerance.fit(amount, own) == .none
    else { return nil }
    var outcome = Outcome(
      .slip,
      told(main.selection, main.period, own) + source(main.known.source, main.known.published)
        + ". "
        + language(
          "\(stated(amount)) is another figure: \(told(good.selection, good.period, good.known.value ?? 0)).",
          "\(stated(amount)) es otra cifra: \(told(good.selection, good.period, good.known.value ?? 0))."
        ))
    outcome.intended = own
    outcome.ground =
      exchanged(good, trials, claim, amount) != nil
      ? .exchanged : main.period == good.period ? .otherName : .otherTime
    fill(&outcome, main.selection, main.period, now: main.now, then: main.then)
    mark(&outcome, main)
    return withAlternatives(outcome, [good], main)
  }

  /// What costs less stands right beside the number.
  static let besideNumber = 0.5
  /// A time that the sentence says of nothing else.
  static let inSentence = 2.5
  static let besideSeries = 5.0

  private func fitNow(_ trial: Candidate, _ amount: Amount) -> Tolerance.Fit {
    trial.now.value.map { Tolerance.fit(amount, $0) } ?? .none
  }

  private func fitThen(_ trial: Candidate, _ amount: Amount) -> Tolerance.Fit {
    trial.then.value.map { Tolerance.fit(amount, $0) } ?? .none
  }

  /// Whether the number is farther from every release than publishers' revisions go.
  private func isBeyondRevision(_ trial: Candidate, _ amount: Amount) -> Bool {
    trial.values.allSatisfy {
      abs(amount.value - $0) > $0 * readings.traits[trial.selection.measure].revision
    }
  }

  /// Why it is not decided, and what the nearest readings would give, so that a reader can decide.
  func undecided(_ doubt: Doubt, _ trials: some Sequence<Candidate>) -> Outcome {
    var text = doubt.words(language)
    let nearest = trials.first(where: \.isKnown)
    if let nearest, let value = nearest.known.value {
      text += language(
        " Nearest reading: \(told(nearest.selection, nearest.period, value)).",
        " Lectura más cercana: \(told(nearest.selection, nearest.period, value)).")
    }
    var outcome = Outcome(.uncheckable, text)
    if let nearest {
      fill(&outcome, nearest.selection, nearest.period, now: nearest.now, then: nearest.then)
      mark(&outcome, nearest)
      outcome = withAlternatives(outcome, trials, nearest)
    }
    return outcome
  }

  func supported(_ trial: Candidate, _ claim: FoundClaim, _ amount: Amount) -> Outcome {
    let (fitNow, fitThen) = (fitNow(trial, amount), fitThen(trial, amount))
    let verdict = verdict(now: fitNow, then: fitThen) ?? .supported
    var text = ""
    if let value = trial.now.value {
      text =
        told(trial.selection, trial.period, value) + source(trial.now.source, trial.now.published)
        + "."
      text += comparison(amount, value, fitNow)
    }
    text += then(trial.then.value, trial.then.published, trial.then.isStandIn)
    var outcome = Outcome(verdict, text)
    outcome.verdictThen = trial.then.value == nil ? nil : self.verdict(fitThen)
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    mark(&outcome, trial)
    return outcome
  }

  /// How the wording allows the difference.
  private func comparison(_ amount: Amount, _ value: Double, _ fit: Tolerance.Fit) -> String {
    switch fit {
    case .exact: return language(" The same.", " Lo mismo.")
    case .rounded:
      return language(
        " Rounded: \(off(amount.value, value)).", " Redondeado: \(off(amount.value, value)).")
    case .hedged:
      return language(
        " The wording allows it: \(off(amount.value, value)).",
        " La redacción lo permite: \(off(amount.value, value)).")
    case .none: return " " + off(amount.value, value).capitalisedFirst + "."
    }
  }

  func wrong(_ trial: Candidate, _ claim: FoundClaim, _ amount: Amount) -> Outcome {
    let known = trial.known
    let value = known.value ?? 0
    var text =
      told(trial.selection, trial.period, value) + source(known.source, known.published) + ". "
    text += language(
      "Stated: \(stated(amount)); \(off(amount.value, value)).",
      "Se afirma: \(stated(amount)); \(off(amount.value, value)).")
    text += then(trial.then.value, trial.then.published, trial.then.isStandIn)
    var outcome = Outcome(.off, text)
    outcome.verdictThen = trial.then.value == nil ? nil : .off
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    mark(&outcome, trial)
    return outcome
  }

  /// The number as it is stated, in the answer's language.
  func stated(_ amount: Amount) -> String {
    let number: (Double) -> String = { value in
      switch amount.unit {
      case .percent: language.percent(value / 100, decimals: min(amount.decimals, 2))
      case .fraction: language.percent(value, decimals: 0)
      default: language.count(value)
      }
    }
    let text = number(amount.value) + (amount.upper.map { "–" + number($0) } ?? "")
    switch amount.leeway {
    case .none, .exact: return text
    case .about: return language("about ", "unos ") + text
    case .nearly: return language("nearly ", "casi ") + text
    case .moreThan: return language("more than ", "más de ") + text
    case .atLeast: return language("at least ", "al menos ") + text
    case .lessThan: return language("less than ", "menos de ") + text
    case .atMost: return language("at most ", "a lo sumo ") + text
    }
  }

  /// Other readings that are shown beside a verdict.
  private static let shown = 3

  func withAlternatives(
    _ outcome: Outcome, _ trials: some Sequence<Candidate>, _ chosen: Candidate
  ) -> Outcome {
    var outcome = outcome
    var seen: Set<Selection> = [chosen.selection]
    for trial in trials where trial.isKnown && seen.insert(trial.selection).inserted {
      outcome.alternatives.append(alternative(trial))
      guard outcome.alternatives.count < Checker.shown else { break }
    }
    return outcome
  }

  // MARK: A month that goes on

  /// "so far this year" within a month: more than the months that were over, and no more than with the
  /// one that was going on.
  private func withinRunningMonth(
    _ trials: Trials, _ claim: FoundClaim, _ amount: Amount
  ) -> Outcome? {
    let month = Period.month(of: date)
    guard amount.upper == nil,
      let trial = trials.first(where: { $0.time.value.isOpen || $0.period.last > date }),
      let over = Period(from: trial.period.first, through: month.previous.last),
      let whole = Period(from: trial.period.first, through: month.last)
    else { return nil }
    let (low, high) = (
      recorded(trial.selection, over, asOf: nil), recorded(trial.selection, whole, asOf: nil)
    )
    guard let least = low.value, let most = high.value, amount.value >= least * 0.995,
      amount.value <= most * 1.005
    else { return nil }
    var outcome = Outcome(
      .supported,
      told(trial.selection, over, least) + source(low.source, low.published)
        + language(
          "; with \(language.period(month)): \(language.count(most)). \(stated(amount)) lies between the two.",
          "; con \(language.period(month)): \(language.count(most)). \(stated(amount)) está entre ambos."
        ))
    fill(&outcome, trial.selection, over, now: low, then: trial.then)
    return outcome
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
