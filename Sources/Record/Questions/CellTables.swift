import GRDB
import GRDBSQLite
import Periods

/// The cells of one held table that a selection matches, added up by period.
struct CellTable: Sendable {
  var held: HeldTable
  /// Whether its sums are lowest numbers only, since nobody says that its labels add up.
  var isAtLeast: Bool
  var sums: [Period: CellSum]
  /// Periods in which a label of a union has no cell, though the table does not leave out zeros.
  var short: Set<Period> = []

  var source: Source { held.source }
  var shape: Shape { held.shape }
  var id: TableID { TableID(source: held.key, shape: held.shape) }
}

/// Which table of which source.
struct TableID: Hashable, Sendable {
  var source: Int64
  var shape: Shape
}

struct CellSum: Hashable, Sendable {
  /// Sum of the cells that are known.
  var value = 0.0
  var cells = 0
  var unknown = 0
  /// Series of the only cell, for what is said beside the number.
  var series: Int64 = 0

  mutating func add(_ other: CellSum) {
    value += other.value
    cells += other.cells
    unknown += other.unknown
    series = other.series
  }
}

/// The tables of the record that answer a selection, and why others do not.
struct AnsweringTables {
  let selection: Selection
  let by: [Dimension]
  let check: AnswerabilityCheck
  let context: QuestionContext
  /// Sources that have a figure which is not known.
  let withUnknown: Set<Int64>
  private(set) var tables: [(table: HeldTable, isAtLeast: Bool)] = []
  private(set) var whyNot: [(table: HeldTable, why: WhyNot)] = []

  init(
    _ selection: Selection, by: [Dimension] = [], _ context: QuestionContext, in db: Database
  ) throws {
    self.selection = selection
    self.by = by
    self.context = context
    check = AnswerabilityCheck(selection, by: by, context.vocabulary)
    let places = context.vocabulary.places
    let asked = selection.including[.place]?.map { places.inside($0) }
    let held = try context.catalogue.held(selection.measure, at: asked, in: db)
    withUnknown = held.withUnknown
    for table in held.tables {
      switch check(table) {
      case .certain: tables.append((table, false))
      case .atLeast: tables.append((table, true))
      case .none(let why): whyNot.append((table, why))
      }
    }
    keepOneRest()
  }

  /// The rests of two lists are two things: only tables with the longest list answer for a rest, or
  /// are parted with one.
  private mutating func keepOneRest() {
    for dimension in Coverage.dimensions {
      let isAsked = selection.including[dimension]?.contains(Extent.other) ?? false
      guard isAsked || by.contains(dimension) else { continue }
      let lists = tables.compactMap { table, _ in
        table.extent(dimension).rest.map { _ in table.extent(dimension).labels }
      }
      let longest = lists.max { a, b in
        (a.count, a.joined(separator: "|")) < (b.count, b.joined(separator: "|"))
      }
      guard let longest else { continue }
      tables.removeAll { table, _ in
        let extent = table.extent(dimension)
        return extent.rest == nil ? isAsked : extent.labels != longest
      }
    }
  }
}

/// Fetches the cells of tables that a selection matches.
struct CellFetch {
  let answering: AnsweringTables
  /// Only figures of periods inside this one; `nil` for all.
  var within: Period?

  private var selection: Selection { answering.selection }
  private var by: [Dimension] { answering.by }

  /// The tables with their cells, by the labels of the dimensions kept apart.
  ///
  /// - Parameter only: which tables to read; `nil` for all. A table without a matching cell comes
  ///   along under no labels.
  func tables(in db: Database, only: Set<TableID>? = nil) throws -> [[String]: [CellTable]] {
    var groups: [[String]: [CellTable]] = [:]
    for (condition, members) in batches(only) {
      let tallies = try addUp(members, condition, in: db)
      for (table, isAtLeast) in members {
        let id = TableID(source: table.key, shape: table.shape)
        let own = tallies[id] ?? [:]
        for (labels, sums) in own {
          groups[labels, default: []].append(
            CellTable(held: table, isAtLeast: isAtLeast, sums: sums))
        }
        if own.isEmpty, by.isEmpty {
          groups[[], default: []].append(CellTable(held: table, isAtLeast: isAtLeast, sums: [:]))
        }
      }
    }
    return groups
  }

  /// Tables whose cells one condition finds.
  private func batches(
    _ only: Set<TableID>?
  ) -> [(condition: CellCondition, tables: [(table: HeldTable, isAtLeast: Bool)])] {
    let wanted = answering.tables.filter { table, _ in
      only?.contains(TableID(source: table.key, shape: table.shape)) ?? true
    }
    let grouped = Dictionary(grouping: wanted) { table, _ in
      CellCondition(answering, for: table)
    }
    return grouped.map { ($0.key, $0.value) }
  }

