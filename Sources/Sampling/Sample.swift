import Foundation

/// The runs that quantiles are computed from: all of the first 1,000, and beyond that a random sample in
/// which every run has the same chance to be (Algorithm R: Vitter, "Random sampling with a reservoir",
/// 1985).
///
/// Which slot a run takes depends on its number only, and of two runs the later one keeps it. So samples of
/// different runs can be put together in any order.
package struct Sample: Equatable, Sendable {
  /// Runs that the sample holds at most.
  package static let size = 1000
  private let cells: Int
  private let seed: UInt64
  /// Number of the run in each slot; −1 for none.
  private var runs: [Int] = []
  /// Values of that run, by cell.
  private var rows: [Row] = []

  /// Half the memory where numbers are small, which they nearly always are.
  private enum Row: Equatable, Sendable {
    case narrow([Int32])
    case wide([Int])

    init(_ values: [Int]) {
      let isNarrow = values.allSatisfy { Int32(exactly: $0) != nil }
      self = isNarrow ? .narrow(values.map { Int32(truncatingIfNeeded: $0) }) : .wide(values)
    }

    var count: Int {
      switch self {
      case .narrow(let values): values.count
      case .wide(let values): values.count
      }
    }

    subscript(cell: Int) -> Int {
      switch self {
      case .narrow(let values): Int(values[cell])
      case .wide(let values): values[cell]
      }
    }
  }

  package init(cells: Int, seed: UInt64) {
    self.cells = cells
    self.seed = seed
  }

  /// The slot for a run's values; `nil` when the run is not sampled.
  package func slot(forRun run: Int) -> Int? {
    if run < Sample.size { return run }
    let unit = CounterRandom(seed: seed).unit(run, 0, CounterRandom.Purpose.ensemble)
    let slot = Int(unit * Double(run + 1))
    return slot < Sample.size ? slot : nil
  }

  /// Adds a run if it belongs to the sample.
  ///
  /// - Parameter values: one for each cell.
  package mutating func add(_ values: [Int], run: Int) {
    guard let slot = slot(forRun: run) else { return }
    put(Row(values), run: run, slot: slot)
  }

  /// Adds the runs of another sample with the same cells and seed.
  package mutating func add(_ other: Sample) {
    for (slot, run) in other.runs.enumerated() where run >= 0 {
      put(other.rows[slot], run: run, slot: slot)
    }
  }

  private mutating func put(_ row: Row, run: Int, slot: Int) {
    while runs.count <= slot {
      runs.append(-1)
      rows.append(.narrow([]))
    }
    guard run > runs[slot] else { return }
    runs[slot] = run
    rows[slot] = row
  }

  /// Quantiles of a cell, interpolated linearly between neighbouring values (type 7 of Hyndman and Fan
  /// 1996); 0 without values.
  package func quantiles(_ probabilities: [Double], cell: Int) -> [Double] {
    let sorted = runs.indices.filter { runs[$0] >= 0 }.map { rows[$0][cell] }.sorted()
    guard !sorted.isEmpty else { return probabilities.map { _ in 0 } }
    return probabilities.map { interpolatedQuantile($0, of: sorted.count) { Double(sorted[$0]) } }
  }
}

extension Sample: Codable {
  private enum CodingKeys: String, CodingKey {
    case cells = "cells"
    case seed = "seed"
    case runs = "runs"
    case narrow = "narrow"
    case wide = "wide"
    case isWide = "is_wide"
  }

  /// Numbers are written as bytes: a list of them would take ten times the time and the space.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(cells, forKey: .cells)
    try container.encode(seed, forKey: .seed)
    try container.encode(PackedNumbers.data(runs), forKey: .runs)
    var narrow: [Int32] = []
    var wide: [Int] = []
    for row in rows {
      switch row {
      case .narrow(let values): narrow += values
      case .wide(let values): wide += values
      }
    }
    try container.encode(PackedNumbers.data(narrow), forKey: .narrow)
    try container.encode(PackedNumbers.data(wide), forKey: .wide)
    let isWide = rows.map { if case .wide = $0 { UInt8(1) } else { UInt8(0) } }
    try container.encode(Data(isWide), forKey: .isWide)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    cells = try container.decode(Int.self, forKey: .cells)
    seed = try container.decode(UInt64.self, forKey: .seed)
    runs = PackedNumbers.list(try container.decode(Data.self, forKey: .runs))
    var narrow = PackedNumbers.list(
      try container.decode(Data.self, forKey: .narrow), of: Int32.self)[...]
    var wide = PackedNumbers.list(try container.decode(Data.self, forKey: .wide), of: Int.self)[...]
    let isWide = try container.decode(Data.self, forKey: .isWide)
    guard isWide.count == runs.count, cells >= 0 else { throw Sample.damaged(container) }
    for (run, flag) in zip(runs, isWide) {
      let count = run < 0 ? 0 : cells
      if flag == 0 {
        rows.append(.narrow(Array(narrow.prefix(count))))
        narrow = narrow.dropFirst(count)
      } else {
        rows.append(.wide(Array(wide.prefix(count))))
        wide = wide.dropFirst(count)
      }
      guard rows.last?.count == count else { throw Sample.damaged(container) }
    }
  }

  private static func damaged(_ container: KeyedDecodingContainer<CodingKeys>) -> DecodingError {
    .dataCorruptedError(
      forKey: .narrow, in: container, debugDescription: "Rows and cells do not match.")
  }
}

/// A quantile of sorted values, interpolated linearly between neighbouring ones (type 7 of Hyndman and Fan, "Sample
/// quantiles in statistical packages", The American Statistician 50, 1996).
///
/// - Parameters:
///   - probability: from 0 to 1.
///   - count: how many values there are, 1 or more.
///   - value: those at a place in their order.
package func interpolatedQuantile(
  _ probability: Double, of count: Int, _ value: (Int) -> Double
) -> Double {
  let position = probability * Double(count - 1)
  let low = Int(position)
  guard low + 1 < count else { return value(count - 1) }
  let (a, b) = (value(low), value(low + 1))
  return a + (position - Double(low)) * (b - a)
}
