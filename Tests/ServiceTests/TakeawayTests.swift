import Foundation
import Periods
import Testing

/// What the service hands out for documents: workbooks, citations, frames.
@Suite struct TakeawayTests {
  private static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  @Test(arguments: [
    ("figures?q=darien&every=year&format=xlsx", nil), ("figures?q=darien&every=year", workbook),
    ("figures?q=darien&every=year", "text/html;q=0.1, \(workbook);q=0.9, application/json;q=0.2"),
    ("comparisons?q=darien&format=xlsx", nil), ("outlook?q=darien&months=2&format=xlsx", nil),
    ("revisions?q=usbp-southwest&period=2023-08&format=xlsx", nil),
  ])
  func `a workbook, by the address or by what is accepted`(
    path: String, accept: String?
  ) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      "/api/v1/" + path, headers: accept.map { ["Accept": $0] } ?? [:])
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.headers["content-type"] == Self.workbook)
    #expect(answer.headers["content-disposition"]?.hasSuffix(".xlsx\"") == true)
    // A workbook is a ZIP file (APPNOTE.TXT 4.3.7).
    #expect(answer.data.prefix(4) == Data([0x50, 0x4B, 3, 4]))
    #expect(answer.headers["vary"]?.contains("Accept,") == true)
  }

  @Test func `a citation in each form`() async throws {
    let server = try await Server.shared.value
    let question = "/api/v1/figures?q=darien&every=year&as-of=2023-10-05"
    let text = try await server.ask(question + "&format=citation")
    #expect(text.headers["content-type"] == "text/plain; charset=utf-8")
    #expect(text.text.contains("As known on 5 October 2023."))
    #expect(try await server.ask(question + "&format=bibtex").text.hasPrefix("@misc{"))
    let items = try await server.ask(
      question, headers: ["Accept": "application/vnd.citationstyles.csl+json"])
    let read = try JSONSerialization.jsonObject(with: items.data) as? [[String: Any]]
    #expect(read?.first?["type"] as? String == "dataset")
    // The command line prints the same.
    let record = server.folder.appending(path: "record.sqlite").path
    let printed = try Server.run([
      "record", "show", "darien", "--every", "year", "--as-of", "2023-10-05", "--cite", "text",
      "--record", record,
    ])
    #expect(printed.output == text.text)
  }

  @Test func `only a frame's own address may be framed by others`() async throws {
    let server = try await Server.shared.value
    for path in ["/embed/record?q=darien", "/embed/outlook?q=darien&months=2"] {
      let answer = try await server.ask(path, headers: ["Accept": "text/html"])
      #expect(answer.status == 200)
      let policy = try #require(answer.headers["content-security-policy"])
      #expect(policy.contains("frame-ancestors *"))
      #expect(policy.contains("default-src 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(answer.text.contains("Newest figure shown: "))
      #expect(answer.text.contains("Source"))
      #expect(
        answer.text.firstMatch(of: /<script(?![^>]*(src=|type="application\/json"))/) == nil)
      #expect(answer.text.firstMatch(of: /<style|\sstyle="|\son[a-z]+="/) == nil)
    }
    let page = try await server.ask("/record?q=darien", headers: ["Accept": "text/html"])
    #expect(page.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    #expect(page.text.contains("/embed/record?q=darien"))
    #expect(page.text.contains("as-of=\(Day.today)"))
  }

  @Test func `a frame stays at its vintage`() async throws {
    let server = try await Server.shared.value
    let then = try await server.ask("/embed/record?q=usbp-southwest&as-of=2023-10-05").text
    #expect(then.contains("Newest figure shown: August 2023."))
    #expect(then.contains("As known on 5 October 2023."))
    let now = try await server.ask("/embed/record?q=usbp-southwest").text
    #expect(!now.contains("As known on"))
  }

  @Test(arguments: ["q=no-such-thing-at-all", "q=", "q=darien&every=fortnight", "nothing=1"])
  func `a frame says what is wrong with its address`(query: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask("/embed/record?" + query, headers: ["Accept": "text/html"])
    #expect(answer.status == 200)
    #expect(answer.text.contains("role=\"alert\""))
    #expect(answer.headers["content-security-policy"]?.contains("frame-ancestors *") == true)
  }
}
