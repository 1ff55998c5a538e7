import Periods

/// One source's answer for one period, to be weighed against the others'.
struct Candidate {
  var table: CellTable
  var period: Period
  var value: Double?
  var sum: CellSum
  /// Whether the table covers the period but has no cell.
  var isLeftOut: Bool
  /// Whether the cell stands alone in the source, rather than being added up by Trocha.
  var isPublishedTotal: Bool
  /// Whether this vintage was out on the day asked about, rather than standing in for one that was.
  var wasOut: Bool

  /// Which of two answers to take: an official count before a quoted one; a vintage that was out
  /// on the day before a later one that stands in; the later of two publications; a total as
  /// published before a sum; the table that goes on longer, then the one that began earlier.
  static func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
    let (x, y) = (a.table.source, b.table.source)
    if x.standing != y.standing { return x.standing == .official }
    if a.wasOut != b.wasOut { return a.wasOut }
    if x.published != y.published { return x.published > y.published }
    if a.isPublishedTotal != b.isPublishedTotal { return a.isPublishedTotal }
    let (c, d) = (a.table.sourceCoverage, b.table.sourceCoverage)
    if c.last != d.last { return c.last > d.last }
    if c.first != d.first { return c.first < d.first }
    return x.id < y.id
  }

  var observation: Observation {
    Observation(
      period: period, value: value, hedge: sum.unknown > 0 && value != nil ? .atLeast : .exact,
      basis: isLeftOut ? .leftOutZero : isPublishedTotal ? .published : .sum(cells: sum.cells),
      sources: [table.source.id], published: table.source.published, isStandIn: !wasOut,
      note: sum.unknown > 0 && value != nil ? "\(sum.unknown) of \(sum.cells) cells unknown" : "")
  }
}

/// Every answer that the tables give, by period.
struct Candidates {
  /// All that was known on the day, best first.
  private(set) var byPeriod: [Period: [Candidate]] = [:]

  /// - Parameter shape: the dimensions of the question; a table with just these holds totals.
  init(_ tables: [CellTable], shape: Shape, asOf: Day?) {
    var coverage: [Source.ID: Period] = [:]
    for table in tables {
      let known = coverage[table.source.id] ?? table.coverage
      coverage[table.source.id] = Period(
        from: min(known.first, table.coverage.first), through: max(known.last, table.coverage.last))
    }
    for var table in tables {
      // A source that changes its breakdown goes on all the same.
      table.sourceCoverage = coverage[table.source.id] ?? table.coverage
      add(table, shape: shape, asOf: asOf)
    }
    for period in byPeriod.keys { keepSmallestShapes(period) }
  }

  private mutating func add(_ table: CellTable, shape: Shape, asOf: Day?) {
    let cells = table.isByDay ? table.monthly : table
    let hasSelectedCells = !cells.sums.isEmpty
    let periods =
      cells.source.leavesOutZeros && hasSelectedCells
      ? cells.covered : Set(cells.sums.keys)
    for period in periods {
      if let asOf, cells.source.known(from: period) > asOf { continue }
      let sum = cells.sums[period]
      let total = sum ?? CellSum()
      byPeriod[period, default: []].append(
        Candidate(
          table: cells, period: period,
          value: total.cells > 0 && total.cells == total.unknown ? nil : total.value,
          sum: total, isLeftOut: sum == nil,
          isPublishedTotal: total.cells == 1 && cells.shape == shape,
          wasOut: asOf.map { cells.source.published <= $0 } ?? true))
    }
  }

  /// A source may publish totals and breakdowns side by side: of one source, only the coarsest table
  /// that can answer is used.
  private mutating func keepSmallestShapes(_ period: Period) {
    var smallest: [Source.ID: Candidate] = [:]
    for candidate in byPeriod[period] ?? [] {
      let id = candidate.table.source.id
      if let known = smallest[id], !Candidates.isCoarser(candidate.table.shape, known.table.shape) {
        continue
      }
      smallest[id] = candidate
    }
    byPeriod[period] = smallest.values.sorted(by: Candidate.isBetter)
  }

  private static func isCoarser(_ a: Shape, _ b: Shape) -> Bool {
    let (m, n) = (a.rawValue.nonzeroBitCount, b.rawValue.nonzeroBitCount)
    return m == n ? a.rawValue < b.rawValue : m < n
  }
}

extension CellTable {
  /// Whether the table lists single events by day, so that a day without one is no gap.
  var isByDay: Bool {
    source.leavesOutZeros && shape.contains(Shape(.event))
      && covered.contains { $0.granularity == .day }
  }

  /// The same table by month. A list of events begins with the month of its first event and is
  /// whole up to its last.
  var monthly: CellTable {
    var copy = self
    copy.sums = [:]
    for (period, sum) in sums {
      let month = Period.month(of: period.first)
      copy.sums[month, default: CellSum()].value += sum.value
      copy.sums[month, default: CellSum()].cells += sum.cells
      copy.sums[month, default: CellSum()].unknown += sum.unknown
    }
    let first = Period.month(of: coverage.first).first
    let whole = Period(from: first, through: coverage.last) ?? coverage
    copy.covered = Set(whole.split(into: .month).filter { $0.last <= coverage.last })
    copy.sums = copy.sums.filter { copy.covered.contains($0.key) }
    return copy
  }
}
