import Record
import Wording

/// Reads places among others: "the busiest sector", "the second-largest group", "segunda nacionalidad",
/// "encabezó la lista", "more than any other sector".
struct RankReader {
  let reading: SentenceReading

  struct Found {
    var rank: Rank
    var tokens: Range<Int>
  }

  /// Words that say a place.
  struct Head {
    var range: Range<Int>
    var place: Int
    var isLeast = false
    /// What may have it; empty where the words do not say.
    var dimensions: [Record.Dimension]
    /// Whether it is a noun, which a verb or a comma joins to a name: "the busiest sector".
    var isNoun = false
    /// Whether who comes next stands before the words: "and Tucson followed".
    var isAfterName = false
    /// Whether they go on with a list that other words of the sentence began: "then Guatemala".
    var goesOn = false
  }

  private var sentence: Sentence { reading.sentence }

  func ranks() -> [Found] {
    var found: [Found] = []
    for match in sentence.allMatches {
      guard let head = head(at: match), !found.contains(where: { $0.tokens.overlaps(head.range) })
      else { continue }
      if head.goesOn, found.isEmpty { continue }
      if let rank = rank(of: head) { found.append(rank) }
    }
    return found
  }

  // MARK: Heads

  private func head(at match: Match) -> Head? {
    if let next = next(match) { return next }
    if let place = match.id(.rank).flatMap(Int.init) {
      return isOfList(match) ? Head(range: match.range, place: place, dimensions: []) : nil
    }
    if let id = match.id(.ranked) { return RankNoun(sentence: sentence, id, match.range).head() }
    if let place = match.id(.largest).flatMap(Int.init) {
      let order = ordinal(before: match.range.lowerBound)
      return Head(
        range: match.range, place: order ?? place, dimensions: [.nationality], isNoun: true)
    }
    return ordinal(match) ?? ofSector(match)
  }

  /// "followed by", "and Tucson followed, with 28,017", "then Guatemala with 35,674": whoever comes right
  /// after the last one named.
  private func next(_ match: Match) -> Head? {
    var head = Head(range: match.range, place: 0, dimensions: [])
    switch match.id(.rank) {
    case "next": return head
    case "followed":
      head.isAfterName = true
      return isNumberNext(match.range.upperBound) ? head : nil
    case "then":
      head.goesOn = true
      let name = RankNames(reading: reading, dimensions: []).right(after: match.range)
      return name.flatMap { isNumberNext($0.upperBound) ? head : nil }
    default: return nil
    }
  }

  /// "with 28,017", "(28,017)": whether a number is what comes next, with no more than a mark and a "with".
  private func isNumberNext(_ token: Int) -> Bool {
    var index = token
    while let next = sentence.token(index), next.kind != .number,
      index < token + RankReader.toNumber,
      next.kind == .symbol || sentence.has(.with, at: index)
    {
      index += 1
    }
    return reading.amounts.contains { $0.unit == .count && $0.range.lowerBound == index }
  }

  private static let toNumber = 3

  /// "encabezó la lista", "Del Río encabezó con 47.000": no march and no ministry.
  private func isOfList(_ match: Match) -> Bool {
    guard match.id(.rank) == "1", match.range.count == 1 else { return true }
    let next = match.range.upperBound
    if sentence.token(next).map({ $0.kind != .word }) ?? true { return true }
    return sentence.has(.with, at: next)
      || (next...next + 2).contains {
        sentence.has(.listWord, at: $0) || sentence.has(.cue, at: $0)
      }
  }

  /// "the [fourth-]largest nationality".
  private func ordinal(before start: Int) -> Int? {
    for index in [start - 1, start - 2] {
      if let match = sentence.match(endingAt: index + 1) {
        return (match.id(.ordinal) ?? match.id(.fraction)).flatMap(Int.init)
      }
      guard sentence.word(index) == "-" else { return nil }
    }
    return nil
  }

  /// "Nogales was third, with 42,930", "San Diego, a distant second": an ordinal and nothing that it is of.
  private func ordinal(_ match: Match) -> Head? {
    guard let place = match.id(.ordinal).flatMap(Int.init), place > 1 else { return nil }
    // "fueron los segundos".
    let isPlural = sentence.isWord(match.range.lowerBound - 1, in: .article)
    let before = match.range.lowerBound - (isPlural ? 2 : 1)
    let names = RankNames(reading: reading, dimensions: [])
    let isListed = names.isListed(before: before + 1)
    let isDistant = sentence.isWord(before, in: .distant)
    let isCopula =
      sentence.has(.copula, at: before) || isDistant && sentence.has(.copula, at: before - 1)
    let isSaid = isCopula || isDistant || isListed
    let next = match.range.upperBound
    // "third among the sectors", "third behind Tucson".
    let isOfAll =
      isCopula
      && (sentence.isWord(next, in: .ofWhole) || sentence.has(.limit, at: next)
        || sentence.has(.behind, at: next))
    let isClosed =
      sentence.token(next).map { $0.kind == .symbol && !$0.isSymbol("-") } ?? true
      || sentence.has(.with, at: next) || isListed && sentence.isWord(next, in: .rowJoint)
      || isOfAll
    guard isSaid, isClosed else { return nil }
    return Head(range: match.range, place: place, dimensions: [])
  }

