import Periods
import Record
import Wording

/// Shares, rates, and what is expected.
extension Checker {
  /// How much a majority must be, and a vast one.
  static let majority = 0.5
  static let vastMajority = 0.75

  // MARK: Shares

  func share(_ claim: FoundClaim) -> Outcome {
    guard let part = claim.part, let dimension = Record.Dimension(rawValue: part.dimension) else {
      return Outcome(.uncheckable, nothingFits)
    }
    var first: Outcome?
    for subject in claim.subjects where !subject.isConfusion {
      guard let whole = subject.selection else { continue }
      var own = whole
      own.include(part.labels, in: dimension)
      for period in sharePeriods(claim, subject) {
        let outcome = share(claim, own, of: whole, period)
        guard let outcome else { continue }
        if outcome.verdict != .off { return outcome }
        if first == nil { first = outcome }
      }
    }
    if let first { return first }
    var outcome = Outcome(
      .uncheckable,
      language(
        "The record does not hold both the part and the whole of that time.",
        "El registro no tiene la parte y el total de ese tiempo."))
    outcome.selection = claim.subjects.first?.selection
    outcome.period = claim.periods.first
    return outcome
  }

  /// What is expected of a year is judged by the year, and by its months so far.
  private func sharePeriods(_ claim: FoundClaim, _ subject: Subject) -> [Period] {
    // Of several times that were spoken of before, a share is of the last.
    var last = claim
    last.periods = Array(claim.periods.prefix(1))
    var periods = periods(last, subject)
    if claim.isExpected, let selection = subject.selection, let period = claim.periods.first,
      let known = cache.timeline(selection, asOf: date)?.latest(every: .month)?.period,
      let soFar = Period(from: period.first, through: known.last)
    {
      periods.append(soFar)
    }
    return periods
  }

  private func share(
    _ claim: FoundClaim, _ own: Selection, of whole: Selection, _ period: Period
  ) -> Outcome? {
    let now = (cache.known(own, period, asOf: nil), cache.known(whole, period, asOf: nil))
    let then = (cache.known(own, period, asOf: date), cache.known(whole, period, asOf: date))
    func fraction(_ pair: (Known, Known)) -> Double? {
      guard let a = pair.0.value, let b = pair.1.value, b > 0 else { return nil }
      return a / b
    }
    let (fractionNow, fractionThen) = (fraction(now), fraction(then))
    guard let value = fractionNow ?? fractionThen else { return nil }
    let pair = fractionNow == nil ? then : now
    var text = told(own, period, pair.0.value ?? 0) + source(pair.0.source, pair.0.published)
    text += language(
      "; of \(language.count(pair.1.value ?? 0)) in all: \(language.percent(value)).",
      "; de \(language.count(pair.1.value ?? 0)) en total: \(language.percent(value)).")
    if let fractionThen, abs(fractionThen - value) > 0.0005 {
      text += language(
        " Known on \(language.day(date)): \(language.percent(fractionThen)).",
        " Conocido el \(language.day(date)): \(language.percent(fractionThen)).")
    }
    var verdict = Verdict.off
    switch claim.statement {
    case .majority(let isVast):
      let least = isVast ? Checker.vastMajority : Checker.majority
      text +=
        isVast
        ? language(
          " Rule: a vast majority is 75% or more.", " Regla: una gran mayoría es 75 % o más.")
        : language(" Rule: most is more than half.", " Regla: la mayoría es más de la mitad.")
      if isVast, value > Checker.majority, value < least {
        text += language(" It is a majority.", " Es una mayoría.")
      }
      if value >= least {
        verdict = .supported
      } else if let fractionThen, fractionThen >= least {
        verdict = .revised
      }
    default:
      guard let amount = claim.amount else { return nil }
      let (fitNow, fitThen) = (
        Tolerance.fitRelative(amount, value),
        fractionThen.map { Tolerance.fitRelative(amount, $0) } ?? .none
      )
      verdict = self.verdict(now: fitNow, then: fitThen) ?? .off
      text += language(" Stated: \(stated(amount)).", " Se afirma: \(stated(amount)).")
    }
    var outcome = Outcome(verdict, text)
    fill(&outcome, own, period, now: pair.0, then: nil)
    outcome.record = Checker.threeDigits(value)
    outcome.recordThen = fractionThen.map(Checker.threeDigits)
    return outcome
  }

  // MARK: Rates

