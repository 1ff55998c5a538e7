import Foundation
import Testing

/// What the command line says of the record, over the API.
@Suite struct RecordAnswerTests {
  /// What the service and the command line say, as objects that can be compared.
  private func both(
    _ server: Server, _ path: String, _ arguments: [String]
  ) async throws -> (served: NSDictionary, told: NSDictionary) {
    let record = server.folder.appending(path: "record.sqlite").path
    let served = try await server.ask(path)
    #expect(served.status == 200, "\(served.text)")
    let told = try Server.run(["record"] + arguments + ["--json", "--record", record])
    #expect(told.status == 0, "\(told.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(told.output.utf8))
    return (try served.json() as NSDictionary, try #require(object as? NSDictionary))
  }

  @Test func `a state and an instance have parameters`() async throws {
    let server = try await Server.shared.value
    // CBP's table by state: 132,257 encounters in Texas in August 2023. UNHCR's table of decisions:
    // 1,051 Venezuelans rejected by Peru in 2024, in the first instance.
    for (path, value) in [
      ("comparisons?measure=encounters&state=TX&period=2023-08", 132_257.0),
      (
        "comparisons?measure=asylum-decisions&place=PER&nationality=VEN&kind=rejected"
          + "&level=first-instance&period=2024", 1_051
      ),
    ] {
      let answer = try await server.ask("/api/v1/" + path)
      #expect(try answer.json()["value"] as? Double == value, "\(answer.text)")
    }
    let figures = try await server.ask(
      "/api/v1/figures?measure=encounters&state=TX&period=2023-08"
    ).json()
    #expect(
      (figures["observations"] as? [[String: Any]])?.first?["value"] as? Double == 132_257)
    let parted = try await server.ask(
      "/api/v1/figures?q=encounters-nationwide&by=state&period=2023-08")
    #expect(parted.status == 200, "\(parted.text)")
    #expect(parted.text.contains("US-TX"))
    let revisions = try await server.ask(
      "/api/v1/revisions?measure=encounters&state=TX&period=2023-08"
    ).json()
    #expect((revisions["revisions"] as? [[String: Any]])?.first?["value"] as? Double == 132_257)
  }

  @Test(arguments: [
    (
      "q=usbp-southwest%20VEN,%20darien%20VEN&from=2023-01&to=2023-09",
      ["usbp-southwest", "VEN,", "darien", "VEN", "--from", "2023-01", "--to", "2023-09"]
    ),
    (
      "q=usbp-southwest+darien&every=year&as-of=2023-10-05",
      ["usbp-southwest", "darien", "--every", "year", "--as-of", "2023-10-05"]
    ),
    ("q=darien&as=per-day&period=2023", ["darien", "--as", "per-day", "--period", "2023"]),
    ("q=darien&as=change&from=2023-01", ["darien", "--as", "change", "--from", "2023-01"]),
    (
      "q=darien,honduras-entries&as=percent-change&from=2023-01",
      ["darien,", "honduras-entries", "--as", "percent-change", "--from", "2023-01"]
    ),
    (
      "q=darien-venezuelans&as=percent-share&of=darien&every=year&lang=es",
      [
        "darien-venezuelans", "--as", "percent-share", "--of", "darien", "--every", "year",
        "--lang",
        "es",
      ]
    ),
  ])
  func `several series and what is reckoned are those of the command line`(
    _ question: String, _ arguments: [String]
  ) async throws {
    let server = try await Server.shared.value
    let path = "/api/v1/figures?" + question
    let (served, told) = try await both(server, path, ["show"] + arguments)
    #expect(served == told)
    let record = server.folder.appending(path: "record.sqlite").path
    let table = try Server.run(["record", "show"] + arguments + ["--hxl", "--record", record])
    let file = try await server.ask(path + "&format=hxl")
    #expect(file.text == table.output)
    #expect(file.headers["content-disposition"]?.contains(".hxl.csv") == true)
  }

