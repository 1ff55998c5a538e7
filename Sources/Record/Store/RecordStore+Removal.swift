import GRDB
import Periods
import Tabular

/// Releases that were taken out of the record.
public struct Removal: Sendable, Codable, Equatable {
  /// Each with what went with it, in the order asked.
  public var removed: [RemovedRelease]
  /// Whether it was only tried, on a copy: the record is as it was.
  public var isDryRun: Bool
  /// The named series that are answered otherwise without them.
  public var series: [SeriesMove]

  /// A release that was taken out.
  public struct RemovedRelease: Sendable, Codable, Equatable {
    /// The name it had in the record.
    public var source: Source.ID
    /// The publication that it was a release of.
    public var dataset: String
    /// How many figures went with it.
    public var figures: Int
    /// First to last day that they were about.
    public var span: Period?
    /// Names of files that the record no longer says it has read, since nothing of them is left.
    public var files: [String]
    /// Labels, as `nationality=VEN`, that no other release has: they cannot be asked for any more.
    public var labels: [String]
    /// The release of the dataset that is now the newest; `nil` when there is none.
    public var newest: Source.ID?
  }
}

extension RecordStore {
  /// Takes releases out again, with all that came with them, in one transaction: their figures, their
  /// coverage, the labels that only they have, and the memory of their files. What is left answers as it did
  /// before they came.
  ///
  /// - Parameter isDryRun: whether to try it on a copy only, and say what would be.
  /// - Throws: ``RecordError/noSuchSource(id:suggestions:)``, and ``RecordError/sourceIsShipped(id:)`` for one
  ///   that came with Trocha; nothing has then been taken out.
  public func remove(_ ids: [Source.ID], isDryRun: Bool = false) throws -> Removal {
    if isDryRun {
      let (removed, moves) = try rehearsing { try $0.takeOut(ids) }
      return Removal(removed: removed, isDryRun: true, series: moves)
    }
    let before = try SeriesState(self)
    let removed = try takeOut(ids)
    return Removal(
      removed: removed, isDryRun: false, series: before.moves(to: try SeriesState(self)))
  }

  private func takeOut(_ ids: [Source.ID]) throws -> [Removal.RemovedRelease] {
    try pool.write { db in
      var seen: Set<Source.ID> = []
      var removed: [Removal.RemovedRelease] = []
      for id in ids where seen.insert(id).inserted {
        removed.append(try RecordStore.takeOut(id, in: db))
      }
      try db.execute(
        sql: "DELETE FROM imported_file WHERE sha256 NOT IN (SELECT file FROM imported_source)")
      try db.execute(sql: "DELETE FROM series WHERE id NOT IN (SELECT series FROM figure)")
      try Catalogue.bump(db)
      return try removed.map { release in
        var release = release
        release.newest = try String.fetchOne(
          db,
          sql: "SELECT id FROM source WHERE dataset = ? ORDER BY published DESC, key DESC LIMIT 1",
          arguments: [release.dataset])
        return release
      }
    }
  }

  private static func takeOut(_ id: Source.ID, in db: Database) throws -> Removal.RemovedRelease {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM source WHERE id = ?", arguments: [id])
    else {
      throw RecordError.noSuchSource(id: id, suggestions: try near(id, in: db))
    }
    guard !(row["shipped"] as Bool) else { throw RecordError.sourceIsShipped(id: id) }
    let key: Int64 = row["key"]
    let held = try Row.fetchOne(
      db, sql: "SELECT COUNT(*), MIN(first), MAX(last) FROM figure WHERE source = ?",
      arguments: [key])
    var span: Period?
    if let held, held[1] as Int64? != nil { span = try held.period(1, 2) }
    let release = Removal.RemovedRelease(
      source: id, dataset: row["dataset"], figures: held?[0] ?? 0, span: span,
      files: try filesOnly(of: key, in: db), labels: try labelsOnly(of: key, in: db))
    try db.execute(sql: "DELETE FROM source WHERE key = ?", arguments: [key])
    return release
  }

  private static let mostSuggested = 3

  /// Releases of the user whose names begin as the given one does, or that come nearest to it.
  private static func near(_ id: String, in db: Database) throws -> [String] {
    let names = try String.fetchAll(db, sql: "SELECT id FROM source WHERE NOT shipped ORDER BY id")
    let begun = id.isEmpty ? [] : names.filter { $0.hasPrefix(id) }
    return begun.isEmpty
      ? [suggestion(for: id, among: names)].compactMap { $0 } : Array(begun.suffix(mostSuggested))
  }

  /// Files of which nothing else is held.
  private static func filesOnly(of key: Int64, in db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM imported_file WHERE sha256 IN (
          SELECT file FROM imported_source GROUP BY file HAVING MIN(source = ?))
        ORDER BY name
        """, arguments: [key])
  }

  private static func labelsOnly(of key: Int64, in db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT dimension || '=' || label FROM occurring a WHERE source = ?
          AND NOT EXISTS (
            SELECT 1 FROM occurring b WHERE b.source <> a.source AND b.dimension = a.dimension
              AND b.label = a.label)
        UNION SELECT DISTINCT 'measure=' || measure FROM occurring a WHERE source = ?
          AND NOT EXISTS (
            SELECT 1 FROM occurring b WHERE b.source <> a.source AND b.measure = a.measure)
        ORDER BY 1
        """, arguments: [key, key])
  }
}
