import GRDB
import Periods

extension RecordStore {
  /// The figures of a selection as of a day.
  ///
  /// - Parameter within: only figures of periods inside this one are looked at; `nil` for all.
  /// - Throws: a ``QuestionError`` when no table of the record covers what is asked.
  public func timeline(
    _ selection: Selection, asOf: Day? = nil, within: Period? = nil
  ) throws -> Timeline {
    try pool.read { db in
      try TimelineMaker(selection, vocabulary, within: within, in: db).timeline(asOf: asOf, in: db)
    }
  }

  /// The figures of a selection as of several days, read once; `nil` for a day on which nothing that
  /// covers it was known.
  package func timelines(_ selection: Selection, asOf days: [Day?]) throws -> [Timeline?] {
    try pool.read { db in
      let maker = try TimelineMaker(selection, vocabulary, in: db)
      return try days.map { try maker.timeline(asOf: $0, in: db) }
    }
  }

  /// Every value that sources have given for a period, in the order they were published.
  public func revisions(_ selection: Selection, period: Period) throws -> [Revision] {
    try pool.read { db in
      let maker = try TimelineMaker(selection, vocabulary, in: db)
      return maker.candidates(asOf: nil).byPeriod[period, default: []].map { candidate in
        Revision(
          source: candidate.table.source.id, published: candidate.table.source.published,
          value: candidate.value, basis: candidate.observation.basis)
      }.sorted { ($0.published, $0.source) < ($1.published, $1.source) }
    }
  }
}

/// Makes the timelines of one selection from the cells of the tables that answer it.
struct TimelineMaker {
  let selection: Selection
  private let vocabulary: Vocabulary
  private let tables: [CellTable]
  /// The labels of a union one by one, for periods that no table holds all of.
  private let parts: [TimelineMaker]

  /// - Throws: a ``QuestionError`` when no table covers what is asked.
  init(
    _ selection: Selection, _ vocabulary: Vocabulary, within: Period? = nil, in db: Database
  ) throws {
    self.selection = selection
    self.vocabulary = vocabulary
    let answering = try AnsweringTables(selection, vocabulary, in: db)
    tables = try TimelineMaker.tables(of: answering, vocabulary, within: within, in: db)
    parts = try TimelineMaker.parts(of: answering, vocabulary, within: within, in: db)
    if tables.isEmpty, parts.isEmpty { throw answering.nothing(vocabulary) }
  }

  /// The cells of the tables that answer. Where a table does not leave out zeros and has no cell for
  /// a label of a union, the sum of the others is not the union's.
  private static func tables(
    of answering: AnsweringTables, _ vocabulary: Vocabulary, within: Period?, in db: Database
  ) throws -> [CellTable] {
    let selection = answering.selection
    var tables = try CellFetch(answering: answering, within: within).tables(in: db)[[]] ?? []
    let unions = selection.including.filter { $0.value.count > 1 }
    guard !unions.isEmpty, tables.contains(where: { !$0.source.leavesOutZeros }) else {
      return tables
    }
    let dimensions = unions.keys.sorted { $0.index < $1.index }
    let apart = try AnsweringTables(selection, by: dimensions, vocabulary, in: db)
    let groups = try CellFetch(answering: apart, within: within).tables(in: db)
    let wanted = unions.values.reduce(1) { $0 * $1.count }
    for index in tables.indices where !tables[index].source.leavesOutZeros {
      var found: [Period: Int] = [:]
      for group in groups.values.flatMap(\.self) where group.id == tables[index].id {
        for period in group.sums.keys { found[period, default: 0] += 1 }
      }
      tables[index].short = Set(found.filter { $0.value < wanted }.keys)
    }
    return tables
  }

  /// The labels of a union that some table holds in part, one by one; none when one of them is held
  /// by no table.
  private static func parts(
    of answering: AnsweringTables, _ vocabulary: Vocabulary, within: Period?, in db: Database
  ) throws -> [TimelineMaker] {
    let selection = answering.selection
    let halfHeld = answering.whyNot.compactMap { _, why -> Dimension? in
      guard case .notHeld(let dimension, let missing) = why,
        let labels = selection.including[dimension], missing.count < labels.count
      else { return nil }
      return dimension
    }
    guard let dimension = halfHeld.min(by: { $0.index < $1.index }),
      let labels = selection.including[dimension], labels.count > 1,
      // One list's rest may hold the label that another table names, and a place the next.
      !labels.contains(Extent.other), !answering.check.places.overlap(labels)
    else { return [] }
    let parts = labels.compactMap { label in
      try? TimelineMaker(
        selection.including(label, in: dimension), vocabulary, within: within, in: db)
    }
    return parts.count == labels.count ? parts : []
  }

  func candidates(asOf: Day?) -> Candidates {
    Candidates(tables, shape: selection.shape, order: order, asOf: asOf)
  }

  private var order: CandidateOrder {
    CandidateOrder(datasets: vocabulary.namedSeries(for: selection)?.datasets ?? [])
  }

  func timeline(asOf: Day?, in db: Database) throws -> Timeline {
    let candidates = candidates(asOf: asOf)
    var timeline = Timeline(
      selection: selection, asOf: asOf,
      isStock: vocabulary.measure(selection.measure)?.isStock ?? false, candidates: candidates,
      extras: try FigureExtras.found(for: candidates, in: db))
    timeline.join(try parts.map { try $0.timeline(asOf: asOf, in: db) })
    return timeline
  }
}

/// What sources say beside the few numbers that they hedge.
enum FigureExtras {
  static func found(
    for candidates: Candidates, in db: Database
  ) throws -> [Period: Observation] {
    var extras: [Period: Observation] = [:]
    let hedging = try Set(
      Int64.fetchAll(db, sql: "SELECT DISTINCT source FROM extra WHERE hedge <> 'exact'"))
    let statement = try db.cachedStatement(
      sql: """
        SELECT hedge, note FROM extra WHERE series = ? AND first = ? AND last = ? AND source = ?
        """)
    for (period, list) in candidates.byPeriod {
      guard let best = list.first, best.sum.cells == 1,
        best.table.source.standing == .quoted || hedging.contains(best.table.held.key),
        let row = try Row.fetchOne(
          statement,
          arguments: [
            best.sum.series, period.first.number, period.last.number, best.table.held.key,
          ])
      else { continue }
      var observation = best.observation
      observation.hedge = Hedge(rawValue: row[0]) ?? .exact
      observation.note = row[1]
      extras[period] = observation
    }
    return extras
  }
}
