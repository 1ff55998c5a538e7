import Foundation
import Testing

/// What a page says before anybody asks, and to a reader without scripts: an answer and its age.
@Suite(.serialized) struct OpeningTests {
  /// A page without its scripts and markup.
  private func text(_ path: String, _ language: String = "en") async throws -> String {
    let server = try await Server.shared.value
    let answer = try await server.ask(path, headers: ["Accept-Language": language])
    #expect(answer.status == 200, "\(path): \(answer.text.prefix(300))")
    return answer.text.replacing(/<script[^>]*>.*?<\/script>/.dotMatchesNewlines(), with: "")
      .replacing(/<noscript>.*?<\/noscript>/.dotMatchesNewlines(), with: "")
      .replacing(/<[^>]*>/, with: " ").replacing("&quot;", with: "\"").replacing(/\s+/, with: " ")
  }

  /// 25,777 Venezuelans on 1–17 September 2023 are what the press had of the month; at their pace a day 30 days have
  /// 25,777 ÷ 17 × 30 = 45,489. CBP counted 66,584 in the whole month, between ports and at them.
  @Test func `a month so far opens with an example, and takes another`() async throws {
    let english = try await text("/nowcast")
    #expect(english.contains("September 2023, from 25,777 on 1–17 September 2023"), "\(english)")
    #expect(english.contains("At the same pace a day it would be 45,489."))
    let spanish = try await text("/nowcast", "es")
    #expect(spanish.contains("Al mismo ritmo diario serían 45.489."))
    #expect(spanish.contains("8 de 10"))
    let own = try await text("/nowcast?q=usbp-southwest&count=3000&days=2025-05-01/2025-05-10")
    #expect(own.contains("May 2025, from 3,000 on 1–10 May 2025") && !own.contains("25,777"))
    // What is missing is said, and nothing made up in its place.
    let none = try await text("/nowcast?q=usbp-southwest")
    #expect(none.contains("holds no days of"), "\(none)")
  }

  @Test func `the first page has five answers with their ages`() async throws {
    let server = try await Server.shared.value
    let front = try await server.ask("/front?lang=en").json()
    let lines = try ["record", "affected", "next", "what_if", "effect"].map { name in
      try #require(front[name] as? [String: String], "\(name)")
    }
    #expect(lines.allSatisfy { !($0["age"] ?? "").isEmpty })
    // CBP's table of 19 June 2025: 8,725 in May and 8,382 in April, 4.1 % more.
    #expect(lines[0]["answer"]?.contains("rose 4.1% in May 2025, to 8,725") == true)
    #expect(lines[0]["age"]?.contains("May 2025") == true)
    // The band is that of the outlook, whose months the service gives by itself.
    let outlook = try await server.ask("/api/v1/outlook?q=usbp-southwest&months=3").json()
    let month = try #require((outlook["months"] as? [[String: Any]])?.first)
    for name in ["q10", "q90"] {
      let number = try #require(month[name] as? Double).rounded()
      let shown = Int(number).formatted(.number.locale(Locale(identifier: "en_US")))
      #expect(lines[2]["answer"]?.contains(shown) == true, "\(name) \(shown)")
    }
    // Once they are made they stand in the page itself.
    let page = try await text("/")
    for line in lines { #expect(page.contains(line["answer"] ?? "?"), "\(line)") }
    let spanish = try await server.ask("/front?lang=es").json()
    #expect(
      (spanish["record"] as? [String: String])?["answer"]?.contains("subieron un 4,1\u{A0}%")
        == true)
  }

  @Test func `every page opens with an answer`() async throws {
    let outlook = try await text("/outlook")
    #expect(outlook.contains("with a probability of 8 in 10"))
    #expect(outlook.contains("Newest: May 2025"))
    let effect = try await text("/effect")
    #expect(effect.contains("After 12 October 2022: a fall"))
    #expect(effect.contains("Newest: May 2025"))
    let needs = try await text("/needs")
    #expect(needs.contains("bed-nights"))
    #expect(needs.contains("Newest: May 2025"))
    let affected = try await text("/affected")
    #expect(affected.contains("Arrived between ports before May 2023"))
    #expect(affected.contains("Rules checked through"))
    let check = try await text("/check")
    #expect(check.contains("8,725") && check.contains("figures found"))
    #expect(check.contains("supported"))
  }

