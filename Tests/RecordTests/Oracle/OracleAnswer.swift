import Periods

/// What may be said of a period.
enum OracleAnswer: Hashable {
  case notKnown
  case exact(Int)
  case atLeast(Int)
}

/// An answer with the sources that it is from.
struct OracleFinding: Hashable {
  var answer: OracleAnswer
  var sources: [String]

  static let none = OracleFinding(answer: .notKnown, sources: [])
}

/// Where the rules can be read in two ways, and both give an answer that misleads nobody. The first
/// of each is the more cautious.
struct OracleReading: Hashable {
  /// "Of one source only the table with the fewest dimensions answers": for all periods, or of
  /// those that have a number for the period.
  var coarsestForThePeriod = false
  /// "Where no table holds all labels of a union": for any period, or with a certain number for
  /// this one.
  var partsForThePeriod = false
  /// A union of which the table has cells for some labels only, and does not leave out zeros (or
  /// covers the period at some of the places only): not known, or at least what there is.
  var halfIsAtLeast = false
  /// "The longest list among the tables that answer": those that could, or those that have a number
  /// for some period.
  var restNeedsNumber = false
  /// Whether a table that reaches the whole without a list holds `OOO`, which is then nobody.
  var wholeHoldsRest = false

  static let cautious = OracleReading()

  /// The readings that may differ for a question.
  static func all(_ question: OracleQuestion, _ tables: [OracleTable]) -> [OracleReading] {
    let isGroup = (question.including[.place] ?? []).contains { OracleWords.groups[$0] != nil }
    let hasRest = question.including.values.contains { $0.contains(OracleWords.other) }
    let hasCoarser = Set(tables.map(\.source.id)).count < tables.count
    let isUnion = question.union != nil
    return (0..<32).map { bits in
      OracleReading(
        coarsestForThePeriod: bits & 1 != 0 && hasCoarser,
        partsForThePeriod: bits & 2 != 0 && isUnion,
        halfIsAtLeast: bits & 4 != 0 && (isUnion || isGroup),
        restNeedsNumber: bits & 8 != 0 && hasRest, wholeHoldsRest: bits & 16 != 0 && hasRest)
    }.reduce(into: []) { readings, reading in
      if !readings.contains(reading) { readings.append(reading) }
    }
  }
}

/// Answers questions from the cells themselves by the rules of Coverage.md, one after another and
/// without regard to speed.
struct Oracle {
  let tables: [OracleTable]
  let reading: OracleReading

  init(_ tables: [OracleTable], _ reading: OracleReading = .cautious) {
    self.tables = tables
    self.reading = reading
  }

  /// Every answer that is right for a period: several where the rules leave open which of two equal
  /// tables goes first.
  ///
  /// A year is its own cells', or its months' sum, which is "at least" where a month is. The rules
  /// do not say which of the two goes first: a certain one does, and else either may.
  func findings(_ question: OracleQuestion, _ period: Period) -> Set<OracleFinding> {
    let direct = answers(question, period)
    guard period.granularity == .year else { return direct }
    let joined = self.joined(question, period)
    let both = direct.union(joined)
    let certain = both.filter(\.answer.isExact)
    if direct.allSatisfy(\.answer.isExact) || joined.allSatisfy(\.answer.isExact) {
      return certain
    }
    let known = both.filter { $0.answer != .notKnown }
    return known.isEmpty ? [.none] : known
  }

  private func joined(_ question: OracleQuestion, _ year: Period) -> Set<OracleFinding> {
    year.split(into: .month).reduce([.none]) { sums, month in
      let parts = answers(question, month)
      let isFirst = month.first == year.first
      return Set(sums.flatMap { sum in parts.map { isFirst ? $0 : sum.followed(by: $0) } })
    }
  }

  /// The answer for one period by its own cells.
  private func answers(_ question: OracleQuestion, _ period: Period) -> Set<OracleFinding> {
    let whole = best(candidates(question, period), question)
    guard let union = question.union else { return whole }
    // Reading: a table holds a union when it answers the union as the rules have it. A quoted
    // source never does, since it has no cell for two labels at once.
    let isHeld =
      reading.partsForThePeriod
      ? whole.allSatisfy(\.answer.isExact) : !answering(question).isEmpty
    if isHeld { return whole }
    let parts = parts(question, union, period)
    return parts.isEmpty ? whole : parts
  }

  /// A union as the sum of its parts; empty when it cannot be.
  ///
  /// Reading: a rest is never added to another label, since the one list's rest may hold the label
  /// that another table names; nor are places of which one lies in the other.
  private func parts(
    _ question: OracleQuestion, _ union: OracleDimension, _ period: Period
  ) -> Set<OracleFinding> {
    let labels = question.including[union] ?? []
    let overlap = labels.contains { a in
      labels.contains { a != $0 && OracleWords.matches(a, $0, in: union) }
    }
    if labels.contains(OracleWords.other) || overlap { return [] }
    var sums: Set<OracleFinding> = [OracleFinding(answer: .exact(0), sources: [])]
    for label in labels {
      let parts = answers(question.with(label, in: union), period)
      sums = Set(
        sums.flatMap { sum in
          parts.filter(\.answer.isExact).map { sum.followed(by: $0) }
        })
    }
    return sums.filter { countTheSame($0.sources) && leaveOutTheSame($0.sources, question) }
  }

  /// Whether the rest that is asked for is that of one list, in the parts' sources and in those that
  /// answer the union for other periods.
  private func leaveOutTheSame(_ ids: [String], _ question: OracleQuestion) -> Bool {
    let whole = Set(answering(question).map(\.source.id))
    let sources = tables.map(\.source).filter { ids.contains($0.id) || whole.contains($0.id) }
    guard Set(sources.map(\.id)).count > 1 else { return true }
    return question.including.filter { $0.value.contains(OracleWords.other) }.keys
      .allSatisfy { dimension in
        let extents = sources.map { $0.extents[dimension] ?? OracleExtent() }
        return extents.allSatisfy(\.hasRest) && Set(extents.map { Set($0.labels) }).count == 1
      }
  }

  private func countTheSame(_ ids: [String]) -> Bool {
    let sources = tables.map(\.source).filter { ids.contains($0.id) }
    guard !sources.contains(where: \.isQuoted) else { return false }
    return sources.allSatisfy { a in
      sources.allSatisfy { a.dataset == $0.dataset || (!a.counts.isEmpty && a.counts == $0.counts) }
    }
  }
}

extension OracleAnswer {
  var isExact: Bool {
    if case .exact = self { return true }
    return false
  }

  var number: Int? {
    switch self {
    case .notKnown: nil
    case .exact(let value), .atLeast(let value): value
    }
  }
}

extension OracleFinding {
  /// The sum of two months or two labels: "at least" unless both are certain.
  func followed(by other: OracleFinding) -> OracleFinding {
    let sources = Set(self.sources + other.sources).sorted()
    guard let a = answer.number, let b = other.answer.number else {
      let known = answer.number ?? other.answer.number
      return OracleFinding(
        answer: known.map { .atLeast($0) } ?? .notKnown, sources: sources)
    }
    let isExact = answer.isExact && other.answer.isExact
    return OracleFinding(answer: isExact ? .exact(a + b) : .atLeast(a + b), sources: sources)
  }
}
