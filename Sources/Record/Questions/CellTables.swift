import GRDB
import GRDBSQLite
import Periods

/// One source's cells of one shape that a selection matches, added up by period.
struct CellTable: Sendable {
  var source: Source
  var shape: Shape
  /// Labels that the whole table is limited to, in dimensions that the question does not name.
  var scope: [Dimension: String]
  /// Every place among the cells; one empty label when the table is not broken down by place.
  var places: Set<String>
  var sums: [Period: CellSum]
  /// Periods that the source's table of this shape covers at the selected places.
  var covered: Set<Period>
  /// First to last day covered.
  var coverage: Period
  /// First to last day that any table of the source covers for the question.
  var sourceCoverage: Period
}

struct CellSum: Hashable, Sendable {
  /// Sum of the cells that are known.
  var value = 0.0
  var cells = 0
  var unknown = 0
  /// Series of the only cell, for what is said beside the number.
  var series: Int64 = 0
}

/// Fetches the cells that a selection matches.
struct CellFetch {
  let selection: Selection
  /// Dimensions to keep apart.
  let by: [Dimension]
  /// Only figures of periods inside this one; `nil` for all.
  var within: Period?

  /// The tables that can answer, by the labels of the dimensions kept apart.
  func tables(in db: Database, sources: [Int64: Source]) throws -> [[String]: [CellTable]] {
    let tallies = try addUp(in: db)
    guard !tallies.isEmpty else { return [:] }
    let coverage = try coveredPeriods(in: db)
    let scopes = try scopes(in: db)
    var tables: [[String]: [CellTable]] = [:]
    for (key, tally) in tallies {
      guard let source = sources[key.source] else { continue }
      var covered = coverage[SliceKey(source: key.source, shape: key.shape)] ?? []
      covered.formUnion(tally.sums.keys)
      guard let first = covered.lazy.map(\.first).min(),
        let last = covered.lazy.map(\.last).max(), let whole = Period(from: first, through: last)
      else { continue }
      let shape = Shape(rawValue: key.shape)
      let scope = (scopes[key.source] ?? [:]).filter { shape.contains(Shape($0.key)) }
      tables[key.group, default: []].append(
        CellTable(
          source: source, shape: shape, scope: scope, places: tally.places, sums: tally.sums,
          covered: covered, coverage: whole, sourceCoverage: whole))
    }
    return tables
  }

  private struct TableKey: Hashable {
    var source: Int64
    var shape: Int32
    var group: [String]
  }

  private struct SliceKey: Hashable {
    var source: Int64
    var shape: Int32
  }

  /// What one table's cells come to, and where they are counted.
  private struct Tally {
    var sums: [Period: CellSum] = [:]
    var places: Set<String> = []
  }

