import GRDB
import GRDBSQLite
import Periods
import Synchronization

/// Series and figures in memory, for who asks thousands of questions of the same few measures: the check of
/// a text.
///
/// It finds the cells that a question asks for in arrays, where SQLite would prepare a statement and walk
/// two indexes for each. A series' figures are read when they are first asked for, and all are let go when
/// the record changes.
package final class CellShelf: Sendable {
  /// One figure of a series.
  struct Cell {
    var source: Int64
    var first: Int32
    var last: Int32
    /// `nil` where it is not known.
    var value: Double?
  }

  private struct State {
    var revision: String?
    var measures: [String: ShelvedMeasure] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Hands out the cells that meet a condition, series by series.
  ///
  /// - Parameters:
  ///   - shapes: the dimensions that a series is broken down by, one of these.
  ///   - sources: those whose cells are asked for.
  ///   - within: only of periods inside this one; `nil` for all.
  func cells(
    _ condition: CellCondition, shapes: Set<DimensionSet>, sources: Set<Int64>, within: Period?,
    revision: String?, in db: Database,
    _ body: (_ series: ShelvedSeries, _ cell: Cell) -> Void
  ) throws {
    try state.withLock { state in
      if state.revision != revision { state = State(revision: revision) }
      var measure =
        try state.measures.removeValue(forKey: condition.measure)
        ?? ShelvedMeasure(condition.measure, in: db)
      defer { state.measures[condition.measure] = measure }
      let (from, to) = (within?.first.number ?? .min, within?.last.number ?? .max)
      for place in measure.matching(condition) where shapes.contains(measure.series[place].shape) {
        // A source's cells follow one another: whether it is asked for is looked up once.
        var (source, isAsked) = (Int64.min, false)
        for cell in try measure.cells(place, in: db) where from <= cell.first && cell.last <= to {
          if cell.source != source {
            (source, isAsked) = (cell.source, sources.contains(cell.source))
          }
          if isAsked { body(measure.series[place], cell) }
        }
      }
    }
  }
}

/// One series of the record, as a shelf keeps it.
struct ShelvedSeries {
  var id: Int64
  var shape: DimensionSet
  /// By the place of the dimension; empty where it is not broken down.
  var labels: [String]

  subscript(dimension: Dimension) -> String { labels[dimension.index] }
}

/// The series of a measure, with the figures of those that were asked for.
private struct ShelvedMeasure {
  private(set) var series: [ShelvedSeries] = []
  private var figures: [[CellShelf.Cell]?]
  /// Which series have a label, by dimension: most questions name a place and a people.
  private var having: [Dimension: [String: [Int]]] = [:]
  private var found: [CellCondition: [Int]] = [:]

  /// More conditions than a long text asks of a measure.
  private static let most = 4096
  /// Dimensions whose labels single out few series.
  private static let indexed: [Dimension] = [.event, .nationality, .sector, .place]

  init(_ measure: String, in db: Database) throws {
    let columns = RecordStore.seriesColumns
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, shape, \(columns) FROM series WHERE measure = ? ORDER BY id",
      arguments: [measure])
    while let row = try rows.next() {
      series.append(
        ShelvedSeries(
          id: row[0], shape: DimensionSet(stored: row[1]),
          labels: Dimension.allCases.indices.map { row[2 + $0] }))
    }
    figures = Array(repeating: nil, count: series.count)
    for dimension in ShelvedMeasure.indexed {
      having[dimension] = Dictionary(grouping: series.indices) { series[$0][dimension] }
    }
  }

  mutating func matching(_ condition: CellCondition) -> [Int] {
    if let known = found[condition] { return known }
    let places = candidates(condition).filter { place in
      condition.parts.allSatisfy { $0.isMet(by: series[place][$0.dimension]) }
    }
    if found.count >= ShelvedMeasure.most { found = [:] }
    found[condition] = places
    return places
  }

  /// Series that may meet a condition: those with the labels that it names in one dimension.
  private func candidates(_ condition: CellCondition) -> [Int] {
    for dimension in ShelvedMeasure.indexed {
      guard let part = condition.parts.first(where: { $0.dimension == dimension }),
        case .among(let labels) = part.test, let places = having[dimension]
      else { continue }
      return labels.flatMap { places[$0] ?? [] }.sorted()
    }
    return Array(series.indices)
  }

  mutating func cells(_ place: Int, in db: Database) throws -> [CellShelf.Cell] {
    if let known = figures[place] { return known }
    let statement = try db.cachedStatement(
      sql: "SELECT source, first, last, value FROM figure WHERE series = ?")
    try statement.setArguments([series[place].id])
    let raw = statement.sqliteStatement
    defer { sqlite3_reset(raw) }
    var cells: [CellShelf.Cell] = []
    while true {
      let code = sqlite3_step(raw)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: .init(rawValue: code)) }
      cells.append(
        CellShelf.Cell(
          source: sqlite3_column_int64(raw, 0), first: sqlite3_column_int(raw, 1),
          last: sqlite3_column_int(raw, 2),
          value: sqlite3_column_type(raw, 3) == SQLITE_NULL
            ? nil : sqlite3_column_double(raw, 3)))
    }
    figures[place] = cells
    return cells
  }
}

extension CellCondition.Part {
  fileprivate func isMet(by label: String) -> Bool {
    switch test {
    case .among(let labels): labels.contains(label)
    case .outside(let labels): !labels.contains(label)
    case .labelled: !label.isEmpty
    case .unlabelled: label.isEmpty
    }
  }
}
