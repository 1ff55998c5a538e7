import GRDB
import Periods
import Wording

/// What the cells of a table that match a selection do not say by themselves: that a label was not
/// counted yet, or that people of whom nobody knows are among them.
struct CellDoubts: Sendable {
  private var history: [Source.ID: [LabelHistory.Doubt]] = [:]
  /// Tables in which countries of a region that is asked for may be not known.
  private var ofRegions: Set<TableID> = []
  /// Cells whose label is not known, where the question leaves some labels out.
  private var unknown: [TableID: CellTable] = [:]

  static let none = CellDoubts()

  private init() {}

  init(
    _ selection: Selection, _ tables: [CellTable], _ context: QuestionContext, within: Period?,
    in db: Database
  ) throws {
    let found = try CellDoubts.unknownCells(selection, tables, context, within: within, in: db)
    self.init(selection, tables, context, unknown: found[[]] ?? [])
  }

  /// - Parameter found: the cells of ``unknownCells(_:_:by:_:within:in:)``.
  init(
    _ selection: Selection, _ tables: [CellTable], _ context: QuestionContext,
    unknown found: [CellTable]
  ) {
    let coverages = context.vocabulary.coverages
    for source in tables.map(\.source) {
      history[source.id] = coverages.doubts(selection, of: source)
    }
    let groups = (selection.including[.place] ?? []).filter {
      !context.vocabulary.places.parts(of: $0).isEmpty
    }
    for table in tables
    where !coverages.isZeroWithoutCell(selection, in: table.source)
      && groups.contains(where: { table.isOfCountries(of: $0) })
    {
      ofRegions.insert(table.id)
    }
    for table in found { add(table) }
  }

  /// The cells whose label is not known where the selection leaves some labels out, by the labels of
  /// dimensions kept apart: read for all parts at once, since a dimension may have hundreds.
  ///
  /// Who is counted under a label that is asked for is not among them.
  static func unknownCells(
    _ selection: Selection, _ tables: [CellTable], by: [Dimension] = [], _ context: QuestionContext,
    within: Period?, in db: Database
  ) throws -> [[String]: [CellTable]] {
    var cells: [[String]: [CellTable]] = [:]
    for (dimension, labels) in selection.excluding
    where selection.including[dimension] == nil && !by.contains(dimension) {
      let told = tables.filter {
        !Extent.unknowns.isDisjoint(with: $0.held.labels[dimension] ?? [])
      }
      let here = Set(told.flatMap { $0.held.labels[dimension] ?? [] })
      let unsaid = here.intersection(Extent.unknowns).subtracting(labels).sorted()
      guard !unsaid.isEmpty else { continue }
      var other = selection.without(dimension)
      other.include(unsaid, in: dimension)
      let answering = try AnsweringTables(other, by: by, context, in: db)
      let found = try CellFetch(answering: answering, within: within)
        .tables(in: db, only: Set(told.map(\.id)))
      cells.merge(found) { $0 + $1 }
    }
    return cells
  }

  private mutating func add(_ table: CellTable) {
    guard var known = unknown[table.id] else {
      unknown[table.id] = table
      return
    }
    for (period, sum) in table.sums { known.sums[period, default: CellSum()].add(sum) }
    unknown[table.id] = known
  }

  /// What is to be said of one table's number for a period.
  func about(_ table: CellTable, _ period: Period, isMonthly: Bool) -> Remark {
    var remark = Remark()
    for doubt in history[table.source.id] ?? [] where period.first < doubt.before {
      // What has no row was not counted; what has one was.
      if doubt.kind == .unlisted, table.sums[period] != nil { continue }
      remark.kinds.insert(doubt.kind == .unlisted ? .uncounted : doubt.kind)
      if !remark.notes.contains(doubt.note) { remark.notes.append(doubt.note) }
    }
    if ofRegions.contains(table.id) {
      remark.kinds.insert(.short)
      remark.notes.append(
        Localized(
          "countries without a figure are not known", "los países sin cifra no se saben"))
    }
    if let cells = unknown[table.id] {
      remark.ofUnknown = (isMonthly ? cells.monthly : cells).sums[period]?.value ?? 0
    }
    return remark
  }

  struct Remark {
    var kinds: Set<LabelHistory.Doubt.Kind> = []
    var notes: [Localized] = []
    /// How many of the number have a label that is not known.
    var ofUnknown = 0.0

    /// Whether the number may be too high.
    var isHigh: Bool { kinds.contains(.wide) || ofUnknown > 0 }
  }
}

extension CellTable {
  /// Whether a region is the sum of those of its countries that the table has a figure for.
  fileprivate func isOfCountries(of region: String) -> Bool {
    source.standing == .official && held.extent(.place).place != region
      && held.labels[.place]?.contains(region) != true
  }
}

extension Extent {
  /// Labels of those of whom it is not known under which of the others they belong.
  static let unknowns: Set<String> = [
    unknown, "unknown", "undefined", "mixed-or-unknown", "not-stated",
  ]
}
