import Record

/// The very series of the number before.
extension SeriesOptions {
  /// "In October 2022 it was 42,767": the very series of the number before.
  var same: [Option<Selection>] {
    guard let known = focus.first, index - known.sentence <= 1,
      isAnaphoric || isCompared(with: known)
    else { return [] }
    return [
      Option(
        value: known.selection, cost: SeriesOptions.sameAsBefore, basis: .carried,
        words: known.words.filter { $0.part != .time }.map(\.carried))
    ]
  }

  private static let sameAsBefore = 1.0

  /// "43,570 encounters in September, up from 28,213 a month earlier": two numbers of one series, where
  /// nobody else is named between them.
  private func isCompared(with known: Focus) -> Bool {
    guard known.sentence == index, known.tokens.upperBound <= tokens.lowerBound else {
      return false
    }
    let between = known.tokens.upperBound..<tokens.lowerBound
    guard between.count <= SeriesOptions.toCompared,
      between.suffix(3).contains(where: { own.sentence.isWord($0, in: .setAgainst) }
      ),
      !own.amounts.contains(where: { between.contains($0.core.lowerBound) })
    else { return false }
    let mentions = own.mentions
    let named =
      mentions.nationalities + mentions.origins + mentions.places + mentions.components
      + mentions.labels.map(\.mention)
    return !named.contains { between.overlaps($0.tokens) }
  }

  private static let toCompared = 10

  /// Whether a number stands alone after "it was", "they had been": whatever was counted before.
  private var isAnaphoric: Bool {
    guard own.sentence.isWord(tokens.lowerBound - 1, in: .was) else {
      return false
    }
    guard
      !own.sentence.range.contains(where: {
        own.sentence.isWord($0, in: .respectively)
      })
    else {
      return false
    }
    // Nothing but times and such words stands before it, back to the sentence's or the clause's begin.
    var index = tokens.lowerBound - 1
    while index >= own.sentence.range.lowerBound {
      let word = own.sentence.word(index)
      if [";", ":", "("].contains(word) { break }
      guard
        own.sentence.isWord(index, in: .pronounOfSeries) || own.sentence.isWord(index, in: .was)
          || word == ","
          || own.moments.contains(where: { $0.range.contains(index) })
      else { return false }
      index -= 1
    }
    return true
  }
}
