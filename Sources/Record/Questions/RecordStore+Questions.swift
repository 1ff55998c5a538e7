import GRDB
import Periods

/// A total and the parts that it is made of, by the labels of one dimension.
public struct Breakdown: Sendable {
  public let dimension: Dimension
  public let total: Timeline
  /// Largest first, by the last period that the total is known for.
  public let parts: [Part]

  public struct Part: Sendable {
    public let label: String
    public let timeline: Timeline
  }

  /// The total less the sum of its parts; `nil` when the total or a part is not known.
  ///
  /// Parts of another table or vintage than the total need not add up to it: that is to be shown.
  public func difference(_ period: Period) -> Double? {
    guard let total = total.observation(period).value else { return nil }
    let known = parts.compactMap { $0.timeline.observation(period).value }
    return known.isEmpty ? nil : total - known.reduce(0, +)
  }
}

extension RecordStore {
  /// The figures of a selection as of a day.
  ///
  /// - Throws: a ``QuestionError`` when the record holds nothing that answers, or when tables that
  ///   count in different places would have to be joined.
  ///
  /// - Parameter within: only figures of periods inside this one are looked at; `nil` for all.
  public func timeline(
    _ selection: Selection, asOf: Day? = nil, within: Period? = nil
  ) throws -> Timeline {
    try pool.read { db in
      let tables = try tables(selection, within: within, in: db)
      return try timeline(selection, shape: selection.shape, tables, asOf: asOf, in: db)
    }
  }

  /// The figures of a selection as of several days, read once; `nil` for a day on which the tables that
  /// were known cannot be joined.
  package func timelines(_ selection: Selection, asOf days: [Day?]) throws -> [Timeline?] {
    try pool.read { db in
      let tables = try tables(selection, in: db)
      return days.map { day in
        try? timeline(selection, shape: selection.shape, tables, asOf: day, in: db)
      }
    }
  }

  /// The figures of a selection, parted by the labels of a dimension.
  public func breakdown(
    _ selection: Selection, by dimension: Dimension, asOf: Day? = nil
  ) throws -> Breakdown {
    let total = try timeline(selection, asOf: asOf)
    var parts = try parts(selection, by: dimension, asOf: asOf)
    guard !parts.isEmpty else {
      throw QuestionError.nothingFound(
        selection: "\(selection) by \(dimension.rawValue)",
        hint: "No table of it is broken down by \(dimension.rawValue).")
    }
    let last = total.latest(every: total.native)?.period
    let size = { (part: Breakdown.Part) in
      last.flatMap { part.timeline.observation($0).value } ?? -1
    }
    let sizes = Dictionary(parts.map { ($0.label, size($0)) }) { a, _ in a }
    parts.sort { (sizes[$1.label] ?? 0, $0.label) < (sizes[$0.label] ?? 0, $1.label) }
    return Breakdown(dimension: dimension, total: total, parts: parts)
  }

  /// The timelines of the labels that a selection's figures have in a dimension, in no order.
  func parts(
    _ selection: Selection, by dimension: Dimension, asOf: Day?, within: Period? = nil
  ) throws -> [Breakdown.Part] {
    try pool.read { db in
      let sources = try RecordStore.sourcesByKey(db)
      let groups = try CellFetch(selection: selection, by: [dimension], within: within)
        .tables(in: db, sources: sources)
      return try groups.map { group, tables in
        let label = group.first ?? ""
        let part = selection.including(label, in: dimension)
        return Breakdown.Part(
          label: label,
          timeline: try timeline(part, shape: part.shape, tables, asOf: asOf, in: db))
      }.filter { !$0.timeline.isEmpty }
    }
  }

  /// Every value that sources have given for a period, in the order they were published.
  public func revisions(_ selection: Selection, period: Period) throws -> [Revision] {
    try pool.read { db in
      let tables = try tables(selection, in: db)
      let candidates = Candidates(
        try withinScope(selection, tables), shape: selection.shape, asOf: nil)
      return (candidates.byPeriod[period] ?? []).map { candidate in
        Revision(
          source: candidate.table.source.id, published: candidate.table.source.published,
          value: candidate.value, basis: candidate.observation.basis)
      }.sorted { ($0.published, $0.source) < ($1.published, $1.source) }
    }
  }

