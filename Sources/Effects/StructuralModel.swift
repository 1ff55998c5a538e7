import Estimation
import Foundation

/// A structural time series: a level that wanders, a slope and a season where asked for, and covariates,
/// with normal disturbances.
///
/// y_t = μ_t + γ_t + x_t′β + ε_t, μ_{t+1} = μ_t + δ_t + η_t, δ_{t+1} = δ_t + ζ_t (Harvey 1989; Durbin and
/// Koopman, "Time Series Analysis by State Space Methods", 2nd edition, 2012, chapter 3). The first
/// state is diffuse: the Kalman filter starts from zero with no variance, the first state's parts are
/// coefficients beside those of the covariates, and all are estimated by generalised least squares on
/// what the filter leaves of every column (Rosenberg 1973; de Jong 1991).
package struct StructuralModel: Sendable {
  package struct Parts: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let slope = Parts(rawValue: 1)
    package static let season = Parts(rawValue: 2)
  }

  package let parts: Parts
  /// Months of a year: the length of the season.
  static let seasonLength = 12

  package init(_ parts: Parts = []) { self.parts = parts }

  var stateCount: Int {
    1 + (parts.contains(.slope) ? 1 : 0) + (parts.contains(.season) ? Self.seasonLength - 1 : 0)
  }

  /// Disturbances besides that of the observation: of the level, of the slope, of the season.
  package var ratioCount: Int {
    1 + (parts.contains(.slope) ? 1 : 0) + (parts.contains(.season) ? 1 : 0)
  }

  private var seasonStart: Int { parts.contains(.slope) ? 2 : 1 }

  /// Weight of each part of the state in the observation.
  private var observes: [Bool] {
    (0..<stateCount).map { $0 == 0 || parts.contains(.season) && $0 == seasonStart }
  }

  /// A state a month later, before disturbances.
  private func advance(_ state: inout [Double]) {
    if parts.contains(.slope) { state[0] += state[1] }
    guard parts.contains(.season) else { return }
    let next = -state[seasonStart...].reduce(0, +)
    for index in stride(from: stateCount - 1, to: seasonStart, by: -1) {
      state[index] = state[index - 1]
    }
    state[seasonStart] = next
  }

  /// What the filter leaves of every column at given ratios of the variances.
  package struct Whitened {
    /// By column and month: the innovation; in units of its own spread for months of the fit.
    var innovations: [[Double]]
    /// Variance of a month's innovation, in units of the scale.
    var variances: [Double]
    /// Sum of the logarithms of ``variances`` over the months of the fit.
    var logVariances: Double
  }

  /// Runs the filter over columns; those of the first state are put before them.
  ///
  /// - Parameters:
  ///   - ratios: variances of the disturbances over that of the observation.
  ///   - observed: whether a month belongs to the fit.
  package func filter(_ columns: [[Double]], ratios: [Double], observed: [Bool]) -> Whitened {
    let months = observed.count
    let states = stateCount
    let all = firstStateColumns(months) + columns
    let total = 1 + ratios.reduce(0, +)
    let noise = 1 / total
    let seen = observes.indices.filter { observes[$0] }
    var means = [[Double]](repeating: [Double](repeating: 0, count: states), count: all.count)
    var covariance = [[Double]](repeating: [Double](repeating: 0, count: states), count: states)
    var result = Whitened(
      innovations: all.map { _ in [Double](repeating: 0, count: months) },
      variances: [Double](repeating: 0, count: months), logVariances: 0)
    for month in 0..<months {
      let reach = (0..<states).map { row in seen.reduce(0) { $0 + covariance[row][$1] } }
      let variance = seen.reduce(0) { $0 + reach[$1] } + noise
      result.variances[month] = variance
      let spread = observed[month] ? variance.squareRoot() : 1
      for column in all.indices {
        let innovation = all[column][month] - seen.reduce(0) { $0 + means[column][$1] }
        result.innovations[column][month] = innovation / spread
        guard observed[month] else { continue }
        for state in 0..<states { means[column][state] += reach[state] * innovation / variance }
      }
      if observed[month] {
        result.logVariances += log(variance)
        for row in 0..<states {
          for column in 0..<states {
            covariance[row][column] -= reach[row] * reach[column] / variance
          }
        }
      }
      for column in all.indices { advance(&means[column]) }
      advance(covariance: &covariance)
      for (index, ratio) in ratios.enumerated() {
        let state = disturbed[index]
        covariance[state][state] += ratio / total
      }
    }
    return result
  }

  /// Which part of the state each ratio disturbs.
  private var disturbed: [Int] {
    [0] + (parts.contains(.slope) ? [1] : []) + (parts.contains(.season) ? [seasonStart] : [])
  }

  private func advance(covariance: inout [[Double]]) {
    for row in covariance.indices { advance(&covariance[row]) }
    for column in covariance.indices {
      var line = covariance.map { $0[column] }
      advance(&line)
      for row in covariance.indices { covariance[row][column] = line[row] }
    }
  }

  /// What each part of the first state alone would be observed as.
  private func firstStateColumns(_ months: Int) -> [[Double]] {
    let seen = observes.indices.filter { observes[$0] }
    return (0..<stateCount).map { part in
      var state = (0..<stateCount).map { $0 == part ? 1.0 : 0 }
      return (0..<months).map { _ in
        let value = seen.reduce(0) { $0 + state[$1] }
        advance(&state)
        return value
      }
    }
  }
}

