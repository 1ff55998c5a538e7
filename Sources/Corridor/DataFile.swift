import Foundation
import Tabular
import Yams

/// Reads a YAML file into a value, with line and column for whatever is wrong.
public struct DataFile {
  /// Largest file that is read; a corridor is a few pages of text.
  private static let limit = 1 << 22

  public let name: String
  private let text: String
  private let root: Node?

  public init(path: String, name: String? = nil) throws(InputError) {
    let shown = name ?? path
    let bytes = try ByteStream(path: path, name: shown).readAll(limit: DataFile.limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(
        InputIssue(
          file: shown, expected: "text in UTF-8", found: "other bytes",
          hint: "Save the file as UTF-8."))
    }
    self.name = shown
    self.text = text
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw DataFile.syntax(error, file: shown)
    } catch {
      throw InputError(InputIssue(file: shown, expected: "YAML", found: "\(error)"))
    }
  }

  /// Decodes the file.
  ///
  /// - Throws: an `InputError` that points at the first entry that is missing or of another kind.
  public func decode<Value: Decodable>(_ type: Value.Type) throws(InputError) -> Value {
    do {
      return try YAMLDecoder().decode(type, from: text)
    } catch let error as DecodingError {
      throw InputError(issue(for: error))
    } catch {
      throw InputError(InputIssue(file: name, expected: "a readable file", found: "\(error)"))
    }
  }

  /// An issue at the entry that a path of keys and indices leads to.
  public func issue(
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
      InputError(
        InputIssue(
          file: file, line: mark.line, column: mark.column, expected: "YAML", found: problem,
          hint: "Check the indentation and the quotes around here."))
    default:
      InputError(InputIssue(file: file, expected: "YAML", found: "\(error)"))
    }
  }
}
