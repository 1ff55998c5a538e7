import Estimation

/// Middles of parts that add up to the total's middle, which stays as it is.
///
/// Medians of parts do not add up by themselves. Each cell is moved by the least squares, weighted with the
/// widths of the bands, that make the sum the total's; a cell never goes below zero. Every sum over some of
/// the dimensions is then that of its cells. The bands of a part move with its middle on the
/// ``CountScale``: quantiles of parts cannot add up, since not all parts are high or low at once.
struct Middles {
  /// By node: quantiles at ``Scores/levels``.
  let quantiles: [[Double]]

  /// - Parameter quantiles: by node of the hierarchy, each forecast by itself.
  init(_ hierarchy: Hierarchy, quantiles: [[Double]]) {
    let middle = Scores.levels.count / 2
    let cells = hierarchy.cells.count
    let first = hierarchy.nodes.count - cells
    let own = quantiles.suffix(cells)
    let added = Middles.added(
      own.map { $0[middle] }, widths: own.map { $0[3] - $0[1] }, total: quantiles[0][middle])
    self.quantiles = hierarchy.nodes.enumerated().map { index, node in
      guard index > 0 else { return quantiles[0] }
      let sum =
        index >= first
        ? added[index - first] : node.cells.reduce(0) { $0 + added[$1] }
      return Middles.moved(quantiles[index], to: sum)
    }
  }

  /// The nearest numbers to some, not below zero, that add up to a total.
  static func added(_ values: [Double], widths: [Double], total: Double) -> [Double] {
    var result = values
    // Cells that reach zero drop out, and what is left is spread over the others.
    for _ in 0...values.count {
      let missing = total - result.reduce(0, +)
      let open = result.indices.filter { missing > 0 || result[$0] > 0 }
      guard abs(missing) > 1e-9 * max(1, total), !open.isEmpty else { break }
      let weights = open.map { widths[$0] * widths[$0] + 0.25 }
      let sum = weights.reduce(0, +)
      for (index, weight) in zip(open, weights) {
        result[index] = max(0, result[index] + missing * weight / sum)
      }
    }
    return result
  }

  private static func moved(_ quantiles: [Double], to middle: Double) -> [Double] {
    let shift =
      CountScale.transform(middle) - CountScale.transform(quantiles[Scores.levels.count / 2])
    var result = quantiles.map { CountScale.count(CountScale.transform($0) + shift) }
    result[Scores.levels.count / 2] = middle
    return result.sorted()
  }
}
