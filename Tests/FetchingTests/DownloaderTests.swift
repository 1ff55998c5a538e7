import AsyncHTTPClient
import Fetching
import Foundation
import Synchronization
import Testing

/// Fetching one file over a real socket.
@Suite struct DownloaderTests {
  let server: PublisherServer
  let path: String

  init() throws {
    server = try PublisherServer()
    path =
      FileManager.default.temporaryDirectory.appending(path: "download-\(UUID().uuidString)").path
  }

  private func limits(tries: Int = 3) -> FetchLimits {
    var limits = FetchLimits()
    limits.tries = tries
    limits.backOff = .milliseconds(20)
    limits.pause = .milliseconds(1)
    // Other tests may hold the threads on which an answer is taken.
    limits.idle = .seconds(120)
    return limits
  }

  private func fetch(
    _ address: String, known: KnownVersion? = nil, _ limits: FetchLimits? = nil,
    environment: [String: String] = [:]
  ) async throws -> Download {
    let downloader = Downloader(
      version: "1", limits: limits ?? self.limits(), proxies: ProxyChoice(environment: environment))
    do {
      let download = try await downloader.fetch(address, known: known, to: path)
      await downloader.close()
      return download
    } catch {
      await downloader.close()
      throw error
    }
  }

  private var content: Data { (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data() }

  /// Cut off twice, each time taken up where it ended: every byte comes once.
  @Test func resumesWhereItWasCutOff() async throws {
    let data = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
    let left = Mutex(2)
    server.on("/a") { request in
      var answer = PublisherServer.Answer.versioned(data, etag: "\"v1\"", request)
      let isCut = left.withLock { count in
        count -= 1
        return count >= 0
      }
      if isCut { answer.cutAfter = 100_000 }
      return answer
    }
    let download = try await fetch(server.base + "/a")
    #expect(content == data)
    #expect(download.isResumed)
    #expect(download.tries == 3)
    let ranges = server.requests.map { $0.headers["range"] }
    #expect(ranges[0] == nil)
    // Of what was sent before the cut some may not have come; never more than was sent.
    let starts = ranges.compactMap { $0?.dropFirst("bytes=".count).dropLast() }.compactMap {
      Int($0)
    }
    #expect(starts.count == 2)
    #expect(starts.allSatisfy { $0 > 0 && $0 <= 200_000 })
    #expect(server.requests[1].headers["if-range"] == "\"v1\"")
  }

  /// The file changed between the two: the server sends all of the new one, and nothing of the old is left.
  @Test func anotherVersionIsNotJoined() async throws {
    let (old, new) = (Data(repeating: 1, count: 100_000), Data(repeating: 2, count: 90_000))
    let isFirst = Mutex(true)
    server.on("/a") { request in
      let first = isFirst.withLock { value in
        defer { value = false }
        return value
      }
      guard first else { return .versioned(new, etag: "\"v2\"", request) }
      var answer = PublisherServer.Answer.versioned(old, etag: "\"v1\"", request)
      answer.cutAfter = 50_000
      return answer
    }
    let download = try await fetch(server.base + "/a")
    #expect(content == new)
    #expect(!download.isResumed)
    #expect(download.etag == "\"v2\"")
  }

  @Test func asksAgainWhereThatMayHelp() async throws {
    let left = Mutex(2)
    server.on("/a") { _ in
      let isBusy = left.withLock { count in
        count -= 1
        return count >= 0
      }
      return isBusy ? .init(status: 503, headers: ["Retry-After": "0"]) : .init("x")
    }
    #expect(try await fetch(server.base + "/a").tries == 3)
    server.on("/b", .init(status: 404))
    await #expect(throws: FetchFault.self) { try await fetch(server.base + "/b") }
    #expect(server.requests(of: "/b").count == 1)
    // Who asks for an hour is not waited for.
    server.on("/c", .init(status: 429, headers: ["Retry-After": "3600"]))
    await #expect(throws: FetchFault.self) { try await fetch(server.base + "/c") }
    #expect(server.requests(of: "/c").count == 1)
  }

  @Test func tooLongForAllOfIt() async throws {
    server.on("/a") { _ in
      var answer = PublisherServer.Answer("twenty slow letters.")
      answer.slowness = 100
      return answer
    }
    var limits = limits(tries: 1)
    limits.whole = .seconds(1)
    do {
      _ = try await fetch(server.base + "/a", limits)
      Issue.record("it took longer than is allowed")
    } catch let fault as FetchFault {
      #expect(fault.kind == .tooSlow)
    }
  }

  @Test func pausesBetweenRequestsToOneHost() async throws {
    server.on("/a", .init("x"))
    var limits = limits()
    limits.pause = .milliseconds(300)
    let downloader = Downloader(
      version: "1", limits: limits, proxies: ProxyChoice(environment: [:]))
    let start = ContinuousClock().now
    for _ in 0..<3 { _ = try await downloader.fetch(server.base + "/a", to: path) }
    await downloader.close()
    #expect(ContinuousClock().now - start >= .milliseconds(600))
  }

  /// A proxy is asked for a way through (CONNECT), and hosts of no_proxy are asked directly.
  @Test func proxyOfTheEnvironment() async throws {
    let proxy = try PublisherServer()
    proxy.on("files.invalid:80", .init(""))
    proxy.on("/a", .init("through the proxy"))
    let environment = ["http_proxy": proxy.base, "NO_PROXY": "127.0.0.1,.local"]
    _ = try await fetch("http://files.invalid/a", environment: environment)
    #expect(content == Data("through the proxy".utf8))
    #expect(proxy.requests.map(\.method) == ["CONNECT", "GET"])
    server.on("/a", .init("directly"))
    _ = try await fetch(server.base + "/a", environment: environment)
    #expect(content == Data("directly".utf8))
  }

  @Test func proxiesByTheirNames() throws {
    let choice = ProxyChoice(environment: [
      "HTTPS_PROXY": "http://user:se%40cret@proxy.example.org:3128",
      "all_proxy": "socks5://inner:1081",
      "no_proxy": "example.net, .example.com",
    ])
    let proxy = { try choice.proxy(for: URL(string: $0)!) }
    let secure = try #require(try proxy("https://www.cbp.gov/a"))
    #expect(secure.host == "proxy.example.org")
    #expect(secure.port == 3128)
    #expect(secure.authorization == .basic(username: "user", password: "se@cret"))
    #expect(try proxy("http://www.cbp.gov/a")?.host == "inner")
    #expect(try proxy("https://example.net/a") == nil)
    #expect(try proxy("https://www.example.com/a") == nil)
    #expect(try proxy("https://badexample.com/a") != nil)
    #expect(throws: FetchFault.self) {
      try ProxyChoice(environment: ["http_proxy": "gopher://x"]).proxy(
        for: URL(string: "http://a.b/")!)
    }
  }

  @Test func unreachable() async throws {
    // A port that was free a moment ago.
    let port = try PublisherServer().port
    do {
      _ = try await fetch("http://127.0.0.1:\(port)/a", limits(tries: 1))
      Issue.record("nothing listens there")
    } catch let fault as FetchFault {
      #expect(fault.kind == .notReached)
      #expect(
        fault.words.en == "http://127.0.0.1:\(port)/a could not be reached: Connection refused.")
    }
  }
}
