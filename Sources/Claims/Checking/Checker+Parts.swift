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
    let trials = shareTrials(claim)
    guard let main = trials.first else { return noShare(claim) }
    let amount = claim.amount
    for trial in trials {
      guard let verdict = verdict(claim, trial), verdict != .off else { continue }
      let allowance = amount.map { Evidence.allowance(relative: $0, .rounded) } ?? 1
      let isNear = amount.map { Evidence.isNear($0, trial.rounded) } ?? true
      if isNear, trial.cost - main.cost <= allowance { return outcome(claim, trial, verdict) }
    }
    guard verdict(claim, main) == .off else { return noShare(claim) }
    let rivals = trials.prefix { $0.cost <= main.cost + Evidence.rivals }
    let doubt =
      shareDoubt(claim, main)
      ?? (isOfAll(claim, main) || isPartBeside(claim, main.candidate.selection) ? nil : .series)
      ?? (main.wholeNow.isAbout ? .rounded : nil)
      ?? (!rivals.allSatisfy(\.isKnown) ? .rival : isNear(claim, main) ? nil : .far)
    guard let doubt else { return outcome(claim, main, .off) }
    // Of "most of them" the arithmetic is shown; whose it is of is left to the reader.
    guard amount == nil else { return undecided(doubt, trials.map(\.candidate)) }
    var open = outcome(claim, main, .uncheckable)
    open.explanation = doubt.words(language) + " " + open.explanation
    return open
  }

  /// A part, the whole, and when.
  struct ShareTrial {
    var candidate: Candidate
    var whole: Selection
    var cost: Double
    /// What the record has of the whole today, and had on the article's date.
    var wholeNow: Known
    var wholeThen: Known

    var fractionNow: Double? { ShareTrial.fraction(candidate.now, wholeNow) }
    var fractionThen: Double? { ShareTrial.fraction(candidate.then, wholeThen) }
    /// Today's share, else the one of the article's time.
    var fraction: Double? { fractionNow ?? fractionThen }
    /// As it is told; 0 where it is not known.
    var rounded: Double { Checker.threeDigits(fraction ?? 0) }
    var isKnown: Bool { fraction != nil }

    private static func fraction(_ part: Known, _ whole: Known) -> Double? {
      guard let a = part.value, let b = whole.value, b > 0, a <= b else { return nil }
      return a / b
    }
  }

  private func shareDoubt(_ claim: FoundClaim, _ trial: ShareTrial) -> Doubt? {
    if isOfAll(claim, trial) { return confirmedDoubt(trial.candidate, claim) }
    let isWholeFound = findings.contains {
      $0.selection == trial.whole && $0.period == trial.candidate.period && $0.isExact
        && claim.sentence - $0.sentence <= 1
    }
    return relationDoubt(trial.candidate, claim, isBeside: false, isFound: isWholeFound)
  }

  /// "18,988, or 31 per cent of the flow": a share that follows on the number of its part, and is of all.
  private func isOfAll(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    guard isBesideFound(trial.candidate, claim) else { return false }
    let sentence = article.sentences[claim.sentence].sentence
    let end = claim.tokens.upperBound
    let isOf = (end..<end + 2).contains { ["of", "de", "del"].contains(sentence.word($0)) }
    let isAll = (end..<end + 5).contains { Checker.all.contains(sentence.word($0)) }
    let isSum = (claim.tokens.lowerBound - Checker.beside..<claim.tokens.lowerBound).contains {
      ["they", "together", "juntos", "juntas", "sumados", "sumadas", "ambos"].contains(
        sentence.word($0))
    }
    return isOf && isAll && !isSum
  }

  private static let all: Set<String> = [
    "total", "all", "whole", "flow", "everyone", "its", "them", "those", "encounters", "arrests",
    "apprehensions", "entries", "crossings", "flujo", "todos", "todas", "conjunto", "ellos",
    "ellas",
    "encuentros", "detenciones", "ingresos", "cruces", "eventos", "transitos",
  ]

  /// What a share may be of: the whole with one of its dimensions named is the part.
  ///
  /// "Of the 242,399, 14 % were Venezuelans" names the part beside the share; the number that stands
  /// beside it may be the part or the whole.
  func shareTrials(_ claim: FoundClaim) -> [ShareTrial] {
    var trials: [ShareTrial] = []
    let candidates = relationCandidates(claim).prefix(80)
    let named = namedPart(claim)
    for candidate in candidates {
      for dimension in [
        Record.Dimension.nationality, .demographic, .component, .sector, .authority,
      ] {
        if candidate.selection.including[dimension] != nil {
          let whole = candidate.selection.without(dimension)
          trials.append(
            ShareTrial(
              candidate: candidate, whole: whole,
              cost: candidate.cost + (named?.dimension == dimension ? 0 : 2),
              wholeNow: cache.known(whole, candidate.period, asOf: nil),
              wholeThen: cache.known(whole, candidate.period, asOf: date)))
        }
      }
      if let named, candidate.selection.including[named.dimension] == nil {
        var own = candidate
        own.selection.include(named.labels, in: named.dimension)
        own.now = cache.known(own.selection, own.period, asOf: nil)
        own.then = cache.known(own.selection, own.period, asOf: date)
        trials.append(
          ShareTrial(
            candidate: own, whole: candidate.selection, cost: candidate.cost,
            wholeNow: candidate.now, wholeThen: candidate.then))
      }
    }
    return trials.sorted { $0.cost < $1.cost }
  }

  /// Whether just one people or group stands right beside a share: a sum of several is no part that is
  /// held.
  private func isPartBeside(_ claim: FoundClaim, _ own: Selection) -> Bool {
    guard let part = namedPart(claim), own.including[part.dimension] == part.labels else {
      return false
    }
    let mentions = article.sentences[claim.sentence].mentions
    let named: [(tokens: Range<Int>, id: String)]
    switch part.dimension {
    case .nationality:
      named = (mentions.nationalities + mentions.origins).map { ($0.tokens, $0.id) }
    case .component: named = (mentions.parts + mentions.components).map { ($0.tokens, $0.id) }
    default:
      named = mentions.labels.filter { $0.dimension == part.dimension }.map {
        ($0.mention.tokens, $0.mention.id)
      }
    }
    let sentence = article.sentences[claim.sentence].sentence
    // "and the children by 27 percent" is a change.
    guard sentence.word(claim.tokens.lowerBound - 1) != "by", Set(named.map(\.id)).count == 1 else {
      return false
    }
    let isSaidOf = (0..<2).contains {
      Checker.saidOf.contains(sentence.word(claim.tokens.upperBound + $0))
    }
    let reach = isSaidOf ? Checker.besidePart : Checker.rightBeside
    return named.contains { SeriesOptions.gap($0.tokens, claim.tokens) <= reach }
  }

  /// Words between a share and the only people or group of its sentence.
  private static let besidePart = 10
  private static let rightBeside = 5
  private static let saidOf: Set<String> = [
    "of", "were", "was", "are", "held", "hold", "carry", "de", "del", "eran", "fueron", "son",
    "era",
  ]

  private func namedPart(
    _ claim: FoundClaim
  ) -> (dimension: Record.Dimension, labels: [String])? {
    claim.part.flatMap { part in
      Record.Dimension(rawValue: part.dimension).map { ($0, part.labels) }
    }
  }

  private func noShare(_ claim: FoundClaim) -> Outcome {
    var outcome = Outcome(
      .uncheckable,
      language(
        "The record does not hold both the part and the whole of that time.",
        "El registro no tiene la parte y el total de ese tiempo."))
    outcome.selection = claim.subjects.first?.selection
    outcome.period = claim.periods.first
    return outcome
  }

  /// A share that is far off is likely one of something else.
  private func isNear(_ claim: FoundClaim, _ trial: ShareTrial) -> Bool {
    // "Most of them" seldom says of whom: it may be right, and is never refuted.
    guard let amount = claim.amount else { return false }
    let error = abs(Tolerance.relativeValue(amount) - trial.rounded)
    // "six in ten" of 63.5 % is as a desk writes it.
    if amount.unit == .fraction, error <= Checker.roughFraction { return false }
    return isOfAll(claim, trial) ? error > 0.015 : (0.015...0.25).contains(error)
  }

  private static let roughFraction = 0.06

  /// How a share fits what the record has; `nil` where that is not known.
  func verdict(_ claim: FoundClaim, _ trial: ShareTrial) -> Verdict? {
    guard let value = trial.fraction else { return nil }
    if case .majority(let isVast) = claim.statement {
      let least = Checker.least(isVast)
      return value >= least
        ? .supported : trial.fractionThen.map { $0 >= least } ?? false ? .revised : .off
    }
    guard let amount = claim.amount else { return nil }
    let fitThen = trial.fractionThen.map { Tolerance.fitRelative(amount, $0) } ?? .none
    return verdict(now: Tolerance.fitRelative(amount, value), then: fitThen) ?? .off
  }

  private static func least(_ isVast: Bool) -> Double { isVast ? vastMajority : majority }

  func outcome(
    _ claim: FoundClaim, _ trial: ShareTrial, _ verdict: Verdict
  ) -> Outcome {
    let (own, period) = (trial.candidate.selection, trial.candidate.period)
    let value = trial.fraction ?? 0
    let (part, whole) =
      trial.fractionNow == nil
      ? (trial.candidate.then, trial.wholeThen) : (trial.candidate.now, trial.wholeNow)
    var text = told(own, period, part.value ?? 0) + source(part.source, part.published)
    text += language(
      "; of \(language.count(whole.value ?? 0)) in all: \(language.percent(value)).",
      "; de \(language.count(whole.value ?? 0)) en total: \(language.percent(value)).")
    if let then = trial.fractionThen, abs(then - value) > 0.0005 {
      text += language(
        " Known on \(language.day(date)): \(language.percent(then)).",
        " Conocido el \(language.day(date)): \(language.percent(then)).")
    }
    if case .majority(let isVast) = claim.statement {
      text += rule(isVast, value)
    } else if let amount = claim.amount {
      text += language(" Stated: \(stated(amount)).", " Se afirma: \(stated(amount)).")
    }
    var outcome = Outcome(verdict, text)
    fill(&outcome, own, period, now: part, then: nil)
    outcome.whole = trial.whole
    outcome.record = trial.rounded
    outcome.recordThen = trial.fractionThen.map(Checker.threeDigits)
    mark(&outcome, trial.candidate)
    return outcome
  }

  private func rule(_ isVast: Bool, _ value: Double) -> String {
    guard isVast else {
      return language(" Rule: most is more than half.", " Regla: la mayoría es más de la mitad.")
    }
    let rule = language(
      " Rule: a vast majority is 75% or more.", " Regla: una gran mayoría es 75 % o más.")
    return value > Checker.majority && value < Checker.vastMajority
      ? rule + language(" It is a majority.", " Es una mayoría.") : rule
  }

  // MARK: Rates

  /// "10,000 a day": the mean over the period that is said.
  func rate(_ claim: FoundClaim, per: String, isAverage: Bool) -> Outcome {
    guard let amount = claim.amount else { return Outcome(.uncheckable, nothingFits) }
    let trials = candidates(claim)
    guard let least = trials.first?.cost else { return Outcome(.uncheckable, nothingFits) }
    for trial in trials where trial.isKnown {
      guard let outcome = rate(trial, amount, per), outcome.verdict != .off,
        amount.hedge == .none
          || Checker.nearHedged.contains((outcome.record ?? 0) / max(amount.value, 1)),
        trial.cost - least <= Evidence.allowance(amount, .hedged)
      else { continue }
      return outcome
    }
    guard let main = trials.first, let outcome = rate(main, amount, per) else {
      return unknown(claim, amount, trials)
    }
    let rivals = trials.prefix { $0.cost <= least + Evidence.rivals }
    let error = abs(amount.value / max(outcome.record ?? 0, 1) - 1)
    let doubt =
      doubt(main, claim) ?? (main.time.basis == .said ? nil : .time)
      ?? (rivals.allSatisfy(\.isKnown) ? nil : .rival)
      ?? (error > Evidence.farthest(amount, main.cost)
        ? .far : error < Tolerance.about ? .revision : nil)
    return doubt.map { undecided($0, trials) } ?? outcome
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
