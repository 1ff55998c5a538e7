import GRDB

/// The tables of the store, as migrations. A migration that has been released is never changed.
enum Schema {
  /// "Trch" in ASCII: what SQLite calls the application that a file belongs to.
  static let applicationID: Int64 = 0x5472_6368

  /// The step that every record has.
  static let first = "1 sources, series, figures"

  /// Whether a database holds a record of a version before this one.
  static func isOlder(_ db: Database) throws -> Bool {
    let applied = try migrator.appliedIdentifiers(db)
    return try !applied.isEmpty && !migrator.hasCompletedMigrations(db)
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(first) { db in
      try db.execute(sql: createSource)
      try db.execute(sql: createSeries)
      try db.execute(sql: createFigure)
      try db.execute(sql: createExtra)
      try db.execute(sql: createSlice)
      try db.execute(sql: createScope)
      try db.execute(sql: createLedger)
    }
    migrator.registerMigration("2 which file brought which source") { db in
      try db.execute(sql: createImportedSource)
    }
    migrator.registerMigration("3 what each source covers", migrate: CoverageMigration.run)
    migrator.registerMigration("4 a source's figures are read from their index alone") { db in
      try db.execute(sql: coverFigures)
    }
    migrator.registerMigration("5 sums of large tables", migrate: Subtotals.migrate)
    migrator.registerMigration("6 bounds of days and values", migrate: BoundsMigration.run)
    return migrator
  }

  /// The dimensions of the first version, in its order.
  private static let firstDimensions = [
    "measure", "place", "component", "sector", "authority", "kind", "demographic", "nationality",
    "from", "to", "route", "cause", "event", "unit", "against",
  ]

  /// Days are stored as whole numbers (see `Day.number`), so that ranges compare as they should.
  private static let createSource = """
    CREATE TABLE source (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      dataset TEXT NOT NULL,
      publisher TEXT NOT NULL,
      title TEXT NOT NULL,
      url TEXT NOT NULL,
      citation TEXT NOT NULL,
      licence TEXT NOT NULL,
      published INTEGER NOT NULL,
      retrieved INTEGER,
      sha256 TEXT NOT NULL,
      usual_lag INTEGER,
      standing TEXT NOT NULL,
      leaves_out_zeros INTEGER NOT NULL,
      note TEXT NOT NULL,
      digest TEXT NOT NULL,
      shipped INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX source_by_dataset ON source (dataset, published);
    """

  /// One column a dimension, empty where not broken down: the unique index needs values that
  /// compare equal, which NULLs do not.
  private static let createSeries = """
    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      shape INTEGER NOT NULL,
      \(firstDimensions.map { "\"\($0)\" TEXT NOT NULL" }.joined(separator: ", ")),
      UNIQUE (\(firstDimensions.map { "\"\($0)\"" }.joined(separator: ", ")))
    ) STRICT;
    CREATE INDEX series_by_nationality ON series (measure, nationality);
    CREATE INDEX series_by_component ON series (measure, place, component);
    """

  private static let createFigure = """
    CREATE TABLE figure (
      series INTEGER NOT NULL REFERENCES series (id),
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      value REAL,
      PRIMARY KEY (series, source, first, last),
      CHECK (first <= last)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX figure_by_source ON figure (source);
    CREATE INDEX figure_by_period ON figure (first, last);
    """

  /// A comparison reads a source's few periods: with the value in the index no row is looked up. The
  /// series stands before it, so that cells of one follow one another.
  private static let coverFigures = """
    DROP INDEX figure_by_source;
    CREATE INDEX figure_by_source ON figure (source, first, last, series, value);
    """

  /// What few figures have.
  private static let createExtra = """
    CREATE TABLE extra (
      series INTEGER NOT NULL,
      source INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      hedge TEXT NOT NULL,
      latitude REAL,
      longitude REAL,
      note TEXT NOT NULL,
      PRIMARY KEY (series, source, first, last),
      FOREIGN KEY (series, source, first, last)
        REFERENCES figure (series, source, first, last) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    """

  /// Which periods a source's tables cover, counted once at import: a cell that such a table leaves
  /// out is zero where the table covers the period, and unknown elsewhere.
  private static let createSlice = """
    CREATE TABLE slice (
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      measure TEXT NOT NULL,
      place TEXT NOT NULL,
      shape INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      cells INTEGER NOT NULL,
      PRIMARY KEY (source, measure, place, shape, first, last)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX slice_by_measure ON slice (measure, place);
    """

  /// Dimensions in which all that a source breaks down has one label: what it is limited to, rather
  /// than broken down by. A table of Border Patrol alone is no answer for all of the agency.
  private static let createScope = """
    CREATE TABLE scope (
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      measure TEXT NOT NULL,
      dimension TEXT NOT NULL,
      label TEXT NOT NULL,
      PRIMARY KEY (source, measure, dimension)
    ) STRICT, WITHOUT ROWID;
    """

  private static let createLedger = """
    CREATE TABLE imported_file (
      sha256 TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      format TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// So that an import can be undone. Sources of files read before this table was made are not in
  /// it.
  private static let createImportedSource = """
    CREATE TABLE imported_source (
      file TEXT NOT NULL REFERENCES imported_file (sha256) ON DELETE CASCADE,
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      PRIMARY KEY (file, source)
    ) STRICT, WITHOUT ROWID;
    """
}
