import Periods
import Policies
import Record
import Wording

/// Records, runs, ranks, and the dates of rules.
extension Checker {
  /// "a record", "the highest since April", "the most in three years".
  func extreme(_ claim: FoundClaim, isHigh: Bool, of span: ExtremeSpan) -> Outcome {
    let all = relationCandidates(claim)
    // "The most in any fiscal year" is of no month.
    let isOfYear = claim.tokens.contains {
      article.sentences[claim.sentence].sentence.isWord($0, in: .yearly)
    }
    let candidates = Trials(
      all.filter { (!isOfYear || Checker.isYear($0.period)) && !isSince(span, $0, claim) })
    guard let main = candidates.first else {
      return all.isEmpty ? Outcome(.uncheckable, nothingFits) : undecided(.time, all)
    }
    for candidate in candidates.prefix(6) where candidate.cost <= main.cost + Checker.nearRecords {
      if let outcome = extreme(isHigh, span, candidate), outcome.verdict == .supported {
        return outcome
      }
    }
    guard let outcome = extreme(isHigh, span, main) else { return undecided(.rival, candidates) }
    // Without a number beside it, whose record it is may be said anywhere.
    let isBesideNumber = findings.contains { $0.sentence == claim.sentence }
    let doubt =
      relationDoubt(main, claim)
      ?? (isBesideNumber || span.since != nil && isAllSaid(main, claim) ? nil : .series)
    return doubt.map { undecided($0, candidates) } ?? outcome
  }

  /// "Transits of the Darién in December 2023 were the lowest since February 2022": whether the sentence says one
  /// measure and one time of its own, and both are those that are read.
  private func isAllSaid(_ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    let measures = Set(sentence.stems.map(\.value.selection.measure))
    let moments = sentence.moments.filter { !$0.range.overlaps(claim.tokens) }
    return candidate.series.basis == .said && candidate.time.basis == .said
      && measures == [candidate.selection.measure] && moments.count == 1
  }

  /// Whether a time is only the one that "the lowest since February 2022" goes back to.
  private func isSince(_ span: ExtremeSpan, _ candidate: Candidate, _ claim: FoundClaim) -> Bool {
    guard forced == nil, let since = span.since else { return false }
    let words = article.sentences[claim.sentence].sentence.bytes(since.range)
    return candidate.time.words.contains { $0.bytes.map(words.overlaps) ?? false }
  }

  private static func isYear(_ period: Period) -> Bool {
    [.year, .fiscalYear].contains(period.granularity)
  }

  /// One month of a hundred is a record: a near reading that is one is likely meant.
  private static let nearRecords = 3.0

  /// What the record says of one reading; `nil` where it does not hold enough.
  private func extreme(_ isHigh: Bool, _ span: ExtremeSpan, _ candidate: Candidate) -> Outcome? {
    let (selection, period) = (candidate.selection, candidate.period)
    guard let timeline = cache.timeline(selection, asOf: nil), let value = candidate.now.value
    else { return nil }
    let granularity = period.granularity == .range ? Granularity.month : period.granularity
    let before = timeline.observations(every: granularity).filter { $0.period < period }
    let trial = Extreme(isHigh: isHigh, value: value, period: period, before: before)
    guard trial.isAnyHeld else { return nil }
    let since = span.since?.period(date: date, anchor: period.previous)
    let found: Extreme.Finding?
    switch span {
    case .everything: found = trial.ofAll()
    case .limited: found = trial.ofAll().flatMap { $0.isRight ? $0 : nil }
    case .since: found = since.flatMap { trial.since($0) }
    case .thisYear: found = trial.ofYear()
    case .last(let months): found = trial.ofLast(months)
    }
    guard let found else { return nil }
    var outcome = Outcome(
      found.isRight ? .supported : .off,
      told(selection, period, value) + source(candidate.now.source, candidate.now.published) + ". "
        + words(isHigh, found))
    outcome.base = since
    fill(&outcome, selection, period, now: candidate.now, then: candidate.then)
    return outcome
  }

  private func words(_ isHigh: Bool, _ found: Extreme.Finding) -> String {
    switch found.beaten {
    case .now(let by):
      return language(
        "It was \(isHigh ? "higher" : "lower") in \(language.period(by.period)): \(language.count(by.value ?? 0)).",
        "Fue \(isHigh ? "mayor" : "menor") en \(language.period(by.period)): \(language.count(by.value ?? 0))."
      )
    case .before(let by):
      return language(
        "Last as \(isHigh ? "high" : "low") in \(language.period(by.period)): \(language.count(by.value ?? 0)).",
        "La última vez tan \(isHigh ? "alta" : "baja") fue en \(language.period(by.period)): \(language.count(by.value ?? 0))."
      )
    case .never(let start):
      return language(
        "The \(isHigh ? "highest" : "lowest") of all that is held, from \(language.period(start)).",
        "La más \(isHigh ? "alta" : "baja") de todo lo que se tiene, desde \(language.period(start))."
      )
    }
  }

