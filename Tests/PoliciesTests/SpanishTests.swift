import Corridors
import Foundation
import Periods
import Policies
import Testing
import Wording

private let shipped = Result { try CorridorFolder("venezuela-us").policies() }

/// What a Spanish answer says is Spanish. Titles of sources stay in the language of their publisher, and conditions are
/// written as in a policy file.
@Suite struct SpanishTests {
  /// Words of English that a sentence can hardly do without, and Spanish has none of.
  private static let english: Set<String> = [
    "the", "of", "and", "is", "are", "was", "were", "not", "with", "for", "by", "from", "or",
    "that",
    "this", "who", "which", "to", "at", "on", "must", "be", "been", "has", "have", "until", "since",
    "before", "after", "ask", "open", "known", "people", "rules", "it", "an", "as",
  ]
  /// What is no sentence: names, codes, and what is quoted as it is published.
  private static let passedOver: Set<String> = [
    "source", "sources", "title", "publisher", "url", "id", "condition", "fact", "facts", "policy",
    "state", "standing", "level", "kind", "answer", "open", "applies", "concerns", "on", "as_of",
    "from", "until", "date", "day", "authority", "command",
  ]

  /// The sentences of an answer with an English word in them.
  private static func english(in value: Any) -> [String] {
    switch value {
    case let text as String:
      // A word with hyphens is the code of a choice, the same in both languages.
      let words = text.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
      return words.contains(where: english.contains) ? [text] : []
    case let list as [Any]: return list.flatMap(english)
    case let object as [String: Any]:
      return object.filter { !passedOver.contains($0.key) }.values.flatMap(english)
    default: return []
    }
  }

  private static func english(inAnswer answer: some Encodable) throws -> [String] {
    english(in: try JSONSerialization.jsonObject(with: JSONEncoder().encode(answer)))
  }

  @Test func `nothing English is left in a Spanish screening`() throws {
    let set = try shipped.get()
    var found: Set<String> = []
    for row in SituationRow.all {
      let report = ScreeningReport(Screening(set, try row.situation(set)), .spanish)
      found.formUnion(try Self.english(inAnswer: report))
      found.formUnion(try Self.english(inAnswer: ScreeningSheet(report, .spanish)))
    }
    // A sheet ends with its sources.
    let titles = set.sources.values.map(\.title)
    found = found.filter { text in !titles.contains { text.contains($0) } }
    #expect(found.isEmpty, "\(found.sorted().prefix(20))")
    // And the other way round the test does find English.
    let row = try #require(SituationRow.all.first)
    let english = ScreeningReport(Screening(set, try row.situation(set)), .english)
    #expect(try !Self.english(inAnswer: english).isEmpty)
  }

  @Test func `nothing English is left in what a policy file asks and states in Spanish`() throws {
    let set = try shipped.get()
    let texts =
      set.facts.values.flatMap { fact in
        [fact.label, fact.question, fact.format] + fact.choices + [fact.why].compactMap(\.self)
      } + set.warnings + set.policies.map(\.name)
    let found = texts.map(\.es).flatMap { Self.english(in: $0) }
    #expect(found.isEmpty, "\(found)")
    // Numbers with their units are sentences of a list.
    let numbers = set.policies.flatMap(\.rules).flatMap {
      [$0.capacity, $0.total, $0.flights, $0.seats].compactMap { $0?.text(.spanish) }
    }
    #expect(
      !numbers.isEmpty && numbers.allSatisfy { !$0.contains("people") && !$0.contains("flight") })
  }

  /// Every kind of mistake that a reader of facts names.
  @Test func `mistakes are named in Spanish`() throws {
    var set = try shipped.get()
    set.countries = Countries(["VEN": Localized("Venezuela", "Venezuela")])
    let reader = SituationReader(set)
    let day = try #require(Day("2023-10-10"))
    let wrong = [
      ("sponsr", "yes"), ("nationality", "VNE"), ("age", "x"), ("arrived", "soon"),
      ("removed", "maybe"), ("arrival", "foot"), ("arrived", "2023-01-01"),
      ("arrived", "2023-01-02"),
    ]
    let read = try #require(throws: SituationReader.Fault.self) { try reader.read(wrong) }
    let checked = [
      try #require(throws: SituationReader.Fault.self) {
        try reader.check(["age": .number(200)], on: day)
      },
      try #require(throws: SituationReader.Fault.self) {
        try reader.check(
          ["age": .number(5), "arrived": .day(try #require(Day("1990-08-01")))], on: day)
      },
      try #require(throws: SituationReader.Fault.self) {
        try reader.check(["arrived": .day(day.adding(days: 1))], on: day)
      },
    ]
    #expect(read.problems.count == 7)
    for problem in (read.problems + checked.flatMap(\.problems)).map(\.es) {
      let told = problem.replacing("between-ports, port-of-entry, air, sea", with: "")
        .replacing("--on", with: "")
      #expect(Self.english(in: told).isEmpty, "\(problem)")
    }
  }
}
