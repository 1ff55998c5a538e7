import Foundation
import Testing

/// Every page and the API state how old the figures are, in both languages.
@Suite struct AgeTests {
  @Test(arguments: [
    "/", "/record?q=usbp-southwest", "/outlook", "/needs", "/what-if", "/affected", "/check",
    "/effect",
    "/brief",
    "/watch", "/calendar", "/nowcast",
  ])
  func `every page states the age of the record`(path: String) async throws {
    let server = try await Server.shared.value
    let mark = path.contains("?") ? "&" : "?"
    let english = try await server.ask(path + mark + "lang=en")
    #expect(english.status == 200)
    #expect(english.text.contains("Newest figures held: "))
    #expect(english.text.contains("<a href=\"/calendar\">Release calendar</a>"))
    let spanish = try await server.ask(path + mark + "lang=es")
    #expect(spanish.text.contains("Las cifras más recientes: "))
    #expect(spanish.text.contains("Calendario de publicación"))
  }

  /// The page, the file and the JSON have the same datasets.
  @Test func `the calendar is a page, a file and JSON`() async throws {
    let server = try await Server.shared.value
    let json = try await server.ask("/api/v1/calendar").json()
    let datasets = try #require(json["datasets"] as? [[String: Any]])
    let names = datasets.compactMap { $0["dataset"] as? String }
    #expect(names.contains("cbp-nationwide-encounters"))
    for language in ["en", "es"] {
      let page = try await server.ask("/calendar?lang=\(language)").text
      for name in names { #expect(page.contains(name)) }
    }
    let file = try await server.ask("/api/v1/calendar?format=ics")
    #expect(file.status == 200)
    #expect(file.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
    for dataset in datasets {
      guard let name = dataset["dataset"] as? String, let next = dataset["next"] as? String,
        dataset["next_due"] != nil
      else { continue }
      let unfolded = file.text.replacingOccurrences(of: "\r\n ", with: "")
      #expect(unfolded.contains("UID:\(name)-\(next)@trocha\r\n"))
    }
  }

  /// The record's page has the age of its series, and the API that of each.
  @Test func `a series has its age`() async throws {
    let server = try await Server.shared.value
    let compared = try await server.ask("/api/v1/comparisons?q=usbp-southwest").json()
    let age = try #require(compared["age"] as? [String: Any])
    let text = try #require(age["text"] as? String)
    #expect(text.hasPrefix("newest: "))
    let page = try await server.ask("/record?q=usbp-southwest&lang=en").text
    #expect(page.contains("<p class=\"age\">N" + text.dropFirst() + ".</p>"))
    let listed = try await server.ask("/api/v1/series").json()
    let items = try #require(listed["items"] as? [[String: Any]])
    let entry = try #require(items.first { $0["series"] as? String == "usbp-southwest" })
    #expect((entry["age"] as? NSDictionary) == (age as NSDictionary))
  }

  /// The feeds of a named series, and of any question; a name that no series has is not found.
  @Test func `a series has feeds`() async throws {
    let server = try await Server.shared.value
    let news = try await server.ask("/api/v1/feed?q=usbp-southwest").json()
    let count = try #require(news["items"] as? [Any]).count
    #expect(count >= 24)
    for address in ["/feeds/usbp-southwest.atom", "/api/v1/feed?q=usbp-southwest&format=atom"] {
      let atom = try await server.ask(address)
      #expect(atom.status == 200)
      #expect(atom.text.components(separatedBy: "<entry>").count == count + 1, "\(address)")
    }
    let json = try await server.ask("/feeds/usbp-southwest.json").json()
    #expect((json["items"] as? [Any])?.count == count)
    for address in ["/feeds/nothing.atom", "/feeds/usbp-southwest", "/feeds/usbp-southwest.exe"] {
      #expect(try await server.ask(address).status == 404, "\(address)")
    }
    let page = try await server.ask("/record?q=usbp-southwest&lang=en").text
    #expect(page.contains("href=\"/feeds/usbp-southwest.atom?lang=en\""))
  }
}
