import Foundation
import Record

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A release with the folder of its files.
package struct KeptRelease: Sendable {
  package var release: FetchedRelease
  package var folder: URL
}

/// The newest release of each table as it was fetched, in a folder beside the record: to ask only for newer
/// ones, and to be packed for others. Nothing is lost when it is deleted.
package struct KeptReleases: Sendable {
  package let folder: URL

  private static let index = "release.json"

  /// - Parameter record: path of the record's file.
  package init(record: String) {
    folder = URL(fileURLWithPath: record + ".fetched", isDirectory: true)
  }

  /// The release of a table that is kept; `nil` when there is none or something is missing of it.
  package func release(of table: String) -> KeptRelease? {
    let place = place(of: table)
    guard
      let release = try? FetchJSON.read(
        FetchedRelease.self, from: place.appending(path: KeptReleases.index)),
      release.files.allSatisfy({
        FileManager.default.fileExists(atPath: place.appending(path: $0.file).path)
      })
    else { return nil }
    return KeptRelease(release: release, folder: place)
  }

  package func place(of table: String) -> URL {
    folder.appending(path: table, directoryHint: .isDirectory)
  }

  /// An empty folder for the files of a new release, to be deleted by whoever asks for it.
  ///
  /// - Parameter isTemporary: whether it lies elsewhere, since the release will not be kept.
  func newFolder(for table: String, isTemporary: Bool = false) throws(FetchFault) -> URL {
    let new =
      isTemporary
      ? FileManager.default.temporaryDirectory
        .appending(path: "trocha-fetch-\(UUID().uuidString)", directoryHint: .isDirectory)
      : folder.appending(path: table + ".new", directoryHint: .isDirectory)
    do {
      try? FileManager.default.removeItem(at: new)
      try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    } catch {
      throw .disk(error, new.path)
    }
    return new
  }

  /// Keeps a release in the place of the one before. It is called when its figures are in the record: who is
  /// interrupted before fetches once more, and finds the figures there already.
  func keep(_ release: FetchedRelease, from new: URL) throws(FetchFault) {
    let place = place(of: release.table)
    let old = folder.appending(path: release.table + ".old", directoryHint: .isDirectory)
    do {
      try FetchJSON.data(release).write(
        to: new.appending(path: KeptReleases.index), options: .atomic)
      try? FileManager.default.removeItem(at: old)
      if FileManager.default.fileExists(atPath: place.path) {
        try FileManager.default.moveItem(at: place, to: old)
      }
      try FileManager.default.moveItem(at: new, to: place)
      try? FileManager.default.removeItem(at: old)
    } catch {
      throw .disk(error, place.path)
    }
  }

  /// Runs something while no other program fetches for the same record.
  package func alone<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw FetchFault.disk(error, folder.path)
    }
    let path = folder.appending(path: "lock").path
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw FetchFault(
        .disk, "\(path) cannot be written.", "No se puede escribir \(path).")
    }
    // The lock ends with the program, however that ends.
    defer { close(file) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      throw FetchFault(
        .refused, "Another update of this record is running: wait for it to end.",
        "Otra actualización de este registro está en curso: espere a que termine.")
    }
    return try await body()
  }
}
