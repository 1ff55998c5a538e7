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

  /// The tables that can answer, by the labels of the dimensions kept apart.
  func tables(in db: Database, sources: [Int64: Source]) throws -> [[String]: [CellTable]] {
    let members = try matchingSeries(in: db)
    guard !members.isEmpty else { return [:] }
    let tallies = try addUp(members, in: db)
    let coverage = try coveredPeriods(in: db)
    let scopes = try scopes(in: db)
    var tables: [[String]: [CellTable]] = [:]
    for (slot, key) in members.tables.enumerated() {
      for (sourceKey, tally) in tallies[slot] {
        guard let source = sources[sourceKey] else { continue }
        var covered = coverage[SliceKey(source: sourceKey, shape: key.shape.rawValue)] ?? []
        covered.formUnion(tally.sums.keys)
        let scope = (scopes[sourceKey] ?? [:]).filter { key.shape.contains(Shape($0.key)) }
        guard let first = covered.lazy.map(\.first).min(),
          let last = covered.lazy.map(\.last).max(), let whole = Period(from: first, through: last)
        else { continue }
        tables[key.group, default: []].append(
          CellTable(
            source: source, shape: key.shape, scope: scope, places: tally.places, sums: tally.sums,
            covered: covered, coverage: whole, sourceCoverage: whole))
      }
    }
    return tables
  }

  private struct TableKey: Hashable {
    var shape: Shape
    var group: [String]
  }

  private struct SliceKey: Hashable {
    var source: Int64
    var shape: Int32
  }

  /// The series that match, each with the number of the table it adds to.
  private struct Members {
    var slots: [Int64: Int] = [:]
    var places: [Int64: String] = [:]
    var tables: [TableKey] = []
    var isEmpty: Bool { slots.isEmpty }
  }

  private func matchingSeries(in db: Database) throws -> Members {
    var members = Members()
    var slotOf: [TableKey: Int] = [:]
    let columns = (["id", "shape", "place"] + by.map(\.rawValue)).map { "\"\($0)\"" }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(columns.joined(separator: ", ")) FROM series WHERE \(condition.sql)",
      arguments: condition.arguments)
    while let row = try rows.next() {
      let key = TableKey(
        shape: Shape(rawValue: row[1]), group: by.indices.map { row[3 + $0] })
      let slot: Int
      if let known = slotOf[key] {
        slot = known
      } else {
        slot = members.tables.count
        slotOf[key] = slot
        members.tables.append(key)
      }
      members.slots[row[0]] = slot
      members.places[row[0]] = row[2] as String
    }
    return members
  }

  /// What one source's cells come to, and where they are counted.
  private struct Tally {
    var sums: [Period: CellSum] = [:]
    var places: Set<String> = []
  }

  /// Sums by table, source and period.
  ///
  /// This reads every matching figure, tens of thousands for a total over a large table, so it steps
  /// through SQLite's own interface, where a row costs a fifth of what a decoded one does.
  private func addUp(_ members: Members, in db: Database) throws -> [[Int64: Tally]] {
    var tallies = [[Int64: Tally]](repeating: [:], count: members.tables.count)
    let statement = try db.makeStatement(
      sql: """
        SELECT figure.series, source, first, last, value FROM figure
        WHERE series IN (SELECT id FROM series WHERE \(condition.sql))
        """)
    try statement.setArguments(condition.arguments)
    let raw = statement.sqliteStatement
    var current = (series: Int64(-1), slot: 0, source: Int64(-1))
    var tally = Tally()
    func flush() {
      if current.source >= 0 { tallies[current.slot][current.source] = tally }
    }
    while true {
      let code = sqlite3_step(raw)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: .init(rawValue: code)) }
      let series = sqlite3_column_int64(raw, 0)
      let source = sqlite3_column_int64(raw, 1)
      if series != current.series || source != current.source {
        let slot = members.slots[series] ?? 0
        if slot != current.slot || source != current.source {
          flush()
          tally = tallies[slot].removeValue(forKey: source) ?? Tally()
        }
        current = (series, slot, source)
        tally.places.insert(members.places[series] ?? "")
      }
      let first = Day(number: sqlite3_column_int(raw, 2))
      let last = Day(number: sqlite3_column_int(raw, 3))
      guard let period = Period(from: first, through: last) else { continue }
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
    sqlite3_reset(raw)
    flush()
    return tallies
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
