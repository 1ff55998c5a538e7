/// Among which times something is said to be the highest or the lowest.
enum ExtremeSpan: Sendable {
  /// All that was ever counted.
  case everything
  /// "the highest since April".
  case since(Moment)
  /// "the lowest so far this year".
  case thisYear
  /// "the most in three years", "of the past decade".
  case last(months: Int)
  /// "a record for a January", "of his term": words that limit it, which are not understood. What is the
  /// highest of all is the highest of these too, and nothing else is known.
  case limited

  var since: Moment? {
    if case .since(let moment) = self { moment } else { nil }
  }
}

/// Reads what follows on "the highest", "a record".
struct ExtremeSpanReader {
  let reading: SentenceReading

  private var sentence: Sentence { reading.sentence }

  /// Words before the length of a span: "in more than the past three years".
  private static let reach = 5
  private static let monthsOfYear = 12
  private static let monthsOfDecade = 120

  /// "in three years", "of the past decade", "en los últimos dos años": the months, and where it ends.
  func length(from start: Int) -> (months: Int, end: Int)? {
    guard sentence.isWord(start, in: .overSpan) else { return nil }
    for index in start + 1...start + ExtremeSpanReader.reach {
      let word = sentence.word(index)
      if sentence.isWord(word, in: .decade) {
        return (ExtremeSpanReader.monthsOfDecade, index + 1)
      }
      if let moment = reading.moments.first(where: { $0.range.lowerBound == index }),
        case .period(let period) = moment.value,
        let last = sentence.token(moment.range.upperBound - 1),
        sentence.isWord(last.folded, in: .years) || sentence.isWord(last.folded, in: .months)
      {
        let months = period.dayCount / ExtremeSpanReader.daysOfMonth
        return (months, moment.range.upperBound)
      }
      if let amount = reading.amounts.first(where: { $0.core.lowerBound == index }) {
        return length(of: amount)
      }
      guard sentence.token(index)?.kind == .word else { return nil }
    }
    return nil
  }

  private static let daysOfMonth = 30

  private func length(of amount: Amount) -> (months: Int, end: Int)? {
    guard amount.value >= 1, amount.value < 100 else { return nil }
    let count = Int(amount.value)
    let unit = amount.core.upperBound
    if sentence.isWord(unit, in: .years) {
      return (count * ExtremeSpanReader.monthsOfYear, unit + 1)
    }
    return sentence.isWord(unit, in: .months) ? (count, unit + 1) : nil
  }

  /// Whether words follow that may limit it: "a record for a January", "under the new policy".
  func isLimited(at next: Int) -> Bool {
    let word = sentence.word(next)
    guard sentence.isWord(word, in: .limits) else { return false }
    // "a record in December", "a record of 249,741", "at the border".
    let after = (1...2).map { next + $0 }
    if sentence.isWord(word, in: .limiting) {
      return !after.contains { sentence.isWord($0, in: .whichever) }
    }
    return !after.contains { index in
      sentence.token(index)?.kind == .number
        || reading.moments.contains { $0.range.lowerBound == index }
        || sentence.match(at: index).map {
          $0.has(.place) || $0.has(.placeLoose) || $0.has(.nationality) || $0.has(.topic)
            || $0.has(.cue) || $0.has(.number) || $0.has(.hedge)
        } ?? false
    }
  }

}
