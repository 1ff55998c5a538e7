import Foundation

/// The scale on which a model is fitted: a power of the count, or the logarithm of the count and one.
package struct ModelScale: Hashable, Sendable {
  /// 0 for the logarithm.
  package let power: Double

  /// That of the other methods, see ``CountScale``.
  package static let usual = ModelScale(power: CountScale.power)
  package static let raw = ModelScale(power: 1)
  package static let log = ModelScale(power: 0)

  /// - Parameter power: 0 to 1.
  package init(power: Double) { self.power = power }

  func values(_ past: [Double]) -> [Double] {
    switch power {
    case 0: past.map { log1p(max(0, $0)) }
    case 1: past.map { max(0, $0) }
    default: past.map { pow(max(0, $0), power) }
    }
  }

  /// A normal distribution on the scale as quantiles of counts, cut at zero.
  func quantiles(mean: Double, variance: Double) -> [Double] {
    let spread = variance.squareRoot()
    return CountScale.normal.map { normal in
      let value = mean + normal * spread
      switch power {
      case 0: return max(0, expm1(min(value, 40)))
      case 1: return max(0, value)
      default: return min(pow(max(0, value), 1 / power), .greatestFiniteMagnitude)
      }
    }
  }
}
