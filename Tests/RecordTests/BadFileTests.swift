import Foundation
import Periods
import Record
import Tabular
import Testing

/// Files that cannot be read: each is told in full, and the record stays as it was.
@Suite struct BadFileTests {
  static let row =
    "2023,FYTD,JUL,U.S. Border Patrol,Southwest Land Border,Yuma Sector,Yuma,FMUA,PERU,Title 8,"
    + "Apprehensions,"
  static let good = CBPReaderTests.header + row + "3\n"

  /// A fault, and the whole message.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var message: String
  }

  static let cases = [
    Case(
      testDescription: "cut off in a row",
      bytes: Array((good + "2023,FYTD,AUG,U.S. Border Pat").utf8),
      message: """
        bad.csv:3: expected 12 fields, as in the header, found 4
          The file may be cut off here.
        """),
    Case(
      testDescription: "a letter in a count", bytes: Array((good + row + "1O4\n").utf8),
      message: """
        bad.csv:3:12 (Encounter Count): expected a whole number, found "1O4"
        """),
    Case(
      testDescription: "a row twice", bytes: Array((good + row + "3\n").utf8),
      message: """
        bad.csv:3: expected one row for each combination of labels and month, found that of line \
        2 again
          The file may have been put together twice: download it again.
        """),
    Case(
      testDescription: "another encoding",
      // The Ú of DOS (code page 850), which would be an é in Windows-1252.
      bytes: Array(
        (CBPReaderTests.header + row.prefix(row.count - "PERU,Title 8,Apprehensions,".count)).utf8)
        + [0x50, 0x45, 0x52, 0xE9] + Array(",Title 8,Apprehensions,3\n".utf8),
      message: """
        bad.csv:2: expected text in UTF-8, found other bytes (0xE9), in an encoding that is not \
        known
          Save the file as UTF-8; in Excel: Save as, "CSV UTF-8".
        """),
    Case(
      testDescription: "empty", bytes: [],
      message: """
        bad.csv: expected a file in a format that Trocha reads, found an empty file
        """),
    Case(
      testDescription: "a header alone", bytes: Array(CBPReaderTests.header.utf8),
      message: """
        bad.csv: expected rows under the header, found none
          Download the file again.
        """),
    Case(
      testDescription: "a picture", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0],
      message: """
        bad.csv: expected a file in a format that Trocha reads, found a picture (PNG)
        """),
  ]

  @Test(arguments: cases)
  func isToldAndChangesNothing(_ bad: Case) throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: try fixture.file("good.csv", Self.good), published: Day("2026-11-01"))
    let before = try contents(fixture)
    let path = fixture.folder.appending(path: "bad.csv").path
    try Data(bad.bytes).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: InputError.self) { try fixture.store.importFile(path: path) }
    let message = "\(try #require(error))".replacing(path, with: "bad.csv")
    // Where no reader knows the file, the formats are listed under the message.
    #expect(message.hasPrefix(bad.message))
    #expect(message == bad.message || message.contains("Formats, for --format:"))
    #expect(try contents(fixture) == before)
  }

  /// A line of two gigabytes takes no memory: it is refused after the first megabyte. The file is
  /// sparse, so that it takes no room either.
  @Test func aLineOfTwoGigabytes() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = fixture.folder.appending(path: "long.csv").path
    try Data((CBPReaderTests.header + "2023").utf8).write(to: URL(fileURLWithPath: path))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 2_147_483_648)
    try handle.close()
    let error = #expect(throws: InputError.self) { try fixture.store.importFile(path: path) }
    #expect(
      "\(try #require(error))".replacing(path, with: "long.csv") == """
        long.csv:2:1: expected text, found a NUL byte
          This is no text file: download it again.
        """)
    #expect(try fixture.store.sources().isEmpty)
  }

  @Test func aLongLineOfText() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "long.csv", Self.good + String(repeating: "x", count: 5_000_000))
    let error = #expect(throws: InputError.self) { try fixture.store.importFile(path: path) }
    #expect(
      "\(try #require(error))".replacing(path, with: "long.csv") == """
        long.csv:3:1: expected a line of at most 1048576 bytes, found a longer one
          This does not look like a table: check that the file is the one you meant.
        """)
  }

  @Test func gzipCutOff() throws {
    let fixture = try RecordFixture(seeded: false)
    let rows = (1...5000).map { "transits,camp-\($0),2024-01,12,t,test,O,T,2024-02-01\n" }.joined()
    let path = try fixture.file(
      "cut.csv",
      "measure,place,period,value,source,dataset,publisher,title,published\n" + rows)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", path]
    try process.run()
    process.waitUntilExit()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path + ".gz"))
    let error = #expect(throws: InputError.self) {
      try fixture.store.importFile(path: path + ".gz")
    }
    let message = "\(try #require(error))"
    #expect(message.contains("expected a whole gzip or plain file"))
    #expect(message.contains("The file seems to be cut off or damaged: download it again."))
    #expect(try fixture.store.sources().isEmpty)
  }

  private func contents(_ fixture: RecordFixture) throws -> [String] {
    var lines: [String] = []
    try fixture.store.forEachFigure { figure, source in
      lines.append("\(source.id) \(figure.series) \(figure.period) \(figure.value ?? -1)")
    }
    return lines
  }
}
