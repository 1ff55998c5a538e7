import Periods
import Record
import Tabular

/// The current row of an official table, its fields found by the column's name.
struct OfficialRow {
  private var table: CSVTable
  private let columns: [String: Int]
  private let vocabulary: Vocabulary

  init(_ path: String, _ vocabulary: Vocabulary) throws(InputError) {
    table = try CSVTable(ByteStream(path: path))
    columns = Dictionary(
      table.header.enumerated().map { ($0.element, $0.offset) }
    ) { first, _ in first }
    self.vocabulary = vocabulary
  }

  var line: Int { table.line }

  mutating func next() throws(InputError) -> Bool { try table.next() }

  /// Throws what was found wrong with the rows.
  func check() throws(InputError) { try table.issues.check() }

  mutating func noteRepeat(of line: Int) {
    table.issues.add(
      line: table.line, expected: "one row for each figure", found: "line \(line) again")
  }

  /// Whether the table has a column: some releases lack one.
  func has(_ column: String) -> Bool { columns[column] != nil }

  /// A field; a column that the table lacks is noted.
  mutating func text(_ column: String) -> String {
    if let index = columns[column] { return table.text(index) }
    table.issues.add(line: 1, expected: "a column \"\(column)\"", found: "none")
    return ""
  }

  mutating func count(_ column: String) -> Double? { columns[column].flatMap { table.count($0) } }

  /// A month, a year or a day.
  mutating func period(_ column: String) -> Period {
    if let period = Period(text(column)) { return period }
    note(column, expected: "a period")
    return .day(Day(number: 0))
  }

  /// The record's label for a publisher's word, which the vocabulary must know.
  mutating func label(_ dimension: Dimension, _ column: String) -> String {
    label(dimension, text(column), column)
  }

  mutating func label(_ dimension: Dimension, _ word: String, _ column: String) -> String {
    if let label = vocabulary.label(dimension, published: word) { return label }
    note(column, expected: "a \(dimension.rawValue) that the vocabulary knows, not \"\(word)\"")
    return word
  }

  mutating func note(_ column: String, expected: String) {
    table.note(columns[column] ?? 0, expected: expected)
  }
}
