import Periods
import Record
import Wording

/// Figures of earlier releases, which are right as first published.
extension Checker {
  /// The figure of an earlier release than that of the article's date.
  func earlierRelease(_ trials: Trials, _ claim: FoundClaim, _ amount: Amount)
    -> Outcome?
  {
    guard Tolerance.significantDigits(amount) >= 4, let least = trials.first?.cost else {
      return nil
    }
    for trial in trials.prefix(12) where trial.isKnown && trial.cost <= least + 6 {
      guard let revision = release(trial, giving: amount) else { continue }
      return anothers(trial, trials, claim, amount) ?? revised(trial, amount, revision)
    }
    return nil
  }

  /// An official release that gave the very number.
  func release(_ trial: Candidate, giving amount: Amount) -> Revision? {
    guard amount.upper == nil, amount.leeway == .none else { return nil }
    return cache.revisions(trial.selection, trial.period).first { revision in
      revision.value == amount.value
        && (try? cache.store.source(revision.source))?.standing == .official
    }
  }

  func revised(_ trial: Candidate, _ amount: Amount, _ revision: Revision) -> Outcome {
    let now = trial.now.value ?? amount.value
    var outcome = Outcome(
      .revised,
      told(trial.selection, trial.period, now) + source(trial.now.source, trial.now.published)
        + ". "
        + language(
          "\(stated(amount)) was the figure of the release of \(language.day(revision.published)).",
          "\(stated(amount)) era la cifra de la publicación del \(language.day(revision.published))."
        ))
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    return outcome
  }

  /// Revisions of the series that are held in several releases change a month by less than this:
  /// −0.003 % to −0.008 % for Border Patrol's June to August 2023.
  static let mostRevision = 0.001

  /// A number so near that it is likely the first release, where only a late one is held.
  func firstRelease(
    _ trial: Candidate, _ claim: FoundClaim, _ amount: Amount, isChosen: Bool = false
  ) -> Outcome? {
    guard trial.then.isStandIn || trial.now.isStandIn || trial.then.value == nil,
      isChosen || isFixed(trial, claim), let value = trial.now.value,
      amount.leeway == .none, amount.upper == nil, amount.step == 1,
      abs(amount.value - value) <= value * Checker.mostRevision
    else { return nil }
    var outcome = Outcome(
      .revised,
      told(trial.selection, trial.period, value) + source(trial.now.source, trial.now.published)
        + ". "
        + language(
          "Stated: \(stated(amount)). The release of the time is not held; a difference of \(language.number(abs(amount.value - value))) is within what revisions come to.",
          "Se afirma: \(stated(amount)). No se tiene la publicación de entonces; una diferencia de \(language.number(abs(amount.value - value))) cabe en lo que cambian las revisiones."
        ))
    fill(&outcome, trial.selection, trial.period, now: trial.now, then: trial.then)
    return outcome
  }
}