  /// Sums by table and period.
  ///
  /// This reads every matching figure, tens of thousands for a total over a large table, so it steps
  /// through SQLite's own interface, where a row costs a fifth of what a decoded one does, and looks
  /// at a series' labels only where the series changes.
  private func addUp(in db: Database) throws -> [TableKey: Tally] {
    let statement = try db.makeStatement(sql: sql)
    try statement.setArguments(arguments)
    let raw = statement.sqliteStatement
    defer { sqlite3_reset(raw) }
    var tallies: [TableKey: Tally] = [:]
    var current = TableKey(source: -1, shape: 0, group: [])
    var series = Int64(-1)
    var tally = Tally()
    while true {
      let code = sqlite3_step(raw)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: .init(rawValue: code)) }
      let nextSeries = sqlite3_column_int64(raw, 0)
      let source = sqlite3_column_int64(raw, 1)
      if nextSeries != series || source != current.source {
        series = nextSeries
        let key = TableKey(
          source: source, shape: sqlite3_column_int(raw, 5),
          group: by.indices.map { text(raw, Int32(7 + $0)) })
        if key != current {
          if current.source >= 0 { tallies[current] = tally }
          tally = tallies.removeValue(forKey: key) ?? Tally()
          current = key
        }
        tally.places.insert(text(raw, 6))
      }
      add(raw, series, to: &tally)
    }
    if current.source >= 0 { tallies[current] = tally }
    return tallies
  }

  private func add(_ raw: OpaquePointer, _ series: Int64, to tally: inout Tally) {
    let first = Day(number: sqlite3_column_int(raw, 2))
    let last = Day(number: sqlite3_column_int(raw, 3))
    guard let period = Period(from: first, through: last) else { return }
    let isUnknown = sqlite3_column_type(raw, 4) == SQLITE_NULL
    let value = isUnknown ? 0 : sqlite3_column_double(raw, 4)
    let add = { (sum: inout CellSum) in
      sum.value += value
      sum.cells += 1
      sum.unknown += isUnknown ? 1 : 0
      sum.series = series
    }
    add(&tally.sums[period, default: CellSum()])
  }

  private func text(_ raw: OpaquePointer, _ column: Int32) -> String {
    sqlite3_column_text(raw, column).map { String(cString: $0) } ?? ""
  }

  /// Series by series through the primary key; for a few periods, through the index of periods. The
  /// order of the tables is given by CROSS JOIN, which SQLite keeps.
  private var sql: String {
    let labels = by.map { ", series.\"\($0.rawValue)\"" }.joined()
    let columns = "series.id, source, first, last, value, shape, place" + labels
    guard within != nil else {
      return """
        SELECT \(columns) FROM series CROSS JOIN figure ON figure.series = series.id
        WHERE \(condition.sql)
        """
    }
    return """
      SELECT \(columns) FROM figure INDEXED BY figure_by_period
      CROSS JOIN series ON series.id = figure.series
      WHERE first >= ? AND first <= ? AND last <= ? AND \(condition.sql)
      """
  }

  private var arguments: StatementArguments {
    guard let within else { return condition.arguments }
    let (first, last) = (within.first.number, within.last.number)
    return StatementArguments([first, last, last]) + condition.arguments
  }

  private func coveredPeriods(in db: Database) throws -> [SliceKey: Set<Period>] {
    var sql = "SELECT source, shape, first, last FROM slice WHERE measure = ?"
    var arguments: [any DatabaseValueConvertible] = [selection.measure]
    if let places = selection.including[.place] {
      sql += " AND place IN (\(places.map { _ in "?" }.joined(separator: ", ")))"
      arguments += places
    }
    var covered: [SliceKey: Set<Period>] = [:]
    let rows = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(arguments))
    while let row = try rows.next() {
      guard let period = Period(from: Day(number: row[2]), through: Day(number: row[3]))
      else { continue }
      covered[SliceKey(source: row[0], shape: row[1]), default: []].insert(period)
    }
    return covered
  }

  /// What each table is limited to, beyond what the question asks for itself.
  private func scopes(in db: Database) throws -> [Int64: [Dimension: String]] {
    var scopes: [Int64: [Dimension: String]] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT source, dimension, label FROM scope WHERE measure = ?",
      arguments: [selection.measure])
    while let row = try rows.next() {
      guard let dimension = Dimension(rawValue: row[1]), !by.contains(dimension),
        selection.including[dimension] == nil, selection.excluding[dimension] == nil
      else { continue }
      scopes[row[0], default: [:]][dimension] = row[2] as String
    }
    return scopes
  }

  /// What a series must be to match. A unit or a base of comparison must be named to be meant:
  /// a change in per cent is not to be added to a count.
  var condition: (sql: String, arguments: StatementArguments) {
    var parts = ["measure = ?"]
    var arguments: [any DatabaseValueConvertible] = [selection.measure]
    for dimension in Dimension.allCases where dimension != .measure {
      let column = "\"\(dimension.rawValue)\""
      if let labels = selection.including[dimension] {
        parts.append("\(column) IN (\(labels.map { _ in "?" }.joined(separator: ", ")))")
        arguments += labels
      } else if by.contains(dimension) || selection.excluding[dimension] != nil {
        parts.append("\(column) <> ''")
      } else if dimension == .unit || dimension == .against {
        parts.append("\(column) = ''")
      }
      if let labels = selection.excluding[dimension] {
        parts.append("\(column) NOT IN (\(labels.map { _ in "?" }.joined(separator: ", ")))")
        arguments += labels
      }
    }
    return (parts.joined(separator: " AND "), StatementArguments(arguments))
  }
}
