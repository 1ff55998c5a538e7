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

  private struct Head {
    var range: Range<Int>
    var place: Int
    var isLeast = false
    /// What may have it; empty where the words do not say.
    var dimensions: [Record.Dimension]
  }

  private var sentence: Sentence { reading.sentence }

  func ranks() -> [Found] {
    var found: [Found] = []
    for match in sentence.matches {
      guard let head = head(at: match), !found.contains(where: { $0.tokens.overlaps(head.range) })
      else { continue }
      if let rank = rank(of: head) { found.append(rank) }
    }
    return found
  }

  // MARK: Heads

  private func head(at match: Match) -> Head? {
    if let place = match.id(.rank).flatMap(Int.init) {
      return isOfList(match) ? Head(range: match.range, place: place, dimensions: []) : nil
    }
    if let id = match.id(.ranked) { return head(noun: id, match.range) }
    if let place = match.id(.largest).flatMap(Int.init) {
      return Head(range: match.range, place: place, dimensions: [.nationality])
    }
    return ordinal(match)
  }

  /// "encabezó la lista", "Del Río encabezó con 47.000": no march and no ministry.
  private func isOfList(_ match: Match) -> Bool {
    guard match.id(.rank) == "1", match.range.count == 1 else { return true }
    let next = match.range.upperBound
    if sentence.token(next).map({ $0.kind != .word }) ?? true { return true }
    return sentence.match(at: next)?.has(.with) == true
      || (next...next + 2).contains { sentence.match(at: $0)?.has(.listWord) == true }
  }

  /// A noun with what says its place, before it or after: "the third-busiest of the nine sectors", "el
  /// segundo grupo más numeroso", "el grupo principal".
  private func head(noun id: String, _ noun: Range<Int>) -> Head? {
    let dimensions = id.split(separator: "|").compactMap { Record.Dimension(rawValue: String($0)) }
    var (start, end) = (noun.lowerBound, noun.upperBound)
    var place: Int?
    var isLeast = false
    var isSaid = false
    var isOfAny = false
    var index = noun.lowerBound - 1
    while index >= noun.lowerBound - RankReader.reach, let token = sentence.token(index),
      token.kind == .word || token.kind == .number || token.isSymbol("-")
    {
      let match = sentence.match(at: index)
      if match?.has(.any) == true { isOfAny = true }
      if isOfAny, let match, let hedge = match.id(.hedge), hedge.hasSuffix("-than") {
        // "more than in any other sector".
        (isLeast, isSaid, start) = (hedge == "less-than", true, match.range.lowerBound)
      } else if let match, let order = match.id(.order).flatMap(Int.init) {
        (place, isSaid, start) = (place ?? order, true, match.range.lowerBound)
      } else if let match, let high = direction(match) {
        (isLeast, isSaid, start) = (high == "low", true, match.range.lowerBound)
      } else if let match, let order = match.id(.ordinal).flatMap(Int.init),
        isSaid || match.range.upperBound == noun.lowerBound
      {
        (place, isSaid, start) = (order, true, match.range.lowerBound)
      } else if !isLink(index, match) {
        break
      }
      index = (match?.range.lowerBound ?? index) - 1
    }
    if let after = sentence.match(startingAt: end) {
      if let high = withMore(end) {
        (isLeast, isSaid, end) = (high == "fewer", true, end + 2)
      } else if let order = after.id(.order).flatMap(Int.init) {
        (place, isSaid, end) = (place ?? order, true, after.range.upperBound)
      } else if let high = direction(after) {
        (isLeast, isSaid, end) = (high == "low", true, after.range.upperBound)
      }
    }
    guard isSaid, !isOfSeveral(start..<noun.upperBound) else { return nil }
    // "the first country to close its border".
    if place == 1, sentence.match(at: noun.lowerBound - 1)?.has(.ordinal) == true,
      RankReader.toDo.contains(sentence.word(end))
    {
      return nil
    }
    return Head(
      range: start..<end, place: place ?? 1, isLeast: isLeast, dimensions: dimensions)
  }

  private static let toDo: Set<String> = ["que", "to", "en", "in", "where", "donde"]

  /// "el país con más peticiones", "the country with more".
  private func withMore(_ start: Int) -> String? {
    guard sentence.match(at: start)?.has(.with) == true,
      let id = sentence.match(at: start + 1)?.id(.peakWord), ["more", "fewer"].contains(id),
      !["de", "que", "than"].contains(sentence.word(start + 2))
    else { return nil }
    return id
  }

  private static let reach = 8

  private func direction(_ match: Match) -> String? {
    let id = match.id(.superlative) ?? match.id(.peakWord)
    return id.flatMap { ["high", "low", "worst"].contains($0) ? $0 : nil }
  }

  /// "of the nine", "of any", "in any other": words between a superlative and what it is among.
  private func isLink(_ index: Int, _ match: Match?) -> Bool {
    if let match,
      match.has(.any) || match.has(.number) || match.has(.figureWord) || match.has(.hedge)
    {
      return true
    }
    return RankReader.links.contains(sentence.word(index))
  }

  private static let links: Set<String> = [
    "of", "the", "in", "other", "all", "its", "patrol", "border", "single", "host", "de", "los",
    "las", "del", "otro", "otra", "que", "en", "for", "its", "-", "than", "destination",
  ]

  /// "the two largest groups", "one of the largest groups".
  private func isOfSeveral(_ range: Range<Int>) -> Bool {
    let words = (range.lowerBound - 3..<range.lowerBound + 1).map { sentence.word($0) }
    if words.contains(where: { RankReader.several.contains($0) }) { return true }
    return sentence.match(endingAt: range.lowerBound)?.has(.number) == true
  }

  private static let several: Set<String> = [
    "two", "three", "four", "five", "dos", "tres", "cuatro", "cinco", "one", "among", "entre",
    "uno", "una",
  ]

  /// "Nogales was third, with 42,930", "San Diego, second": an ordinal and nothing that it is of.
  private func ordinal(_ match: Match) -> Head? {
    guard let place = match.id(.ordinal).flatMap(Int.init), place > 1 else { return nil }
    let before = match.range.lowerBound - 1
    let isSaid =
      sentence.match(at: before)?.has(.copula) == true
      || ["a", "distant", "un", "lejano"].contains(sentence.word(before))
    let next = match.range.upperBound
    let isClosed =
      sentence.token(next).map { $0.kind == .symbol && !$0.isSymbol("-") } ?? true
      || sentence.match(at: next)?.has(.with) == true
    guard isSaid, isClosed else { return nil }
    return Head(range: match.range, place: place, dimensions: [])
  }

  // MARK: Whose it is

  private func rank(of head: Head) -> Found? {
    let names = RankNames(reading: reading, dimensions: head.dimensions)
    guard let name = names.name(of: head.range) else { return nil }
    let readings = names.readings(of: name)
    guard !readings.isEmpty else { return nil }
    let before = names.before(head.range)
    let words = head.range
    let all =
      min(words.lowerBound, name.lowerBound)..<max(words.upperBound, name.upperBound)
    let isFree =
      !reading.amounts.contains { all.contains($0.core.lowerBound) }
      && all.count <= words.count + name.count + RankReader.reach
    let rank = Rank(
      place: head.place, isLeast: head.isLeast, names: readings, before: before,
      isLimited: isLimited(all))
    return Found(rank: rank, tokens: isFree ? all : words)
  }

  /// Words that leave some out, near by.
  private func isLimited(_ range: Range<Int>) -> Bool {
    (range.lowerBound - RankReader.reach..<range.upperBound + RankReader.reach).contains {
      sentence.match(at: $0)?.has(.limit) == true
    }
  }
}

