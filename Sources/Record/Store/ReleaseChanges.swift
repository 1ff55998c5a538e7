import GRDB
import Periods

/// How a release differs from the one before it of the same dataset.
public struct ReleaseChanges: Sendable, Codable, Equatable {
  /// The release before.
  public var before: Source.ID
  /// Periods that the release before did not have.
  public var periodsAdded: [Period]
  /// Periods that only the release before has, though they do not lie before the new one begins.
  public var periodsMissing: [Period]
  /// Labels, as `nationality=VEN`, that only the new release has.
  public var labelsAdded: [String]
  /// Labels, as `nationality=VEN`, that only the release before has.
  public var labelsMissing: [String]
  /// Cells that both have, with another number.
  public var cellsChanged: Int
  /// Single incidents that only the release before has, by their names.
  public var incidentsMissing: Int
  /// The largest changes of whole periods, by measure and place.
  public var totals: [Change]
  /// Cells of a size that are gone or fell to zero, periods that fell by much, and incidents of which many
  /// are gone: what a file that was cut off looks like.
  public var losses: [Change]

  /// A number before and after.
  public struct Change: Sendable, Codable, Equatable {
    /// What it counts, as a query.
    public var series: String
    /// The period whose number changed.
    public var period: Period
    /// What the release before has.
    public var before: Double
    /// `nil` when it is no longer there.
    public var after: Double?
    /// Whether the new release says that the number is not known.
    public var isWithdrawn = false

    var size: Double { abs((after ?? 0) - before) }
  }

  /// Whether something is gone that a revision does not explain.
  public var hasLosses: Bool { !losses.isEmpty || !periodsMissing.isEmpty }
}

extension ReleaseChanges {
  /// Changes that are listed, the largest first.
  private static let mostListed = 5
  /// A cell below this may vanish in any revision.
  private static let leastCell = 50.0
  /// Revisions move a month by a few in a thousand; a twentieth of it is no revision.
  private static let leastFall = 0.05

  /// Compares a stored release with the one before it, in the cells that both are about.
  init(_ pair: ReleasePair, _ source: Source, in db: Database) throws {
    let (key, old) = (pair.new, pair.old)
    let was = try ReleaseTotals(of: old, common: pair.common, in: db)
    let now = try ReleaseTotals(of: key, common: pair.common, in: db)
    let start = now.periods.min()?.first ?? source.published
    let missing = was.periods.subtracting(now.periods).filter { $0.first >= start }
    before = pair.oldSource.id
    periodsAdded = now.periods.subtracting(was.periods).sorted()
    periodsMissing = missing.sorted()
    labelsAdded = try ReleaseChanges.labels(of: key, notOf: old, pair, in: db)
    labelsMissing = try ReleaseChanges.labels(of: old, notOf: key, pair, in: db)
    cellsChanged =
      try Int.fetchOne(
        db,
        sql: """
          SELECT COUNT(*) FROM figure a JOIN figure b USING (series, first, last)
          WHERE a.source = ? AND b.source = ? AND a.value IS NOT b.value
          """, arguments: [key, old]) ?? 0
    let changed = was.changes(to: now).filter { $0.period.first >= start }
    totals = Array(
      changed.filter { $0.after != nil || $0.isWithdrawn }.prefix(ReleaseChanges.mostListed))
    let fallen = changed.filter { change in
      guard let after = change.after else { return false }
      return after < change.before * (1 - ReleaseChanges.leastFall)
        && change.size >= ReleaseChanges.leastCell
    }
    let gone = try ReleaseChanges.goneCells(pair, from: start, in: db)
      .filter { !missing.contains($0.period) }
    let incidents = try LostIncidents(pair, from: start, in: db)
    incidentsMissing = incidents.count
    losses = Array((incidents.losses + fallen + gone).prefix(2 * ReleaseChanges.mostListed))
  }

  /// Labels of what both count that one of them has nowhere; those of a part are what was asked for.
  private static func labels(
    of key: Int64, notOf other: Int64, _ pair: ReleasePair, in db: Database
  ) throws -> [String] {
    let parts = pair.parts.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT dimension || '=' || label FROM occurring a WHERE source = ?
          AND dimension NOT IN (\(parts))
          AND measure IN (SELECT measure FROM reach WHERE source = ?)
          AND NOT EXISTS (
            SELECT 1 FROM occurring b WHERE b.source = ? AND b.dimension = a.dimension
              AND b.label = a.label)
        ORDER BY 1
        """, arguments: [key, other, other])
  }

  /// Large cells of the release before that the new one does not have or has as zero.
  private static func goneCells(
    _ pair: ReleasePair, from start: Day, in db: Database
  ) throws -> [Change] {
    let columns = RecordStore.seriesColumns
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT a.first, a.last, a.value, b.value, b.series IS NOT NULL, \(columns) FROM figure a
        JOIN series ON series.id = a.series
        LEFT JOIN figure b ON b.series = a.series AND b.source = ? AND b.first = a.first
          AND b.last = a.last
        WHERE a.source = ? AND a.value >= ? AND coalesce(b.value, 0) = 0 AND a.first >= ?
          AND event = '' \(pair.common)
        ORDER BY a.value DESC LIMIT ?
        """, arguments: [pair.new, pair.old, leastCell, start.number, mostListed])
    return try rows.compactMap { row in
      guard let period = try row.period(0, 1) else { return nil }
      var series = SeriesKey(measure: row[5])
      for (offset, dimension) in Dimension.allCases.enumerated() where dimension != .measure {
        series[dimension] = row[5 + offset]
      }
      let after: Double? = row[3]
      let isThere: Bool = row[4]
      return Change(
        series: "\(series)", period: period, before: row[2], after: after,
        isWithdrawn: isThere && after == nil)
    }
  }
}
