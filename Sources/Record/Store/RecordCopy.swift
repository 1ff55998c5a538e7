import Foundation
import GRDB

/// A copy of a record in a folder of its own, on which a change can be tried. Opening a record writes to its
/// file; making the copy does not.
package enum RecordCopy {
  /// Hands out the path of a copy, of which nothing is left afterwards. There is no file where there was no
  /// record: a new one is then made in its place.
  ///
  /// - Parameter original: the record's file; `nil` for ``RecordStore/defaultPath(environment:)``.
  /// - Throws: what the body throws; a ``RecordError`` when the record cannot be read, or there is no room.
  package static func using<Result>(
    _ original: String?, _ body: (String) throws -> Result
  ) throws -> Result {
    let original = original ?? RecordStore.defaultPath()
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "record.sqlite").path(percentEncoded: false)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try copy(original, to: path)
    } catch {
      throw RecordError.cannotOpen(
        path: original,
        reason: (error as? DatabaseError).map(RecordError.words) ?? error.localizedDescription)
    }
    return try body(path)
  }

  private static func copy(_ original: String, to path: String) throws {
    let files = FileManager.default
    let words = ".words.csv"
    if files.fileExists(atPath: original + words) {
      try files.copyItem(atPath: original + words, toPath: path + words)
    }
    guard files.fileExists(atPath: original) else { return }
    // Beside a log another program may be writing; without one the file is all there is.
    guard files.fileExists(atPath: original + "-wal") else {
      return try files.copyItem(atPath: original, toPath: path)
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    try DatabaseQueue(path: original, configuration: configuration)
      .backup(to: DatabaseQueue(path: path))
  }
}
