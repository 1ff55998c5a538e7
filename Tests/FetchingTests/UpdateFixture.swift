import Foundation
import TestSupport
import Testing

/// The built program with a record of its own, and a publisher's server.
final class UpdateFixture {
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    func object() throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)")
    }

    /// What the report says of a table.
    func table(_ name: String) throws -> [String: Any] {
      let tables = try #require(try object()["tables"] as? [[String: Any]])
      return try #require(tables.first { $0["table"] as? String == name })
    }

    func outcome(of table: String) throws -> [String: Any] {
      try #require(try self.table(table)["outcome"] as? [String: Any])
    }
  }

  let folder: URL
  let server: PublisherServer
  var record: String { folder.appending(path: "record.sqlite").path }

  /// A record with the shipped figures in it, made once and copied for each test.
  private static let shipped = Swift.Result<URL, any Error> {
    let folder = try newFolder()
    let file = folder.appending(path: "record.sqlite")
    _ = try run(["record", "sources", "--json", "--record", file.path], in: folder)
    return file
  }

  init() throws {
    folder = try UpdateFixture.newFolder()
    server = try PublisherServer()
    try FileManager.default.copyItem(
      at: try UpdateFixture.shipped.get(), to: folder.appending(path: "record.sqlite"))
    try Data(Shapes.catalogue(server.base).utf8).write(
      to: folder.appending(path: "publishers.yaml"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func newFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-update-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Runs a command of the program on this record.
  func run(_ line: String, environment: [String: String] = [:]) throws -> Result {
    try UpdateFixture.run(
      line.split(separator: " ").map(String.init) + ["--record", record], in: folder,
      environment: environment)
  }

  /// Runs `record update` with this server's catalogue.
  func update(_ line: String = "--fetch") throws -> Result {
    try run("record update --catalogue publishers.yaml --json " + line)
  }

  func process(_ line: String) throws -> Process {
    let process = Process()
    process.executableURL = BuiltProgram.executable
    process.arguments = line.split(separator: " ").map(String.init) + ["--record", record]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = BuiltProgram.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["COLUMNS": "100", "no_proxy": "127.0.0.1"]) { _, new in new }
      .merging(environment) { _, new in new }
    let files = ["out", "err"].map { folder.appending(path: "\($0)-\(UUID().uuidString)") }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
