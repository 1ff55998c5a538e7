import Foundation
import GRDB
import Periods
import Tabular

/// What an import did.
public struct ImportOutcome: Sendable, Codable, Equatable {
  public var file: String
  public var format: String
  /// Figures added to the record.
  public var figuresAdded: Int
  /// Sources that were new, in the order they were read.
  public var sourcesAdded: [String]
  /// Sources that were there already, figure for figure.
  public var sourcesUnchanged: [String]

  /// Whether the record is now another than before.
  public var changedRecord: Bool { !sourcesAdded.isEmpty }
}

extension RecordStore {
  /// Reads a published file into the record. Nothing is stored unless all of it can be read.
  ///
  /// - Parameters:
  ///   - name: the file as its owner calls it, for messages; `nil` for its path.
  ///   - format: name of a reader; `nil` to tell it from the file.
  ///   - published: the day the file was published, when its reader cannot know.
  ///   - replacing: whether figures of a source with the same name and other content give way.
  /// - Throws: an `InputError` for a file that cannot be read, a ``RecordError`` for one that cannot
  ///   be stored.
  public func importFile(
    path: String, named name: String? = nil, format: String? = nil, published: Day? = nil,
    retrieved: Day? = nil, url: String = "", replacing: Bool = false
  ) throws -> ImportOutcome {
    let file = PublishedFile(
      path: path, name: name ?? path, sha256: try FileHash.sha256(path: path), published: published,
      retrieved: retrieved, url: url, vocabulary: vocabulary)
    let reader = try FigureReaders.reader(for: file, format: format)
    let releases = try reader.read(file)
    return try store(
      releases, file: file, format: type(of: reader).format, replacing: replacing)
  }

  /// Stores releases in one transaction.
  ///
  /// - Parameter shipped: whether they are all the figures that ship with Trocha, which then take
  ///   the place of those that shipped before.
  package func store(
    _ releases: [Release], file: PublishedFile, format: String, replacing: Bool = false,
    shipped: Bool = false
  ) throws -> ImportOutcome {
    let digests = releases.map { ReleaseDigest($0).text }
    return try pool.write { db in
      if shipped { try db.execute(sql: "DELETE FROM source WHERE shipped") }
      var outcome = ImportOutcome(
        file: file.name, format: format, figuresAdded: 0, sourcesAdded: [], sourcesUnchanged: [])
      for (release, digest) in zip(releases, digests) {
        if try insert(release, digest: digest, replacing: replacing, shipped: shipped, in: db) {
          outcome.sourcesAdded.append(release.source.id)
          outcome.figuresAdded += release.count
        } else {
          outcome.sourcesUnchanged.append(release.source.id)
        }
      }
      if replacing {
        try db.execute(sql: "DELETE FROM series WHERE id NOT IN (SELECT series FROM figure)")
      }
      if shipped {
        try db.execute(
          sql: "INSERT OR REPLACE INTO setting VALUES ('shipped', ?)", arguments: [file.sha256])
      } else {
        // Not "or replace", which would forget what an earlier reading of the file brought.
        try db.execute(
          sql: "INSERT OR IGNORE INTO imported_file VALUES (?, ?, ?)",
          arguments: [file.sha256, URL(fileURLWithPath: file.name).lastPathComponent, format])
        for id in outcome.sourcesAdded {
          try db.execute(
            sql: "INSERT INTO imported_source SELECT ?, key FROM source WHERE id = ?",
            arguments: [file.sha256, id])
        }
      }
      return outcome
    }
  }

  /// Adds a release; `false` when the record holds it already.
  private func insert(
    _ release: Release, digest: String, replacing: Bool, shipped: Bool, in db: Database
  ) throws -> Bool {
    let known = try String.fetchOne(
      db, sql: "SELECT digest FROM source WHERE id = ?", arguments: [release.source.id])
    if let known {
      if known == digest { return false }
      guard replacing else { throw RecordError.sourceDiffers(id: release.source.id) }
      try db.execute(sql: "DELETE FROM source WHERE id = ?", arguments: [release.source.id])
    }
    let key = try insertSource(release.source, digest: digest, shipped: shipped, in: db)
    let series = try seriesKeys(of: release, in: db)
    try insertFigures(of: release, source: key, series: series, in: db)
    try ReleaseTables(release).insertSlices(source: key, in: db)
    try ReleaseTables(release).insertReach(source: key, in: db)
    return true
  }

  private func insertSource(
    _ source: Source, digest: String, shipped: Bool, in db: Database
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO source (id, dataset, publisher, title, url, citation, licence, published,
          retrieved, sha256, usual_lag, standing, leaves_out_zeros, note, digest, shipped,
          coverage, dating)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source.id, source.dataset, source.publisher, source.title, source.url, source.citation,
        source.licence, source.published.number, source.retrieved?.number, source.sha256,
        source.usualLag, source.standing.rawValue, source.leavesOutZeros, source.note, digest,
        shipped, try source.coverage.stored(), source.dating.rawValue,
      ])
    return db.lastInsertedRowID
  }

  /// The store's number of each of a release's series, made where new.
  private func seriesKeys(of release: Release, in db: Database) throws -> [Int64] {
    let columns = Dimension.allCases.map { "\"\($0.rawValue)\"" }
    let find = try db.makeStatement(
      sql: "SELECT id FROM series WHERE " + columns.map { "\($0) = ?" }.joined(separator: " AND "))
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO series (shape, \(columns.joined(separator: ", ")))
        VALUES (?\(String(repeating: ", ?", count: columns.count)))
        """)
    return try release.series.map { series in
      if let id = try Int64.fetchOne(find, arguments: StatementArguments(series.row)) { return id }
      try insert.execute(
        arguments: StatementArguments([series.shape.rawValue] as [any DatabaseValueConvertible])
          + StatementArguments(series.row))
      return db.lastInsertedRowID
    }
  }

  private func insertFigures(
    of release: Release, source: Int64, series: [Int64], in db: Database
  ) throws {
    let insert = try db.makeStatement(sql: "INSERT INTO figure VALUES (?, ?, ?, ?, ?)")
    let insertExtra = try db.makeStatement(
      sql: "INSERT INTO extra VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    // In the order of the primary key, so that the table grows at its end.
    let order = release.rows.indices.sorted { a, b in
      let (x, y) = (release.rows[a], release.rows[b])
      return (series[Int(x.series)], x.period.first, x.period.last)
        < (series[Int(y.series)], y.period.first, y.period.last)
    }
    for index in order {
      let row = release.rows[index]
      let (first, last) = (row.period.first.number, row.period.last.number)
      insert.setUncheckedArguments([series[Int(row.series)], source, first, last, row.value])
      try insert.execute()
      if let extra = release.extras[index] {
        try insertExtra.execute(arguments: [
          series[Int(row.series)], source, first, last, extra.hedge.rawValue,
          extra.point?.latitude, extra.point?.longitude, extra.note,
        ])
      }
    }
  }
}
