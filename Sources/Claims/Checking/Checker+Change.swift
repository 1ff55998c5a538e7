import Periods
import Record
import Wording

extension Checker {
  /// "up 37% from July".
  func change(_ claim: FoundClaim, direction: Double) -> Outcome {
    guard let amount = claim.amount else { return Outcome(.uncheckable, nothingFits) }
    // A gap is of two numbers that were met, or of nothing that is known.
    let trials = direction == 0 ? changeTrials(claim).filter(\.isPair) : changeTrials(claim)
    guard let main = trials.first else { return Outcome(.uncheckable, nothingFits) }
    if let words = partOfTime(claim) {
      return undecided(.obstacle(words), trials.map(\.candidate))
    }
    if let trial = matching(own(trials, claim), amount, direction) {
      return outcome(amount, direction, under: trial)
    }
    guard main.isKnown else { return unknownChange(claim, main, amount, direction) }
    if let doubt = doubt(main, trials, claim) { return undecided(doubt, trials.map(\.candidate)) }
    if !main.isBaseSaid, mayBeGiven(claim, amount, direction, main) {
      return undecided(.time, trials.map(\.candidate))
    }
    guard isPastEdge(amount, main) else { return undecided(.edge, trials.map(\.candidate)) }
    if let slip = changeSlip(claim, amount, direction, main) { return slip }
    guard
      main.isPair || isBesideFound(main.candidate, claim) || wentTo(main.candidate, claim)
        || isNear(amount, main, direction)
    else {
      return undecided(.far, trials.map(\.candidate))
    }
    return outcome(amount, direction, under: main)
  }

  /// "in the first two weeks of January": words for a part of the time that is named, which the record does not
  /// hold.
  private func partOfTime(_ claim: FoundClaim) -> String? {
    guard forced == nil else { return nil }
    let sentence = article.sentences[claim.sentence]
    let part = sentence.obstacles.first { obstacle in
      let end = obstacle.range.upperBound
      return obstacle.id(.obstacle) == "part"
        && sentence.moments.contains { (end...end + 1).contains($0.range.lowerBound) }
    }
    return part.map { $0.range.map { sentence.sentence.word($0) }.joined(separator: " ") }
  }

  /// What follows right on a number that was met to the digit, with what it is compared with, is said of the
  /// same series: another's change is met by chance.
  private func own(_ trials: [ChangeTrial], _ claim: FoundClaim) -> [ChangeTrial] {
    guard claim.baseMoment != nil, let main = trials.first, main.isKnown,
      isBesideFound(main.candidate, claim)
    else { return trials }
    return trials.filter { $0.selection == main.selection }
  }

  /// What a change comes to under one reading, of which both figures are known.
  func outcome(_ amount: Amount, _ direction: Double, under trial: ChangeTrial) -> Outcome {
    let (now, then) = (
      fit(amount, trial, trial.now, direction), fit(amount, trial, trial.then, direction)
    )
    var outcome = Outcome(
      verdict(now: now, then: then) ?? .off,
      arithmetic(trial) + relation(amount, direction, trial, now == .none ? then : now))
    outcome.verdictThen = trial.changeThen == nil ? nil : verdict(then)
    fill(&outcome, trial, as: amount.unit)
    return outcome
  }

  /// The likeliest reading that gives the change, as far-fetched as its digits allow.
  private func matching(
    _ trials: [ChangeTrial], _ amount: Amount, _ direction: Double
  ) -> ChangeTrial? {
    guard let least = trials.first?.cost else { return nil }
    return trials.first { trial in
      let fit = max(
        fit(amount, trial, trial.now, direction), fit(amount, trial, trial.then, direction))
      let change = (trial.change ?? trial.changeThen ?? 0)
      let record = amount.unit == .multiple ? change + 1 : change * direction
      return (amount.unit == .count || Evidence.isNear(amount, record))
        && trial.cost - least <= Evidence.allowance(relative: amount, fit)
    }
  }

