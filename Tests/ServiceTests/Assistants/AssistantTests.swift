import Foundation
import Questions
import Testing

/// The official client, on standard input and output and over HTTP, in both forms that the protocol has: with
/// a handshake, and without.
@Suite(.enabled(if: Assistant.python != nil, "needs the client mcp; make test fetches it"))
struct AssistantTests {
  /// A door, and how the client speaks through it.
  struct Way: CustomTestStringConvertible, Sendable {
    var isHTTP: Bool
    var mode: String
    var version: String
    var testDescription: String { (isHTTP ? "/mcp, " : "standard input, ") + version }
  }

  /// The versions are the client's own: the last with a handshake, and the last.
  static let ways = [false, true].flatMap { isHTTP in
    [
      Way(isHTTP: isHTTP, mode: "legacy", version: "2025-11-25"),
      Way(isHTTP: isHTTP, mode: "auto", version: "2026-07-28"),
    ]
  }

  private static func follow(
    _ steps: [[String: Any]], _ way: Way, _ server: Server
  ) async throws -> [[String: Any]] {
    let outcome =
      way.isHTTP
      ? try await Assistant.follow(steps, mode: way.mode, with: ["url": server.base + "/mcp"])
      : try await Assistant.follow(steps, mode: way.mode, record: record(server))
    #expect(outcome.version == way.version)
    return outcome.steps
  }

  private static func record(_ server: Server) -> String {
    server.folder.appending(path: "record.sqlite").path
  }

