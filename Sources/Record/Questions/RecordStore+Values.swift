import GRDB
import Periods

/// A number that an official table gives: what it counts, and when.
package struct ValuedCell: Hashable, Sendable {
  package var selection: Selection
  package var period: Period
  package var value: Double
}

extension RecordStore {
  /// Where official tables have one of some numbers, of whatever vintage.
  ///
  /// Single incidents, and numbers that are no counts of their measure, are left out. All tables are read
  /// once, whatever the number of values: some ten milliseconds for the figures that ship.
  ///
  /// - Parameter values: finite numbers.
  /// - Throws: an error of the database.
  package func cells(valued values: Set<Double>) throws -> [ValuedCell] {
    guard !values.isEmpty else { return [] }
    let columns = RecordStore.seriesColumns
    let sql = """
      SELECT DISTINCT figure.first, figure.last, figure.value, \(columns)
      FROM figure JOIN source ON source.key = figure.source JOIN series ON series.id = figure.series
      WHERE figure.value IN (SELECT value FROM json_each(?))
        AND source.standing = ? AND series.unit = '' AND series.event = ''
      ORDER BY \(columns), figure.first, figure.last
      """
    // One argument holds them all: SQLite takes only so many, and a long text has more numbers.
    let list = "[" + values.sorted().map { "\($0)" }.joined(separator: ",") + "]"
    return try pool.read { db in
      try Row.fetchAll(db, sql: sql, arguments: [list, Source.Standing.official.rawValue])
        .compactMap { try ValuedCell(row: $0) }
    }
  }
}

extension ValuedCell {
  fileprivate init?(row: Row) throws {
    guard let period = try row.period(0, 1) else { return nil }
    let series = SeriesKey(row: row, from: 3)
    var selection = Selection(measure: series.measure)
    for dimension in series.dimensions.members where dimension != .measure {
      if let label = series[dimension] { selection.include([label], in: dimension) }
    }
    self.init(selection: selection, period: period, value: row[2])
  }
}
