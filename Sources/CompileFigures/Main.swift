import Fetching
import Foundation
import Periods
import Record
import Tabular

/// `compile-figures TABLES OUTPUT`: turns the official tables into the figures that ship with
/// Trocha. docs/data.md tells of the tables.
///
/// `compile-figures --pack TABLES FOLDER`: makes a pack of those that do not ship.
@main
struct CompileFigures {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let isPack = arguments.first == "--pack"
    if isPack { arguments.removeFirst() }
    guard arguments.count == 2 else {
      complain("Usage: compile-figures [--pack] <folder of the published tables> <output folder>")
      exit(64)  // EX_USAGE of sysexits.h
    }
    do {
      try isPack
        ? pack(arguments[0], into: arguments[1]) : ship(arguments[0], into: arguments[1])
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  private static func ship(_ tables: String, into output: String) throws {
    for description in try DescribedSources.shipped().sources {
      try compile(description, from: tables, into: output)
    }
  }

  private static func pack(_ tables: String, into output: String) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "trocha-pack-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    var writer = try PackWriter(folder: URL(fileURLWithPath: output, isDirectory: true))
    defer { writer.discard() }
    for description in try DescribedSources.shipped().packed {
      try compile(description, from: tables, into: folder.path)
      let file = folder.appending(path: description.table)
      try writer.add(
        FetchedRelease(
          of: description.source, file: description.table,
          sha256: try FileHash.sha256(path: file.path), bytes: try Data(contentsOf: file).count),
        from: folder)
    }
    try writer.finish(on: .today)
  }

  private static func compile(
    _ description: DescribedSources.Shipped, from tables: String, into output: String
  ) throws {
    guard let file = description.compiledFrom else { return }
    let table = try OfficialTable.form(of: description.source)
    let count = try table.compile(
      description, from: tables + "/" + file, into: output, Vocabulary.shipped())
    print("\(description.table): \(count) figures from \(file)")
  }

  private static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}
