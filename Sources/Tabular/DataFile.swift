import Foundation
import Yams

/// Reads a YAML file into a value, with line and column for whatever is wrong.
package struct DataFile {
  /// Largest file that is read; a corridor is a few pages of text.
  private static let limit = 1 << 22

  package let name: String
  private let text: String
  private let root: Node?

  package init(path: String, name: String? = nil) throws(InputError) {
    let shown = name ?? path
    let bytes = try ByteStream(path: path, name: shown).readAll(limit: DataFile.limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(
        InputIssue(
          file: shown, expected: "text in UTF-8", found: "other bytes",
          hint: "Save the file as UTF-8."))
    }
    try self.init(text: text, name: shown)
  }

  /// Reads a text as if it stood in a file.
  package init(text: String, name: String) throws(InputError) {
    let shown = name
    self.name = shown
    self.text = text
    try DataFile.checkNesting(text, file: shown)
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw DataFile.syntax(error, file: shown)
    } catch {
      throw InputError(InputIssue(file: shown, expected: "YAML", found: "\(error)"))
    }
    try DataFile.checkSize(root, file: shown)
  }

  /// The file's entries, to be read one by one; what is wrong with them is collected.
  package var entries: DataEntry {
    DataEntry(node: root, place: "", issues: DataEntry.Issues(file: name))
  }

  /// Decodes the file.
  ///
  /// - Throws: an `InputError` that points at the first entry that is missing or of another kind.
  package func decode<Value: Decodable>(_ type: Value.Type) throws(InputError) -> Value {
    do {
      return try YAMLDecoder().decode(type, from: text)
    } catch let error as DecodingError {
      throw InputError(issue(for: error))
    } catch {
      throw InputError(InputIssue(file: name, expected: "a readable file", found: "\(error)"))
    }
  }

  /// An issue at the entry that a path of keys and indices leads to.
  package func issue(
    at path: [any CodingKey], expected: String, found: String, hint: String = ""
  ) -> InputIssue {
    let mark = mark(of: path)
    return InputIssue(
      file: name, line: mark?.line, column: mark?.column, expected: expected, found: found,
      hint: hint)
  }

  private func mark(of path: [any CodingKey]) -> Mark? {
    var node = root
    var mark = node?.mark
    for key in path {
      node = key.intValue.flatMap { node?[$0] } ?? node?[key.stringValue]
      mark = node?.mark ?? mark
    }
    return mark
  }

  private func issue(for error: DecodingError) -> InputIssue {
    switch error {
    case .keyNotFound(let key, let context):
      issue(
        at: context.codingPath, expected: "an entry \"\(key.stringValue)\"", found: "none")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      issue(
        at: context.codingPath, expected: DataFile.words(for: type), found: "something else")
    case .dataCorrupted(let context):
      issue(at: context.codingPath, expected: "a valid entry", found: context.debugDescription)
    @unknown default:
      InputIssue(file: name, expected: "a valid entry", found: "\(error)")
    }
  }

  /// Levels and entries that no data file needs. Aliases can make a few lines stand for billions of
  /// entries, and nesting can fill the stack of whoever reads them.
  private static let mostLevels = 60
  private static let mostEntries = 200_000

  /// Refuses a text that is nested so deep that composing it would be a danger.
  private static func checkNesting(_ text: String, file: String) throws(InputError) {
    for (number, line) in text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let indentation = line.prefix { $0 == UInt8(ascii: " ") }
      var brackets = 0
      for byte in line {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
      }
      var rest = line.dropFirst(indentation.count)
      var dashes = 0
      while rest.starts(with: "- ".utf8), dashes <= mostLevels {
        rest = rest.dropFirst(2)
        dashes += 1
      }
      if indentation.count > 4 * mostLevels || dashes > mostLevels || brackets > 4 * mostLevels {
        throw InputError(
          InputIssue(
            file: file, line: number + 1, column: 1,
            expected: "at most \(mostLevels) levels of entries", found: "more"))
      }
    }
  }

  private static func checkSize(_ root: Node?, file: String) throws(InputError) {
    var open: [(node: Node, level: Int)] = root.map { [($0, 0)] } ?? []
    var count = 0
    while let (node, level) = open.popLast() {
      count += 1
      guard count <= mostEntries, level <= mostLevels else {
        throw InputError(
          InputIssue(
            file: file, line: node.mark?.line, column: node.mark?.column,
            expected: "at most \(mostEntries) entries in \(mostLevels) levels", found: "more",
            hint: "Aliases (*name) that stand for one another multiply; write the entries out."))
      }
      switch node {
      case .sequence(let list): for entry in list { open.append((entry, level + 1)) }
      case .mapping(let map): for (_, value) in map { open.append((value, level + 1)) }
      case .scalar, .alias: break
      }
    }
  }

  private static func words(for type: Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Double.Type, is Int.Type: "a number"
    case is Bool.Type: "true or false"
    default: "\(type)".hasPrefix("Array") ? "a list" : "a group of entries"
    }
  }

  private static func syntax(_ error: YamlError, file: String) -> InputError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // A problem such as "found undefined alias" covers an alias that stands for itself.
      InputError(
        InputIssue(
          file: file, line: mark.line, column: mark.column, expected: "YAML", found: problem,
          hint: "Check the indentation and the quotes around here."))
    case .duplicatedKeysInMapping(let names, let context):
      InputError(
        InputIssue(
          file: file, line: context.mark.line, column: context.mark.column,
          expected: "each entry once",
          found: names.map { "\"\($0)\"" }.joined(separator: ", ") + " more than once"))
    default:
      InputError(InputIssue(file: file, expected: "YAML", found: "\(error)"))
    }
  }
}
