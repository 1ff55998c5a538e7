import GRDB
import Periods

/// Where a table has no cell for a label of a union and that is no zero: the sum of the others is not
/// the union's.
struct UnionGaps {
  /// Periods by the labels kept apart, and by table.
  private var short: [[String]: [TableID: Set<Period>]] = [:]

  /// - Parameter only: which tables to look at; `nil` for all that answer.
  init(
    _ answering: AnsweringTables, within: Period?, only: Set<TableID>?, in db: Database
  ) throws {
    let unions = answering.selection.including.filter { $0.value.count > 1 }
    let coverages = answering.context.vocabulary.coverages
    let held = answering.tables.map(\.table).filter { table in
      !coverages.isZeroWithoutCell(answering.selection, in: table.source)
        && only?.contains(TableID(source: table.key, dimensions: table.dimensions)) ?? true
    }
    guard !held.isEmpty else { return }
    let ids = Set(held.map { TableID(source: $0.key, dimensions: $0.dimensions) })
    for (dimension, labels) in unions {
      let apart = try AnsweringTables(
        answering.selection, by: answering.by + [dimension], answering.context, in: db)
      let groups = try CellFetch(answering: apart, within: within).tables(in: db, only: ids)
      for table in held {
        let cells = labels.map { answering.check.cellLabels($0, dimension, table) }
        find(cells, in: groups, of: TableID(source: table.key, dimensions: table.dimensions))
      }
    }
  }

  /// Notes the periods in which a table has some of a union's labels but not all.
  private mutating func find(
    _ asked: [[String]?], in groups: [[String]: [CellTable]], of id: TableID
  ) {
    var found: [[String]: [(label: String, periods: Set<Period>)]] = [:]
    for (labels, tables) in groups {
      guard let sums = tables.first(where: { $0.id == id })?.sums, let label = labels.last
      else { continue }
      found[Array(labels.dropLast()), default: []].append((label, Set(sums.keys)))
    }
    for (kept, cells) in found {
      let all = cells.reduce(into: Set<Period>()) { $0.formUnion($1.periods) }
      for wanted in asked {
        let there = cells.filter { wanted?.contains($0.label) ?? true }
          .reduce(into: Set<Period>()) { $0.formUnion($1.periods) }
        short[kept, default: [:]][id, default: []].formUnion(all.subtracting(there))
      }
    }
  }

  /// The periods that are short under some labels kept apart, by table.
  func byTable(_ kept: [String]) -> [TableID: Set<Period>] { short[kept] ?? [:] }

  /// The periods that are short under any labels, by table.
  var ofAny: [TableID: Set<Period>] {
    short.values.reduce(into: [:]) { all, tables in
      all.merge(tables) { $0.union($1) }
    }
  }
}
