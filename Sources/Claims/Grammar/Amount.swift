import Wording

/// What words such as "about" and "at least" do to a number: how far, and to which side, the record may be
/// from it.
package enum Leeway: String, Codable, Sendable {
  case none
  /// "exactly 12".
  case exact
  case about
  /// "nearly", "almost": a little less.
  case nearly
  case moreThan = "more-than"
  case atLeast = "at-least"
  case lessThan = "less-than"
  case atMost = "at-most"

  /// What a word of the lexicon says of the number after it: "barely 8,000" is a little less, "only 8,000"
  /// no more; before a number that is written to the unit both say that it is small, and nothing else.
  init?(_ id: String, before amount: Amount) {
    let isWritten = amount.isToTheUnit && Tolerance.significantDigits(amount) >= 4
    switch id {
    case "scarcely": self = isWritten ? .none : .lessThan
    case "only": self = isWritten ? .none : .atMost
    default: self.init(rawValue: id)
    }
  }
}

/// A number in a sentence.
struct Amount: Sendable {
  enum Unit: Sendable {
    case count, percent
    /// Percentage points.
    case points
    /// "a third", "half", "one in five": the value is the fraction.
    case fraction
    /// "doubled", "three times": the value is the factor.
    case multiple
    /// "third month running".
    case ordinal
  }

  /// Tokens, with the hedge.
  var range: Range<Int>
  /// Tokens of the number alone.
  var core: Range<Int>
  var value: Double
  /// The upper end, for a range: "10,000 to 12,000".
  var upper: Double?
  var leeway: Leeway = .none
  var unit: Unit = .count
  /// What the last digit that is written counts: 100,000 in "7.3 million", 1 in "181,059".
  var step: Double = 1
  var isDigits = true
  var decimals = 0
  /// Whether its thousands are set apart.
  var isGrouped = false
  /// A unit of time that it is for: "a day".
  var per: String?
  var isAverage = false

  /// Whether a count is written to the unit, so that all its digits can be compared with the record's: one
  /// that ends in a zero is where it has four digits before it.
  var isToTheUnit: Bool {
    unit == .count && (step == 1 || step == 10 && Tolerance.significantDigits(self) >= 4)
  }
}

/// Reads numbers: digits, words, fractions, ranges, hedges, per cent, rates.
struct AmountReader {
  let sentence: Sentence

  /// Every number of the sentence in order.
  func all(except taken: Set<Int>) -> [Amount] {
    var amounts: [Amount] = []
    var index = sentence.range.lowerBound
    while index < sentence.range.upperBound {
      if taken.contains(index) {
        index += 1
        continue
      }
      guard canBegin(at: index), var amount = core(at: index, taken) else {
        index += 1
        continue
      }
      index = amount.core.upperBound
      if let upper = range(after: amount, taken) {
        amount = joined(amount, upper)
        index = amount.core.upperBound
      }
      addUnit(to: &amount)
      addRate(to: &amount, taken)
      index = max(index, amount.range.upperBound)
      addHedge(
        to: &amount, from: amounts.last?.range.upperBound ?? sentence.range.lowerBound, taken)
      amounts.append(amount)
    }
    return amounts
  }

  /// Few words begin a number; all others are passed over at once.
  private func canBegin(at index: Int) -> Bool {
    if sentence.tokens[index].kind == .number { return true }
    if sentence.isWord(index, in: .multiplied) { return true }
    guard let match = sentence.match(startingAt: index) else { return false }
    return match.meanings.contains { meaning in
      switch meaning.role {
      case .number, .scale, .unitOne, .half, .fraction, .multiply: true
      default: false
      }
    }
  }

  // MARK: The number itself

  func core(at start: Int, _ taken: Set<Int>) -> Amount? {
    if let share = oneIn(at: start) ?? fraction(at: start) { return share }
    if let factor = multiple(at: start) ?? articleRate(at: start) { return factor }
    return cardinal(at: start, taken)
  }

  /// "one in five", "two out of three", "uno de cada cinco", "7 de cada 10".
  private func oneIn(at start: Int) -> Amount? {
    guard let (first, middle) = small(at: start),
      let match = sentence.match(startingAt: middle), match.has(.oneIn),
      let (second, end) = small(at: match.range.upperBound), second > first, first > 0,
      second <= 100
    else { return nil }
    var amount = Amount(range: start..<end, core: start..<end, value: first / second)
    amount.unit = .fraction
    amount.step = 0.05
    amount.isDigits = false
    return amount
  }

  func small(at index: Int) -> (Double, Int)? {
    if let token = sentence.token(index), token.kind == .number,
      let number = Numeral.read(token.folded, sentence.language), number.value <= 1000
    {
      return (number.value, index + 1)
    }
    guard let match = sentence.match(startingAt: index), let id = match.id(.number) else {
      return nil
    }
    return Double(id).map { ($0, match.range.upperBound) }
  }

