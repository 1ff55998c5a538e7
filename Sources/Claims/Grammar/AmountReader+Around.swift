import Wording

/// What stands around a number: ranges, units, rates, means, hedges.
extension AmountReader {
  func range(after amount: Amount, _ taken: Set<Int>) -> Amount? {
    let next = amount.core.upperBound
    guard let token = sentence.token(next), !taken.contains(next) else { return nil }
    let isDash = token.isSymbol("-")
    let isTo = sentence.match(startingAt: next)?.has(.rangeTo) == true
    guard
      isDash || isTo && isIntroduced(amount)
        || sentence.isWord(next, in: .toUpper) && !isChange(amount)
    else {
      return nil
    }
    guard let upper = core(at: next + 1, taken),
      upper.unit == amount.unit || upper.unit == .percent,
      upper.value > amount.value || upper.value * 1000 == amount.value
    else { return nil }
    guard isDash || isIntroduced(amount) || upper.value <= amount.value * 5 else { return nil }
    return upper
  }

  /// "rose from 5,688 to 9,263" is a change, "ranged from 300 to 400" is none.
  private func isChange(_ amount: Amount) -> Bool {
    var start = amount.core.lowerBound
    while let match = sentence.match(endingAt: start), match.has(.hedge) {
      start = match.range.lowerBound
    }
    guard sentence.isWord(start - 1, in: .setsOut) else { return false }
    return !(2...3).contains {
      sentence.isWord(start - $0, in: .ranging)
    }
  }

  /// Whether "between" stands before.
  private func isIntroduced(_ amount: Amount) -> Bool {
    sentence.match(endingAt: amount.core.lowerBound)?.has(.between) == true
      && sentence.isWord(amount.core.lowerBound - 1, in: .amid)
  }

  func joined(_ lower: Amount, _ upper: Amount) -> Amount {
    var amount = lower
    amount.core = lower.core.lowerBound..<upper.core.upperBound
    amount.range = amount.core
    // "between 7 and 8 million" counts millions twice.
    let scale = upper.value > lower.value * 1000 ? 1_000_000.0 : 1
    amount.value = lower.value * (lower.value < 1000 && scale > 1 ? scale : 1)
    if lower.value < 1000, upper.value >= 1000,
      upper.value.truncatingRemainder(dividingBy: 1000) == 0,
      scale == 1
    {
      amount.value = lower.value * 1000
    }
    amount.upper = upper.value
    return amount
  }

  func addUnit(to amount: inout Amount) {
    guard amount.unit == .count else { return }
    let next = amount.core.upperBound
    if let token = sentence.token(next), token.isSymbol("%") {
      amount.unit = .percent
      extend(&amount, to: next + 1)
    } else if let match = sentence.match(startingAt: next) {
      if match.has(.percent) {
        amount.unit = .percent
        extend(&amount, to: match.range.upperBound)
        if let points = sentence.match(startingAt: amount.core.upperBound), points.has(.points) {
          amount.unit = .points
        }
      } else if match.has(.points) {
        amount.unit = .points
        extend(&amount, to: match.range.upperBound)
      }
    }
  }

  private func extend(_ amount: inout Amount, to end: Int) {
    amount.core = amount.core.lowerBound..<end
    amount.range = amount.range.lowerBound..<end
  }

  /// "10,000 a day", "10,000 people a day", "one flight a month", "6,000 daily crossings".
  func addRate(to amount: inout Amount, _ taken: Set<Int>) {
    guard amount.unit == .count else { return }
    var index = amount.core.upperBound
    let limit = min(index + 5, sentence.range.upperBound)
    while index < limit {
      guard let token = sentence.token(index), token.kind != .number else { break }
      if let match = sentence.match(startingAt: index), let per = match.id(.per),
        !taken.contains(index)
      {
        let isBare =
          match.range.count == 1 && sentence.isWord(index, in: .timeNoun)
        if !isBare {
          amount.per = per
          amount.range = amount.range.lowerBound..<match.range.upperBound
          return
        }
      }
      if token.kind == .symbol { break }
      index += 1
    }
    addMean(to: &amount)
  }

  /// "Daily average: 2,784", "el promedio diario de marzo fue de 1.188": a mean that is named before the
  /// number.
  private func addMean(to amount: inout Amount) {
    for back in 1...AmountReader.reachOfMean {
      let index = amount.core.lowerBound - back
      guard let token = sentence.token(index), token.kind != .number else { return }
      guard sentence.isWord(token.folded, in: .mean) else { continue }
      for near in [index - 1, index + 1, index + 2] {
        if let per = AmountReader.ofMean.first(where: { sentence.isWord(near, in: $0.words) })?.per
        {
          amount.per = per
          amount.isAverage = true
          return
        }
      }
    }
  }

  private static let reachOfMean = 8
  private static let ofMean: [(words: WordSet, per: String)] = [
    (.daily, "day"), (.weekly, "week"), (.monthly, "month"),
  ]

  func addHedge(to amount: inout Amount, from floor: Int, _ taken: Set<Int>) {
    var start = amount.range.lowerBound
    for _ in 0..<5 {
      if sentence.isWord(start - 1, in: .beforeHedged), start - 1 >= floor,
        sentence.match(at: start - 1)?.range.count ?? 1 == 1
      {
        // "below the 222,018 of December" compares; it does not hedge.
        if sentence.match(endingAt: start - 1)?.has(.hedge) == true,
          sentence.isWord(start - 2, in: .side)
        {
          break
        }
        start -= 1
        continue
      }
      guard let match = sentence.match(endingAt: start), match.range.lowerBound >= floor,
        !isComparison(match, amount, taken)
      else { break }
      if let id = match.id(.hedge), let leeway = Leeway(id, before: amount) {
        if amount.leeway == .none { amount.leeway = leeway }
      } else if match.has(.average) {
        amount.isAverage = true
      } else if !(match.has(.between) && amount.upper != nil) {
        break
      }
      start = match.range.lowerBound
      amount.range = start..<amount.range.upperBound
    }
    if amount.leeway == .none, isMore(after: amount) { amount.leeway = .moreThan }
    if amount.leeway == .exact { amount.leeway = .none }
  }

  /// "se triplicaron con creces", "tripled and more".
  private func isMore(after amount: Amount) -> Bool {
    let next = (0...1).map { sentence.word(amount.core.upperBound + $0) }
    return sentence.isWord(next.joined(separator: " "), in: .andMore)
  }

  /// "por encima de los 132.652 de julio": a number that another is compared with.
  private func isComparison(_ match: Match, _ amount: Amount, _ taken: Set<Int>) -> Bool {
    guard match.has(.hedge), sentence.isWord(match.range.lowerBound, in: .multiplyBy),
      sentence.isWord(match.range.upperBound - 1, in: .article)
    else { return false }
    let next = amount.core.upperBound
    return taken.contains(next) || taken.contains(next + 1)
  }
}
