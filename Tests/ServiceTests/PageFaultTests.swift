import Foundation
import Testing

/// What the pages say to nonsense: a sentence in the page's language, in the place of the answer, beside the form.
@Suite(.serialized) struct PageFaultTests {
  /// A series that nobody counts, days and months to come, numbers that are none, a place without figures.
  private static let nonsense = [
    "/record?q=nonsense", "/record?q=encounters+nonsense%3D5", "/record?measure=nonsense",
    "/record?q=transits+place%3Dtapachula", "/record?q=usbp-southwest&at=zz",
    "/record?q=usbp-southwest&from=zz", "/record?q=usbp-southwest&as-of=zz",
    "/record?q=usbp-southwest&as-of=2999-01-01", "/record?q=usbp-southwest&from=2024-02&to=2024-01",
    "/record?q=usbp-southwest&by=zz", "/record?q=usbp-southwest&as-of=1950-01-01",
    "/record?q=usbp-southwest+2023-08", "/record?q=5",
    "/together?q=usbp-southwest&with=nonsense",
    "/together?shift=9999", "/together?scale=zz", "/together?from=zz", "/together?as-of=2999-01-01",
    "/outlook?q=nonsense", "/outlook?months=9999", "/outlook?months=-1", "/outlook?months=zz",
    "/outlook?years=99", "/outlook?method=zz", "/outlook?above=-5", "/outlook?as-of=2999-01-01",
    "/outlook?q=usbp-southwest&as-of=1950-01-01", "/outlook?q=transits+place%3Dtapachula",
    "/effect?q=usbp-southwest", "/effect?q=usbp-southwest&on=zz",
    "/effect?q=usbp-southwest&on=2999-01-01", "/effect?q=usbp-southwest&on=1950-01-01",
    "/effect?q=nonsense&on=2022-10-12", "/effect?q=usbp-southwest&on=2022-10-12&through=zz",
    "/effect?q=usbp-southwest&on=2022-10-12&through=2199-01",
    "/effect?q=usbp-southwest&on=2022-10-12&through=2020-01",
    "/needs?q=nonsense", "/needs?months=9999", "/needs?every=zz", "/needs?as-of=2999-01-01",
    "/watch?q=nonsense", "/watch?words=zz+zz", "/watch?words=9999", "/?as-of=zz",
    "/?as-of=2999-01-01", "/brief?as-of=zz", "/brief?as-of=2999-01-01",
  ]

  /// Words of English sentences that are no Spanish ones.
  private static var english: Regex<(Substring, Substring)> {
    /(?i)\b(the|is|are|not|of|and|with|expected|found|must|which|there|such|than|ask|give|write|did you)\b/
  }

  private func alert(_ page: String) throws -> String {
    let found = page.firstMatch(
      of: /<div class="alert" role="alert">(.*?)<\/div>/.dotMatchesNewlines())
    return try #require(found.map { String($0.1) }, "\(page.suffix(1500))")
      .replacing(/<[^>]*>/, with: " ").replacing("&quot;", with: "\"").replacing(/\s+/, with: " ")
  }

  @Test(arguments: nonsense, ["en", "es"])
  func `nonsense is answered with a sentence`(address: String, language: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      address, headers: ["Accept-Language": language, "Accept": "text/html"])
    #expect(answer.status == 200, "\(answer.text.prefix(500))")
    #expect(answer.text.contains("<form"), "the form stays")
    let told = try alert(answer.text)
    #expect(told.count > 25, "\(told)")
    // What nobody can type into a page is no help there.
    #expect(!told.contains("trocha") && !told.contains("--"), "\(told)")
    if language == "es" {
      let words = told.replacing(/[“«"][^”»"]*[”»"]/, with: "")
      #expect(!words.contains(PageFaultTests.english), "\(told)")
    }
  }

  @Test func `what was typed stays in its field`() async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask("/outlook?months=9999&above=-5")
    #expect(answer.text.contains("value=\"9999\""))
    #expect(try alert(answer.text).contains("“Months ahead”: expected a whole number from 1 to 24"))
  }

  @Test func `an address that there is none of is said in the page's language`() async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      "/nothing-here", headers: ["Accept-Language": "es", "Accept": "text/html"])
    #expect(answer.status == 404)
    #expect(answer.text.contains("No hay nada en esta dirección."))
  }

  @Test(arguments: [
    ("/check", "text=&date=2024-01-01"), ("/check", "text=Algo&date=zz"),
    ("/check", "text=Algo&date=2999-01-01"),
    ("/affected", "interview=true&on=zz"), ("/needs", "q=nonsense&plan=item"),
    ("/needs", "q=usbp-southwest&months=9999&plan=item,unit,share,per_person_day%0Aa,b,0.3,1"),
  ])
  func `a form without scripts is told what is wrong`(path: String, body: String) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      path, "POST", body: Data(body.utf8),
      headers: [
        "Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "es",
        "Accept": "text/html",
      ])
    #expect(answer.status == 200, "\(answer.text.prefix(500))")
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(try alert(answer.text).count > 25)
  }

  /// What is misspelt means something: a text with another day than the reader meant is no answer.
  @Test func `a member that there is none of is refused`() async throws {
    let server = try await Server.shared.value
    let body = Data(#"{"text": "Border Patrol made 181,054 arrests.", "dat": "2024-01-01"}"#.utf8)
    let answer = try await server.ask("/api/v1/checks", "POST", body: body)
    #expect(answer.status == 422)
    #expect(answer.text.contains("dat"))
  }
}
