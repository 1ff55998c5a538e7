import Foundation
import Testing

/// `trocha record update` against a publisher's server on this machine.
@Suite struct UpdateCommandTests {
  let fixture: UpdateFixture
  var server: PublisherServer { fixture.server }

  init() throws {
    fixture = try UpdateFixture()
  }

  private static let november =
    "/sites/default/files/2025-12/nationwide-encounters-fy23-fy26-nov-aor.csv"
  private static let december =
    "/sites/default/files/2026-01/nationwide-encounters-fy23-fy26-dec-aor.csv"

  private func publish(_ link: String, _ months: [(name: String, count: Int)], etag: String) {
    let text = Shapes.cbp(months)
    server.on("/stats", .init(Shapes.landingPage([link])))
    server.on(link) { .versioned(Data(text.utf8), etag: etag, $0) }
  }

  private func sources() throws -> String { try fixture.run("record sources --json").output }

  /// Without --fetch no connection is made at all.
  @Test func withoutFetchNothingIsAsked() throws {
    let result = try fixture.update("")
    #expect(result.status == 0, "\(result.errors)")
    #expect(server.requests.isEmpty)
    let table = try result.table("by-hand")
    // The shipped record has the Darién; its newest month is the last of the held figures.
    let held = try #require((table["held"] as? [[String: Any]])?.first)
    let newest = try #require(held["newest"] as? String)
    let age = try #require(table["age_in_months"] as? Int)
    let parts = newest.split(separator: "-").compactMap { Int($0) }
    let today = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: Date())
    #expect(age == (today.year! * 12 + today.month!) - (parts[0] * 12 + parts[1]))
    #expect((table["releases_due"] as? Int ?? 0) > 0)
    #expect(table["outcome"] == nil)
  }

  @Test func newFileUnchangedAndTheNextMonth() throws {
    publish(Self.november, [("OCT", 20), ("NOV", 30)], etag: "\"a\"")
    let first = try fixture.update("--fetch cbp-nationwide")
    #expect(first.status == 0, "\(first.errors)\(first.output)")
    let outcome = try first.outcome(of: "cbp-nationwide")
    #expect(outcome["state"] as? String == "added")
    // The server gives no day: the folder's month is December 2025.
    #expect(outcome["published"] as? String == "2025-12-31")
    #expect(outcome["dated"] as? String == "folder")
    let asked = try #require(server.requests(of: Self.november).first)
    #expect(asked.headers["user-agent"]?.hasPrefix("trocha/") == true)
    #expect(asked.headers["if-none-match"] == nil)

    let second = try fixture.update("--fetch cbp-nationwide")
    #expect(second.status == 0)
    #expect(try second.outcome(of: "cbp-nationwide")["state"] as? String == "unchanged")
    #expect(try second.outcome(of: "cbp-nationwide")["bytes"] as? Int == 0)
    #expect(server.requests(of: Self.november).last?.headers["if-none-match"] == "\"a\"")

    publish(Self.december, [("OCT", 21), ("NOV", 30), ("DEC", 40)], etag: "\"b\"")
    let third = try fixture.update("--fetch cbp-nationwide")
    #expect(third.status == 0, "\(third.errors)")
    let imports = try #require(
      try third.outcome(of: "cbp-nationwide")["imports"] as? [[String: Any]])
    let news = try #require((imports.first?["releases"] as? [[String: Any]])?.first)
    let changes = try #require(news["changes"] as? [String: Any])
    // October went from 20 to 21, and December is new.
    #expect(changes["cells_changed"] as? Int == 1)
    #expect(changes["periods_added"] as? [String] == ["2025-12"])
    let held = try #require((try third.table("cbp-nationwide")["held"] as? [[String: Any]])?.first)
    #expect(held["newest"] as? String == "2025-12-31")
  }

  @Test func dryRunChangesNothing() throws {
    publish(Self.november, [("OCT", 20), ("NOV", 30)], etag: "\"a\"")
    let before = try sources()
    let result = try fixture.update("--fetch cbp-nationwide --dry-run")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try result.outcome(of: "cbp-nationwide")["state"] as? String == "added")
    #expect(try sources() == before)
    // And nothing is remembered: the next one asks for the whole file.
    _ = try fixture.update("--fetch cbp-nationwide")
    #expect(server.requests(of: Self.november).last?.headers["if-none-match"] == nil)
    #expect(try sources() != before)
  }

  @Test func movedForGood() throws {
    server.on("/fixed.csv", .init(status: 301, headers: ["Location": "/new/place.csv"]))
    server.on("/new/place.csv", .init(Shapes.cbp([("OCT", 20)])))
    let result = try fixture.update("--fetch fixed")
    #expect(result.status == 0, "\(result.errors)")
    let outcome = try result.outcome(of: "fixed")
    #expect(outcome["state"] as? String == "added")
    #expect(
      outcome["moved"] as? [String: String] == [
        "\(server.base)/fixed.csv": "\(server.base)/new/place.csv"
      ])
  }

  @Test func redirectsThatNeverEnd() throws {
    server.on("/fixed.csv", .init(status: 302, headers: ["Location": "/fixed.csv"]))
    try refused("fixed", "redirected", "leads on and on")
  }

  /// The page still names the file, but it is gone; and a page that no longer names any.
  @Test func goneAndAChangedLandingPage() throws {
    server.on("/stats", .init(Shapes.landingPage([Self.november])))
    try refused("cbp-nationwide", "not-found", "and there is nothing there")
    server.on("/stats", .init(Shapes.landingPage(["/dashboard", "/encounters.xlsx"])))
    try refused("cbp-nationwide", "no-link", "no longer names a file")
    server.on("/stats", .init(status: 404))
    try refused("cbp-nationwide", "not-found", "There is nothing at \(server.base)/stats")
    server.on("/stats", .init(status: 403))
    try refused("cbp-nationwide", "refused", "does not let programs have")
  }

  @Test func webPageInPlaceOfATable() throws {
    server.on("/fixed.csv", .init("\n<!DOCTYPE html><html><title>Access denied</title></html>"))
    try refused("fixed", "web-page", "A web page came instead of the table (\"Access denied\")")
  }

  @Test func truncatedBody() throws {
    let text = Shapes.cbp([("OCT", 20), ("NOV", 30)])
    server.on("/fixed.csv") { _ in
      var answer = PublisherServer.Answer(text)
      answer.cutAfter = text.utf8.count / 2
      return answer
    }
    try refused("fixed", "cut-off", "was cut off before its end", "--tries 2")
    #expect(server.requests(of: "/fixed.csv").count == 2)
  }

  /// A server that says how long the file is, and whose file ends in the middle of a line.
  @Test func fileThatWasCutByItsPublisher() throws {
    let text = Shapes.cbp([("OCT", 20), ("NOV", 30)])
    server.on("/fixed.csv", .init(String(text.dropLast(25))))
    try refused("fixed", "not-readable", "cannot be read into the record")
  }

  @Test func slowServer() throws {
    server.on("/fixed.csv") { _ in
      var answer = PublisherServer.Answer(Shapes.cbp([("OCT", 20)]))
      answer.slowness = 3000
      return answer
    }
    try refused("fixed", "too-slow", "too slow", "--timeout 1 --tries 1")
  }

  /// Some three seconds for all of it, and never one without a byte.
  @Test func slowButSteadyIsWaitedFor() throws {
    server.on("/fixed.csv") { _ in
      var answer = PublisherServer.Answer(Shapes.cbp([("OCT", 20)]))
      answer.slowness = 10
      return answer
    }
    let result = try fixture.update("--fetch fixed --timeout 1 --tries 1")
    #expect(try result.outcome(of: "fixed")["state"] as? String == "added", "\(result.output)")
  }

  @Test func fileThatIsTooLarge() throws {
    server.on("/fixed.csv", .init(data: Data(repeating: 0x41, count: 2 << 20)))
    try refused("fixed", "too-large", "larger than 1 MB", "--max-size 1")
  }

  /// 64 MB of one letter in some 64 kB, as the file itself and as the way it is sent.
  @Test func gzipBomb() throws {
    let bomb = try Shapes.gzip(Data(repeating: 0x41, count: 64 << 20))
    #expect(bomb.count < 1 << 20)
    server.on("/fixed.csv", .init(data: bomb, headers: ["Content-Type": "application/gzip"]))
    try refused("fixed", "too-large", "unpacks to more than 16 MB", "--max-size 1")
    server.on("/fixed.csv", .init(data: bomb, headers: ["Content-Encoding": "gzip"]))
    try refused("fixed", "too-large", "MB", "--max-size 1")
  }

  @Test func pagesAreOneRelease() throws {
    server.on("/population/") { request in
      let page = request.path.hasSuffix("page=2") ? 2 : 1
      return .init(Shapes.unhcrPage(page, of: 2, page == 1 ? "BRA" : "COL", 100 * page))
    }
    let result = try fixture.update("--fetch unhcr-population")
    #expect(result.status == 0, "\(result.errors)\(result.output)")
    let outcome = try result.outcome(of: "unhcr-population")
    let imports = try #require(outcome["imports"] as? [[String: Any]])
    #expect(imports.count == 1)
    #expect(imports[0]["figures_added"] as? Int == 2)
    #expect(server.requests.map(\.path) == [1, 2].map { "/population/?coo=VEN&page=\($0)" })
  }

  @Test func missingPageRefusesTheWhole() throws {
    server.on("/population/") { request in
      request.path.hasSuffix("page=3")
        ? .init(status: 404)
        : .init(
          Shapes.unhcrPage(
            request.path.hasSuffix("page=2") ? 2 : 1, of: 3,
            request.path.hasSuffix("page=2") ? "COL" : "BRA", 100))
    }
    try refused(
      "unhcr-population", "page-missing",
      "Page 3 of 3 is missing, so that none of the answer is taken.")
  }

  /// One that cannot be had does not keep the others out, and the exit code tells.
  @Test func theOthersAreReadAllTheSame() throws {
    publish(Self.november, [("OCT", 20), ("NOV", 30)], etag: "\"a\"")
    server.on("/fixed.csv", .init(status: 500))
    let result = try fixture.update("--fetch --tries 1")
    #expect(result.status == 3)
    #expect(try result.outcome(of: "cbp-nationwide")["state"] as? String == "added")
    #expect(try result.outcome(of: "fixed")["state"] as? String == "failed")
    #expect(try result.outcome(of: "by-hand")["state"] as? String == "by-hand")
  }

  /// The report with all that can be in it keeps the promise of docs/schema.
  @Test(.enabled(if: UpdateSchema.isAvailable)) func reportHasItsSchema() throws {
    let look = try fixture.update("")
    #expect(try UpdateSchema.faults(look.output, in: fixture.folder) == "")
    publish(Self.december, [("OCT", 20), ("NOV", 30)], etag: "\"a\"")
    server.on("/fixed.csv", .init(status: 301, headers: ["Location": "/new.csv"]))
    server.on("/new.csv", .init(Shapes.cbp([("OCT", 21), ("NOV", 30)])))
    let fetched = try fixture.update("--fetch --tries 1")
    #expect(try fetched.outcome(of: "cbp-nationwide")["shortfall"] != nil)
    #expect(try UpdateSchema.faults(fetched.output, in: fixture.folder) == "")
  }

  @Test func faultsOfTheCommandLine() throws {
    #expect(try fixture.update("--fetch no-such-table").errors.contains("\"no-such-table\""))
    #expect(try fixture.update("--dry-run").status == 64)
    #expect(try fixture.update("--fetch --from here").status == 64)
    #expect(try fixture.update("--fetch --published 2026-01-01").status == 64)
  }

  /// Asks for a table that cannot be had: the record stays as it is, and the message says why.
  private func refused(
    _ table: String, _ fault: String, _ words: String, _ options: String = "--tries 1",
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try sources()
    let result = try fixture.update("--fetch \(table) \(options)")
    #expect(result.status == 3, "\(result.errors)", sourceLocation: location)
    let outcome = try result.outcome(of: table)
    #expect(outcome["state"] as? String == "failed", sourceLocation: location)
    #expect(outcome["fault"] as? String == fault, "\(outcome)", sourceLocation: location)
    let said = (outcome["words"] as? [String: String])?["en"] ?? ""
    #expect(said.contains(words), "\(said)", sourceLocation: location)
    #expect(try sources() == before, sourceLocation: location)
  }
}
