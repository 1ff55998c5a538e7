import Estimation
import Foundation

/// A seasonal ARIMA model fitted by exact maximum likelihood.
///
/// φ(B) Φ(Bˢ) (1 − B)ᵈ (1 − Bˢ)ᴰ (y − m t) = θ(B) Θ(Bˢ) ε: Box and Jenkins 1970. The likelihood is that
/// of the differenced series; the mean or drift is found beside by generalised least squares.
/// docs/outlook-models.md has the equations.
package struct ARIMAModel: Hashable, Sendable {
  package struct Coefficients: Hashable, Sendable {
    package var ar: [Double]
    package var ma: [Double]
    package var seasonalAR: [Double]
    package var seasonalMA: [Double]

    package init(
      ar: [Double] = [], ma: [Double] = [], seasonalAR: [Double] = [], seasonalMA: [Double] = []
    ) {
      self.ar = ar
      self.ma = ma
      self.seasonalAR = seasonalAR
      self.seasonalMA = seasonalMA
    }
  }

  package let order: ARIMAOrder
  package let period: Int
  package let coefficients: Coefficients
  /// The mean of the series without differences, its drift by month with one; else zero.
  package let constant: Double
  package let logLikelihood: Double
  /// Akaike's criterion corrected for short series; values are those left by the differences.
  package let aicc: Double
  /// Variance of the errors: their squares over the number of values less that of coefficients.
  package let variance: Double
  private let state: [Double]
  private let mean: Double
  private let past: [Double]

  /// Fits the coefficients; `nil` when the series is too short for them or has a number that is not
  /// finite.
  ///
  /// - Parameters:
  ///   - values: on the scale of the model.
  ///   - start: coefficients to begin with.
  ///   - precision: relative change of the likelihood by value at which the search ends.
  package init?(
    _ values: [Double], order: ARIMAOrder, period: Int = 12, start: Coefficients? = nil,
    precision: Double = 1e-12
  ) {
    guard let fit = ARIMAFit(values, order: order, period: period),
      let found = fit.search(from: start, precision: precision)
    else { return nil }
    self.init(values, order: order, period: period, coefficients: found)
  }

  /// The model with given coefficients.
  package init?(
    _ values: [Double], order: ARIMAOrder, period: Int = 12, coefficients: Coefficients
  ) {
    guard let fit = ARIMAFit(values, order: order, period: period),
      let answer = fit.answer(coefficients)
    else { return nil }
    self.order = order
    self.period = period
    self.coefficients = coefficients
    let count = Double(fit.values.count)
    let number = Double(order.coefficientCount)
    let scale = fit.scale * fit.scale
    let squares = max(answer.squares, count * 1e-18) * scale
    variance = squares / (count - number)
    logLikelihood =
      -count / 2 * (log(2 * Double.pi * squares / count) + 1) - answer.logarithms / 2
    let k = number + 1
    aicc = -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / (count - k - 1)
    mean = answer.mean * fit.scale
    constant = order.seasonalD == 1 ? mean / Double(period) : mean
    state = answer.state.map { $0 * fit.scale }
    past = Array(values.suffix(order.d + order.seasonalD * period))
    guard logLikelihood.isFinite, mean.isFinite, state.allSatisfy(\.isFinite) else { return nil }
  }

  /// Means and variances of the months ahead, the variances by the weights of the errors (Box and Jenkins
  /// 1970, section 5.1).
  ///
  /// - Parameter months: 1 or more.
  package func ahead(_ months: Int) -> [(mean: Double, variance: Double)] {
    let (phi, theta) = ARIMAFit.expanded(coefficients, period: period)
    let differences = LagPolynomial.differences(
      order.d, seasonal: order.seasonalD, period: period)
    var state = state + [0]
    var known = past
    var means: [Double] = []
    for _ in 0..<months {
      var value = state[0] + mean
      for (index, factor) in differences.enumerated() {
        value += factor * known[known.count - 1 - index]
      }
      means.append(value)
      known.append(value)
      let head = state[0]
      for row in 0..<(state.count - 1) {
        state[row] = (row < phi.count ? phi[row] * head : 0) + state[row + 1]
      }
    }
    let all = LagPolynomial.product(phi, differences, period: 1)
    var weights = [1.0]
    for lag in 1..<max(2, months) {
      var sum = lag <= theta.count ? theta[lag - 1] : 0
      for back in 1...lag where back <= all.count { sum += all[back - 1] * weights[lag - back] }
      weights.append(sum)
    }
    var sum = 0.0
    return (0..<months).map { month in
      sum += weights[month] * weights[month]
      return (means[month], variance * sum)
    }
  }
}
