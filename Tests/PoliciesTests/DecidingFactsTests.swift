import Periods
import Policies
import Tabular
import TestSupport
import Testing

/// Which facts an answer hangs on, against the plainest way of finding out: to try everything.
@Suite struct DecidingFactsTests {
  private static let names = ["sponsor", "appointment", "removed", "family"]

  /// A condition of some depth on a few facts.
  private static func condition(_ depth: Int, _ random: inout SplitMix) -> String {
    let leaves =
      names + [
        "nationality = VEN", "nationality in {VEN, CUB}", "nationality != CUB",
        "arrived <= 2023-07-31", "arrived > 2023-07-31", "arrived >= today - 14 days",
      ]
    guard depth > 0, random.uniform() < 0.8 else {
      return leaves.randomElement(using: &random) ?? ""
    }
    let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in
      condition(depth - 1, &random)
    }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return "(" + parts.joined(separator: " and ") + ")"
    case 1: return "(" + parts.joined(separator: " or ") + ")"
    default: return "not " + "(" + parts.joined(separator: " and ") + ")"
    }
  }

  private static func file(_ random: inout SplitMix) -> String {
    let levels = ["excludes", "lawyer", "presumption"]
    let bars = (0..<Int.random(in: 0...2, using: &random)).map { number in
      """
            - id: bar-\(number)
              name: {en: A, es: A}
              level: \(levels.randomElement(using: &random) ?? "lawyer")
              from: 2020-01-01
              when: "\(condition(1, &random))"
              source: law
      """
    }
    return """
      name: {en: A, es: A}
      destination: USA
      checked: 2025-11-07
      exemptions:
        - country: USA
          when: "\(condition(0, &random))"
          kinds: [pathway]
          text: {en: A, es: A}
          source: law
      sources:
        law: {publisher: P, title: T, url: "https://example.org"}
      policies:
        - id: other
          kind: return
          authority: USA
          takes-from: USA
          takes-to: VEN
          name: {en: A, es: A}
          rules:
            - {from: 2020-01-01, source: law, applies: "\(condition(1, &random))"}
        - id: asked
          kind: pathway
          venue: inside
          authority: USA
          name: {en: A, es: A}
      \(bars.isEmpty ? "" : "    bars:\n" + bars.joined(separator: "\n"))
          rules:
            - from: 2020-01-01
              source: law
              applies: "\(condition(2, &random)) and not open(other)"

      """
  }

  /// Three values for each yes-or-no fact, four for the nationality, and four for the day, of which one each is that it
  /// is not known.
  private static func everybody() throws -> [[String: FactValue?]] {
    let days = ["2023-07-31", "2023-08-15", "2023-10-01"]
    var people: [[String: FactValue?]] = [[:]]
    func add(_ fact: String, _ values: [FactValue?]) {
      people = people.flatMap { person in
        values.map { value in
          var person = person
          person[fact] = .some(value)
          return person
        }
      }
    }
    for name in names { add(name, [.yesNo(true), .yesNo(false), nil]) }
    add("nationality", ["VEN", "CUB", "FRA"].map(FactValue.word) + [nil])
    add("arrived", try days.map { FactValue.day(try #require(Day($0))) } + [nil])
    return people
  }

  @Test func `an answer hangs on the facts that can change it and on no other`() throws {
    let day = try #require(Day("2023-10-10"))
    let everybody = try Self.everybody()
    let facts = Self.names + ["nationality", "arrived"]
    for seed in UInt64(0)..<40 {
      var random = SplitMix(seed: seed)
      let text = Self.file(&random)
      let set = try PolicyReader.read(text: text, name: "p.yaml")
      let policy = try #require(set["asked"])
      // Some facts are settled before, if only as not known.
      let someone = try #require(everybody.randomElement(using: &random))
      let said = someone.filter { _ in random.uniform() < 0.3 }
      let people = everybody.filter { person in said.allSatisfy { person[$0.key] == $0.value } }
      let answers = Dictionary(
        uniqueKeysWithValues: people.map { person in
          (
            person,
            Screening(set, Situation(on: day, stated: person), for: .interview).answer(of: policy)
          )
        })
      var expected: Set<String> = []
      for fact in facts where said[fact] == nil {
        // People who differ in this fact alone.
        let alike = Dictionary(grouping: people) { person in person.filter { $0.key != fact } }
        if alike.values.contains(where: { Set($0.map { answers[$0] }).count > 1 }) {
          expected.insert(fact)
        }
      }
      let found = Screening(set, Situation(on: day, stated: said), for: .interview)
        .openFacts(of: policy)
      #expect(Set(found) == expected, "seed \(seed), after \(said):\n\(text)")
    }
  }
}
