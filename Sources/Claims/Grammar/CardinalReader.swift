import Wording

/// Reads one whole number with its scales.
struct CardinalReader {
  let sentence: Sentence
  let start: Int

  private var at = 0
  /// Closed groups, then those still open: "two million" | "four hundred thousand" | "seventy".
  private var total = 0.0
  private var group = 0.0
  private var step = 1.0
  private var decimals = 0
  private var isDigits = false
  private var isGrouped = false
  private var isEmpty = true
  private var smallestScale = Double.infinity

  init(sentence: Sentence, start: Int) {
    self.sentence = sentence
    self.start = start
    at = start
  }

  mutating func read(_ taken: Set<Int>) -> Amount? {
    if let half = halfScale() { return half }
    while !taken.contains(at), readPart() {}
    guard !isEmpty else { return nil }
    var value = total + group
    var step = step
    addHalf(&value, &step)
    if !isDigits || value >= 10, decimals == 0 { step = max(step, CardinalReader.roundness(value)) }
    var amount = Amount(range: start..<at, core: start..<at, value: value)
    amount.step = step
    amount.isDigits = isDigits
    amount.isGrouped = isGrouped
    amount.decimals = total == 0 ? decimals : 0
    return amount
  }

  /// The largest power of ten that divides a whole number; 1 for others.
  static func roundness(_ value: Double) -> Double {
    guard value >= 10, value == value.rounded(), value < 1e15 else { return 1 }
    var step = 1.0
    while value.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
    return step
  }

  /// "half a million", "medio millón", "a quarter of a million", "a million".
  private mutating func halfScale() -> Amount? {
    var index = start
    var part = 1.0
    var isPart = false
    if let match = sentence.match(startingAt: index), match.has(.half) {
      part = 0.5
      isPart = true
      index = match.range.upperBound
    } else if let first = sentence.match(startingAt: index), first.has(.unitOne),
      let quarter = sentence.match(startingAt: first.range.upperBound),
      quarter.id(.fraction) == "4",
      sentence.match(startingAt: quarter.range.upperBound)?.has(.shareOf) == true
    {
      part = 0.25
      isPart = true
      index = sentence.match(startingAt: quarter.range.upperBound)?.range.upperBound ?? index
    }
    if let match = sentence.match(startingAt: index), match.has(.unitOne) {
      index = match.range.upperBound
    } else if !isPart {
      return nil
    }
    guard let scale = sentence.match(startingAt: index), let id = scale.id(.scale),
      var factor = Double(id)
    else { return nil }
    at = scale.range.upperBound
    // "one hundred thousand".
    while let next = sentence.match(startingAt: at), let more = next.id(.scale).flatMap(Double.init)
    {
      factor *= more
      at = next.range.upperBound
    }
    var value = part * factor
    var step = isPart ? value / 5 : factor / 10
    addHalf(&value, &step)
    var amount = Amount(range: start..<at, core: start..<at, value: value)
    amount.step = step
    amount.isDigits = false
    return amount
  }

  /// "un millón y medio", "a million and a half".
  private mutating func addHalf(_ value: inout Double, _ step: inout Double) {
    guard value >= 1e6, sentence.isWord(at, in: .and) else { return }
    var index = at + 1
    if sentence.isWord(index, in: .one) { index += 1 }
    guard let match = sentence.match(startingAt: index), match.has(.half) else { return }
    value += 500_000
    step = 100_000
    at = match.range.upperBound
  }

  private mutating func readPart() -> Bool {
    guard let token = sentence.token(at) else { return false }
    if token.kind == .number { return readDigits(token) }
    if let match = sentence.match(startingAt: at) {
      if let id = match.id(.number), let value = Double(id), !(isArticle(token) && isEmpty) {
        return readWord(value, match.range.upperBound)
      }
      if let id = match.id(.scale), let factor = Double(id) { return readScale(factor, match) }
      if match.has(.unitOne), isEmpty, isFollowedByScale(match.range.upperBound) {
        group = 1
        isEmpty = false
        at = match.range.upperBound
        return true
      }
    }
    if let factor = suffix(token) { return readSuffix(factor) }
    return readAnd(token)
  }

