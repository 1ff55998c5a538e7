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
  /// Labels, as `nationality=VEN`, that only one of the two has.
  public var labelsAdded: [String]
  public var labelsMissing: [String]
  /// Cells that both have, with another number.
  public var cellsChanged: Int
  /// The largest changes of whole periods, by measure and place.
  public var totals: [Change]
  /// Cells of a size that are gone or fell to zero, and periods that fell by much: what a file that
  /// was cut off looks like.
  public var losses: [Change]

  /// A number before and after.
  public struct Change: Sendable, Codable, Equatable {
    /// What it counts, as a query.
    public var series: String
    public var period: Period
    public var before: Double
    /// `nil` when it is no longer there.
    public var after: Double?

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

  /// Compares a stored release with the last of its dataset that was published before it and is broken
  /// down alike; `nil` when there is none.
  init?(of key: Int64, _ source: Source, in db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT key, id FROM source WHERE dataset = ? AND key <> ? AND published <= ?
          AND EXISTS (
            SELECT 1 FROM reach a JOIN reach b USING (measure, shape)
            WHERE a.source = source.key AND b.source = ?)
        ORDER BY published DESC, key DESC LIMIT 1
        """, arguments: [source.dataset, key, source.published.number, key])
    guard let row else { return nil }
    let old: Int64 = row[0]
    let (was, now) = try (Totals(of: old, in: db), Totals(of: key, in: db))
    let start = now.periods.min()?.first ?? source.published
    let missing = was.periods.subtracting(now.periods).filter { $0.first >= start }
    before = row[1]
    periodsAdded = now.periods.subtracting(was.periods).sorted()
    periodsMissing = missing.sorted()
    labelsAdded = try ReleaseChanges.labels(of: key, notOf: old, in: db)
    labelsMissing = try ReleaseChanges.labels(of: old, notOf: key, in: db)
    cellsChanged =
      try Int.fetchOne(
        db,
        sql: """
          SELECT COUNT(*) FROM figure a JOIN figure b USING (series, first, last)
          WHERE a.source = ? AND b.source = ? AND a.value IS NOT b.value
          """, arguments: [key, old]) ?? 0
    let changed = was.changes(to: now).filter { $0.period.first >= start }
    totals = Array(changed.filter { $0.after != nil }.prefix(ReleaseChanges.mostListed))
    let fallen = changed.filter { change in
      guard let after = change.after else { return false }
      return after < change.before * (1 - ReleaseChanges.leastFall)
        && change.size >= ReleaseChanges.leastCell
    }
    let gone = try ReleaseChanges.goneCells(of: old, notOf: key, from: start, in: db)
      .filter { !missing.contains($0.period) }
    losses = Array((fallen + gone).prefix(2 * ReleaseChanges.mostListed))
  }

  private static func labels(
    of key: Int64, notOf other: Int64, in db: Database
  ) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT dimension || '=' || label FROM occurring a WHERE source = ? AND NOT EXISTS (
          SELECT 1 FROM occurring b WHERE b.source = ? AND b.measure = a.measure
            AND b.dimension = a.dimension AND b.label = a.label)
        ORDER BY 1
        """, arguments: [key, other])
  }

  /// Large cells of a release that another does not have or has as zero.
  private static func goneCells(
    of key: Int64, notOf other: Int64, from start: Day, in db: Database
  ) throws -> [Change] {
    let columns = RecordStore.seriesColumns
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT a.first, a.last, a.value, b.value, \(columns) FROM figure a
        JOIN series ON series.id = a.series
        LEFT JOIN figure b ON b.series = a.series AND b.source = ? AND b.first = a.first
          AND b.last = a.last
        WHERE a.source = ? AND a.value >= ? AND coalesce(b.value, 0) = 0 AND a.first >= ?
          AND event = ''
        ORDER BY a.value DESC LIMIT ?
        """, arguments: [other, key, leastCell, start.number, mostListed])
    return rows.compactMap { row in
      guard let period = Period(from: Day(number: row[0]), through: Day(number: row[1]))
      else { return nil }
      var series = SeriesKey(measure: row[4])
      for (offset, dimension) in Dimension.allCases.enumerated() where dimension != .measure {
        series[dimension] = row[4 + offset]
      }
      return Change(series: "\(series)", period: period, before: row[2], after: row[3])
    }
  }
}

/// What the periods of a release come to, by measure and place, from its coarsest tables.
private struct Totals {
  private struct Key: Hashable {
    var measure: String
    var place: String
    var period: Period
  }

  private var values: [Key: (shape: Int32, value: Double)] = [:]
  private(set) var periods: Set<Period> = []

  init(of key: Int64, in db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT measure, place, shape, first, last, total(value) FROM figure
        JOIN series ON series.id = figure.series WHERE source = ? AND unit = '' AND event = ''
        GROUP BY measure, place, shape, first, last
        """, arguments: [key])
    while let row = try rows.next() {
      guard let period = Period(from: Day(number: row[3]), through: Day(number: row[4]))
      else { continue }
      let cell = Key(measure: row[0], place: row[1], period: period)
      let shape: Int32 = row[2]
      let isCoarser = values[cell].map { shape.nonzeroBitCount < $0.shape.nonzeroBitCount } ?? true
      if isCoarser { values[cell] = (shape, row[5]) }
      periods.insert(period)
    }
  }

  /// The totals that another release gives differently or not at all, the largest change first.
  func changes(to other: Totals) -> [ReleaseChanges.Change] {
    values.compactMap { key, old -> ReleaseChanges.Change? in
      let new = other.values[key]?.value
      guard new != old.value else { return nil }
      var series = SeriesKey(measure: key.measure)
      if !key.place.isEmpty { series[.place] = key.place }
      return ReleaseChanges.Change(
        series: "\(series)", period: key.period, before: old.value, after: new)
    }.sorted { ($1.size, $0.period) < ($0.size, $1.period) }
  }
}