  /// The tables that answer a selection.
  ///
  /// - Throws: a ``QuestionError`` when there are none.
  private func tables(
    _ selection: Selection, within: Period? = nil, in db: Database
  ) throws -> [CellTable] {
    let tables = try CellFetch(selection: selection, by: [], within: within)
      .tables(in: db, sources: try RecordStore.sourcesByKey(db))[[]]
    guard let tables, !tables.isEmpty else { throw nothing(selection) }
    return tables
  }

  private func timeline(
    _ selection: Selection, shape: Shape, _ tables: [CellTable], asOf: Day?, in db: Database
  ) throws -> Timeline {
    try refuseDifferentPlaces(selection, tables, asOf: asOf)
    let candidates = Candidates(
      try withinScope(selection, tables), shape: shape, asOf: asOf)
    return Timeline(
      selection: selection, asOf: asOf,
      isStock: vocabulary.measure(selection.measure)?.isStock ?? false, candidates: candidates,
      extras: try extras(of: candidates, in: db))
  }

  /// Tables of different datasets may follow one another only where they count in the same places.
  func refuseDifferentPlaces(
    _ selection: Selection, _ tables: [CellTable], asOf: Day?
  ) throws {
    guard selection.including[.place] == nil else { return }
    var placesOf: [String: Set<String>] = [:]
    for table in tables where table.source.standing == .official {
      let wasKnown = asOf.map { day in
        table.covered.contains { table.source.known(from: $0) <= day }
      }
      if wasKnown ?? true { placesOf[table.source.dataset, default: []].formUnion(table.places) }
    }
    guard Set(placesOf.values).count > 1 else { return }
    let all = placesOf.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    throw QuestionError.ambiguousPlaces(
      selection: "\(selection)", choices: all.sorted().prefix(8).map { "place=\($0)" })
  }

  /// The tables that are limited to nothing but what the question asks for. Where every table is
  /// limited, and all to the same, they are the answer; where they differ, the question must say.
  func withinScope(_ selection: Selection, _ tables: [CellTable]) throws -> [CellTable] {
    let whole = tables.filter { $0.scope.isEmpty }
    if whole.contains(where: { $0.source.standing == .official }) { return whole }
    let official = tables.filter { $0.source.standing == .official }
    let scopes = Set((official.isEmpty ? tables : official).map(\.scope))
    guard scopes.count > 1 else { return tables.filter { scopes.contains($0.scope) } }
    let choices = scopes.flatMap { scope in
      scope.map { "\($0.key.rawValue)=\($0.value)" }
    }
    throw QuestionError.ambiguousWord("\(selection)", choices: Set(choices).sorted())
  }

  /// What sources say beside the few numbers that they hedge.
  private func extras(
    of candidates: Candidates, in db: Database
  ) throws -> [Period: Observation] {
    var extras: [Period: Observation] = [:]
    let statement = try db.cachedStatement(
      sql: """
        SELECT hedge, note FROM extra WHERE series = ? AND first = ? AND last = ?
          AND source = (SELECT key FROM source WHERE id = ?)
        """)
    for (period, list) in candidates.byPeriod {
      guard let best = list.first, best.sum.cells == 1, !best.table.shape.contains(Shape(.event)),
        best.table.source.standing == .quoted,
        let row = try Row.fetchOne(
          statement,
          arguments: [
            best.sum.series, period.first.number, period.last.number, best.table.source.id,
          ])
      else { continue }
      var observation = best.observation
      observation.hedge = Hedge(rawValue: row[0]) ?? .exact
      observation.note = row[1]
      extras[period] = observation
    }
    return extras
  }

  func nothing(_ selection: Selection) -> QuestionError {
    let hint =
      selection.including.isEmpty
      ? "`trocha record list` shows what it holds."
      : "Leave a word out, or see `trocha record list`."
    return .nothingFound(selection: "\(selection)", hint: hint)
  }
}