/// Generalised least squares of one column on others, from what a filter left of them.
package struct StructuralFit {
  /// Of the first state's parts, then of the covariates.
  var coefficients: [Double]
  /// Inverse of the cross products of the regressors, by columns.
  var inverse: [Double]
  /// Sum of the squared residuals, in units of the scale.
  var squares: Double
  var observations: Int
  var states: Int
  /// With the scale concentrated out and the first state diffuse; coefficients of covariates at their
  /// most likely (statsmodels' `mle_regression`).
  var logLikelihood: Double
  /// With the coefficients of the covariates diffuse too: the weight of these ratios of variances.
  var marginalLogLikelihood: Double

  /// - Parameters:
  ///   - target: position of the column that is explained.
  ///   - covariates: positions of those that explain it, besides the first state.
  package init?(
    _ whitened: StructuralModel.Whitened, target: Int, covariates: [Int], states: Int,
    observed: [Int]
  ) {
    let regressors = Array(0..<states) + covariates
    let size = regressors.count
    guard observed.count > size + 1 else { return nil }
    func dot(_ a: Int, _ b: Int) -> Double {
      observed.reduce(0) {
        $0 + whitened.innovations[a][$1] * whitened.innovations[b][$1]
      }
    }
    let matrix = regressors.flatMap { a in regressors.map { dot(a, $0) } }
    let identity = (0..<size * size).map { $0 / size == $0 % size ? 1.0 : 0 }
    let products = regressors.map { dot($0, target) }
    guard let solved = LinearAlgebra.solve(matrix, size: size, right: products + identity),
      let all = LinearAlgebra.cholesky(matrix, size: size),
      let first = LinearAlgebra.cholesky(
        (0..<states).flatMap { a in (0..<states).map { matrix[a * size + $0] } }, size: states)
    else { return nil }
    coefficients = Array(solved[..<size])
    inverse = Array(solved[size...])
    self.states = states
    observations = observed.count
    squares = max(
      dot(target, target) - zip(coefficients, products).reduce(0) { $0 + $1.0 * $1.1 }, 1e-300)
    let residual = squares
    // Every observation counts a log 2π, those that the diffuse parts use up too, as in Durbin and
    // Koopman's diffuse likelihood and in statsmodels.
    func likelihood(_ free: Int, _ determinant: Double) -> Double {
      let count = Double(observed.count - free)
      return -0.5
        * (Double(observed.count) * log(2 * .pi) + count * (log(residual / count) + 1)
          + whitened.logVariances + determinant)
    }
    logLikelihood = likelihood(states, first.logDeterminant)
    marginalLogLikelihood = likelihood(size, all.logDeterminant)
  }

  /// Scale of the variances at its most likely.
  var scale: Double { squares / Double(observations - states) }
  var degrees: Double { Double(observations - coefficients.count) }

  /// A month's value and its variance, coefficients uncertain too, by ``degrees`` of freedom.
  package func prediction(
    _ whitened: StructuralModel.Whitened, value: Double, target: Int, covariates: [Int],
    month: Int
  ) -> (mean: Double, variance: Double) {
    let size = coefficients.count
    let row = (Array(0..<states) + covariates).map { whitened.innovations[$0][month] }
    let mean =
      value - whitened.innovations[target][month]
      + zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    var spread = whitened.variances[month]
    for a in 0..<size {
      for b in 0..<size { spread += row[a] * inverse[a * size + b] * row[b] }
    }
    return (mean, spread * squares / degrees)
  }
}