  /// The results that come with the corridor are those of its brief's scenarios, at once.
  @Test func `a what-if opens with the corridor's own scenarios`() async throws {
    let server = try await Server.shared.value
    let kept = try await server.ask("/what-if/kept?format=json").json()
    #expect(
      kept["command"] as? String
        == "trocha whatif flights-none flights-monthly flights-weekly flights-daily "
        + "tps-not-widened --runs 60 --seed 1 --from 2023-10 --through 2024-06")
    let names = try #require(kept["scenarios"] as? [[String: Any]]).compactMap {
      $0["id"] as? String
    }
    #expect(names.first == "flights-none" && names.count == 5)
    let page = try await text("/what-if")
    #expect(page.contains("How each differs from the first"))
    let spanish = try await text("/what-if", "es")
    #expect(spanish.contains("En qué difiere cada uno del primero"))
  }

  @Test func `a text is checked without scripts, and forgotten`() async throws {
    let server = try await Server.shared.value
    let said = "In August 2023 Border Patrol made 181,509 arrests at the southwest border."
    let encoded = said.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let answer = try await server.ask(
      "/check", "POST", body: Data("text=\(encoded)&date=2026-01-15&language=en".utf8),
      headers: ["Content-Type": "application/x-www-form-urlencoded"])
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.text.contains("181,054"))
    #expect(!server.log.contains("181,509"))
  }

  /// Packed as a browser asks for them. A first visit also fetches a style and scripts, which are kept for ever.
  @Test(
    arguments: [
      "/", "/record", "/together", "/outlook", "/needs", "/what-if", "/affected", "/check",
      "/effect", "/brief", "/watch", "/calendar", "/contents", "/nowcast",
    ])
  func `a page is small`(path: String) async throws {
    let server = try await Server.shared.value
    let socket = try RawSocket(port: server.port, timeout: 120)
    socket.write(
      "HEAD \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    let answer = await socket.readAnswer()
    let length = answer.firstMatch(of: /(?i)content-length: ([0-9]+)/).flatMap { Int($0.1) }
    let size = try #require(length, "\(answer.prefix(400))")
    #expect(size > 1_000 && size < 300_000, "\(path): \(size)")
  }

  // MARK: Names and sentences

  @Test(
    arguments: [
      ("nationality=Venezuela", "Venezuelans"), ("nationality=venezuela", "Venezuelans"),
      ("nationality=El+Salvador", "Salvador"), ("nationality=Ha%C3%ADt%C3%AD", "Hait"),
    ])
  func `a country is chosen by its name`(choice: String, title: String) async throws {
    let page = try await text("/record?measure=encounters&place=us-southwest-border&" + choice)
    #expect(page.contains(title), "\(choice)")
    #expect(!page.contains("not understood"))
  }

  @Test(arguments: ["August+2023", "agosto+de+2023", "2023-08", "8/2023"])
  func `a month is typed as people write it`(month: String) async throws {
    let page = try await text("/record?q=darien&from=\(month)&to=\(month)")
    // Panama's table: 81,946 in August 2023. The table has that month alone, and it is what is compared.
    #expect(page.contains("Aug 2023 81,946"))
    #expect(page.contains("August 2023: 81,946"))
    #expect(!page.contains("Jul 2023"))
  }

  /// A sentence that is offered for a text is one that a check confirms, in both languages.
  @Test(
    arguments: [
      "usbp-southwest&at=2023-08", "usbp-southwest", "darien&at=2023-08", "darien",
      "encounters-southwest", "usbp-southwest-venezuelans", "honduras-entries",
      "mexico-events-venezuelans",
    ])
  func `a figure is copied as a sentence that a check confirms`(series: String) async throws {
    let server = try await Server.shared.value
    let page = try await server.ask("/record?q=" + series)
    for language in ["en", "es"] {
      let found = page.text.firstMatch(
        of: try Regex("<p lang=\"\(language)\" id=\"spoken-\(language)\">([^<]*)</p>"))
      let sentence = try #require(found.flatMap { $0.output[1].substring }, "\(series) \(language)")
      let body = try JSONSerialization.data(withJSONObject: ["text": String(sentence)])
      let report = try await server.ask("/api/v1/checks", "POST", body: body).json()
      let verdicts = try #require(report["claims"] as? [[String: Any]])
        .compactMap { $0["verdict"] as? String }
      #expect(verdicts.count == 2, "\(sentence) \(verdicts)")
      #expect(
        verdicts.allSatisfy { ["supported", "rounded"].contains($0) }, "\(sentence) \(verdicts)")
    }
    #expect(page.text.contains("Check confirms it."))
  }

  @Test func `two series stand in one chart, the second a month later`() async throws {
    // Panama counted 81,946 in August 2023, CBP 218,763 in September (docs/data.md).
    let page = try await text(
      "/together?q=usbp-southwest&with=darien&shift=1&scale=counts&from=2023-01&to=2023-12")
    #expect(page.contains("Sep 2023 218,763 81,946 (Aug 2023)"), "\(page.suffix(3000))")
    let index = try await text(
      "/together?q=usbp-southwest&with=darien&shift=0&scale=index&from=2023-01")
    #expect(index.contains("Index, January 2023 = 100"))
    #expect(index.contains("Jan 2023 100.0 100.0"))
    let wrong = try await text("/together?q=usbp-southwest&with=nonsense")
    #expect(wrong.contains("nonsense"))
  }
}
