import GRDB
import Periods

/// All vintages of a selection, read once: the series as it stood on any day.
public struct Vintages: Sendable {
  /// What was asked.
  public let selection: Selection
  private let tables: [CellTable]
  /// Whether its numbers add up over time; `nil` where nobody has said it.
  public let nature: Nature?
  private let order: CandidateOrder
  private let doubts: CellDoubts

  init(
    selection: Selection, tables: [CellTable], nature: Nature?, _ context: QuestionContext,
    in db: Database
  ) throws {
    self.selection = selection
    self.tables = tables
    self.nature = nature
    order = CandidateOrder(selection, context.vocabulary)
    doubts = try CellDoubts(selection, tables, context, within: nil, in: db)
  }

  /// The series as it stood on a day, without what sources say beside single numbers.
  ///
  /// - Parameter asOf: `nil` for today's vintages.
  public func timeline(asOf: Day? = nil) -> Timeline {
    Timeline(
      selection: selection, asOf: asOf, nature: nature,
      candidates: Candidates(
        tables, dimensions: selection.dimensions, order: order, doubts: doubts, asOf: asOf))
  }

  /// The first day on which an official source had a figure for a period: of the releases that are
  /// held the first; where only a late vintage is held, its publisher's usual lag after the period. `nil`
  /// when nothing is held.
  public func known(from period: Period) -> Day? {
    let tables = tables.filter {
      $0.source.standing == .official
        && ($0.held.covered.contains(period) || $0.sums[period] != nil)
    }
    let releases = tables.filter { $0.source.usualLag == nil }
    return (releases.isEmpty ? tables : releases).map { $0.source.known(from: period) }.min()
  }
}

extension RecordStore {
  /// The vintages of a selection.
  ///
  /// - Throws: a ``QuestionError`` when no table of the record covers what is asked.
  public func vintages(_ selection: Selection) throws -> Vintages {
    try pool.read { db in
      let answering = try AnsweringTables(selection, context, in: db)
      let tables = try CellFetch(answering: answering).tables(in: db)[[]] ?? []
      guard !tables.isEmpty else { throw answering.nothing() }
      return try Vintages(
        selection: selection, tables: tables, nature: answering.nature, context, in: db)
    }
  }

  /// The vintages of a selection's parts by the labels of dimensions.
  public func vintages(
    _ selection: Selection, by dimensions: [Dimension]
  ) throws -> [[String]: Vintages] {
    try pool.read { db in
      let answering = try AnsweringTables(selection, by: dimensions, context, in: db)
      var parts: [[String]: Vintages] = [:]
      for (labels, tables) in try CellFetch(answering: answering).tables(in: db) {
        var part = selection
        for (label, dimension) in zip(labels, dimensions) { part.include([label], in: dimension) }
        parts[labels] = try Vintages(
          selection: part, tables: tables, nature: answering.nature, context, in: db)
      }
      return parts
    }
  }
}
