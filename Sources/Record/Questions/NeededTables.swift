import GRDB
import Periods

/// Which tables' cells a question needs, so that of many vintages few are read.
///
/// Releases of one dataset are read best first, and older ones only while a period is left for which
/// none that was read is sure to have a number. It must put releases in the order in which
/// ``CandidateOrder`` does, as far as that does not depend on the cells.
struct NeededTables {
  private let asOf: Day?
  private let withUnknown: Set<Int64>
  private var datasets: [Releases] = []

  /// - Parameter within: only periods inside this one are asked about; `nil` for all. Those that overlap
  ///   it count, since months stand for the days of a list of events.
  init(_ answering: AnsweringTables, asOf: Day?, within: Period?) {
    self.asOf = asOf
    withUnknown = answering.withUnknown
    let byDataset = Dictionary(grouping: answering.tables, by: { $0.table.source.dataset })
    for (dataset, tables) in byDataset {
      let ranked = Dictionary(grouping: tables, by: rank)
      datasets.append(
        Releases(
          dataset: dataset, waiting: ranked.sorted { $1.key < $0.key }.map(\.value),
          open: tables.reduce(into: Set<Period>()) { $0.formUnion($1.table.reach) }
            .filter { within?.overlaps($0) ?? true }))
    }
  }

  private typealias Answering = (table: HeldTable, isAtLeast: Bool)

  /// The releases of one dataset.
  private struct Releases {
    var dataset: String
    /// Those that were not looked at, the best last.
    var waiting: [[Answering]]
    /// Periods for which no number is sure to be known.
    var open: Set<Period>
  }

  /// What releases of one dataset are put in order by; equal ones are listed apart by their cells.
  private struct Rank: Hashable, Comparable {
    var isQuoted: Bool
    var isAtLeast: Bool
    var standsIn: Bool
    var isRounded: Bool
    /// Later releases first; of those that stand in, the one nearest to the day.
    var distance: Int32

    static func < (a: Rank, b: Rank) -> Bool {
      let flags = { (rank: Rank) in
        [rank.isQuoted, rank.isAtLeast, rank.standsIn, rank.isRounded].map { $0 ? 1 : 0 }
      }
      return flags(a) == flags(b)
        ? a.distance < b.distance : flags(a).lexicographicallyPrecedes(flags(b))
    }
  }

  private func rank(_ answering: Answering) -> Rank {
    let source = answering.table.source
    let standsIn = asOf.map { source.published > $0 } ?? false
    return Rank(
      isQuoted: source.standing == .quoted, isAtLeast: answering.isAtLeast, standsIn: standsIn,
      isRounded: source.coverage.roundedTo != nil,
      distance: standsIn ? source.published.number : -source.published.number)
  }

  /// The next tables to read; empty when every period has its number, or no table is left.
  mutating func next() -> Set<TableID> {
    datasets.indices.reduce(into: []) { ids, index in ids.formUnion(next(of: &datasets[index])) }
  }

  /// Goes on without reading past releases that are sure to have a number by their coverage alone.
  private func next(of releases: inout Releases) -> Set<TableID> {
    var ids: Set<TableID> = []
    while !releases.open.isEmpty, let equal = releases.waiting.popLast() {
      for (table, _) in equal where !table.reach.isDisjoint(with: releases.open) || table.isDaily {
        ids.insert(TableID(source: table.key, dimensions: table.dimensions))
      }
      for table in equal { releases.open.subtract(surelyKnown(table)) }
      if !ids.isEmpty, equal.contains(where: { isCertain($0) && !$0.table.source.leavesOutZeros }) {
        break
      }
    }
    return ids
  }

  /// Notes for which periods the tables that were read have a number.
  mutating func found(_ tables: [CellTable]) {
    for cells in tables where isCertain((cells.held, cells.isAtLeast)) {
      guard let index = datasets.firstIndex(where: { $0.dataset == cells.source.dataset })
      else { continue }
      for (period, sum) in cells.sums
      where sum.unknown == 0 && !cells.short.contains(period) && isOver(period, cells.held) {
        datasets[index].open.remove(period)
      }
    }
  }

  private func isCertain(_ answering: Answering) -> Bool {
    !answering.isAtLeast && !withUnknown.contains(answering.table.key)
  }

  /// Periods for which a table has a number, whatever its cells are.
  private func surelyKnown(_ answering: Answering) -> Set<Period> {
    let table = answering.table
    guard table.source.leavesOutZeros, isCertain(answering) else { return [] }
    return table.covered.filter { isOver($0, table) }
  }

  /// Whether all of a period was counted, and known on the day asked about.
  private func isOver(_ period: Period, _ table: HeldTable) -> Bool {
    asOf.map { table.source.known(from: period) <= $0 } ?? true
      && period.last <= table.source.published && !table.partly.contains(period)
  }
}

extension HeldTable {
  /// Periods that the table has something to say of.
  var reach: Set<Period> { covered.union(partly) }
}

extension AnsweringTables {
  /// The tables that may be needed, by what is known without reading a cell; `nil` for all.
  func needed(_ read: VintagesRead, within: Period?) -> Set<TableID>? {
    guard case .asOf(let days) = read else { return nil }
    var all: Set<TableID> = []
    for day in days {
      var needed = NeededTables(self, asOf: day, within: within)
      while case let ids = needed.next(), !ids.isEmpty { all.formUnion(ids) }
    }
    return all
  }

  /// The tables with the cells of their own that a question needs.
  ///
  /// - Parameter within: only cells of periods inside this one; `nil` for all.
  func fetch(
    _ vintages: VintagesRead, within: Period?, in db: Database
  ) throws -> [CellTable] {
    guard case .asOf(let days) = vintages else { return try cells(only: nil, within, in: db) }
    var read: [TableID: CellTable] = [:]
    for day in days {
      var needed = NeededTables(self, asOf: day, within: within)
      while case let ids = needed.next(), !ids.isEmpty {
        let new = ids.subtracting(read.keys)
        for cells in new.isEmpty ? [] : try cells(only: new, within, in: db) {
          read[cells.id] = cells
        }
        needed.found(ids.compactMap { read[$0] })
      }
    }
    return Array(read.values)
  }

  private func cells(
    only ids: Set<TableID>?, _ within: Period?, in db: Database
  ) throws -> [CellTable] {
    var tables =
      try CellFetch(answering: self, within: within).tables(in: db, only: ids)[[]] ?? []
    let short = try UnionGaps(self, within: within, only: ids, in: db).byTable([])
    for index in tables.indices { tables[index].short = short[tables[index].id] ?? [] }
    return tables
  }
}
