import Periods
import Policy
import Record
import Wording

/// Records, runs, ranks, and the dates of rules.
extension Checker {
  /// "a record", "the highest since April".
  func extreme(_ claim: FoundClaim, isHigh: Bool) -> Outcome {
    var first: Outcome?
    for subject in claim.subjects where !subject.isConfusion {
      guard let selection = subject.selection, let timeline = cache.timeline(selection, asOf: nil)
      else { continue }
      var periods = self.periods(claim, subject)
      if periods.isEmpty,
        let latest = cache.timeline(selection, asOf: date)?.latest(every: timeline.native)
      {
        periods = [latest.period]
      }
      guard let period = periods.first,
        let outcome = extreme(claim, isHigh, timeline, selection, period)
      else { continue }
      if outcome.verdict == .supported { return outcome }
      if first == nil { first = outcome }
    }
    return first ?? unknownChange(claim, nil, nil, 0)
  }

  private func extreme(
    _ claim: FoundClaim, _ isHigh: Bool, _ timeline: Timeline, _ selection: Selection,
    _ period: Period
  ) -> Outcome? {
    let own = cache.known(selection, period, asOf: nil)
    guard let value = own.value else { return nil }
    let granularity = period.granularity == .range ? Granularity.month : period.granularity
    let earlier = timeline.observations(every: granularity).filter {
      $0.period < period && $0.value != nil && !$0.isPartial
    }
    guard let start = earlier.first?.period else { return nil }
    let beats: (Double) -> Bool = { isHigh ? $0 >= value : $0 <= value }
    var text = told(selection, period, value) + source(own.source, own.published) + ". "
    var verdict = Verdict.supported
    if let since = claim.bases.first {
      let last = earlier.last { beats($0.value ?? 0) }
      let between = earlier.filter { $0.period.first > since.last }
      let sinceValue = earlier.filter { since.contains($0.period) }.compactMap(\.value)
      let isBeatenAfter = between.contains { beats($0.value ?? 0) }
      // The month or year named was as high; one within is enough for a year.
      let wasAsHigh = sinceValue.contains(where: beats)
      verdict = isBeatenAfter ? .off : wasAsHigh || sinceValue.isEmpty ? .supported : .off
      if let last {
        text += language(
          "Last as \(isHigh ? "high" : "low") in \(language.period(last.period)): \(language.count(last.value ?? 0)).",
          "La última vez tan \(isHigh ? "alta" : "baja") fue en \(language.period(last.period)): \(language.count(last.value ?? 0))."
        )
      } else {
        text += language(
          "Never as \(isHigh ? "high" : "low") since \(language.period(start)).",
          "Nunca tan \(isHigh ? "alta" : "baja") desde \(language.period(start)).")
      }
    } else {
      let best = earlier.max {
        isHigh ? ($0.value ?? 0) < ($1.value ?? 0) : ($0.value ?? 0) > ($1.value ?? 0)
      }
      if let best, beats(best.value ?? 0), best.value != value {
        verdict = .off
        text += language(
          "It was \(isHigh ? "higher" : "lower") in \(language.period(best.period)): \(language.count(best.value ?? 0)).",
          "Fue \(isHigh ? "mayor" : "menor") en \(language.period(best.period)): \(language.count(best.value ?? 0))."
        )
      } else {
        text += language(
          "The \(isHigh ? "highest" : "lowest") of all that is held, from \(language.period(start)).",
          "La más \(isHigh ? "alta" : "baja") de todo lo que se tiene, desde \(language.period(start))."
        )
      }
    }
    var outcome = Outcome(verdict, text)
    outcome.base = claim.bases.first
    fill(&outcome, selection, period, now: own, then: cache.known(selection, period, asOf: date))
    return outcome
  }

  /// "for the third month running".
  func running(_ claim: FoundClaim, count: Int, unit: Granularity, direction: Double) -> Outcome {
    guard let subject = claim.subjects.first, let selection = subject.selection,
      let timeline = cache.timeline(selection, asOf: nil)
    else { return unknownChange(claim, nil, nil, 0) }
    var end = periods(claim, subject).first.map { unit.period(holding: $0.last) }
    if end == nil { end = cache.timeline(selection, asOf: date)?.latest(every: unit)?.period }
    guard var period = end, timeline.observation(period).value != nil else {
      return unknownChange(claim, nil, nil, 0)
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
    let own = cache.known(selection, last, asOf: nil)
    let unitName = unit == .year ? language("years", "años") : language("months", "meses")
    let way = direction > 0 ? language("Rising", "En alza") : language("Falling", "En baja")
    var outcome = Outcome(
      (count...count + 1).contains(run) ? .supported : .off,
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
    guard let subject = claim.subjects.first, let whole = subject.selection, let part = claim.part,
      let label = part.labels.first,
      let period = periods(claim, subject).first
        ?? cache.timeline(whole, asOf: date)?.latest(every: .month)?.period
    else { return unknownChange(claim, nil, nil, 0) }
    let ranking = cache.ranking(whole, by: .nationality, period)
    guard let place = ranking.firstIndex(where: { $0.label == label }) else {
      return unknownChange(claim, nil, nil, 0)
    }
    let listed = ranking.prefix(max(3, place + 1)).prefix(6).map {
      "\(vocabulary.name($0.label, in: .nationality, language)) \(language.count($0.value))"
    }
    let own = cache.known(whole.including(label, in: .nationality), period, asOf: nil)
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
    where policy.id.hasPrefix(prefix) || policy.id == "cbp-one" && prefix == "appointments" {
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
      isNear != nil ? .rounded : slipped != nil ? .slip : .off,
      words(found)
        + language(
          "It names \(language.day(found.day)), not \(language.day(day)).",
          "Nombra el \(language.day(found.day)), no el \(language.day(day))."))
    outcome.period = .day(found.day)
    return outcome
  }
}
