import Estimation

/// Forecasts of a hierarchy that add up.
///
/// Each node is forecast by itself; joint draws are made of the nodes' distributions, with the ranks that
/// their changes had together in the past (the Schaake shuffle: Clark et al., Journal of Hydrometeorology
/// 5, 2004); each draw is then moved to where it adds up, by least squares weighted with the variances of
/// the nodes' forecasts (MinT with a diagonal: Wickramasuriya, Athanasopoulos and Hyndman, Journal of the
/// American Statistical Association 114, 2019), and cells below zero are set to zero. So every draw adds
/// up, and means do.
struct Reconciliation {
  /// For each node its draws.
  let draws: [[Double]]

  /// - Parameters:
  ///   - quantiles: by node at ``Scores/levels``.
  ///   - horizon: months ahead, by whose past changes the ranks are taken.
  ///   - count: draws.
  /// - Returns: `nil` when the weights make no system that can be solved.
  init?(_ hierarchy: Hierarchy, quantiles: [[Double]], horizon: Int, count: Int = 1000) {
    let ranks = Reconciliation.ranks(hierarchy, horizon: horizon, count: count)
    let weights = quantiles.map { row in
      // The band of 8 in 10 in standard deviations of a normal distribution.
      let spread = (row[3] - row[1]) / 2.563
      return 1 / (spread * spread + 0.25)
    }
    let cells = hierarchy.cells.count
    var normal = [Double](repeating: 0, count: cells * cells)
    var right = [Double](repeating: 0, count: cells * count)
    for (index, node) in hierarchy.nodes.enumerated() {
      let curve = QuantileCurve(quantiles[index])
      for row in node.cells {
        for column in node.cells { normal[row * cells + column] += weights[index] }
      }
      for draw in 0..<count {
        let value = curve.value(at: ranks[index][draw])
        for cell in node.cells { right[draw * cells + cell] += weights[index] * value }
      }
    }
    guard let solved = LinearAlgebra.solve(normal, size: cells, right: right) else { return nil }
    draws = hierarchy.nodes.map { node in
      (0..<count).map { draw in
        node.cells.reduce(0) { $0 + max(0, solved[draw * cells + $1]) }
      }
    }
  }

  /// For each node and draw, where in its distribution the node is: the rank of its change at a month of
  /// the past, the same month for all nodes, spread evenly within the rank.
  private static func ranks(
    _ hierarchy: Hierarchy, horizon: Int, count: Int
  ) -> [[Double]] {
    let months = hierarchy.months.count - horizon
    guard months >= 8 else {
      // Too few to say how the nodes move together: all move as one.
      return hierarchy.nodes.map { _ in (0..<count).map { (Double($0) + 0.5) / Double(count) } }
    }
    let rounds = (count + months - 1) / months
    return hierarchy.nodes.map { node in
      let values = node.values.map(CountScale.transform)
      let changes = (0..<months).map { values[$0 + horizon] - values[$0] }
      let order = changes.indices.sorted { (changes[$0], $0) < (changes[$1], $1) }
      var rank = [Int](repeating: 0, count: months)
      for (place, month) in order.enumerated() { rank[month] = place }
      return (0..<count).map { draw in
        // Rounds through the past take different points within a rank.
        let within = (Double(draw / months) + 0.5) / Double(rounds)
        return (Double(rank[draw % months]) + within) / Double(months)
      }
    }
  }
}
