import Foundation
import Periods
import Record
import Tabular

/// Reads tidy tables that a test writes.
enum TidyFixture {
  /// SHA-256 that files are said to have.
  static let sha256 = String(repeating: "ab", count: 32)

  static func read(
    _ text: String, name: String = "table.csv", published: Day? = nil
  ) throws -> [Release] {
    let url = FileManager.default.temporaryDirectory.appending(path: "tidy-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
    var file = PublishedFile(
      path: url.path, name: name, sha256: sha256, published: published,
      vocabulary: try Vocabulary.shipped())
    // Random days of publication go far into the future.
    file.today = Day(number: .max)
    return try TidyReader().read(file)
  }

  /// What the reader says of a table; empty when it reads it.
  static func fault(_ text: String) throws -> String {
    do {
      _ = try read(text)
      return ""
    } catch let error as InputError {
      return error.description
    }
  }

  /// A table of one source with a row for each `cells`, in the columns of `header`.
  static func table(_ header: String, _ cells: String...) -> String {
    let details = ",test-1,test,Office of Tests,Counts,2025-02-01"
    return (["\(header),source,dataset,publisher,title,published"] + cells.map { $0 + details })
      .joined(separator: "\n") + "\n"
  }
}
