import Foundation
import Testing

/// The description of the API held against the service by schemathesis, which makes up requests.
@Suite(.enabled(if: Schemathesis.program != nil, "needs schemathesis; make test fetches it"))
struct SchemathesisTests {
  @Test func `no request brings an error of ours or an answer that is not described`() async throws
  {
    // An answer that takes long here, on a machine that others use, is no fault of ours.
    let server = try await Server(["--max-runs", "2", "--answer-limit", "3600"])
    let process = Process()
    let out = server.folder.appending(path: "schemathesis")
    try Data().write(to: out)
    process.executableURL = URL(fileURLWithPath: try #require(Schemathesis.program))
    process.arguments = [
      "run", server.base + "/openapi.json", "--checks",
      "not_a_server_error,status_code_conformance,content_type_conformance,"
        + "response_schema_conformance,unsupported_method",
      "--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "1",
      // Streams of events have no end; scenarios of a brief take longer than a request may here.
      "--exclude-path-regex", "events$", "--request-timeout", "300", "--max-time", "60",
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(["NO_COLOR": "1"]) { $1 }
    process.currentDirectoryURL = server.folder
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = process.standardOutput
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(200)) }
    let told = String(decoding: try Data(contentsOf: out), as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(told.suffix(4000))")
    #expect(told.contains("passed"))
    #expect(server.isRunning)
  }
}

enum Schemathesis {
  /// Where `scripts/install-missing.sh test` puts it.
  static let program: String? = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../.tools/venv/bin/schemathesis").standardizedFileURL.path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()
}