  @Test func `the numbers of a table are those published`() async throws {
    let server = try await Server.shared.value
    // Panama's table: 520,085 people in 2023, of them 328,650 Venezuelans.
    let share = try await server.ask(
      "/api/v1/figures?q=darien-venezuelans&as=percent-share&of=darien&period=2023"
    ).json()
    let columns = try #require(share["columns"] as? [[String: Any]])
    let cells = try #require(columns.first?["cells"] as? [[String: Any]])
    let value = try #require(cells.first?["value"] as? Double)
    #expect(abs(value - 100 * 328_650 / 520_085) < 1e-9)
    // CBP's and Panama's tables: August 2023.
    let several = try await server.ask(
      "/api/v1/figures?q=usbp-southwest,%20darien&period=2023-08"
    ).json()
    let values = (several["columns"] as? [[String: Any]])?.map {
      ($0["cells"] as? [[String: Any]])?.first?["value"] as? Double
    }
    #expect(values == [181_054, 81_946])
  }

  @Test(arguments: [
    // A label beside two series would be of the last alone.
    ("figures?q=usbp-southwest,%20darien&nationality=VEN", "nationality", 400),
    ("figures?q=usbp-southwest,%20darien&by=nationality", "by", 400),
    ("figures?q=darien&as=per-day&by=nationality", "by", 400),
    ("figures?q=darien&as=percent-share", "of", 400),
    ("figures?q=darien-venezuelans&of=darien", "percent-share", 400),
    ("figures?q=darien-venezuelans&as=change&of=darien", "percent-share", 400),
    ("figures?q=darien&as=fortnightly", "percent-change", 400),
    ("figures?q=venezuelans-abroad&as=per-day", "moment", 400),
    ("figures?q=darien,%20transits%20place=nowhere", "nowhere", 404),
    ("comparisons?q=usbp-southwest,%20darien", "series", 400),
    ("revisions?q=usbp-southwest,%20darien&period=2023-08", "series", 400),
    ("comparisons?measure=encounters&state=Atlantis", "Atlantis", 404),
    (
      "figures?q=" + Array(repeating: "darien", count: 21).joined(separator: ","), "20", 400
    ),
  ])
  func `what does not go together is refused`(_ path: String, _ word: String, _ status: Int)
    async throws
  {
    let server = try await Server.shared.value
    let answer = try await server.ask("/api/v1/" + path)
    #expect(answer.status == status, "\(answer.text)")
    #expect((try answer.json()["detail"] as? String)?.contains(word) == true, "\(answer.text)")
  }

  /// Mexico's two tables of events in June 2024, as published: 121,349 by nationality, 121,589 by sex
  /// and age.
  @Test func `another dataset's figure is named in comparisons and on the pages`() async throws {
    let server = try await Server.shared.value
    let (served, told) = try await both(
      server, "/api/v1/comparisons?q=mexico-events&period=2024-06",
      ["compare", "mexico-events", "--period", "2024-06"])
    #expect(served == told)
    let own = try #require((served["differing"] as? [[String: Any]])?.first)
    #expect(own["period"] as? String == "2024-06")
    #expect(own["value"] as? Double == 121_589)
    for (language, note) in [
      ("en", "Another table of Unidad de Política Migratoria, México has 121,589."),
      ("es", "Otra tabla de Unidad de Política Migratoria, México tiene 121.589."),
    ] {
      let page = try await server.ask("/record?q=mexico-events&at=2024-06&lang=\(language)")
      #expect(page.text.contains("<p class=\"quiet\">\(note)</p>"))
      // The map shows it when its month is chosen.
      let map = try await server.ask("/?lang=\(language)").text
      #expect(map.contains("\"differing\":\"\(note)\""))
    }
    // In December 2023 both tables say the same.
    let agreed = try await server.ask("/api/v1/comparisons?q=mexico-events&period=2023-12").json()
    #expect(agreed["value"] is Double)
    #expect(
      (agreed["differing"] as? [[String: Any]] ?? []).allSatisfy {
        $0["period"] as? String != "2023-12"
      })
    #expect(
      !(try await server.ask("/record?q=mexico-events&at=2023-12").text).contains(
        "Another table of"))
    let corridor = try await server.ask("/api/v1/corridor").json()
    let points = try #require(corridor["points"] as? [[String: Any]])
    let series = points.compactMap { $0["series"] as? [[String: Any]] }.flatMap { $0 }
    let months = try #require(corridor["months"] as? [[String: String]]).compactMap { $0["month"] }
    let figures = try #require(
      series.first { $0["query"] as? String == "mexico-events" }?["figures"] as? [[String: Any]])
    let differing = zip(months, figures).filter { $1["differing"] != nil }.map(\.0)
    // In every month of 2024: Python on the two tables.
    #expect(differing == (1...12).map { "2024-" + ($0 < 10 ? "0" : "") + "\($0)" })
  }
}
