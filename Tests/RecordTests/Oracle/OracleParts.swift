import Periods
import Record

/// A total and its parts for one period, as the program gives them.
struct OracleParts: CustomStringConvertible {
  let dimension: OracleDimension
  let period: Period
  let total: ProgramAnswer
  let parts: [(label: String, answer: ProgramAnswer)]

  init(_ breakdown: Breakdown, _ period: Period, _ dimension: OracleDimension) {
    self.dimension = dimension
    self.period = period
    total = ProgramAnswer(breakdown.total.observation(period))
    parts = breakdown.parts.map { ($0.label, ProgramAnswer($0.timeline.observation(period))) }
      .filter { $0.1.answer != .notKnown }
  }

  var description: String {
    let list = parts.map { "\($0.label) \($0.answer.answer) from \($0.answer.sources)" }
    return (["total \(total.answer) from \(total.sources)"] + list).joined(separator: ", ")
  }

  /// What is wrong with them; `nil` when nothing is.
  func fault(_ sources: [OracleSource], _ question: OracleQuestion) -> String? {
    guard case .exact(let sum) = total.answer else {
      guard Set(parts.flatMap(\.answer.sources)).count > 1 else { return nil }
      return total.answer == .notKnown
        ? faultOfListed(sources, question) : "parts of several sources"
    }
    guard !parts.isEmpty else { return faultOfNone(sources, question) }
    let from = Set(parts.flatMap(\.answer.sources) + total.sources)
    guard from.count == 1, let source = sources.first(where: { from == [$0.id] }) else {
      return "total and parts of several sources"
    }
    for part in parts {
      let asked = question.with(part.label, in: dimension)
      let isRight = OracleReading.all(asked, source.tables).contains { reading in
        Oracle(source.tables, reading).findings(asked, period).contains {
          $0.answer == part.answer.answer
        }
      }
      if !isRight { return "a part that is not the source's" }
    }
    guard source.extents[dimension]?.reach == .whole else { return nil }
    let numbers = parts.map(\.answer.answer)
    // A part that is not known, or is at least so many, leaves room for what is missing.
    let cells = source.cells.filter { $0.period == period && $0.labels[dimension] != nil }
    guard numbers.allSatisfy(\.isExact), cells.allSatisfy({ $0.value != nil }) else { return nil }
    let added = numbers.compactMap(\.number).reduce(0, +)
    return added == sum ? nil : "parts that do not add up"
  }

  /// Where the total is not known, each part is as its source has it, or as it is answered alone.
  private func faultOfListed(_ sources: [OracleSource], _ question: OracleQuestion) -> String? {
    let all = sources.flatMap(\.tables)
    let isRight = parts.allSatisfy { part in
      let asked = question.with(part.label, in: dimension)
      let own = sources.filter { part.answer.sources == [$0.id] }.flatMap(\.tables)
      return [own, all].contains { tables in
        OracleReading.all(asked, tables).contains { reading in
          Oracle(tables, reading).findings(asked, period).contains {
            $0.answer == part.answer.answer
          }
        }
      }
    }
    return isRight ? nil : "a part that is not its source's"
  }

  /// A total without parts is right where no table that gives a certain total tells them apart.
  private func faultOfNone(
    _ sources: [OracleSource], _ question: OracleQuestion
  ) -> String? {
    let isHeld = sources.contains { source in
      let table = source.tables.filter { table in
        table.dimensions
          == Set(question.including.keys).union(question.excluding.keys)
          .union([dimension]) && table.extent(dimension).reach == .whole && !source.isQuoted
      }
      return table.contains { table in
        guard source.isSeen(period, asOf: question.asOf), !table.labels(dimension).isEmpty,
          let candidate = table.candidate(question, period, .cautious)
        else { return false }
        return candidate.answer.isExact && candidate.cells > 0
      }
    }
    let isRest = question.including.values.contains { $0.contains(OracleWords.other) }
    return isHeld && !isRest ? "no parts, though a table has them" : nil
  }
}
