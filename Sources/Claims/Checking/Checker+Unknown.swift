import Periods
import Policies
import Record
import Wording

extension Checker {
  /// A count of a period that the record does not hold as such: reported as consistent with what it holds,
  /// or not.
  func unknown(_ claim: FoundClaim, _ amount: Amount, _ trials: Trials) -> Outcome {
    if var part = Array(trials.prefix(3)).lazy
      .compactMap({ self.partOfMonths($0, claim, amount) }).first
    {
      // Where another series may be meant, it is shown as well.
      let other = trials.first { $0.selection != part.selection }
      if let other, let told = partOfMonths(other, claim, amount), told.selection != part.selection
      {
        part.explanation += " " + told.explanation
        if told.verdict != .off { part.verdict = .uncheckable }
      }
      return part
    }
    guard let trial = trials.first else { return Outcome(.uncheckable, nothingFits) }
    var text = language(
      "\(title(trial.selection)), \(language.period(trial.period)): not known",
      "\(title(trial.selection)), \(language.period(trial.period)): no se sabe")
    let age = age(trial.selection, before: trial.period)
    text += (age.map { ", " + $0.ends(language) } ?? "") + "."
    if let partial = trial.now.partial {
      text += language(
        " Of the period's months, those that are known come to \(language.count(partial)).",
        " Los meses conocidos del período suman \(language.count(partial)).")
    }
    text += quoted(trial.now, amount)
    text += needed(trial)
    var outcome = Outcome(.uncheckable, text)
    outcome.age = age.map { AgeReport($0, language) }
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    // A part that is known already exceeds what is said.
    if isFixed(trial, claim), let partial = trial.now.partial, amount.leeway != .moreThan,
      amount.leeway != .atLeast,
      partial > amount.value * 1.1, (amount.upper ?? 0) < partial
    {
      outcome.verdict = .off
      outcome.ground = .part
      outcome.record = partial
    }
    return outcome
  }

  /// How old the record of a series is, where it ends before a period; else `nil`.
  func age(_ selection: Selection, before period: Period) -> SeriesAge? {
    guard let timeline = cache.timeline(selection, asOf: nil),
      let age = cache.store.age(of: timeline, today: .today), age.newest.last < period.last
    else { return nil }
    return age
  }

  private func needed(_ trial: Candidate) -> String {
    language(
      " Needed: an official figure for \(language.period(trial.period)).",
      " Haría falta una cifra oficial de \(language.period(trial.period)).")
  }

  /// What would answer, where the reading says it.
  func needed(_ subject: Subject) -> String? {
    subject.reading.needs.map { needs in
      language(" Needed: \(needs(.english)).", " Haría falta \(needs(.spanish)).")
    }
  }

  /// What a press report gives, as another voice and no proof.
  func quoted(_ known: Known, _ amount: Amount) -> String {
    guard let quoted = known.quoted else { return "" }
    return language(
      " A press figure is held, which proves nothing: \(language.count(quoted.value)) (\(quoted.source.title)).",
      " Hay una cifra de prensa, que no prueba nada: \(language.count(quoted.value)) (\(quoted.source.title))."
    )
  }

  private static let fewestDays = 7