/// Finds whose place it is.
struct RankNames {
  let reading: SentenceReading
  let dimensions: [Record.Dimension]

  private var sentence: Sentence { reading.sentence }

  private static let near = 14
  private static let after = 6

  /// Names that may have a place, in the order of the sentence.
  private var all: [Range<Int>] {
    let mentions = reading.mentions
    let people = (mentions.nationalities + mentions.origins).map(\.tokens)
    let places = mentions.places.filter { $0.id.count == 3 }.map(\.tokens)
    let labels = mentions.labels.filter { [.sector, .cause].contains($0.dimension) }.map(
      \.mention.tokens)
    return (people + places + labels).filter { !readings(of: $0).isEmpty }
      .sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The ways that a name may be meant.
  func readings(of name: Range<Int>) -> [Rank.Name] {
    let mentions = reading.mentions
    var names: [Rank.Name] = []
    func add(_ dimension: Record.Dimension, _ id: String) {
      guard dimensions.isEmpty || dimensions.contains(dimension) else { return }
      for label in id.split(separator: "|") {
        names.append(Rank.Name(dimension: dimension, label: String(label)))
      }
    }
    for label in mentions.labels where label.mention.tokens == name {
      if [.sector, .cause].contains(label.dimension) { add(label.dimension, label.mention.id) }
    }
    for people in mentions.nationalities + mentions.origins where people.tokens == name {
      add(.nationality, people.id)
    }
    for place in mentions.places where place.tokens == name && place.id.count == 3 {
      add(.place, place.id)
      add(.nationality, place.id)
    }
    return names
  }

  /// The name that is said to have a place: right after "the busiest sector was", else the last before it.
  func name(of words: Range<Int>) -> Range<Int>? { after(words) ?? before(words).first }

  private func after(_ words: Range<Int>) -> Range<Int>? {
    var isJoined = false
    var index = words.upperBound
    while index < words.upperBound + RankNames.after, let token = sentence.token(index) {
      if let name = all.first(where: { $0.lowerBound == index }) { return isJoined ? name : nil }
      let match = sentence.match(at: index)
      if match?.has(.negation) == true { return nil }
      if match?.has(.copula) == true || token.isSymbol(":") {
        isJoined = true
      } else if token.kind != .word {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// Names that stand before some words in their clause, the nearest first.
  private func before(_ words: Range<Int>) -> [Range<Int>] {
    all.reversed().filter { name in
      guard name.upperBound <= words.lowerBound else { return false }
      let between = name.upperBound..<words.lowerBound
      return between.count <= RankNames.near
        && !between.contains { index in
          [";", ".", ":"].contains(sentence.word(index))
            || sentence.match(at: index)?.has(.negation) == true
        }
    }
  }
}

extension RankNames {
  /// Who is said to be ahead: "second only to Mexicans", "tercero, detrás de Tucson y Del Río".
  func before(_ words: Range<Int>) -> [String] {
    let reach = words.upperBound..<words.upperBound + RankNames.near
    guard
      let start = (words.lowerBound..<words.upperBound + RankNames.after).first(where: {
        sentence.match(at: $0)?.has(.behind) == true
      })
    else { return [] }
    return all.filter { $0.lowerBound > start && reach.contains($0.lowerBound) }
      .flatMap { readings(of: $0).map(\.label) }
  }
}
