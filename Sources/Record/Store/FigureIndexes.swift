import GRDB

/// The indexes of figures, taken away while half a million are put in: made at the end they are sorted once,
/// instead of grown at a random place for each figure.
struct FigureIndexes {
  private let statements: [String]

  /// Drops them, within a transaction.
  init(droppedFrom db: Database) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM sqlite_master
        WHERE type = 'index' AND tbl_name = 'figure' AND sql IS NOT NULL
        """)
    statements = rows.map { $0["sql"] }
    for row in rows { try db.execute(sql: "DROP INDEX \(row["name"] as String)") }
  }

  func restore(in db: Database) throws {
    for statement in statements { try db.execute(sql: statement) }
  }
}
