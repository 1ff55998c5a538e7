import Periods
import Policies
import Testing

private let facts = Dictionary(
  (Fact.common + [Fact(id: "exempt", kind: .yesNo, label: .init("e", "e"), question: .init("", ""))])
    .map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })

private func parse(_ text: String) throws -> Expression {
  try ExpressionParser.parse(text, facts: facts)
}

private func answer(_ text: String, _ known: [String: FactValue] = [:]) throws -> Answer {
  let day = try #require(Day("2023-10-10"))
  let evaluation = Evaluation(situation: Situation(on: day, known)) { $0 == "yes" ? .yes : .no }
  return evaluation.reason(try parse(text)).answer
}

struct ExpressionTests {
  /// Kleene's tables of the strong logic of indeterminacy ("Introduction to Metamathematics", 1952,
  /// section 64), as strings so that each row can be compared with the book.
  @Test(arguments: [
    ("sponsor and family", "yyy ynn yuu nyn nnn nun uyu unn uuu"),
    ("sponsor or family", "yyy yny yuy nyy nnn nuu uyy unu uuu"),
  ])
  func `and and or follow the strong three-valued tables`(text: String, table: String) throws {
    let values: [Character: FactValue?] = ["y": .yesNo(true), "n": .yesNo(false), "u": nil]
    let answers: [Character: Answer] = ["y": .yes, "n": .no, "u": .unknown]
    for row in table.split(separator: " ") {
      let cells = Array(row)
      var known: [String: FactValue] = [:]
      known["sponsor"] = values[cells[0]] ?? nil
      known["family"] = values[cells[1]] ?? nil
      #expect(try answer(text, known) == answers[cells[2]], "\(text) for \(row)")
    }
  }

  @Test func `and binds tighter than or, not tighter than and`() throws {
    #expect(
      try parse("sponsor or family and not removed")
        == .any([.holds("sponsor"), .all([.holds("family"), .not(.holds("removed"))])]))
    #expect(
      try parse("(sponsor or family) and removed")
        == .all([.any([.holds("sponsor"), .holds("family")]), .holds("removed")]))
  }

  @Test(arguments: [
    ("arrived <= 2023-07-31", "2023-07-31", Answer.yes),
    ("arrived <= 2023-07-31", "2023-08-01", .no),
    ("arrived < 2023-07-31", "2023-07-31", .no), ("arrived > today - 14 days", "2023-09-26", .no),
    ("arrived > today - 14 days", "2023-09-27", .yes), ("arrived = 2023-07-31", "2023-07-31", .yes),
    ("arrived != 2023-07-31", "2023-07-31", .no), ("arrived >= today + 1 day", "2023-10-10", .no),
  ])
  func `days compare by the calendar`(text: String, arrived: String, expected: Answer) throws {
    let day = try #require(Day(arrived))
    #expect(try answer(text, ["arrived": .day(day)]) == expected)
    #expect(try answer(text) == .unknown)
  }

  @Test(arguments: [
    "nationality = VEN and resident-since <= 2023-07-31 and not (removed or age < 14)",
    "nationality in {VEN, CUB} or open(yes) and arrival != air",
    "not not sponsor", "always", "arrived >= today - 3 days or never",
  ])
  func `an expression written out and read again is the same`(text: String) throws {
    let expression = try parse(text)
    #expect(try parse("\(expression)") == expression)
  }

  @Test(arguments: [
    ("arived < 2023-01-01", 0, "arrived"), ("sponsor and famly", 12, "family"),
    ("arrived < 2023-02-30", 10, ""), ("arrival = boat", 10, ""),
    ("nationality = Venezuela", 14, ""),
    ("(sponsor", 8, ""), ("sponsor)", 7, ""), ("sponsor family", 8, ""),
    ("arrived", 7, "arrived <="),
    ("nationality > VEN", 12, "no order"), ("sponsor & family", 8, ""), ("", 0, ""),
    ("age >= old", 7, ""), ("nationality in VEN", 15, ""), ("sponsor = 3", 10, ""),
  ])
  func `a mistake is reported with its character and a hint`(
    text: String, offset: Int, hint: String
  ) throws {
    let failure = try #require(throws: ExpressionParser.Failure.self) { try parse(text) }
    #expect(failure.offset == offset)
    #expect(hint.isEmpty || failure.hint.contains(hint), "\(failure.hint)")
  }

  @Test func `ten thousand brackets are refused, and as many nots are counted`() throws {
    let brackets =
      String(repeating: "(", count: 4_000) + "sponsor" + String(repeating: ")", count: 4_000)
    let failure = try #require(throws: ExpressionParser.Failure.self) { try parse(brackets) }
    #expect(failure.expected.contains("levels"))
    let long = String(repeating: "(", count: 10_000) + "sponsor"
    #expect(throws: ExpressionParser.Failure.self) { try parse(long) }
    #expect(
      try parse(String(repeating: "not ", count: 2_001) + "sponsor") == .not(.holds("sponsor")))
  }

  @Test func `reasons name the conditions that decided`() throws {
    let day = try #require(Day("2023-10-10"))
    let evaluation = Evaluation(
      situation: Situation(on: day, ["sponsor": .yesNo(true), "family": .yesNo(false)])
    ) { _ in .no }
    let reason = evaluation.reason(try parse("sponsor and family and removed"))
    #expect(reason.answer == .no)
    #expect(reason.decisive.map { "\($0.condition)" } == ["family"])
    let open = evaluation.reason(try parse("sponsor and removed"))
    #expect(open.answer == .unknown)
    #expect(open.decisive.map { "\($0.condition)" } == ["removed"])
  }
}

struct AlternativesTests {
  @Test(arguments: [
    ("arrived < 2023-07-31 and arrived > 2023-07-31", false),
    ("arrived <= 2023-07-31 and arrived >= 2023-07-31", true),
    ("arrived > 2023-07-31 and arrived < 2023-08-01", false), ("age > 3 and age < 4", true),
    ("nationality = VEN and nationality = CUB", false),
    ("nationality in {VEN, CUB} and nationality != VEN", true),
    ("nationality in {VEN, CUB} and nationality != VEN and nationality != CUB", false),
    ("sponsor and not sponsor", false), ("sponsor or not sponsor", true), ("never", false),
    ("not (arrived < 2023-01-01 or arrived >= 2023-01-01)", false),
  ])
  func `conditions that cannot hold together are found`(text: String, canHold: Bool) throws {
    let alternatives = try #require(Alternatives.of(try parse(text)))
    #expect(alternatives.contains(where: Alternatives.canHold) == canHold)
  }

  /// Every assignment of three facts: the alternatives hold exactly when the expression does.
  @Test(arguments: [
    "sponsor and (family or removed)", "not (sponsor and family) or removed",
    "(sponsor or family) and (not sponsor or removed)", "not (sponsor or not (family and removed))",
  ])
  func `alternatives hold exactly when the rule does`(text: String) throws {
    let rows = try #require(Alternatives.of(try parse(text)))
    for bits in 0..<8 {
      let known: [String: FactValue] = [
        "sponsor": .yesNo(bits & 1 > 0), "family": .yesNo(bits & 2 > 0),
        "removed": .yesNo(bits & 4 > 0),
      ]
      let byRows = rows.contains { row in
        row.allSatisfy { term in
          term.condition.fact.flatMap { known[$0] } == .yesNo(term.holds)
        }
      }
      #expect(try answer(text, known) == Answer(byRows))
    }
  }
}
