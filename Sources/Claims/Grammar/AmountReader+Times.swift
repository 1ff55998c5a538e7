import Wording

/// Factors: "three times as many", "2,5 veces las", "se multiplicó por más de tres".
extension AmountReader {
  /// "1.8 times June's", "two and a half times the year before", "dos veces y media lo del año anterior".
  func times(at start: Int) -> Amount? {
    guard let (count, afterCount) = small(at: start) else { return nil }
    var (value, next) = (count, afterCount)
    if let end = half(at: next) { (value, next) = (value + 0.5, end) }
    guard sentence.isWord(next, in: .times) else { return nil }
    next += 1
    if let end = half(at: next) { (value, next) = (value + 0.5, end) }
    guard (AmountReader.least...AmountReader.most).contains(value) else { return nil }
    var end = next
    if sentence.isWord(next, in: .timesOf) {
      end = next + 1
      if sentence.isWord(end, in: .many) { end += 1 }
      if sentence.isWord(end, in: .timesOf), sentence.isWord(end - 1, in: .many) { end += 1 }
    } else if sentence.match(startingAt: next)?.has(.month) != true {
      return nil
    }
    return factor(value, start..<end)
  }

  /// Less is no factor that anybody states so, and more is no factor of the same thing.
  private static let least = 1.2
  private static let most = 100.0

  /// "and a half", "y media".
  private func half(at start: Int) -> Int? {
    guard sentence.isWord(start, in: .parting) else { return nil }
    var next = start + 1
    if let one = sentence.match(startingAt: next), one.has(.unitOne), !one.has(.half) {
      next = one.range.upperBound
    }
    guard let half = sentence.match(startingAt: next), half.has(.half) else { return nil }
    return half.range.upperBound
  }

  /// "se multiplicó por más de tres".
  func multiplied(at start: Int) -> Amount? {
    guard sentence.isWord(start, in: .multiplied), sentence.isWord(start + 1, in: .multiplyBy)
    else { return nil }
    var next = start + 2
    var leeway = Leeway.none
    if let match = sentence.match(startingAt: next), let id = match.id(.hedge) {
      leeway = Leeway(rawValue: id) ?? .none
      next = match.range.upperBound
    }
    guard let (count, end) = small(at: next),
      (AmountReader.least...AmountReader.most).contains(count)
    else { return nil }
    var amount = factor(count, start..<end)
    amount.leeway = leeway
    return amount
  }

  private func factor(_ value: Double, _ tokens: Range<Int>) -> Amount {
    var amount = Amount(range: tokens, core: tokens, value: value)
    amount.unit = .multiple
    amount.step = 0.1
    return amount
  }
}
