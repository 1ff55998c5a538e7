import Corridors
import Periods
import Policies
import Testing
import Wording

/// A person's situation, a policy, the answer, and where the law says so.
struct ScreeningCase: Sendable, CustomTestStringConvertible {
  var on: String
  var facts: [String: String]
  var policy: String
  var answer: Answer
  /// The rule that the answer is read from.
  var source: String
  var asOf: String?

  var testDescription: String { "\(policy) on \(on): \(facts.sorted { $0.key < $1.key })" }
}

private func arrived(_ day: String, _ more: [String: String] = [:]) -> [String: String] {
  ["nationality": "VEN", "arrived": day].merging(more) { _, new in new }
}

private let tps23 = "tps-venezuela-2023"
private let tps21 = "tps-venezuela-2021"
private let crossing = ["arrival": "between-ports"]
private let noExceptions = [
  "arrival": "between-ports", "refused-elsewhere": "no", "exempt": "no",
]

/// Read from the notices by hand, not from the program: 88 FR 68130 asks for continuous residence
/// since 31 July 2023 and physical presence since 3 October 2023; 86 FR 13574 for 8 and 9 March 2021;
/// 87 FR 63507 and 88 FR 1279 for a supporter, arrival by air and no irregular entry; 88 FR 31314
/// applies to those who entered from 11 May 2023; DHS's announcement of 5 October 2023 to those who
/// arrived after 31 July without a lawful basis to stay; DHS's of 12 October 2022 to Venezuelans
/// encountered from that day.
let screeningCases: [ScreeningCase] = [
  .init(
    on: "2023-10-10", facts: arrived("2023-06-15"), policy: tps23, answer: .yes,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-08-05"), policy: tps23, answer: .no,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-07-30"), policy: tps23, answer: .yes,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-07-31"), policy: tps23, answer: .yes,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-08-01"), policy: tps23, answer: .no,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-02", facts: arrived("2023-06-15"), policy: tps23, answer: .no,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-03", facts: arrived("2023-06-15"), policy: tps23, answer: .yes,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: ["nationality": "COL", "arrived": "2023-06-15"], policy: tps23,
    answer: .no, source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-06-15", ["present-since": "2023-10-04"]), policy: tps23,
    answer: .no, source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-06-15", ["present-since": "2023-10-03"]), policy: tps23,
    answer: .yes, source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: ["nationality": "VEN"], policy: tps23, answer: .unknown,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: ["arrived": "2023-06-15"], policy: tps23, answer: .unknown,
    source: "88 FR 68130"),
  .init(
    on: "2023-10-10", facts: arrived("2023-06-15", ["resident-since": "unknown"]), policy: tps23,
    answer: .unknown, source: "88 FR 68130"),
  // Extended, vacated, terminated and stayed: nobody could say for certain.
  .init(
    on: "2025-05-01", facts: arrived("2023-06-15"), policy: tps23, answer: .unknown,
    source: "90 FR 5961, 90 FR 8805, 90 FR 9040"),
  .init(
    on: "2025-04-02", facts: arrived("2023-06-15"), policy: tps23, answer: .yes,
    source: "88 FR 68130"),
  .init(
    on: "2025-05-01", facts: arrived("2023-08-05"), policy: tps23, answer: .no,
    source: "88 FR 68130"),
  .init(
    on: "2021-03-09", facts: arrived("2021-03-08"), policy: tps21, answer: .yes,
    source: "86 FR 13574"),
  .init(
    on: "2023-10-10", facts: arrived("2021-03-09"), policy: tps21, answer: .no,
    source: "86 FR 13574"),
  .init(
    on: "2021-03-08", facts: arrived("2021-03-01"), policy: tps21, answer: .no,
    source: "86 FR 13574"),
  .init(
    on: "2025-11-07", facts: arrived("2020-01-01", ["tps-registered": "yes"]), policy: tps21,
    answer: .yes,
    source: "90 FR 43225"),
  .init(
    on: "2025-11-08", facts: arrived("2020-01-01"), policy: tps21, answer: .no,
    source: "90 FR 43225"),
  .init(
    on: "2023-10-10", facts: arrived("2023-08-05", crossing), policy: "flights-venezuela",
    answer: .yes, source: "DHS, 5 October 2023"),
  .init(
    on: "2023-10-10", facts: arrived("2023-06-15", crossing), policy: "flights-venezuela",
    answer: .no, source: "DHS, 5 October 2023"),
  .init(
    on: "2023-10-10", facts: arrived("2023-07-31", crossing), policy: "flights-venezuela",
    answer: .no, source: "DHS, 5 October 2023"),
  .init(
    on: "2023-10-10", facts: arrived("2023-08-01", crossing), policy: "flights-venezuela",
    answer: .yes, source: "DHS, 5 October 2023"),
  .init(
    on: "2023-10-04", facts: arrived("2023-08-05", crossing), policy: "flights-venezuela",
    answer: .no, source: "DHS, 5 October 2023"),
  .init(
    on: "2024-02-15", facts: arrived("2023-08-05", crossing), policy: "flights-venezuela",
    answer: .no, source: "press, 31 January 2024: no agreement"),
  .init(
    on: "2023-10-10", facts: arrived("2023-08-05", ["arrival": "unknown"]),
    policy: "flights-venezuela", answer: .unknown, source: "DHS, 5 October 2023"),
  .init(
    on: "2022-10-11", facts: arrived("2022-10-11", crossing), policy: "title-42", answer: .no,
    source: "DHS, 12 October 2022"),
  .init(
    on: "2022-10-12", facts: arrived("2022-10-12", crossing), policy: "title-42", answer: .yes,
    source: "DHS, 12 October 2022"),
  .init(
    on: "2023-05-11", facts: arrived("2023-05-11", crossing), policy: "title-42", answer: .yes,
    source: "CDC order"),
  .init(
    on: "2023-05-12", facts: arrived("2023-05-12", crossing), policy: "title-42", answer: .no,
    source: "CDC order"),
  .init(
    on: "2023-10-10", facts: arrived("2023-05-10", noExceptions), policy: "asylum", answer: .yes,
    source: "88 FR 31314"),
  .init(
    on: "2023-10-10", facts: arrived("2023-05-11", noExceptions), policy: "asylum",
    answer: .unknown,
    source: "88 FR 31314"),
  .init(
    on: "2023-10-10", facts: arrived("2023-05-12", noExceptions), policy: "asylum",
    answer: .unknown,
    source: "88 FR 31314"),
  .init(
    on: "2023-10-10",
    facts: arrived("2023-08-05", ["arrival": "port-of-entry", "appointment": "yes"]),
    policy: "asylum", answer: .yes, source: "88 FR 31314"),
  .init(
    on: "2023-10-10",
    facts: arrived("2023-08-05", crossing.merging(["refused-elsewhere": "yes"]) { $1 }),
    policy: "asylum", answer: .yes, source: "88 FR 31314"),
  .init(
    on: "2023-10-10", facts: arrived("2023-08-05", crossing), policy: "asylum", answer: .unknown,
    source: "88 FR 31314"),
  .init(
    on: "2022-10-18",
    facts: ["nationality": "VEN", "in": "COL", "sponsor": "yes", "irregular-entry": "no"],
    policy: "parole-chnv", answer: .no, source: "87 FR 63507"),
  .init(
    on: "2022-10-19",
    facts: ["nationality": "VEN", "in": "COL", "sponsor": "yes", "irregular-entry": "no"],
    policy: "parole-chnv", answer: .yes, source: "87 FR 63507"),
  .init(
    on: "2023-02-01",
    facts: ["nationality": "VEN", "in": "MEX", "sponsor": "yes", "irregular-entry": "yes"],
    policy: "parole-chnv", answer: .no, source: "88 FR 1279"),
  .init(
    on: "2023-01-05",
    facts: ["nationality": "CUB", "in": "CUB", "sponsor": "yes", "irregular-entry": "no"],
    policy: "parole-chnv", answer: .no, source: "88 FR 1279"),
  .init(
    on: "2023-01-06",
    facts: ["nationality": "CUB", "in": "CUB", "sponsor": "yes", "irregular-entry": "no"],
    policy: "parole-chnv", answer: .yes, source: "88 FR 1279"),
  .init(
    on: "2023-02-01", facts: ["nationality": "VEN", "in": "COL", "irregular-entry": "no"],
    policy: "parole-chnv", answer: .unknown, source: "88 FR 1279"),
  .init(
    on: "2023-01-17", facts: ["nationality": "VEN", "in": "MEX", "northern-mexico": "yes"],
    policy: "cbp-one", answer: .no, source: "CBP, 5 May 2023"),
  .init(
    on: "2023-01-18", facts: ["nationality": "VEN", "in": "MEX", "northern-mexico": "yes"],
    policy: "cbp-one", answer: .yes, source: "CBP, 5 May 2023"),
  .init(
    on: "2025-01-21", facts: ["nationality": "VEN", "in": "MEX", "northern-mexico": "yes"],
    policy: "cbp-one", answer: .no, source: "CBP"),
  .init(
    on: "2023-10-10", facts: ["nationality": "VEN", "in": "MEX"], policy: "cbp-one",
    answer: .unknown, source: "CBP, 30 June 2023"),
  .init(
    on: "2023-04-23", facts: ["nationality": "CUB", "arrived": "2023-03-01"],
    policy: "flights-cuba",
    answer: .no, source: "Reuters, 24 April 2023"),
  .init(
    on: "2023-04-24", facts: ["nationality": "CUB", "arrived": "2023-03-01"],
    policy: "flights-cuba",
    // Who has no order of removal is on no flight: the facts of the case decide.
    answer: .unknown, source: "Reuters, 24 April 2023"),
  // On 19 September 2023 nobody knew that the designation would be widened.
  .init(
    on: "2023-10-10", facts: arrived("2023-06-15"), policy: tps23, answer: .no,
    source: "DHS, 20 September 2023", asOf: "2023-09-19"),
]

