import Foundation
import Testing

/// A page of docs/extend.
struct RecipePage {
  /// The repository, by its own path: what is copied from it must not be a link into it.
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "../..").standardizedFileURL

  private let text: String

  init(_ name: String) throws {
    let url = Self.root.appending(path: "docs/extend/\(name)")
    text = try String(contentsOf: url, encoding: .utf8)
  }

  /// The code block of the step that names a file.
  func code(for file: String) throws -> String {
    let step = try #require(text.range(of: "`\(file)`"), "no step names \(file)")
    let after = text[step.upperBound...]
    let fence = try #require(after.firstRange(of: /```[a-z]+\n/))
    let end = try #require(after[fence.upperBound...].range(of: "\n```"))
    return after[fence.upperBound..<end.lowerBound] + "\n"
  }

  /// The code of a step that these tests compile, but for what it imports: inside its target it needs
  /// no import of that.
  func isCompiledHere(_ file: String) throws -> Bool {
    let name = URL(fileURLWithPath: file).lastPathComponent
    let here = Self.root.appending(path: "Tests/ExtendTests/Examples/\(name)")
    let compiled = try String(contentsOf: here, encoding: .utf8)
    return try Self.withoutImports(compiled) == Self.withoutImports(code(for: file))
  }

  private static func withoutImports(_ code: String) -> [Substring] {
    code.split(separator: "\n").filter { !$0.hasPrefix("import ") }
  }
}

/// A folder of a test's own, removed with it.
final class OwnFolder {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "trocha-recipe-\(UUID().uuidString)", directoryHint: .isDirectory)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
