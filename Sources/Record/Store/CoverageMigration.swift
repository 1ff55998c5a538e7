import GRDB
import Periods

/// Brings a record of the version before up to date: sources get a coverage, states a dimension of
/// their own.
///
/// What a source of a known dataset covers is declared as if it were read today; of another source
/// nothing is known but the labels and periods that occur.
enum CoverageMigration {
  static func run(_ db: Database) throws {
    try db.execute(sql: changeSource)
    try rebuildSeries(db)
    try db.execute(sql: createReach)
    try db.execute(sql: "DROP TABLE scope")
    let moved = try moveStates(db)
    let vocabulary = try Vocabulary.shipped()
    for (key, source) in try RecordStore.sourcesByKey(db) {
      try declare(source, key, hasMoved: moved.contains(key), vocabulary, in: db)
    }
  }

  private static let changeSource = """
    ALTER TABLE source ADD COLUMN coverage TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE source ADD COLUMN dating TEXT NOT NULL DEFAULT 'given';
    ALTER TABLE source ADD COLUMN has_unknown INTEGER NOT NULL DEFAULT 1;
    """

  /// Which periods a source's tables have figures for, by place where the source declares no span
  /// (else under an empty place), and which labels occur in them. A list of single events by day
  /// has its months here.
  private static let createReach = """
    CREATE TABLE reach (
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      measure TEXT NOT NULL,
      shape INTEGER NOT NULL,
      place TEXT NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      daily INTEGER NOT NULL,
      PRIMARY KEY (measure, source, shape, place, first, last)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reach_by_source ON reach (source);
    CREATE TABLE occurring (
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      measure TEXT NOT NULL,
      dimension TEXT NOT NULL,
      label TEXT NOT NULL,
      PRIMARY KEY (measure, source, dimension, label)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX occurring_by_source ON occurring (source);
    DROP INDEX figure_by_source;
    DROP INDEX figure_by_period;
    CREATE INDEX figure_by_source ON figure (source, first, last);
    CREATE INDEX extra_hedged ON extra (source) WHERE hedge <> 'exact';
    """

  /// The same table with columns for the dimensions that are new: a unique index over all of them
  /// cannot be widened in place.
  private static func rebuildSeries(_ db: Database) throws {
    let old = try db.columns(in: "series").map(\.name).filter { $0 != "id" && $0 != "shape" }
    let all = Dimension.allCases.map(\.rawValue)
    let columns = { (names: [String]) in names.map { "\"\($0)\"" }.joined(separator: ", ") }
    try db.execute(
      sql: """
        CREATE TABLE widened (
          id INTEGER PRIMARY KEY,
          shape INTEGER NOT NULL,
          \(all.map { "\"\($0)\" TEXT NOT NULL DEFAULT ''" }.joined(separator: ", ")),
          UNIQUE (\(columns(all)))
        ) STRICT;
        INSERT INTO widened (id, shape, \(columns(old))) SELECT id, shape, \(columns(old)) FROM series;
        DROP TABLE series;
        ALTER TABLE widened RENAME TO series;
        CREATE INDEX series_by_nationality ON series (measure, nationality);
        CREATE INDEX series_by_component ON series (measure, place, component);
        """)
  }

  /// States stood among sectors, as `state-tx`.
  ///
  /// - Returns: the sources that had such.
  private static func moveStates(_ db: Database) throws -> Set<Int64> {
    let moved = try Set(
      Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT figure.source FROM series JOIN figure ON figure.series = series.id
          WHERE sector LIKE 'state-%'
          """))
    let shift = DimensionSet(.state).rawValue - DimensionSet(.sector).rawValue
    try db.execute(
      sql: """
        UPDATE series SET state = 'US-' || upper(substr(sector, 7)), sector = '', shape = shape + ?
        WHERE sector LIKE 'state-%'
        """, arguments: [shift])
    return moved
  }

  private static func declare(
    _ source: Source, _ key: Int64, hasMoved: Bool, _ vocabulary: Vocabulary, in db: Database
  ) throws {
    var release = Release(source: source)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT figure.first, figure.last, figure.value, extra.hedge, extra.latitude,
          extra.longitude, extra.note, \(RecordStore.seriesColumns)
        FROM figure JOIN series ON series.id = figure.series
        LEFT JOIN extra USING (series, source, first, last) WHERE figure.source = ?
        """, arguments: [key])
    while let row = try rows.next() {
      if let figure = try Figure(row: row) { _ = release.add(figure, line: 0) }
    }
    if vocabulary.coverage(of: source.dataset) != .undeclared {
      // A record that was cut down may hold a few figures of a whole table.
      release.declareCoverage(vocabulary, fewest: 50)
      try db.execute(
        sql: "UPDATE source SET coverage = ? WHERE key = ?",
        arguments: [try release.source.coverage.stored(), key])
    }
    if hasMoved {
      // The figures are the same, their labels are not.
      try db.execute(
        sql: "UPDATE source SET digest = ? WHERE key = ?",
        arguments: [ReleaseDigest(release).text, key])
      try db.execute(
        sql: "DELETE FROM slice WHERE source = ?", arguments: [key])
      try ReleaseTables(release).insertSlices(source: key, in: db)
    }
    try ReleaseTables(release).insertReach(source: key, in: db)
    try db.execute(
      sql: "UPDATE source SET has_unknown = ? WHERE key = ?", arguments: [release.hasUnknown, key])
  }
}
