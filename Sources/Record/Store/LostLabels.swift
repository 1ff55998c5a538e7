import GRDB
import Periods

/// Labels that the release before had in every period, and many of, and that a release lacks altogether: it
/// was filtered before it was downloaded, and may not be taken as whole.
struct LostLabels {
  /// A count that is as large period after period does not fall to none in all of them.
  private static let least = 50.0
  /// The last periods that are looked at, and how few show nothing.
  private static let most = 12
  private static let fewest = 3

  /// Dimensions in which labels do not end; authorities and kinds do, as Title 42 did.
  private static let dimensions: [Dimension] = [
    .place, .component, .sector, .demographic, .nationality, .from, .to, .state,
  ]

  let parts: [ReleasePart]

  init(_ pair: ReleasePair, of source: Source, in db: Database) throws {
    parts = try LostLabels.dimensions.compactMap { dimension in
      let reach = source.coverage[dimension].reach
      guard reach == .whole || reach == .within else { return nil }
      let lost = try LostLabels.lost(dimension, pair, in: db)
      guard !lost.isEmpty else { return nil }
      let held = try String.fetchAll(
        db,
        sql: "SELECT DISTINCT label FROM occurring WHERE source = ? AND dimension = ? ORDER BY 1",
        arguments: [pair.new, dimension.rawValue])
      // Where nothing is broken down by it, nothing is left out.
      guard !held.isEmpty else { return nil }
      return ReleasePart(dimension: dimension, missing: lost, held: held)
    }
  }

  private static func lost(
    _ dimension: Dimension, _ pair: ReleasePair, in db: Database
  ) throws -> [String] {
    let labels = try Set(
      String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT label FROM occurring a WHERE source = ? AND dimension = ? AND label <> ?
            AND measure IN (SELECT measure FROM occurring WHERE source = ? AND dimension = ?)
            AND NOT EXISTS (
              SELECT 1 FROM occurring b WHERE b.source = ? AND b.dimension = a.dimension
                AND b.label = a.label)
          """,
        arguments: [
          pair.old, dimension.rawValue, Extent.unknown, pair.new, dimension.rawValue, pair.new,
        ]))
    return labels.isEmpty ? [] : try steady(labels, dimension, pair, in: db).sorted()
  }

  /// Those of the labels that were large in each of the last periods of the release before.
  private static func steady(
    _ labels: Set<String>, _ dimension: Dimension, _ pair: ReleasePair, in db: Database
  ) throws -> [String] {
    let column = "series.\"\(dimension.rawValue)\""
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(column), measure, shape, event <> '', first, last, total(value) FROM figure
        JOIN series ON series.id = figure.series
        WHERE source = ? AND unit = '' AND \(column) <> '' \(pair.common)
        GROUP BY 1, 2, 3, 4, 5, 6
        """, arguments: [pair.old])
    var periods: [Granularity: Set<Period>] = [:]
    var sums: [Cell: Double] = [:]
    while let row = try rows.next() {
      let first = try row.day(4)
      let isIncident: Bool = row[3]
      guard let own = try Period(from: first, through: row.day(5)) else { continue }
      let period = isIncident ? Period.month(of: first) : own
      periods[period.granularity, default: []].insert(period)
      let cell = Cell(
        label: row[0], measure: row[1], dimensions: DimensionSet(stored: row[2]), period: period)
      if labels.contains(cell.label) { sums[cell, default: 0] += row[6] }
    }
    var largest: [String: [Period: Double]] = [:]
    for (cell, sum) in sums {
      largest[cell.label, default: [:]][cell.period, default: 0] = max(
        largest[cell.label]?[cell.period] ?? 0, sum)
    }
    let lasts = periods.values.map { Array($0.sorted().suffix(most)) }.filter { $0.count >= fewest }
    return labels.filter { label in
      lasts.contains { last in last.allSatisfy { (largest[label]?[$0] ?? 0) >= least } }
    }
  }

  private struct Cell: Hashable {
    var label: String
    var measure: String
    var dimensions: DimensionSet
    var period: Period
  }
}
