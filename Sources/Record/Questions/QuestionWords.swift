/// What the words of a question can mean: the names and aliases of the vocabulary.
///
/// The name of a country is kept apart from the name of its people: "Mexico" may be where something
/// is counted or who is counted, "Mexicans" only who.
struct QuestionWords: Sendable {
  struct Meaning: Hashable, Sendable {
    var dimension: Dimension
    var label: String

    /// As it can be typed.
    var typed: String { "\(dimension.rawValue)=\(label)" }
  }

  /// Longest run of words that one label may take.
  static let longestRun = 8
  /// Longest run in bytes that is looked up; the longest name of the vocabulary has 67.
  private static let longestText = 200
  /// Codes of the list of nationalities that are no countries.
  static let noCountries: Set<String> = ["OOO", "STL", "UNK"]
  /// Words for children of whatever group, without accents. "Niños" alone is boys or children.
  private static let children: Set<String> = [
    "child", "children", "kids", "minor", "minors", "ninos", "ninez", "ninos y ninas",
    "ninas y ninos", "menores", "menores de edad", "infancia",
  ]
  /// Groups of children that publishers count, as they can be typed; no table has all of them.
  static let groupsOfChildren = [
    "demographic=unaccompanied-children", "demographic=accompanied-minors",
    "demographic=boys|girls", "demographic=boys",
    "demographic=female-accompanied-child|female-unaccompanied-child"
      + "|male-accompanied-child|male-unaccompanied-child",
  ]

  private var labels: [String: [Meaning]] = [:]
  private var countries: [String: [String]] = [:]
  /// Codes of two capitals: "US", and "CA", which is Canada and California.
  private var shortCodes: [String: [Meaning]] = [:]

  init(_ vocabulary: Vocabulary) {
    for measure in vocabulary.measures {
      add(
        [measure.id, measure.english, measure.spanish] + measure.aliases,
        Meaning(dimension: .measure, label: measure.id))
    }
    let nationalities = vocabulary.terms.filter { $0.dimension == .nationality }
    for term in nationalities { addNames(of: term) }
    // A country's name goes before a people's: "india" and "china" are women too, in Spanish.
    for term in nationalities { addPeople(of: term) }
    for term in vocabulary.terms where term.dimension != .unit && term.dimension != .nationality {
      addLabel(term)
    }
  }

  /// Takes measures as words by their names, but for those that are words for something else already. One that is
  /// a word for another measure can mean either: who asks is to say which.
  mutating func add(measures: [String]) {
    for measure in measures {
      let key = QuestionWords.key(measure)
      let meaning = Meaning(dimension: .measure, label: measure)
      let known = labels[key] ?? []
      guard !known.contains(meaning), countries[key] == nil,
        known.allSatisfy({ $0.dimension == .measure })
      else { continue }
      labels[key, default: []].append(meaning)
    }
  }

  /// What else the name of a measure means, as it can be typed; none where it is no word.
  func others(than measure: String) -> [String] {
    let key = QuestionWords.key(measure)
    let meanings = (labels[key] ?? []).filter { $0 != Meaning(dimension: .measure, label: measure) }
    return meanings.map(\.typed) + (countries[key] ?? []).map { "nationality=\($0)" }
  }

  private mutating func addLabel(_ term: Vocabulary.Term) {
    let meaning = Meaning(dimension: term.dimension, label: term.id)
    // Two-letter codes are no words: "in", "is" and "no" are among them. Publishers name routes by
    // places, and causes by sentences.
    let isWord = term.dimension != .route && term.dimension != .cause
    let others = isWord ? (term.published + term.aliases).filter { $0.count > 2 } : []
    add([term.id, term.english, term.spanish] + others, meaning)
    if isWord { addShortCodes(term.published, meaning) }
  }

  private mutating func addNames(of term: Vocabulary.Term) {
    let meaning = Meaning(dimension: .nationality, label: term.id)
    let people = Set(QuestionWords.people(term).map(QuestionWords.key))
    let aliases = term.aliases.filter { !people.contains(QuestionWords.key($0)) }
    let names = ([term.english, term.spanish] + term.published + aliases).filter { $0.count > 2 }
    if QuestionWords.noCountries.contains(term.id) {
      add([term.id] + names, meaning)
      return
    }
    for name in Set(names.map(QuestionWords.key)) { countries[name, default: []].append(term.id) }
    addShortCodes(term.aliases, meaning)
  }

  private mutating func addPeople(of term: Vocabulary.Term) {
    let names = QuestionWords.people(term).filter { countries[QuestionWords.key($0)] == nil }
    add(names, Meaning(dimension: .nationality, label: term.id))
  }

