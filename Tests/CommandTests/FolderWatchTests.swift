import Foundation
import TestSupport
import Testing

/// `trocha check --watch`, with files that come and change.
@Suite struct FolderWatchTests {
  private static func article(_ count: String) -> String {
    "Agents made \(count) apprehensions at the southwest border in August 2023."
  }

  /// The lines that the program has written so far; waits until there are some number of them.
  private func lines(_ file: URL, _ count: Int) throws -> [String] {
    var lines: [String] = []
    for _ in 0..<300 {
      lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
      if lines.count >= count { break }
      usleep(100_000)
    }
    return lines
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func filesAreCheckedAsTheyCome(_ signal: Int32) throws {
    let program = try Program()
    _ = try program.run("record list")
    let folder = program.folder.appending(path: "in")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try program.file("in/old.txt", Self.article("170,000"))
    let (out, err) = (
      program.folder.appending(path: "out"), program.folder.appending(path: "err")
    )
    for file in [out, err] { FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = BuiltProgram.executable
    process.arguments = [
      "check", "--watch", folder.path, "--json", "--date", "2023-10-05", "--record", program.record,
    ]
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    usleep(1_500_000)
    _ = try program.file("in/new.txt", Self.article("181,059"))
    var reports = try lines(out, 1).map(report)
    #expect(reports.map { $0["file"] as? String } == [folder.path + "/new.txt"])
    // What cannot be read is one line, and watching goes on.
    try Data(count: 1000).write(to: folder.appending(path: "noise.bin"))
    #expect(try lines(err, 1).count == 1)
    _ = try program.file("in/old.txt", Self.article("191,059"))
    reports = try lines(out, 2).map(report)
    #expect(reports.count == 2 && reports.last?["file"] as? String == folder.path + "/old.txt")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(try lines(out, 2).count == 2 && lines(err, 1).count == 1)
  }

  private func report(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
}
