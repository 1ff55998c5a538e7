import GRDB
import Periods

/// What a check of the record found.
public struct RecordCheck: Encodable, Sendable {
  /// Damage: empty when the file is sound.
  public var faults: [String]
  /// Tables that count the same and differ.
  public var disagreements: [Disagreement]
  /// How many the record holds.
  public var figures: Int
  /// How many the record holds.
  public var sources: Int

  /// Two sources that give a series of the vocabulary differently.
  public struct Disagreement: Encodable, Sendable {
    /// The id of the named series.
    public var series: String
    /// Ids of the two sources, the one whose figures are shown first.
    public var sources: [String]
    /// Periods that both give a value for.
    public var periods: Int
    /// How many of them differ.
    public var differing: Int
    /// Where they differ most.
    public var largest: Largest

    /// What two sources give for one period.
    public struct Largest: Encodable, Sendable {
      /// The period in which the difference is largest.
      public var period: Period
      /// What each of the two gives, in the order of ``Disagreement/sources``.
      public var values: [Double]
    }
  }
}

extension RecordStore {
  /// Checks that the file is sound, and where two tables of the record give one figure differently.
  public func check() throws -> RecordCheck {
    try pool.read { db in
      // Of a file that is damaged as such, nothing further can be asked.
      let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      var faults = try pages + RecordStore.outOfBounds(db)
      let isReadable = faults.isEmpty
      if isReadable { faults += try RecordStore.faults(db) }
      return RecordCheck(
        faults: faults, disagreements: isReadable ? try disagreements(in: db) : [],
        figures: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM figure") ?? 0,
        sources: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM source") ?? 0)
    }
  }

  /// Days and values that no record has; where the database does not keep them out, since its checks were
  /// turned off.
  private static func outOfBounds(_ db: Database) throws -> [String] {
    let days = BoundsMigration.days
    let sources = try String.fetchAll(
      db,
      sql: """
        SELECT id FROM source WHERE NOT published \(days) OR NOT coalesce(retrieved, 0) \(days)
        ORDER BY id
        """)
    let figures = try Row.fetchAll(
      db,
      sql: """
        SELECT source.id, COUNT(*) FROM figure JOIN source ON source.key = figure.source
        WHERE NOT first \(days) OR NOT last \(days) OR NOT coalesce(value, 0) \(BoundsMigration.values)
        GROUP BY source.key ORDER BY source.id
        """)
    return try derivedOutOfBounds(db)
      + sources.map { "\($0): its day of publication or of reading is none" }
      + figures.map {
        "\($0[0] as String): \($0[1] as Int) figures have a day or a value that is none"
      }
  }

  /// The same of the tables that are made from the figures.
  private static func derivedOutOfBounds(_ db: Database) throws -> [String] {
    let days = BoundsMigration.days
    let tables = try String.fetchAll(
      db,
      sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'figure' ORDER BY name")
    return try tables.compactMap { table in
      let columns = Set(try db.columns(in: table).map(\.name))
      guard columns.isSuperset(of: ["first", "last"]) else { return nil }
      let count = try Int.fetchOne(
        db,
        sql: "SELECT COUNT(*) FROM \"\(table)\" WHERE NOT first \(days) OR NOT last \(days)")
      return count.flatMap { $0 > 0 ? "\($0) rows of \(table) have a day that is none" : nil }
    }
  }

  private static func faults(_ db: Database) throws -> [String] {
    var faults = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
      "a row of \($0[0] as String) points at a row of \($0[2] as String) that is not there"
    }
    let negative =
      try Int.fetchOne(
        db,
        sql: """
          SELECT COUNT(*) FROM figure JOIN series ON series.id = figure.series
          WHERE value < 0 AND unit = ''
          """) ?? 0
    if negative > 0 { faults.append("\(negative) counts are below zero") }
    let uncounted = try Row.fetchAll(
      db,
      sql: """
        SELECT source.id, COUNT(*) AS held,
          (SELECT SUM(cells) FROM slice WHERE slice.source = source.key) AS counted
        FROM figure JOIN source ON source.key = figure.source
        GROUP BY source.key HAVING held IS NOT counted
        """)
    faults += uncounted.map {
      "\($0[0] as String): \($0[1] as Int) figures are held, others counted"
    }
    return try faults + DigestCheck.faults(db) + Subtotals.faults(db)
  }

  /// Goes through the named series and holds every table that answers against the chosen one.
  private func disagreements(in db: Database) throws -> [RecordCheck.Disagreement] {
    var found: [RecordCheck.Disagreement] = []
    for series in vocabulary.namedSeries {
      guard let selection = Selection(written: series.selection) else { continue }
      guard
        let lists = try? TimelineMaker(selection, context, in: db).candidates(asOf: nil).byPeriod
      else { continue }
      found += RecordStore.disagreements(of: series.id, lists)
    }
    return found
  }

  private static func disagreements(
    of series: String, _ lists: [Period: [Candidate]]
  ) -> [RecordCheck.Disagreement] {
    var pairs: [[String]: [(period: Period, values: [Double])]] = [:]
    for (period, list) in lists {
      guard let best = list.first, let value = best.value else { continue }
      for other in list.dropFirst() {
        guard let otherValue = other.value else { continue }
        pairs[[best.table.source.id, other.table.source.id], default: []]
          .append((period, [value, otherValue]))
      }
    }
    return pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { sources, all in
      let differing = all.filter { $0.values[0] != $0.values[1] }
      guard
        // Of several as large, the latest: the order of a dictionary is no order.
        let largest = differing.max(by: {
          (abs($0.values[0] - $0.values[1]), $0.period.first)
            < (abs($1.values[0] - $1.values[1]), $1.period.first)
        })
      else { return nil }
      return RecordCheck.Disagreement(
        series: series, sources: sources, periods: all.count, differing: differing.count,
        largest: .init(period: largest.period, values: largest.values))
    }
  }
}
