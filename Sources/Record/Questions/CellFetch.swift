import GRDB
import GRDBSQLite
import Periods

/// Fetches the cells of tables that a selection matches.
struct CellFetch {
  let answering: AnsweringTables
  /// Only figures of periods inside this one; `nil` for all.
  var within: Period?

  private var by: [Dimension] { answering.by }

  private typealias Answering = (table: HeldTable, isAtLeast: Bool)

  /// Tables whose cells one condition finds.
  private struct Batch: Hashable {
    var condition: CellCondition
    /// Whether their sums are read instead of their cells.
    var isOfSubtotals: Bool
  }

  private struct Place: Hashable {
    var id: TableID
    var labels: [String]
  }

  /// The tables with their cells, by the labels of the dimensions kept apart.
  ///
  /// - Parameter only: which tables to read; `nil` for all. A table without a matching cell comes
  ///   along under no labels.
  func tables(in db: Database, only: Set<TableID>? = nil) throws -> [[String]: [CellTable]] {
    var groups: [[String]: [CellTable]] = [:]
    for (batch, members) in batches(only) {
      let tallies = try addUp(members, batch, in: db)
      for (table, isAtLeast) in members {
        let own = tallies[TableID(source: table.key, dimensions: table.dimensions)] ?? [:]
        for (labels, sums) in own {
          groups[labels, default: []].append(
            CellTable(held: table, isAtLeast: isAtLeast, sums: sums))
        }
        if own.isEmpty, by.isEmpty {
          groups[[], default: []].append(CellTable(held: table, isAtLeast: isAtLeast, sums: [:]))
        }
      }
    }
    return groups
  }

  private func batches(_ only: Set<TableID>?) -> [Batch: [Answering]] {
    let wanted = answering.tables.filter { table, _ in
      only?.contains(TableID(source: table.key, dimensions: table.dimensions)) ?? true
    }
    return Dictionary(grouping: wanted) { table, _ in
      let condition = CellCondition(answering, for: table)
      let isSummed = condition.tested.union(by).isSubset(of: Subtotals.kept)
      return Batch(condition: condition, isOfSubtotals: table.hasSubtotals && isSummed)
    }
  }

