import Periods
import Record
import Wording

extension Checker {
  /// Two figures and how one compares with the other.
  struct ChangeTrial {
    var subject: Subject
    var selection: Selection
    var period: Period
    var base: Period
    var now: (own: Known, base: Known)
    var then: (own: Known, base: Known)

    /// As a fraction of the base.
    var change: Double? { ChangeTrial.change(now) }
    var changeThen: Double? { ChangeTrial.change(then) }

    private static func change(_ pair: (own: Known, base: Known)) -> Double? {
      guard let own = pair.own.value, let base = pair.base.value, base > 0 else { return nil }
      return own / base - 1
    }
  }

  /// Ways to read what is compared with what; those that are not known come last.
  func changeTrials(_ claim: FoundClaim) -> [ChangeTrial] {
    var trials: [ChangeTrial] = []
    for subject in claim.subjects {
      guard let selection = subject.selection else { continue }
      for period in changePeriods(claim, subject) {
        for base in bases(claim, period) where base != period {
          trials.append(
            ChangeTrial(
              subject: subject, selection: selection, period: period, base: base,
              now: (
                cache.known(selection, period, asOf: nil), cache.known(selection, base, asOf: nil)
              ),
              then: (
                cache.known(selection, period, asOf: date), cache.known(selection, base, asOf: date)
              )))
        }
      }
    }
    return trials.filter { $0.change != nil || $0.changeThen != nil }
      + trials.filter { $0.change == nil && $0.changeThen == nil }
  }

  /// The period of a change; where none is said, the last that was known at the article's date.
  private func changePeriods(_ claim: FoundClaim, _ subject: Subject) -> [Period] {
    let said = periods(claim, subject)
    guard said.isEmpty, let selection = subject.selection,
      let timeline = cache.timeline(selection, asOf: date)
    else { return said }
    let base = claim.bases.first
    let kind = base?.granularity == .year ? Granularity.year : timeline.native
    let latest = timeline.latest(every: kind)?.period
    return [latest].compactMap(\.self)
  }

  private func bases(_ claim: FoundClaim, _ period: Period) -> [Period] {
    if let base = claim.bases.first {
      // "up from 2022" of a part of the year means the same part.
      if base.granularity == .year, period.granularity == .range, period.dayCount < 366,
        base.first.year < period.first.year
      {
        return [moved(period, toYear: base.first.year), base].compactMap(\.self)
      }
      return [base]
    }
    switch period.granularity {
    case .month: return [period.previous, period.yearBefore]
    case .range: return [Moment.yearBefore(period)]
    default: return [period.previous]
    }
  }

  private func moved(_ period: Period, toYear year: Int) -> Period? {
    var moved = period
    while moved.first.year > year { moved = Moment.yearBefore(moved) }
    return moved.first.year == year ? moved : nil
  }

  // MARK: Changes with a number

  /// "up 37% from July".
  func change(_ claim: FoundClaim, direction: Double) -> Outcome {
    guard let amount = claim.amount else { return Outcome(.uncheckable, nothingFits) }
    let trials = changeTrials(claim)
    let fits = trials.map { trial in
      (trial, fit(amount, trial, trial.now, direction), fit(amount, trial, trial.then, direction))
    }
    if let (trial, now, then) = fits.first(where: {
      ($0.1 != .none || $0.2 != .none) && !$0.0.subject.isConfusion
    }) {
      var outcome = Outcome(
        verdict(now: now, then: then) ?? .supported,
        arithmetic(trial) + relation(amount, direction, trial, now == .none ? then : now))
      outcome.verdictThen = trial.changeThen == nil ? nil : verdict(then)
      fill(&outcome, trial, as: amount.unit)
      return outcome
    }
    guard let main = trials.first, main.change != nil || main.changeThen != nil else {
      return unknownChange(claim, trials.first, amount, direction)
    }
    if let slip = changeSlip(claim, amount, direction, main) { return slip }
    var outcome = Outcome(.off, arithmetic(main) + relation(amount, direction, main, .none))
    outcome.verdictThen = main.changeThen == nil ? nil : .off
    fill(&outcome, main, as: amount.unit)
    return outcome
  }

  func fill(_ outcome: inout Outcome, _ trial: ChangeTrial) {
    outcome.base = trial.base
    fill(&outcome, trial.selection, trial.period, now: trial.now.own, then: trial.then.own)
    outcome.record = trial.change.map(Checker.threeDigits)
    outcome.recordThen = trial.changeThen.map(Checker.threeDigits)
  }

