import Foundation
import Tabular
import Wording

/// Spellings that the user has taught the record, kept in a small table beside it: what a publisher's
/// new word means, before a new version of Trocha knows it.
package struct OwnWords: Sendable {
  /// One spelling and the label that it means.
  package struct Word: Hashable, Sendable, Codable {
    package let dimension: Dimension
    package let spelling: String
    package let label: String

    package init(dimension: Dimension, spelling: String, label: String) {
      self.dimension = dimension
      self.spelling = spelling
      self.label = label
    }
  }

  package private(set) var words: [Word] = []
  /// What is wrong with the table, a line each; its other lines are in ``words``.
  package private(set) var faults: InputIssues
  /// The table's path.
  package let path: String
  /// Lines that are no words, as they stand.
  private var damaged: [[String]] = []

  /// Reads the words beside a record; none when there is no such table.
  ///
  /// - Throws: an `InputError` for a table that is damaged.
  package init(record path: String) throws(InputError) {
    try self.init(readable: path)
    try faults.check()
  }

  /// Reads what can be read of the words beside a record, so that lines that are damaged can be seen
  /// and taken out.
  ///
  /// - Throws: an `InputError` for a file that is no table.
  package init(readable path: String) throws(InputError) {
    self.path = path + ".words.csv"
    faults = InputIssues(file: self.path)
    guard FileManager.default.fileExists(atPath: self.path) else { return }
    let table = try VocabularyTable(self.path)
    for (index, row) in table.rows.enumerated() {
      let fields = OwnWords.columns.map { row[$0] }
      guard let dimension = Dimension(rawValue: fields[0]),
        OwnWords.dimensions.contains(dimension), !OwnWords.isBlank(fields[1]),
        !OwnWords.isBlank(fields[2])
      else {
        damaged.append(fields)
        faults.add(
          line: index + 2, expected: "a dimension, a spelling and a label",
          found: "\"\(fields.joined(separator: ","))\"", hint: OwnWords.repair(fields))
        continue
      }
      words.append(Word(dimension: dimension, spelling: fields[1], label: fields[2]))
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    Vocabulary.folded(text).allSatisfy(\.isWhitespace)
  }

  private static let columns = ["dimension", "spelling", "label"]

  /// How to take a damaged line out: by the command where it has a dimension.
  private static func repair(_ fields: [String]) -> String {
    guard let dimension = Dimension(rawValue: fields[0]), dimensions.contains(dimension) else {
      return "Take the line out of the file."
    }
    let spelling = fields[1].replacing("\"", with: "\\\"")
    return "Take it out: trocha record word --remove \(dimension.rawValue) \"\(spelling)\""
  }

  /// Dimensions whose labels have spellings.
  package static let dimensions = Coverage.dimensions

  /// Adds a word and writes the table.
  ///
  /// - Throws: a ``QuestionError`` when the spelling already means another label, or the label is
  ///   none.
  package mutating func add(_ word: Word, to vocabulary: Vocabulary) throws {
    guard !OwnWords.isBlank(word.spelling) else {
      throw QuestionError.unsuitable(
        Localized("An empty spelling means nothing.", "Una grafía vacía no significa nada."),
        hint: Localized(
          "Give the word as the file has it.", "Dé la palabra como está en el archivo."))
    }
    if let known = vocabulary.label(word.dimension, published: word.spelling),
      known != word.label
    {
      throw QuestionError.unsuitable(
        Localized(
          "\"\(word.spelling)\" already means \(known) in \(word.dimension.rawValue).",
          "«\(word.spelling)» ya significa \(known) en \(word.dimension.rawValue)."),
        hint: Localized(
          "`trocha record word --remove` takes a word of your own back.",
          "`trocha record word --remove` retira una palabra propia."))
    }
    guard vocabulary.term(word.label, in: word.dimension) != nil else {
      throw OwnWords.unknown(word, vocabulary)
    }
    remove(word.dimension, word.spelling)
    words.append(word)
    try write()
  }

  /// A label that nothing else has would hide the figures that are read with it.
  private static func unknown(_ word: Word, _ vocabulary: Vocabulary) -> QuestionError {
    let labels = vocabulary.terms.filter { $0.dimension == word.dimension }.map(\.id)
    let near =
      vocabulary.label(word.dimension, published: word.label)
      ?? suggestion(for: word.label, among: labels)
    let most = 12
    let some = labels.prefix(most).joined(separator: ", ") + (labels.count > most ? " …" : "")
    return .unsuitable(
      Localized(
        "\"\(word.label)\" is no label of \(word.dimension.rawValue).",
        "«\(word.label)» no es una etiqueta de \(word.dimension.rawValue)."),
      hint: near.map(QuestionError.didYouMean)
        ?? (labels.isEmpty
          ? Localized("It has no labels that are known.", "No se le conocen etiquetas.")
          : Localized("Labels are: \(some).", "Las etiquetas son: \(some).")))
  }

  /// Takes a word back and writes the table; `false` when there is none.
  package mutating func take(_ dimension: Dimension, _ spelling: String) throws -> Bool {
    let count = words.count + damaged.count
    remove(dimension, spelling)
    damaged.removeAll {
      $0[0] == dimension.rawValue && Vocabulary.folded($0[1]) == Vocabulary.folded(spelling)
    }
    guard words.count + damaged.count < count else { return false }
    try write()
    return true
  }

  private mutating func remove(_ dimension: Dimension, _ spelling: String) {
    let folded = Vocabulary.folded(spelling)
    words.removeAll { $0.dimension == dimension && Vocabulary.folded($0.spelling) == folded }
  }

  private func write() throws {
    var writer = CSVWriter(header: OwnWords.columns, isGuarded: false)
    for word in words { writer.write([word.dimension.rawValue, word.spelling, word.label]) }
    for fields in damaged { writer.write(fields) }
    try FileWriting.write(writer.text, to: path)
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
