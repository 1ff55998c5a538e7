import Periods
import Record
import Wording

/// Means per day, week or month, and what is expected of a year.
extension Checker {
  /// "10,000 a day": the mean over the period that is said.
  func rate(_ claim: FoundClaim, per: String, isAverage: Bool) -> Outcome {
    guard let amount = claim.amount else { return Outcome(.uncheckable, nothingFits) }
    let trials = candidates(claim)
    guard let least = trials.first?.cost else { return Outcome(.uncheckable, nothingFits) }
    let near = trials.within(least + Evidence.allowance(amount, .hedged))
    for trial in near where trial.isKnown {
      guard let outcome = rate(trial, amount, per), outcome.verdict != .off,
        amount.leeway == .none
          || Checker.nearHedged.contains((outcome.record ?? 0) / max(amount.value, 1))
      else { continue }
      return outcome
    }
    if let outcome = rateOfNumber(claim, amount, per) { return outcome }
    guard let main = trials.first, let outcome = rate(main, amount, per) else {
      return unknown(claim, amount, trials)
    }
    let rivals = trials.prefix { $0.cost <= least + Evidence.rivals }
    let error = abs(amount.value / max(outcome.record ?? 0, 1) - 1)
    let areKnown = rivals.allSatisfy(\.isKnown)
    let isFar = error > Evidence.farthest(amount)
    var doubt = doubt(main, claim)
    if doubt == nil, isOfRule(claim) { doubt = .mood }
    if doubt == nil, main.time.basis != .said { doubt = .time }
    if doubt == nil, !areKnown { doubt = .rival }
    if doubt == nil { doubt = isFar ? .far : error < Tolerance.about ? .revision : nil }
    return doubt.map { undecided($0, trials) } ?? outcome
  }

  /// "39,215, an average of 1,265 a day": the mean of the number that it follows.
  private func rateOfNumber(_ claim: FoundClaim, _ amount: Amount, _ per: String) -> Outcome? {
    guard
      claim.amount?.isAverage == true
        || article.sentences[claim.sentence].sentence.isWord(
          claim.tokens.lowerBound - 1, in: .restating),
      let finding = findings.last(where: {
        $0.sentence == claim.sentence && $0.tokens.upperBound <= claim.tokens.lowerBound
      }), finding.isSure, !isCompared(finding.tokens, in: finding.sentence)
    else { return nil }
    let between = finding.tokens.upperBound..<claim.tokens.lowerBound
    let sentence = article.sentences[claim.sentence]
    guard between.count <= Checker.besideSaid,
      !sentence.amounts.contains(where: { between.contains($0.core.lowerBound) }),
      !sentence.moments.contains(where: {
        between.contains($0.range.lowerBound) && $0.period(date: date) != finding.period
      }),
      sentence.obstacle(to: claim.tokens, isRate: true) == nil
    else { return nil }
    let trial = candidates(claim).first {
      $0.selection == finding.selection && $0.period == finding.period
    }
    guard let trial, let outcome = rate(trial, amount, per), let mean = outcome.record, mean > 0
    else { return nil }
    let error = abs(amount.value / mean - 1)
    return error > Tolerance.about && error < Checker.farRate ? outcome : nil
  }

  /// A mean that is farther off is of something else.
  private static let farRate = 0.8

  /// "The order bites when crossings average 2,500 a day": what a rule says, and nobody has counted.
  private func isOfRule(_ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    return sentence.range.contains { sentence.isWord($0, in: .rule) }
  }

  func rate(_ trial: Candidate, _ amount: Amount, _ per: String) -> Outcome? {
    guard let units = units(per, in: trial.period), let value = trial.known.value else {
      return nil
    }
    let mean = value / units
    let fit = trial.now.value.map { Tolerance.fit(amount, ($0 / units).rounded()) } ?? .none
    let fitThen = trial.then.value.map { Tolerance.fit(amount, ($0 / units).rounded()) } ?? .none
    let text =
      told(trial.selection, trial.period, value) + source(trial.now.source, trial.now.published)
      + language(
        "; over \(language.count(units.rounded())) \(unitName(per)): \(language.count(mean.rounded())) each. Stated: \(stated(amount)).",
        "; en \(language.count(units.rounded())) \(unitName(per)): \(language.count(mean.rounded())) cada uno. Se afirma: \(stated(amount))."
      )
    var outcome = Outcome(verdict(now: fit, then: fitThen) ?? .off, text)
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    outcome.record = mean.rounded()
    outcome.recordThen = trial.then.value.map { ($0 / units).rounded() }
    return outcome
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
    for candidate in candidates(claim).prefix(6) {
      let (selection, period) = (candidate.selection, candidate.period)
      guard period.granularity == .year || period.granularity == .fiscalYear else { continue }
      let now = recorded(selection, period, asOf: nil)
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
      // What was expected and did not come is no wrong figure.
      let verdict =
        now.value == nil || fitNow == .none ? Verdict.uncheckable : self.verdict(fitNow)
      var outcome = Outcome(verdict, text)
      outcome.verdictThen = verdictThen
      fill(&outcome, selection, period, now: now, then: nil)
      return outcome
    }
    return nil
  }

  private func fits(_ amount: Amount, _ range: ClosedRange<Double>) -> Bool {
    switch amount.leeway {
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