  /// Whether some base that is not said, and may be meant, gives the change, or is not known.
  private func mayBeGiven(
    _ claim: FoundClaim, _ amount: Amount, _ direction: Double, _ main: ChangeTrial
  ) -> Bool {
    plausibleTrials(main.candidate, claim).contains { trial in
      !trial.isKnown
        || [trial.now, trial.then].contains { fit(amount, trial, $0, direction) != .none }
    }
  }

  /// Whether a factor or a part is farther off than "barely half" or "double" may be stretched.
  private func isPastEdge(_ amount: Amount, _ trial: ChangeTrial) -> Bool {
    guard amount.unit == .multiple, let change = trial.change ?? trial.changeThen else {
      return true
    }
    return abs(amount.value / max(1 + change, 0.01) - 1) > Checker.edge
  }

  private static let edge = 0.15

  /// Whether a change that is stated is of the record's kind: one that is far off is likely of another
  /// thing.
  private func isNear(_ amount: Amount, _ trial: ChangeTrial, _ direction: Double) -> Bool {
    guard let change = trial.change ?? trial.changeThen else { return false }
    switch amount.unit {
    case .percent: return abs(Tolerance.relativeValue(amount) * direction - change) <= 0.4
    case .multiple, .fraction:
      return (0.2...0.6).contains(abs(amount.value / max(1 + change, 0.01) - 1))
    default: return true
    }
  }

  func fill(_ outcome: inout Outcome, _ trial: ChangeTrial) {
    outcome.base = trial.base
    fill(&outcome, trial.selection, trial.period, now: trial.now.own, then: trial.then.own)
    mark(&outcome, trial.candidate, base: trial.baseWords)
    outcome.record = trial.change.map(Checker.threeDigits)
    outcome.recordThen = trial.changeThen.map(Checker.threeDigits)
  }

  /// What is stated as a factor is shown as one, and what is stated as a difference as one.
  private func fill(_ outcome: inout Outcome, _ trial: ChangeTrial, as unit: Amount.Unit) {
    fill(&outcome, trial)
    outcome.record = Checker.told(trial.now, as: unit)
    outcome.recordThen = Checker.told(trial.then, as: unit)
  }

  static func told(_ pair: (own: Known, base: Known), as unit: Amount.Unit) -> Double? {
    guard let own = pair.own.value, let base = pair.base.value, base > 0 else { return nil }
    switch unit {
    case .multiple: return Checker.threeDigits(own / base)
    case .count: return own - base
    default: return Checker.threeDigits(own / base - 1)
    }
  }

