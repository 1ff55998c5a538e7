import Periods
import Wording

/// One table's answer for one period, to be weighed against the others'.
struct Candidate {
  var table: CellTable
  var period: Period
  var value: Double?
  var sum: CellSum
  /// Whether the table covers the period but has no cell.
  var isLeftOut: Bool
  /// Whether the number is a lowest one: nobody says that the labels add up, the table covers a part
  /// of the period only, or some cells are not known.
  var isAtLeast: Bool
  /// Whether the cell stands alone in the source, rather than being added up by Trocha.
  var isPublishedTotal: Bool
  /// Whether this vintage was out on the day asked about, rather than standing in for one that was.
  var wasOut: Bool
  /// Whether some are not counted and others are counted that do not belong: the number is neither a
  /// lowest nor a highest one, and not shown.
  var isUnbounded = false
  /// What the cells do not say by themselves.
  var remark = CellDoubts.Remark()
  /// Whether a later release of the dataset says that it is not known.
  var isWithdrawn = false
  /// Day of a later release that says that a part of it is not known.
  var partWithdrawn: Day?
  /// The number of an earlier release that this one says is not known.
  var withdrew: Withdrawal?

  var observation: Observation {
    var observation = Observation(
      period: period, value: value, exactness: isAtLeast ? .atLeast : .exact,
      basis: isLeftOut ? .leftOutZero : isPublishedTotal ? .published : .sum(cells: sum.cells),
      sources: [table.source.id], published: table.source.published, isStandIn: !wasOut,
      note: isAtLeast || isUnbounded ? why : .nothing)
    observation.isLowest = isAtLeast
    observation.isWide = remark.kinds.contains(.wide)
    if isUncounted || isUnbounded || (withdrew != nil && value == nil) {
      observation.basis = .missing
    }
    if remark.isHigh, value != nil, !isAtLeast { observation.exactness = .atMost }
    observation.ofUnknown = remark.ofUnknown
    var notes = [observation.note] + remark.notes + [withdrawal]
    if let unit = table.source.coverage.roundedTo, value != nil, !isAtLeast {
      // A highest number stays one: that others may be among them weighs more.
      if observation.exactness == .exact { observation.exactness = .about }
      let size = Int(exactly: unit).map(String.init) ?? "\(unit)"
      notes.append(Localized("rounded to \(size)", "redondeado a \(size)"))
    }
    observation.note = .joined(notes)
    return observation
  }

  /// How far rounding may move the number: half a unit for each cell.
  var roundingSlack: Double {
    (table.source.coverage.roundedTo ?? 0) / 2 * Double(max(1, sum.cells))
  }

  /// Why the number is a lowest one.
  private var why: Localized {
    if remark.kinds.contains(.short) { return .nothing }
    if sum.unknown > 0 {
      return Localized(
        "\(sum.unknown) of \(sum.cells) cells unknown",
        "no se saben \(sum.unknown) de \(sum.cells) celdas")
    }
    return table.isAtLeast ? Candidate.undeclared : Candidate.cut
  }

  /// Whether the label was not counted yet, so that nobody under it is no zero.
  private var isUncounted: Bool { value == nil && remark.kinds.contains(.uncounted) }

  private static let undeclared = Localized(
    "the table does not say that its labels are all there are",
    "la tabla no dice que sus etiquetas sean todas las que hay")
  private static let cut = Localized(
    "the table covers a part of it only", "la tabla cubre solo una parte")
}

/// Which of two answers to take.
struct CandidateOrder {
  /// Datasets in the order that a named series states, those that stand the same together; others
  /// come after them.
  var datasets: [[String]] = []

  /// A number before none; official before quoted; certain before a lowest number; the stated order; a
  /// vintage that was out on the day before a later one that stands in; exact before rounded; of
  /// releases that were out the later one, of those that stand in the one nearest to the day; a total as
  /// published before a sum; of sums of rounded cells the one of fewer; the table that goes on longer,
  /// then the one that began earlier.
  func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
    // The tables, not their sources: a source is dozens of texts to copy.
    let (x, y) = (a.table.held, b.table.held)
    if (a.value == nil) != (b.value == nil) { return b.value == nil }
    if x.source.standing != y.source.standing { return x.source.standing == .official }
    if a.isAtLeast != b.isAtLeast { return b.isAtLeast }
    let (i, j) = (rank(x.source.dataset), rank(y.source.dataset))
    if i != j { return i < j }
    if a.wasOut != b.wasOut { return a.wasOut }
    let (m, n) = (x.source.coverage.roundedTo == nil, y.source.coverage.roundedTo == nil)
    if m != n { return m }
    if x.source.published != y.source.published {
      return (x.source.published > y.source.published) == a.wasOut
    }
    if a.isPublishedTotal != b.isPublishedTotal { return a.isPublishedTotal }
    if a.roundingSlack != b.roundingSlack { return a.roundingSlack < b.roundingSlack }
    let (c, d) = (a.table.span, b.table.span)
    if let c, let d, c.last != d.last { return c.last > d.last }
    if let c, let d, c.first != d.first { return c.first < d.first }
    return x.source.id < y.source.id
  }

  private func rank(_ dataset: String) -> Int {
    datasets.isEmpty ? 0 : datasets.firstIndex { $0.contains(dataset) } ?? datasets.count
  }
}