  /// What is stated as a factor is told as one, and what is stated as a difference as one.
  private func fill(_ outcome: inout Outcome, _ trial: ChangeTrial, as unit: Amount.Unit) {
    fill(&outcome, trial)
    func value(_ pair: (own: Known, base: Known)) -> Double? {
      guard let own = pair.own.value, let base = pair.base.value, base > 0 else { return nil }
      switch unit {
      case .multiple: return Checker.threeDigits(own / base)
      case .count: return own - base
      default: return Checker.threeDigits(own / base - 1)
      }
    }
    outcome.record = value(trial.now)
    outcome.recordThen = value(trial.then)
  }

  static func threeDigits(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  func fit(
    _ amount: Amount, _ trial: ChangeTrial, _ pair: (own: Known, base: Known), _ direction: Double
  ) -> Tolerance.Fit {
    guard let own = pair.own.value, let base = pair.base.value, base > 0 else { return .none }
    switch amount.unit {
    case .count: return Tolerance.fit(amount, (own - base) * direction)
    case .multiple: return Tolerance.fitRelative(amount, own / base)
    default: return Tolerance.fitRelative(amount, (own / base - 1) * direction)
    }
  }

  /// "181,054 in August 2023 against 132,642 in July 2023: +36.5%."
  func arithmetic(_ trial: ChangeTrial) -> String {
    let pair = trial.change == nil ? trial.then : trial.now
    guard let own = pair.own.value, let base = pair.base.value else { return "" }
    var text =
      told(trial.selection, trial.period, own) + source(pair.own.source, pair.own.published)
    text += language(
      "; \(language.period(trial.base)): \(language.count(base)). Change: \(language.change(own / base - 1)).",
      "; \(language.period(trial.base)): \(language.count(base)). Cambio: \(language.change(own / base - 1))."
    )
    if let then = trial.changeThen, let now = trial.change, abs(then - now) > 0.0005 {
      text += language(
        " Known on \(language.day(date)): \(language.change(then)).",
        " Conocido el \(language.day(date)): \(language.change(then)).")
    } else if trial.changeThen == nil {
      text += language(
        " Not yet published on \(language.day(date)).",
        " Aún no publicado el \(language.day(date)).")
    }
    return text
  }

  private func relation(
    _ amount: Amount, _ direction: Double, _ trial: ChangeTrial, _ fit: Tolerance.Fit
  ) -> String {
    var said: String
    switch amount.unit {
    case .count: said = (direction > 0 ? "+" : "−") + language.count(amount.value)
    case .multiple:
      said = language(
        "\(language.count(amount.value)) times", "\(language.count(amount.value)) veces")
    default:
      said =
        (direction > 0 ? "+" : "−")
        + language.percent(Tolerance.relativeValue(amount), decimals: min(amount.decimals, 2))
    }
    if amount.unit == .multiple, let own = trial.now.own.value, let base = trial.now.base.value,
      base > 0
    {
      said += language(
        ", the record \(language.number(own / base, decimals: 2))",
        ", el registro \(language.number(own / base, decimals: 2))")
    }
    if amount.unit == .count, let own = trial.now.own.value, let base = trial.now.base.value {
      said += language(
        ", the record \(language.count(own - base))", ", el registro \(language.count(own - base))")
    }
    switch fit {
    case .exact: return language(" Stated: \(said).", " Se afirma: \(said).")
    case .rounded:
      return language(
        " Stated: \(said), which it rounds to.", " Se afirma: \(said), a lo que redondea.")
    case .hedged:
      return language(
        " Stated: \(said), which the wording allows.",
        " Se afirma: \(said), lo que la redacción permite.")
    case .none:
      return language(" Stated: \(said), which it is not.", " Se afirma: \(said), y no lo es.")
    }
  }

  // MARK: Changes in words

  /// "little changed", "well below": by the rule that is shown.
  func degree(_ claim: FoundClaim, _ degree: FoundClaim.Degree) -> Outcome {
    let trials = changeTrials(claim)
    let usable = trials.filter { $0.change != nil || $0.changeThen != nil }
    if let good = usable.first(where: { trial in
      !trial.subject.isConfusion
        && [trial.change, trial.changeThen].compactMap(\.self).contains {
          Checker.holds(degree, $0)
        }
    }) {
      let isNow = good.change.map { Checker.holds(degree, $0) } ?? true
      var outcome = Outcome(isNow ? .supported : .revised, arithmetic(good) + " " + rule(degree))
      fill(&outcome, good)
      return outcome
    }
    guard let main = usable.first else { return unknownChange(claim, trials.first, nil, 0) }
    var outcome = Outcome(.off, arithmetic(main) + " " + rule(degree))
    fill(&outcome, main)
    return outcome
  }

  static func holds(_ degree: FoundClaim.Degree, _ change: Double) -> Bool {
    switch degree {
    case .flat: abs(change) < 0.02
    case .up: change > 0
    case .down: change < 0
    case .slightlyUp: change > 0 && change < 0.1
    case .slightlyDown: change < 0 && change > -0.1
    case .wellUp: change >= 0.15
    case .wellDown: change <= -0.15
    }
  }

  private func rule(_ degree: FoundClaim.Degree) -> String {
    switch degree {
    case .flat:
      language(
        "Rule: little changed is less than 2% either way.",
        "Regla: casi sin cambio es menos de 2 % en más o en menos.")
    case .up: language("Rule: any rise.", "Regla: cualquier alza.")
    case .down: language("Rule: any fall.", "Regla: cualquier baja.")
    case .slightlyUp:
      language(
        "Rule: slightly above is a rise of less than 10%.",
        "Regla: ligeramente por encima es un alza de menos de 10 %.")
    case .slightlyDown:
      language(
        "Rule: slightly below is a fall of less than 10%.",
        "Regla: ligeramente por debajo es una baja de menos de 10 %.")
    case .wellUp:
      language("Rule: well above is 15% or more.", "Regla: muy por encima es 15 % o más.")
    case .wellDown:
      language("Rule: well below is 15% or more.", "Regla: muy por debajo es 15 % o más.")
    }
  }

  // MARK: Not known

  /// A change of days within months: what the months that hold them say.
  func unknownChange(
    _ claim: FoundClaim, _ trial: ChangeTrial?, _ amount: Amount?, _ direction: Double
  ) -> Outcome {
    guard let trial else {
      var outcome = Outcome(.uncheckable, nothingFits)
      if let selection = claim.subjects.first?.selection {
        outcome = Outcome(
          .uncheckable,
          language(
            "\(title(selection)): no figure of the period is held.",
            "\(title(selection)): no hay cifra del período."))
        outcome.selection = selection
        outcome.period = claim.periods.first
      }
      return outcome
    }
    var text = language(
      "\(title(trial.selection)): \(language.period(trial.period)) and \(language.period(trial.base)) are not both known.",
      "\(title(trial.selection)): no se conocen a la vez \(language.period(trial.period)) y \(language.period(trial.base))."
    )
    let (own, base) = (Period.month(of: trial.period.first), Period.month(of: trial.base.first))
    if trial.period.dayCount < 32, own != base,
      let ownValue = cache.known(trial.selection, own, asOf: nil).value,
      let baseValue = cache.known(trial.selection, base, asOf: nil).value, baseValue > 0
    {
      let change = ownValue / baseValue - 1
      text += language(
        " The whole months: \(language.count(ownValue)) in \(language.period(own)) against \(language.count(baseValue)) in \(language.period(base)), \(language.change(change))",
        " Los meses enteros: \(language.count(ownValue)) en \(language.period(own)) frente a \(language.count(baseValue)) en \(language.period(base)), \(language.change(change))"
      )
      if let amount {
        let stated = Tolerance.relativeValue(amount) * direction
        let isNear = abs(stated - change) < 0.25 && stated * change > 0
        text +=
          isNear
          ? language(": consistent with it.", ": consistente con eso.")
          : language(
            ": not what the whole months did, which does not refute it.",
            ": no es lo que hicieron los meses enteros, lo que no lo refuta.")
      } else {
        text += "."
      }
    }
    text += language(
      " Needed: official figures for both.", " Harían falta cifras oficiales de ambos.")
    var outcome = Outcome(.uncheckable, text)
    outcome.base = trial.base
    fill(&outcome, trial.selection, trial.period, now: nil, then: nil)
    outcome.source = cache.known(trial.selection, own, asOf: nil).source
    return outcome
  }
}
