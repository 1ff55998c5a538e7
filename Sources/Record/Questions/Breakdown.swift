import GRDB
import Periods

/// A total and the parts that it is made of, by the labels of one dimension.
public struct Breakdown: Sendable {
  public let dimension: Dimension
  /// For each period from the table that the parts come from, where that table holds everybody;
  /// else as it is known without parts.
  public let total: Timeline
  /// Largest first, by the last period that the total is known for.
  public let parts: [Part]
  /// The figures as they are known without parts, which may be of another table or vintage; `nil`
  /// when no table answers without parts.
  public let known: Timeline?
  /// Periods for which total and parts come from one table, whose parts are everybody.
  let ofOneTable: Set<Period>

  public struct Part: Sendable {
    public let label: String
    public let timeline: Timeline
  }

  /// The timeline that periods are taken from: the total's, or the first part's where no table has a
  /// total with its parts.
  public var leading: Timeline { total.isEmpty ? parts.first?.timeline ?? total : total }

  /// The periods that total or parts are held for.
  public func periods(every granularity: Granularity, within: Period? = nil) -> [Period] {
    let spans = ([total] + parts.map(\.timeline)).compactMap { $0.coverage(every: granularity) }
    let range =
      within
      ?? spans.dropFirst().reduce(spans.first) { known, next in
        known.flatMap {
          Period(from: min($0.first, next.first), through: max($0.last, next.last))
        }
      }
    return leading.observations(every: granularity, within: range).map(\.period)
  }

  /// The figure as it is known without parts, less the sum of the parts; `nil` when it or every part
  /// is not known.
  ///
  /// Parts of another table or vintage, or of a list only, need not add up to it: that is to be
  /// shown.
  public func difference(_ period: Period) -> Double? {
    guard let total = (known ?? total).observation(period).value else { return nil }
    let known = parts.compactMap { $0.timeline.observation(period).value }
    return known.isEmpty ? nil : total - known.reduce(0, +)
  }

  /// Whether a part's share of the total means something: both come from one table, whose parts
  /// are everybody.
  public func hasShares(_ period: Period) -> Bool {
    if ofOneTable.contains(period) { return true }
    let months = period.split(into: .month)
    return period.granularity != .month && period.granularity != .day && !months.isEmpty
      && months.allSatisfy(ofOneTable.contains)
  }
}

extension RecordStore {
  /// The figures of a selection, parted by the labels of a dimension.
  ///
  /// - Parameter within: only figures of periods inside this one are looked at; `nil` for all.
  /// - Throws: a ``QuestionError`` when no table is broken down by it.
  public func breakdown(
    _ selection: Selection, by dimension: Dimension, asOf: Day? = nil, within: Period? = nil
  ) throws -> Breakdown {
    try pool.read { db in
      let maker = try BreakdownMaker(
        selection, by: dimension, context, asOf: asOf, within: within, in: db)
      return try maker.breakdown(asOf: asOf, within: within, in: db)
    }
  }
}

extension RecordStore {
  /// The timelines of the labels that a selection's figures have in a dimension, in no order; none
  /// when no table is broken down by it.
  func parts(
    _ selection: Selection, by dimension: Dimension, asOf: Day?, within: Period? = nil
  ) throws -> [Breakdown.Part] {
    do {
      return try breakdown(selection, by: dimension, asOf: asOf, within: within).parts
    } catch QuestionError.nothingFound {
      return []
    }
  }
}

/// Takes a total and its parts from one table for each period.
private struct BreakdownMaker {
  private let selection: Selection
  private let dimension: Dimension
  private let context: QuestionContext
  /// Tables that are broken down by the dimension, with the cells of all labels added up.
  private let totals: [CellTable]
  private let groups: [String: [TableID: CellTable]]
  private let gaps: UnionGaps