  /// "El sector de Tucson fue el más activo": a superlative of nothing else, said of a sector.
  private func ofSector(_ match: Match) -> Head? {
    guard let direction = match.direction else { return nil }
    let start = match.range.lowerBound
    guard sentence.isWord(start - 1, in: .article),
      sentence.has(.copula, at: start - 2)
    else { return nil }
    let next = match.range.upperBound
    guard
      sentence.token(next).map({ $0.kind == .symbol }) ?? true
        || sentence.has(.with, at: next) || sentence.isWord(next, in: .ofWhole),
      !sentence.has(.peakUnit, at: next), !sentence.has(.peakUnit, at: next + 1)
    else { return nil }
    return Head(
      range: start - 1..<next, place: 1, isLeast: direction == "low", dimensions: [.sector])
  }

  // MARK: Whose it is

  /// "Tucson, followed by Del Rio", "Le sigue San Diego": whoever is named next comes right after the last
  /// one named.
  private func next(_ head: Head, _ names: RankNames) -> Found? {
    guard !isOfChanges(before: head.range.lowerBound),
      let (name, before) = names.pair(around: head.range, isAfterName: head.isAfterName)
    else {
      return nil
    }
    // "Venezuelans came second to Mexicans, then Cubans": after all of the list.
    let ahead = head.goesOn ? names.all(before: head.range) : [before]
    let (readings, follows) = (names.readings(of: name), ahead.flatMap(names.readings))
    let alike = readings.filter { own in follows.contains { $0.dimension == own.dimension } }
    guard !alike.isEmpty else { return nil }
    let rank = Rank(
      place: 0, names: alike, follows: follows.map(\.label), isLimited: isLimited)
    let tokens =
      min(head.range.lowerBound, name.lowerBound)..<max(head.range.upperBound, name.upperBound)
    return Found(rank: rank, tokens: tokens)
  }

  /// "The steepest fall was on the Balkan route, followed by the Central Mediterranean": a list of who went up
  /// or down most.
  private func isOfChanges(before token: Int) -> Bool {
    sentence.matches.contains { $0.range.upperBound <= token && $0.has(.nominal) }
      && !sentence.matches.contains { $0.range.upperBound <= token && $0.has(.cue) }
  }

  private func rank(of head: Head) -> Found? {
    let names = RankNames(reading: reading, dimensions: head.dimensions)
    if head.place == 0 { return next(head, names) }
    let joint = sentence.joint(before: head.range.lowerBound)
    let after = names.after(head.range)
    guard after != nil || joint != .apart && (!head.isNoun || ![.other, .and].contains(joint)),
      let name = after ?? names.before(head.range)
    else { return nil }
    let readings = names.readings(of: name)
    guard !readings.isEmpty else { return nil }
    let words = head.range
    let all = min(words.lowerBound, name.lowerBound)..<max(words.upperBound, name.upperBound)
    let isFree =
      !reading.amounts.contains { all.contains($0.core.lowerBound) }
      && !all.contains { [",", "("].contains(sentence.word($0)) }
      && all.count <= words.count + name.count + RankNoun.reach
    let rank = Rank(
      place: head.place, isLeast: head.isLeast, names: readings,
      others: after == nil ? names.others(before: head.range, than: name) : [],
      before: names.ahead(of: words),
      sharedBy: names.shared(name, words), isLimited: isLimited)
    return Found(rank: rank, tokens: isFree ? all : words)
  }

  /// Words of the sentence that leave some out: "outside Mexico", "among the Latin Americans".
  private var isLimited: Bool {
    sentence.range.contains { index in
      guard sentence.has(.limit, at: index), !sentence.has(.component, at: index) else {
        return false
      }
      // "among the nine sectors" is all of them; "entre enero y marzo" is a time.
      return !(index + 1...index + 3).contains { sentence.has(.ranked, at: $0) }
        && !reading.moments.contains {
          $0.range.contains(index) || $0.range.lowerBound == index + 1
        }
    }
  }
}

extension Match {
  /// Which end of a scale an adjective names: "busiest", "menor".
  var direction: String? {
    (id(.superlative) ?? id(.peakWord)).flatMap {
      ["high", "low", "worst"].contains($0) ? $0 : nil
    }
  }
}

