import Wording

/// Which of two numbers of a sentence is the larger.
extension ClaimBuilder {
  /// "up from 9,672", "35,529 Haitians outnumbered Venezuelans (34,547)".
  mutating func addBeside() {
    for match in sentence.matches {
      let end = match.range.upperBound
      if let id = match.id(.change) ?? match.id(.direction),
        let direction = ["up": 1.0, "down": -1][id],
        sentence.isWord(end, in: .setsOut), fromTo(match) == nil,
        let number = count(startingAt: end + 1)
      {
        claims.append(
          claim(
            .comparison, .beside(direction: direction, number: number),
            match.range.lowerBound..<end + 1))
      } else if let id = match.id(.outdo), let number = count(after: end),
        reading.amounts.contains(where: {
          $0.unit == .count && $0.core.upperBound <= match.range.lowerBound
        })
      {
        claims.append(
          claim(.comparison, .beside(direction: id == "up" ? 1 : -1, number: number), match.range))
      }
    }
  }

  /// "510,499 in Brazil, more than in Ecuador", "quedaron por debajo de los cubanos": whose number is the
  /// larger, of which the other is not said.
  mutating func addOutdone() {
    let names = RankNames(reading: reading, dimensions: [])
    for match in sentence.matches {
      let id = match.id(.outdo) ?? match.id(.hedge) ?? comparedLabel(match)
      guard let id, let direction = ClaimBuilder.outdoing[id] else { continue }
      var words = match.range
      while sentence.isWord(words.upperBound, in: .than)
        || sentence.isWord(words.upperBound, in: .within)
      {
        words = words.lowerBound..<words.upperBound + 1
      }
      guard let name = names.right(after: words),
        !reading.amounts.contains(where: {
          $0.range.overlaps(words.lowerBound..<name.upperBound)
            || (0...1).contains($0.range.lowerBound - name.upperBound)
        }),
        reading.amounts.contains(where: {
          $0.unit == .count && $0.core.upperBound <= words.lowerBound
        })
      else { continue }
      let tokens = words.lowerBound..<name.upperBound
      guard !claims.contains(where: { $0.tokens.overlaps(tokens) }) else { continue }
      claims.append(
        claim(
          .comparison, .outdo(direction: direction, names.readings(of: name)), tokens))
    }
  }

  private static let outdoing = [
    "up": 1.0, "down": -1, "more-than": 1, "less-than": -1,
  ]

  /// "more … than": an adverb of change before "than".
  private func comparedLabel(_ match: Match) -> String? {
    guard let id = match.id(.change),
      sentence.isWord(match.range.upperBound - 1, in: .more),
      sentence.isWord(match.range.upperBound, in: .than)
    else { return nil }
    return id
  }

  private func count(startingAt token: Int) -> Range<Int>? {
    reading.amounts.first { $0.unit == .count && $0.range.lowerBound == token }?.core
  }

  /// The number after a name: "outnumbered Mexicans (39,773)".
  private func count(after token: Int) -> Range<Int>? {
    let next = reading.amounts.first { $0.range.lowerBound >= token }
    guard let next, next.unit == .count, next.range.lowerBound - token <= ClaimBuilder.toOther
    else { return nil }
    return next.core
  }

  private static let toOther = 8
}
