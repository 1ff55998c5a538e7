import Foundation

/// Student's t distribution.
package enum StudentT {
  /// Chance of a value at least as far from zero, on either side.
  ///
  /// P(|T| ≥ t) = I_x(ν/2, 1/2) with x = ν / (ν + t²) (Abramowitz and Stegun 1964, 26.7.1 and 26.5.27).
  package static func twoSided(_ statistic: Double, freedom: Double) -> Double {
    guard statistic.isFinite, freedom > 0 else { return .nan }
    return IncompleteBeta.regularized(
      freedom / (freedom + statistic * statistic), freedom / 2, 0.5)
  }
}

enum IncompleteBeta {
  /// I_x(a, b), by the continued fraction of Abramowitz and Stegun 26.5.8, evaluated from the front
  /// (Lentz 1976).
  static func regularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast on this side only.
    if x > (a + 1) / (a + b + 2) { return 1 - regularized(1 - x, b, a) }
    let front =
      exp(
        lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    let tiny = 1e-300
    var (numerator, denominator, value) = (1.0, 0.0, 1.0)
    for step in 0..<400 {
      let m = Double(step / 2)
      let part: Double
      if step == 0 {
        part = 1
      } else if step.isMultiple(of: 2) {
        part = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      } else {
        part = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      }
      denominator = 1 / orTiny(1 + part * denominator, tiny)
      numerator = orTiny(1 + part / numerator, tiny)
      let factor = numerator * denominator
      value *= factor
      if step > 0, abs(factor - 1) < 1e-14 { break }
    }
    return front * (value - 1)
  }

  private static func orTiny(_ value: Double, _ tiny: Double) -> Double {
    abs(value) < tiny ? tiny : value
  }
}
