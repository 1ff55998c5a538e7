import Periods
import Record
import Wording

/// "fell every month": a series checked step by step.
extension Checker {
  /// Supported where every step goes that way; refuted where one goes the other way by more than
  /// publishers revise.
  func every(_ claim: FoundClaim, _ unit: Granularity, _ going: Going) -> Outcome {
    let candidates = directionCandidates(claim, going)
    guard let main = candidates.first else { return Outcome(.uncheckable, nothingFits) }
    guard let span = span(main, claim, unit) else { return undecided(.time, candidates) }
    let steps = steps(main.selection, span)
    guard steps.count >= Checker.fewestSteps, let last = steps.last else {
      return undecided(.rival, candidates)
    }
    if let doubt = directionDoubt(main, claim, going) { return undecided(doubt, candidates) }
    let direction = going.degree.direction
    let slack = 2 * readings.traits[main.selection.measure].revision
    let isRight = zip(steps, steps.dropFirst()).allSatisfy { ($1.value - $0.value) * direction > 0 }
    let isWrong = zip(steps, steps.dropFirst()).contains {
      ($1.value - $0.value) * direction < -slack * $0.value
    }
    guard isRight || isWrong, going.degree != .flat else {
      return undecided(.revision, candidates)
    }
    if isWrong {
      if claim.isTentative { return undecided(.guess, candidates) }
      // Years may be fiscal ones.
      if unit == .year { return undecided(.time, candidates) }
      if let doubt = relationDoubt(main, claim, isBeside: false, isFound: true) {
        return undecided(doubt, candidates)
      }
    }
    let own = recorded(main.selection, last.period, asOf: nil)
    let told = steps.map { "\(language.shortPeriod($0.period)) \(language.count($0.value))" }
    var outcome = Outcome(
      isRight ? .supported : .off,
      "\(title(main.selection))\(source(own.source, own.published)): \(told.joined(separator: ", "))."
    )
    fill(&outcome, main.selection, last.period, now: own, then: nil)
    outcome.base = steps.first?.period
    mark(&outcome, main)
    return outcome
  }

  /// Two figures go some way, and not every time.
  private static let fewestSteps = 3

  /// The times that a run is said of: those of a span that is named, else those from the number before to
  /// the one that it went to.
  private func span(
    _ main: Candidate, _ claim: FoundClaim, _ unit: Granularity
  ) -> [Period]? {
    let parts = main.period.split(into: unit)
    if main.time.basis == .said, parts.count >= Checker.fewestSteps { return parts }
    guard main.period.granularity == unit else { return nil }
    let found = findings.last {
      $0.selection == main.selection && $0.period < main.period
        && $0.period.granularity == unit && (0...1).contains(claim.sentence - $0.sentence)
    }
    // "The peak came in August; from there it fell every month, to 30,003 in December."
    let said = article.sentences[claim.sentence].moments.last {
      $0.range.upperBound <= claim.tokens.lowerBound
    }?.period(date: date, anchor: main.period)
    guard let start = found?.period ?? said, start < main.period, start.granularity == unit else {
      return nil
    }
    return Period(from: start.first, through: main.period.last)?.split(into: unit)
  }

  private func steps(
    _ selection: Selection, _ periods: [Period]
  ) -> [(period: Period, value: Double)] {
    let known = periods.map { ($0, recorded(selection, $0, asOf: nil)) }
    guard known.allSatisfy({ $0.1.value != nil && !$0.1.isAbout }) else { return [] }
    return known.compactMap { period, known in known.value.map { (period, $0) } }
  }
}
