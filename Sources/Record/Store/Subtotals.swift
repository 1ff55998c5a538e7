import GRDB
import Periods

/// The cells of a source's large tables, added up over every label but those of a few dimensions.
///
/// A question that names only these reads hundreds of sums instead of tens of thousands of cells. A
/// table is kept so where its values are whole numbers, whose sum is the same in any order, and where
/// the sums are far fewer than its cells.
struct Subtotals {
  /// Dimensions whose labels are kept apart.
  static let kept: [Dimension] = [.measure, .place, .component, .unit, .against]

  /// How many cells there must be for each sum.
  private static let fewest = 4

  /// Sums of whole numbers up to here are exact: 2 to the power of 53.
  private static let most = 9_007_199_254_740_992.0

  /// One table of the source.
  private struct Table: Hashable {
    var measure: String
    var dimensions: DimensionSet
  }

  private struct Group: Hashable {
    var table: Table
    var labels: [String]
  }

  private struct Tally {
    var cells = 0
    /// Sum of the values without their signs; infinite once one is no whole number.
    var size = 0.0
  }

  private let groups: [Group]
  /// By the place of a series among those given: which of `groups` it is of.
  private let groupOf: [Int]
  private var sums: [PeriodSums]
  private var tallies: [Tally]

  init(_ series: [SeriesKey]) {
    var places: [Group: Int] = [:]
    var groups: [Group] = []
    groupOf = series.map { key in
      let group = Group(
        table: Table(measure: key.measure, dimensions: key.dimensions),
        labels: Subtotals.kept.map { key[$0] ?? "" })
      if let place = places[group] { return place }
      places[group] = groups.count
      groups.append(group)
      return groups.count - 1
    }
    self.groups = groups
    sums = Array(repeating: PeriodSums(), count: groups.count)
    tallies = Array(repeating: Tally(), count: groups.count)
  }

  /// - Parameters:
  ///   - index: place of the cell's series among those given.
  ///   - id: the store's number of that series.
  mutating func add(_ index: Int, id: Int64, first: Int32, last: Int32, value: Double?) {
    let group = groupOf[index]
    sums[group].add(
      first: first, last: last,
      CellSum(value: value ?? 0, cells: 1, unknown: value == nil ? 1 : 0, series: id))
    tallies[group].cells += 1
    if let value { tallies[group].size += value.rounded() == value ? abs(value) : .infinity }
  }

  /// Stores the sums of the tables that are worth it.
  func insert(source: Int64, in db: Database) throws {
    let labels = Subtotals.kept.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO subtotal (source, shape, \(labels), first, last, value, cells, unknown, series)
        VALUES (?, ?, \(Subtotals.kept.map { _ in "?" }.joined(separator: ", ")), ?, ?, ?, ?, ?, ?)
        """)
    for members in Dictionary(grouping: groups.indices, by: { groups[$0].table }).values {
      let sums = try members.map { ($0, try self.sums[$0].byPeriod()) }
      let cells = members.reduce(0) { $0 + tallies[$1].cells }
      let size = members.reduce(0) { $0 + tallies[$1].size }
      let rows = sums.reduce(0) { $0 + $1.1.count }
      guard size <= Subtotals.most, rows * Subtotals.fewest <= cells else { continue }
      for (place, byPeriod) in sums {
        let group = groups[place]
        for (period, sum) in byPeriod {
          try insert.execute(
            arguments: StatementArguments([source, Int64(group.table.dimensions.rawValue)])
              + StatementArguments(group.labels)
              + [
                period.first.number, period.last.number, sum.value, sum.cells, sum.unknown,
                sum.cells == 1 ? sum.series : 0,
              ])
        }
      }
    }
  }
}

extension Subtotals {
  /// - Parameter ids: the store's number of each of the release's series.
  init(_ release: Release, ids: [Int64]) {
    self.init(release.series)
    for row in release.rows {
      let index = Int(row.series)
      add(
        index, id: ids[index], first: row.period.first.number, last: row.period.last.number,
        value: row.value)
    }
  }

  /// Makes the table, and the sums of all sources that are held.
  static func migrate(_ db: Database) throws {
    try db.execute(sql: create)
    var ids: [Int64] = []
    var keys: [SeriesKey] = []
    let known = try Row.fetchCursor(db, sql: "SELECT id, \(RecordStore.seriesColumns) FROM series")
    while let row = try known.next() {
      ids.append(row[0])
      keys.append(SeriesKey(row: row, from: 1))
    }
    let places = Dictionary(uniqueKeysWithValues: zip(ids, keys.indices))
    let empty = Subtotals(keys)
    for source in try Int64.fetchAll(db, sql: "SELECT key FROM source") {
      var subtotals = empty
      let cells = try Row.fetchCursor(
        db, sql: "SELECT series, first, last, value FROM figure WHERE source = ?",
        arguments: [source])
      while let row = try cells.next() {
        guard let place = places[row[0]] else { continue }
        let (first, last) = (try row.day(1).number, try row.day(2).number)
        subtotals.add(place, id: row[0], first: first, last: last, value: row[3])
      }
      try subtotals.insert(source: source, in: db)
    }
  }

  /// The sources whose sums are not those of their cells.
  static func faults(_ db: Database) throws -> [String] {
    let labels = kept.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      db,
      sql: """
        WITH counted AS (
          SELECT source, shape, \(labels), first, last, TOTAL(value) AS sum, COUNT(*) AS held,
            COUNT(*) - COUNT(value) AS missing
          FROM figure JOIN series ON series.id = figure.series
          WHERE (source, shape, measure) IN (SELECT source, shape, measure FROM subtotal)
          GROUP BY source, shape, \(labels), first, last)
        SELECT source.id, COUNT(*) FROM source JOIN (
          SELECT source AS key FROM counted
          LEFT JOIN subtotal USING (source, shape, \(labels), first, last)
          WHERE sum IS NOT value OR held IS NOT cells OR missing IS NOT unknown
          UNION ALL SELECT source FROM subtotal
          LEFT JOIN counted USING (source, shape, \(labels), first, last) WHERE held IS NULL
        ) USING (key) GROUP BY source.id
        """)
    return rows.map { "\($0[0] as String): \($0[1] as Int) sums are not those of their figures" }
  }

  /// A row is one place's and component's sum for a period, in one table of one source; `series` is
  /// that of the only cell where there is one, else 0.
  private static let create = """
    CREATE TABLE subtotal (
      source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
      shape INTEGER NOT NULL,
      measure TEXT NOT NULL,
      place TEXT NOT NULL,
      component TEXT NOT NULL,
      unit TEXT NOT NULL,
      against TEXT NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      value REAL NOT NULL,
      cells INTEGER NOT NULL,
      unknown INTEGER NOT NULL,
      series INTEGER NOT NULL,
      PRIMARY KEY (measure, source, shape, place, component, unit, against, first, last)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX subtotal_by_source ON subtotal (source);
    """
}
