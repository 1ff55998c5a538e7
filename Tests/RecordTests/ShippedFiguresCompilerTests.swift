import Foundation
import Record
import Tabular
import TestSupport
import Testing

/// Where the published tables are; `nil` where they are not at hand.
enum OfficialTables {
  static let folder = ProcessInfo.processInfo.environment["TROCHA_SHARED"].map {
    $0 + "/data"
  }
}

/// The compiler of the figures that ship, run as a program on the official tables.
///
/// The tables are not in the repository: the tests run where TROCHA_SHARED names a folder that holds
/// them as `data/official-through-2025-05`, `data/vintages` and `data/new-series`.
@Suite(.enabled(if: OfficialTables.folder != nil))
struct ShippedFiguresCompilerTests {
  private func run(_ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = BuiltProgram.named("compile-figures")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "figures-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The same bytes on each run; unpacked, the very text that ships. (Packed, another zlib may pack it
  /// otherwise.)
  @Test func compilesToWhatShips() throws {
    let official = try #require(OfficialTables.folder)
    let runs = try [temporaryFolder(), temporaryFolder()]
    defer { for folder in runs { try? FileManager.default.removeItem(at: folder) } }
    for folder in runs {
      let result = try run([official, folder.path])
      #expect(result.errors == "")
      #expect(result.status == 0)
    }
    let shipped = try ShippedRelease.names().filter { $0.hasSuffix(".gz") }
    let compiled = try FileManager.default.contentsOfDirectory(atPath: runs[0].path).sorted()
    #expect(compiled == shipped)
    for name in shipped {
      let paths = runs.map { $0.appending(path: name).path }
      #expect(try FileHash.sha256(path: paths[0]) == FileHash.sha256(path: paths[1]), "\(name)")
      let ours = try ByteStream(path: ShippedRelease.folder + "/" + name).readAll(limit: 1 << 26)
      #expect(try ByteStream(path: paths[0]).readAll(limit: 1 << 26) == ours, "\(name)")
    }
  }

  /// Each source carries the hash of the table it was compiled from.
  @Test func hashesAreThoseOfTheTables() throws {
    let folder = try #require(OfficialTables.folder)
    let hashes = try ["official-through-2025-05", "vintages", "new-series"].map { name in
      try Set(
        FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")
          .filter { $0.contains(".csv") }
          .map { try FileHash.sha256(path: "\(folder)/\(name)/\($0)") })
    }
    let sources = try ShippedRelease.names().filter { $0.hasSuffix(".gz") }
      .map { try ShippedRelease.read($0).source.sha256 }
    #expect(hashes[0].isSubset(of: sources))
    #expect(hashes.reduce(Set()) { $0.union($1) }.isSuperset(of: sources))
    #expect(Set(sources).count == sources.count)
  }

  @Test func saysWhatIsWrong() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let usage = try run([folder.path])
    #expect(usage.status == 64)
    #expect(
      usage.errors
        == "Usage: compile-figures [--pack] <folder of the published tables> <output folder>\n")
    let official = folder.appending(path: "official-through-2025-05", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: official, withIntermediateDirectories: true)
    let table = official.appending(path: "us-southwest-border-encounters.csv")
    try Data(
      """
      month,component,area_of_responsibility,authority,encounter_type,demographic,citizenship,count
      2023-08,U.S. Border Patrol,Elsewhere Sector,Title 8,Apprehensions,FMUA,VEN,1

      """.utf8
    ).write(to: table)
    let failed = try run([folder.path, folder.path])
    #expect(failed.status == 1)
    #expect(
      failed.errors == """
        \(table.path):2:3 (area_of_responsibility): expected a sector that the vocabulary knows, \
        not "Elsewhere Sector", found "Elsewhere Sector"

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
  }
}
