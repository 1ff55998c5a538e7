import Foundation
import Record
import Tabular

/// `compile-figures TABLES OUTPUT`: turns the official tables into the figures that ship with
/// Trocha. docs/data.md tells of the tables.
@main
struct CompileFigures {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let tables = arguments.first, let output = arguments.last else {
      complain("Usage: compile-figures <folder of the published tables> <output folder>")
      exit(64)  // EX_USAGE of sysexits.h
    }
    do {
      let vocabulary = try Vocabulary.shipped()
      let described = try DescribedSources.shipped()
      for description in described.sources {
        guard let file = description.compiledFrom else { continue }
        let table = try OfficialTable.form(of: description.source)
        let count = try table.compile(
          description, from: tables + "/" + file, into: output, vocabulary)
        print("\(description.table): \(count) figures from \(file)")
      }
    } catch {
      complain("\(error)")
      exit(1)
    }
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
