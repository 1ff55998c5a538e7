import GRDB
import Periods

/// A total and the parts that it is made of, by the labels of one dimension.
public struct Breakdown: Sendable {
  /// What the parts are listed apart by.
  public let dimension: Dimension
  /// For each period from the table that the parts come from, where that table holds everybody;
  /// else as it is known without parts.
  public let total: Timeline
  /// In order of their labels; ``ranked(over:)`` puts them by size.
  public let parts: [Part]
  /// The figures as they are known without parts, which may be of another table or vintage; `nil`
  /// when no table answers without parts.
  public let known: Timeline?
  /// Periods for which total and parts come from one table, whose parts are everybody.
  let ofOneTable: Set<Period>

  /// The figures of one label.
  public struct Part: Sendable {
    /// As the record writes it: `VEN`.
    public let label: String
    /// Its figures; a period that the table of the total lacks it in is zero or not known, as the coverage says.
    public let timeline: Timeline
  }

  /// The timeline that periods are taken from: the total's, or the first part's where no table has a
  /// total with its parts.
  public var leading: Timeline { total.isEmpty ? parts.first?.timeline ?? total : total }

  /// The parts by what they come to in some periods together, largest first; those of which nothing is
  /// known come last.
  public func ranked(over periods: [Period]) -> [Part] {
    let sizes = parts.map { part in
      periods.compactMap { part.timeline.observation($0).value }.reduce(nil) { ($0 ?? 0) + $1 }
        ?? -1
    }
    return zip(parts, sizes).sorted { ($1.1, $0.0.label) < ($0.1, $1.0.label) }.map(\.0)
  }

  /// What some of the parts come to; `nil` when none of them is known, or when they are of several
  /// tables or places that may overlap.
  public func sum(of parts: some Sequence<Part>, _ period: Period) -> Observation? {
    let all = parts.map { $0.timeline.observation(period) }
    let known = all.filter { $0.value != nil }
    let isOfOneTable =
      hasShares(period) || (dimension != .place && Set(known.map(\.sources)).count == 1)
    guard !known.isEmpty, isOfOneTable else { return nil }
    return Timeline.sum(
      of: known, period, basis: .sum(cells: known.count), isShort: known.count < all.count)
  }

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
    return leading.shown(every: granularity, within: range).map(\.period)
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

  /// Whether the parts are seen to add up to the total, so that it may be said: all of them are certain.
  package func addsUp(_ period: Period) -> Bool {
    guard let difference = difference(period), abs(difference) <= 0.5 else { return false }
    return total.observation(period).isCertain
      && parts.allSatisfy { $0.timeline.observation(period).isCertain }
  }

  /// Whether the parts come to more than the total that the same table states: one of the numbers is wrong, and
  /// nobody can say which.
  package func isAboveStatedTotal(_ period: Period) -> Bool {
    guard isStatedBeside(period), let known = known?.observation(period), known.isComparable,
      let difference = difference(period)
    else { return false }
    return difference < -0.5
  }

  /// Whether the figure without parts is of the same table or release as the parts.
  package func isStatedBeside(_ period: Period) -> Bool {
    guard let stated = known?.observation(period), stated.value != nil else { return false }
    let used = parts.map { $0.timeline.observation(period) }.filter { $0.value != nil }
    return !used.isEmpty && used.allSatisfy { $0.sources == stated.sources }
  }

