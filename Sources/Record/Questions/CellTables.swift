import GRDB
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
  var dimensions: DimensionSet { held.dimensions }
  var id: TableID { TableID(source: held.key, dimensions: held.dimensions) }
}

/// Which table of which source.
struct TableID: Hashable, Sendable {
  var source: Int64
  var dimensions: DimensionSet
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

/// What a series must be to match a selection in one table.
struct CellCondition: Hashable {
  private(set) var parts: [String] = ["measure = ?"]
  /// The dimensions whose labels it looks at.
  private(set) var tested: Set<Dimension> = [.measure]
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
      let before = parts.count
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
      if parts.count > before { tested.insert(dimension) }
    }
  }

  private mutating func add(_ test: String, _ labels: [String]) {
    parts.append("\(test) (\(labels.map { _ in "?" }.joined(separator: ", ")))")
    values += labels
  }
}
