import Foundation
import Periods
import Policies
import Tabular
import Testing

private let head = """
  name: {en: A, es: A}
  destination: USA
  sources:
    law: {publisher: P, title: T}
  policies:

  """

private func file(_ policies: String) -> String { head + policies }

private func rule(_ text: String, kind: String = "pathway", more: String = "venue: inside")
  -> String
{
  file(
    """
      - id: a
        kind: \(kind)
        authority: USA
        name: {en: A, es: A}
        \(more)
        rules:
          - {from: 2023-01-01, source: law, \(text)}

    """)
}

private func issues(_ text: String) throws -> [InputIssue] {
  try #require(throws: InputError.self) { try PolicyReader.read(text: text, name: "p.yaml") }.issues
}

struct PolicyFileTests {
  @Test(arguments: [
    ("until: 2022-12-31", "a day from 2023-01-01 on"), ("applies: sponsr", "a fact"),
    ("applies: arrived <= 2023-13-01", "a date"), ("capacity: 1450", "a quantity"),
    ("capacity: 10 flights/week", "a quantity"), ("flights: 10 flights/week", "seats"),
    ("queue: lotery", "one of"), ("until: soon", "a date"),
    ("applies: open(b)", "the id of a policy"),
    ("applies: open(a)", "without circular references"), ("form: 2023-01-01", "a known entry"),
    ("capacity: -3 people/day", "a quantity"), ("total: nan people", "a quantity"),
  ])
  func `a mistake in a rule is reported with its line`(text: String, expected: String) throws {
    let found = try issues(rule(text))
    #expect(found.contains { $0.expected.contains(expected) }, "\(found)")
    #expect(found.allSatisfy { $0.line.map { (6...12).contains($0) } ?? false })
    #expect(found.allSatisfy { $0.column != nil })
  }

  @Test func `the column is that of the word inside the condition`() throws {
    let text = rule("").replacingOccurrences(of: "source: law, ", with: "source: law")
      .replacingOccurrences(
        of: "- {from: 2023-01-01, source: law}",
        with: "- from: 2023-01-01\n        source: law\n        applies: sponsor and famly")
    let issue = try #require(try issues(text).first)
    #expect(issue.line == 14)
    // Eight spaces, "applies: " and "sponsor and ".
    #expect(issue.column == 8 + 9 + 12 + 1)
    #expect(issue.hint.contains("family"))
  }

  @Test func `all mistakes of a file are reported at once`() throws {
    let found = try issues(
      file(
        """
          - {id: a, kind: pathwy, authority: USA, name: {en: A, es: A}, rules: []}
          - {id: b, kind: return, authority: US, name: {en: A}, rules: [{from: 2023-01-01, source: lw}]}
          - {id: b, kind: closure, authority: USA, name: {en: A, es: A}, rules: [{form: 2023-01-01, source: law}]}

        """))
    #expect(found.count >= 6)
    #expect(found.contains { $0.hint.contains("pathway") })
    #expect(found.contains { $0.hint.contains("\"law\"") })
    #expect(found.contains { $0.hint.contains("\"from\"") })
  }

  @Test func `circles of references are refused`() throws {
    let found = try issues(
      file(
        """
          - {id: a, kind: pathway, venue: inside, authority: USA, name: {en: A, es: A}, rules: [{from: 2023-01-01, applies: open(b), source: law}]}
          - {id: b, kind: pathway, venue: inside, authority: USA, name: {en: A, es: A}, rules: [{from: 2023-01-01, applies: not open(a), source: law}]}

        """))
    #expect(found.count == 2)
  }

  @Test func `a bomb of aliases is refused without being written out`() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(try issues(text).contains { $0.expected.contains("entries") })
  }

  @Test(arguments: [
    "a: &a [*a]\n", "a: &a {b: *a}\n", String(repeating: "[", count: 10_000),
    String(repeating: "- ", count: 10_000) + "x", "a: {" + String(repeating: "b: {", count: 10_000),
    "\u{FEFF}: [", "a: \"\u{0}\"", "policies: [&x {id: *x}]",
  ])
  func `circles of aliases and deep nesting are refused`(text: String) throws {
    #expect(throws: InputError.self) { try PolicyReader.read(text: text, name: "p.yaml") }
  }

  @Test func `conditions that never hold, gaps and overlaps are reported`() throws {
    let set = try PolicyReader.read(
      text: file(
        """
          - id: a
            kind: pathway
            venue: inside
            authority: USA
            name: {en: A, es: A}
            rules:
              - {from: 2023-01-01, until: 2023-01-31, applies: "arrived < 2020-01-01 and arrived > 2021-01-01", source: law}
              - {from: 2023-02-03, until: 2023-03-31, source: law}
              - {from: 2023-03-31, applies: "sponsor or age < 3 and age > 5", source: law}

        """), name: "p.yaml")
    #expect(set.warnings.count == 5)
    #expect(set.warnings[0].en.contains("can never hold"))
    #expect(set.warnings.contains { $0.en.contains("no rule from 2023-02-01 to 2023-02-02") })
    #expect(set.warnings.contains { $0.en.contains("overlap until 2023-03-31") })
    #expect(set.warnings.allSatisfy { $0.en.hasPrefix("p.yaml:") && $0.es.hasPrefix("p.yaml:") })
  }

  /// Units by arithmetic: a month is a twelfth of a mean Julian year of 365.25 days.
  private static let units: [(String, Double)] = [
    ("1450 people/day", 1450), ("7 flights/week", 1), ("36525 people/month", 1200),
    ("365.25 people/year", 1),
  ]

  @Test(arguments: units)
  func `quantities become numbers a day`(text: String, perDay: Double) throws {
    let quantity = try #require(Quantity(text))
    #expect(abs(try #require(quantity.perDay) - perDay) < 1e-9)
  }

  @Test(arguments: [
    "", "10", "people/day", "10 boats/day", "10 people/fortnight", "-1 people/day",
    "inf people/day", "1e400 people/day",
  ])
  func `what is no quantity is none`(text: String) {
    #expect(Quantity(text) == nil)
  }
}
