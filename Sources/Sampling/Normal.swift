import Foundation

extension RandomStream {
  /// A standard normal number.
  package func normal() -> Double {
    let first = next()
    return RandomStream.normal(first, next())
  }

  /// A standard normal number from two random numbers from 0 to 1 (Box and Muller 1958).
  package static func normal(_ a: Double, _ b: Double) -> Double {
    (-2 * log(max(a, 1e-300))).squareRoot() * cos(2 * .pi * b)
  }
}
