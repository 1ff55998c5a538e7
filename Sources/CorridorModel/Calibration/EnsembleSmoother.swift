import Estimation
import Foundation
import Sampling

/// The ensemble smoother with multiple data assimilation: an ensemble of parameters is updated towards
/// the observations in a few steps, each with enlarged observation errors.
///
/// Emerick and Reynolds, "Ensemble smoother with multiple data assimilation", Computers &
/// Geosciences 55, 2013. Exact for a linear model with normal errors and a large ensemble.
package struct EnsembleSmoother {
  /// The observations.
  let observed: [Double]
  /// Standard deviations of the errors of observation and model together.
  let errors: [Double]
  /// Steps in all; the errors' variances are enlarged by this number in each.
  let steps: Int

  package init(observed: [Double], errors: [Double], steps: Int) {
    self.observed = observed
    self.errors = errors
    self.steps = steps
  }

  /// One step.
  ///
  /// - Parameters:
  ///   - members: parameters of each member, on the real line.
  ///   - predicted: what each member predicts of the observations.
  ///   - stream: random numbers for the perturbed observations.
  /// - Returns: the members after the step, unchanged when the system cannot be solved.
  package func update(
    _ members: [[Double]], predicted: [[Double]], _ stream: RandomStream
  ) -> [[Double]] {
    let count = members.count
    let size = observed.count
    guard count > 1, size > 0, let parameters = members.first?.count else { return members }
    let m = EnsembleSmoother.anomalies(members)
    let d = EnsembleSmoother.anomalies(predicted)
    let scale = 1 / Double(count - 1)
    let inflation = Double(steps)
    var covariance = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0...i {
        var sum = 0.0
        for member in 0..<count { sum += d[member][i] * d[member][j] }
        covariance[i * size + j] = sum * scale
        covariance[j * size + i] = sum * scale
      }
      covariance[i * size + i] += inflation * errors[i] * errors[i]
    }
    var right: [Double] = []
    right.reserveCapacity(count * size)
    for member in 0..<count {
      for i in 0..<size {
        right.append(
          observed[i] + inflation.squareRoot() * errors[i] * stream.normal() - predicted[member][i])
      }
    }
    guard let solved = LinearAlgebra.solve(covariance, size: size, right: right) else {
      return members
    }
    var cross = [[Double]](
      repeating: [Double](repeating: 0, count: size), count: parameters)
    for p in 0..<parameters {
      for i in 0..<size {
        var sum = 0.0
        for member in 0..<count { sum += m[member][p] * d[member][i] }
        cross[p][i] = sum * scale
      }
    }
    return members.indices.map { member in
      (0..<parameters).map { p in
        var sum = members[member][p]
        for i in 0..<size { sum += cross[p][i] * solved[member * size + i] }
        return sum
      }
    }
  }

  /// Distances of the members from their mean.
  private static func anomalies(_ rows: [[Double]]) -> [[Double]] {
    let width = rows[0].count
    var mean = [Double](repeating: 0, count: width)
    for row in rows { for i in 0..<width { mean[i] += row[i] / Double(rows.count) } }
    return rows.map { row in (0..<width).map { row[$0] - mean[$0] } }
  }
}