extension CandidateOrder {
  /// The order that the named series with this selection states; none for any other selection.
  init(_ selection: Selection, _ vocabulary: Vocabulary) {
    self.init(datasets: vocabulary.namedSeries(for: selection)?.datasets ?? [])
  }
}

/// Every answer that the tables give, by period.
struct Candidates {
  /// All that was known on the day, best first.
  private(set) var byPeriod: [Period: [Candidate]] = [:]
  /// Tables that list single events by day with the days that they cover, best first; none where a day's figure is
  /// of another table.
  private(set) var eventTables: [HeldTable] = []
  private let within: Period?

  /// - Parameters:
  ///   - dimensions: those of the question; a table with just these holds totals.
  ///   - within: only periods inside this one are answered for; `nil` for all.
  init(
    _ tables: [CellTable], dimensions: DimensionSet, order: CandidateOrder = .init(),
    doubts: CellDoubts = .none, asOf: Day?, within: Period? = nil
  ) {
    self.within = within
    for table in tables {
      let isDaily = table.held.isDaily
      add(isDaily ? table.monthly : table, dimensions: dimensions, asOf: asOf) { period in
        doubts.about(table, period, isMonthly: isDaily)
      }
      if isDaily {
        add(table.daily, dimensions: dimensions, asOf: asOf) { period in
          doubts.about(table, period, isMonthly: false)
        }
      }
    }
    for (period, list) in byPeriod where list.count > 1 {
      byPeriod[period] = Candidates.withdrawing(
        Candidates.sorted(Candidates.onePerSource(list, order), order))
    }
    keepEvents(of: tables.filter(\.held.isDaily), order, asOf)
  }

  /// The best table of events that covers a day answers for it: where it has none on the day, those that another
  /// release has are not taken in its place.
  private mutating func keepEvents(of tables: [CellTable], _ order: CandidateOrder, _ asOf: Day?) {
    let spanned = tables.filter { $0.source.coverage.span != nil }
    guard !spanned.isEmpty else { return }
    let ordered = Candidates.sorted(
      spanned.map { table in
        Candidate(
          table: table, period: .day(table.source.published), value: 0, sum: CellSum(),
          isLeftOut: false, isAtLeast: table.isAtLeast, isPublishedTotal: false,
          wasOut: asOf.map { table.source.published <= $0 } ?? true)
      }, order
    ).map(\.table.held)
    let keys = Set(ordered.map(\.key))
    let days = byPeriod.filter { $0.key.granularity == .day && !$0.value.isEmpty }
    guard days.allSatisfy({ keys.contains($0.value[0].table.held.key) }) else { return }
    eventTables = ordered
    for (day, list) in days {
      let best = ordered.first { table in
        let source = table.source
        return source.coverage.span?.contains(day) == true
          && !source.coverage.gaps.contains { $0.overlaps(day) }
          && asOf.map { source.known(from: day) <= $0 } ?? true
      }
      if let best, !list.contains(where: { $0.table.held.key == best.key }) {
        byPeriod[day] = nil
      }
    }
  }

  /// The answers that a test lets pass.
  func filtered(_ isKept: (Candidate) -> Bool) -> Candidates {
    var copy = self
    copy.byPeriod = byPeriod.mapValues { $0.filter(isKept) }.filter { !$0.value.isEmpty }
    return copy
  }

  /// The answers that pass a test before the others, each in their order.
  func putting(first isFirst: (Candidate) -> Bool) -> Candidates {
    var copy = self
    copy.byPeriod = byPeriod.mapValues { $0.filter(isFirst) + $0.filter { !isFirst($0) } }
    return copy
  }

