import Foundation
import Record
import Testing

/// Reads the files that ship.
enum ShippedRelease {
  static let folder = ShippedFiles.folder("figures")

  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") }.sorted()
  }

  static func readAll(_ name: String) throws -> [Release] {
    let path = folder + "/" + name
    let file = PublishedFile(
      path: path, name: name, sha256: try FileHash.sha256(path: path),
      vocabulary: try Vocabulary.shipped())
    return try TidyReader().read(file)
  }

  /// The release of a file that holds one.
  static func read(_ name: String) throws -> Release {
    let releases = try readAll(name)
    #expect(releases.count == 1, "\(name)")
    return try #require(releases.first)
  }

  /// Sums by a dimension's labels; figures that are not broken down by it are left out.
  static func sums(
    _ figures: some Sequence<Figure>, by dimension: Record.Dimension
  ) -> [String: Double] {
    figures.reduce(into: [:]) { sums, figure in
      if let label = figure.series[dimension] { sums[label, default: 0] += figure.value ?? 0 }
    }
  }
}
