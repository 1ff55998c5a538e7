import Crypto
import Foundation
import Periods
import Policies
import Tabular

/// A newer policy file that the user has taken for a corridor that ships with Trocha: kept beside the
/// record, since the installed corridor belongs to the installation.
///
/// It is read in the place of the corridor's own file, unless a version of Trocha that came later ships
/// rules that were checked through a later day.
package struct OwnPolicies: Sendable {
  /// The policy file.
  package let path: String
  private var notePath: String { path + ".json" }

  /// What is remembered of the file, beside it.
  package struct Note: Codable, Equatable, Sendable {
    /// Name of the file it was taken from, without its folder.
    package var file: String
    /// SHA-256 of the file, in lower-case hexadecimal.
    package var sha256: String
    /// The day on which it was taken.
    package var taken: Day
    /// The day of the file that it was put in the place of by force, though that was checked later.
    package var over: Day?
  }

  /// - Parameter folder: the user's folder; `nil` for that of the record.
  package init(corridor: String, in folder: String? = nil) {
    path = (folder ?? UserData.folder()) + "/policies/\(corridor).yaml"
  }

  package var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  package var note: Note? {
    FileManager.default.contents(atPath: notePath).flatMap {
      try? JSONDecoder().decode(Note.self, from: $0)
    }
  }

  /// Whether it is read in the place of a file whose rules were checked through a day.
  package func standsBefore(_ shipped: @autoclosure () -> Day?) -> Bool {
    guard isThere else { return false }
    guard let shipped = shipped() else { return true }
    if let over = note?.over, shipped <= over { return true }
    // Of a file that cannot be read the fault is to be told, and not another answered from.
    guard let own = OwnPolicies.checked(path) else { return true }
    return shipped <= own
  }

  /// Puts a file there, in the place of one that is.
  ///
  /// - Throws: an error of the file system; the file that was there is then still there.
  package func keep(_ bytes: Data, named name: String, taken: Day, over: Day?) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let note = Note(
      file: URL(fileURLWithPath: name).lastPathComponent, sha256: OwnPolicies.sha256(bytes),
      taken: taken, over: over)
    // The note first: a file without its own is read all the same.
    try FileWriting.write(encoder.encode(note), to: notePath)
    try FileWriting.write(bytes, to: path)
  }

  /// Takes the file out again; `false` when there is none.
  ///
  /// - Throws: an error of the file system.
  package func remove() throws -> Bool {
    guard isThere else { return false }
    try FileManager.default.removeItem(atPath: path)
    try? FileManager.default.removeItem(atPath: notePath)
    return true
  }

  package static func sha256(_ bytes: Data) -> String {
    SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
  }

  /// The day through which a file's rules were checked, by its line alone: the whole is read when it is
  /// needed.
  package static func checked(_ path: String) -> Day? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .first { $0.hasPrefix("checked:") }
    return line.flatMap { line in
      let value = line.dropFirst("checked:".count).prefix { $0 != "#" }
      return Day(value.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'")))
    }
  }
}
