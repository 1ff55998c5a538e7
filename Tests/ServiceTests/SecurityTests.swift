import Foundation
import Testing

/// Attacks on the service, over a real socket.
@Suite struct SecurityTests {
  private func status(_ answer: String) -> Int {
    answer.firstMatch(of: /^HTTP\/1\.1 (\d+)/).flatMap { Int($0.1) } ?? 0
  }

  @Test(arguments: [
    "/", "/record", "/what-if", "/affected", "/brief", "/api/v1/series", "/nothing",
  ])
  func `nothing inline may run, nothing of another host`(path: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(path, headers: ["Accept": "text/html"])
    let policy = try #require(answer.headers["content-security-policy"])
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("script-src 'self';"))
    #expect(policy.contains("style-src 'self';"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.headers["x-content-type-options"] == "nosniff")
    #expect(answer.headers["referrer-policy"] == "same-origin")
    // And nothing needs it: no script or style in the page, no handler in an attribute.
    #expect(answer.text.firstMatch(of: /<script(?![^>]*(src=|type="application\/json"))/) == nil)
    #expect(answer.text.firstMatch(of: /<style|\sstyle="|\son[a-z]+="/) == nil)
  }

  @Test func `the brief's page runs only the scripts it was made with`() async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask("/brief.html")
    let policy = try #require(answer.headers["content-security-policy"])
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("sha256-"))
    #expect(policy.hasSuffix("frame-ancestors 'self'"))
    #expect(!policy.contains("unsafe"))
  }

  @Test(arguments: [
    "/record?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/record?q=darien&from=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "/?as-of=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/record?q=transits%20place=%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
  ])
  func `what an address says is never markup`(path: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(path, headers: ["Accept": "text/html"])
    #expect(!answer.text.contains("<script>alert"))
    #expect(!answer.text.contains("<img src=x"))
    #expect(answer.status < 500)
  }

  @Test func `what a file says is never markup`() async throws {
    let server = try await Server()
    let evil = TidyTable.good.replacing("A test", with: "</script><script>alert(1)</script>")
      .replacing("https://example.org/", with: "javascript:alert(1)")
    let brought = try await server.ask(
      "/api/v1/imports?name=%3Cb%3Eevil.csv", "POST", body: Data(evil.utf8))
    #expect(brought.status == 201, "\(brought.text)")
    let page = try await server.ask("/record?q=measure%3Dtransits%20place%3Dtest-camp")
    #expect(page.status == 200)
    #expect(page.text.contains("alert(1)"), "the title is shown")
    #expect(!page.text.contains("<script>alert"))
    #expect(!page.text.contains("href=\"javascript:"))
    #expect(!page.text.contains("<b>evil"))
  }

  @Test(arguments: [
    ["Origin": "https://evil.example"], ["Sec-Fetch-Site": "cross-site"],
    ["Sec-Fetch-Site": "same-site"], ["Origin": "null"],
    ["Origin": "http://127.0.0.1:1"],
  ])
  func `another site changes nothing`(headers: [String: String]) async throws {
    let server = try await Server.shared.value
    for (path, method) in [
      ("/api/v1/imports", "POST"), ("/api/v1/imports/x", "DELETE"), ("/api/v1/jobs", "POST"),
      ("/api/v1/jobs/x", "DELETE"), ("/api/v1/screenings", "POST"), ("/sign-in", "POST"),
    ] {
      let answer = try await server.ask(path, method, body: Data("{}".utf8), headers: headers)
      #expect(answer.status == 403, "\(method) \(path)")
    }
    // Our own pages may.
    let own = try await server.ask(
      "/api/v1/screenings", "POST", body: Data(#"{"nationality": "VEN"}"#.utf8),
      headers: ["Origin": server.base, "Sec-Fetch-Site": "same-origin"])
    #expect(own.status == 200)
  }

  @Test func `a name that is not this machine's is not served`() async throws {
    let server = try await Server.shared.value
    for host in ["evil.example", "evil.example:\(server.port)", "127.0.0.1.evil.example"] {
      let answer = try await RawSocket.ask(
        server.port, "GET /api/v1/series HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
      #expect(status(answer) == 421, "\(host)")
    }
  }

  @Test(arguments: [
    "/assets/../../../../etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd",
    "/assets/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/api/v1/jobs/..%2f..%2frecord.sqlite",
    "/api/v1/jobs/../../record.sqlite/result", "/assets/layout.mustache", "/assets/openapi.yaml",
    "/api/v1/sources/..%2f..%2fetc%2fpasswd",
  ])
  func `no path leads out`(path: String) async throws {
    let server = try await Server.shared.value
    let answer = try await RawSocket.ask(
      server.port, "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect((400..<500).contains(status(answer)), "\(answer.prefix(200))")
    #expect(!answer.contains("root:"))
  }

  @Test(arguments: ["/etc/passwd", "../scenarios/base", "a/b", "x.yaml", "", "..", "-x"])
  func `no scenario is read from elsewhere`(name: String) async throws {
    let server = try await Server.shared.value
    let body = try JSONSerialization.data(withJSONObject: ["scenarios": [name]])
    let answer = try await server.ask("/api/v1/jobs", "POST", body: body)
    #expect(answer.status == 422)
    #expect(!answer.text.contains("root:"))
  }

  @Test func `a body beyond the limit is refused, whatever it says of its length`() async throws {
    let server = try await Server(["--max-upload", "1"])
    let declared = try RawSocket(port: server.port)
    declared.write(
      "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000000\r\n\r\nx")
    #expect(status(await declared.read(until: "}")) == 413)
    // In chunks, which say nothing of the whole.
    let chunked = try RawSocket(port: server.port)
    chunked.write(
      "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    let block = String(repeating: "x", count: 65_536)
    var taken = 0
    while taken < 64, chunked.write("10000\r\n\(block)\r\n") { taken += 1 }
    // Refused, or the connection ended while more was sent.
    let answer = await chunked.read(until: "}")
    #expect(taken < 64 || status(answer) == 413)
    let large = Data(String(repeating: " ", count: 200_000).utf8)
    #expect(try await server.ask("/api/v1/screenings", "POST", body: large).status == 413)
    #expect(try await server.ask("/health").status == 200)
    let uploads = server.folder.appending(path: "jobs/uploads").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: uploads).isEmpty)
  }

  @Test func `heads that are too long or malformed end the request, not the service`() async throws
  {
    let server = try await Server.shared.value
    let long = String(repeating: "a", count: 100_000)
    for request in [
      "GET /\(long) HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(long)\r\n\r\n",
      "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 5_000) + "\r\n",
      "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
      "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
      "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
      "\0\0\0\0\r\n\r\n",
    ] {
      let socket = try RawSocket(port: server.port, timeout: 5)
      socket.write(request)
      let code = status(await socket.read(until: "\r\n\r\n"))
      #expect(code == 0 || (400..<500).contains(code) || code == 505, "\(request.prefix(60))")
    }
    #expect(try await server.ask("/health").status == 200)
  }

  @Test func `a slow client is sent away, before its head and within its body`() async throws {
    let server = try await Server(["--patience", "1"])
    let head = try RawSocket(port: server.port, timeout: 20)
    head.write("GET / HTTP/1.1\r\nHost: local")
    #expect(await head.read() == "")
    let body = try RawSocket(port: server.port, timeout: 20)
    body.write("POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
    // A byte now and then keeps it from being idle, and does not help it.
    var sent = 0
    while sent < 100, body.write("x") {
      sent += 1
      try await Task.sleep(for: .milliseconds(200))
    }
    #expect(sent < 100)
    #expect(try await server.ask("/health").status == 200)
  }

  @Test func `beyond this machine a token is needed, and it is asked for everywhere`() async throws
  {
    let refused = try Server.run(["serve", "--host", "0.0.0.0", "--port", "0"])
    #expect(refused.status != 0)
    #expect(refused.errors.contains("--token"))
    let token = "a-token-of-many-letters"
    let server = try await Server(["--host", "0.0.0.0", "--token", token])
    for path in ["/api/v1/series", "/metrics", "/openapi.json", "/brief.html", "/api/v1/jobs"] {
      #expect(try await server.ask(path).status == 401, "\(path)")
      #expect(
        try await server.ask(path, headers: ["Authorization": "Bearer \(token)x"]).status == 401)
      #expect(
        try await server.ask(path, headers: ["Authorization": "Bearer \(token)"]).status == 200)
    }
    #expect(try await server.ask("/health").status == 200)
    let page = try await server.ask("/record", headers: ["Accept": "text/html"])
    #expect(page.status == 303 || page.status == 302)
    #expect(page.headers["location"] == "/sign-in")
    let wrong = try await server.ask("/sign-in", "POST", body: Data("token=wrong".utf8))
    #expect(wrong.status == 403)
    let right = try await server.ask("/sign-in", "POST", body: Data("token=\(token)".utf8))
    let cookie = try #require(right.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    let signed = try await server.ask("/record", headers: ["Cookie": "token=\(token)"])
    #expect(signed.status == 200)
    #expect(!server.log.contains(token))
  }

  @Test func `a situation is in no log and no file`() async throws {
    let server = try await Server()
    let said = #"{"nationality": "HTI", "arrived": "2021-09-17", "on": "2023-10-10"}"#
    let answer = try await server.ask("/api/v1/screenings?lang=en", "POST", body: Data(said.utf8))
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "no-store")
    for path in ["next", "sheet"] {
      let step = try await server.ask(
        "/api/v1/screenings/\(path)", "POST", body: Data(said.utf8))
      #expect(step.status == 200 && step.headers["cache-control"] == "no-store")
    }
    _ = try await server.ask(
      "/api/v1/screenings", "POST", body: Data(#"{"nationality": "Jane Doe 1984"}"#.utf8))
    server.send(SIGTERM)
    try await server.waitUntilExit()
    for file in try FileManager.default.subpathsOfDirectory(atPath: server.folder.path) {
      let path = server.folder.appending(path: file).path
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      #expect(data.range(of: Data("2021-09-17".utf8)) == nil, "\(file)")
      #expect(data.range(of: Data("Jane Doe".utf8)) == nil, "\(file)")
    }
    #expect(server.log.contains("/api/v1/screenings"))
  }

  @Test(arguments: [
    #"{"on": "9999999-99-99"}"#, #"{"age": 1e308}"#, #"{"age": -1}"#, "[]", "null", "\"x\"",
    #"{"nationality": {"$gt": ""}}"#, "{", #"{"arrived": "2023-02-30"}"#,
  ])
  func `a situation that makes no sense is refused in words`(said: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask("/api/v1/screenings", "POST", body: Data(said.utf8))
    #expect(answer.status == 422 || answer.status == 200, "\(answer.text)")
    #expect(answer.status == 200 || answer.headers["content-type"] == "application/problem+json")
  }

  @Test(arguments: [
    "{policy: cbp-one, set: {capacity: 1e300 people/day}}",
    "{parameter: tempo, value: .nan}", "{parameter: by-air, value: 1e308}",
    "{parameter: held-share, value: -3}", "{parameter: tempo, value: 0}",
    "{policy: flights-venezuela, set: {flights: 1000000000 flights/day, seats: 1000000000 seats/flight}}",
    "{policy: cbp-one, from: 0001-01-01, set: {capacity: 1 people/day}}",
  ])
  func `numbers without sense in a scenario do not end the service`(change: String) async throws {
    let server = try await Server.shared.value
    let draft = "name: {en: A, es: A}\nchanges:\n  - \(change)\n"
    let body = try JSONSerialization.data(
      withJSONObject: [
        "scenarios": ["mine"], "drafts": ["mine": draft], "runs": 1, "as_of": "2023-10-05",
        "through": "2023-11",
      ])
    let answer = try await server.ask("/api/v1/jobs", "POST", body: body)
    #expect([201, 422].contains(answer.status), "\(answer.text)")
    if answer.status == 201 {
      let job = try await server.finished(try #require(try answer.json()["id"] as? String))
      #expect(job["state"] as? String == "done", "\(job)")
    }
    #expect(try await server.ask("/health").status == 200)
  }
}
