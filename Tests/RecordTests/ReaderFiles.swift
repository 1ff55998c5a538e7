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

  func file(
    _ name: String, _ bytes: some Sequence<UInt8>, published: String? = nil, today: String? = nil
  ) throws -> PublishedFile {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    var file = PublishedFile(
      path: url.path, name: name, sha256: try FileHash.sha256(path: url.path),
      published: published.flatMap(Day.init), vocabulary: vocabulary)
    if let today = today.flatMap(Day.init) { file.today = today }
    return file
  }

  /// Reads a file in the format that it is recognised as.
  func releases(
    _ name: String, _ text: String, published: String? = nil, today: String? = nil
  ) throws -> [Release] {
    let file = try file(name, text.utf8, published: published, today: today)
    return try FigureReaders.reader(for: file, format: nil).read(file)
  }

  /// What a release says that it covers, in the words of the tidy format.
  static func covers(_ release: Release) -> String { release.source.coverage.extentText }

  /// Figures as `series period=value`, in the order of the file.
  func figures(_ text: String, published: String? = nil) throws -> [String] {
    try releases("table.csv", text, published: published).flatMap(ReaderFiles.figures)
  }

  /// The figures of a release as `series period=value`, with how exact each is where it is not.
  static func figures(_ release: Release) -> [String] {
    release.figures.map { figure in
      "\(figure.series) \(figure.period)=" + (figure.value.map { "\(Int($0))" } ?? "unknown")
        + (figure.exactness == .exact ? "" : " \(figure.exactness.rawValue)")
    }
  }

  /// All that is wrong with a file, in words.
  func fault(
    _ bytes: some Sequence<UInt8>, name: String = "table.csv", published: String? = nil
  ) throws -> String {
    let file = try file(name, bytes, published: published)
    do {
      _ = try FigureReaders.reader(for: file, format: nil).read(file)
      return ""
    } catch {
      return "\(error)"
    }
  }
}
