import Periods
import Tabular
import Wording

/// Reads the words of one or more questions from left to right, and keeps what each names.
///
/// What a country's name means depends on the word before it and on the measure, which may come
/// later; it is settled when the question is whole (``QuestionParts``).
struct QuestionReader {
  /// Words that say nothing by themselves.
  private static let passedOver: Set<String> = [
    "the", "an", "of", "by", "for", "with", "con", "and", "or", "el", "la", "los", "las", "y", "e",
    "o", "u",
    "people", "persons", "migrants", "nationals", "citizens", "personas", "migrantes", "nacionales",
    "ciudadanos", "ciudadanas",
  ]
  private static let articles: Set<String> = ["the", "el", "la", "los", "las"]
  private static let conjunctions: Set<String> = ["and", "or", "y", "e", "o", "u"]
  /// More words are no question; dimension=label|label, however long, is one word.
  private static let mostWords = 1000
  /// A longer word has no suggestion: nobody mistypes a word that long.
  private static let longestMistyped = 40

  private let vocabulary: Vocabulary
  private let meanings: QuestionWords
  private let words: [QuestionWord]
  private var index = 0
  private var parts = QuestionParts()
  private var questions: [QuestionParts] = []
  /// The preposition that a country after "and" shares: "from Guatemala and Honduras".
  private var shared: Preposition?
  /// Nationalities that were named by a code alone.
  private var bareCodes: [String] = []

  init(_ text: String, _ meanings: QuestionWords, _ vocabulary: Vocabulary) {
    self.meanings = meanings
    self.vocabulary = vocabulary
    words = QuestionReader.joiningCodes(QuestionWord.words(text)) { word in
      QuestionReader.isCode(word, vocabulary)
    }
  }

