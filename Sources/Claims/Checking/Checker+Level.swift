import Periods
import Record
import Wording

extension Checker {
  /// One way to read a claim of a count, held against the record.
  struct LevelTrial {
    var subject: Subject
    var selection: Selection
    var period: Period
    var now: Known
    var then: Known
    var fitNow: Tolerance.Fit
    var fitThen: Tolerance.Fit

    var isSupported: Bool { fitNow != .none || fitThen != .none }
    var isKnown: Bool { now.value != nil || then.value != nil }
    /// Today's figure, else the one of the article's time.
    var known: Known { now.value == nil ? then : now }
  }

  /// "Border Patrol made 181,509 arrests in August".
  func level(_ claim: FoundClaim) -> Outcome {
    guard let amount = claim.amount else { return Outcome(.uncheckable, nothingFits) }
    if claim.isExpected, let outcome = expected(claim, amount) { return outcome }
    let trials = levelTrials(claim, amount)
    if let good = trials.first(where: { $0.isSupported && !$0.subject.isConfusion }) {
      return withAlternatives(supported(good, claim, amount), trials, good)
    }
    if let earlier = earlierRelease(trials, claim, amount) { return earlier }
    if let running = withinRunningMonth(trials, claim, amount) { return running }
    guard let main = trials.first(where: \.isKnown) else { return unknown(claim, amount, trials) }
    if main.subject.reading.bound == .lower { return lowerBound(main, amount) }
    if let slip = slip(claim, amount, main, trials) { return slip }
    if let first = firstRelease(main, amount) { return withAlternatives(first, trials, main) }
    return withAlternatives(wrong(main, claim, amount), trials, main)
  }

  func levelTrials(_ claim: FoundClaim, _ amount: Amount) -> [LevelTrial] {
    var trials: [LevelTrial] = []
    for subject in claim.subjects {
      guard let selection = subject.selection else { continue }
      for period in periods(claim, subject) {
        let now = cache.known(selection, period, asOf: nil)
        let then = cache.known(selection, period, asOf: date)
        trials.append(
          LevelTrial(
            subject: subject, selection: selection, period: period, now: now, then: then,
            fitNow: now.value.map { Tolerance.fit(amount, $0) } ?? .none,
            fitThen: then.value.map { Tolerance.fit(amount, $0) } ?? .none))
      }
    }
    return trials
  }

