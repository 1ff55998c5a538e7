import Estimation
import Foundation

/// Lag polynomials of autoregressive and moving-average models.
enum LagPolynomial {
  /// Coefficients of a stationary autoregression from its partial autocorrelations (Levinson–Durbin;
  /// Monahan, Biometrika 71, 1984).
  static func coefficients(partials: [Double]) -> [Double] {
    var found: [Double] = []
    for partial in partials {
      let earlier = found
      for index in earlier.indices {
        found[index] -= partial * earlier[earlier.count - 1 - index]
      }
      found.append(partial)
    }
    return found
  }

  /// Partial autocorrelations of an autoregression; `nil` when it is not stationary.
  static func partials(coefficients: [Double]) -> [Double]? {
    var rest = coefficients
    var found: [Double] = []
    while let partial = rest.popLast() {
      guard abs(partial) < 1 else { return nil }
      found.append(partial)
      let later = rest
      for index in rest.indices {
        rest[index] =
          (later[index] + partial * later[later.count - 1 - index])
          / (1 - partial * partial)
      }
    }
    return found.reversed()
  }

  /// The coefficients of (1 − Σ aᵢ Bⁱ)(1 − Σ bᵢ Bⁱˢ) = 1 − Σ cᵢ Bⁱ.
  static func product(_ a: [Double], _ b: [Double], period: Int) -> [Double] {
    guard !b.isEmpty else { return a }
    var found = [Double](repeating: 0, count: a.count + b.count * period)
    for (index, value) in a.enumerated() { found[index] += value }
    for (season, factor) in b.enumerated() {
      let lag = (season + 1) * period
      found[lag - 1] += factor
      for (index, value) in a.enumerated() { found[lag + index] -= factor * value }
    }
    return found
  }

  /// The differences (1 − B)ᵈ (1 − Bˢ)ᴰ as the coefficients c of 1 − Σ cᵢ Bⁱ.
  static func differences(_ d: Int, seasonal: Int, period: Int) -> [Double] {
    var found: [Double] = []
    for _ in 0..<d { found = product(found, [1], period: 1) }
    for _ in 0..<seasonal { found = product(found, [1], period: period) }
    return found
  }

  /// The smallest modulus of the roots of 1 − Σ cᵢ zⁱ; infinite when all c are zero.
  static func smallestRoot(_ coefficients: [Double]) -> Double {
    // Roots are the inverses of the companion matrix' eigenvalues.
    var used = coefficients
    while let last = used.last, abs(last) <= 1e-8 { used.removeLast() }
    guard !used.isEmpty else { return .infinity }
    if used.count == 1 { return 1 / abs(used[0]) }
    let size = used.count
    var companion = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      companion[column * size] = used[column]
      if column + 1 < size { companion[column * size + column + 1] = 1 }
    }
    let largest = LinearAlgebra.largestEigenvalue(companion, size: size) ?? .infinity
    return largest > 0 ? 1 / largest : .infinity
  }
}
