import Periods
import Record
import Wording

/// Whether the time that a figure is read at is its own.
extension Checker {
  /// Whether the time stands right beside the number, or is the only one that the sentence says.
  func isTimeSure(_ main: Candidate, _ claim: FoundClaim) -> Bool {
    guard main.time.basis == .said else { return false }
    let sentence = article.sentences[claim.sentence]
    // A year is a fiscal one as often as not, unless it is said.
    if main.period.granularity == .year, readings.traits[main.selection.measure].isFiscal {
      return sentence.sentence.range.contains {
        sentence.sentence.isWord($0, in: .calendar)
      }
    }
    return main.time.cost < Checker.besideNumber
      || main.time.cost < Checker.inSentence && sentence.moments.count == 1 && !isCompared(claim)
        && !sentence.moments.contains { isComparedTime($0.range, in: claim.sentence) }
  }

  /// Whether the text has been of that time for some numbers, and the sentence names no other.
  func isTimeCarried(_ main: Candidate, _ claim: FoundClaim) -> Bool {
    let sentence = article.sentences[claim.sentence]
    guard sentence.moments.isEmpty, !isCompared(claim), main.time.basis == .carried else {
      return false
    }
    let before = findings.filter {
      $0.isExact && (claim.sentence - Checker.carriedFrom...claim.sentence).contains($0.sentence)
        && $0.tokens != claim.tokens && !isCompared($0.tokens, in: $0.sentence)
    }
    return before.count >= 2 && before.allSatisfy { $0.period == main.period }
  }

  private static let carriedFrom = 3

  /// "below their September level", "scarcely changed from May": a time that is only compared with.
  func isComparedTime(_ tokens: Range<Int>, in index: Int) -> Bool {
    let sentence = article.sentences[index].sentence
    for back in 1...4 {
      let token = tokens.lowerBound - back
      guard sentence.token(token)?.kind == .word else { return false }
      if sentence.isWord(token, in: .comparing)
        || sentence.isWord(token, in: .beyond)
      {
        return true
      }
    }
    return false
  }

  /// "From 40,593 to 668 in November": the first number is of another time.
  func isCompared(_ claim: FoundClaim) -> Bool { isCompared(claim.tokens, in: claim.sentence) }

  func isCompared(_ tokens: Range<Int>, in index: Int) -> Bool {
    let sentence = article.sentences[index].sentence
    let before = (1...2).map { sentence.word(tokens.lowerBound - $0) }
    if before.contains(where: { sentence.isWord($0, in: .comparing) })
      || sentence.isWord(tokens.lowerBound - 1, in: .afterNumber)
    {
      return true
    }
    // "Minors, who had been 71,206, doubled to 113,542".
    if sentence.isWord(tokens.lowerBound - 1, in: .been),
      sentence.isWord(tokens.lowerBound - 2, in: .had)
    {
      return true
    }
    // "from 33,749 in September to 21,845".
    return sentence.isWord(tokens.lowerBound - 1, in: .goesTo)
      && (2...10).contains { sentence.isWord(tokens.lowerBound - $0, in: .setsOut) }
  }
}
