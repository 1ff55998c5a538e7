import Tabular

/// The rows of one of UNHCR's tables, whether they come as CSV or as an answer of the API.
protocol UNHCRRows {
  /// The columns' names as they stand in the file.
  var names: [String] { get }
  /// Number of the current row, for messages: a line, or an item.
  var number: Int { get }
  var issues: InputIssues { get set }

  /// Steps to the next row; `false` at the end.
  mutating func next() throws(InputError) -> Bool
  /// A field's text; empty where there is none.
  mutating func text(_ column: Int) -> String
  mutating func note(_ column: Int, expected: String, hint: String)
  mutating func noteMissing(_ name: String)
  mutating func noteUnknown(_ column: Int)
  mutating func noteRepeated(of number: Int)
}

enum UNHCRText {
  static let hintForUnknown =
    "It is not known what it counts: leave it out, or bring the table in as tidy CSV."
}

/// A table that can be read from its first row as often as is wanted.
enum UNHCRTables {
  case table(PublishedFile)
  case answer(UNHCRAnswer)

  func open() throws(InputError) -> any UNHCRRows {
    switch self {
    case .table(let file): try UNHCRTable(file)
    case .answer(let answer): answer
    }
  }
}
