import Periods
import Wording

/// Factors and differences in more of the forms that prose gives them.
extension ClaimBuilder {
  /// "2,5 veces las 71.141 del mismo mes de 2020": factors in digits begin with no word of the lexicon.
  mutating func addFactorsInDigits() {
    for amount in reading.amounts
    where amount.unit == .multiple && sentence.match(startingAt: amount.core.lowerBound) == nil
      && !comparisons.contains(where: { $0.range.overlaps(amount.range) })
    {
      guard let phrase = multiple(Match(range: amount.core, meanings: [])) else { continue }
      if let base = phrase.base { bases.insert(base.index) }
      comparisons.append(phrase)
    }
  }

  /// "a more than tenfold rise", "the rise is fivefold", "has grown ninefold".
  func isOfChange(_ amount: Amount) -> Bool {
    let near =
      (amount.range.lowerBound - ClaimBuilder.toChange..<amount.range.lowerBound).contains {
        sentence.match(at: $0)?.has(.change) == true
      }
    return near || sentence.match(startingAt: amount.core.upperBound)?.has(.change) == true
  }

  private static let toChange = 3

  /// "a gap of 12,000": a difference whichever way.
  mutating func gap(_ match: Match) -> ComparisonPhrase? {
    let index = reading.amounts.firstIndex {
      $0.range.lowerBound == match.range.upperBound && $0.unit == .count && $0.per == nil
    }
    guard let index, !used.contains(index) else { return nil }
    used.insert(index)
    let amount = reading.amounts[index]
    return ComparisonPhrase(
      range: match.range.lowerBound..<amount.range.upperBound, statement: .change(direction: 0),
      amount: amount)
  }

  /// "half of December's 249,740": a part of the number of another time.
  func isPartOfTimesNumber(_ next: Int) -> Bool {
    guard sentence.match(startingAt: next)?.has(.shareOf) == true,
      let moment = reading.moments.first(where: { $0.range.lowerBound == next + 1 })
    else { return false }
    return reading.amounts.contains {
      $0.unit == .count && $0.core.lowerBound == moment.range.upperBound
    }
  }

  /// The word after a people or what is counted: "5,695 fewer Venezuelans than in".
  func afterPeople(_ next: Int) -> Int {
    var index = next
    while index < next + ClaimBuilder.ofPeople, let match = sentence.match(startingAt: index),
      match.has(.nationality) || match.has(.topic) || match.has(.demographic) || match.has(.cue)
    {
      index = match.range.upperBound
    }
    return index
  }

  private static let ofPeople = 3

  /// "Compared with 2022, traffic has quadrupled", "la baja respecto a mayo fue del 24 %": the nearest time
  /// before some tokens that stands right behind such words, where none stands behind the tokens.
  func baseBefore(_ token: Int) -> (index: Int, moment: Moment)? {
    var isNearest = true
    for (index, moment) in reading.moments.enumerated().reversed()
    where moment.range.upperBound <= token {
      let between = moment.range.upperBound..<token
      if between.contains(where: { [";", ":"].contains(sentence.word($0)) }) { return nil }
      let phrase = comparing(moment)
      // Past a time of its own, only what opens the sentence: "Compared with 2012, removals in 2023".
      if let phrase,
        isNearest || phrase.range.lowerBound - sentence.range.lowerBound <= ClaimBuilder.toOpening
      {
        return (index, moment)
      }
      isNearest = false
    }
    return nil
  }

  /// The words that say that something is compared with a time.
  func comparing(_ moment: Moment) -> Match? {
    let start = moment.range.lowerBound
    let found = (start - ClaimBuilder.toCompared...start).lazy
      .compactMap { sentence.match(endingAt: $0) }.first { $0.has(.compared) }
    // "Against 41,631 in the March before": it is the number that is compared with.
    guard let found,
      !reading.amounts.contains(where: {
        (found.range.upperBound..<start).contains($0.core.lowerBound)
      })
    else { return nil }
    return found
  }

  /// Marks and the like before the first word of a sentence.
  private static let toOpening = 2

  /// Words between "compared with" and a time: "frente al récord de".
  private static let toCompared = 3

  /// Whether tokens between a noun of change and its per cent say no more than what it is compared with.
  func isOnlyCompared(_ tokens: Range<Int>) -> Bool {
    tokens.count <= ClaimBuilder.toPercent
      && tokens.contains { sentence.match(at: $0)?.has(.compared) == true }
      && tokens.allSatisfy { token in
        sentence.isWord(token, in: .plain) || sentence.token(token)?.isSymbol(",") == true
          || sentence.match(at: token).map { $0.has(.compared) || $0.has(.hedge) } ?? false
          || reading.moments.contains { $0.range.contains(token) }
      }
  }

  private static let toPercent = 12
}
