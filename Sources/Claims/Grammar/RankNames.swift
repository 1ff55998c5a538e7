import Record
import Wording

/// Finds whose place among others it is.
struct RankNames {
  let reading: SentenceReading
  /// What may have it; empty for all.
  let dimensions: [Record.Dimension]

  private var sentence: Sentence { reading.sentence }

  private static let near = 14
  /// Where nobody else is named.
  private static let far = 30
  private static let after = 6

  /// Names that may have a place, in the order of the sentence.
  private var all: [Range<Int>] {
    let mentions = reading.mentions
    let people = (mentions.nationalities + mentions.origins).map(\.tokens)
    let places = mentions.places.filter { $0.id.count == 3 }.map(\.tokens)
    let labels = mentions.labels.filter { [.sector, .cause, .route].contains($0.dimension) }.map(
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
      if [.sector, .cause, .route].contains(label.dimension) {
        add(label.dimension, label.mention.id)
      }
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

  /// The last name before some words; a country stands for itself before its people do.
  func before(_ words: Range<Int>) -> Range<Int>? {
    let names = all(before: words)
    guard dimensions.contains(.place) else { return names.first }
    return names.first { reading.mentions.isPlace($0) } ?? names.first
  }

  /// All others that are named before some words.
  func others(before words: Range<Int>, than name: Range<Int>) -> [Rank.Name] {
    all.filter { $0.upperBound <= words.lowerBound && $0 != name }.flatMap { readings(of: $0) }
  }

  /// The name right after "the busiest sector was".
  func after(_ words: Range<Int>) -> Range<Int>? {
    var isJoined = false
    var index = words.upperBound
    // "Encabeza la lista Venezuela".
    if let match = sentence.match(.rank, at: words.lowerBound), match.range == words,
      match.id(.rank) == "1",
      let name = right(after: words, over: .listWord)
    {
      return name
    }
    while index < words.upperBound + RankNames.after, let token = sentence.token(index) {
      if let name = all.first(where: { $0.lowerBound == index }) { return isJoined ? name : nil }
      if sentence.has(.negation, at: index) || isJoined && sentence.has(.apart, at: index) {
        return nil
      }
      if sentence.has(.copula, at: index) || token.isSymbol(":") {
        isJoined = true
      } else if token.kind != .word {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// The name right after some words, with no more than an article and words of a role between.
  func right(after words: Range<Int>, over role: Role? = nil) -> Range<Int>? {
    var index = words.upperBound
    while sentence.isWord(index, in: .article) || sentence.isWord(index, in: .bareOf)
      || role.map({ sentence.has($0, at: index) }) ?? false
    {
      index += 1
    }
    return all.first { $0.lowerBound == index }
  }

  /// The last name before some words.
  func last(before words: Range<Int>) -> Range<Int>? {
    all.last {
      $0.upperBound <= words.lowerBound && words.lowerBound - $0.upperBound <= RankNames.far
    }
  }

  /// Who comes next, and after whom: "Tucson, followed by Del Rio", "Del Rio led the list, and Tucson followed".
  func pair(
    around words: Range<Int>, isAfterName: Bool
  ) -> (next: Range<Int>, before: Range<Int>)? {
    guard isAfterName else {
      guard let next = right(after: words), let before = last(before: words) else { return nil }
      return (next, before)
    }
    guard let next = last(before: words), next.upperBound == words.lowerBound,
      let before = last(before: next)
    else { return nil }
    return (next, before)
  }

  /// Names that stand before some words in their clause, the nearest first.
  func all(before words: Range<Int>) -> [Range<Int>] {
    let earlier = all.filter { $0.upperBound <= words.lowerBound }
    // Where the words say what may have the place, the only name before them is whose it is.
    let isOnly = all.count == 1 || !dimensions.isEmpty && earlier.count == 1
    let names = all.reversed().filter { name in
      guard name.upperBound <= words.lowerBound else { return false }
      let between = name.upperBound..<words.lowerBound
      return between.count <= (isOnly ? RankNames.far : RankNames.near)
        && !between.contains { index in
          [";", ".", ":"].contains(sentence.word(index)) || sentence.has(.negation, at: index)
        }
    }
    // "Del Rio overtook the Valley as the busiest sector".
    let isRole = (1...2).contains {
      sentence.isWord(words.lowerBound - $0, in: .inRole)
    }
    return isRole ? names.suffix(1) : Array(names)
  }

  /// How many names share a place: "Mexicans and Guatemalans led the list".
  func shared(_ name: Range<Int>, _ words: Range<Int>) -> Int {
    guard name.upperBound <= words.lowerBound else { return 1 }
    var count = 1
    var first = name
    for other in all.reversed() where other.upperBound <= first.lowerBound {
      let between = other.upperBound..<first.lowerBound
      guard between.count <= RankNames.after,
        between.contains(where: { sentence.isWord($0, in: .and) }) || count > 1,
        between.allSatisfy({ isOfList($0) })
      else { break }
      count += 1
      first = other
    }
    return count
  }

  /// What may stand between names that share a place: "los mexicanos (39,508) y los guatemaltecos".
  private func isOfList(_ index: Int) -> Bool {
    sentence.token(index)?.kind != .word
      || sentence.isWord(index, in: .and) || sentence.isWord(index, in: .article)
      || sentence.isWord(index, in: .accompanied)
  }

  /// "San Diego, with 33,784, came second and El Paso, with 30,421, [third]", "El Paso [segundo]", "Haitians
  /// (8,099) the [second]".
  func isListed(before start: Int) -> Bool {
    guard let name = all.last(where: { $0.upperBound <= start }) else { return false }
    if name.upperBound == start { return true }
    // "El Paso, tercero con 30.397".
    if name.upperBound == start - 1, sentence.word(start - 1) == "," { return true }
    let between = name.upperBound..<start
    return between.count <= RankNames.after && [",", ")"].contains(sentence.word(start - 1))
      && reading.amounts.contains { between.contains($0.core.lowerBound) }
      && between.allSatisfy { isOfList($0) }
  }

  /// Who is said to be ahead: "second only to Mexicans", "tercero, detrás de Tucson y Del Río".
  func ahead(of words: Range<Int>) -> [String] {
    let reach = words.upperBound..<words.upperBound + RankNames.near
    let start = (words.lowerBound..<words.upperBound + RankNames.after).first {
      sentence.has(.behind, at: $0)
    }
    guard let start else { return [] }
    return all.filter { $0.lowerBound > start && reach.contains($0.lowerBound) }
      .flatMap { readings(of: $0).map(\.label) }
  }
}
