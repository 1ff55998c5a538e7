import GRDB
import Periods
import Wording

/// What sources say beside the few numbers that they do not state exactly.
enum FigureExtras {
  /// - Parameter label: that the tables of the question are parted by, where only its cells are meant.
  static func found(
    for candidates: Candidates, _ answering: AnsweringTables,
    label: (dimension: Dimension, label: String)? = nil, in db: Database
  ) throws -> [Period: Observation] {
    var extras: [Period: Observation] = [:]
    let withInexact = try answering.context.catalogue.withInexact(in: db)
    var hedged: [TableID: HedgedCells] = [:]
    for (period, list) in candidates.byPeriod {
      guard let best = list.first,
        best.table.source.standing == .quoted || withInexact.contains(best.table.held.key)
      else { continue }
      if best.sum.cells == 1 {
        extras[period] = try said(of: best, period, in: db)
        continue
      }
      let cells =
        try hedged[best.table.id] ?? HedgedCells(best.table.held, answering, label, in: db)
      hedged[best.table.id] = cells
      extras[period] = cells.sum(best)
    }
    return extras
  }

  /// What is said of the only cell.
  private static func said(
    of best: Candidate, _ period: Period, in db: Database
  ) throws -> Observation? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT hedge, note FROM extra WHERE series = ? AND first = ? AND last = ? AND source = ?
          """),
      arguments: [
        best.sum.series, period.first.number, period.last.number, best.table.held.key,
      ])
    guard let row else { return nil }
    var observation = best.observation
    observation.exactness = Exactness(rawValue: row[0]) ?? .exact
    // The source's own words.
    let note: String = row[1]
    observation.note = .joined([Localized(note, note), best.withdrawal])
    if observation.exactness == .tooSmall { observation.value = nil }
    return observation
  }
}

/// The cells of a table that its source does not state exactly.
private struct HedgedCells {
  private var byPeriod: [Period: [(value: Double?, exactness: Exactness)]] = [:]

  init(
    _ table: HeldTable, _ answering: AnsweringTables,
    _ label: (dimension: Dimension, label: String)?, in db: Database
  ) throws {
    let condition = CellCondition(answering, for: table)
    let isLabel = label.map { " AND series.\"\($0.dimension.rawValue)\" = ?" } ?? ""
    var arguments: StatementArguments = [table.key, table.dimensions.rawValue]
    arguments += condition.arguments
    if let label { arguments += [label.label] }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT extra.first, extra.last, extra.hedge, figure.value
        FROM extra INDEXED BY extra_hedged CROSS JOIN series ON series.id = extra.series
        CROSS JOIN figure ON figure.series = extra.series AND figure.source = extra.source
          AND figure.first = extra.first AND figure.last = extra.last
        WHERE extra.source = ? AND extra.hedge <> 'exact' AND shape = ? AND \(condition.sql)\(isLabel)
        """, arguments: arguments)
    while let row = try rows.next() {
      guard let period = try row.period(0, 1), let exactness = Exactness(rawValue: row[2]) else {
        continue
      }
      byPeriod[period, default: []].append((row[3], exactness))
    }
  }

  /// A sum with its hedges: one of which a cell is "about" so many is "about" so many; `nil` where all cells of the
  /// period are exact.
  func sum(_ best: Candidate) -> Observation? {
    guard let cells = byPeriod[best.period], !cells.isEmpty else { return nil }
    var own = best.observation
    guard own.value != nil else { return nil }
    // A sum of nothing but numbers that are too small to publish is no zero.
    if best.value == 0, cells.contains(where: { $0.exactness == .tooSmall }) {
      (own.value, own.exactness) = (nil, .tooSmall)
      return own
    }
    let hedged = cells.map { cell in
      var observation = own
      (observation.value, observation.exactness) = (cell.value, cell.exactness)
      (observation.ofUnknown, observation.isLowest) = (0, false)
      return observation
    }
    var rest = own
    rest.value = (own.value ?? 0) - hedged.reduce(0) { $0 + ($1.value ?? 0) }
    var sum = Timeline.sum(of: [rest] + hedged, best.period, basis: own.basis)
    (sum.isStandIn, sum.published, sum.sources) = (own.isStandIn, own.published, own.sources)
    // What is said of the sum is said already where its number stays.
    if sum.note.isEmpty { sum.note = own.note }
    return sum
  }
}
