import Foundation
import Testing

/// What the service promises to those who run it.
@Suite struct OperationTests {
  private let question: [String: Any] = [
    "scenarios": ["base", "flights-none"], "as_of": "2023-10-05", "through": "2023-12", "runs": 6,
    "seed": 3,
  ]

  private func numbers(_ server: Server, _ id: String) async throws -> NSArray {
    let result = try await server.ask("/api/v1/jobs/\(id)/result").json()
    return try #require(result["scenarios"] as? NSArray)
  }

  @Test func `a job that was acknowledged outlives a kill, with the same numbers`() async throws {
    let folder = try Server.newFolder()
    let first = try await Server(in: folder)
    let reference = try await first.simulate(question)
    let wanted = try await numbers(first, try #require(reference["id"] as? String))
    let body = try JSONSerialization.data(withJSONObject: question)
    let asked = try await first.ask("/api/v1/jobs", "POST", body: body)
    #expect(asked.status == 201)
    let id = try #require(try asked.json()["id"] as? String)
    first.send(SIGKILL)
    try await first.waitUntilExit()
    let second = try await Server(in: folder)
    let job = try await second.finished(id)
    #expect(job["state"] as? String == "done")
    #expect(try await numbers(second, id) == wanted)
    #expect(try await second.ask("/api/v1/jobs").json()["total"] as? Int == 2)
  }

  @Test func `a running job leaves a checkpoint and goes on from it`() async throws {
    let folder = try Server.newFolder()
    let first = try await Server(in: folder)
    var long = question
    long["runs"] = 400
    let body = try JSONSerialization.data(withJSONObject: long)
    let asked = try await first.ask("/api/v1/jobs", "POST", body: body)
    let id = try #require(try asked.json()["id"] as? String)
    var done = 0
    for _ in 0..<3000 where done < 16 {
      try await Task.sleep(for: .milliseconds(100))
      done = try await first.ask("/api/v1/jobs/\(id)").json()["done"] as? Int ?? 0
    }
    try #require(done >= 16)
    first.send(SIGTERM)
    try await first.waitUntilExit()
    let checkpoint = folder.appending(path: "jobs/\(id)/runs.json")
    let runs = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: checkpoint)) as? [String: Any])
    let tallies = try #require(runs["tallies"] as? [[Any]])
    #expect(tallies.map(\.count).reduce(0, +) >= 16)
    let second = try await Server(in: folder)
    // It is not begun anew: the first thing told is at least what was done.
    var told = 0
    for _ in 0..<600 where told == 0 {
      told = try await second.ask("/api/v1/jobs/\(id)").json()["done"] as? Int ?? 0
    }
    #expect(told >= 16)
    #expect(try await second.ask("/api/v1/jobs/\(id)", "DELETE").status == 200)
  }

  @Test func `an import that was acknowledged outlives a kill, and one that was not left nothing`()
    async throws
  {
    let folder = try Server.newFolder()
    let first = try await Server(in: folder)
    let small = try await first.ask("/api/v1/imports", "POST", body: Data(TidyTable.good.utf8))
    #expect(small.status == 201)
    // Killed while the figures of a large file are written: its pages reach the log of SQLite.
    var large = String(TidyTable.good.prefix { $0 != "\n" }) + "\n"
    let source = "large-2024,large,Nobody,A test,https://example.org/,Nobody 2024,CC0,2024-03-01"
    for row in 0..<200_000 {
      let year = 1950 + row % 70
      large += "transits,camp-\(row / 70),\(year),\(row),\(source)\n"
    }
    let body = Data(large.utf8)
    let sending = Task { try await first.ask("/api/v1/imports", "POST", body: body) }
    let log = folder.appending(path: "record.sqlite-wal").path
    var size = 0
    for _ in 0..<20_000 where size < 1_500_000 && first.isRunning {
      try await Task.sleep(for: .milliseconds(2))
      size = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
    }
    first.send(SIGKILL)
    try await first.waitUntilExit()
    // On a busy machine it may have been acknowledged by then.
    let isAcknowledged = (try? await sending.value)?.status == 201
    let second = try await Server(in: folder)
    let uploads = folder.appending(path: "jobs/uploads").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: uploads).isEmpty)
    let imports = try await second.ask("/api/v1/imports").json()
    let total = imports["total"] as? Int
    #expect(isAcknowledged ? total == 2 : total == 1 || total == 2)
    #expect(
      try await second.ask("/api/v1/figures?q=measure%3Dtransits%20place%3Dtest-camp").status == 200
    )
    let check = try Server.run(
      ["record", "check", "--json", "--record", folder.appending(path: "record.sqlite").path])
    let found = try #require(
      try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [String: Any])
    #expect((found["faults"] as? [Any])?.isEmpty == true)
  }

  @Test func `events tell of a job until it is over`() async throws {
    let server = try await Server()
    let body = try JSONSerialization.data(withJSONObject: question)
    let id = try #require(
      try await server.ask("/api/v1/jobs", "POST", body: body).json()["id"] as? String)
    // The stream ends by itself.
    let told = try await RawSocket.ask(
      server.port,
      "GET /api/v1/jobs/\(id)/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(told.contains("text/event-stream"))
    let states = told.matches(of: /"state":"([a-z]+)"/).map { String($0.1) }
    #expect(states.last == "done", "\(states)")
    let counts = told.matches(of: /"done":(\d+)/).compactMap { Int($0.1) }
    #expect(counts == counts.sorted())
    #expect(counts.last == 12)
  }

  @Test func `who listens does not keep the service from ending`() async throws {
    let server = try await Server()
    let listener = try RawSocket(port: server.port)
    listener.write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(await listener.read(until: "retry").contains("200 OK"))
    server.send(SIGTERM)
    try await server.waitUntilExit()
  }

  @Test func `metrics are what Prometheus reads`() async throws {
    let server = try await Server()
    for _ in 0..<3 { _ = try await server.ask("/api/v1/figures?q=darien") }
    let text = try await server.ask("/metrics").text
    #expect(
      text.contains(
        #"trocha_http_requests_total{method="GET",route="/api/v1/figures",status="200"} 3"#))
    #expect(text.contains("trocha_cache_hits_total 2.0"))
    // A cumulative histogram ends with the count of all.
    let counts = text.matches(of: /_bucket\{le="[^"]+"\} (\d+)/).compactMap { Int($0.1) }
    #expect(counts == counts.sorted())
    #expect(text.contains("trocha_http_request_seconds_count \(try #require(counts.last))"))
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(line.wholeMatch(of: /[a-z_]+(\{[^}]*\})? [0-9.e+-]+/) != nil, "\(line)")
    }
  }
}
