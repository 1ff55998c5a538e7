import Periods
import Testing

/// The rules of Coverage.md one by one, on cells that a reader can add up: what the oracle says, so
/// that it can be believed, and what the program says.
@Suite struct CoverageRuleTests {
  @Test(arguments: cases)
  func oracle(_ rule: RuleCase) {
    let found = Oracle(rule.sources().flatMap(\.tables)).findings(rule.question, rule.period)
    #expect(found.map(\.answer) == [rule.expected])
  }

  @Test(arguments: cases)
  func program(_ rule: RuleCase) throws {
    let record = try OracleRecord(rule.sources())
    defer { record.remove() }
    let found = try record.answers(rule.question, [rule.period])[0]
    // What is expected is the cautious reading's; another that misleads nobody is as good.
    let tables = rule.sources().flatMap(\.tables)
    let others = OracleReading.all(rule.question, tables).flatMap { reading in
      Oracle(tables, reading).findings(rule.question, rule.period).map(\.answer)
    }
    #expect(found.answer == rule.expected || others.contains(found.answer))
  }

  static let cases = holding + answering + periods + choosing + joining

  // MARK: What a table holds, and is for a question

  static let holding: [RuleCase] = [
    RuleCase(
      "whole: the labels are added up", .everybody, .exact(12),
      [.of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7")]),
    RuleCase(
      "undeclared: the sum is a lowest number", .everybody, .atLeast(12),
      [.of("a", by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7")]),
    RuleCase(
      "only: no answer for everybody", .everybody, .notKnown,
      [.of("a", [.nationality: .only], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7")]),
    RuleCase(
      "only: an answer for its labels", .in(.nationality, "COL"), .exact(7),
      [.of("a", [.nationality: .only], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7")]),
    RuleCase(
      "within: no answer for everywhere", .everybody, .notKnown,
      [.of("a", [.place: .within("USA")], by: [.place], "us-southwest-border 2023-01 5")]),
    RuleCase(
      "within: an answer for the place", .in(.place, "USA"), .exact(12),
      [
        .of(
          "a", [.place: .within("USA", "us-southwest-border", "us-northern-border")], by: [.place],
          "us-southwest-border 2023-01 5", "us-northern-border 2023-01 7")
      ]),
    RuleCase(
      "a place inside one that the table has whole is not told apart", .in(.place, "darien"),
      .notKnown,
      [
        .of("a", [.place: .whole], by: [.place], "PAN 2023-01 5", "ITA 2023-01 7") {
          $0.leavesOutZeros = true
        }
      ]),
    RuleCase(
      "a country is not held where one place in it is", .in(.place, "PAN"), .notKnown,
      [.of("a", by: [.place], "darien 2023-01 5")]),
    RuleCase(
      "a country is no group of its borders, which may overlap", .in(.place, "USA"), .notKnown,
      [
        .of(
          "a", by: [.place], "us-southwest-border 2023-01 1", "us-northern-border 2023-01 2",
          "us-coastal-border 2023-01 3", "us-other 2023-01 4")
      ]),
  ]

  static let answering: [RuleCase] = [
    RuleCase(
      "what is left out is told apart", .without(.nationality, "VEN"), .exact(9),
      [
        .of(
          "a", [.nationality: .rest(of: "VEN", "COL")], by: [.nationality], "VEN 2023-01 5",
          "COL 2023-01 7", "OOO 2023-01 2")
      ]),
    RuleCase(
      "what is left out is in the rest", .without(.nationality, "CUB"), .notKnown,
      [
        .of(
          "a", [.nationality: .rest(of: "VEN", "COL")], by: [.nationality], "VEN 2023-01 5",
          "COL 2023-01 7", "OOO 2023-01 2")
      ]),
    RuleCase(
      "a route inside the place", .in(.route, "darien-route"), .exact(5),
      [
        .of(
          "a", [.place: .within("americas"), .route: .whole], by: [.place, .route],
          "COL darien-route 2023-01 5")
      ]),
    RuleCase(
      "a route outside the place", .in(.route, "central-mediterranean-route"), .notKnown,
      [
        .of(
          "a", [.place: .within("americas"), .route: .whole], by: [.place, .route],
          "COL darien-route 2023-01 5"
        ) { $0.leavesOutZeros = true }
      ]),
    RuleCase(
      "a quoted cell of just what is asked", .in(.nationality, "VEN"), .exact(5),
      [.of("a", by: [.nationality], "VEN 2023-01 5") { $0.isQuoted = true }]),
    RuleCase(
      "quoted cells are not added up", .everybody, .notKnown,
      [
        .of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7") {
          $0.isQuoted = true
        }
      ]),
  ]

  // MARK: What the answer for a period is

  static let periods: [RuleCase] = [
    RuleCase(
      "zero where zeros are left out", .in(.nationality, "COL"), "2023-02", .exact(0),
      [
        .of(
          "a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "VEN 2023-02 6"
        ) { $0.leavesOutZeros = true }
      ]),
    RuleCase(
      "not known where they are not", .in(.nationality, "COL"), "2023-02", .notKnown,
      [.of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "VEN 2023-02 6")]),
    RuleCase(
      "not known in a gap", .in(.nationality, "COL"), "2023-02", .notKnown,
      [
        .of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "VEN 2023-03 6") {
          $0.leavesOutZeros = true
          $0.span = Period("2023-01/2023-03")
          $0.gaps = [Period("2023-02")!]
        }
      ]),
    RuleCase(
      "zero in a month of the span that has no row", .everybody, "2023-02", .exact(0),
      [
        .of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "VEN 2023-03 6") {
          $0.leavesOutZeros = true
          $0.span = Period("2023-01/2023-03")
        }
      ]),
    RuleCase(
      "a table of years covers no month of its span", .in(.nationality, "COL"), "2022-03",
      .notKnown,
      [
        .of("a", [.nationality: .whole], by: [.nationality], "VEN 2022 5") {
          $0.leavesOutZeros = true
          $0.span = Period("2022")
        }
      ]),
    RuleCase(
      "an unknown cell makes a sum at least", .everybody, .atLeast(5),
      [.of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 ?")]),
    RuleCase(
      "alone it is not known", .in(.nationality, "COL"), .notKnown,
      [.of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 ?")]),
    RuleCase(
      "the period does not occur at the place asked about", .in(.place, "ITA"), "2023-02",
      .notKnown,
      [
        .of(
          "a", [.place: .whole], by: [.place], "VEN 2023-01 5", "ITA 2023-01 7", "VEN 2023-02 6"
        ) { $0.leavesOutZeros = true }
      ]),
  ]

  // MARK: Which table answers

  static let choosing: [RuleCase] = [
    RuleCase(
      "official before quoted", .in(.nationality, "VEN"), .exact(5),
      [
        .of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5"),
        .of("b", dataset: "beta", published: "2024-03-01", by: [.nationality], "VEN 2023-01 6") {
          $0.isQuoted = true
        },
      ]),
    RuleCase(
      "certain before at least, though earlier", .everybody, .exact(5),
      [
        .of("a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5"),
        .of("b", published: "2024-03-01", by: [.nationality], "VEN 2023-01 6"),
      ]),
    RuleCase(
      "the highest at least, though of a table that names what is left out",
      .without(.nationality, "VEN"), .atLeast(7),
      [
        .of("a", by: [.nationality], "COL 2023-01 7"),
        .of("b", dataset: "beta", by: [.nationality], "VEN 2023-01 9", "COL 2023-01 6"),
      ]),
    RuleCase(
      "half of a union in a table that does not leave out zeros", .in(.nationality, "COL", "VEN"),
      "2023-02", .notKnown,
      [.of("a", by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7", "VEN 2023-02 6")]),
    RuleCase(
      "exact before rounded, though earlier", .in(.nationality, "VEN"), .exact(51),
      [
        .of("a", by: [.nationality], "VEN 2023-01 51"),
        .of("b", published: "2024-03-01", by: [.nationality], "VEN 2023-01 50") {
          $0.roundedTo = 10
        },
      ]),
    RuleCase(
      "the later publication", .in(.nationality, "VEN"), .exact(6),
      [
        .of("a", by: [.nationality], "VEN 2023-01 5"),
        .of("b", published: "2024-03-01", by: [.nationality], "VEN 2023-01 6"),
      ]),
    RuleCase(
      "of datasets the highest at least, of one its latest", .everybody, .atLeast(7),
      [
        .of("a", by: [.nationality], "VEN 2023-01 9"),
        .of("b", published: "2024-03-01", by: [.nationality], "VEN 2023-01 7"),
        .of("c", dataset: "beta", published: "2024-04-01", by: [.nationality], "VEN 2023-01 6"),
      ]),
    RuleCase(
      "of one day a total as published before a sum", .in(.nationality, "VEN"), .exact(8),
      [
        .of("a", by: [.nationality], "VEN 2023-01 8"),
        .of(
          "b", dataset: "beta", [.demographic: .whole], by: [.nationality, .demographic],
          "VEN men 2023-01 5", "VEN women 2023-01 4"),
      ]),
    RuleCase(
      "of one source the table with the fewest dimensions", .everybody, .exact(20),
      [
        .of(
          "a", [.nationality: .whole], by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7",
          "- 2023-01 20")
      ]),
    RuleCase(
      "a rest is of the longest list", .in(.nationality, "OOO"), .exact(2),
      [
        .of(
          "a", [.nationality: .rest(of: "COL", "CUB", "VEN")], by: [.nationality], "VEN 2023-01 5",
          "OOO 2023-01 2"),
        .of(
          "b", published: "2024-03-01", [.nationality: .rest(of: "VEN")], by: [.nationality],
          "VEN 2023-01 5", "OOO 2023-01 9"),
      ]),
    RuleCase(
      "two lists do not make one series", .in(.nationality, "OOO"), "2023-02", .notKnown,
      [
        .of(
          "a", [.nationality: .rest(of: "COL", "CUB", "VEN")], by: [.nationality], "VEN 2023-01 5",
          "OOO 2023-01 2"),
        .of(
          "b", published: "2024-03-01", [.nationality: .rest(of: "VEN")], by: [.nationality],
          "VEN 2023-02 5", "OOO 2023-02 9"),
      ]),
  ]

  // MARK: Unions, and months joined

  static let joining: [RuleCase] = [
    RuleCase(
      "a union from one table", .in(.nationality, "COL", "VEN"), .exact(12),
      [.of("a", by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7")]),
    RuleCase(
      "a union half of which is not held", .in(.nationality, "CUB", "VEN"), .notKnown,
      [.of("a", by: [.nationality], "VEN 2023-01 5", "COL 2023-01 7")]),
    RuleCase(
      "a union of two tables that count the same", .in(.nationality, "CUB", "VEN"), .exact(8),
      [
        .of("a", by: [.nationality], "VEN 2023-01 5") { $0.counts = "people" },
        .of("b", dataset: "beta", by: [.nationality], "CUB 2023-01 3") { $0.counts = "people" },
      ]),
    RuleCase(
      "a union of two tables that do not", .in(.nationality, "CUB", "VEN"), .notKnown,
      [
        .of("a", by: [.nationality], "VEN 2023-01 5") { $0.counts = "people" },
        .of("b", dataset: "beta", by: [.nationality], "CUB 2023-01 3"),
      ]),
    RuleCase(
      "a label is not added to the rest that may hold it", .in(.nationality, "OOO", "VEN"),
      .notKnown,
      [
        .of("a", by: [.nationality], "VEN 2023-01 5"),
        .of(
          "b", published: "2024-03-01", [.nationality: .rest(of: "COL", "CUB")], by: [.nationality],
          "COL 2023-01 7", "OOO 2023-01 9"),
      ]),
    RuleCase(
      "a year is the sum of its months", .everybody, "2023", .exact(78),
      [
        .of(
          "a", by: [], "2023-01 1", "2023-02 2", "2023-03 3", "2023-04 4", "2023-05 5",
          "2023-06 6", "2023-07 7", "2023-08 8", "2023-09 9", "2023-10 10", "2023-11 11",
          "2023-12 12")
      ]),
    RuleCase(
      "a year with a month that is not known", .everybody, "2023", .atLeast(5),
      [.of("a", by: [], "2023-01 2", "2023-02 3")]),
  ]
}
