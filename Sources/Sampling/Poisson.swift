import Foundation

extension RandomStream {
  /// A Poisson number by inversion, for means of a few; larger means are taken in parts.
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

/// A Poisson number from random numbers of any kind.
package enum Poisson {
  /// A Poisson number, exactly: the number of steps of exponential length that fit, a mean of 20 at a
  /// time, since a sum of Poisson numbers is one (Knuth, The Art of Computer Programming, 3.4.1).
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
