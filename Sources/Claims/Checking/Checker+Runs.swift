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
    guard let span = span(main, claim, unit, going) else { return undecided(.time, candidates) }
    let steps = steps(main.selection, span)
    guard steps.count >= Checker.fewestSteps, let last = steps.last else {
      return undecided(.rival, candidates)
    }
    if let doubt = directionDoubt(main, claim, going) { return undecided(doubt, candidates) }
    let direction = [.up, .wellUp, .slightlyUp].contains(going.degree) ? 1.0 : -1
    let slack = 2 * Evidence.revision(main.selection)
    let isRight = zip(steps, steps.dropFirst()).allSatisfy { ($1.value - $0.value) * direction > 0 }
    let isWrong = zip(steps, steps.dropFirst()).contains {
      ($1.value - $0.value) * direction < -slack * $0.value
    }
    guard isRight || isWrong, going.degree != .flat else {
      return undecided(.revision, candidates)
    }
    if isWrong {
      if claim.isTentative { return undecided(.guess, candidates) }
      if let doubt = relationDoubt(main, claim, isBeside: false, isFound: true) {
        return undecided(doubt, candidates)
      }
    }
    let own = cache.known(main.selection, last.period, asOf: nil)
    let told = steps.map { "\(language.shortPeriod($0.period)) \(language.count($0.value))" }
    var outcome = Outcome(
      isRight ? .supported : .off,
      "\(title(main.selection))\(source(own.source, own.published)): \(told.joined(separator: ", ")).")
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
    _ main: Candidate, _ claim: FoundClaim, _ unit: Granularity, _ going: Going
  ) -> [Period]? {
    if let number = going.number, let end = finding(at: number, of: claim),
      end.period.granularity == unit
    {
      let start = findings.last {
        $0.selection == end.selection && $0.period < end.period
          && $0.period.granularity == unit && (0...1).contains(claim.sentence - $0.sentence)
      }
      guard let start else { return nil }
      return Period(from: start.period.first, through: end.period.last)?.split(into: unit)
    }
    let parts = main.period.split(into: unit)
    return main.time.basis == .said && parts.count >= Checker.fewestSteps ? parts : nil
  }

  private func steps(
    _ selection: Selection, _ periods: [Period]
  ) -> [(period: Period, value: Double)] {
    let known = periods.map { ($0, cache.known(selection, $0, asOf: nil)) }
    guard known.allSatisfy({ $0.1.value != nil && !$0.1.isAbout }) else { return [] }
    return known.compactMap { period, known in known.value.map { (period, $0) } }
  }
}