  /// Days or weeks of a month: no more than the month, and near its even share.
  private func partOfMonths(
    _ trial: Candidate, _ claim: FoundClaim, _ amount: Amount
  ) -> Outcome? {
    let months = Period(
      from: Period.month(of: trial.period.first).first,
      through: Period.month(of: trial.period.last).last)
    guard trial.period.dayCount < 90, let months, months != trial.period,
      cache.timeline(trial.selection, asOf: nil)?.isStock == false
    else { return nil }
    let now = recorded(trial.selection, months, asOf: nil)
    guard let value = now.value else { return nil }
    let even = value * Double(trial.period.dayCount) / Double(months.dayCount)
    // A day's number that is more than a month's is likely of another time.
    let isOver =
      isFixed(trial, claim) && trial.period.dayCount >= Checker.fewestDays
      && amount.value > value * (1 + readings.traits[trial.selection.measure].revision)
      && amount.leeway != .lessThan && amount.leeway != .atMost
    let ratio = amount.value / max(even, 1)
    let isNear = (0.5...1.6).contains(ratio)
    var text = language(
      "The record is monthly. \(told(trial.selection, months, value))",
      "El registro es mensual. \(told(trial.selection, months, value))")
    text += source(now.source, now.published) + ". "
    text += language(
      "\(trial.period.dayCount) of \(months.dayCount) days would be \(language.count(even.rounded())) at an even pace; \(stated(amount)) is \(off(amount.value, even).replacing("the record", with: "that")): "
        + (isOver
          ? "more than the whole month, so it is not consistent."
          : isNear ? "consistent with the month." : "hardly consistent with the month."),
      "\(trial.period.dayCount) de \(months.dayCount) días serían \(language.count(even.rounded())) a ritmo parejo; \(stated(amount)) está \(off(amount.value, even).replacing("del registro", with: "de eso")): "
        + (isOver
          ? "más que el mes entero, así que no es posible."
          : isNear ? "compatible con el mes." : "poco compatible con el mes."))
    text += quoted(trial.now, amount)
    text += needed(trial)
    var outcome = Outcome(isOver ? .off : .uncheckable, text)
    outcome.record = isOver ? value : nil
    outcome.ground = .part
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: nil)
    outcome.source = now.source
    return outcome
  }

  // MARK: Guesses

  /// A number that no word calls for: nothing but the very figure of what the text goes on about, or
  /// the very change or share of it, is a support; all else says nothing.
  func guessed(_ claim: FoundClaim, _ other: FoundClaim.Other) -> Outcome? {
    guard let amount = claim.amount, isOfTheField(claim) else { return nil }
    switch other {
    case .uncounted, .unknown: break
    default: return nil
    }
    var guess = claim
    guess.isTentative = true
    let outcome: Outcome
    switch amount.unit {
    case .count: outcome = level(guess)
    case .percent, .fraction:
      let shared = share(guess)
      outcome = shared.verdict.isSupport ? shared : guessedChange(guess) ?? shared
    default: return nil
    }
    if outcome.verdict.isSupport { return outcome }
    let isSlip =
      amount.unit == .count && outcome.verdict == .slip
      && (claim.isBare || Tolerance.significantDigits(amount) >= Checker.five)
    return isSlip || outcome.verdict.isAccusation && isListed(claim) ? outcome : nil
  }

  /// A per cent beside a time that something is compared with.
  private func guessedChange(_ claim: FoundClaim) -> Outcome? {
    guard let amount = claim.amount, amount.value >= 10 || amount.decimals > 0 else { return nil }
    for direction in [1.0, -1] {
      let outcome = change(claim, direction: direction)
      if outcome.verdict.isSupport { return outcome }
    }
    return nil
  }

  // MARK: No series

  /// What only policies or the press speak of: deportation flights, appointments.
  func withoutSeries(_ claim: FoundClaim, _ subject: Subject) -> Outcome {
    if let outcome = policyNumber(claim, subject) { return outcome }
    var text = nothingFits
    if let selection = subject.selection {
      text = language(
        "\(title(selection)): the record has no official count.",
        "\(title(selection)): el registro no tiene conteo oficial.")
    }
    text += needed(subject) ?? ""
    var outcome = Outcome(.uncheckable, text)
    outcome.selection = subject.selection
    outcome.period = claim.periods.first
    return outcome
  }

  /// A number that a policy in force at the time states: flights a month, appointments a day.
  private func policyNumber(_ claim: FoundClaim, _ subject: Subject) -> Outcome? {
    guard let amount = claim.amount, case .rate(let per, _) = claim.statement, let policies else {
      return nil
    }
    let day = claim.periods.first.map { min($0.last, date) } ?? date
    let people = subject.selection?.including[.nationality]?.first
    let isFlight = subject.selection?.measure == "deportation-flights"
    for policy in policies.known(by: date).policies {
      guard let rule = policy.rule(on: day) else { continue }
      let quantity = isFlight ? rule.flights : policy.venue == .border ? rule.capacity : nil
      guard let quantity, let perDay = quantity.perDay,
        !isFlight || policy.takesTo == people || policy.takesTo == claimDestination(subject)
      else { continue }
      let days = Quantity.Per(rawValue: per)?.days ?? 1
      let value = perDay * days
      let isSame = Tolerance.fit(amount, value.rounded()) != .none
      let sources = rule.sources.compactMap { policies.sources[$0]?.title }.joined(separator: "; ")
      let text = language(
        "\(policy.name(.english)), in force on \(language.day(day)): \(quantity) (\(sources)). ",
        "\(policy.name(.spanish)), en vigor el \(language.day(day)): \(quantity) (\(sources)). ")
      // A date from the press is no official count.
      if rule.isFromPress || isFlight {
        return Outcome(
          .uncheckable,
          text
            + (isSame
              ? language(
                "Consistent, but it rests on press reports.",
                "Concuerda, pero se basa en la prensa.")
              : language(
                "Not consistent, but it rests on press reports.",
                "No concuerda, pero se basa en la prensa.")))
      }
      // A cap is no count: fewer or more may have been given.
      var outcome = Outcome(isSame ? .supported : .uncheckable, text)
      outcome.record = value
      return outcome
    }
    return nil
  }

  private func claimDestination(_ subject: Subject) -> String? {
    subject.selection?.including[.to]?.first ?? subject.selection?.including[.place]?.first
  }
}
