import Periods
import Wording

/// A phrase of the lexicon in a sentence.
struct Match: Sendable {
  /// Tokens.
  var range: Range<Int>
  var meanings: [Meaning]

  func id(_ role: Role) -> String? { meanings.first { $0.role == role }?.id }
  func has(_ role: Role) -> Bool { meanings.contains { $0.role == role } }
}

/// A sentence with the phrases that were known in it; a class for the reason that ``SentenceReading`` is one.
final class Sentence: Sendable {
  let tokens: [Token]
  /// Of the whole text.
  let range: Range<Int>
  let language: Language
  let matches: [Match]
  /// Index of the match that a token is in, by offset from the sentence's first; −1 for none.
  private let matchOf: [Int32]
  private let sets: WordSets
  /// The sets of words that each token is in, by offset from the sentence's first.
  private let masks: [WordMask]
  /// Phrases that only some readers ask for.
  let quietMatches: [Match]
  /// Whether a longer phrase holds words that speak of migration: "eventos de personas en situación irregular".
  let holdsField: Bool

  init(_ tokens: [Token], _ range: Range<Int>, _ lexicon: Lexicon) {
    self.tokens = tokens
    self.range = range
    language = lexicon.language
    sets = lexicon.sets
    masks = range.map { lexicon.sets.mask(of: tokens[$0].folded) }
    var matches: [Match] = []
    var matchOf = [Int32](repeating: -1, count: range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard let (end, meanings) = lexicon.longest(tokens, at: index, before: range.upperBound)
      else {
        index += 1
        continue
      }
      for inside in index..<end { matchOf[inside - range.lowerBound] = Int32(matches.count) }
      matches.append(Match(range: index..<end, meanings: meanings))
      index = end
    }
    self.matches = matches
    holdsField = matches.contains { match in
      match.range.count > 2
        && match.range.dropFirst().contains { start in
          let inner = lexicon.longest(tokens, at: start, before: match.range.upperBound)
          return inner?.1.contains { $0.role == .field } ?? false
        }
    }
    self.matchOf = matchOf
    var quiet: [Match] = []
    index = range.lowerBound
    while index < range.upperBound {
      let found = lexicon.longest(tokens, at: index, before: range.upperBound, isQuiet: true)
      if let (end, meanings) = found { quiet.append(Match(range: index..<end, meanings: meanings)) }
      index = found?.end ?? index + 1
    }
    quietMatches = quiet
  }

  /// All phrases, in the order of the sentence.
  var allMatches: [Match] {
    (matches + quietMatches).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The phrase at a token that can do something, whichever list it is in.
  func match(_ role: Role, at token: Int) -> Match? {
    guard role.isQuiet else { return match(at: token).flatMap { $0.has(role) ? $0 : nil } }
    return quietMatches.first { $0.range.contains(token) && $0.has(role) }
  }

  func has(_ role: Role, at token: Int) -> Bool { match(role, at: token) != nil }

  func id(_ role: Role, at token: Int) -> String? { match(role, at: token)?.id(role) }

  /// The phrase that holds a token.
  func match(at token: Int) -> Match? {
    guard range.contains(token) else { return nil }
    let index = matchOf[token - range.lowerBound]
    return index < 0 ? nil : matches[Int(index)]
  }

  /// The phrase that begins at a token.
  func match(startingAt token: Int) -> Match? {
    match(at: token).flatMap { $0.range.lowerBound == token ? $0 : nil }
  }

  /// The phrase that ends just before a token.
  func match(endingAt token: Int) -> Match? {
    match(at: token - 1).flatMap { $0.range.upperBound == token ? $0 : nil }
  }

  func id(_ role: Role, startingAt token: Int) -> (id: String, end: Int)? {
    guard let match = match(startingAt: token), let id = match.id(role) else { return nil }
    return (id, match.range.upperBound)
  }

  func token(_ index: Int) -> Token? { range.contains(index) ? tokens[index] : nil }

  func word(_ index: Int) -> String { token(index)?.folded ?? "" }

  /// Whether a token is one of a set of words.
  func isWord(_ index: Int, in set: WordSet) -> Bool {
    range.contains(index) && masks[index - range.lowerBound].has(set)
  }

  /// Whether a token is one of the small words of the grammar, or another that never says what is counted.
  func isInert(_ index: Int) -> Bool {
    guard range.contains(index) else { return false }
    return masks[index - range.lowerBound].isAny(but: WordMask.narrowing)
  }

  /// Whether a word, or a phrase of words, is one of a set.
  func isWord(_ words: String, in set: WordSet) -> Bool { sets.has(words, in: set) }

  func words(in set: WordSet) -> [String] { sets.all(in: set) }

  /// Whether a token begins as one of a set of stems does.
  func begins(_ index: Int, as stems: WordSet) -> Bool {
    let word = word(index)
    return sets.all(in: stems).contains { word.hasPrefix($0) }
  }

  func all(_ role: Role) -> [Match] { matches.filter { $0.has(role) } }

  /// Whether a token stands between round brackets.
  func isInBrackets(_ token: Int) -> Bool {
    guard range.contains(token) else { return false }
    return tokens[range.lowerBound..<token].last { $0.isSymbol("(") || $0.isSymbol(")") }?
      .isSymbol("(") ?? false
  }

  /// Bytes of the text that tokens stand on.
  func bytes(_ tokens: Range<Int>) -> Range<Int> {
    guard let first = token(tokens.lowerBound), let last = token(tokens.upperBound - 1) else {
      return 0..<0
    }
    return first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
  }
}

/// Where sentences and paragraphs begin and end.
enum Sentences {
  /// A sentence longer than this is parted: no prose needs it, and the grammar stays linear.
  static let longest = 160

  /// Paragraphs as lists of sentences, each a range of tokens.
  ///
  /// - Parameter sets: the words of all languages, of which some end with a point that ends no sentence.
  static func paragraphs(_ tokens: [Token], _ sets: [WordSets]) -> [[Range<Int>]] {
    var paragraphs: [[Range<Int>]] = []
    var sentences: [Range<Int>] = []
    var start = 0
    for index in tokens.indices {
      if tokens[index].kind == .paragraph {
        if start < index { sentences.append(start..<index) }
        if !sentences.isEmpty { paragraphs.append(sentences) }
        sentences = []
        start = index + 1
      } else if tokens[index].kind == .line {
        if start < index { sentences.append(start..<index) }
        start = index + 1
      } else if ends(tokens, at: index, sets) || index - start >= longest {
        sentences.append(start..<(index + 1))
        start = index + 1
      }
    }
    if start < tokens.count { sentences.append(start..<tokens.count) }
    if !sentences.isEmpty { paragraphs.append(sentences) }
    return paragraphs
  }

  private static func ends(_ tokens: [Token], at index: Int, _ sets: [WordSets]) -> Bool {
    let token = tokens[index]
    guard token.kind == .symbol, [".", "!", "?", "…"].contains(token.folded) else { return false }
    guard index + 1 < tokens.count else { return true }
    let next = tokens[index + 1]
    guard next.hasSpace || next.folded == "\"" else { return false }
    if token.folded == ".", index > 0, tokens[index - 1].kind == .word,
      sets.contains(where: { $0.has(tokens[index - 1].folded, in: .abbreviation) })
        || tokens[index - 1].range.count == 1
    {
      return false
    }
    return next.isCapitalised || next.kind != .word
  }
}
