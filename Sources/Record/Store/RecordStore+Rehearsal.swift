import Foundation
import GRDB

extension RecordStore {
  /// Carries a change out on a copy of the record, and says how its named series are answered after it. The
  /// record itself is only read; of the copy nothing is left.
  ///
  /// - Throws: what the change throws, a ``RecordError`` when there is no room for the copy.
  package func rehearsing<Result>(
    _ change: (RecordStore) throws -> Result
  ) throws -> (result: Result, moves: [SeriesMove]) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = try RecordStore(
      copying: self, to: folder.appending(path: "record.sqlite").path(percentEncoded: false))
    defer { try? copy.pool.close() }
    let before = try SeriesState(copy)
    let result = try change(copy)
    return (result, before.moves(to: try SeriesState(copy)))
  }
}