  /// Whether a part's share of the total means something: both come from one table, whose parts
  /// are everybody.
  public func hasShares(_ period: Period) -> Bool {
    guard !isAboveStatedTotal(period) else { return false }
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
  private let nature: Nature?
  /// Tables that are broken down by the dimension, with the cells of all labels added up.
  private let totals: [CellTable]
  private let groups: [String: [TableID: CellTable]]
  private let gaps: UnionGaps
  private let answering: AnsweringTables
  /// Cells of each part whose label in another dimension is not known.
  private let unknown: [[String]: [CellTable]]

  init(
    _ selection: Selection, by dimension: Dimension, _ context: QuestionContext, asOf: Day?,
    within: Period?, in db: Database
  ) throws {
    self.selection = selection
    self.dimension = dimension
    self.context = context
    let answering = try AnsweringTables(selection, by: [dimension], context, in: db)
    self.answering = answering
    nature = answering.nature
    // Of tables that hold some labels each may have some that the others lack.
    let ofSome = answering.tables.map(\.table).filter { selection.isInPart($0, by: dimension) }
    let needed = answering.needed(.asOf([asOf]), within: within)?.union(
      ofSome.map { TableID(source: $0.key, dimensions: $0.dimensions) })
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
    unknown = try CellDoubts.unknownCells(
      selection, self.totals, by: [dimension], context, within: within, in: db)
  }

  func breakdown(asOf: Day?, within: Period?, in db: Database) throws -> Breakdown {
    let candidates = Candidates(
      totals, dimensions: selection.dimensions.union(DimensionSet(dimension)),
      order: CandidateOrder(selection, context.vocabulary),
      doubts: CellDoubts(selection, totals, context, unknown: unknown.values.flatMap(\.self)),
      asOf: asOf, within: within
    ).putting(first: { isWhole($0.table.held) })
    let whole = candidates.filtered { isWhole($0.table.held) }
    var total = timeline(
      selection, whole, asOf, extras: try FigureExtras.found(for: whole, answering, in: db))
    let maker = try unlessUnanswered {
      try TimelineMaker(selection, context, within: within, only: .asOf([asOf]), in: db)
    }
    let known = try maker?.timeline(asOf: asOf, in: db)
    // Where there are parts of a list only, the total beside them would be another table's.
    if let known { total.fill(from: known, but: Set(candidates.byPeriod.keys)) }
    let parts = try groups.sorted { $0.key < $1.key }.compactMap { label, tables in
      try part(label, tables, chosen: candidates, asOf, within: within, in: db)
    }
    return Breakdown(
      dimension: dimension, total: total, parts: parts, known: known,
      ofOneTable: Set(
        candidates.byPeriod.filter { _, list in list.first.map { isWhole($0.table.held) } ?? false }
          .keys))
  }

  /// Whether a table's parts are everybody who is asked for: all there are, or all in the place that
  /// the question names.
  private func isWhole(_ table: HeldTable) -> Bool {
    switch table.extent(dimension).reach {
    case .whole: true
    case .within: selection.including[dimension] != nil
    case .only, .undeclared: false
    }
  }

  /// One label's cells: of the table that the total is taken from, or where the best table there is
  /// holds some labels only, of whichever answers for this one.
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
    let doubts = CellDoubts(selection, own, context, unknown: unknown[[label]] ?? [])
    let check = AnswerabilityCheck(selection, context.vocabulary)
    let candidates = Candidates(
      own, dimensions: selection.dimensions, order: CandidateOrder(selection, context.vocabulary),
      doubts: doubts, asOf: asOf, within: within
    ).filtered { candidate in
      // Where no span is declared, a period that occurs at one place says nothing of the others.
      let mayBeZero =
        dimension != .place || candidate.table.source.coverage.span != nil || !candidate.isLeftOut
      guard mayBeZero, let best = chosen.byPeriod[candidate.period]?.first?.table.held
      else { return false }
      let table = candidate.table.held
      if table.key == best.key, table.dimensions == best.dimensions { return true }
      return self.selection.isInPart(best, by: dimension)
        && self.selection.isInPart(table, by: dimension) && check(table) == .certain
    }
    let timeline = timeline(
      selection, candidates, asOf,
      extras: try FigureExtras.found(
        for: candidates, answering, label: (dimension, label), in: db))
    return timeline.isEmpty ? nil : Breakdown.Part(label: label, timeline: timeline)
  }

  private func timeline(
    _ selection: Selection, _ candidates: Candidates, _ asOf: Day?,
    extras: [Period: Observation] = [:]
  ) -> Timeline {
    Timeline(
      selection: selection, asOf: asOf,
      nature: nature,
      candidates: candidates,
      extras: extras)
  }
}

extension Selection {
  /// Whether a table that is broken down by a dimension is about some of its labels, or about one place
  /// where the question names none, so that its parts are no total's.
  fileprivate func isInPart(_ table: HeldTable, by dimension: Dimension) -> Bool {
    guard table.source.standing == .official else { return false }
    return switch table.extent(dimension).reach {
    case .only: true
    case .within: including[dimension] == nil
    case .whole, .undeclared: false
    }
  }
}
