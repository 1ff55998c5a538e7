import Foundation
import Tabular

/// Files in a temporary folder, plain or packed by the system's gzip.
struct TabularFiles {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "tabular-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url.path
  }

  func gzip(_ name: String, _ text: String) throws -> String {
    let path = try file(name, Array(text.utf8))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "--keep", path]
    try process.run()
    process.waitUntilExit()
    return path + ".gz"
  }

  /// Every record of a text, by the reader.
  func records(_ text: String) throws -> [[String]] {
    try records(path: file("\(UUID().uuidString).csv", Array(text.utf8)))
  }

  func records(path: String) throws -> [[String]] {
    var reader = CSVReader(try ByteStream(path: path))
    var records: [[String]] = []
    while try reader.next() {
      records.append(
        (0..<reader.count).map { String(decoding: reader.bytes($0), as: UTF8.self) })
    }
    return records
  }

  /// What the reader says is wrong, with the file's name left out.
  func fault(_ bytes: [UInt8]) throws -> String {
    let path = try file("table.csv", bytes)
    do {
      var reader = CSVReader(try ByteStream(path: path, name: "table.csv"))
      while try reader.next() {}
      return ""
    } catch {
      return "\(error)"
    }
  }
}