  init(
    _ selection: Selection, by dimension: Dimension, _ context: QuestionContext, asOf: Day?,
    within: Period?, in db: Database
  ) throws {
    self.selection = selection
    self.dimension = dimension
    self.context = context
    let answering = try AnsweringTables(selection, by: [dimension], context, in: db)
    let needed = answering.needed(.asOf(asOf))
    let fetched = try CellFetch(answering: answering, within: within)
      .tables(in: db, only: needed)
    var groups: [String: [TableID: CellTable]] = [:]
    var totals: [TableID: CellTable] = [:]
    for (labels, tables) in fetched {
      for table in tables {
        if let label = labels.first { groups[label, default: [:]][table.id] = table }
        var total = totals[table.id] ?? table
        if totals[table.id] != nil {
          for (period, sum) in table.sums { total.sums[period, default: CellSum()].add(sum) }
        }
        totals[table.id] = total
      }
    }
    guard !groups.isEmpty else {
      throw answering.nothing(by: dimension)
    }
    self.groups = groups
    gaps = try UnionGaps(answering, within: within, only: needed, in: db)
    for (id, periods) in gaps.ofAny { totals[id]?.short = periods }
    self.totals = Array(totals.values)
  }

  func breakdown(asOf: Day?, within: Period?, in db: Database) throws -> Breakdown {
    let candidates = Candidates(
      totals, shape: selection.shape.union(Shape(dimension)),
      order: CandidateOrder(selection, context.vocabulary),
      doubts: try CellDoubts(selection, totals, context, within: within, in: db),
      asOf: asOf, within: within
    ).putting(first: { isWhole($0.table.held) })
    let whole = candidates.filtered { isWhole($0.table.held) }
    var total = timeline(selection, whole, asOf)
    let maker = try? TimelineMaker(
      selection, context, within: within, only: .asOf(asOf), in: db)
    let known = try maker?.timeline(asOf: asOf, in: db)
    // Where there are parts of a list only, the total beside them would be another table's.
    if let known { total.fill(from: known, but: Set(candidates.byPeriod.keys)) }
    let parts = try groups.compactMap { label, tables in
      try part(label, tables, chosen: candidates, asOf, within: within, in: db)
    }
    let last = total.latest(every: total.native)?.period
    let size = { (part: Breakdown.Part) in
      last.flatMap { part.timeline.observation($0).value } ?? -1
    }
    let sizes = Dictionary(parts.map { ($0.label, size($0)) }) { a, _ in a }
    return Breakdown(
      dimension: dimension, total: total,
      parts: parts.sorted { (sizes[$1.label] ?? 0, $0.label) < (sizes[$0.label] ?? 0, $1.label) },
      known: known,
      ofOneTable: Set(
        candidates.byPeriod.filter { _, list in list.first.map { isWhole($0.table.held) } ?? false }
          .keys))
  }

  private func isWhole(_ table: HeldTable) -> Bool {
    [.whole, .within].contains(table.extent(dimension).reach)
  }

  /// One label's cells of the tables that the totals are taken from.
  private func part(
    _ label: String, _ tables: [TableID: CellTable], chosen: Candidates, _ asOf: Day?,
    within: Period?, in db: Database
  ) throws -> Breakdown.Part? {
    let selection = selection.including(label, in: dimension)
    let own = totals.compactMap { total -> CellTable? in
      // A label that does not occur in a source is no part of its total.
      let occurs = total.held.labels[dimension]?.contains(label) ?? false
      guard occurs || !Coverage.dimensions.contains(dimension) else { return nil }
      var table = total
      table.sums = tables[total.id]?.sums ?? [:]
      table.short = gaps.byTable([label])[total.id] ?? []
      return table
    }
    let doubts = try CellDoubts(selection, own, context, within: within, in: db)
    let candidates = Candidates(
      own, shape: selection.shape, doubts: doubts, asOf: asOf, within: within
    ).filtered { candidate in
      // Where no span is declared, a period that occurs at one place says nothing of the others.
      let mayBeZero =
        dimension != .place || candidate.table.source.coverage.span != nil || !candidate.isLeftOut
      return mayBeZero
        && candidate.table.id == chosen.byPeriod[candidate.period]?.first?.table.id
    }
    let timeline = timeline(
      selection, candidates, asOf, extras: try FigureExtras.found(for: candidates, in: db))
    return timeline.isEmpty ? nil : Breakdown.Part(label: label, timeline: timeline)
  }

  private func timeline(
    _ selection: Selection, _ candidates: Candidates, _ asOf: Day?,
    extras: [Period: Observation] = [:]
  ) -> Timeline {
    Timeline(
      selection: selection, asOf: asOf,
      isStock: context.vocabulary.measure(selection.measure)?.isStock ?? false,
      candidates: candidates,
      extras: extras)
  }
}
