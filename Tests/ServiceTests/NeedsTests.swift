import Foundation
import Testing

/// Needs over a real socket: the table comes in the body, and stays out of logs and files.
@Suite struct NeedsServiceTests {
  private static let plan = """
    item,unit,share,per_person_day,days,unit_cost,currency,capacity_per_day
    shelter,bed-nights,0.3,1,2,12.50,USD,40
    """

  private func body(_ members: [String: Any]) throws -> Data {
    try JSONSerialization.data(withJSONObject: members)
  }

  /// 0.3 × 2 is 0.6 bed-nights for each who is counted; 40 beds are 280 in a week.
  @Test func `a table in the body is answered by month and by week, in each form`() async throws {
    let server = try await Server.shared.value
    let asked: [String: Any] = [
      "q": "darien", "plan": Self.plan, "months": 2, "every": "week", "as_of": "2023-10-05",
    ]
    let answer = try await server.ask("/api/v1/needs", "POST", body: body(asked))
    #expect(answer.status == 200, "\(answer.text)")
    let items = try #require(try answer.json()["items"] as? [[String: Any]])
    #expect(items.first?["per_counted"] as? Double == 0.6)
    let weeks = try #require(items.first?["periods"] as? [[String: Any]])
    // The Darién is known through August: the first Monday after it is 4 September, and of the weeks that lie
    // wholly in September and October the last begins on 23 October.
    #expect(weeks.first?["period"] as? String == "2023-09-04/2023-09-10")
    #expect(weeks.last?["period"] as? String == "2023-10-23/2023-10-29")
    #expect(weeks.allSatisfy { $0["capacity"] as? Double == 280 })
    let page = try await server.ask(
      "/api/v1/needs?format=content&lang=es", "POST", body: body(asked))
    #expect(page.status == 200 && page.text.contains("Las semanas se hicieron con ella"))
    let table = try await server.ask("/api/v1/needs?format=hxl", "POST", body: body(asked))
    #expect(table.text.split(separator: "\n").dropFirst().first?.hasPrefix("#sector,") == true)
    #expect(!server.log.contains("bed-nights"))
  }

  /// What is wrong is said with its line; a path of the machine is a table of one line that makes no sense.
  @Test func `what is wrong with a table is said, and no file is read`() async throws {
    let server = try await Server.shared.value
    let bad = try await server.ask(
      "/api/v1/needs", "POST",
      body: body(["q": "darien", "plan": Self.plan.replacing("0.3", with: "30")]))
    #expect(bad.status == 422 && bad.text.contains("needs.csv:2"), "\(bad.status) \(bad.text)")
    let path = try await server.ask(
      "/api/v1/needs", "POST", body: body(["q": "darien", "plan": "/etc/passwd"]))
    #expect(path.status == 422 && !path.text.contains("root:"), "\(path.status) \(path.text)")
    let none = try await server.ask("/api/v1/needs", "POST", body: body(["q": "darien"]))
    #expect((400..<500).contains(none.status) && none.text.contains("plan"))
    let text = try await server.ask("/api/v1/needs", "POST", body: Data("[]".utf8))
    #expect((400..<500).contains(text.status))
  }
}
