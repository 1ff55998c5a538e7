import Foundation
import Testing

/// `trocha watch --post` against a server on this machine. The releases are small, and each number is in the test.
@Suite struct WebhookTests {
  let fixture: UpdateFixture
  var server: PublisherServer { fixture.server }

  private static let header =
    "measure,place,period,value,source,dataset,publisher,title,published"

  init() throws {
    fixture = try UpdateFixture()
    try add("r1", "2024-07-10", "2024-06,150")
    #expect(try watch().status == 0)
  }

  private func add(_ name: String, _ published: String, _ figure: String) throws {
    let row = "transits,CRI,\(figure),\(name),cri-transits,Office,Counts,\(published)"
    let file = fixture.folder.appending(path: "\(name).csv")
    try Data("\(Self.header)\n\(row)\n".utf8).write(to: file)
    let result = try fixture.run("record import \(file.path)")
    #expect(result.status == 0, "\(result.errors)")
  }

  private func watch(_ environment: [String: String] = [:]) throws -> UpdateFixture.Result {
    try fixture.run(
      "watch measure=transits place=CRI --post \(server.base)/hook", environment: environment)
  }

  @Test func newsAreSentOnce() throws {
    server.on("/hook", .init("ok"))
    try add("r2", "2024-08-10", "2024-07,90")
    let news = try watch(["TROCHA_WEBHOOK_TOKEN": "abc"])
    #expect(news.status == 10, "\(news.errors)")
    let sent = try #require(server.requests(of: "/hook").first)
    #expect(sent.method == "POST")
    #expect(sent.headers["authorization"] == "Bearer abc")
    #expect(sent.headers["content-type"]?.hasPrefix("application/json") == true)
    let body = try #require(
      try JSONSerialization.jsonObject(with: sent.body) as? [String: Any])
    #expect((body["text"] as? String)?.contains("July 2024: 90") == true)
    let series = try #require((body["series"] as? [[String: Any]])?.first)
    let items = try #require(series["items"] as? [[String: Any]])
    let figure = try #require(items.first { $0["kind"] as? String == "figure" }, "\(items)")
    #expect(figure["value"] as? Int == 90)

    #expect(try watch().status == 0)
    #expect(server.requests(of: "/hook").count == 1)
  }

  /// What was not taken is sent the next time; nothing is sent on to another address.
  @Test func whatIsNotTakenIsSentAgain() throws {
    try add("r2", "2024-08-10", "2024-07,90")
    server.on("/hook", .init(status: 403))
    let refused = try watch()
    #expect(refused.status == 1)
    #expect(refused.errors.contains("answers 403"))
    server.on("/hook", .init(status: 308, headers: ["Location": "\(server.base)/elsewhere"]))
    let moved = try watch()
    #expect(moved.status == 1)
    #expect(moved.errors.contains("has moved (308)"))
    #expect(server.requests(of: "/elsewhere").isEmpty)
    server.on("/hook", .init(status: 204))
    #expect(try watch().status == 10)
    #expect(try watch().status == 0)
  }

  @Test func whatIsNoAddressIsRefusedBeforeAnything() throws {
    let result = try fixture.run("watch measure=transits place=CRI --post nowhere")
    #expect(result.status == 1)
    #expect(result.errors.contains("nowhere is no address"))
  }
}
