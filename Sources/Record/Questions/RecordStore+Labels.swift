import GRDB

extension RecordStore {
  /// The labels that figures of a measure have in a dimension, in no order.
  ///
  /// - Parameter places: only figures counted there; `nil` for anywhere.
  public func labels(
    of measure: String, in dimension: Dimension, at places: [String]? = nil
  ) throws -> [String] {
    let column = "\"\(dimension.rawValue)\""
    var sql = "SELECT DISTINCT \(column) FROM series WHERE measure = ? AND \(column) <> ''"
    var arguments: [any DatabaseValueConvertible] = [measure]
    if let places {
      sql += " AND place IN (\(places.map { _ in "?" }.joined(separator: ", ")))"
      arguments += places
    }
    return try pool.read { db in
      try String.fetchAll(db, sql: sql, arguments: StatementArguments(arguments))
    }
  }
}