  static func threeDigits(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  func fit(
    _ amount: Amount, _ trial: ChangeTrial, _ pair: (own: Known, base: Known), _ direction: Double
  ) -> Tolerance.Fit {
    guard let own = pair.own.value, let base = pair.base.value, base > 0 else { return .none }
    switch amount.unit {
    case .count:
      let difference = own - base
      return Tolerance.fit(amount, direction == 0 ? abs(difference) : difference * direction)
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
    case .count:
      said = (direction > 0 ? "+" : direction < 0 ? "−" : "±") + language.count(amount.value)
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
    guard let main = trials.first else { return Outcome(.uncheckable, nothingFits) }
    let near = trials.prefix { $0.cost <= main.cost + Checker.nearWords }
    if let good = near.first(where: { trial in
      [trial.change, trial.changeThen].compactMap(\.self).contains { Checker.holds(degree, $0) }
    }) {
      let isNow = good.change.map { Checker.holds(degree, $0) } ?? true
      var outcome = Outcome(isNow ? .supported : .revised, arithmetic(good) + " " + rule(degree))
      fill(&outcome, good)
      return outcome
    }
    guard main.isKnown else { return unknownChange(claim, main, nil, 0) }
    if let doubt = doubt(main, trials, claim)
      ?? (isBeyondRevision(degree, main) ? isAtEdge(degree, main) ? .edge : nil : .revision)
    {
      return undecided(doubt, trials.map(\.candidate))
    }
    var outcome = Outcome(.off, arithmetic(main) + " " + rule(degree))
    fill(&outcome, main)
    return outcome
  }

  /// What a change in words comes to under one reading, of which both figures are known.
  func outcome(_ degree: FoundClaim.Degree, under trial: ChangeTrial) -> Outcome {
    let now = trial.change.map { Checker.holds(degree, $0) } ?? false
    let then = trial.changeThen.map { Checker.holds(degree, $0) } ?? false
    var outcome = Outcome(
      now ? .supported : then ? .revised : .off, arithmetic(trial) + " " + rule(degree))
    fill(&outcome, trial)
    return outcome
  }

  /// Words such as "above" are met by half of all pairs: only the likeliest reading counts.
  private static let nearWords = 1.0

  /// A rise of 0.3 % may have been a fall in the first release, and degrees have no sharp edges.
  private func isBeyondRevision(_ degree: FoundClaim.Degree, _ trial: ChangeTrial) -> Bool {
    guard let change = trial.change ?? trial.changeThen else { return false }
    let slack = 2 * readings.traits[trial.selection.measure].revision
    return !Checker.holds(degree, change - slack) && !Checker.holds(degree, change + slack)
      && abs(change) > slack
  }

  /// A desk's "slightly" goes farther than ours: within twice as much nobody is accused of it.
  private func isAtEdge(_ degree: FoundClaim.Degree, _ trial: ChangeTrial) -> Bool {
    guard let change = trial.change ?? trial.changeThen else { return false }
    switch degree {
    case .slightlyUp: return change > 0 && change < 2 * ChangeWording.slight
    case .slightlyDown: return change < 0 && change > -2 * ChangeWording.slight
    default: return false
    }
  }

  /// By the words that the record uses for changes, too.
  static func holds(_ degree: FoundClaim.Degree, _ change: Double) -> Bool {
    switch degree {
    case .flat: abs(change) < ChangeWording.little
    case .up: change > 0
    case .down: change < 0
    case .slightlyUp: change > 0 && change < ChangeWording.slight
    case .slightlyDown: change < 0 && change > -ChangeWording.slight
    case .wellUp: change >= ChangeWording.well
    case .wellDown: change <= -ChangeWording.well
    }
  }

  func rule(_ degree: FoundClaim.Degree) -> String {
    switch degree {
    case .flat:
      language(
        "Rule: little changed is less than 2% either way.",
        "Regla: casi sin cambio es menos de 2 % en más o en menos.")
    case .up: language("Rule: any rise.", "Regla: cualquier alza.")
    case .down: language("Rule: any fall.", "Regla: cualquier baja.")
    case .slightlyUp:
      language(
        "Rule: slightly above is a rise of less than 5%.",
        "Regla: ligeramente por encima es un alza de menos de 5 %.")
    case .slightlyDown:
      language(
        "Rule: slightly below is a fall of less than 5%.",
        "Regla: ligeramente por debajo es una baja de menos de 5 %.")
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
      "\(title(trial.selection)): no se conocen los dos períodos, \(language.period(trial.period)) y \(language.period(trial.base))."
    )
    let (own, base) = (Period.month(of: trial.period.first), Period.month(of: trial.base.first))
    if trial.period.dayCount < 32, own != base,
      let ownValue = recorded(trial.selection, own, asOf: nil).value,
      let baseValue = recorded(trial.selection, base, asOf: nil).value, baseValue > 0
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
          ? language(": consistent with it.", ": es compatible con eso.")
          : language(
            ": not what the whole months did, which does not refute it.",
            ": no es lo que hicieron los meses enteros, y eso no lo refuta.")
      } else {
        text += "."
      }
    }
    text += language(
      " Needed: official figures for both.", " Harían falta cifras oficiales de ambos.")
    var outcome = Outcome(.uncheckable, text)
    outcome.base = trial.base
    fill(&outcome, trial.selection, trial.period, now: nil, then: nil)
    outcome.source = recorded(trial.selection, own, asOf: nil).source
    return outcome
  }
}
