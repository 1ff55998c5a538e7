import Foundation

/// Student's t distribution.
package enum StudentT {
  /// Probability of a value at or below `t`.
  ///
  /// Through the regularised incomplete beta function: P(|T| > t) = I_x(ν/2, ½) with x = ν/(ν + t²)
  /// (NIST Digital Library of Mathematical Functions, 8.17).
  ///
  /// - Parameter degrees: degrees of freedom, above 0.
  package static func cumulative(_ t: Double, degrees: Double) -> Double {
    let tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
    return t > 0 ? 1 - tail : tail
  }

  /// Probability of a value as far from zero as `t`, or further.
  package static func twoSided(_ t: Double, degrees: Double) -> Double {
    incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  }

  /// Regularised incomplete beta function I_x(a, b), by the continued fraction of DLMF 8.17.22 in
  /// Lentz's form.
  package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast below the mean only.
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(
      a * log(x) + b * log1p(-x) - log(a) - (lgamma(a) + lgamma(b) - lgamma(a + b)))
    var (c, d) = (1.0, 1 / (1 - (a + b) * x / (a + 1)))
    var value = d
    for step in 1...300 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / (1 + even * d)
      c = 1 + even / c
      value *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / (1 + odd * d)
      c = 1 + odd / c
      value *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return front * value
  }
}

extension StudentT {
  /// The value that a probability of `level` lies at or below, by bisection of ``cumulative(_:degrees:)``.
  package static func quantile(_ level: Double, degrees: Double) -> Double {
    Bisection.root(from: -1e4, to: 1e4) { cumulative($0, degrees: degrees) - level }
  }
}

/// Where a function that rises passes zero.
package enum Bisection {
  package static func root(
    from low: Double, to high: Double, steps: Int = 80, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<steps {
      let middle = (low + high) / 2
      if function(middle) < 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
