import GRDB
import Periods

/// A source with what the record holds of it.
public struct SourceSummary: Sendable, Equatable {
  /// The source itself, with its coverage.
  public let source: Source
  /// Number of figures.
  public let figures: Int
  /// First to last day that they are about; `nil` for a source without figures.
  public let coverage: Period?
  /// Whether it came with Trocha.
  public let isShipped: Bool
}

extension RecordStore {
  /// Every source, by dataset and date of publication.
  public func sources() throws -> [SourceSummary] {
    try pool.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT source.*, COUNT(figure.series) AS figures, MIN(figure.first) AS first_day,
            MAX(figure.last) AS last_day
          FROM source LEFT JOIN figure ON figure.source = source.key
          GROUP BY source.key ORDER BY dataset, published, id
          """)
      return try rows.map { row in
        var coverage: Period?
        if let first = try row.dayIfAny("first_day"), let last = try row.dayIfAny("last_day") {
          coverage = Period(from: first, through: last)
        }
        return SourceSummary(
          source: try Source(row: row), figures: row["figures"], coverage: coverage,
          isShipped: row["shipped"])
      }
    }
  }

  /// A source by its name; `nil` when the record lacks it.
  public func source(_ id: Source.ID) throws -> Source? {
    try pool.read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM source WHERE id = ?", arguments: [id])
        .map(Source.init(row:))
    }
  }

  static func sourcesByKey(_ db: Database) throws -> [Int64: Source] {
    var sources: [Int64: Source] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM source") {
      sources[row["key"]] = try Source(row: row)
    }
    return sources
  }
}

extension Source {
  /// A source as the store keeps it; the standing falls back on the weaker one.
  ///
  /// - Throws: a ``RecordError`` for a day that is none.
  init(row: Row) throws {
    self.init(
      id: row["id"], dataset: row["dataset"], publisher: row["publisher"], title: row["title"],
      url: row["url"], citation: row["citation"], licence: row["licence"],
      published: try row.day("published"),
      retrieved: try row.dayIfAny("retrieved"), sha256: row["sha256"],
      usualLag: row["usual_lag"], standing: Standing(rawValue: row["standing"]) ?? .quoted,
      leavesOutZeros: row["leaves_out_zeros"], note: row["note"],
      coverage: Coverage(stored: row["coverage"]) ?? .undeclared,
      dating: Dating(rawValue: row["dating"]) ?? .given)
  }
}
