/// Least squares over weights that are not negative and sum to one: the quadratic programme of the
/// synthetic control.
///
/// A primal active-set method: unknown weights are taken in one at a time by their gradient, the
/// problem on those taken in is solved by LAPACK under the sum alone, and a weight that would turn
/// negative leaves (Wolfe, "Finding the nearest point in a polytope", Mathematical Programming 11,
/// 1976; as Lawson and Hanson's for non-negative least squares). The problem is convex, and the
/// optimality gap is certified.
package enum SimplexLeastSquares {
  package struct Solution: Sendable {
    package var weights: [Double]
    /// Sum of the squared residuals.
    package var objective: Double
    /// How far ``objective`` can lie above the smallest possible one, at most (Frank and Wolfe 1956).
    package var gap: Double
  }

  /// Finds the weights of columns whose weighted sum comes nearest to a target.
  ///
  /// - Returns: `nil` when there is no column or lengths differ.
  package static func fit(columns: [[Double]], target: [Double]) -> Solution? {
    guard !columns.isEmpty, columns.allSatisfy({ $0.count == target.count }) else { return nil }
    let problem = Problem(columns, target)
    return problem.solution(problem.best(), columns, target)
  }

  /// The weights with the smallest ½ w′Pw − q′w.
  ///
  /// - Parameter product: P, symmetric and positive semidefinite, by row.
  package static func weights(product: [[Double]], linear: [Double]) -> [Double] {
    Problem(product: product, linear: linear).best()
  }

  /// ½ w′Pw − q′w.
  private struct Problem {
    let product: [[Double]]
    let linear: [Double]
    let tolerance: Double

    /// P and q from the columns.
    init(_ columns: [[Double]], _ target: [Double]) {
      func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      product = columns.map { a in columns.map { dot(a, $0) } }
      linear = columns.map { dot($0, target) }
      let size = columns.map { dot($0, $0) }.max() ?? 0
      tolerance = 1e-12 * max(size, dot(target, target), 1e-300)
    }

    init(product: [[Double]], linear: [Double]) {
      self.product = product
      self.linear = linear
      let size = product.indices.map { product[$0][$0] }.max() ?? 0
      tolerance = 1e-10 * max(size, linear.map(abs).max() ?? 0, 1e-300)
    }

    /// Goes from the best corner from one set of weights to a better one.
    func best() -> [Double] {
      var weights = bestVertex
      var taken = weights.indices.filter { weights[$0] > 0 }
      for _ in 0..<(20 * linear.count + 20) {
        let gradient = gradient(weights)
        let level = zip(weights, gradient).reduce(0) { $0 + $1.0 * $1.1 }
        let outside = gradient.indices.filter { !taken.contains($0) }
        guard let next = outside.min(by: { gradient[$0] < gradient[$1] }),
          gradient[next] < level - tolerance
        else { break }
        taken.append(next)
        guard settle(&weights, &taken) else { break }
      }
      return weights
    }

    var bestVertex: [Double] {
      let values = linear.indices.map { product[$0][$0] / 2 - linear[$0] }
      let best = values.indices.min { values[$0] < values[$1] } ?? 0
      return linear.indices.map { $0 == best ? 1 : 0 }
    }

    func gradient(_ weights: [Double]) -> [Double] {
      linear.indices.map { i in
        zip(product[i], weights).reduce(-linear[i]) { $0 + $1.0 * $1.1 }
      }
    }

    /// Goes to the best point of the weights taken in, leaving out those that reach zero on the way.
    func settle(_ weights: inout [Double], _ taken: inout [Int]) -> Bool {
      while true {
        guard let best = bestUnderSum(taken) else { return false }
        let blocking = taken.indices.filter { best[$0] <= 0 }
        guard !blocking.isEmpty else {
          for (index, weight) in zip(taken, best) { weights[index] = weight }
          return true
        }
        let step =
          blocking.map { at in
            let weight = weights[taken[at]]
            return weight / max(weight - best[at], 1e-300)
          }.min() ?? 0
        for (at, index) in taken.enumerated() {
          weights[index] += step * (best[at] - weights[index])
        }
        let left = taken.filter { weights[$0] > 1e-14 }
        for index in taken where !left.contains(index) { weights[index] = 0 }
        // The column taken in last cannot help: rounding.
        if left.count == taken.count || left.isEmpty { return false }
        taken = left
      }
    }

    /// The smallest value over weights of either sign that sum to one: P z = q + μ 1, 1′z = 1.
    private func bestUnderSum(_ taken: [Int]) -> [Double]? {
      let size = taken.count
      // Columns may depend on one another; a trace of a ridge picks one of the equal solutions.
      let ridge = 1e-13 * (taken.map { product[$0][$0] }.max() ?? 0) + 1e-300
      var matrix = [Double](repeating: 0, count: size * size)
      for (i, a) in taken.enumerated() {
        for (j, b) in taken.enumerated() {
          matrix[i * size + j] = product[a][b] + (i == j ? ridge : 0)
        }
      }
      let right = taken.map { linear[$0] } + [Double](repeating: 1, count: size)
      guard let solved = LinearAlgebra.solve(matrix, size: size, right: right) else { return nil }
      let free = solved[..<size]
      let ones = solved[size...]
      let sum = ones.reduce(0, +)
      guard sum.isFinite, sum != 0 else { return nil }
      let multiplier = (1 - free.reduce(0, +)) / sum
      return zip(free, ones).map { $0 + multiplier * $1 }
    }

    func solution(
      _ weights: [Double], _ columns: [[Double]], _ target: [Double]
    ) -> Solution {
      let sum = weights.reduce(0, +)
      let weights = weights.map { max(0, $0) / sum }
      let gradient = gradient(weights)
      let level = zip(weights, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      var objective = 0.0
      for period in target.indices {
        let fitted = columns.indices.reduce(0) { $0 + weights[$1] * columns[$1][period] }
        objective += (target[period] - fitted) * (target[period] - fitted)
      }
      return Solution(
        weights: weights, objective: objective,
        gap: max(0, 2 * (level - (gradient.min() ?? level))))
    }
  }
}