  private mutating func add(
    _ cells: CellTable, dimensions: DimensionSet, asOf: Day?,
    _ remark: (Period) -> CellDoubts.Remark
  ) {
    let mayBeZero = cells.source.leavesOutZeros && !cells.isAtLeast
    let periods =
      mayBeZero ? cells.held.covered.union(cells.sums.keys) : Set(cells.sums.keys)
    for period in periods where within?.contains(period) ?? true {
      if let asOf, cells.source.known(from: period) > asOf { continue }
      let sum = cells.sums[period]
      let total = sum ?? CellSum()
      let remark = remark(period)
      let isUncounted = remark.kinds.contains(.uncounted) && total.value == 0
      let isShort =
        cells.isAtLeast || cells.held.partly.contains(period) || cells.short.contains(period)
        || total.unknown > 0 || cells.isSoFar(period) || remark.kinds.contains(.short)
      let isUnbounded = isShort && remark.kinds.contains(.wide)
      let isUnknown =
        isUncounted || isUnbounded || (total.cells > 0 && total.cells == total.unknown)
      byPeriod[period, default: []].append(
        Candidate(
          table: cells, period: period,
          // A lowest number is one without those who may not belong.
          value: isUnknown ? nil : isShort ? total.value - remark.ofUnknown : total.value,
          sum: total, isLeftOut: sum == nil,
          isAtLeast: isShort && !isUnknown,
          isPublishedTotal: total.cells == 1 && cells.dimensions == dimensions,
          wasOut: asOf.map { cells.source.published <= $0 } ?? true, isUnbounded: isUnbounded,
          remark: remark))
    }
  }

  /// A source may publish totals and breakdowns side by side: of one source, only the coarsest table
  /// that can answer is used.
  private static func onePerSource(_ list: [Candidate], _ order: CandidateOrder) -> [Candidate] {
    let sources = Set(list.map(\.table.held.key))
    guard sources.count < list.count else { return list }
    var best: [Source.ID: Candidate] = [:]
    for candidate in list
    where best[candidate.table.source.id].map({ isCoarser(candidate, $0) }) ?? true {
      best[candidate.table.source.id] = candidate
    }
    return Array(best.values)
  }

  private static func isCoarser(_ a: Candidate, _ b: Candidate) -> Bool {
    if (a.value == nil) != (b.value == nil) { return b.value == nil }
    let (x, y) = (a.table.dimensions, b.table.dimensions)
    if x.count != y.count { return x.count < y.count }
    if a.isAtLeast != b.isAtLeast { return b.isAtLeast }
    return x.rawValue < y.rawValue
  }

  /// Best first. Of lowest numbers only the best release of each dataset counts, and among datasets
  /// the highest says most.
  private static func sorted(_ list: [Candidate], _ order: CandidateOrder) -> [Candidate] {
    let all = list.sorted(by: order.isBetter)
    guard let first = all.firstIndex(where: isLowest),
      let last = all.lastIndex(where: isLowest)
    else { return all }
    var seen: Set<String> = []
    let lowest = all[first...last].filter { seen.insert($0.table.source.dataset).inserted }
    let highest = lowest.enumerated().sorted { a, b in
      let (x, y) = (a.element.value ?? 0, b.element.value ?? 0)
      return x == y ? a.offset < b.offset : x > y
    }.map(\.element)
    return all[..<first] + highest + all[(last + 1)...]
  }

  private static func isLowest(_ candidate: Candidate) -> Bool {
    candidate.isAtLeast && candidate.table.source.standing == .official
  }
}

extension CellTable {
  /// Whether a count was published before its period was over.
  func isSoFar(_ period: Period) -> Bool {
    period.last > source.published && source.standing == .official
  }

  /// First to last day that is covered, or that there are cells for.
  var span: Period? {
    if let span = held.source.coverage.span { return span }
    let periods = held.covered.union(held.partly).union(sums.keys)
    guard let first = periods.lazy.map(\.first).min(), let last = periods.lazy.map(\.last).max()
    else { return nil }
    return Period(from: first, through: last)
  }

  /// A table of single events by month.
  var monthly: CellTable {
    var copy = self
    copy.sums = [:]
    for (period, sum) in sums {
      copy.sums[.month(of: period.first), default: CellSum()].add(sum)
    }
    return copy
  }

  /// The days of a table of single events that have one.
  var daily: CellTable {
    var copy = self
    copy.sums = sums.filter { $0.key.granularity == .day }
    return copy
  }
}
