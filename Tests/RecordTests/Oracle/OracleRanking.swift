import Periods

/// Which table answers.
extension Oracle {
  /// The tables that answer a question for whatever period.
  func answering(_ question: OracleQuestion) -> [OracleTable] {
    let holding = tables.filter { table in
      table.standing(question, reading) != nil
        && table.cellsByPeriod.keys.contains { table.source.isSeen($0, asOf: question.asOf) }
    }
    return restOfLongestList(holding, question)
  }

  /// `OOO` is the rest of the longest list, for the whole of a question: its periods are of one
  /// list.
  private func restOfLongestList(
    _ holding: [OracleTable], _ question: OracleQuestion
  ) -> [OracleTable] {
    let asked = question.including.filter { $0.value.contains(OracleWords.other) }.keys
    return asked.reduce(holding) { tables, dimension in
      let counted =
        reading.restNeedsNumber
        ? tables.filter { table in
          OraclePeriods.all.contains {
            table.source.isSeen($0, asOf: question.asOf)
              && table.candidate(question, $0, reading) != nil
          }
        } : tables
      // The worlds have one list of each length.
      let longest = counted.map { $0.extent(dimension).labels.count }.max()
      return tables.filter { $0.extent(dimension).labels.count == longest }
    }
  }

  /// What each source says of a period.
  func candidates(_ question: OracleQuestion, _ period: Period) -> [OracleCandidate] {
    let seen = answering(question).filter { $0.source.isSeen(period, asOf: question.asOf) }
    let found = Dictionary(grouping: seen, by: \.source.id).values.flatMap { tables in
      if reading.coarsestForThePeriod {
        let found = tables.compactMap { $0.candidate(question, period, reading) }
        let fewest = found.map(\.table.dimensions.count).min()
        return found.filter { $0.table.dimensions.count == fewest }
      }
      let fewest = tables.map(\.dimensions.count).min()
      return tables.filter { $0.dimensions.count == fewest }
        .compactMap { $0.candidate(question, period, reading) }
    }
    return found.filter { !isWithdrawn($0, question, period, by: seen) }
  }

  /// Whether a later release of the same dataset, which was out, has nothing but unknown cells where the number stood.
  private func isWithdrawn(
    _ candidate: OracleCandidate, _ question: OracleQuestion, _ period: Period,
    by seen: [OracleTable]
  ) -> Bool {
    let own = candidate.table.source
    return !own.isQuoted
      && seen.contains { later in
        let source = later.source
        return source.dataset == own.dataset && source.published > own.published
          && !source.isQuoted && !source.standsIn(asOf: question.asOf)
          && later.isUnknown(question, period, reading)
      }
  }

  /// The answers of those that go first; several when the rules leave it open.
  func best(_ all: [OracleCandidate], _ question: OracleQuestion) -> Set<OracleFinding> {
    let official = all.filter { !$0.table.source.isQuoted }
    let standing = official.isEmpty ? all : official
    let certain = standing.filter(\.answer.isExact)
    if !certain.isEmpty {
      return Set(first(certain, question).map(\.finding))
    }
    // Of each dataset its best release; among those the highest.
    let lowest = Dictionary(grouping: standing, by: \.table.source.dataset).values
      .map { first($0, question) }
    let highest = lowest.flatMap { $0 }.compactMap(\.answer.number).max()
    let found = lowest.filter { $0.contains { $0.answer.number == highest } }
      .flatMap { $0.map(\.finding) }
    return found.isEmpty ? [.none] : Set(found)
  }

  /// By day of publication and the like, of those that stand the same.
  private func first(
    _ candidates: [OracleCandidate], _ question: OracleQuestion
  ) -> [OracleCandidate] {
    var left = candidates
    func prefer(_ isBetter: (OracleCandidate) -> Bool) {
      let better = left.filter(isBetter)
      if !better.isEmpty { left = better }
    }
    prefer { !$0.table.source.standsIn(asOf: question.asOf) }
    prefer { $0.table.source.roundedTo == nil }
    // The latest of those that were out; of those that stand in the nearest to the day.
    let days = left.map(\.table.source.published)
    let standIn = left.allSatisfy { $0.table.source.standsIn(asOf: question.asOf) }
    let nearest = standIn ? days.min() : days.max()
    prefer { $0.table.source.published == nearest }
    // A total as published before a sum. Where an answer is neither plainly (a zero, or the one cell
    // of a finer table), and for tables that go on as long, the order is left open.
    let isPlain = left.allSatisfy { $0.cells > 1 || $0.isTotal(of: question) }
    if isPlain { prefer { $0.isTotal(of: question) } }
    return left
  }
}

extension OracleCandidate {
  var finding: OracleFinding {
    OracleFinding(answer: answer, sources: [table.source.id])
  }

  /// Whether the source publishes the very number.
  fileprivate func isTotal(of question: OracleQuestion) -> Bool {
    cells == 1 && table.dimensions == Set(question.including.keys)
  }
}

/// The periods that the worlds are about.
enum OraclePeriods {
  static let years = ["2022", "2023"].compactMap(Period.init)
  static let months = years.flatMap { $0.split(into: .month) }
  static let all = months + years
}