  private func supported(_ trial: LevelTrial, _ claim: FoundClaim, _ amount: Amount) -> Outcome {
    // "More than 22,000" where the record has ten times as many is true and yet a slip.
    if let slip = slip(claim, amount, trial, []), amount.hedge != .none, slip.verdict == .slip,
      let value = trial.now.value ?? trial.then.value, value > amount.value * 5
    {
      return slip
    }
    let verdict =
      verdict(now: trial.fitNow, then: trial.fitThen) ?? .supported
    var text = ""
    if let value = trial.now.value {
      text =
        told(trial.selection, trial.period, value) + source(trial.now.source, trial.now.published)
        + "."
      text += comparison(amount, value, trial.fitNow)
    }
    text += then(trial.then.value, trial.then.published, trial.then.isStandIn)
    var outcome = Outcome(verdict, text)
    outcome.verdictThen = trial.then.value == nil ? nil : self.verdict(trial.fitThen)
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
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

  private func wrong(_ trial: LevelTrial, _ claim: FoundClaim, _ amount: Amount) -> Outcome {
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
    switch amount.hedge {
    case .none, .exact: return text
    case .about: return language("about ", "unos ") + text
    case .nearly: return language("nearly ", "casi ") + text
    case .moreThan: return language("more than ", "más de ") + text
    case .atLeast: return language("at least ", "al menos ") + text
    case .lessThan: return language("less than ", "menos de ") + text
    case .atMost: return language("at most ", "a lo sumo ") + text
    }
  }

  func withAlternatives(_ outcome: Outcome, _ trials: [LevelTrial], _ chosen: LevelTrial) -> Outcome
  {
    var outcome = outcome
    var seen: Set<Selection> = [chosen.selection]
    for trial in trials where seen.insert(trial.selection).inserted && trial.isKnown {
      outcome.alternatives.append(
        Alternative(
          series: series(trial.selection), title: title(trial.selection),
          record: trial.now.value ?? trial.then.value))
    }
    return outcome
  }

  // MARK: A month that goes on

  /// "so far this year" within a month: more than the months that were over, and no more than with the
  /// one that was going on.
  private func withinRunningMonth(
    _ trials: [LevelTrial], _ claim: FoundClaim, _ amount: Amount
  ) -> Outcome? {
    let month = Period.month(of: date)
    guard claim.isOpen, amount.upper == nil,
      let trial = trials.first(where: { !$0.subject.isConfusion }),
      let over = Period(from: trial.period.first, through: month.previous.last),
      let whole = Period(from: trial.period.first, through: month.last)
    else { return nil }
    let (low, high) = (
      cache.known(trial.selection, over, asOf: nil), cache.known(trial.selection, whole, asOf: nil)
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

  // MARK: Earlier releases

  /// The figure of an earlier release than that of the article's date.
  private func earlierRelease(_ trials: [LevelTrial], _ claim: FoundClaim, _ amount: Amount)
    -> Outcome?
  {
    guard amount.hedge == .none, amount.upper == nil, amount.value >= 100 else { return nil }
    for trial in trials where !trial.subject.isConfusion {
      for revision in cache.revisions(trial.selection, trial.period) {
        guard revision.value == amount.value,
          let source = (try? cache.store.source(revision.source)), source.standing == .official
        else { continue }
        let now = trial.now.value ?? amount.value
        var outcome = Outcome(
          .revised,
          told(trial.selection, trial.period, now)
            + self.source(trial.now.source, trial.now.published) + ". "
            + language(
              "\(stated(amount)) was the figure of the release of \(language.day(revision.published)).",
              "\(stated(amount)) era la cifra de la publicación del \(language.day(revision.published))."
            )
        )
        fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
        return outcome
      }
    }
    return nil
  }

  /// Revisions of the series that are held in several releases change a month by less than this:
  /// −0.003 % to −0.008 % for Border Patrol's June to August 2023.
  static let mostRevision = 0.001

  /// A number so near that it is likely the first release, where only a late one is held.
  private func firstRelease(_ trial: LevelTrial, _ amount: Amount) -> Outcome? {
    guard trial.then.isStandIn || trial.now.isStandIn || trial.then.value == nil,
      let value = trial.now.value,
      amount.hedge == .none, amount.upper == nil, amount.step == 1,
      abs(amount.value - value) <= value * Checker.mostRevision
    else { return nil }
    var outcome = Outcome(
      .revised,
      told(trial.selection, trial.period, value) + source(trial.now.source, trial.now.published)
        + ". "
        + language(
          "Stated: \(stated(amount)). The release of the time is not held; a difference of \(language.number(abs(amount.value - value))) is within what revisions come to.",
          "Se afirma: \(stated(amount)). No se tiene la publicación de entonces; una diferencia de \(language.number(abs(amount.value - value))) está dentro de lo que suman las revisiones."
        ))
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    return outcome
  }

  // MARK: What the record counts only in part

  private func lowerBound(_ trial: LevelTrial, _ amount: Amount) -> Outcome {
    let value = trial.now.value ?? trial.then.value ?? 0
    let isAbove = amount.value > value
    var text =
      told(trial.selection, trial.period, value) + source(trial.now.source, trial.now.published)
      + ". "
    let definition = vocabulary.measure(trial.selection.measure)?.definition(language) ?? ""
    text +=
      isAbove
      ? language(
        "It counts only some of these people, so that it cannot refute \(stated(amount)). \(definition)",
        "Cuenta solo a una parte de estas personas, así que no puede refutar \(stated(amount)). \(definition)"
      )
      : language("That is more than is stated.", "Es más de lo que se afirma.")
    text += then(trial.then.value, trial.then.published, trial.then.isStandIn)
    text += needed(trial.subject) ?? ""
    var outcome = Outcome(isAbove ? .uncheckable : .off, text)
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    return outcome
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
