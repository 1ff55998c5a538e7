import Record
import Wording

extension Checker {
  /// "203,504 people, down from 211,181": which way it went, by the record's figures of both numbers.
  ///
  /// - Parameter place: of the number itself, where it does not stand just before.
  func fromNumber(
    _ claim: FoundClaim, _ direction: Double, _ number: Range<Int>, _ place: Range<Int>?
  ) -> Outcome {
    let sentence = article.sentences[claim.sentence]
    let own = findings.last {
      guard $0.sentence == claim.sentence else { return false }
      return place.map($0.tokens.overlaps) ?? ($0.tokens.upperBound <= claim.tokens.lowerBound)
    }
    let other = findings.first { $0.sentence == claim.sentence && $0.tokens == number }
    guard let own, let other, own.isSure, other.isSure, areComparable(own, other),
      place != nil
        || !sentence.amounts.contains(where: {
          (own.tokens.upperBound..<claim.tokens.lowerBound).contains($0.core.lowerBound)
        })
    else {
      return Outcome(
        .uncheckable,
        language("The two numbers are not both known.", "No se conocen los dos números."))
    }
    let known = recorded(own.selection, own.period, asOf: nil)
    let base = recorded(other.selection, other.period, asOf: nil)
    guard let value = known.value, let from = base.value, from > 0 else {
      return Outcome(.uncheckable, nothingFits)
    }
    let change = value / from - 1
    // Both numbers are printed to the digit: a revision changes nothing about which of them is the larger.
    let isPrinted = own.isExact && other.isExact && abs(change) > Checker.edgeOfPrinted
    guard isPrinted || abs(change) > 2 * readings.traits[own.selection.measure].revision else {
      return Outcome(.uncheckable, Doubt.revision.words(language))
    }
    var outcome = Outcome(
      change * direction > 0 ? .supported : .off,
      told(own.selection, own.period, value) + source(known.source, known.published)
        + "; " + told(other.selection, other.period, from) + ".")
    if own.period != other.period { outcome.base = other.period }
    fill(&outcome, own.selection, own.period, now: known, then: nil)
    outcome.record = Checker.threeDigits(change)
    outcome.words = own.words
    return outcome
  }

  private static let edgeOfPrinted = 0.02

  /// "510,499 in Brazil, more than in Ecuador": the number before, which was met, against the figure of the
  /// same series and time with the other name in the place of its own.
  func outdo(_ claim: FoundClaim, _ direction: Double, _ names: [Rank.Name]) -> Outcome {
    let unknown = Outcome(
      .uncheckable,
      language("The two numbers are not both known.", "No se conocen los dos números."))
    let own = findings.last {
      $0.sentence == claim.sentence && $0.tokens.upperBound <= claim.tokens.lowerBound
        && !isCompared($0.tokens, in: $0.sentence)
    }
    guard let own, own.isSure else { return unknown }
    for name in names {
      guard let label = own.selection.including[name.dimension], label != [name.label] else {
        continue
      }
      let other = own.selection.without(name.dimension).including(name.label, in: name.dimension)
      let known = recorded(own.selection, own.period, asOf: nil)
      let base = recorded(other, own.period, asOf: nil)
      guard let value = known.value, let against = base.value else { continue }
      let revision = readings.traits[own.selection.measure].revision
      guard abs(value - against) > max(value, against) * revision else { return unknown }
      var outcome = Outcome(
        (value - against) * direction > 0 ? .supported : .off,
        told(own.selection, own.period, value) + source(known.source, known.published) + "; "
          + told(other, own.period, against) + ".")
      fill(&outcome, own.selection, own.period, now: known, then: nil)
      outcome.words = own.words
      return outcome
    }
    return unknown
  }

  /// One series at two times, or two peoples, groups or sectors of one series at one time.
  private func areComparable(_ one: Finding, _ other: Finding) -> Bool {
    if one.selection == other.selection { return one.period != other.period }
    return one.period == other.period
      && Checker.plain(one.selection) == Checker.plain(other.selection)
  }
}
