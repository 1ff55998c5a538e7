import Foundation
import Tabular

/// Spellings that the user has taught the record, kept in a small table beside it: what a publisher's
/// new word means, before a new version of Trocha knows it.
public struct OwnWords: Sendable {
  /// One spelling and the label that it means.
  public struct Word: Hashable, Sendable, Codable {
    public let dimension: Dimension
    public let spelling: String
    public let label: String

    public init(dimension: Dimension, spelling: String, label: String) {
      self.dimension = dimension
      self.spelling = spelling
      self.label = label
    }
  }

  public private(set) var words: [Word] = []
  /// The table's path.
  public let path: String

  /// Reads the words beside a record; none when there is no such table.
  ///
  /// - Throws: an `InputError` for a table that is damaged.
  public init(record path: String) throws(InputError) {
    self.path = path + ".words.csv"
    guard FileManager.default.fileExists(atPath: self.path) else { return }
    let table = try VocabularyTable(self.path)
    for (index, row) in table.rows.enumerated() {
      guard let dimension = Dimension(rawValue: row["dimension"]),
        OwnWords.dimensions.contains(dimension), !row["spelling"].isEmpty, !row["label"].isEmpty
      else {
        throw InputError(
          InputIssue(
            file: self.path, line: index + 2, expected: "a dimension, a spelling and a label",
            found: "\"\(row["dimension"]),\(row["spelling"]),\(row["label"])\"",
            hint: "Take the line out, and teach the word again with `trocha record word`."))
      }
      words.append(
        Word(dimension: dimension, spelling: row["spelling"], label: row["label"]))
    }
  }

  /// Dimensions whose labels have spellings.
  public static let dimensions = Coverage.dimensions

  /// Adds a word and writes the table.
  ///
  /// - Throws: a ``QuestionError`` when the spelling already means another label, or the label is
  ///   none.
  public mutating func add(_ word: Word, to vocabulary: Vocabulary) throws {
    if let known = vocabulary.label(word.dimension, published: word.spelling),
      known != word.label
    {
      throw QuestionError.unsuitable(
        "\"\(word.spelling)\" already means \(known) in \(word.dimension.rawValue).",
        hint: "`trocha record word --remove` takes a word of your own back.")
    }
    if vocabulary.term(word.label, in: word.dimension) == nil,
      let fault = TidyLabel.fault(word.label, in: word.dimension, vocabulary)
    {
      throw QuestionError.unsuitable(
        "\"\(word.label)\" is no label: expected \(fault.expected).", hint: fault.hint)
    }
    remove(word.dimension, word.spelling)
    words.append(word)
    try write()
  }

  /// Takes a word back and writes the table; `false` when there is none.
  public mutating func take(_ dimension: Dimension, _ spelling: String) throws -> Bool {
    let count = words.count
    remove(dimension, spelling)
    guard words.count < count else { return false }
    try write()
    return true
  }

  private mutating func remove(_ dimension: Dimension, _ spelling: String) {
    let folded = Vocabulary.folded(spelling)
    words.removeAll { $0.dimension == dimension && Vocabulary.folded($0.spelling) == folded }
  }

  private func write() throws {
    var writer = CSVWriter(header: ["dimension", "spelling", "label"])
    for word in words { writer.write([word.dimension.rawValue, word.spelling, word.label]) }
    try Data(writer.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

extension Vocabulary {
  /// The same vocabulary with words of the user's own.
  func adding(_ words: [OwnWords.Word]) -> Vocabulary {
    guard !words.isEmpty else { return self }
    var terms = terms
    for word in words {
      let index = terms.firstIndex { $0.dimension == word.dimension && $0.id == word.label }
      if let index {
        terms[index] = terms[index].spelt(word.spelling)
      } else {
        let english = term(word.label, in: word.dimension)?.english ?? word.spelling
        let spanish = term(word.label, in: word.dimension)?.spanish ?? word.spelling
        terms.append(
          Term(
            dimension: word.dimension, id: word.label, english: english, spanish: spanish,
            published: [word.spelling], aliases: []))
      }
    }
    return Vocabulary(
      measures: measures, namedSeries: namedSeries, terms: terms, coverages: coverages)
  }
}
