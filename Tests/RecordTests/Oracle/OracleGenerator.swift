import Periods
import TestSupport

/// Sources and questions about them, from a seed.
struct OracleWorld {
  let seed: UInt64
  var sources: [OracleSource] = []
  var questions: [OracleQuestion] = []

  init(seed: UInt64, sources count: ClosedRange<Int> = 1...4, questions asked: Int = 8) {
    self.seed = seed
    var random = OracleRandom(seed: seed)
    for index in 0..<random.number(count) {
      // Tables by the same dimensions compete for the same questions.
      let like = random.chance(0.5) ? sources.last?.extents.keys.sorted() : nil
      var maker = OracleSourceMaker(&random, by: like)
      var source = maker.source(&random, id: "s\(index + 1)")
      // Releases of one dataset come on different days, and so do nearly all others: which of two
      // of one day goes first is mostly left open.
      let mayTie = random.chance(0.05)
      while sources.contains(where: {
        $0.published == source.published && !(mayTie && $0.dataset != source.dataset)
      }) {
        source.published = source.published.adding(days: 1)
      }
      sources.append(source)
    }
    for _ in 0..<asked { questions.append(OracleQuestion.random(&random, sources)) }
  }
}

/// Choices from a seed.
struct OracleRandom {
  private var generator: SplitMix

  init(seed: UInt64) {
    generator = SplitMix(seed: seed)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < probability
  }

  mutating func one<T>(_ choices: [T]) -> T {
    choices[number(0...choices.count - 1)]
  }

  mutating func some<T>(_ choices: [T], _ count: ClosedRange<Int>) -> [T] {
    let shuffled = choices.shuffled(using: &generator)
    return Array(shuffled.prefix(number(count)))
  }
}

/// Makes one source: which labels it tells apart, what it declares of them, and its cells.
///
/// The tables of a source are sums over one set of cells, as a publisher's are; what its cells leave
/// out is zero if it says so, and else not known.
struct OracleSourceMaker {
  private typealias Key = [OracleDimension: String]
  private var labels: [OracleDimension: [String]] = [:]
  private var source = OracleSource(
    id: "", dataset: "", published: Day(number: 0))

  init(_ random: inout OracleRandom, by same: [OracleDimension]?) {
    let others = OracleDimension.allCases.filter { $0 != .place }
    var dimensions = same ?? random.some(others, 0...2)
    if same == nil, dimensions.isEmpty || random.chance(0.75) { dimensions.append(.place) }
    for dimension in dimensions.sorted() {
      let (extent, labels) = OracleShapes.random(dimension, &random)
      source.extents[dimension] = extent
      self.labels[dimension] = labels
    }
  }

  mutating func source(_ random: inout OracleRandom, id: String) -> OracleSource {
    source.id = id
    source.dataset = random.one(["alpha", "alpha", "beta", "gamma"])
    source.counts = ["alpha": "people", "beta": "people"][source.dataset] ?? ""
    // After the last month that any table covers.
    source.published = Day("2024-01-10")!.adding(days: random.number(0...40) * 7)
    if random.chance(0.25) { source.usualLag = random.one([10, 40]) }
    if random.chance(0.15) {
      makeQuoted()
    } else {
      source.leavesOutZeros = random.chance(0.5)
    }
    if random.chance(0.15) { source.roundedTo = 10 }
    makeCells(&random)
    return source
  }

  private mutating func makeQuoted() {
    source.isQuoted = true
    source.usualLag = nil
    source.extents = source.extents.mapValues { _ in OracleExtent() }
    labels = labels.mapValues { Array($0.prefix(2)) }
  }

