import Wording

extension ClaimBuilder {
  /// "Family members decreased by 14% and children by 16% from September": a change whose verb is the one before.
  mutating func addPassedOver() {
    for (index, amount) in reading.amounts.enumerated()
    where amount.unit == .percent && !used.contains(index) {
      let start = amount.range.lowerBound
      let verb = comparisons.last { $0.range.upperBound <= start }
      guard sentence.isWord(start - 1, in: .byPart), let verb, case .change = verb.statement,
        verb.amount?.unit == .percent, passesOver(verb.range.upperBound..<start)
      else { continue }
      used.insert(index)
      let base = reading.base(from: amount.range.upperBound, isDirect: false) ?? verb.base
      if let base { bases.insert(base.index) }
      comparisons.append(
        ComparisonPhrase(
          range: amount.range, statement: verb.statement, amount: amount, base: base))
    }
  }

  /// Whether an "and" and somebody's name stand between a change and the next, and no other number or verb.
  private func passesOver(_ between: Range<Int>) -> Bool {
    let mentions = reading.mentions
    let names = mentions.nationalities + mentions.origins + mentions.labels.map(\.mention)
    return between.count <= ClaimBuilder.farthestPassedOver
      && between.contains { sentence.isWord($0, in: .and) }
      && names.contains { between.contains($0.tokens.lowerBound) }
      && between.allSatisfy { sentence.token($0)?.kind == .word }
      && !sentence.matches.contains { between.contains($0.range.lowerBound) && $0.has(.change) }
  }

  private static let farthestPassedOver = 8
}