struct ScreeningTests {
  private static func screening(_ test: ScreeningCase) throws -> Screening {
    let set = try CorridorFolder("venezuela-us").policies()
    var person = Situation(on: try #require(Day(test.on)))
    for (id, text) in test.facts {
      if text == "unknown" {
        person.markUnknown(id)
      } else {
        let fact = try #require(set.facts[id])
        let value: FactValue = try #require(fact.value(text))
        person[id] = value
      }
    }
    return Screening(set, person, knowledge: test.asOf.flatMap { Day($0) })
  }

  @Test(arguments: screeningCases)
  func `the shipped rules say what the law says`(test: ScreeningCase) throws {
    let screening = try Self.screening(test)
    let answer = screening.finding(test.policy)?.answer ?? .no
    #expect(answer == test.answer, "\(test.source)")
  }

  @Test func `the reason names the condition that decided, in both languages`() throws {
    let test = screeningCases[1]
    let screening = try Self.screening(test)
    for (language, text) in [
      (Language.english, "on or before 31 July 2023; it is 5 August 2023"),
      (Language.spanish, "a más tardar el 31 de julio de 2023; es el 5 de agosto de 2023"),
    ] {
      let report = ScreeningReport(screening, language)
      let pathway = try #require(report.pathways.first { $0.id == tps23 })
      func decisive(_ node: ScreeningReport.ReasonNode) -> [String] {
        (node.isDecisive ? [node.text] : []) + node.reasons.flatMap(decisive)
      }
      #expect(pathway.reasons.flatMap(decisive).contains { $0.contains(text) })
      #expect(pathway.source?.title.contains("88 FR 68130") == true)
    }
  }

  /// What is known of the corridor's policies ends on 7 November 2025, the day of 90 FR 43225.
  @Test(arguments: [("2025-11-07", false), ("2025-11-08", true), ("2026-11-27", true)])
  func `an answer for a day after the last check begins with a caution`(
    on: String, isCautious: Bool
  ) throws {
    let screening = try Self.screening(
      .init(on: on, facts: arrived("2023-06-15"), policy: tps23, answer: .unknown, source: ""))
    let english = ScreeningReport(screening, .english)
    #expect(english.checkedThrough == "2025-11-07")
    #expect(
      english.caution
        == (isCautious
          ? "Rules checked through 7 November 2025; what changed after that day is not in here."
          : nil))
    #expect((ScreeningReport(screening, .spanish).caution == nil) == !isCautious)
  }

