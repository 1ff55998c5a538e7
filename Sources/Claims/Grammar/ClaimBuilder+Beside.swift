import Wording

/// Which of two numbers of a sentence is the larger.
extension ClaimBuilder {
  /// "up from 9,672", "35,529 Haitians outnumbered Venezuelans (34,547)".
  mutating func addBeside() {
    for match in sentence.matches {
      let end = match.range.upperBound
      if let id = match.id(.change), let direction = ["up": 1.0, "down": -1][id],
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