  /// Sums by table, labels kept apart, and period.
  ///
  /// This reads every matching figure, tens of thousands for a total over a large table, so it steps
  /// through SQLite's own interface, where a row costs a fifth of what a decoded one does, and looks
  /// at a series' labels only where the series changes.
  private func addUp(
    _ tables: [(table: HeldTable, isAtLeast: Bool)], _ condition: CellCondition, in db: Database
  ) throws -> [TableID: [[String]: [Period: CellSum]]] {
    let sources = Set(tables.map { $0.table.key })
    let shapes = Set(tables.map { $0.table.shape.rawValue })
    let statement = try db.makeStatement(sql: sql(condition, sources: sources, shapes: shapes))
    try statement.setArguments(condition.arguments)
    let raw = statement.sqliteStatement
    defer { sqlite3_reset(raw) }
    var tallies: [Place: PeriodSums] = [:]
    var current = Place(id: TableID(source: -1, shape: Shape()), labels: [])
    var series = Int64(-1)
    var sums = PeriodSums()
    while true {
      let code = sqlite3_step(raw)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: .init(rawValue: code)) }
      let nextSeries = sqlite3_column_int64(raw, 0)
      let source = sqlite3_column_int64(raw, 1)
      if nextSeries != series || source != current.id.source {
        series = nextSeries
        let place = Place(
          id: TableID(source: source, shape: Shape(rawValue: sqlite3_column_int(raw, 5))),
          labels: by.indices.map { text(raw, Int32(6 + $0)) })
        if place != current {
          tallies[current] = sums
          sums = tallies.removeValue(forKey: place) ?? PeriodSums()
          current = place
        }
      }
      add(raw, series, to: &sums)
    }
    tallies[current] = sums
    return tallies.reduce(into: [:]) { byTable, tally in
      guard tally.key.id.source >= 0 else { return }
      byTable[tally.key.id, default: [:]][tally.key.labels] = tally.value.byPeriod
    }
  }

  private struct Place: Hashable {
    var id: TableID
    var labels: [String]
  }

  private func add(_ raw: OpaquePointer, _ series: Int64, to sums: inout PeriodSums) {
    // What is not known reads as 0: only then is its type asked for.
    let value = sqlite3_column_double(raw, 4)
    let isUnknown = value == 0 && sqlite3_column_type(raw, 4) == SQLITE_NULL
    sums.add(
      first: sqlite3_column_int(raw, 2), last: sqlite3_column_int(raw, 3),
      CellSum(value: value, cells: 1, unknown: isUnknown ? 1 : 0, series: series))
  }

  private func text(_ raw: OpaquePointer, _ column: Int32) -> String {
    sqlite3_column_text(raw, column).map { String(cString: $0) } ?? ""
  }

  /// Series by series through the primary key; for a few periods, source by source through the index of
  /// their periods. The order of the tables is given by CROSS JOIN, which SQLite keeps.
  private func sql(
    _ condition: CellCondition, sources: Set<Int64>, shapes: Set<Int32>
  ) -> String {
    let labels = by.map { ", series.\"\($0.rawValue)\"" }.joined()
    let columns = "series.id, source, first, last, value, shape" + labels
    let sourceList = sources.map(String.init).joined(separator: ", ")
    let shapeList = shapes.map(String.init).joined(separator: ", ")
    let tables = "source IN (\(sourceList)) AND shape IN (\(shapeList))"
    guard let within else {
      return """
        SELECT \(columns) FROM series CROSS JOIN figure ON figure.series = series.id
        WHERE \(condition.sql) AND \(tables)
        """
    }
    let (first, last) = (within.first.number, within.last.number)
    return """
      SELECT \(columns) FROM figure INDEXED BY figure_by_source
      CROSS JOIN series ON series.id = figure.series
      WHERE source IN (\(sourceList)) AND first >= \(first) AND first <= \(last)
        AND last <= \(last) AND shape IN (\(shapeList)) AND \(condition.sql)
      """
  }
}

/// What a series must be to match a selection in one table.
struct CellCondition: Hashable {
  private(set) var parts: [String] = ["measure = ?"]
  private var values: [String]

  var sql: String { parts.joined(separator: " AND ") }
  var arguments: StatementArguments { StatementArguments(values) }

  /// As any table writes its labels: for what is handed out, not answered.
  init(_ selection: Selection) {
    self.init(selection, by: []) { label, _ in [label] }
  }

  init(_ answering: AnsweringTables, for table: HeldTable) {
    self.init(answering.selection, by: answering.by) { label, dimension in
      answering.check.cellLabels(label, dimension, table)
    }
  }

  /// A unit or a base of comparison must be named to be meant: a change in per cent is not to be
  /// added to a count.
  private init(
    _ selection: Selection, by: [Dimension],
    _ cellLabels: (_ label: String, _ dimension: Dimension) -> [String]?
  ) {
    values = [selection.measure]
    for dimension in Dimension.allCases where dimension != .measure {
      let column = "\"\(dimension.rawValue)\""
      let included = selection.including[dimension]?.map { cellLabels($0, dimension) }
      if let included, !included.contains(where: { $0 == nil }) {
        add("\(column) IN", Set(included.flatMap { $0 ?? [] }).sorted())
      } else if included != nil || by.contains(dimension) || selection.excluding[dimension] != nil {
        parts.append("\(column) <> ''")
      } else if dimension == .unit || dimension == .against {
        parts.append("\(column) = ''")
      }
      if let excluded = selection.excluding[dimension] {
        add("\(column) NOT IN", excluded.flatMap { cellLabels($0, dimension) ?? [] })
      }
    }
  }

  private mutating func add(_ test: String, _ labels: [String]) {
    parts.append("\(test) (\(labels.map { _ in "?" }.joined(separator: ", ")))")
    values += labels
  }
}