  /// Sums by table, labels kept apart, and period.
  ///
  /// This reads every matching figure, tens of thousands where no sums are kept, so it steps through
  /// SQLite's own interface, where a row costs a fifth of what a decoded one does, and looks at a
  /// series' labels only where the series changes.
  private func addUp(
    _ tables: [Answering], _ batch: Batch, in db: Database
  ) throws -> [TableID: [[String]: [Period: CellSum]]] {
    let sources = Set(tables.map { $0.table.key })
    let dimensions = Set(tables.map(\.table.dimensions))
    if let shelf = answering.context.shelf, !batch.isOfSubtotals {
      return try addUp(from: shelf, batch.condition, sources, dimensions, in: db)
    }
    let statement = try db.makeStatement(sql: sql(batch, sources: sources, dimensions: dimensions))
    try statement.setArguments(batch.condition.arguments)
    let raw = statement.sqliteStatement
    defer { sqlite3_reset(raw) }
    var tallies: [Place: PeriodSums] = [:]
    var current = Place(id: TableID(source: -1, dimensions: DimensionSet()), labels: [])
    var series = Int64(-1)
    var sums = PeriodSums()
    while true {
      let code = sqlite3_step(raw)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: .init(rawValue: code)) }
      let nextSeries = sqlite3_column_int64(raw, 0)
      let source = sqlite3_column_int64(raw, 1)
      // Sums are of many series, and few.
      if batch.isOfSubtotals || nextSeries != series || source != current.id.source {
        series = nextSeries
        let place = place(raw, source)
        if place != current {
          tallies[current] = sums
          sums = tallies.removeValue(forKey: place) ?? PeriodSums()
          current = place
        }
      }
      let cell = batch.isOfSubtotals ? subtotal(raw, series) : cell(raw, series)
      sums.add(first: sqlite3_column_int(raw, 2), last: sqlite3_column_int(raw, 3), cell)
    }
    tallies[current] = sums
    return try CellFetch.byTable(tallies)
  }

  /// The same, of series and figures that are kept in memory.
  private func addUp(
    from shelf: CellShelf, _ condition: CellCondition, _ sources: Set<Int64>,
    _ dimensions: Set<DimensionSet>, in db: Database
  ) throws -> [TableID: [[String]: [Period: CellSum]]] {
    var tallies: [Place: PeriodSums] = [:]
    var current = Place(id: TableID(source: -1, dimensions: DimensionSet()), labels: [])
    var series = Int64(-1)
    var sums = PeriodSums()
    try shelf.cells(
      condition, shapes: dimensions, sources: sources, within: within,
      revision: answering.context.catalogue.revision(in: db), in: db
    ) { shelved, cell in
      if shelved.id != series || cell.source != current.id.source {
        series = shelved.id
        tallies[current] = sums
        current = Place(
          id: TableID(source: cell.source, dimensions: shelved.shape),
          labels: by.map { shelved[$0] })
        sums = tallies.removeValue(forKey: current) ?? PeriodSums()
      }
      sums.add(
        first: cell.first, last: cell.last,
        CellSum(
          value: cell.value ?? 0, cells: 1, unknown: cell.value == nil ? 1 : 0, series: series))
    }
    tallies[current] = sums
    return try CellFetch.byTable(tallies)
  }

  private static func byTable(
    _ tallies: [Place: PeriodSums]
  ) throws -> [TableID: [[String]: [Period: CellSum]]] {
    try tallies.reduce(into: [:]) { byTable, tally in
      guard tally.key.id.source >= 0 else { return }
      byTable[tally.key.id, default: [:]][tally.key.labels] = try tally.value.byPeriod()
    }
  }

  private func place(_ raw: OpaquePointer, _ source: Int64) -> Place {
    Place(
      id: TableID(source: source, dimensions: DimensionSet(rawValue: sqlite3_column_int(raw, 5))),
      labels: by.indices.map { index in
        sqlite3_column_text(raw, Int32(8 + index)).map { String(cString: $0) } ?? ""
      })
  }

  private func cell(_ raw: OpaquePointer, _ series: Int64) -> CellSum {
    // What is not known reads as 0: only then is its type asked for.
    let value = sqlite3_column_double(raw, 4)
    let isUnknown = value == 0 && sqlite3_column_type(raw, 4) == SQLITE_NULL
    return CellSum(value: value, cells: 1, unknown: isUnknown ? 1 : 0, series: series)
  }

  private func subtotal(_ raw: OpaquePointer, _ series: Int64) -> CellSum {
    CellSum(
      value: sqlite3_column_double(raw, 4), cells: Int(sqlite3_column_int64(raw, 6)),
      unknown: Int(sqlite3_column_int64(raw, 7)), series: series)
  }

  private func sql(_ batch: Batch, sources: Set<Int64>, dimensions: Set<DimensionSet>) -> String {
    let sourceList = sources.map(String.init).joined(separator: ", ")
    let dimensionList = dimensions.map { String($0.rawValue) }.joined(separator: ", ")
    let isSource = "source IN (\(sourceList))"
    let matches = "shape IN (\(dimensionList)) AND \(batch.condition.sql)"
    let isWithin = within.map { period in
      let (first, last) = (period.first.number, period.last.number)
      return "first >= \(first) AND first <= \(last) AND last <= \(last)"
    }
    let conditions = [isSource, isWithin, matches].compactMap(\.self).joined(separator: " AND ")
    return "\(batch.isOfSubtotals ? sums : cells) WHERE \(conditions)"
  }

  private var labels: String { by.map { ", \"\($0.rawValue)\"" }.joined() }

  private var sums: String {
    "SELECT series, source, first, last, value, shape, cells, unknown\(labels) FROM subtotal"
  }

  /// Series by series through the primary key; for a few periods, source by source through the index of
  /// their periods. The order of the tables is given by CROSS JOIN, which SQLite keeps.
  private var cells: String {
    let columns = "series.id, source, first, last, value, shape, 1, 0\(labels)"
    let tables =
      within == nil
      ? "series CROSS JOIN figure ON figure.series = series.id"
      : "figure INDEXED BY figure_by_source CROSS JOIN series ON series.id = figure.series"
    return "SELECT \(columns) FROM \(tables)"
  }
}
