/// A choice among things by their weights.
package struct WeightedChoice {
  /// Indices of the positive weights, and the running sums of these weights.
  private var indices: [Int] = []
  private var sums: [Double] = []
  private let total: Double

  /// `nil` when no weight is positive.
  package init?(_ weights: [Double]) {
    var sum = 0.0
    for (index, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      indices.append(index)
      sums.append(sum)
    }
    total = sum
    guard sum > 0 else { return nil }
  }

  /// The index of a weight, drawn in proportion to the weights.
  ///
  /// - Parameter unit: a random number from 0 to 1.
  package func draw(_ unit: Double) -> Int {
    let target = unit * total
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) >> 1
      if sums[middle] <= target { low = middle + 1 } else { high = middle }
    }
    return indices[low]
  }
}
