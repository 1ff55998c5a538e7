import Record

/// What a sentence names: whom, where, by which agency.
struct Mentions: Sendable {
  struct Mention: Sendable {
    var tokens: Range<Int>
    var id: String
  }

  /// Words that call for a reading, with the ids of the cues they are.
  private(set) var cues: [(tokens: Range<Int>, ids: [String])] = []
  private(set) var places: [Mention] = []
  /// "the border", where which one is left to the context.
  private(set) var loosePlaces: [Mention] = []
  private(set) var nationalities: [Mention] = []
  /// "from Mexico": the country people come from, or are returned from.
  private(set) var origins: [Mention] = []
  private(set) var components: [Mention] = []
  /// "illegal entries": which agency is meant, where it is one of several.
  private(set) var hints: [Mention] = []
  /// Demographic groups, authorities, kinds, sectors and routes.
  private(set) var labels: [(dimension: Record.Dimension, mention: Mention)] = []
  /// Whether "the country" is named.
  private(set) var namesHere = false
  /// "illegal entries" as the part that a share is of.
  private(set) var parts: [Mention] = []
  /// States of a country.
  private(set) var states: [Mention] = []
  /// Words that name a part of a series without calling for it: `kind=rejected`.
  private(set) var names: [Mention] = []

  /// Whom it names as a part of a series: peoples, and labels of some dimensions.
  func named(_ dimensions: Set<Record.Dimension>) -> [(
    dimension: Record.Dimension, mention: Mention
  )] {
    (nationalities + origins).map { (.nationality, $0) }
      + labels.filter { dimensions.contains($0.dimension) }
  }

  init(_ sentence: Sentence) {
    for match in sentence.matches {
      addCue(match)
      addPlace(match, sentence)
      let mention = { (id: String) in Mention(tokens: match.range, id: id) }
      if let id = match.id(.nationality) { addPeople(mention(id), sentence) }
      if match.has(.here) { namesHere = true }
      if let id = match.id(.component) { components.append(mention(id)) }
      if let id = match.id(.demographic) { labels.append((.demographic, mention(id))) }
      if let id = match.id(.authority) { labels.append((.authority, mention(id))) }
      if let id = match.id(.cause) { labels.append((.cause, mention(id))) }
      if let id = match.id(.kind) { labels.append((.kind, mention(id))) }
      if let id = match.id(.part) {
        parts.append(mention(id))
        if id.hasPrefix("component=") { hints.append(mention(String(id.dropFirst(10)))) }
      }
      if let id = match.id(.state) { states.append(mention(id)) }
      if let id = match.id(.route) { labels.append((.route, mention(id))) }
      let sectors = match.meanings.filter { $0.role == .sector }
      if !sectors.isEmpty {
        labels.append((.sector, mention(sectors.map(\.id).joined(separator: "|"))))
      }
    }
    for match in sentence.quietMatches {
      names += match.meanings.filter { $0.role == .names }.map {
        Mention(tokens: match.range, id: $0.id)
      }
    }
  }

  /// Countries that are named as places, each once, in the order of the sentence.
  var countries: [String] {
    var seen: Set<String> = []
    return places.map(\.id).filter { $0.count == 3 && seen.insert($0).inserted }
  }

  /// Whether some words name a part of a series, or a state.
  func isNamed(_ tokens: Range<Int>) -> Bool {
    (names + states).contains { $0.tokens.overlaps(tokens) }
  }

  /// Whether a name stands for a place, rather than for people.
  func isPlace(_ tokens: Range<Int>) -> Bool { places.contains { $0.tokens == tokens } }

  private mutating func addCue(_ match: Match) {
    var ids = match.meanings.filter { $0.role == .cue }.map(\.id)
    ids += match.meanings.filter { $0.role == .measure }.map { "measure:" + $0.id }
    if !ids.isEmpty { cues.append((match.range, ids)) }
  }