  /// "half", "a third", "two thirds", "la mitad", "tres cuartas partes".
  private func fraction(at start: Int) -> Amount? {
    func make(_ value: Double, _ end: Int) -> Amount {
      var amount = Amount(range: start..<end, core: start..<end, value: value)
      amount.unit = .fraction
      amount.step = 0.05
      amount.isDigits = false
      return amount
    }
    if let half = sentence.match(startingAt: start), half.has(.half) {
      return isHalfOfAmount(half.range.upperBound) ? nil : make(0.5, half.range.upperBound)
    }
    guard let (count, next) = unitOrSmall(at: start),
      let match = sentence.match(startingAt: next), let parts = match.id(.fraction),
      let part = Double(parts), count < part || count == 1
    else {
      return article(at: start)
    }
    // "a third month" counts months, "a quarter of 2023" is a time.
    if count == 1, isOrdinalUse(after: match.range.upperBound) { return nil }
    return ofScale(count / part, start, match.range.upperBound)
      ?? make(count / part, match.range.upperBound)
  }

  /// "a quarter of a million", "tres cuartos de millón".
  private func ofScale(_ part: Double, _ start: Int, _ next: Int) -> Amount? {
    guard sentence.isWord(next, in: .of) else { return nil }
    var index = next + 1
    if sentence.match(startingAt: index)?.has(.unitOne) == true { index += 1 }
    guard let scale = sentence.match(startingAt: index),
      let size = scale.id(.scale).flatMap(Double.init)
    else { return nil }
    let range = start..<scale.range.upperBound
    var amount = Amount(range: range, core: range, value: part * size)
    amount.step = size / 20
    amount.isDigits = false
    return amount
  }

  /// "a half", "una mitad".
  private func article(at start: Int) -> Amount? {
    guard let match = sentence.match(startingAt: start), match.has(.unitOne),
      let half = sentence.match(startingAt: match.range.upperBound), half.has(.half),
      !isHalfOfAmount(half.range.upperBound)
    else { return nil }
    var amount = Amount(
      range: start..<half.range.upperBound, core: start..<half.range.upperBound, value: 0.5)
    amount.unit = .fraction
    amount.step = 0.05
    amount.isDigits = false
    return amount
  }

  private func isHalfOfAmount(_ next: Int) -> Bool {
    var index = next
    if sentence.match(startingAt: index)?.has(.unitOne) == true { index += 1 }
    return sentence.match(startingAt: index)?.has(.scale) == true
  }

  private func isOrdinalUse(after index: Int) -> Bool {
    guard let match = sentence.match(startingAt: index) else { return false }
    return match.has(.span) || match.has(.running)
  }

  private func unitOrSmall(at index: Int) -> (Double, Int)? {
    guard let match = sentence.match(startingAt: index) else {
      return small(at: index).flatMap { $0.0 <= 9 ? $0 : nil }
    }
    if match.has(.unitOne) { return (1, match.range.upperBound) }
    return small(at: index).flatMap { $0.0 <= 9 ? $0 : nil }
  }

  /// "doubled", "three times".
  private func multiple(at start: Int) -> Amount? {
    // "Seventy-four times" is not four times.
    let isPart =
      sentence.word(start - 1) == "-" && sentence.match(at: start - 2)?.has(.number) == true
    guard !isPart else { return nil }
    if let factor = times(at: start) ?? multiplied(at: start) { return factor }
    guard let match = sentence.match(startingAt: start), let id = match.id(.multiply),
      let factor = Double(id)
    else { return nil }
    var amount = Amount(range: match.range, core: match.range, value: factor)
    amount.unit = .multiple
    amount.step = 0.1
    amount.isDigits = false
    return amount
  }

  /// "un vuelo de deportación al mes", "a flight a week".
  private func articleRate(at start: Int) -> Amount? {
    guard let match = sentence.match(startingAt: start), match.has(.unitOne),
      let noun = sentence.match(startingAt: match.range.upperBound), noun.has(.cue)
    else { return nil }
    var index = noun.range.upperBound
    while index < min(noun.range.upperBound + 4, sentence.range.upperBound) {
      if let per = sentence.match(startingAt: index), per.has(.per), per.range.count > 1 {
        var amount = Amount(range: match.range, core: match.range, value: 1)
        amount.isDigits = false
        return amount
      }
      index += 1
    }
    return nil
  }

  /// A whole number in digits or words, with scales: "181,059", "7.3 million", "10 mil 342",
  /// "half a million", "un millón y medio".
  private func cardinal(at start: Int, _ taken: Set<Int>) -> Amount? {
    var reader = CardinalReader(sentence: sentence, start: start)
    guard let amount = reader.read(taken) else { return nil }
    return amount
  }
}