  /// The words, with codes that commas join as one: "VEN, PER" are nobody's question but the people of
  /// both.
  private static func joiningCodes(
    _ words: [QuestionWord], _ isCode: (String) -> Bool
  ) -> [QuestionWord] {
    var joined: [QuestionWord] = []
    for (index, word) in words.enumerated() {
      let ends = index == words.count - 1 || word.isBeforeComma
      if let last = joined.last, last.isBeforeComma, ends, isCode(word.text),
        last.text.split(separator: "|").allSatisfy({ isCode(String($0)) })
      {
        joined[joined.count - 1] = QuestionWord(
          text: last.text + "|" + word.text, isBeforeComma: word.isBeforeComma)
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  /// The questions that commas set apart.
  mutating func read() throws(QuestionError) -> [QuestionParts] {
    guard words.count <= Self.mostWords else {
      throw .unknownWord(QuestionWord.joined(words.prefix(20)).shortened, suggestion: nil)
    }
    while index < words.count {
      let start = index
      try readNext()
      index = max(index, start + 1)
      let last = words[index - 1]
      parts.words += words[start..<index].map(\.text)
      if last.isBeforeComma || index == words.count {
        questions.append(parts)
        (parts, shared, bareCodes) = (QuestionParts(), nil, [])
      }
    }
    return questions
  }

  private mutating func readNext() throws(QuestionError) {
    let word = words[index].text
    let plain = Vocabulary.folded(word)
    if let equals = word.firstIndex(of: "="), equals > word.startIndex {
      try readExplicit(word, equals)
      advance(1)
    } else if let codes = codes(word) {
      try add(codes: codes)
      advance(1)
    } else if let found = meanings.longest(words[index...]), found.length > 1 {
      try add(found, nil)
      advance(found.length)
    } else if let series = series(word, plain) {
      try add(series)
      advance(1)
    } else if let preposition = Preposition(word: plain) {
      try readPhrase(preposition)
    } else if Self.passedOver.contains(plain) {
      if !Self.conjunctions.contains(plain) { shared = nil }
      index += 1
    } else if let found = meanings.longest(words[index...]) {
      try add(found, isAfterConjunction ? shared : nil)
      advance(found.length)
    } else {
      throw unknown(word)
    }
  }

  private mutating func advance(_ count: Int) {
    index += count
    shared = nil
  }

  private var isAfterConjunction: Bool {
    index > 0 && Self.conjunctions.contains(Vocabulary.folded(words[index - 1].text))
  }

  // MARK: Countries

  /// Reads the country after a preposition; before anything else the preposition is passed over.
  private mutating func readPhrase(_ preposition: Preposition) throws(QuestionError) {
    var next = index + 1
    while next < words.count, !words[next - 1].isBeforeComma {
      if let codes = codes(words[next].text) {
        for code in codes {
          parts.countries.append(.init(text: code, codes: [code], preposition: preposition))
        }
        (index, shared) = (next + 1, preposition)
        return
      }
      if let found = meanings.longest(words[next...]) {
        guard !found.countries.isEmpty else { break }
        try add(found, preposition)
        (index, shared) = (next + found.length, preposition)
        return
      }
      guard Self.articles.contains(Vocabulary.folded(words[next].text)) else { break }
      next += 1
    }
    advance(1)
  }

  /// Three capitals are a country's code.
  private func isCode(_ word: String) -> Bool { QuestionReader.isCode(word, vocabulary) }

  /// Codes that are joined: "VEN|PER".
  private func codes(_ word: String) -> [String]? {
    let codes = word.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return codes.allSatisfy(isCode) ? codes : nil
  }

  private static func isCode(_ word: String, _ vocabulary: Vocabulary) -> Bool {
    word.utf8.count == 3 && QuestionWords.isCapitals(word)
      && vocabulary.term(word, in: .nationality) != nil
  }

  private mutating func add(codes: [String]) throws(QuestionError) {
    // Andorra's code is a word in a question written in capitals.
    if codes == ["AND"] {
      throw .ambiguousWord("AND", choices: ["and", "nationality=AND"])
    }
    if isAfterConjunction, let shared, codes.count == 1 {
      parts.countries.append(.init(text: codes[0], codes: codes, preposition: shared))
      return
    }
    if codes.count == 1 { try checkAlone(codes[0]) }
    for code in codes { parts.include(code, in: .nationality) }
    if codes.count == 1 { bareCodes += codes }
  }

  /// Two codes beside one another may be two nationalities, or a nationality and a place.
  ///
  /// - Parameter code: that of a nationality which is not joined to what comes before it.
  private func checkAlone(_ code: String, isBare: Bool = true) throws(QuestionError) {
    let others = isBare ? parts.named(.nationality) : Set(bareCodes)
    guard !isAfterConjunction, !QuestionWords.noCountries.contains(code),
      let other = others.subtracting([code]).subtracting(QuestionWords.noCountries).sorted().first
    else { return }
    throw .ambiguousWord(
      "\(other) \(code)",
      choices: ["nationality=\(other)|\(code)", "\(other) in \(code)", "\(code) in \(other)"])
  }

  private mutating func add(
    _ found: QuestionWords.Found, _ preposition: Preposition?
  ) throws(QuestionError) {
    if found.isChildren {
      throw .ambiguousWord(found.text, choices: QuestionWords.groupsOfChildren)
    }
    if found.countries.isEmpty {
      guard found.labels.count == 1 else {
        throw .ambiguousWord(found.text, choices: found.labels.map(\.typed))
      }
      if found.labels[0].dimension == .nationality {
        try checkAlone(found.labels[0].label, isBare: false)
      }
      parts.include(found.labels[0].label, in: found.labels[0].dimension)
    } else if found.labels.isEmpty {
      parts.countries.append(
        .init(text: found.text, codes: found.countries, preposition: preposition))
    } else {
      // "Puerto Rico" is a country and an area of the Border Patrol's.
      let countries = found.countries.flatMap { ["place=\($0)", "nationality=\($0)"] }
      throw .ambiguousWord(found.text, choices: found.labels.map(\.typed) + countries)
    }
  }

  // MARK: Series

  /// The named series that a word is: at the start of a question or after another one, and elsewhere
  /// when it is no label ("transits darien" is a place).
  private func series(_ word: String, _ plain: String) -> Vocabulary.NamedSeries? {
    guard parts.isEmpty || !parts.series.isEmpty || !meanings.isLabel(word) else { return nil }
    let id = word.lowercased()
    return vocabulary.namedSeries.first { $0.id == id }
  }

  private mutating func add(_ series: Vocabulary.NamedSeries) throws(QuestionError) {
    guard !parts.series.contains(series.id) else { return }
    parts.series.append(series.id)
    if parts.series.count > 1 { return }
    for word in series.selection.split(separator: " ").map(String.init) {
      guard let equals = word.firstIndex(of: "=") else { continue }
      try readExplicit(word, equals, named: true)
    }
  }

  // MARK: dimension=label

  /// Reads `dimension=label|label` and `dimension!=label`.
  private mutating func readExplicit(
    _ word: String, _ equals: String.Index, named: Bool = false
  ) throws(QuestionError) {
    var name = String(word[..<equals])
    let excludes = name.hasSuffix("!")
    if excludes { name.removeLast() }
    guard let dimension = Dimension(rawValue: name) else {
      throw .unknownDimension(
        name.shortened, suggestion: suggested(name, among: Dimension.allCases.map(\.rawValue)))
    }
    let labels = word[word.index(after: equals)...].split(separator: "|").map(String.init)
    guard !labels.isEmpty else { throw .unknownWord(word.shortened, suggestion: nil) }
    for label in labels {
      let resolved = try resolved(label, in: dimension)
      if excludes {
        parts.exclude(resolved, in: dimension, isOfSeries: named)
      } else {
        if dimension == .nationality { try checkAlone(resolved, isBare: false) }
        parts.include(resolved, in: dimension, isOfSeries: named)
      }
    }
  }

  /// A label as the record writes it; a word the vocabulary lacks may still be a label of a table
  /// somebody brought in.
  private func resolved(_ label: String, in dimension: Dimension) throws(QuestionError) -> String {
    if dimension == .measure {
      return vocabulary.measures.first {
        Vocabulary.folded($0.id) == Vocabulary.folded(label)
      }?.id ?? label
    }
    if vocabulary.term(label, in: dimension) != nil { return label }
    if let known = vocabulary.label(dimension, published: label) { return known }
    guard dimension == .nationality else { return label }
    let people = meanings.nationalities(label)
    guard people.count < 2 else {
      throw .ambiguousWord(label, choices: people.map(\.typed))
    }
    return people.first?.label ?? label
  }

  // MARK: Words that are not known

  private func unknown(_ word: String) -> QuestionError {
    if let error = period() { return error }
    let code = word.uppercased()
    if isCode(code), let name = vocabulary.term(code, in: .nationality)?.english {
      return .ambiguousWord(word, choices: ["in \(name)", "nationality=\(code)"])
    }
    return .unknownWord(
      word.shortened, suggestion: suggested(Vocabulary.folded(word), among: meanings.all))
  }

  /// "June 2023" and the like.
  private func period() -> QuestionError? {
    // "from June 2023 to August 2023" has the most words, six.
    for length in stride(from: min(words.count - index, 6), to: 0, by: -1) {
      let text = QuestionWord.joined(words[index..<index + length])
      if let period = Period(typed: text) {
        return .periodAmongWords(text, written: "\(period)")
      }
    }
    return nil
  }

  private func suggested(_ word: String, among candidates: [String]) -> String? {
    word.utf8.count <= Self.longestMistyped ? suggestion(for: word, among: candidates) : nil
  }
}

extension String {
  /// Short enough for a message.
  var shortened: String { count > 100 ? prefix(100) + "…" : self }
}