/// A noun for what may have a place, with what says which, before it or after: "the third-busiest of the
/// nine sectors", "el segundo grupo más numeroso", "el grupo principal".
struct RankNoun {
  let sentence: Sentence
  private let noun: Range<Int>
  private let dimensions: [Record.Dimension]
  private var start: Int
  private var end: Int
  private var place: Int?
  private var isLeast = false
  private var isSaid = false
  private var isOfAny = false

  /// Words around a place that may say more of it.
  static let reach = 8

  init(sentence: Sentence, _ id: String, _ noun: Range<Int>) {
    self.sentence = sentence
    self.noun = noun
    dimensions = id.split(separator: "|").compactMap { Record.Dimension(rawValue: String($0)) }
    (start, end) = (noun.lowerBound, noun.upperBound)
    readBefore()
    readAfter()
  }

  func head() -> RankReader.Head? {
    guard isSaid, !isOfSeveral else { return nil }
    // "the first country to close its border".
    if place == 1, sentence.match(endingAt: noun.lowerBound)?.has(.ordinal) == true,
      sentence.isWord(end, in: .toDo)
    {
      return nil
    }
    return RankReader.Head(
      range: start..<end, place: place ?? 1, isLeast: isLeast, dimensions: dimensions,
      isNoun: !isOfAny)
  }

  private mutating func readBefore() {
    var index = noun.lowerBound - 1
    while index >= noun.lowerBound - RankNoun.reach, let token = sentence.token(index),
      token.kind == .word || token.kind == .number || token.isSymbol("-")
    {
      let loud = sentence.match(at: index)
      let adjective = [loud, sentence.match(.peakWord, at: index)].compactMap(\.self)
        .first { $0.direction != nil }
      if sentence.has(.any, at: index) { isOfAny = true }
      var first = loud?.range.lowerBound ?? index
      if let order = sentence.match(.order, at: index), let id = order.id(.order) {
        (place, isSaid, first) = (place ?? Int(id), true, order.range.lowerBound)
        start = first
      } else if let adjective {
        (isLeast, isSaid, first) = (adjective.direction == "low", true, adjective.range.lowerBound)
        start = first
      } else if isOfAny, loud?.has(.majority) == true {
        (isSaid, start) = (true, first)
      } else if isOfAny, let hedge = loud?.id(.hedge), hedge.hasSuffix("-than") {
        // "more than in any other sector".
        (isLeast, isSaid, start) = (hedge == "less-than", true, first)
      } else if let order = (loud?.id(.ordinal) ?? (isSaid ? loud?.id(.fraction) : nil)),
        isSaid || loud?.range.upperBound == noun.lowerBound
      {
        (place, isSaid, start) = (Int(order), true, first)
      } else if !isLink(index, loud) {
        break
      }
      index = first - 1
    }
  }

  private mutating func readAfter() {
    if let wide = withMore() {
      (isLeast, isSaid, end) = (wide.isLeast, true, wide.end)
    } else if let order = sentence.match(.order, at: end), let id = order.id(.order) {
      (place, isSaid, end) = (place ?? Int(id), true, order.range.upperBound)
    } else if let adjective = [sentence.match(at: end), sentence.match(.peakWord, at: end)]
      .compactMap(\.self).first(where: { $0.direction != nil })
    {
      (isLeast, isSaid, end) = (adjective.direction == "low", true, adjective.range.upperBound)
    }
  }

  /// "el país con más peticiones", "the country with the most".
  private func withMore() -> (isLeast: Bool, end: Int)? {
    guard sentence.has(.with, at: end) || sentence.isWord(end, in: .than) else { return nil }
    let hasArticle = sentence.isWord(end + 1, in: .article)
    let next = hasArticle ? end + 2 : end + 1
    if let match = sentence.match(at: next), let direction = match.direction {
      return (direction == "low", match.range.upperBound)
    }
    guard let match = sentence.match(.peakWord, at: next), let id = match.id(.peakWord),
      !sentence.isWord(next + 1, in: .thanOf)
    else { return nil }
    return (["fewer", "low"].contains(id), match.range.upperBound)
  }

  /// "of the nine", "of any", "in any other": words between a superlative and what it is among. A month
  /// among them is what the superlative is of: "the busiest month in the sector".
  private func isLink(_ index: Int, _ match: Match?) -> Bool {
    if sentence.has(.peakUnit, at: index) { return isOfAny }
    if sentence.has(.any, at: index) || sentence.has(.figureWord, at: index) { return true }
    if match?.has(.number) == true || isOfAny && match?.has(.topic) == true { return true }
    return sentence.isWord(index, in: .rankLink) || sentence.word(index) == "-"
  }

  /// "the two largest groups", "one of the largest groups".
  private var isOfSeveral: Bool {
    let words = (start - 3...start).map { sentence.word($0) }
    return words.contains { sentence.isWord($0, in: .several) }
      || sentence.match(endingAt: start)?.has(.number) == true
  }

}