  /// "10,000 a day": the mean over the period that is said.
  func rate(_ claim: FoundClaim, per: String, isAverage: Bool) -> Outcome {
    guard let amount = claim.amount, let subject = claim.subjects.first,
      let selection = subject.selection
    else { return Outcome(.uncheckable, nothingFits) }
    var periods = claim.periods.isEmpty ? [] : self.periods(claim, subject)
    if periods.isEmpty,
      let latest = cache.timeline(selection, asOf: date)?.latest(every: .month)?.period
    {
      periods = [latest]
    }
    var wrong: Outcome?
    for subject in claim.subjects where !subject.isConfusion {
      guard let selection = subject.selection else { continue }
      for period in periods {
        let (now, then) = (
          cache.known(selection, period, asOf: nil), cache.known(selection, period, asOf: date)
        )
        guard let units = units(per, in: period), let value = now.value ?? then.value else {
          continue
        }
        let mean = value / units
        let fit = now.value.map { Tolerance.fit(amount, ($0 / units).rounded()) } ?? .none
        let fitThen = then.value.map { Tolerance.fit(amount, ($0 / units).rounded()) } ?? .none
        let text =
          told(selection, period, value) + source(now.source, now.published)
          + language(
            "; over \(language.count(units.rounded())) \(unitName(per)): \(language.count(mean.rounded())) each. Stated: \(stated(amount)).",
            "; en \(language.count(units.rounded())) \(unitName(per)): \(language.count(mean.rounded())) cada uno. Se afirma: \(stated(amount))."
          )
        var outcome = Outcome(
          verdict(now: fit, then: fitThen) ?? .off, text)
        if outcome.verdict == .off,
          let factor = Slips.factors.prefix(2).first(where: {
            Slips.isFactor(amount, mean.rounded(), $0.0)
          })
        {
          outcome.verdict = .slip
          outcome.intended = mean.rounded()
          outcome.explanation += " " + factor.1(language).capitalisedFirst + "."
        }
        fill(&outcome, selection, period, now: now, then: then)
        outcome.record = mean.rounded()
        outcome.recordThen = then.value.map { ($0 / units).rounded() }
        if outcome.verdict != .off { return outcome }
        if wrong == nil { wrong = outcome }
      }
    }
    return wrong ?? unknown(claim, amount, levelTrials(claim, amount))
  }

  private func units(_ per: String, in period: Period) -> Double? {
    let days = Double(period.dayCount)
    switch per {
    case "day": return period.granularity == .day ? nil : days
    case "week": return days >= 14 ? days / 7 : nil
    case "month": return days >= 28 ? Double(max(1, period.split(into: .month).count)) : nil
    case "year": return days >= 365 ? Double(max(1, period.split(into: .year).count)) : nil
    default: return nil
    }
  }

  private func unitName(_ per: String) -> String {
    switch per {
    case "day": language("days", "días")
    case "week": language("weeks", "semanas")
    case "month": language("months", "meses")
    default: language("years", "años")
    }
  }

  // MARK: What is expected

  /// "expected to approach some 500,000 this year": by the year as it came, and by the pace as it was.
  func expected(_ claim: FoundClaim, _ amount: Amount) -> Outcome? {
    guard let period = claim.periods.first,
      period.granularity == .year || period.granularity == .fiscalYear
    else { return nil }
    for subject in claim.subjects where !subject.isConfusion {
      guard let selection = subject.selection, subject.reading.bound == .exact else { continue }
      let now = cache.known(selection, period, asOf: nil)
      let pace = pace(selection, period)
      guard now.value != nil || pace != nil else { continue }
      let fitNow = now.value.map { Tolerance.fit(amount, $0) } ?? .none
      let isPace = pace.map { fits(amount, $0.range) } ?? false
      var text = ""
      if let value = now.value {
        text =
          told(selection, period, value) + source(now.source, now.published) + ": "
          + off(amount.value, value) + "."
      }
      if let pace {
        text += language(
          " On \(language.day(date)) the months to \(language.period(pace.month)) came to \(language.count(pace.soFar)), a pace of \(language.count(Comparison.rounded(pace.range.lowerBound))) to \(language.count(Comparison.rounded(pace.range.upperBound))) for the year: "
            + (isPace ? "within it." : "outside it."),
          " El \(language.day(date)) los meses hasta \(language.period(pace.month)) sumaban \(language.count(pace.soFar)), un ritmo de \(language.count(Comparison.rounded(pace.range.lowerBound))) a \(language.count(Comparison.rounded(pace.range.upperBound))) para el año: "
            + (isPace ? "dentro de él." : "fuera de él."))
      }
      let verdictThen: Verdict? = pace == nil ? nil : isPace ? .supported : .off
      let verdict =
        now.value == nil
        ? verdictThen ?? .uncheckable : fitNow == .none ? .off : self.verdict(fitNow)
      var outcome = Outcome(verdict, text)
      outcome.verdictThen = verdictThen
      if verdict == .off, let value = now.value,
        let factor = Slips.factors.first(where: { Slips.isFactor(amount, value, $0.0) })
      {
        outcome.verdict = .slip
        outcome.intended = value
        outcome.explanation += " " + factor.1(language).capitalisedFirst + "."
      }
      fill(&outcome, selection, period, now: now, then: nil)
      return outcome
    }
    return nil
  }

  private func fits(_ amount: Amount, _ range: ClosedRange<Double>) -> Bool {
    switch amount.hedge {
    case .moreThan, .atLeast: return range.upperBound >= amount.value
    case .lessThan, .atMost: return range.lowerBound <= amount.value
    default:
      let slack = Tolerance.about
      return range.lowerBound * (1 - slack) <= (amount.upper ?? amount.value)
        && amount.value <= range.upperBound * (1 + slack)
    }
  }

  /// What the year would have come to, by all methods, as it was known at the article's date.
  private func pace(
    _ selection: Selection, _ year: Period
  ) -> (month: Period, soFar: Double, range: ClosedRange<Double>)? {
    guard year.granularity == .year, let timeline = cache.timeline(selection, asOf: date),
      let month = timeline.latest(every: .month)?.period, year.contains(month),
      let paces = Pace(timeline, through: month)?.comparisons(), !paces.isEmpty
    else { return nil }
    let ranges = paces.compactMap { pace in pace.range ?? pace.value.map { $0...$0 } }
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return nil
    }
    return (month, paces.first?.own ?? 0, low...high)
  }
}
