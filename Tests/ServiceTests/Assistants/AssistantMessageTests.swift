import Foundation
import TestSupport
import Testing

/// Messages that no client should send, and ends that come early. Codes are those of JSON-RPC 2.0, 5.1.
struct AssistantMessageTests {
  private static func record() async throws -> String {
    try await Server.shared.value.folder.appending(path: "record.sqlite").path
  }

  private static func code(_ answer: [String: Any]) -> Int? {
    (answer["error"] as? [String: Any])?["code"] as? Int
  }

  @Test(arguments: [
    ("{", -32700), ("nonsense", -32700), ("{\"jsonrpc\": \"2.0\", \"id\": 1", -32700),
    (String(repeating: "[", count: 100_000), -32700), ("[]", -32600), ("null", -32600),
    ("7", -32600), ("{}", -32600), (#"{"jsonrpc":"1.0","id":3,"method":"ping"}"#, -32600),
    (#"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, -32600),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":3,"method":7}"#, -32600),
    (#"{"jsonrpc":"2.0","id":3,"method":"nothing/here"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":3,"method":"ping","params":[1]}"#, -32602),
    (#"{"jsonrpc":"2.0","id":3,"method":"tools/call"}"#, -32602),
    (
      #"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"brief","arguments":[]}}"#,
      -32602
    ),
    (#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"record-import"}}"#, -32602),
    (
      #"{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#,
      -32002
    ),
  ])
  func `a message that is none is refused, and the next is answered`(
    _ line: String, code: Int
  ) async throws {
    let ended = try await Assistant.lines(
      [line, Assistant.request(9, "ping")], record: Self.record())
    #expect(ended.status == 0)
    #expect(ended.errors == "")
    #expect(ended.answers.count == 2)
    let refused = try #require(ended.answers.first { $0["error"] != nil })
    #expect(Self.code(refused) == code)
    #expect(refused["id"] as? Int == (line.contains(#""id":3"#) ? 3 : nil))
    #expect(ended.answers.contains { $0["id"] as? Int == 9 && $0["result"] != nil })
  }

  @Test func `bytes that are no text are refused`() async throws {
    var input = Data(#"{"jsonrpc":"2.0","id":1,"method":"\#u{e9}"#.utf8)
    input += [0xFF, 0xFE, 0x00, 0x22, 0x7D, 0x0A]
    input += Data(Assistant.request(2, "ping").utf8)
    let ended = try await Assistant.lines(input, record: Self.record())
    #expect(ended.answers.map { Self.code($0) } == [-32700, nil])
    // The last line has no end of its own.
    #expect(ended.answers.last?["id"] as? Int == 2)
  }

  @Test func `a line without end is passed over`() async throws {
    let input =
      Data(repeating: UInt8(ascii: "a"), count: 100 << 20)
      + Data(("\n" + Assistant.request(1, "ping") + "\n").utf8)
    let ended = try await Assistant.lines(input, record: Self.record())
    #expect(ended.status == 0)
    #expect(ended.answers.map { Self.code($0) } == [-32600, nil])
  }

  @Test func `nothing, empty lines and notifications have no answer`() async throws {
    for input in [
      [], ["", "  ", "\r"],
      [
        #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":77}}"#,
        #"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#,
        #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
      ],
    ] {
      let ended = try await Assistant.lines(input, record: Self.record())
      #expect(ended.status == 0 && ended.answers.isEmpty && ended.errors == "")
    }
  }

  /// The versions and what a server says to one it does not know: 2025-11-25, lifecycle.
  @Test(arguments: [
    ("2024-11-05", "2024-11-05"), ("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25"),
    ("2026-07-28", "2025-11-25"),
  ])
  func `a handshake settles on a version`(_ asked: String, settled: String) async throws {
    let ended = try await Assistant.lines(
      [
        Assistant.request(1, "initialize", #"{"protocolVersion":"\#(asked)"}"#),
        Assistant.call(2, "record-show", #"{"q":"darien","period":"2023-08"}"#),
      ], record: Self.record())
    let first = try #require(ended.answers.first?["result"] as? [String: Any])
    #expect(first["protocolVersion"] as? String == settled)
    let second = try #require(ended.answers.last?["result"] as? [String: Any])
    #expect((second["structuredContent"] != nil) == (settled >= "2025-06-18"))
  }

  @Test func `a request that names a version it does not keep to is told so`() async throws {
    func ping(_ version: String, _ more: String = "") -> String {
      Assistant.request(
        1, "tools/list",
        #"{"_meta":{"io.modelcontextprotocol/protocolVersion":"\#(version)"\#(more)}}"#)
    }
    let all = #","io.modelcontextprotocol/clientCapabilities":{}"#
    for (line, code) in [
      (ping("2031-01-01", all), -32022 as Int?), (ping("2026-07-28"), -32602),
      (ping("2026-07-28", all), nil),
    ] {
      let ended = try await Assistant.lines([line], record: Self.record())
      #expect(ended.answers.map { Self.code($0) } == [code])
    }
  }

  @Test func `a short answer does not wait for a long one, and a cancelled one never comes`()
    async throws
  {
    let long = #"{"scenarios":["base","flights-none","flights-daily"],"runs":2000}"#
    let ended = try await Assistant.lines(
      [
        Assistant.call(1, "whatif", long), Assistant.call(1, "whatif", long),
        Assistant.call(2, "record-show", #"{"q":"darien","period":"2023-08"}"#),
        Assistant.call(3, "whatif", long),
        #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}"#,
        #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#,
      ], record: Self.record())
    #expect(ended.status == 0)
    // The second of the same id is refused at once; the two that are cancelled have no answer.
    #expect(ended.answers.map { $0["id"] as? Int } == [1, 2])
    #expect(Self.code(ended.answers[0]) == -32600)
  }

  @Test func `who asks too much at a time is told so`() async throws {
    let long = #"{"scenarios":["base"],"runs":2000}"#
    let ended = try await Assistant.lines(
      (1...70).map { Assistant.call($0, "whatif", long) }
        + (1...70).map {
          #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#($0)}}"#
        }, record: Self.record())
    #expect(ended.status == 0)
    #expect(ended.answers.compactMap { Self.code($0) } == Array(repeating: -32000, count: 6))
  }

  @Test func `where nobody reads any more, the program ends quietly`() async throws {
    let folder = try Server.newFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "err"].map { folder.appending(path: $0) }
    let long = #"{"scenarios":["base","flights-none","flights-daily"],"runs":2000}"#
    for lines in [[Assistant.request(1, "ping")], [Assistant.call(1, "whatif", long)]] {
      try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: files[0])
      try Data().write(to: files[1])
      let pipe = Pipe()
      let process = Process()
      process.executableURL = BuiltProgram.executable
      process.arguments = ["mcp", "--record", try await Self.record()]
      process.standardInput = try FileHandle(forReadingFrom: files[0])
      process.standardOutput = pipe
      process.standardError = try FileHandle(forWritingTo: files[1])
      try pipe.fileHandleForReading.close()
      try process.runWithSignals()
      try pipe.fileHandleForWriting.close()
      for _ in 0..<1_200 where process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
      #expect(!process.isRunning)
      if process.isRunning { process.terminate() }
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
      #expect(try Data(contentsOf: files[1]).isEmpty)
    }
  }
}

/// The same over HTTP, where the transport has rules of its own.
struct AssistantRequestTests {
  private static let json = ["Content-Type": "application/json"]

  @Test(
    arguments: [
      ("{", [:], 400, -32700), ("[]", [:], 400, -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#, [:], 200, -32601),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, ["MCP-Protocol-Version": "1999-01-01"], 400,
        -32022
      ),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, ["MCP-Protocol-Version": "2026-07-28"], 400,
        -32602
      ),
      (AssistantRequestTests.whole, ["MCP-Protocol-Version": "2026-07-28"], 400, -32020),
      (
        AssistantRequestTests.whole,
        ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call"], 400, -32020
      ),
      (
        AssistantRequestTests.whole.replacing("tools/list", with: "nothing"),
        ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "nothing"], 404, -32601
      ),
    ] as [(String, [String: String], Int, Int)])
  func `what is wrong has its status and its code`(
    _ body: String, _ headers: [String: String], status: Int, code: Int
  ) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      "/mcp", "POST", body: Data(body.utf8), headers: Self.json.merging(headers) { $1 })
    #expect(answer.status == status)
    #expect((try answer.json()["error"] as? [String: Any])?["code"] as? Int == code)
  }

  /// A request that stands for itself.
  private static let whole = #"""
    {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{
    "io.modelcontextprotocol/protocolVersion":"2026-07-28",
    "io.modelcontextprotocol/clientCapabilities":{}}}}
    """#

  @Test func `other methods, types, sites and sizes are refused`() async throws {
    let server = try await Server.shared.value
    let ping = Data(Assistant.request(1, "ping").utf8)
    let get = try await server.ask("/mcp")
    #expect(get.status == 405)
    #expect(get.headers["allow"] == "DELETE, POST")
    let form = try await server.ask(
      "/mcp", "POST", body: ping, headers: ["Content-Type": "text/plain"])
    #expect(form.status == 415)
    let page = try await server.ask(
      "/mcp", "POST", body: ping, headers: Self.json.merging(["Accept": "text/html"]) { $1 })
    #expect(page.status == 406)
    let other = try await server.ask(
      "/mcp", "POST", body: ping, headers: Self.json.merging(["Origin": "http://a.example"]) { $1 })
    #expect(other.status == 403)
    let large = try await server.ask(
      "/mcp", "POST", body: Data(repeating: 0x20, count: 5 << 20), headers: Self.json)
    #expect(large.status == 413)
  }

  @Test func `who waits for a long answer does not keep the service from ending`() async throws {
    let server = try await Server()
    let body = Assistant.call(
      1, "whatif", #"{"scenarios":["base","flights-none","flights-daily"],"runs":2000}"#)
    let socket = try RawSocket(port: server.port)
    socket.write(
      """
      POST /mcp HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Accept: application/json, text/event-stream\r
      Content-Length: \(body.utf8.count)\r
      \r
      \(body)
      """)
    let begun = await socket.read(until: "still here")
    #expect(begun.contains("text/event-stream"))
    let start = ContinuousClock.now
    server.send(SIGTERM)
    try await server.waitUntilExit()
    // The service waits for 20 seconds for what does not end by itself.
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func `nothing that an assistant sends is logged`() async throws {
    let server = try await Server()
    for arguments in [
      #"{"nationality":"VEN","arrived":"2021-02-03"}"#, #"{"nationality":"Xanadu"}"#,
    ] {
      let answer = try await server.ask(
        "/mcp", "POST", body: Data(Assistant.call(1, "screen", arguments).utf8), headers: Self.json)
      #expect(answer.status == 200)
    }
    for word in ["2021-02-03", "Xanadu", "VEN"] { #expect(!server.log.contains(word)) }
    #expect(server.log.contains("/mcp"))
  }
}