  private mutating func addPlace(_ match: Match, _ sentence: Sentence) {
    if let id = match.id(.placeLoose) {
      loosePlaces.append(Mention(tokens: match.range, id: id))
    }
    guard let id = match.id(.place) else { return }
    let mention = Mention(tokens: match.range, id: id)
    // "At the border with Colombia" is in the other country.
    let isBeyond =
      sentence.isWord(match.range.lowerBound - 1, in: .accompanied)
      && sentence.isWord(match.range.lowerBound - 2, in: .border)
    if isBeyond, id.count == 3 { return }
    let before = sentence.match(endingAt: skipArticle(match.range.lowerBound, sentence))
    let isOfAgency = before.map { origin in
      (1...3).contains { back in
        sentence.match(endingAt: origin.range.lowerBound - back + 1)?.has(.agency) == true
      }
    }
    if before?.has(.origin) == true, isOfAgency != true, id.count == 3 {
      origins.append(mention)
    } else {
      places.append(mention)
    }
  }

  private func skipArticle(_ index: Int, _ sentence: Sentence) -> Int {
    sentence.isWord(index - 1, in: .article) ? index - 1 : index
  }

  /// "Mexican authorities" are a place, "Mexican migrants" are people.
  private mutating func addPeople(_ mention: Mention, _ sentence: Sentence) {
    let isAgency = [mention.tokens.upperBound, mention.tokens.upperBound + 1].contains {
      sentence.match(startingAt: $0)?.has(.agency) == true
    }
    let isOfPlace = sentence.isWord(mention.tokens.upperBound, in: .partOfPlace)
    let isAfterAgency = sentence.match(endingAt: mention.tokens.lowerBound)?.has(.agency) == true
    if isAgency || isAfterAgency || isOfPlace {
      places.append(mention)
    } else {
      nationalities.append(mention)
    }
  }
}

/// How far two places of a sentence are from each other, in words; marks and joints count more.
struct SentenceDistance: Sendable {
  /// Cost from the sentence's start to each token.
  private let sums: [Double]
  private let start: Int

  /// - Parameter amounts: what belongs to a number seldom stands beyond another, and never beyond a
  ///   part: "500,000 people, most of them from Venezuela".
  init(_ sentence: Sentence, amounts: [Amount]) {
    start = sentence.range.lowerBound
    var sums: [Double] = [0]
    sums.reserveCapacity(sentence.range.count + 1)
    let firsts = Set(amounts.map(\.core.lowerBound))
    var parts = Set(
      amounts.filter {
        [.percent, .fraction].contains($0.unit) && !SentenceDistance.isChange($0, sentence)
      }
      .map(\.core.lowerBound))
    parts.formUnion(sentence.all(.majority).map(\.range.lowerBound))
    for index in sentence.range {
      let token = sentence.tokens[index]
      var cost = 1.0
      if token.kind == .symbol {
        cost = [",", ";", ":", "-", "("].contains(token.folded) ? 3 : 1
        if token.folded == ";" { cost = 8 }
      } else if sentence.isWord(token.folded, in: .clauseJoint) {
        cost = 3
      }
      if parts.contains(index) { cost += 25 } else if firsts.contains(index) { cost += 6 }
      sums.append((sums.last ?? 0) + cost)
    }
    self.sums = sums
  }

  /// "fell 39%", "a 39% fall": no part of anything.
  private static func isChange(_ amount: Amount, _ sentence: Sentence) -> Bool {
    let before = [0, 1, 2].contains {
      sentence.match(endingAt: amount.range.lowerBound - $0)?.has(.change) == true
    }
    let after = sentence.match(startingAt: amount.range.upperBound)
    return before || after?.has(.change) == true || after?.has(.hedge) == true
  }

  /// Between two ranges of tokens; 0 where they touch or overlap.
  func between(_ a: Range<Int>, _ b: Range<Int>) -> Double {
    let (first, second) = a.lowerBound <= b.lowerBound ? (a, b) : (b, a)
    guard first.upperBound < second.lowerBound else { return 0 }
    return sums[second.lowerBound - start] - sums[first.upperBound - start]
  }
}