  /// The names of a country's people: "Venezuelans", "Venezuelan", "venezolana".
  private static func people(_ term: Vocabulary.Term) -> [String] {
    [term.peopleEnglish, term.peopleSpanish].filter { !$0.isEmpty }
      + Demonyms.forms(term.people(.english), .english)
      + Demonyms.forms(term.people(.spanish), .spanish) + term.demonyms
  }

  private mutating func add(_ spellings: [String], _ meaning: Meaning) {
    for spelling in spellings where !spelling.isEmpty {
      let key = QuestionWords.key(spelling)
      if labels[key]?.contains(meaning) != true { labels[key, default: []].append(meaning) }
    }
  }

  private mutating func addShortCodes(_ spellings: [String], _ meaning: Meaning) {
    for code in Set(spellings) where code.utf8.count == 2 && QuestionWords.isCapitals(code) {
      shortCodes[code, default: []].append(meaning)
    }
  }

  static func isCapitals(_ word: String) -> Bool {
    word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  private static func key(_ text: String) -> String {
    Vocabulary.folded(text.replacing(",", with: ", "))
  }
}

extension QuestionWords {
  /// What a run of words means.
  struct Found {
    /// The number of words.
    var length: Int
    var text: String
    var labels: [Meaning]
    /// Codes of the countries that have the name.
    var countries: [String] = []
    var isChildren = false
  }

  /// The longest run at the start of some words that means something.
  func longest(_ words: ArraySlice<QuestionWord>) -> Found? {
    for length in stride(from: min(words.count, Self.longestRun), to: 0, by: -1) {
      let run = words.prefix(length)
      let text = QuestionWord.joined(run)
      guard text.utf8.count <= Self.longestText else { continue }
      let key = QuestionWords.key(text)
      let found = Found(
        length: length, text: text, labels: labels[key] ?? [], countries: countries[key] ?? [],
        isChildren: Self.children.contains(key))
      if !found.labels.isEmpty || !found.countries.isEmpty || found.isChildren { return found }
    }
    return shortCode(words)
  }

  private func shortCode(_ words: ArraySlice<QuestionWord>) -> Found? {
    guard let word = words.first?.text, let meanings = shortCodes[word] else { return nil }
    return Found(
      length: 1, text: word, labels: meanings.filter { $0.dimension != .nationality },
      countries: meanings.filter { $0.dimension == .nationality }.map(\.label))
  }

  /// The nationalities that the name of a people stands for.
  func nationalities(_ name: String) -> [Meaning] {
    (labels[QuestionWords.key(name)] ?? []).filter { $0.dimension == .nationality }
  }

  func isLabel(_ word: String) -> Bool { labels[QuestionWords.key(word)] != nil }

  /// Every word known, in order of the alphabet.
  var all: [String] { Set(labels.keys).union(countries.keys).sorted() }
}

/// A word of a question, without the comma that may follow it.
struct QuestionWord: Sendable {
  var text: String
  /// Whether a comma follows.
  var isBeforeComma = false

  /// The words of a text. Marks of questions and quotation marks around words say nothing.
  static func words(_ text: String) -> [QuestionWord] {
    var words: [QuestionWord] = []
    for raw in text.split(whereSeparator: \.isWhitespace) {
      let word = raw.drop { "¿¡\"“”«»".contains($0) }
      // In dimension=label a comma may be part of the label.
      let parts =
        word.contains("=")
        ? withoutCommas(word) : word.split(separator: ",", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        let bare = trimmed(part)
        if !bare.isEmpty { words.append(QuestionWord(text: bare)) }
        if index < parts.count - 1, !words.isEmpty { words[words.count - 1].isBeforeComma = true }
      }
    }
    return words
  }

  /// A word and, where commas end it, an empty part after it.
  private static func withoutCommas(_ word: Substring) -> [Substring] {
    var bare = word
    while bare.last == "," { bare.removeLast() }
    return bare.endIndex == word.endIndex ? [bare] : [bare, ""]
  }

  private static func trimmed(_ word: Substring) -> String {
    var bare = word
    while let last = bare.last, "?!\"“”«»".contains(last) { bare.removeLast() }
    return String(bare)
  }

  /// Words as they were written, but for a last comma.
  static func joined(_ words: ArraySlice<QuestionWord>) -> String {
    var text = ""
    for (index, word) in words.enumerated() {
      text += word.text
      if index < words.count - 1 { text += word.isBeforeComma ? ", " : " " }
    }
    return text
  }
}
