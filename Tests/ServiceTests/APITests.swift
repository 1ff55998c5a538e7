import Foundation
import Testing

/// The API over a real socket.
@Suite struct APITests {
  @Test func `figures are those of the command line, byte for byte as CSV`() async throws {
    let server = try await Server.shared.value
    let record = server.folder.appending(path: "record.sqlite").path
    let served = try await server.ask(
      "/api/v1/figures?q=usbp-southwest%20VEN&from=2023-01&format=hxl&as-of=2023-10-05")
    let told = try Server.run([
      "record", "show", "usbp-southwest", "VEN", "--from", "2023-01", "--hxl", "--as-of",
      "2023-10-05", "--record", record,
    ])
    #expect(told.status == 0)
    #expect(served.text == told.output)
    #expect(served.headers["content-disposition"]?.contains(".hxl.csv") == true)
  }

  /// A parameter of one value that comes twice: the first would be passed over in silence.
  @Test(arguments: [
    ("/api/v1/figures?q=darien&period=2024-02&period=2024-03", "period"),
    ("/api/v1/figures?q=darien&q=usbp-southwest", "q"),
    ("/api/v1/figures?q=darien&format=csv&format=json", "format"),
    ("/api/v1/outlook?q=darien&months=3&months=4", "months"),
  ])
  func `a parameter of one value is taken once`(_ path: String, _ name: String) async throws {
    let answer = try await Server.shared.value.ask(path)
    #expect(answer.status == 400)
    #expect(answer.text.contains("\(name): expected one value, given once"), "\(answer.text)")
  }

  @Test func `August 2023 is what the agency published, as of each day`() async throws {
    let server = try await Server.shared.value
    // CBP's release of 22 September 2023: 181,059; the tables of June 2025: 181,054.
    for (day, value) in [("2023-10-04", 181_059.0), ("2026-01-01", 181_054)] {
      let answer = try await server.ask(
        "/api/v1/figures?q=usbp-southwest&period=2023-08&as-of=\(day)")
      let list = try #require(try answer.json()["observations"] as? [[String: Any]])
      #expect(list.first?["value"] as? Double == value)
    }
    let before = try await server.ask(
      "/api/v1/figures?q=usbp-southwest&period=2023-08&as-of=2023-09-01")
    let list = try #require(try before.json()["observations"] as? [[String: Any]])
    #expect(list.first?["value"] is NSNull)
  }

