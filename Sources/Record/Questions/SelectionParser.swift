import Tabular

/// Turns the words of a question into a ``Selection``: `encounters usbp southwest VEN`,
/// `darien-venezuelans`, `returns kind=deportation nationality=GTM|HND`.
///
/// A word or a run of words is looked up among the names and aliases of the vocabulary, the longest
/// run first. Three capitals are a nationality; `in` before a country makes it the place. A word
/// that could mean two things is refused with the choices.
public struct SelectionParser: Sendable {
  /// Longest run of words that one label may take.
  private static let longestRun = 6

  private let vocabulary: Vocabulary
  private let meanings: [String: [Meaning]]

  private struct Meaning: Hashable {
    var dimension: Dimension
    var label: String
  }

  public init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    var meanings: [String: [Meaning]] = [:]
    func add(_ spellings: [String], _ meaning: Meaning) {
      for spelling in spellings where !spelling.isEmpty {
        let folded = Vocabulary.folded(spelling)
        if meanings[folded]?.contains(meaning) != true {
          meanings[folded, default: []].append(meaning)
        }
      }
    }
    for measure in vocabulary.measures {
      add(
        [measure.id, measure.english, measure.spanish] + measure.aliases,
        Meaning(dimension: .measure, label: measure.id))
    }
    for term in vocabulary.terms where term.dimension != .unit {
      // Two-letter codes are no words: "in", "is" and "no" are among them. Publishers name routes
      // by places, and causes by sentences.
      let isWord = term.dimension != .route && term.dimension != .cause
      let others = isWord ? (term.published + term.aliases).filter { $0.count > 2 } : []
      add(
        [term.id, term.english, term.spanish] + others,
        Meaning(dimension: term.dimension, label: term.id))
    }
    self.meanings = meanings
  }

  /// - Throws: a ``QuestionError`` for a word that is not known or means several things, or when no
  ///   word names a measure.
  public func selection(_ text: String) throws(QuestionError) -> Selection {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var parts = Parts()
    var index = 0
    if let first = words.first, let named = namedSeries(first) {
      parts = try read(named.selection.split(separator: " ").map(String.init))
      index = 1
    }
    try read(words, from: index, into: &parts)
    return try parts.selection(of: text, vocabulary)
  }

  /// The named series that a word is the id of.
  public func namedSeries(_ word: String) -> Vocabulary.NamedSeries? {
    vocabulary.namedSeries.first { $0.id == word }
  }

  private func read(_ words: [String]) throws(QuestionError) -> Parts {
    var parts = Parts()
    try read(words, from: 0, into: &parts)
    return parts
  }

  private func read(
    _ words: [String], from start: Int, into parts: inout Parts
  ) throws(QuestionError) {
    var index = start
    while index < words.count {
      let word = words[index]
      if let equals = word.firstIndex(of: "="), equals > word.startIndex {
        try readExplicit(word, equals, into: &parts)
        index += 1
      } else if isISOCode(word), vocabulary.term(word, in: .nationality) != nil {
        parts.including[.nationality, default: []].append(word)
        index += 1
      } else if word.lowercased() == "in", index + 1 < words.count,
        let (label, used) = place(words[(index + 1)...])
      {
        parts.including[.place, default: []].append(label)
        index += 1 + used
      } else {
        let (meaning, used) = try longestMeaning(words[index...])
        parts.including[meaning.dimension, default: []].append(meaning.label)
        index += used
      }
    }
  }

  private func isISOCode(_ word: String) -> Bool {
    word.utf8.count == 3 && word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  private func place(_ words: ArraySlice<String>) -> (String, Int)? {
    for length in stride(from: min(words.count, Self.longestRun), to: 0, by: -1) {
      let run = words.prefix(length).joined(separator: " ")
      if let label = vocabulary.label(.place, published: run) { return (label, length) }
    }
    return nil
  }

  private func longestMeaning(_ words: ArraySlice<String>) throws(QuestionError) -> (Meaning, Int) {
    for length in stride(from: min(words.count, Self.longestRun), to: 0, by: -1) {
      let run = words.prefix(length).joined(separator: " ")
      guard let found = meanings[Vocabulary.folded(run)] else { continue }
      if found.count == 1 { return (found[0], length) }
      throw QuestionError.ambiguousWord(
        run, choices: found.map { "\($0.dimension.rawValue)=\($0.label)" })
    }
    let word = words.first ?? ""
    throw QuestionError.unknownWord(
      word, suggestion: suggestion(for: Vocabulary.folded(word), among: meanings.keys.sorted()))
  }

  /// Reads `dimension=label|label` and `dimension!=label`.
  private func readExplicit(
    _ word: String, _ equals: String.Index, into parts: inout Parts
  ) throws(QuestionError) {
    var name = String(word[..<equals])
    let excludes = name.hasSuffix("!")
    if excludes { name.removeLast() }
    guard let dimension = Dimension(rawValue: name) else {
      throw QuestionError.unknownDimension(
        name, suggestion: suggestion(for: name, among: Dimension.allCases.map(\.rawValue)))
    }
    var labels: [String] = []
    for label in word[word.index(after: equals)...].split(separator: "|").map(String.init) {
      labels.append(resolved(label, in: dimension))
    }
    if excludes {
      parts.excluding[dimension, default: []] += labels
    } else {
      parts.including[dimension, default: []] += labels
    }
  }

  /// A label as the record writes it; a word the vocabulary lacks may still be a label of a table
  /// somebody brought in.
  private func resolved(_ label: String, in dimension: Dimension) -> String {
    if dimension == .measure {
      return vocabulary.measures.first {
        Vocabulary.folded($0.id) == Vocabulary.folded(label)
      }?.id ?? label
    }
    if vocabulary.term(label, in: dimension) != nil { return label }
    return vocabulary.label(dimension, published: label) ?? label
  }

  private struct Parts {
    var including: [Dimension: [String]] = [:]
    var excluding: [Dimension: [String]] = [:]

    func selection(
      of text: String, _ vocabulary: Vocabulary
    ) throws(QuestionError) -> Selection {
      let measures = Array(Set(including[.measure] ?? [])).sorted()
      guard let measure = measures.first else {
        throw QuestionError.noMeasure(words: text, measures: vocabulary.measures.map(\.id))
      }
      guard measures.count == 1 else {
        throw QuestionError.ambiguousWord(text, choices: measures.map { "measure=\($0)" })
      }
      var selection = Selection(measure: measure)
      for (dimension, labels) in including {
        selection.include(Array(Set(labels)), in: dimension)
      }
      for (dimension, labels) in excluding {
        selection.exclude(Array(Set(labels)), in: dimension)
      }
      return selection
    }
  }
}