  private func isArticle(_ token: Token) -> Bool {
    sentence.isWord(token.folded, in: .one) && !isFollowedByScale(at + 1)
  }

  private func isFollowedByScale(_ index: Int) -> Bool {
    sentence.match(startingAt: index)?.has(.scale) == true
  }

  private mutating func readDigits(_ token: Token) -> Bool {
    // A second number in digits goes on only after "mil" or "millones": "10 mil 342".
    guard isEmpty || smallestScale < .infinity else { return false }
    let next = sentence.token(at + 1)
    let isScaled =
      sentence.match(startingAt: at + 1).map { $0.has(.scale) || $0.has(.percent) } ?? false
      || next?.isSymbol("%") == true
    guard let number = Numeral.read(token.folded, sentence.language, isScaled: isScaled) else {
      return false
    }
    guard isEmpty || number.value < smallestScale && number.decimals == 0 && !token.isJoined else {
      return false
    }
    if !isEmpty, sentence.language == .english { return false }
    group = number.value
    decimals = number.decimals
    isGrouped = isGrouped || number.isGrouped
    step = number.decimals > 0 ? 1 / power(number.decimals) : 1
    isDigits = true
    isEmpty = false
    at += 1
    return true
  }

  private func power(_ count: Int) -> Double {
    (0..<min(count, 9)).reduce(1) { value, _ in value * 10 }
  }

  private mutating func readWord(_ value: Double, _ end: Int) -> Bool {
    guard !isDigits || smallestScale < .infinity else { return false }
    // "twenty-five", "ciento cinco"; never "two five".
    let last = group.truncatingRemainder(dividingBy: 100)
    let fits =
      group == 0 || value < 10 && last >= 20 && last.truncatingRemainder(dividingBy: 10) == 0
      || value < 100 && last == 0
    guard fits, value < smallestScale else { return false }
    group += value
    step = 1
    isEmpty = false
    at = end
    return true
  }

  private mutating func readScale(_ factor: Double, _ match: Match) -> Bool {
    if isEmpty {
      // "mil" alone is a thousand in Spanish; "thousand" alone is none in English.
      guard sentence.language == .spanish, factor == 1000 else { return false }
      group = 1
      isEmpty = false
    }
    if factor == 100 || factor == 12 {
      guard group > 0, group < 100 else { return false }
      group *= factor
      at = match.range.upperBound
      return true
    }
    // "mil millones": the thousand is still open.
    let open = factor > smallestScale ? total + group : group
    guard open > 0 else { return false }
    if factor > smallestScale { total = 0 }
    total += open * factor
    group = 0
    step = decimals > 0 ? factor / power(decimals) : factor
    smallestScale = factor
    at = match.range.upperBound
    return true
  }

  /// "k", "m" and "bn" written onto digits.
  private func suffix(_ token: Token) -> Double? {
    guard isDigits, smallestScale == .infinity, !token.hasSpace else { return nil }
    switch token.folded {
    case "k": return 1000
    case "m", "mn", "mm": return 1_000_000
    case "bn", "b": return 1_000_000_000
    default: return nil
    }
  }

  private mutating func readSuffix(_ factor: Double) -> Bool {
    total = group * factor
    step = decimals > 0 ? factor / power(decimals) : factor
    group = 0
    smallestScale = factor
    at += 1
    return true
  }

  /// "one hundred and five", "treinta y cinco": only between words for numbers.
  private mutating func readAnd(_ token: Token) -> Bool {
    guard !isEmpty, !isDigits, sentence.isWord(token.folded, in: .and),
      let match = sentence.match(startingAt: at + 1), let id = match.id(.number),
      let value = Double(id), value < 100,
      sentence.language == .spanish ? value < 10 && group >= 30 : group >= 100 || total > 0
    else { return false }
    let last = group.truncatingRemainder(dividingBy: 100)
    guard last == 0 || last >= 20 && value < 10 else { return false }
    group += value
    step = 1
    at = match.range.upperBound
    return true
  }
}
