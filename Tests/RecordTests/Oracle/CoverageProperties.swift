import Foundation
import Periods
import Testing

/// What the record answers of made-up sources, against an oracle that adds up the cells by the
/// rules of Coverage.md.
///
/// `TROCHA_ORACLE_SEEDS` tries more worlds than the few hundred that a test run has time for, and
/// `TROCHA_ORACLE_FIRST` begins with the one that a failure names.
@Suite struct CoverageProperties {
  private static func seeds(_ share: Double) -> Range<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["TROCHA_ORACLE_FIRST"].flatMap(UInt64.init) ?? 1
    let count = environment["TROCHA_ORACLE_SEEDS"].flatMap(Double.init) ?? 200
    return first..<first + UInt64((min(count, 1_000_000) * share).rounded(.up))
  }

  /// A few months and both years, by the seed.
  private static func periods(_ seed: UInt64) -> [Period] {
    var random = OracleRandom(seed: seed &* 31)
    return random.some(OraclePeriods.months, 5...5) + OraclePeriods.years
  }

  private static func check(_ tally: OracleTally, _ property: String) {
    print("\(property): \(tally.wrong) of \(tally.asked) answers differ")
    if tally.wrong > 0 { Issue.record("\(property): \(tally.description)") }
  }

  private static func example(
    _ world: OracleWorld, _ question: OracleQuestion, _ period: Period, _ lines: String...
  ) -> String {
    let files = world.sources.map { "--- \($0.id).csv\n\(OracleTidy.text([$0]))" }
    return
      (["", "seed \(world.seed): \(question), \(period)"] + lines + files).joined(separator: "\n")
  }

  // MARK: The oracle

  /// The number, whether it is a lowest one, and whether there is one at all.
  @Test func answersAreTheOracles() throws {
    var tally = OracleTally()
    for seed in Self.seeds(1) {
      let world = OracleWorld(seed: seed)
      let record = try OracleRecord(world.sources)
      defer { record.remove() }
      let tables = world.sources.flatMap(\.tables)
      for question in world.questions {
        let periods = Self.periods(seed)
        for (period, found) in zip(periods, try record.answers(question, periods)) {
          let right = Self.right(tables, question, period, found)
          guard let expected = right else {
            tally.right()
            continue
          }
          tally.wrong(
            Self.kind(expected.answer, found),
            Self.example(
              world, question, period, "oracle:  \(expected.answer) from \(expected.sources)",
              "program: \(found.answer) from \(found.sources) \(found.refusal)"))
        }
      }
    }
    Self.check(tally, "Answers")
  }

  /// What the answer should have been; `nil` when it is right by the cautious reading of the rules
  /// or by another.
  private static func right(
    _ tables: [OracleTable], _ question: OracleQuestion, _ period: Period, _ found: ProgramAnswer
  ) -> OracleFinding? {
    for reading in OracleReading.all(question, tables) {
      for finding in Oracle(tables, reading).findings(question, period) {
        if finding.answer == found.answer { return nil }
        // At least nobody, and not known, are the same to a reader.
        if finding.answer == .atLeast(0), found.answer == .notKnown { return nil }
      }
    }
    return Oracle(tables).findings(question, period).first ?? OracleFinding.none
  }

  private static func kind(_ expected: OracleAnswer, _ found: ProgramAnswer) -> String {
    func name(_ answer: OracleAnswer) -> String {
      switch answer {
      case .notKnown: "not known"
      case .exact(0): "zero"
      case .exact: "a number"
      case .atLeast: "at least"
      }
    }
    let refused = found.refusal.isEmpty ? "" : " (refused)"
    let (right, wrong) = (name(expected), name(found.answer))
    return right == wrong
      ? "\(right), another one" : "\(wrong)\(refused) where it is \(right)"
  }

  // MARK: Tables that should make no difference

  @Test func orderOfImportMakesNoDifference() throws {
    var tally = OracleTally()
    for seed in Self.seeds(0.3) {
      let world = OracleWorld(seed: seed, sources: 2...4)
      let one = try OracleRecord(world.sources)
      let other = try OracleRecord(world.sources.reversed())
      defer {
        one.remove()
        other.remove()
      }
      try Self.compare(one, other, world, &tally)
    }
    Self.check(tally, "Order of import")
  }

  /// A table that does not answer, or answers worse than another, changes nothing.
  @Test func worseTablesMakeNoDifference() throws {
    var tally = OracleTally()
    for seed in Self.seeds(0.3) {
      let world = OracleWorld(seed: seed, sources: 2...4)
      let record = try OracleRecord(world.sources.dropLast())
      defer { record.remove() }
      let periods = Self.periods(seed)
      let before = try world.questions.map { try record.answers($0, periods) }
      try record.add([world.sources[world.sources.count - 1]])
      for (question, before) in zip(world.questions, before) {
        let after = try record.answers(question, periods)
        let tables = world.sources.flatMap(\.tables)
        let tablesBefore = world.sources.dropLast().flatMap(\.tables)
        for (index, period) in periods.enumerated()
        where Self.isUnmoved(tablesBefore, tables, question, period) {
          guard before[index].answer != after[index].answer else {
            tally.right()
            continue
          }
          tally.wrong(
            "changed",
            Self.example(
              world, question, period, "before the last source: \(before[index])",
              "with it: \(after[index])"))
        }
      }
    }
    Self.check(tally, "A worse table")
  }

  /// Whether the last source leaves the answer as it is, by every reading of the rules.
  private static func isUnmoved(
    _ before: [OracleTable], _ after: [OracleTable], _ question: OracleQuestion, _ period: Period
  ) -> Bool {
    OracleReading.all(question, after).allSatisfy { reading in
      let findings = Oracle(before, reading).findings(question, period)
      return findings.count == 1 && findings == Oracle(after, reading).findings(question, period)
    }
  }

  @Test func wayOfWritingMakesNoDifference() throws {
    var tally = OracleTally()
    for seed in Self.seeds(0.1) {
      let world = OracleWorld(seed: seed)
      let plain = try OracleRecord(world.sources)
      defer { plain.remove() }
      for writing in [OracleRecord.Writing.plain, .windows, .gzip] {
        let other = try OracleRecord()
        defer { other.remove() }
        // All sources in one file.
        try other.add(world.sources, as: writing)
        try Self.compare(plain, other, world, &tally)
      }
    }
    Self.check(tally, "Way of writing")
  }

  private static func compare(
    _ one: OracleRecord, _ other: OracleRecord, _ world: OracleWorld, _ tally: inout OracleTally
  ) throws {
    let periods = periods(world.seed)
    for question in world.questions {
      let answers = zip(try one.answers(question, periods), try other.answers(question, periods))
      for (period, (a, b)) in zip(periods, answers) {
        guard a != b else {
          tally.right()
          continue
        }
        tally.wrong("changed", example(world, question, period, "one: \(a)", "other: \(b)"))
      }
    }
  }

  // MARK: Parts

  /// Parts and their total come from one table, each part as that table has it; where the table
  /// reaches the whole, they add up.
  @Test func partsAreOfOneTable() throws {
    var tally = OracleTally()
    for seed in Self.seeds(0.6) {
      let world = OracleWorld(seed: seed, questions: 5)
      let record = try OracleRecord(world.sources)
      defer { record.remove() }
      for question in world.questions {
        for dimension in OracleDimension.allCases
        where question.including[dimension] == nil && question.excluding[dimension] == nil {
          guard let breakdown = try record.breakdown(question, by: dimension) else { continue }
          for period in Self.periods(seed) where period.granularity == .month {
            let parts = OracleParts(breakdown, period, dimension)
            guard let fault = parts.fault(world.sources, question) else {
              tally.right()
              continue
            }
            tally.wrong(
              fault, Self.example(world, question, period, "by \(dimension): \(parts)"))
          }
        }
      }
    }
    Self.check(tally, "Parts")
  }
}
