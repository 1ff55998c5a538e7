import Foundation

// There are two exact algorithms, because each needs a different number of random numbers and shipped
// results were computed with both: the corridor model and its posterior with inversion, FLEE's
// `conflict_driven_spawning` with products. With one in the place of the other, the results of a seed
// would change.

extension RandomStream {
  /// A Poisson number, exact: inversion, which uses one random number for each 30 of the mean.
  ///
  /// - Parameter mean: 0 or more; a larger mean than 30 is divided, since a sum of Poisson numbers is one.
  package func poisson(_ mean: Double) -> Int {
    var total = 0
    var left = mean
    while left > 0 {
      let part = min(left, 30)
      left -= part
      var chance = exp(-part)
      var remaining = next()
      var number = 0
      while remaining >= chance, chance > 1e-300 {
        remaining -= chance
        number += 1
        chance *= part / Double(number)
      }
      total += number
    }
    return total
  }
}

/// A Poisson number from random numbers of any source.
package enum Poisson {
  /// A Poisson number, exact: the number of steps of exponential length that fit into the mean (Knuth,
  /// The Art of Computer Programming, 3.4.1). It uses one random number for each step.
  ///
  /// - Parameters:
  ///   - mean: 0 or more; a larger mean than 20 is divided, since a sum of Poisson numbers is one.
  ///   - random: gives numbers from 0 up to but not including 1.
  package static func number(_ mean: Double, _ random: () -> Double) -> Int {
    var left = mean
    var number = 0
    while left > 0 {
      let limit = exp(-min(left, 20))
      left -= 20
      var product = random()
      while product > limit {
        number += 1
        product *= random()
      }
    }
    return number
  }
}
