import Periods

/// Which tables' cells a question needs, so that of many vintages few are read.
///
/// By what is known without reading a figure: of each dataset the best release for each period, and
/// the next best ones until one is sure to have a number there. It must put releases in the order in
/// which ``CandidateOrder`` does, as far as that does not depend on the cells.
struct NeededTables {
  private let asOf: Day?
  private let withUnknown: Set<Int64>
  private(set) var ids: Set<TableID> = []

  init(_ answering: AnsweringTables, asOf: Day?) {
    self.asOf = asOf
    withUnknown = answering.withUnknown
    for tables in Dictionary(grouping: answering.tables, by: { $0.table.source.dataset }).values {
      choose(tables)
    }
  }

  private typealias Answering = (table: HeldTable, isAtLeast: Bool)

  /// What releases of one dataset are put in order by; equal ones are told apart by their cells.
  private struct Rank: Hashable, Comparable {
    var isQuoted: Bool
    var isAtLeast: Bool
    var standsIn: Bool
    var isRounded: Bool
    /// Days before the day that days are counted from: later releases first.
    var age: Int32

    static func < (a: Rank, b: Rank) -> Bool {
      let flags = { (rank: Rank) in
        [rank.isQuoted, rank.isAtLeast, rank.standsIn, rank.isRounded].map { $0 ? 1 : 0 }
      }
      return flags(a) == flags(b) ? a.age < b.age : flags(a).lexicographicallyPrecedes(flags(b))
    }
  }

  private mutating func choose(_ tables: [Answering]) {
    let ranked = Dictionary(grouping: tables, by: rank)
    var open = tables.reduce(into: Set<Period>()) { $0.formUnion($1.table.reach) }
    for rank in ranked.keys.sorted() {
      let equal = ranked[rank] ?? []
      for (table, _) in equal where !table.reach.isDisjoint(with: open) || table.isDaily {
        ids.insert(TableID(source: table.key, shape: table.shape))
      }
      for table in equal { open.subtract(surelyKnown(table)) }
      if open.isEmpty { return }
    }
  }

  private func rank(_ answering: Answering) -> Rank {
    let source = answering.table.source
    return Rank(
      isQuoted: source.standing == .quoted, isAtLeast: answering.isAtLeast,
      standsIn: asOf.map { source.published > $0 } ?? false,
      isRounded: source.coverage.roundedTo != nil, age: -source.published.number)
  }

  /// Periods for which a table has a number, whatever its cells are.
  private func surelyKnown(_ answering: Answering) -> Set<Period> {
    let table = answering.table
    guard table.source.leavesOutZeros, !answering.isAtLeast, !withUnknown.contains(table.key)
    else { return [] }
    return table.covered.filter { period in
      asOf.map { table.source.known(from: period) <= $0 } ?? true
        && period.last <= table.source.published
    }
  }
}

extension HeldTable {
  /// Periods that the table has something to say of.
  var reach: Set<Period> { covered.union(partly) }
}