  /// "for the third month running".
  func running(_ claim: FoundClaim, count: Int, unit: Granularity, direction: Double) -> Outcome {
    let candidates = relationCandidates(claim)
    guard let main = candidates.first, let timeline = cache.timeline(main.selection, asOf: nil)
    else { return Outcome(.uncheckable, nothingFits) }
    let selection = main.selection
    var period = unit.period(holding: main.period.last)
    guard timeline.observation(period).value != nil else {
      return undecided(.rival, candidates)
    }
    let last = period
    var run = 0
    var values: [String] = []
    while let own = timeline.observation(period).value,
      let before = timeline.observation(period.previous).value,
      !timeline.observation(period.previous).isPartial, run < 120
    {
      if values.count < count + 2 {
        values.append("\(language.shortPeriod(period)) \(language.count(own))")
      }
      guard (own - before) * direction > 0 else { break }
      run += 1
      period = period.previous
    }
    let own = recorded(selection, last, asOf: nil)
    let unitName = unit == .year ? language("years", "años") : language("months", "meses")
    let way = direction > 0 ? language("Rising", "En alza") : language("Falling", "En baja")
    let isRight = run == count
    // A run may be counted from its first month, or from the one that it set out from.
    if run == count + 1 { return undecided(.edge, candidates) }
    if !isRight, let doubt = relationDoubt(main, claim) { return undecided(doubt, candidates) }
    var outcome = Outcome(
      isRight ? .supported : .off,
      "\(title(selection))\(source(own.source, own.published)): \(values.reversed().joined(separator: ", ")). "
        + language(
          "\(way) for \(run) \(unitName); stated: \(count).",
          "\(way) desde hace \(run) \(unitName); se afirma: \(count)."))
    fill(&outcome, selection, last, now: own, then: nil)
    outcome.record = Double(run)
    return outcome
  }

  /// "Venezuelans were the largest group".
  func largest(_ claim: FoundClaim, rank: Int) -> Outcome {
    let candidates = relationCandidates(claim)
    guard let main = candidates.first else { return Outcome(.uncheckable, nothingFits) }
    let (whole, period) = (main.selection.without(.nationality), main.period)
    let ranking = cache.ranking(whole, by: .nationality, period)
    // The nearest people named first; any of those named may be meant.
    let mentions = article.sentences[claim.sentence].mentions
    let named = (mentions.nationalities + mentions.origins).sorted {
      SeriesOptions.gap($0.tokens, claim.tokens) < SeriesOptions.gap($1.tokens, claim.tokens)
    }.map(\.id)
    let ranks = named.compactMap { label in ranking.firstIndex { $0.label == label } }
    guard let place = ranks.first(where: { $0 + 1 == rank }) ?? ranks.first else {
      return undecided(.rival, candidates)
    }
    if place + 1 != rank {
      if Set(named).count > 1 { return undecided(.series, candidates) }
      if let doubt = relationDoubt(main, claim) { return undecided(doubt, candidates) }
    }
    let label = ranking[place].label
    let listed = ranking.prefix(max(3, place + 1)).prefix(6).map {
      "\(vocabulary.name($0.label, in: .nationality, language)) \(language.count($0.value))"
    }
    let own = recorded(whole.including(label, in: .nationality), period, asOf: nil)
    var outcome = Outcome(
      place + 1 == rank ? .supported : .off,
      "\(title(whole)), \(language.period(period))\(source(own.source, own.published)): \(listed.joined(separator: ", ")). "
        + language(
          "Place \(place + 1); stated: \(rank).", "Lugar \(place + 1); se afirma: \(rank)."))
    fill(&outcome, whole.including(label, in: .nationality), period, now: own, then: nil)
    outcome.record = Double(place + 1)
    return outcome
  }

  // MARK: Dates of rules

  /// "before July 31 … to be eligible for temporary protected status": the dates in the policy file.
  func cutoff(_ day: Day, policy prefix: String) -> Outcome {
    guard let policies else {
      return Outcome(
        .uncheckable, language("No policy file is at hand.", "No hay archivo de políticas."))
    }
    var dates: [(day: Day, policy: Policy, rule: Policy.Rule)] = []
    for policy in policies.known(by: date).policies
    where prefix.split(separator: "|").contains(where: { policy.id.hasPrefix($0) }) {
      for rule in policy.rules {
        for case .compare(_, _, .value(.day(let cut))) in rule.applies.conditions {
          dates.append((cut, policy, rule))
        }
        dates.append((rule.from, policy, rule))
      }
    }
    guard let latest = dates.last else {
      return Outcome(
        .uncheckable,
        language("The policy file has no such rule.", "El archivo de políticas no tiene esa regla.")
      )
    }
    func words(_ found: (day: Day, policy: Policy, rule: Policy.Rule)) -> String {
      let sources = found.rule.sources.compactMap { policies.sources[$0]?.title }.joined(
        separator: "; ")
      return "\(found.policy.name(language)): \(found.rule.applies) (\(sources)). "
    }
    if let found = dates.last(where: { $0.day == day }) {
      var outcome = Outcome(
        .supported,
        words(found)
          + language(
            "The rule names \(language.day(day)); that day still counts.",
            "La regla nombra el \(language.day(day)); ese día todavía cuenta."))
      outcome.period = .day(day)
      return outcome
    }
    // The day after "by" and the day of "before" are one rule.
    let isNear = dates.last { abs($0.day.days(since: day)) == 1 }
    let slipped = dates.last { cut in
      let (a, b) = (cut.day.parts, day.parts)
      return a.day == b.day && a.year == b.year || a.month == b.month && a.day == b.day
        || a.month == b.month && a.year == b.year
    }
    let found = isNear ?? slipped ?? dates.last { $0.day.year == latest.day.year } ?? latest
    var outcome = Outcome(
      isNear != nil ? .rounded : slipped != nil ? .slip : .uncheckable,
      words(found)
        + language(
          "It names \(language.day(found.day)), not \(language.day(day)).",
          "Nombra el \(language.day(found.day)), no el \(language.day(day))."))
    outcome.period = .day(found.day)
    return outcome
  }
}
