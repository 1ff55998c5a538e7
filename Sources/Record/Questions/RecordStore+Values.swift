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
  /// - Throws: an error of the database.
  package func cells(valued values: Set<Double>) throws -> [ValuedCell] {
    guard !values.isEmpty else { return [] }
    let columns = RecordStore.seriesColumns
    let sql = """
      SELECT DISTINCT figure.first, figure.last, figure.value, \(columns)
      FROM figure JOIN source ON source.key = figure.source JOIN series ON series.id = figure.series
      WHERE figure.value IN (\(values.map { _ in "?" }.joined(separator: ", ")))
        AND source.standing = ? AND series.unit = '' AND series.event = ''
      ORDER BY \(columns), figure.first, figure.last
      """
    return try pool.read { db in
      let arguments = StatementArguments(values.sorted()) + [Source.Standing.official.rawValue]
      return try Row.fetchAll(db, sql: sql, arguments: arguments).compactMap(ValuedCell.init(row:))
    }
  }
}

extension ValuedCell {
  fileprivate init?(row: Row) {
    guard let period = Period(from: Day(number: row[0]), through: Day(number: row[1])) else {
      return nil
    }
    var selection = Selection(measure: row[3])
    for (offset, dimension) in Dimension.allCases.enumerated() where dimension != .measure {
      let label: String = row[3 + offset]
      if !label.isEmpty { selection.include([label], in: dimension) }
    }
    self.init(selection: selection, period: period, value: row[2])
  }
}
