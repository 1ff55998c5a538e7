/// To whom a sentence is attributed: "according to X", "X said".
struct Attribution {
  let sentence: Sentence
  let text: ArticleText

  /// Longest name that is taken, in tokens.
  private static let longest = 14

  func source() -> String? {
    for match in sentence.all(.said) {
      let phrase = match.range.map { sentence.word($0) }.joined(separator: " ")
      let isBefore = sentence.isWord(phrase, in: .attributing)
      guard !sentence.isWord(phrase, in: .notSaid) else { continue }
      if isBefore {
        if let name = after(match.range.upperBound) { return name }
      } else if let name = before(match.range.lowerBound) ?? inverted(match.range.upperBound) {
        return name
      }
    }
    return nil
  }

  private func isStop(_ index: Int) -> Bool {
    guard let token = sentence.token(index) else { return true }
    if token.kind == .symbol { return !["-", "&", "'"].contains(token.folded) }
    return sentence.isWord(token.folded, in: .endsName)
  }

  private func after(_ start: Int) -> String? {
    var end = start
    while end - start < Attribution.longest, !isStop(end) { end += 1 }
    return name(start..<end)
  }

  /// The words just before, back to a mark or the beginning.
  private func before(_ end: Int) -> String? {
    var start = end
    while end - start < Attribution.longest, !isStop(start - 1) { start -= 1 }
    return name(start..<end)
  }

  /// "…, said Mayorkas", "dijo Bárcena".
  private func inverted(_ start: Int) -> String? {
    sentence.token(start)?.isCapitalised == true
      || sentence.isWord(start, in: .agencyOpening)
      ? after(start) : nil
  }

  /// A name has a capital somewhere; a pronoun names nobody.
  private func name(_ tokens: Range<Int>) -> String? {
    guard !tokens.isEmpty else { return nil }
    let words = tokens.map { sentence.word($0) }
    guard
      tokens.contains(where: { sentence.tokens[$0].isCapitalised })
        || words.contains(where: { sentence.isWord($0, in: .officials) }),
      !(words.count == 1 && sentence.isWord(words[0], in: .pronoun))
    else { return nil }
    return text.text(sentence.bytes(tokens))
  }
}
