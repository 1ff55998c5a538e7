import Foundation
import Tabular

/// An answer of UNHCR's API, or a page of one: an object with `items`, one for each year and pair of
/// countries.
struct UNHCRAnswer: UNHCRRows {
  /// Largest answer that is read: the whole population table is some 30 MB.
  private static let limit = 1 << 28

  let file: PublishedFile
  /// Which page this is, from 1, and of how many.
  let page: Int
  let pages: Int
  let names: [String]
  var issues: InputIssues

  private let items: [[String: Field]]
  private var index = -1

  private struct Answer: Decodable {
    var page: Int?
    var maxPages: Int?
    var items: [[String: Field]]
  }

  /// A field that may be a number, a text or null.
  private enum Field: Decodable {
    case number(Double)
    case text(String)
    case null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var text: String {
      switch self {
      case .number(let value): CSVWriter.number(value)
      case .text(let text): text
      case .null: ""
      }
    }
  }

  init(_ file: PublishedFile) throws(InputError) {
    self.file = file
    issues = InputIssues(file: file.name)
    let bytes = try ByteStream(path: file.path, name: file.name, sheet: file.sheet)
      .readAll(limit: UNHCRAnswer.limit)
    do {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(bytes))
      items = answer.items
      page = answer.page ?? 1
      pages = answer.maxPages ?? 1
    } catch let error as DecodingError {
      throw InputError(UNHCRAnswer.issue(error, file.name))
    } catch {
      throw InputError(InputIssue(file: file.name, expected: "JSON", found: "\(error)"))
    }
    names = items.reduce(into: Set<String>()) { $0.formUnion($1.keys) }.sorted()
  }

  /// Whether a file begins as an answer does, and not as a table.
  static func isAnswer(_ file: PublishedFile) throws(InputError) -> Bool {
    var block: [UInt8] = []
    let count = try ByteStream(path: file.path, name: file.name, sheet: file.sheet).read(
      into: &block)
    return block[0..<count].first { $0 > 0x20 } == UInt8(ascii: "{")
  }

  var number: Int { index + 1 }

  mutating func next() throws(InputError) -> Bool {
    index += 1
    return index < items.count
  }

  func text(_ column: Int) -> String { items[index][names[column]]?.text ?? "" }

  mutating func note(_ column: Int, expected: String, hint: String) {
    let text = text(column)
    issues.add(
      expected: "\(expected) in \"\(names[column])\" of item \(number)",
      found: text.isEmpty ? "nothing" : "\"\(text.prefix(60))\"", hint: hint)
  }

  mutating func noteMissing(_ name: String) {
    let entry = name.replacing(" ", with: "_")
    issues.add(
      expected: "items with an entry \"\(entry)\"", found: "none",
      hint: "Check that the answer is of the kind you meant.")
  }

  mutating func noteUnknown(_ column: Int) {
    issues.add(
      expected: "entries that UNHCR's answers have", found: "\"\(names[column].prefix(60))\"",
      hint: UNHCRText.hintForUnknown)
  }

  mutating func noteRepeated(of number: Int) {
    let isHere = pages == 1
    issues.add(
      expected: "one item for each year and pair of countries",
      found: "item \(self.number), the same as "
        + (isHere ? "item \(number)" : "an item before it or of another page"))
  }

  private static func issue(_ error: DecodingError, _ file: String) -> InputIssue {
    let hint = "The answer may be cut off: fetch it again."
    switch error {
    case .keyNotFound(let key, _):
      return InputIssue(
        file: file, expected: "an entry \"\(key.stringValue)\"", found: "none", hint: hint)
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return InputIssue(
        file: file, expected: "numbers and texts in \(path)", found: "something else")
    default:
      return InputIssue(file: file, expected: "JSON", found: "a fault in it", hint: hint)
    }
  }
}
