import Foundation
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Choices as they are remembered: by the SHA-256 of the text that they were made for, without a word
/// of it.
package struct ChoiceFile: Sendable {
  /// No choices of a text need more; a larger file is no file of choices.
  private static let largest = 16 << 20

  private struct Contents: Codable {
    var version = 1
    var articles: [String: [Choice]] = [:]
  }

  package let path: String
  private var contents = Contents()

  /// Reads a file; one that does not exist yet has no choices.
  ///
  /// - Throws: an `InputError` when it cannot be read or is no file of choices.
  package init(path: String) throws(InputError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: ChoiceFile.largest)
    else {
      throw ChoiceFile.error(path, found: "one that cannot be read")
    }
    do {
      contents = try JSONDecoder().decode(Contents.self, from: data)
    } catch {
      throw ChoiceFile.error(path, found: "something else")
    }
    guard contents.version == 1 else {
      throw ChoiceFile.error(path, found: "version \(contents.version)")
    }
  }

  /// Beside a record.
  package static func path(besideRecord path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: "choices.json")
      .path(percentEncoded: false)
  }

  /// Whether it has choices, but none of a text.
  package func isOfOthers(_ sha256: String) -> Bool {
    !contents.articles.isEmpty && contents.articles[sha256] == nil
  }

  /// Those of a text.
  package func choices(_ sha256: String) -> [Choice] { contents.articles[sha256] ?? [] }

  /// Replaces those of a text; none forgets it.
  package mutating func set(_ choices: [Choice], for sha256: String) {
    contents.articles[sha256] = choices.isEmpty ? nil : choices
  }

  /// Writes the file beside its place and renames it: it is whole at any moment, and only its owner may
  /// read it.
  ///
  /// - Throws: an `InputError` when it cannot be written.
  package func write() throws(InputError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileWriting.write(
        encoder.encode(contents) + Data("\n".utf8), to: path, isPrivate: true)
    } catch {
      throw InputError(
        InputIssue(
          file: path, expected: "a file that can be written",
          found: (error as? WriteFault).map { WriteFault.words($0.code) }
            ?? error.localizedDescription,
          hint: "Check the folder and its permissions."))
    }
  }

  private static func error(_ path: String, found: String) -> InputError {
    InputError(
      InputIssue(
        file: path, expected: "a file of choices that trocha check wrote", found: found,
        hint: "Name another file with --choices, or move this one away."))
  }
}
