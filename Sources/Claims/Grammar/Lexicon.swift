import Record
import Tabular
import Wording

/// What a word or phrase can do in a sentence about figures.
enum Role: String, Sendable {
  // Numbers
  case number, scale
  case unitOne = "unit-one"
  case half, fraction, ordinal, percent, points, hedge
  case between
  case rangeTo = "range-to"
  case oneIn = "one-in"
  case multiply, per, average
  // Time
  case month, weekday, moment, fiscal, span
  case lastN = "last-n"
  case firstN = "first-n"
  case endOf = "end-of"
  case since
  // Relations
  case shareVerb = "share-verb"
  case change, base, extreme, superlative, running, majority, outdo
  case shareOf = "share-of"
  case largest, expected, negation
  // Peaks and places among others
  case peak, any, ranked, order, rank, limit, behind, with, copula, small, apart
  /// Adjectives of peaks that say nothing elsewhere: "the worst month", "la mayor cifra mensual".
  case peakWord = "peak-word"
  case peakUnit = "peak-unit"
  case peakSpan = "peak-span"
  /// "figure", "total": what a superlative may be of without saying more.
  case figureWord = "figure-word"
  /// "the list": what one is at the head of.
  case listWord = "list-word"
  // What is counted
  case cue, place
  case placeLoose = "place-loose"
  case nationality, component, demographic, authority, kind, cause
  case measure, sector, state, continent, route
  // What is no claim of the record, or not one that it can answer
  case topic, unit, policy, cutoff, said, agency, origin, part, here
  /// Evidence that a text is about migration; what a verdict may not rest on.
  case field, obstacle
  /// A part of what a number met in the record counts, as `kind=rejected`: it confirms, and calls for
  /// nothing.
  case names
  // What is said without a number
  /// "rose", "was unchanged": which way a number went.
  case direction
  /// "every month": that it went so each time.
  case each
  /// "again".
  case again
  /// "rise", "fall": nouns, so that "of" says by how much.
  case nominal
  /// "compared with", "frente a": before a time that what follows is compared with.
  case compared
  /// "a gap of": a difference, whichever way.
  case gap
  /// Single words that do no more than join: kept apart from the phrases, see ``WordSets``.
  case word
}

extension Role {
  /// Whether its words are looked up apart, for the readers that ask for them: "was" and "other" must not
  /// come in the way of phrases that say what is counted.
  var isQuiet: Bool {
    switch self {
    case .peak, .peakWord, .peakUnit, .peakSpan, .any, .ranked, .order, .rank, .limit, .behind,
      .with, .copula, .figureWord, .listWord, .small, .apart, .names:
      true
    default: false
    }
  }
}

struct Meaning: Hashable, Sendable {
  var role: Role
  var id: String
  /// The id as a number, for numbers, scales and the like.
  var value: Double { Double(id) ?? 0 }
}

/// The words of one language: those of its table, and the names of the record's vocabulary.
///
/// A trie over folded words, so that the longest phrase at a place is found in one walk.
struct Lexicon: Sendable {
  let language: Language
  private var words: [String: Int32] = [:]
  private var steps: [UInt64: Int32] = [:]
  private var meanings: [Int32: [Entry]] = [:]
  private var nodes: Int32 = 1
  private(set) var sets = WordSets()

  private struct Entry: Sendable {
    var meaning: Meaning
    /// A name that means itself only when written with a capital: "May", "Chad".
    var needsCapital: Bool
    /// Initials: "US".
    var needsUpper: Bool
  }

  /// - Throws: an `InputError` when a table is missing or damaged, or names a role that is none.
  init(
    _ language: Language, _ vocabulary: Vocabulary, _ folders: LexiconFolders
  ) throws(InputError) {
    self.language = language
    for path in folders.paths("\(language.rawValue).csv") { try read(path) }
    addVocabulary(vocabulary)
  }

  private mutating func read(_ path: String) throws(InputError) {
    var table = try CSVTable(ByteStream(path: path))
    let (role, id, phrases) = (
      table.requiredColumn("role"), table.requiredColumn("id"), table.requiredColumn("phrases")
    )
    try table.issues.check()
    // What a phrase needs is shown by the sets of words, which come first.
    var rows: [(phrases: String, meaning: Meaning)] = []
    while try table.next() {
      guard let known = Role(rawValue: table.text(role)) else {
        table.note(role, expected: "a role of the lexicon")
        continue
      }
      if known == .word {
        if !sets.add(table.text(phrases), to: table.text(id)) {
          table.note(id, expected: "a set of words")
        }
        continue
      }
      rows.append((table.text(phrases), Meaning(role: known, id: table.text(id))))
    }
    try table.issues.check()
    for row in rows {
      for phrase in row.phrases.split(separator: "|") { add(String(phrase), row.meaning) }
    }
  }

  mutating func add(_ phrase: String, _ meaning: Meaning, isName: Bool = false) {
    let parts = Lexicon.parts(phrase)
    guard let first = parts.first else { return }
    var node: Int32 = 0
    for part in parts { node = step(from: node, part, adding: true) ?? 0 }
    let isInitials = parts.count == 1 && sets.has(first, in: .initials)
    let isMonth = meaning.role == .month
    let entry = Entry(
      meaning: meaning, needsCapital: isName || isMonth && sets.has(first, in: .monthOrWord),
      needsUpper: isInitials)
    if meanings[node]?.contains(where: { $0.meaning == meaning }) != true {
      meanings[node, default: []].append(entry)
    }
  }

  private static func parts(_ phrase: String) -> [String] {
    phrase.split { $0 == " " || $0 == "-" }.map { part in
      part.count == 1
        ? String(part) : Folding.plain(part.filter { $0 != "." && $0 != "'" }.lowercased())
    }
  }

  private mutating func step(from node: Int32, _ word: String, adding: Bool) -> Int32? {
    let index = words[word] ?? Int32(words.count)
    words[word] = index
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: index))
    if let next = steps[key] { return next }
    nodes += 1
    steps[key] = nodes
    return nodes
  }

  /// The longest phrase that begins at a token, and what it can mean; `nil` when none does.
  ///
  /// - Parameters:
  ///   - limit: first token that is out of the sentence.
  ///   - isQuiet: whether words are looked for that only some readers ask for, or all others.
  func longest(
    _ tokens: [Token], at start: Int, before limit: Int, isQuiet: Bool = false
  ) -> (end: Int, [Meaning])? {
    var node: Int32 = 0
    var index = start
    var best: (Int, [Meaning])?
    while index < limit, let word = words[tokens[index].folded] {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
      guard let next = steps[key] else { break }
      node = next
      index += 1
      guard let entries = meanings[node] else { continue }
      let (first, last) = (tokens[start], tokens[index - 1])
      let isName =
        first.isCapitalised && (last.isCapitalised || last.kind != .word || index - start > 2)
      let fitting = entries.filter {
        $0.meaning.role.isQuiet == isQuiet && (!$0.needsCapital || isName)
          && (!$0.needsUpper || first.isUpper)
      }
      if !fitting.isEmpty { best = (index, fitting.map(\.meaning)) }
    }
    return best
  }
}
