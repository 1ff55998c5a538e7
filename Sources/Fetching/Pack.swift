import Foundation
import Periods
import Record
import Tabular

/// Publishers' files in a folder, for colleagues without a network: what each is, whence, since when, and its
/// SHA-256.
package struct Pack: Codable, Sendable {
  package static let fileName = "trocha-pack.json"
  private static let format = "trocha-pack"
  /// Raised when a pack is no longer read by the program before.
  private static let version = 1

  package var format: String
  package var version: Int
  /// Day that it was made.
  package var made: Day
  package var releases: [FetchedRelease]

  init(made: Day, releases: [FetchedRelease]) {
    format = Pack.format
    version = Pack.version
    self.made = made
    self.releases = releases
  }

  /// The pack in a folder; `nil` when the folder has none.
  ///
  /// - Throws: a ``FetchFault`` when it is damaged, of another program, or newer than this one.
  package init?(folder: URL) throws(FetchFault) {
    let file = folder.appending(path: Pack.fileName)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    do {
      self = try FetchJSON.read(Pack.self, from: file)
    } catch {
      throw FetchFault(
        .damaged, "\(file.path) is damaged: \(error.localizedDescription)",
        "\(file.path) está dañado: \(error.localizedDescription)")
    }
    guard format == Pack.format, version <= Pack.version else {
      throw FetchFault(
        .notReadable, "\(file.path) is of a newer version of Trocha, or of another program.",
        "\(file.path) es de una versión más nueva de Trocha, o de otro programa.")
    }
    let names = releases.map(\.table) + releases.flatMap { $0.files.map(\.file) }
    guard let wrong = names.first(where: { !Pack.isPlain($0) }) else { return }
    throw FetchFault(
      .damaged, "\(file.path) names a file outside its folder: \"\(wrong)\".",
      "\(file.path) nombra un archivo fuera de su carpeta: «\(wrong)».")
  }

  /// Whether a name stays in its folder.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".")
      && !name.contains { $0 == "/" || $0 == "\\" || $0 == "\0" }
  }

  /// Says what is wrong with a release's files; `nil` when they are those that were packed.
  func fault(of release: FetchedRelease, in folder: URL) -> FetchFault? {
    let place = folder.appending(path: release.table, directoryHint: .isDirectory)
    for file in release.files {
      let path = place.appending(path: file.file)
      guard FileManager.default.fileExists(atPath: path.path) else {
        return FetchFault(
          .damaged, "\(release.table)/\(file.file) is missing from the pack.",
          "Falta \(release.table)/\(file.file) en el paquete.")
      }
      guard (try? FileHash.sha256(path: path.path)) == file.sha256 else {
        return FetchFault(
          .damaged,
          "\(release.table)/\(file.file) is not the file that was packed: its SHA-256 is another.",
          "\(release.table)/\(file.file) no es el archivo que se empaquetó: su SHA-256 es otro.")
      }
    }
    return nil
  }
}

/// Writes a pack. The files are gathered apart, so that an earlier pack in the same folder stays until the new
/// one is whole; what says that they are all there comes last.
package struct PackWriter {
  package let folder: URL
  package private(set) var releases: [FetchedRelease] = []
  private let earlier: Pack?

  /// What systems put on a stick.
  private static let ofTheSystem: Set = ["System Volume Information", "lost+found", "$RECYCLE.BIN"]

  /// Where files are gathered. It lies inside the folder, which may be a stick of its own.
  private var gathered: URL { folder.appending(path: ".trocha-new", directoryHint: .isDirectory) }

  /// - Throws: a ``FetchFault`` for a folder that has other things than a pack in it.
  package init(folder: URL) throws(FetchFault) {
    self.folder = folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let isFree = names.allSatisfy { $0.hasPrefix(".") || PackWriter.ofTheSystem.contains($0) }
    earlier = try Pack(folder: folder)
    guard isFree || earlier != nil else {
      throw FetchFault(
        .disk, "\(folder.path) has other files in it: name a new or empty folder.",
        "\(folder.path) tiene otros archivos: indique una carpeta nueva o vacía.")
    }
    do {
      try? FileManager.default.removeItem(at: gathered)
      try FileManager.default.createDirectory(at: gathered, withIntermediateDirectories: true)
    } catch {
      throw .disk(error, folder.path)
    }
  }

  /// Copies a release's files.
  package mutating func add(_ release: FetchedRelease, from place: URL) throws(FetchFault) {
    let target = gathered.appending(path: release.table, directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      for file in release.files {
        try FileManager.default.copyItem(
          at: place.appending(path: file.file), to: target.appending(path: file.file))
      }
    } catch {
      throw .disk(error, target.path)
    }
    releases.append(release)
  }

  /// Removes what was gathered; an earlier pack stays as it is.
  package func discard() { try? FileManager.default.removeItem(at: gathered) }

  /// Puts the new pack in the place of the earlier one; one that holds nothing leaves it as it is.
  package func finish(on today: Day) throws(FetchFault) {
    let manager = FileManager.default
    defer { discard() }
    guard !releases.isEmpty else { return }
    let index = folder.appending(path: Pack.fileName)
    do {
      if let earlier {
        try manager.removeItem(at: index)
        for release in earlier.releases {
          try? manager.removeItem(at: folder.appending(path: release.table))
        }
      }
      for release in releases {
        try manager.moveItem(
          at: gathered.appending(path: release.table), to: folder.appending(path: release.table))
      }
      try FileWriting.write(
        FetchJSON.data(Pack(made: today, releases: releases)), to: index.path)
    } catch {
      throw .disk(error, index.path)
    }
  }
}