  @Test func `a file that states no check is cautious on every day`() throws {
    var set = try CorridorFolder("venezuela-us").policies()
    set.checked = nil
    let report = ScreeningReport(
      Screening(set, Situation(on: try #require(Day("2023-10-10")))), .english)
    #expect(try #require(report.caution).contains("does not state until when"))
    #expect(report.checkedThrough == nil)
  }

  /// 90 FR 5961 extended the designation of 2023; 90 FR 8805 vacated that.
  @Test func `the extension is cited by its own notice`() throws {
    let screening = try Self.screening(
      .init(
        on: "2025-05-01", facts: arrived("2023-06-15"), policy: tps23, answer: .unknown, source: "")
    )
    let sources = try #require(
      ScreeningReport(screening, .english).pathways.first { $0.id == tps23 }
    ).sources.map(\.title)
    #expect(sources.count == 7 && sources[0].contains("90 FR 5961"))
  }

  @Test func `the smallest change is five days earlier`() throws {
    let report = ScreeningReport(try Self.screening(screeningCases[1]), .english)
    let change = try #require(report.wouldChange.first { $0.policy == tps23 })
    #expect(change.facts == ["arrived": "2023-07-31"])
    #expect(change.text.contains("5 days earlier"))
    #expect(change.to == .yes)
  }

  /// Each change that is reported has the reported result, when the changed situation is screened.
  @Test(arguments: screeningCases)
  func `what would change the answer does change it`(test: ScreeningCase) throws {
    let screening = try Self.screening(test)
    for change in screening.changes {
      var other = screening.situation
      for (fact, value) in change.facts { other[fact.id] = value }
      if let day = change.day { other.day = day }
      let after = Screening(screening.set, other).finding(change.policy.id)?.answer
      #expect(after == change.after, "\(change.policy.id)")
    }
  }
}
