import Foundation
import Periods
import Record
import Tabular

/// Files as publishers give them, in a temporary folder, and what the readers make of them.
struct ReaderFiles {
  let folder: URL
  let vocabulary: Vocabulary

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "readers-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    vocabulary = try Vocabulary.shipped()
  }

  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> PublishedFile {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return PublishedFile(
      path: url.path, name: name, sha256: try FileHash.sha256(path: url.path),
      vocabulary: vocabulary)
  }

  /// Reads a file in the format that it is recognised as.
  func releases(_ name: String, _ text: String) throws -> [Release] {
    let file = try file(name, text.utf8)
    return try FigureReaders.reader(for: file, format: nil).read(file)
  }

  /// Figures as `series period=value`, in the order of the file.
  func figures(_ text: String) throws -> [String] {
    try releases("table.csv", text).flatMap { release in
      release.figures.map { figure in
        "\(figure.series) \(figure.period)=" + (figure.value.map { "\(Int($0))" } ?? "unknown")
      }
    }
  }

  /// All that is wrong with a file, in words.
  func fault(_ bytes: some Sequence<UInt8>, name: String = "table.csv") throws -> String {
    let file = try file(name, bytes)
    do {
      _ = try FigureReaders.reader(for: file, format: nil).read(file)
      return ""
    } catch {
      return "\(error)"
    }
  }
}
