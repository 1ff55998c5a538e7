import Flee
import Foundation
import Tabular

/// The tables of an instance as lines of text, changed in memory and written together.
struct InstanceFiles {
  private let folder: URL
  /// Changed files by name.
  private var changed: [String: String] = [:]

  init(folder: String) {
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
  }

  /// In `input_csv`, or beside it where the instance has no such folder.
  private func place(_ name: String) -> String {
    let hasFolder = FileManager.default.fileExists(
      atPath: folder.appending(path: "input_csv/locations.csv").path)
    return hasFolder ? "input_csv/\(name)" : name
  }

  private func text(_ name: String) -> String {
    changed[name]
      ?? (try? String(contentsOf: folder.appending(path: place(name)), encoding: .utf8)) ?? ""
  }

  mutating func append(_ line: String, to name: String) {
    let text = text(name)
    changed[name] = text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + line + "\n"
  }

  /// Gives the roads between two places, in either direction, another length.
  ///
  /// - Returns: `false` when there is none.
  mutating func setDistance(between a: String, and b: String, to kilometres: String) -> Bool {
    var isFound = false
    let lines = text("routes.csv").split(separator: "\n", omittingEmptySubsequences: false)
    let edited = lines.map { line -> String in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 3, !line.hasPrefix("#") else { return String(line) }
      let ends = fields.prefix(2).map { $0.trimmingCharacters(in: .whitespaces) }
      guard ends == [a, b] || ends == [b, a] else { return String(line) }
      isFound = true
      fields[2] = kilometres
      return fields.joined(separator: ",")
    }
    if isFound { changed["routes.csv"] = edited.joined(separator: "\n") }
    return isFound
  }

  /// Writes the changed files once the instance with them can be read.
  ///
  /// - Throws: an `InputError` for what could not be read then; nothing has changed.
  func write() throws(InputError) {
    let manager = FileManager.default
    let trial = manager.temporaryDirectory.appending(
      path: "trocha-instance-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? manager.removeItem(at: trial) }
    do {
      try manager.copyItem(at: folder, to: trial)
      try write(to: trial)
    } catch {
      throw InstanceFiles.fault(folder, error)
    }
    _ = try FleeInstanceReader.read(trial.path)
    do {
      try write(to: folder)
    } catch {
      throw InstanceFiles.fault(folder, error)
    }
  }

  private func write(to folder: URL) throws {
    for (name, text) in changed {
      try FileWriting.write(text, to: folder.appending(path: place(name)).path)
    }
  }

  private static func fault(_ folder: URL, _ error: any Error) -> InputError {
    InputError(
      InputIssue(
        file: folder.path, expected: "a folder that can be written", found: "none",
        hint: error.localizedDescription))
  }
}