  @Test func `what the client has is not sent again, and gzip is sent to who asks`() async throws {
    let server = try await Server.shared.value
    let path = "/api/v1/figures?q=darien"
    let first = try await RawSocket.ask(
      server.port,
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    #expect(first.lowercased().contains("content-encoding: gzip"))
    let packed = try #require(first.firstMatch(of: /(?i)content-length: (\d+)/)?.1)
    let tag = try #require(first.firstMatch(of: /(?i)etag: ("[^"]+")/)?.1)
    let again = try await RawSocket.ask(
      server.port,
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        + "If-None-Match: \(tag)\r\nConnection: close\r\n\r\n")
    #expect(again.hasPrefix("HTTP/1.1 304"))
    let plain = try await RawSocket.ask(
      server.port, "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    let whole = try #require(plain.firstMatch(of: /(?i)content-length: (\d+)/)?.1)
    #expect(!plain.lowercased().contains("content-encoding"))
    #expect(try #require(Int(packed)) * 4 < #require(Int(whole)))
    #expect(!plain.contains(String(tag)))
    let refused = try await RawSocket.ask(
      server.port,
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip;q=0\r\nConnection: close\r\n\r\n"
    )
    #expect(!refused.lowercased().contains("content-encoding"))
  }

  @Test func `a list is handed out in parts that join to the whole`() async throws {
    let server = try await Server.shared.value
    let all = try await server.ask("/api/v1/labels/nationality?limit=1000").json()
    let total = try #require(all["total"] as? Int)
    var labels: [String] = []
    var offset = 0
    while offset < total {
      let part = try await server.ask("/api/v1/labels/nationality?limit=60&offset=\(offset)").json()
      let items = try #require(part["items"] as? [[String: String]])
      labels += items.compactMap { $0["label"] }
      offset += 60
    }
    // ISO 3166-1 has some 250 codes.
    #expect(total > 200)
    #expect(Set(labels).count == total)
    #expect(labels == (all["items"] as? [[String: String]])?.compactMap { $0["label"] })
  }

  @Test(arguments: [
    ("/api/v1/figures?q=enconters", 400, "encounters"),
    ("/api/v1/figures", 400, "q"),
    ("/api/v1/figures?q=darien&every=fortnight", 400, "fiscal-year"),
    ("/api/v1/figures?q=darien&as-of=yesterday", 400, "2023-10-05"),
    ("/api/v1/figures?q=darien&from=2023&to=2022", 400, "from"),
    ("/api/v1/figures?q=darien&from=0001-01-01&every=day", 400, "period"),
    ("/api/v1/figures?q=transits%20place=nowhere", 404, "nowhere"),
    ("/api/v1/sources/nothing", 404, "nothing"),
    ("/api/v1/labels/colour", 404, "colour"),
    ("/api/v1/jobs/nothing", 404, "job"),
    ("/api/v1/nothing", 404, "address"),
  ])
  func `a problem says what is wrong`(path: String, status: Int, word: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(path)
    #expect(answer.status == status)
    #expect(answer.headers["content-type"] == "application/problem+json")
    let problem = try answer.json()
    #expect(problem["status"] as? Int == status)
    #expect((problem["detail"] as? String)?.contains(word) == true, "\(answer.text)")
    #expect((problem["type"] as? String)?.hasPrefix("/problems/") == true)
  }

  @Test func `a problem has its title in the language asked for`() async throws {
    let server = try await Server.shared.value
    for path in ["/api/v1/figures?q=enconters", "/api/v1/figures", "/api/v1/jobs/nothing"] {
      var titles: Set<String> = []
      for language in ["en", "es"] {
        let answer = try await server.ask(path, headers: ["Accept-Language": language])
        titles.insert(try #require(try answer.json()["title"] as? String))
      }
      #expect(titles.count == 2, "\(titles)")
    }
  }

  @Test func `a method that a path lacks is refused with those it has`() async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask("/api/v1/figures", "DELETE")
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == "GET, HEAD")
  }

  @Test func `an import is told once stored, is seen at once, and undone leaves nothing`()
    async throws
  {
    let server = try await Server()
    let path = "/api/v1/figures?q=measure%3Dtransits%20place%3Dtest-camp"
    let version = try await server.ask("/health").json()["record"] as? String
    #expect(try await server.ask(path).status == 404)
    let table = Data(TidyTable.good.utf8)
    let brought = try await server.ask("/api/v1/imports?name=camp.csv", "POST", body: table)
    #expect(brought.status == 201, "\(brought.text)")
    #expect(try brought.json()["figures_added"] as? Int == 2)
    let shown = try await server.ask(path).json()
    let values = (shown["observations"] as? [[String: Any]])?.compactMap { $0["value"] as? Double }
    #expect(values == [120, 80])
    // The same file again changes nothing.
    let again = try await server.ask("/api/v1/imports?name=camp.csv", "POST", body: table)
    #expect(again.status == 200)
    // The same source with other figures is refused.
    let other = Data(TidyTable.good.replacing(",80,", with: ",81,").utf8)
    #expect(try await server.ask("/api/v1/imports", "POST", body: other).status == 409)
    let id = try #require(try brought.json()["id"] as? String)
    #expect(try await server.ask("/api/v1/imports/\(id)", "DELETE").status == 200)
    #expect(try await server.ask(path).status == 404)
    #expect(try await server.ask("/api/v1/imports/\(id)", "DELETE").status == 404)
    #expect(try await server.ask("/health").json()["record"] as? String == version)
  }

  @Test func `who waits to be told to go on is told, unless the body would be too large`()
    async throws
  {
    let server = try await Server()
    let body = TidyTable.good
    let head = "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
    let socket = try RawSocket(port: server.port)
    socket.write(head + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n")
    #expect(await socket.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    socket.write(body)
    #expect(await socket.read().hasPrefix("HTTP/1.1 201"))
    let large = try RawSocket(port: server.port)
    large.write(head + "Content-Length: 900000000000\r\n\r\n")
    #expect(await large.read(until: "}").hasPrefix("HTTP/1.1 413"))
  }

  @Test func `a figure brought in by another program is seen`() async throws {
    let server = try await Server()
    let path = "/api/v1/figures?q=measure%3Dtransits%20place%3Dtest-camp"
    #expect(try await server.ask(path).status == 404)
    let file = server.folder.appending(path: "camp.csv")
    try Data(TidyTable.good.utf8).write(to: file)
    let record = server.folder.appending(path: "record.sqlite").path
    try Server.run(["record", "import", file.path, "--record", record])
    for _ in 0..<50 where try await server.ask(path).status != 200 {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(try await server.ask(path).status == 200)
  }

  @Test func `a mistake in a scenario is told with its line, before the job is taken on`()
    async throws
  {
    let server = try await Server.shared.value
    let draft =
      "name: {en: A, es: A}\nchanges:\n  - {policy: cbp-won, set: {capacity: 5 people/day}}\n"
    let body = try JSONSerialization.data(
      withJSONObject: ["scenarios": ["base", "mine"], "drafts": ["mine": draft]])
    let answer = try await server.ask("/api/v1/jobs", "POST", body: body)
    #expect(answer.status == 422)
    let issue = try #require((try answer.json()["errors"] as? [[String: Any]])?.first)
    #expect(issue["file"] as? String == "mine.yaml")
    #expect(issue["line"] as? Int == 3)
    #expect((issue["hint"] as? String)?.contains("cbp-one") == true, "\(issue)")
  }

  @Test func `the API is described, every route of it`() async throws {
    let server = try await Server.shared.value
    let document = try await server.ask("/openapi.json").json()
    let described = Set(try #require(document["paths"] as? [String: Any]).keys)
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Service/Resources/site").standardizedFileURL
    // The schemas that it shares with docs/schema are those.
    let script = sources.appending(path: "../../../../scripts/api-schemas.py").standardizedFileURL
    let before = try Data(contentsOf: sources.appending(path: "schemas.json"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path]
    try process.run()
    process.waitUntilExit()
    #expect(try Data(contentsOf: sources.appending(path: "schemas.json")) == before)
    // What the service itself has counted as answered is in it.
    _ = try await server.ask("/api/v1/corridor/policies")
    let counted = try await server.ask("/metrics").text.matches(of: /route="(\/api[^"]*)"/)
      .map { String($0.1) }
    #expect(!counted.isEmpty)
    for route in counted { #expect(described.contains(route), "\(route)") }
  }
}
