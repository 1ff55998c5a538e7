import Foundation
import Testing

/// Requests that no honest client sends, and more of them than the service can answer.
@Suite struct HostileRequestTests {
  private func ask(_ server: Server, _ request: String) async throws -> (status: Int, text: String)
  {
    let socket = try RawSocket(port: server.port, timeout: 20)
    socket.write(request)
    let answer = await socket.read(until: "}")
    return (answer.firstMatch(of: /^HTTP\/1\.1 (\d+)/).flatMap { Int($0.1) } ?? 0, answer)
  }

  /// RFC 9112, 3.2, 3.2.2, 6.1 and 7.1; RFC 9110, 15.5.16.
  @Test func `forms of HTTP that are wrong or not known are refused, and are no fault of ours`()
    async throws
  {
    let server = try await Server()
    let host = "Host: 127.0.0.1:\(server.port)\r\n"
    let post = "POST /api/v1/imports HTTP/1.1\r\n" + host
    let cases: [(String, Int)] = [
      (post + "Transfer-Encoding: chunked\r\n\r\nzzzz\r\n", 400),
      (post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
      (post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", 400),
      (post + "Transfer-Encoding: gzip, chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", 501),
      (post + "Content-Encoding: gzip\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", 415),
      ("GET /health HTTP/1.1\r\n" + host + "Host: evil.example\r\nConnection: close\r\n\r\n", 400),
      ("GET http://evil.example/health HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 421),
      (
        "GET http://127.0.0.1:\(server.port)/health HTTP/1.1\r\n" + host
          + "Connection: close\r\n\r\n", 200
      ),
    ]
    for (request, status) in cases {
      let answer = try await ask(server, request)
      #expect(answer.status == status, "\(request): \(answer.text.prefix(300))")
    }
    #expect(!server.log.contains("error"), "\(server.log.suffix(600))")
  }

  @Test func `a request line without end is cut off`() async throws {
    let server = try await Server.shared.value
    for start in [
      "GET /",
      "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
    ] {
      let socket = try RawSocket(port: server.port, timeout: 20)
      socket.write(start)
      let block = String(repeating: "0", count: 1 << 16)
      var sent = 0
      while sent < 1_000, socket.write(block) { sent += 1 }
      #expect(sent < 1_000)
    }
    #expect(try await server.ask("/health").status == 200)
  }

  @Test func `parameters that are not known are refused, on a page left out`() async throws {
    let server = try await Server.shared.value
    for path in [
      "/api/v1/measures?limit=1&x=1", "/api/v1/series?y=", "/api/v1/sources?limit=1&limits=2",
      "/api/v1/corridor?x=1", "/api/v1/jobs?x=1", "/api/v1/imports?x=1", "/feeds/darien.atom?x=1",
      "/api/v1/figures?q=darien&x=1",
    ] {
      let answer = try await server.ask(path)
      #expect(answer.status == (path.hasSuffix("y=") ? 200 : 400), "\(path): \(answer.text)")
    }
    let page = try await server.ask("/record?q=darien&utm_source=x&lang=es")
    #expect([302, 303].contains(page.status))
    #expect(page.headers["location"] == "/record?q=darien&lang=es")
  }

  @Test func `another site may link here and frame what is made for it, no more`() async throws {
    let server = try await Server.shared.value
    let cases: [(path: String, mode: String, dest: String, status: Int)] = [
      ("/record", "navigate", "document", 200),
      ("/embed/record?q=darien", "navigate", "iframe", 200),
      ("/record", "navigate", "iframe", 403), ("/api/v1/brief", "no-cors", "image", 403),
      ("/brief.html", "no-cors", "script", 403),
    ]
    for one in cases {
      let answer = try await server.ask(
        one.path,
        headers: [
          "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": one.mode, "Sec-Fetch-Dest": one.dest,
        ])
      #expect(answer.status == one.status, "\(one)")
    }
  }

  @Test func `a file that is cut off is told by the name it was sent under`() async throws {
    let server = try await Server.shared.value
    // A gzip header (RFC 1952) and nothing after it.
    let cut = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B])
    let answer = try await server.ask("/api/v1/imports?name=tidy.csv.gz", "POST", body: cut)
    #expect(answer.status == 422)
    #expect(
      answer.text.contains("tidy.csv.gz: expected a whole gzip or plain file"), "\(answer.text)")
    #expect(!answer.text.contains("uploads") && !answer.text.contains(server.folder.path))
  }

  /// 12 different dear questions at once, from 12 connections.
  @Test func `cheap questions are answered while dear ones wait, which end in time`() async throws {
    let server = try await Server(["--answer-limit", "2"])
    _ = try await server.ask("/api/v1/measures?limit=1")
    let dear = (1...12).map { day in
      Task {
        try await server.ask(
          "/api/v1/backtest?series=usbp-southwest&from=2021-01&to=2022-\(day < 10 ? "0" : "")\(day)"
        )
      }
    }
    try await Task.sleep(for: .milliseconds(300))
    for limit in 2...6 {
      #expect(try await server.ask("/api/v1/measures?limit=\(limit)").status == 200)
    }
    for task in dear {
      let answer = try await task.value
      #expect([200, 503].contains(answer.status), "\(answer.text.prefix(300))")
      if answer.status == 503 {
        #expect(answer.headers["retry-after"] == "5")
        #expect(answer.text.contains("/problems/time") || answer.text.contains("/problems/busy"))
      }
    }
  }

  @Test func `who has hung up is worked for no longer`() async throws {
    let server = try await Server()
    for day in 1...8 {
      let socket = try RawSocket(port: server.port)
      socket.write(
        "GET /api/v1/backtest?series=usbp-southwest&from=2021-01&to=2022-0\(day) HTTP/1.1\r\nHost: localhost\r\n\r\n"
      )
      try await Task.sleep(for: .milliseconds(100))
    }
    // All eight would take longer than this, on any machine.
    let start = ContinuousClock.now
    #expect(try await server.ask("/api/v1/comparisons?q=darien").status == 200)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func `memory does not grow with the length of addresses`() async throws {
    let server = try await Server()
    _ = try await server.ask("/api/v1/figures?q=darien")
    let before = try server.memory()
    let long = String(repeating: "%20", count: 15_000)
    for number in 0..<300 {
      let path = number.isMultiple(of: 2) ? "figures?q=darien\(long)" : "measures?x=\(long)"
      _ = try await server.ask("/api/v1/\(path)\(number)")
    }
    #expect(try server.memory() - before < 60)
  }
}

extension Server {
  /// Megabytes that the service holds.
  fileprivate func memory() throws -> Int {
    let text = try String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
    let kilobytes = try #require(text.firstMatch(of: /VmRSS:\s+(\d+)/)?.1)
    return (Int(kilobytes) ?? 0) / 1024
  }
}
