import Foundation
import Questions
import Testing
import Wording

/// The same question through the command line and through the service, on records with the same figures.
@Suite struct SameAnswerTests {
  /// Questions that can be asked of an address, as parameters.
  private static let asked: [(type: any Question.Type, query: String)] = [
    (FiguresQuestion.self, "q=usbp-southwest&from=2023-01"),
    (FiguresQuestion.self, "q=darien&every=year&by=nationality"),
    (FiguresQuestion.self, "q=usbp-southwest,ofo-southwest&period=2023"),
    (FiguresQuestion.self, "q=darien-venezuelans&as=percent-share&of=darien&every=year"),
    (FiguresQuestion.self, "q=usbp-southwest&period=2023-08&revisions=true"),
    (ComparisonQuestion.self, "q=darien&period=2023-08&as-of=2023-10-05&against=2022-10"),
    (OutlookQuestion.self, "q=usbp-southwest&months=3&as-of=2023-10-05"),
    (OutlookQuestion.self, "q=darien&months=2&by=nationality&method=ets&top=3"),
    (NowcastQuestion.self, "q=encounters-southwest&count=10000&days=2023-10-04&change=-12"),
    (
      BacktestQuestion.self, "series=usbp-southwest&from=2023-01&to=2023-02&horizons=1-2&method=ets"
    ),
    (
      EffectQuestion.self,
      "q=usbp-southwest-venezuelans&on=2023-10-05&method=difference-in-differences"
    ),
    (OutlookQuestion.self, "q=venezuelans-abroad&years=2"),
    (
      BacktestQuestion.self,
      "series=missing-migrants-americas&from=2023-01&to=2023-03&nowcast=true"
    ),
    (CalendarQuestion.self, "late=true"), (FeedQuestion.self, "q=usbp-southwest&periods=12"),
    (BriefQuestion.self, "as-of=2023-10-05&no-what-if=true"),
  ]

  private static func ask<Asked: Question>(
    _ type: Asked.Type, _ query: String, _ server: Server, _ language: Language
  ) async throws {
    let question = try Asked(InputTexts(query: query))
    guard case .get(let path) = Asked.address else { return }
    let record = server.folder.appending(path: "record.sqlite").path
    let out = server.folder.appending(path: "brief").path
    let brief = Asked.name == "brief" ? ["--out", out] : []
    let printed = try Server.run(
      question.commandWords + brief + ["--json", "--lang", language.rawValue, "--record", record])
    #expect(printed.status == 0, "\(printed.errors)")
    let sent = try await server.ask(
      "/api/v1/\(path)?\(question.query)&lang=\(language.rawValue)")
    #expect(sent.status == 200)
    #expect(sent.text == printed.output, "\(Asked.name) \(query)")
    let odd = keys(try JSONSerialization.jsonObject(with: Data(printed.output.utf8))).filter {
      $0.wholeMatch(of: /[a-z0-9_]+/) == nil || $0.hasPrefix("is_") || $0.hasPrefix("has_")
    }
    #expect(odd.isEmpty, "\(Asked.name): \(odd.sorted())")
  }

  private static func keys(_ value: Any) -> Set<String> {
    if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1)) } }
    guard let object = value as? [String: Any] else { return [] }
    return object.values.reduce(into: Set(object.keys)) { $0.formUnion(keys($1)) }
  }

  @Test func `the command line and the service give the same bytes`() async throws {
    let server = try await Server()
    for (type, query) in Self.asked {
      for language in Language.allCases {
        try await Self.ask(type, query, server, language)
      }
    }
    // Each question that has an address is among them.
    let names = Set(Self.asked.map { $0.type.name })
    for type in QuestionList.all {
      if case .get = type.address { #expect(names.contains(type.name), "\(type.name)") }
    }
  }

  @Test func `a screening and a check give the same bytes`() async throws {
    let server = try await Server()
    let record = server.folder.appending(path: "record.sqlite").path
    let screened = try Server.run([
      "screen", "--nationality", "VEN", "--arrived", "2023-08-05", "--on", "2023-10-10",
      "--no-removed", "--json",
    ])
    let answer = try await server.ask(
      "/api/v1/screenings", "POST",
      body: Data(
        #"{"nationality": "VEN", "arrived": "2023-08-05", "on": "2023-10-10", "removed": false}"#
          .utf8))
    #expect(answer.text == screened.output)
    let said = "Border Patrol made 181,509 arrests in August, up 37% from July"
    let checked = try Server.run([
      "check", "--say", said, "--date", "2023-10-05", "--lang", "en", "--json", "--record", record,
    ])
    let sent = try await server.ask(
      "/api/v1/checks?lang=en", "POST",
      body: Data(#"{"text": "\#(said)", "date": "2023-10-05", "language": "en"}"#.utf8))
    #expect(sent.text == checked.output)
  }

  @Test func `every question with an address is described, with all its inputs`() async throws {
    let server = try await Server()
    let document = try await server.ask("/openapi.json").json()
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    for type in QuestionList.all {
      guard case .get(let path) = type.address else { continue }
      let get = try #require(paths["/api/v1/\(path)"]?["get"] as? [String: Any], "\(path)")
      let parameters = try #require(get["parameters"] as? [[String: Any]])
      let names = parameters.compactMap { $0["name"] as? String }
      #expect(names == Self.names(type) + ["format"], "\(path)")
    }
  }

  private static func names<Asked: Question>(_ type: Asked.Type) -> [String] {
    Asked.inputs.map(\.name)
  }

  @Test func `a parameter that is no input is refused`() async throws {
    let server = try await Server()
    let answer = try await server.ask("/api/v1/outlook?q=darien&monhts=3&method=tarot")
    #expect(answer.status == 400)
    #expect(answer.text.contains("monhts") && answer.text.contains("method"))
  }
}
