import Foundation
import Testing

/// The interview, and needs, to a browser without scripts: plain forms, whose answers nobody keeps.
@Suite(.serialized) struct PlainFormTests {
  private func post(_ path: String, _ fields: [(String, String)]) async throws -> Server.Answer {
    let server = try await Server.shared.value
    let pairs: [String] = fields.map { name, value in
      let encoded = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return "\(name)=\(encoded)"
    }
    let body: String = pairs.joined(separator: "&")
    return try await server.ask(
      path, "POST", body: Data(body.utf8),
      headers: [
        "Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html",
        "Accept-Language": "en",
      ])
  }

  @Test func `all questions at once are answered without scripts`() async throws {
    let server = try await Server.shared.value
    let answer = try await post(
      "/affected",
      [
        ("on", "2023-10-10"), ("nationality", "Venezuela"), ("in", "United States"),
        ("arrived", "2023-06-15"), ("arrival", "between-ports"), ("age", ""),
      ])
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.text.contains("<article id=\"sheet\">"))
    // 88 FR 68130: continuous residence since 31 July 2023, which somebody of June 2023 has.
    #expect(answer.text.contains("Temporary protected status for Venezuela (2023 designation)"))
    // What was said stays in the form.
    #expect(answer.text.contains("value=\"2023-06-15\""))
    #expect(!server.log.contains("2023-06-15"))
  }

  /// As `an interview in the browser leaves nothing behind` does with scripts: the same person, the same answer.
  @Test func `an interview goes on without scripts to its end`() async throws {
    let server = try await Server.shared.value
    let facts = [
      "nationality": "Venezuela", "in": "United States", "arrived": "2023-06-15",
      "arrival": "between-ports",
    ]
    var answer = try await post("/affected", [("interview", "true"), ("on", "2023-10-10")])
    var asked = 0
    while let form = answer.text.firstMatch(
      of: /<form id="guided-question" method="post".*?<\/form>/.dotMatchesNewlines())
    {
      asked += 1
      #expect(answer.headers["cache-control"] == "no-store")
      guard asked < 20 else { break }
      let hidden = form.0.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
        .map { (String($0.1), String($0.2)) }
      let fact = try #require(hidden.last { $0.0 == "asked" }?.1)
      let said = facts[fact].map { [("said", $0)] } ?? [("unknown", "true")]
      answer = try await post("/affected", hidden + said)
    }
    #expect((3...19).contains(asked), "\(asked)")
    #expect(answer.text.contains("<article id=\"sheet\">"))
    #expect(answer.text.contains("Temporary protected status for Venezuela (2023 designation)"))
    #expect(!server.log.contains("2023-06-15"))
    #expect(answer.headers["set-cookie"] == nil)
  }

  /// Boxes without scripts: each that is ticked is sent by itself. None ticked is no answer.
  @Test func `several things that are so are ticked in one question`() async throws {
    let said = [
      ("interview", "true"), ("on", "2025-10-10"), ("nationality", "Venezuela"),
      ("in", "United States"), ("arrival", "between-ports"), ("arrived", "2025-09-01"),
      ("papers", "no"),
    ]
    let form = try await post("/affected", said)
    #expect(form.text.contains("<legend>6. Which of these are so?</legend>"))
    #expect(form.text.contains("<input type=\"checkbox\" name=\"said\" value=\"removed\">"))
    let again = try await post("/affected", said + [("asked", "trouble")])
    #expect(again.text.contains("<legend>6. Which of these are so?</legend>"))
    let next = try await post(
      "/affected", said + [("asked", "trouble"), ("said", "removed"), ("said", "asylum-denied")])
    #expect(next.text.contains("name=\"trouble\" value=\"removed,asylum-denied\""))
    #expect(!next.text.contains("Which of these are so?</legend>"))
  }

  @Test func `an answer that is none is asked for again, with what was said before`() async throws {
    let answer = try await post(
      "/affected",
      [("interview", "true"), ("on", "2023-10-10"), ("asked", "nationality"), ("said", "Zzzz")])
    #expect(answer.text.contains("role=\"alert\""))
    #expect(answer.text.contains("<form id=\"guided-question\" method=\"post\""))
    #expect(answer.text.contains("name=\"on\" value=\"2023-10-10\""))
  }

  @Test func `needs take a table without scripts`() async throws {
    let table = """
      item,unit,share,per_person_day,days,unit_cost,currency,capacity_per_day,source
      blankets,pieces,1,1,1,5.00,USD,,mine

      """
    let answer = try await post(
      "/needs", [("q", "usbp-southwest"), ("months", "1"), ("every", "month"), ("plan", table)])
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.text.contains("blankets"))
    #expect(answer.text.contains("<table data-table="))
  }
}
