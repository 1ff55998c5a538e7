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
  /// Whether the measure's numbers add up over time; `nil` where nobody says it.
  let nature: Nature?
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
    nature =
      selection.isRate ? nil : context.nature(of: selection.measure, held.tables)
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
