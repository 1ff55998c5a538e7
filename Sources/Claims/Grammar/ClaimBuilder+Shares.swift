import Periods
import Record
import Wording

extension Sentence {
  /// "accounted for some 35 percent": whether a verb of parts stands just before a token.
  func isShareVerb(before token: Int) -> Bool {
    (0...3).contains { match(endingAt: token - $0)?.has(.shareVerb) == true }
  }
}

extension ClaimBuilder {
  /// "63% of them Venezuelans", "a third were children", "the vast majority from Venezuela".
  mutating func addShares() {
    for (index, amount) in reading.amounts.enumerated() where !used.contains(index) {
      // "The ports tell the other half."
      if sentence.isWord(amount.range.lowerBound - 1, in: .other) { continue }
      guard
        amount.unit == .percent && isShare(amount)
          || amount.unit == .fraction
            && (isShare(amount) || reading.namesTheField || followsNumber(amount)
              || isOutOf(amount))
      else { continue }
      guard let claim = share(.share, amount.range, amount) else { continue }
      used.insert(index)
      claims.append(claim)
    }
    for match in sentence.all(.majority) {
      let isVast = match.id(.majority) == "vast"
      if reading.amounts.contains(where: { $0.range.overlaps(match.range) }) { continue }
      if let claim = share(.majority(isVast: isVast), match.range, nil) { claims.append(claim) }
    }
  }

  /// "17,609 were Haitian, seven in ten".
  private func followsNumber(_ amount: Amount) -> Bool {
    let least = ClaimBuilder.leastPart
    return reading.amounts.contains { number in
      number.unit == .count && number.value >= least
        && (0...(isSaidAgain(amount) ? ClaimBuilder.afterPart * 2 : ClaimBuilder.afterPart))
          .contains(amount.range.lowerBound - number.core.upperBound)
    }
  }

  /// "24,137 of the month's entries, or roughly one in four".
  private func isSaidAgain(_ amount: Amount) -> Bool {
    sentence.isWord(amount.range.lowerBound - 1, in: .or)
  }

  /// "one in five", "seis de cada diez": a part by its own words.
  private func isOutOf(_ amount: Amount) -> Bool {
    amount.core.contains { sentence.isWord($0, in: .outOf) }
      && part(near: amount.range) != nil
  }

  private static let leastPart = 100.0
  private static let afterPart = 4

  /// A per cent beside a people or a group that no word calls a share.
  mutating func shareOfPart(_ index: Int) -> FoundClaim? {
    let amount = reading.amounts[index]
    guard part(near: amount.range) != nil else { return nil }
    return share(.share, amount.range, amount)
  }

  /// Whether a per cent or a fraction is a part of something, rather than a change or a rate.
  private func isShare(_ amount: Amount) -> Bool {
    let next = amount.core.upperBound
    if let match = sentence.match(startingAt: next),
      match.has(.shareOf) || match.has(.nationality)
        || match.has(.demographic) || match.has(.origin)
        || amount.unit == .fraction && match.has(.topic)
    {
      return true
    }
    if sentence.isWord(next, in: .wereOf) {
      return true
    }
    // "…, of whom 45% were", "de los cuales el 45 %".
    let before = (1...4).map { sentence.word(amount.range.lowerBound - $0) }
    if before.contains(where: {
      sentence.isWord($0, in: .whom)
    }) {
      return true
    }
    return sentence.isShareVerb(before: amount.range.lowerBound)
  }

  private mutating func share(
    _ statement: FoundClaim.Statement, _ tokens: Range<Int>, _ amount: Amount?
  ) -> FoundClaim? {
    let part = part(near: tokens)
    guard part != nil || amount != nil else { return nil }
    var claim = claim(.share, statement, tokens, amount)
    let subjects = comparisonOrOwn(tokens)
    claim.subjects = subjects.map { subject in
      var whole = subject
      if let part { whole.selection = subject.selection?.without(part.dimension) }
      return whole
    }
    claim.part = part.map {
      FoundClaim.Part(dimension: $0.dimension.rawValue, labels: $0.labels)
    }
    setPeriod(of: &claim, at: tokens)
    if let anchor = anchor(before: tokens), !anchor.periods.isEmpty,
      reading.momentJustAfter(tokens) == nil
    {
      claim.periods = anchor.periods
      claim.isOpen = anchor.isOpen
    }
    if mainSubjects.isEmpty, !subjects.isEmpty {
      mainSubjects = claim.subjects
      isMainCarried = reading.finder.subjects(at: tokens).isEmpty
    }
    return claim
  }

  private func comparisonOrOwn(_ tokens: Range<Int>) -> [Subject] {
    comparisonSubjects(at: tokens)
  }

  /// The people or group that makes up the part; those just after "of" are the whole.
  private func part(near tokens: Range<Int>) -> (dimension: Record.Dimension, labels: [String])? {
    guard let found = reading.finder.part(at: tokens, except: whole(after: tokens)) else {
      return nil
    }
    return (found.0, found.1)
  }

  /// Tokens of the people that a part is taken of: "60% of Venezuelans", "most Venezuelans".
  private func whole(after tokens: Range<Int>) -> Range<Int>? {
    var index = tokens.upperBound
    let isMost = sentence.isWord(index - 1, in: .mostOf)
    var sawOf = isMost
    while let match = sentence.match(startingAt: index), match.has(.shareOf) {
      index = match.range.upperBound
      sawOf = true
    }
    while sentence.isWord(index, in: .allThe) {
      index += 1
      sawOf = true
    }
    guard sawOf, let match = sentence.match(startingAt: index),
      match.has(.nationality) || match.has(.demographic) || match.has(.component)
    else { return nil }
    return match.range
  }
}
