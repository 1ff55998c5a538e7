import Periods
import Record

/// Changes that follow on the two numbers that they are of.
extension Checker {
  /// "48,953 in July, against 26,757 in June, an increase of 83 percent", "from 59,773 to 16,632, a fall":
  /// a change that follows on the two numbers that it is of.
  func pairTrial(_ claim: FoundClaim) -> ChangeTrial? {
    let before = claim.baseMoment == nil ? pair(before: claim) ?? gapPair(claim) : nil
    guard let (own, base) = before ?? pair(around: claim),
      let candidate = relationCandidates(claim).first(where: {
        $0.selection == own.selection && $0.period == own.period
      })
    else { return nil }
    return ChangeTrial(
      candidate: candidate, base: base.period, cost: -1, isBaseSaid: true, isPair: true,
      baseWords: base.words.filter { $0.part == .time }.map {
        ReadFrom(part: .base, basis: $0.basis, bytes: $0.bytes)
      },
      now: (candidate.now, recorded(base.selection, base.period, asOf: nil)),
      then: (candidate.then, recorded(base.selection, base.period, asOf: date)))
  }

  private func pair(before claim: FoundClaim) -> (own: Finding, base: Finding)? {
    let sentence = article.sentences[claim.sentence]
    let numbers = sentence.amounts.filter {
      $0.unit == .count && $0.core.upperBound <= claim.tokens.lowerBound
    }.suffix(2)
    let found = numbers.compactMap { number in
      findings.first {
        $0.sentence == claim.sentence && $0.isSure && $0.tokens.overlaps(number.core)
      }
    }
    guard found.count == 2, found[0].selection == found[1].selection,
      found[0].period != found[1].period,
      isBeside(found[1], claim)
    else { return carriedPair(claim, numbers.count) }
    let follows = { (finding: Finding, set: WordSet, back: Int) in
      sentence.sentence.isWord(finding.tokens.lowerBound - back, in: set)
    }
    if !follows(found[1], .against, 2), follows(found[1], .to, 1), follows(found[0], .from, 1) {
      return (found[1], found[0])
    }
    let isApart = (found[0].tokens.upperBound..<found[1].tokens.lowerBound).contains {
      sentence.sentence.word($0) == ";" || sentence.sentence.isWord($0, in: .parting)
    }
    return !isApart && follows(found[1], .from, 1) ? (found[0], found[1]) : nil
  }

  /// "74,665, 84 percent more than the 50,444 of the year before", "halved, from 95,692 to 23,944": two numbers
  /// of one series, the second of which, or both, stand right after what is said of them.
  private func pair(around claim: FoundClaim) -> (own: Finding, base: Finding)? {
    let sentence = article.sentences[claim.sentence]
    let after = sentence.amounts.filter {
      $0.unit == .count && $0.core.lowerBound >= claim.tokens.upperBound && !sentence.isDate($0)
    }
    // "Fell to 6,766,002": the number itself, and none that it is compared with.
    guard let first = after.first.flatMap({ sure(at: $0.core, in: claim.sentence) }),
      first.tokens.lowerBound - claim.tokens.upperBound <= Checker.toBase,
      !sentence.sentence.isWord(first.tokens.lowerBound - 1, in: .goesTo)
    else { return nil }
    let isFrom = sentence.sentence.isWord(first.tokens.lowerBound - 1, in: .setsOut)
    let other: Finding?
    if isFrom, let second = after.dropFirst().first {
      other =
        sentence.sentence.isWord(second.core.lowerBound - 1, in: .goesTo)
        ? sure(at: second.core, in: claim.sentence) : nil
    } else {
      let before = sentence.amounts.last {
        $0.core.upperBound <= claim.tokens.lowerBound && $0.unit == .count && !sentence.isDate($0)
      }
      other = before.flatMap { sure(at: $0.core, in: claim.sentence) }
      guard let other, !isCompared(other.tokens, in: claim.sentence),
        claim.tokens.lowerBound - other.tokens.upperBound <= Checker.toOwn
      else { return nil }
    }
    guard let other, other.selection == first.selection, other.period != first.period,
      other.period.granularity == first.period.granularity
    else { return nil }
    return (other, first)
  }

  /// Words between what is said and the number that it compares with, and the one that it is said of.
  private static let toBase = 7
  private static let toOwn = 16

  /// The number of a sentence that was met beyond doubt.
  private func sure(at tokens: Range<Int>, in sentence: Int) -> Finding? {
    findings.first { $0.sentence == sentence && $0.isSure && $0.tokens.overlaps(tokens) }
  }

  /// Whether what is said follows on a number, with nothing else begun between them.
  private func isBeside(_ finding: Finding, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence].sentence
    let between = finding.tokens.upperBound..<claim.tokens.lowerBound
    return between.count <= Checker.beside
      || between.count <= Checker.besideSaid
        && !between.contains { sentence.isWord($0, in: .apart) }
  }

  /// "96,315 in September and 82,376 in August, a gap of 13,939": the two numbers just before.
  private func gapPair(_ claim: FoundClaim) -> (own: Finding, base: Finding)? {
    guard case .change(let direction) = claim.statement, direction == 0 else { return nil }
    let found = findings.filter {
      $0.isSure && (0...1).contains(claim.sentence - $0.sentence)
        && ($0.sentence, $0.tokens.upperBound) <= (claim.sentence, claim.tokens.lowerBound)
    }.suffix(2)
    guard found.count == 2, let one = found.first, let other = found.last,
      one.selection == other.selection, one.period != other.period,
      one.period.granularity == other.period.granularity
    else { return nil }
    return one.period > other.period ? (one, other) : (other, one)
  }

  /// "218,763 in September. Up from 181,054 in August, so a jump of 21 percent": from the one number of the
  /// sentence to that of the one before.
  private func carriedPair(
    _ claim: FoundClaim, _ numbers: Int
  ) -> (own: Finding, base: Finding)? {
    let sentence = article.sentences[claim.sentence].sentence
    let base = findings.first {
      $0.sentence == claim.sentence && $0.isSure && $0.tokens.upperBound <= claim.tokens.lowerBound
    }
    let own = findings.last {
      $0.sentence == claim.sentence - 1 && !isCompared($0.tokens, in: $0.sentence)
    }
    guard numbers == 1, let base, let own, own.isSure, own.selection == base.selection,
      own.period != base.period, sentence.isWord(base.tokens.lowerBound - 1, in: .from),
      sentence.match(at: base.tokens.lowerBound - 2)?.has(.change) == true,
      claim.tokens.lowerBound - base.tokens.upperBound <= Checker.besideSaid
    else { return nil }
    return (own, base)
  }
}