  private mutating func makeCells(_ random: inout OracleRandom) {
    let periods = makePeriods(&random)
    let full = Set(labels.keys)
    let tables = [full] + coarser(full, &random)
    // Some sources have only years of a coarser table.
    let coarseYears =
      source.span != nil && source.gaps.isEmpty && periods.count == 24 && random.chance(0.3)
    for (index, dimensions) in tables.enumerated() {
      let isByYear = coarseYears && index > 0
      let tablePeriods = isByYear ? OraclePeriods.years : periods
      for period in tablePeriods {
        // A total that is not there for a month, where that says nothing.
        let mayLack = index > 0 && !isByYear && source.span == nil
        if mayLack, random.chance(0.1) { continue }
        source.cells += cells(dimensions, period, &random)
      }
    }
    // A file without a row is none.
    if source.cells.isEmpty {
      source.cells = [OracleCell(labels: combinations(full)[0], period: periods[0], value: 7)]
    }
  }

  /// The periods with cells; sets the span and its gaps.
  private mutating func makePeriods(_ random: inout OracleRandom) -> [Period] {
    if random.chance(0.12) {
      let years = random.chance(0.5) ? OraclePeriods.years : [OraclePeriods.years[1]]
      if random.chance(0.5) {
        source.span = Period(from: years[0].first, through: Day("2023-12-31")!)
      }
      return years
    }
    let start = random.one([0, 0, 0, 5, 12])
    let end = random.one([23, 23, 23, 17, 14])
    let covered = Array(OraclePeriods.months[start...end])
    let missing = random.chance(0.5) ? Set(random.some(covered.dropLast().map { $0 }, 0...4)) : []
    guard random.chance(0.5) else { return covered.filter { !missing.contains($0) } }
    source.span = Period(from: covered[0].first, through: covered[covered.count - 1].last)
    // Most of what is missing is declared to be; of the rest the source says that it has looked.
    source.gaps = missing.sorted().filter { _ in random.chance(0.7) }
    return covered.filter { !missing.contains($0) }
  }

  /// Other tables of the source: totals over dimensions that reach the whole, or of which nobody
  /// has said.
  private func coarser(
    _ full: Set<OracleDimension>, _ random: inout OracleRandom
  ) -> [Set<OracleDimension>] {
    let droppable = full.filter {
      let reach = source.extents[$0]?.reach ?? .undeclared
      return reach == .whole || reach == .undeclared
    }.sorted()
    guard !source.isQuoted, !droppable.isEmpty, random.chance(0.5) else { return [] }
    let dropped = [random.some(droppable, 1...2), random.some(droppable, 1...1)]
    let tables = dropped.map { full.subtracting($0) }.filter { !$0.isEmpty || random.chance(0.5) }
    return Array(
      Set(tables).sorted { $0.sorted().lexicographicallyPrecedes($1.sorted()) }
        .prefix(random.number(1...2)))
  }

  private func combinations(_ dimensions: Set<OracleDimension>) -> [Key] {
    dimensions.sorted().reduce([[:]]) { keys, dimension in
      keys.flatMap { key in
        (labels[dimension] ?? []).map { label in
          var key = key
          key[dimension] = label
          return key
        }
      }
    }
  }

  /// The cells of one table and period.
  private mutating func cells(
    _ dimensions: Set<OracleDimension>, _ period: Period, _ random: inout OracleRandom
  ) -> [OracleCell] {
    let full = Set(labels.keys)
    let whole =
      dimensions == full
      ? []
      : source.cells.filter { $0.period == period }
        .filter { $0.labels.count == full.count }
    var found: [OracleCell] = []
    for key in combinations(dimensions) {
      // What the full table has of it, for a coarser one.
      let parts = whole.filter { cell in key.allSatisfy { cell.labels[$0] == $1 } }
      let isSum = dimensions != full && !parts.isEmpty && parts.allSatisfy { $0.value != nil }
      var value = isSum ? parts.compactMap(\.value).reduce(0, +) : random.number(1...999)
      if dimensions == full, random.chance(0.2) { value = 0 }
      if source.roundedTo != nil, !isSum { value = value / 10 * 10 }
      if value == 0, source.leavesOutZeros { continue }
      if value == 0, random.chance(0.7) { continue }
      let isUnknown = random.chance(dimensions == full ? 0.03 : 0.02)
      found.append(OracleCell(labels: key, period: period, value: isUnknown ? nil : value))
    }
    return found
  }
}
