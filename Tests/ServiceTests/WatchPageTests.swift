import Foundation
import Testing

/// The page for somebody who follows series, as it is read without scripts.
@Suite(.serialized) struct WatchPageTests {
  private func page(_ query: String, _ language: String = "en") async throws -> String {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      "/watch" + query, headers: ["Accept-Language": language, "Accept": "text/html"])
    #expect(answer.status == 200, "\(answer.text.prefix(300))")
    return answer.text
  }

  private func words(_ page: String) -> String {
    page.replacing(/<script[^>]*>.*?<\/script>/.dotMatchesNewlines(), with: "")
      .replacing(/<[^>]*>/, with: " ").replacing("&quot;", with: "\"").replacing(/\s+/, with: " ")
  }

  @Test func `what moved in every named series comes first`() async throws {
    let server = try await Server.shared.value
    let text = words(try await page(""))
    // CBP's table of 19 June 2025: 8,725 in May 2025 and 8,382 in April, 4.1 % more.
    #expect(text.contains("May 2025: 8,725"))
    #expect(text.contains("8,382; +4.1%"))
    // The page and the API count what is late alike.
    let calendar = try await server.ask("/api/v1/calendar").json()
    let series = try #require(calendar["series"] as? [[String: Any]])
    let late = series.count { (($0["age"] as? [String: Any])?["late"] as? Bool) == true }
    #expect(text.contains("\(late) have releases due that are not held."), "\(late)")
  }

  @Test func `a series has its news, and feeds that can be read`() async throws {
    let server = try await Server.shared.value
    let html = try await page("?q=darien")
    let text = words(html)
    let feed = try await server.ask("/api/v1/feed?q=darien").json()
    let item = try #require((feed["items"] as? [[String: Any]])?.first?["text"] as? String)
    #expect(text.contains(item), "\(item)")
    let addresses = html.matches(of: /href="((?:\/feeds\/|\/api\/v1\/feed)[^"]*)"/).map {
      String($0.1).replacing("&amp;", with: "&")
    }
    #expect(addresses.count == 2)
    for address in addresses {
      let answer = try await server.ask(address)
      #expect(answer.status == 200)
      #expect(
        answer.headers["content-type"]?.contains(/atom\+xml|feed\+json/) == true, "\(address)")
    }
  }

  @Test func `a place has all that is counted there, and words are a question`() async throws {
    let server = try await Server.shared.value
    let corridor = try await page("")
    // The options of places are lists of series.
    let place = try #require(
      corridor.firstMatch(of: /<option value="([^"]*, [^"]*)">/).map { String($0.1) })
    let encoded = try #require(
      place.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let html = try await page("?q=" + encoded)
    #expect(html.matches(of: /data-address/).count == place.split(separator: ",").count)
    // A series without a name is followed at an address of its own.
    let own = try await page("?words=encounters+place%3Dus-southwest-border+nationality%3DHND")
    let address = try #require(own.firstMatch(of: /href="(\/api\/v1\/feed[^"]*atom)"/)?.1)
    let answer = try await server.ask(String(address).replacing("&amp;", with: "&"))
    #expect(answer.text.contains("<feed xmlns="), "\(answer.text.prefix(300))")
  }

  @Test func `it is found from the first page and from a series`() async throws {
    let server = try await Server.shared.value
    let first = try await server.ask("/", headers: ["Accept": "text/html"])
    #expect(first.text.contains("<a href=\"/watch\">"))
    let record = try await server.ask("/record?q=darien", headers: ["Accept": "text/html"])
    #expect(record.text.contains("href=\"/watch?q=darien\""))
  }

  @Test func `in Spanish it has Spanish words`() async throws {
    let text = words(try await page("", "es"))
    #expect(text.contains("mayo de 2025: 8.725"))
    #expect(text.contains("Qué cambió desde el período anterior"))
    #expect(text.contains("les faltan publicaciones"))
  }
}
