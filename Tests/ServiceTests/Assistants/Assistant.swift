import Foundation
import TestSupport
import Testing

/// An assistant: the official client of the protocol, or lines that a test writes itself.
enum Assistant {
  /// Where `scripts/install-missing.sh test` puts the client.
  static let python: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../..").standardizedFileURL
    let python = root.appending(path: ".tools/venv/bin/python").path
    let libraries = root.appending(path: ".tools/venv/lib").path
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []
    let isThere = versions.contains {
      FileManager.default.fileExists(
        atPath: "\(libraries)/\($0)/site-packages/mcp/client/client.py")
    }
    return isThere && FileManager.default.isExecutableFile(atPath: python) ? python : nil
  }()

  private static let client = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "client.py").path

  /// What came of a plan (see `client.py`).
  struct Outcome {
    var version: String
    var steps: [[String: Any]]
  }

  static func follow(
    _ steps: [[String: Any]], mode: String = "auto", with more: [String: Any]
  ) async throws -> Outcome {
    let plan = more.merging(["mode": mode, "steps": steps]) { $1 }
    let text = String(
      decoding: try JSONSerialization.data(withJSONObject: plan), as: UTF8.self)
    let ended = try await run(try #require(python), [client, text])
    #expect(ended.status == 0, "\(ended.errors.suffix(2000))")
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
    return Outcome(
      version: try #require(all["version"] as? String),
      steps: try #require(all["outcomes"] as? [[String: Any]]))
  }

  /// The same of a server on standard input and output.
  static func follow(
    _ steps: [[String: Any]], mode: String = "auto", record: String, _ arguments: [String] = []
  ) async throws -> Outcome {
    try await follow(
      steps, mode: mode,
      with: ["command": [BuiltProgram.executable.path, "mcp", "--record", record] + arguments])
  }

  /// What the server writes for lines that are its whole input.
  static func lines(
    _ input: Data, record: String, _ arguments: [String] = []
  ) async throws -> (status: Int32, answers: [[String: Any]], errors: String) {
    let ended = try await run(
      BuiltProgram.executable.path, ["mcp", "--record", record] + arguments, input: input)
    let answers = try ended.output.split(separator: "\n").map { line in
      // Nothing but messages is written.
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
    return (ended.status, answers, ended.errors)
  }

  static func lines(
    _ input: [String], record: String, _ arguments: [String] = []
  ) async throws -> (status: Int32, answers: [[String: Any]], errors: String) {
    try await lines(
      Data(input.map { $0 + "\n" }.joined().utf8), record: record, arguments)
  }

  private static func run(
    _ program: String, _ arguments: [String], input: Data = Data()
  ) async throws -> (status: Int32, output: String, errors: String) {
    let folder = try Server.newFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try input.write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.runWithSignals()
    while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
    let texts = try files[1...].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return (process.terminationStatus, texts[0], texts[1])
  }

  /// A request as a line.
  static func request(
    _ id: Int, _ method: String, _ params: String = "{}"
  ) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#
  }

  static func call(_ id: Int, _ tool: String, _ arguments: String) -> String {
    request(id, "tools/call", #"{"name":"\#(tool)","arguments":\#(arguments)}"#)
  }
}
