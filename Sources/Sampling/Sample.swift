/// The runs that quantiles are taken from: all while they fit, then a random sample, in which every
/// run is as likely to be as another (Algorithm R: Vitter, "Random sampling with a reservoir", 1985).
package struct Sample: Codable, Equatable, Sendable {
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

  /// Where a run's values go; `nil` when it is not sampled.
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

  /// On a line between the two values that a quantile falls between (type 7 of Hyndman and Fan 1996).
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
