/// The runs that quantiles are computed from: all of the first 1,000, and beyond that a random sample in
/// which every run has the same chance to be (Algorithm R: Vitter, "Random sampling with a reservoir",
/// 1985).
package struct Sample: Codable, Equatable, Sendable {
  /// Runs that the sample holds at most.
  package static let size = 1000
  private let cells: Int
  private let seed: UInt64
  private var held = 0
  /// Values of the held runs, cell by cell.
  private var values: [[Int32]]

  package init(cells: Int, seed: UInt64) {
    self.cells = cells
    self.seed = seed
    values = [[Int32]](repeating: [], count: cells)
  }

  /// The slot for a run's values; `nil` when the run is not sampled.
  package mutating func slot(forRun run: Int) -> Int? {
    if run < Sample.size {
      held = run + 1
      return run
    }
    let unit = CounterRandom(seed: seed).unit(run, 0, CounterRandom.Purpose.ensemble)
    let slot = Int(unit * Double(run + 1))
    return slot < Sample.size ? slot : nil
  }

  package mutating func put(_ value: Int32, cell: Int, slot: Int) {
    if slot == values[cell].count {
      values[cell].append(value)
    } else {
      values[cell][slot] = value
    }
  }

  /// Quantiles of a cell, interpolated linearly between neighbouring values (type 7 of Hyndman and Fan
  /// 1996); 0 without values.
  package func quantiles(_ probabilities: [Double], cell: Int) -> [Double] {
    let sorted = values[cell].sorted()
    guard let last = sorted.last else { return probabilities.map { _ in 0 } }
    return probabilities.map { probability in
      let position = probability * Double(sorted.count - 1)
      let low = Int(position)
      guard low + 1 < sorted.count else { return Double(last) }
      let (a, b) = (Double(sorted[low]), Double(sorted[low + 1]))
      return a + (position - Double(low)) * (b - a)
    }
  }
}