  @Test(arguments: ways)
  func `questions that only read are tools, and nothing that writes is`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let steps = try await Self.follow([["list": true]], way, server)
    let tools = try #require(steps[0]["tools"] as? [[String: Any]])
    let read = QuestionList.all.filter { if case .get = $0.address { true } else { false } }
    #expect(
      Set(tools.compactMap { $0["name"] as? String })
        == Set(read.map { $0.name } + ["check", "screen", "whatif"]))
    for tool in tools {
      let name = "\(tool["name"] ?? "")"
      #expect((tool["annotations"] as? [String: Any])?["readOnlyHint"] as? Bool == true, "\(name)")
      // The names that clients take.
      #expect(name.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
      let schema = try #require(tool["inputSchema"] as? [String: Any])
      let members = try #require(schema["properties"] as? [String: [String: Any]])
      #expect(members.values.allSatisfy { ($0["description"] as? String)?.isEmpty == false })
      #expect(!"\(tool)".contains("--of"), "\(name) speaks of options")
    }
  }

  @Test func `files are read into the record when that is allowed`() async throws {
    let server = try await Server()
    let table = server.folder.appending(path: "camp.csv")
    try Data(TidyTable.good.utf8).write(to: table)
    let bring: [String: Any] = ["call": "record-import", "arguments": ["file": [table.path]]]
    let show: [String: Any] = [
      "call": "record-show", "arguments": ["q": "measure=transits place=test-camp"],
    ]
    let refused = try await Assistant.follow([bring, show], record: Self.record(server)).steps
    #expect(refused[0]["error"] as? Int == -32602)
    #expect(refused[1]["isError"] as? Bool == true)
    let steps = try await Assistant.follow(
      [
        ["list": true], bring, show,
        ["call": "record-import", "arguments": ["file": ["/nowhere/at-all.csv"]]],
      ], record: Self.record(server), ["--allow-import"]
    ).steps
    let tools = try #require(steps[0]["tools"] as? [[String: Any]])
    let tool = try #require(tools.first { $0["name"] as? String == "record-import" })
    #expect((tool["annotations"] as? [String: Any])?["readOnlyHint"] as? Bool == false)
    #expect(steps[1]["isError"] as? Bool == false, "\(steps[1])")
    let shown = try #require(steps[2]["structured"] as? [String: Any])
    let figures = shown["observations"] as? [[String: Any]]
    // The two figures of the table.
    #expect(figures?.compactMap { $0["value"] as? Int } == [120, 80])
    #expect(steps[3]["isError"] as? Bool == true)
    #expect(try #require(steps[3]["text"] as? String).contains("/nowhere/at-all.csv"))
  }

  /// Border Patrol's encounters of August 2023 at the southwest border, as CBP's table of June 2025 adds up.
  @Test(arguments: ways)
  func `a figure comes with its source, in the bytes of the command`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let steps = try await Self.follow(
      [["call": "record-show", "arguments": ["q": "usbp-southwest", "period": "2023-08"]]], way,
      server)
    let printed = try Server.run([
      "record", "show", "usbp-southwest", "--period", "2023-08", "--json", "--record",
      Self.record(server),
    ])
    #expect(steps[0]["text"] as? String == printed.output)
    let answer = try #require(steps[0]["structured"] as? [String: Any])
    let figure = try #require((answer["observations"] as? [[String: Any]])?.first)
    #expect(figure["value"] as? Int == 181_054)
    #expect(figure["published"] as? String == "2025-06-19")
    #expect(figure["sources"] as? [String] == ["cbp-nationwide-encounters-2025-06-19"])
    let plain = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? NSDictionary
    #expect(plain == answer as NSDictionary)
  }

  /// Tools, their arguments, and the same on a command line.
  private static let asked: [(tool: String, arguments: String, command: String)] = [
    (
      "record-show", #"{"q": "darien", "every": "year", "by": "nationality", "lang": "es"}"#,
      "record show darien --every year --by nationality --lang es"
    ),
    (
      "record-compare", #"{"q": "darien", "period": "2023-08", "against": ["2022-10"]}"#,
      "record compare darien --period 2023-08 --against 2022-10"
    ),
    (
      "outlook", #"{"q": "usbp-southwest", "months": 3, "as_of": "2023-10-05"}"#,
      "outlook usbp-southwest --months 3 --as-of 2023-10-05"
    ),
    (
      "nowcast",
      #"{"q": "encounters-southwest", "count": 10000, "days": "2023-10-04", "change": -12}"#,
      "nowcast encounters-southwest --count 10000 --days 2023-10-04 --change=-12"
    ),
    (
      "screen",
      #"{"nationality": "VEN", "arrived": "2023-08-05", "on": "2023-10-10", "removed": false}"#,
      "screen --nationality VEN --arrived 2023-08-05 --on 2023-10-10 --no-removed"
    ),
    (
      "check", #"{"text": "Darién: 81,946 people in August 2023", "lang": "en"}"#,
      "check --say 'Darién: 81,946 people in August 2023' --lang en"
    ),
  ]

  @Test(arguments: ways)
  func `an answer has the bytes of the command, whatever is asked`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let steps = try Self.asked.map { asked -> [String: Any] in
      let arguments = try JSONSerialization.jsonObject(with: Data(asked.arguments.utf8))
      return ["call": asked.tool, "arguments": arguments]
    }
    let outcomes = try await Self.follow(steps, way, server)
    for (asked, outcome) in zip(Self.asked, outcomes) {
      let parts = asked.command.split(separator: "'", omittingEmptySubsequences: false)
      let words = parts.enumerated().flatMap { index, part in
        index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
      }
      let record = asked.tool == "screen" ? [] : ["--record", Self.record(server)]
      let printed = try Server.run(words + ["--json"] + record)
      #expect(printed.status == 0, "\(printed.errors)")
      #expect(outcome["text"] as? String == printed.output, "\(asked.tool)")
    }
  }

  @Test(arguments: ways)
  func `everything wrong with the arguments is said at once`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let steps = try await Self.follow(
      [
        [
          "call": "outlook",
          "arguments": [
            "months": 40, "method": "tarot", "as_of": 2023, "colour": "blue", "lang": "fr",
          ],
        ],
        [
          "call": "screen",
          "arguments": ["nationality": "Venezuela", "arrived": "soon", "on": "x", "removd": true],
        ],
        ["call": "whatif", "arguments": ["scenarios": ["/etc/passwd"], "runs": 100_000]],
        ["call": "nothing", "arguments": [:]],
      ], way, server)
    for (step, names) in zip(
      steps,
      [
        ["q:", "months:", "method:", "as_of:", "colour:", "lang:"],
        ["nationality:", "arrived:", "on:", "removd:"], ["/etc/passwd", "runs:"],
      ])
    {
      #expect(step["isError"] as? Bool == true)
      let text = try #require(step["text"] as? String)
      for name in names { #expect(text.contains(name), "\(name) in \(text)") }
    }
    #expect(!"\(steps[2])".contains("root:"))
    #expect(steps[3]["error"] as? Int == -32602)
  }

  /// People in the Darién by month of 2023, as Panama's migration service published them.
  private static let darien = [
    24_634, 24_657, 38_099, 40_297, 38_962, 29_722, 55_387, 81_946, 75_268,
  ]

  @Test(arguments: ways)
  func `calls together have each its own answer`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let calls = Self.darien.indices.map { month in
      [
        "call": "record-show",
        "arguments": ["q": "darien", "period": "2023-0\(month + 1)"],
      ] as [String: Any]
    }
    let steps = try await Self.follow([["together": calls]], way, server)
    let all = try #require(steps[0]["all"] as? [[String: Any]])
    let values = all.map { one in
      ((one["structured"] as? [String: Any])?["observations"] as? [[String: Any]])?.first?["value"]
        as? Int
    }
    #expect(values == Self.darien)
  }

  @Test(arguments: ways)
  func `a call that is cancelled makes room for the next`(_ way: Way) async throws {
    let server = try await Server()
    // Six thousand runs take minutes of every core, and one simulation runs at a time.
    let long: [String: Any] = [
      "call": "whatif",
      "arguments": ["scenarios": ["base", "flights-none", "flights-daily"], "runs": 2_000],
    ]
    let steps = try await Self.follow(
      [
        ["cancel": long, "after": 3],
        ["call": "whatif", "arguments": ["scenarios": ["no-such-scenario"]]],
      ], way, server)
    #expect(steps[0]["wasRunning"] as? Bool == true)
    #expect(try #require(steps[1]["text"] as? String).contains("no-such-scenario"))
    // The machine may have much else to do, but not for as long as the runs would take.
    #expect(try #require(steps[1]["seconds"] as? Double) < 120)
  }

  @Test(arguments: ways)
  func `a client that wants it hears of progress`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let steps = try await Self.follow(
      [
        [
          "call": "whatif", "progress": true,
          "arguments": [
            "scenarios": ["base", "flights-none"], "runs": 1, "as_of": "2023-10-05",
            "through": "2023-12",
          ],
        ]
      ], way, server)
    #expect(steps[0]["isError"] as? Bool == false)
    let progress = try #require(steps[0]["progress"] as? [[Double]])
    let done = progress.compactMap(\.first)
    #expect(done == done.sorted() && Set(done).count == done.count)
    #expect(progress.last == [2, 2])
  }

  @Test(arguments: ways)
  func `what is held is listed`(_ way: Way) async throws {
    let server = try await Server.shared.value
    let steps = try await Self.follow(
      [["resources": true], ["read": "trocha://series"], ["read": "trocha://sources"]], way, server)
    #expect(
      steps[0]["addresses"] as? [String]
        == ["trocha://series", "trocha://measures", "trocha://sources"])
    for (step, command) in zip(steps[1...], ["list", "sources"]) {
      let printed = try Server.run(["record", command, "--json", "--record", Self.record(server)])
      #expect(step["text"] as? String == printed.output)
    }
  }

  @Test func `with a token, only who shows it is answered`() async throws {
    let token = "a-secret-of-many-letters"
    let server = try await Server(["--token", token])
    let steps: [[String: Any]] = [["list": true]]
    let right = try await Assistant.follow(
      steps, with: ["url": server.base + "/mcp", "token": token])
    #expect((right.steps[0]["tools"] as? [Any])?.isEmpty == false)
    let message = Data(Assistant.request(1, "tools/list").utf8)
    for shown in [[:], ["Authorization": "Bearer another-secret-of-letters"]] {
      let refused = try await server.ask(
        "/mcp", "POST", body: message,
        headers: ["Content-Type": "application/json"].merging(shown) { $1 })
      #expect(refused.status == 401)
      #expect(!refused.text.contains("record-show"))
    }
  }
}
