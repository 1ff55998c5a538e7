import GRDB
import Periods

extension RecordStore {
  /// Hands out every figure with its source, source by source, in an order that does not depend on
  /// how they came in.
  ///
  /// - Parameters:
  ///   - sources: names of the sources to hand out; `nil` for all.
  ///   - selection: what the figures must match; `nil` for all. Figures with a unit of their own
  ///     match only a selection that names it. The source then says that it holds no more than these.
  public func forEachFigure(
    of sources: Set<Source.ID>? = nil, matching selection: Selection? = nil,
    _ body: (Figure, Source) throws -> Void
  ) throws {
    try pool.read { db in
      let columns = RecordStore.seriesColumns
      var sql = """
        SELECT figure.first, figure.last, figure.value, extra.hedge, extra.latitude,
          extra.longitude, extra.note, \(columns)
        FROM figure JOIN series ON series.id = figure.series
        LEFT JOIN extra USING (series, source, first, last)
        WHERE figure.source = ?
        """
      var arguments = StatementArguments()
      if let selection {
        let condition = CellCondition(selection)
        sql += " AND figure.series IN (SELECT id FROM series WHERE \(condition.sql))"
        arguments = condition.arguments
      }
      sql += " ORDER BY \(columns), figure.first, figure.last"
      let keys = try RecordStore.sourcesByKey(db).sorted { $0.value.id < $1.value.id }
      for (key, whole) in keys where sources?.contains(whole.id) ?? true {
        let source = selection.map(whole.narrowed) ?? whole
        let rows = try Row.fetchCursor(
          db, sql: sql, arguments: StatementArguments([key]) + arguments)
        while let row = try rows.next() {
          guard let figure = try Figure(row: row) else { continue }
          try body(figure, source)
        }
      }
    }
  }
}

extension Source {
  /// The same source of which only what matches is handed out: its labels are no longer all there are.
  func narrowed(to selection: Selection) -> Source {
    var source = self
    for dimension in Coverage.dimensions {
      if let labels = selection.including[dimension] {
        source.coverage.extents[dimension] = Extent(.only, labels: labels)
      } else if selection.excluding[dimension] != nil {
        source.coverage.extents[dimension] = .undeclared
      }
    }
    return source
  }
}

extension RecordStore {
  /// The labels of a series, in the order of the dimensions.
  static let seriesColumns = Dimension.allCases.map { "series.\"\($0.rawValue)\"" }
    .joined(separator: ", ")
}

extension SeriesKey {
  /// A series from ``RecordStore/seriesColumns``.
  ///
  /// - Parameter start: the first of these columns in the row.
  init(row: Row, from start: Int) {
    self.init(measure: row[start])
    for (offset, dimension) in Dimension.allCases.enumerated() where dimension != .measure {
      self[dimension] = row[start + offset]
    }
  }
}

extension Figure {
  /// A figure from the columns that ``RecordStore/forEachFigure(of:matching:_:)`` selects; `nil` for
  /// a period that ends before it begins.
  ///
  /// - Throws: a ``RecordError`` for a day that is none.
  init?(row: Row) throws {
    guard let period = try row.period(0, 1) else { return nil }
    var point: Coordinate?
    if let latitude = row[4] as Double?, let longitude = row[5] as Double? {
      point = Coordinate(latitude: latitude, longitude: longitude)
    }
    self.init(
      series: SeriesKey(row: row, from: 7), period: period, value: row[2],
      exactness: (row[3] as String?).flatMap(Exactness.init(rawValue:)) ?? .exact, point: point,
      note: row[6] ?? "")
  }
}
