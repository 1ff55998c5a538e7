import GRDB
import Periods
import Tabular

/// Gives days and values bounds that the database itself keeps, and the file the mark of Trocha's.
///
/// A check cannot be added to a table: those with days are made anew. A record with a day or a value that is
/// none fails here, and stays as it was.
enum BoundsMigration {
  static func run(_ db: Database) throws {
    try rebuild(
      "source", checks: ["published \(days)", "retrieved IS NULL OR retrieved \(days)"], db)
    try rebuild(
      "figure",
      checks: ["first \(days)", "last \(days)", "value IS NULL OR value \(values)"], db)
    try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
  }

  static let days =
    "BETWEEN \(Day.storable.lowerBound) AND \(Day.storable.upperBound)"
  static let values = "BETWEEN -\(CSVTable.largestCount) AND \(CSVTable.largestCount)"

  /// The same table with checks, and its indexes.
  private static func rebuild(_ table: String, checks: [String], _ db: Database) throws {
    let made = try Row.fetchAll(
      db, sql: "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL",
      arguments: [table])
    guard let old = made.first(where: { $0["type"] == "table" })?["sql"] as String?,
      let open = old.firstIndex(of: "("), let close = old.lastIndex(of: ")")
    else { return }
    let added = checks.map { ", CHECK (\($0))" }.joined()
    let columns = try db.columns(in: table).map { "\"\($0.name)\"" }.joined(separator: ", ")
    try db.execute(
      sql: """
        CREATE TABLE bounded \(old[open..<close])\(added)\(old[close...]);
        INSERT INTO bounded (\(columns)) SELECT \(columns) FROM \(table);
        DROP TABLE \(table);
        ALTER TABLE bounded RENAME TO \(table);
        """)
    for index in made where index["type"] == "index" { try db.execute(sql: index["sql"]) }
  }
}
