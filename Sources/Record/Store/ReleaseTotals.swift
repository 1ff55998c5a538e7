import GRDB
import Periods

/// What the periods of a release come to, by measure and place, from its coarsest tables; of single
/// incidents what the months come to.
struct ReleaseTotals {
  private struct Key: Hashable {
    var measure: String
    var place: String
    var period: Period
  }

  /// `nil` where every cell of it is not known.
  private var values: [Key: (dimensions: DimensionSet, value: Double?)] = [:]
  private(set) var periods: Set<Period> = []

  /// - Parameter common: a condition on `series`, as ``ReleasePair/common``.
  init(of key: Int64, common: String, in db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT measure, place, shape, first, last, sum(value) FROM figure
        JOIN series ON series.id = figure.series
        WHERE source = ? AND unit = '' AND event = '' \(common)
        GROUP BY measure, place, shape, first, last
        """, arguments: [key])
    while let row = try rows.next() {
      guard let period = try row.period(3, 4) else { continue }
      let cell = Key(measure: row[0], place: row[1], period: period)
      let dimensions = DimensionSet(stored: row[2])
      let isCoarser = values[cell].map { dimensions.count < $0.dimensions.count } ?? true
      if isCoarser { values[cell] = (dimensions, row[5]) }
      periods.insert(period)
    }
    try addIncidents(of: key, common, in: db)
  }

  private mutating func addIncidents(
    of key: Int64, _ common: String, in db: Database
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT measure, first, total(value) FROM figure JOIN series ON series.id = figure.series
        WHERE source = ? AND unit = '' AND event <> '' \(common) GROUP BY measure, first
        """, arguments: [key])
    while let row = try rows.next() {
      let month = Period.month(of: try row.day(1))
      let cell = Key(measure: row[0], place: "", period: month)
      values[cell] = (DimensionSet(), (values[cell]?.value ?? 0) + row[2])
      periods.insert(month)
    }
  }

  /// The totals that another release gives differently or not at all, the largest change first.
  func changes(to other: ReleaseTotals) -> [ReleaseChanges.Change] {
    values.compactMap { key, old -> ReleaseChanges.Change? in
      let held = other.values[key]
      // What was not known before is nothing that was lost.
      guard let before = old.value, held?.value != before else { return nil }
      var series = SeriesKey(measure: key.measure)
      if !key.place.isEmpty { series[.place] = key.place }
      return ReleaseChanges.Change(
        series: "\(series)", period: key.period, before: before, after: held?.value,
        isWithdrawn: held != nil && held?.value == nil)
    }.sorted { ($1.size, $0.period) < ($0.size, $1.period) }
  }
}
