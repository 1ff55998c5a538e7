import Foundation

/// Exact draws of binomial and multinomial numbers.
extension RandomStream {
  /// How many of `count` do something that each does with the same chance: a binomial number.
  ///
  /// A few are drawn one by one, inversion is used where less than ten are expected, and BTPE
  /// (Kachitvichyanukul and Schmeiser, "Binomial random variate generation", Communications of the ACM
  /// 31, 1988) otherwise; all are exact.
  package func binomial(_ count: Int, _ chance: Double) -> Int {
    guard count > 0, chance > 0 else { return 0 }
    guard chance < 1 else { return count }
    if count < 8 { return (0..<count).reduce(0) { sum, _ in sum + (next() < chance ? 1 : 0) } }
    // The less likely of the two outcomes is counted.
    let rare = min(chance, 1 - chance)
    let number =
      Double(count) * rare < 10
      ? inversion(count, rare) : BTPE(count, rare).draw { self.next() }
    return chance <= 0.5 ? number : count - number
  }

  /// As ``binomial(_:_:)``, with one random number where that draws several: for many small numbers.
  package func binomialOfFew(_ count: Int, _ chance: Double) -> Int {
    guard count > 3, count < 8, chance > 0, chance < 1 else { return binomial(count, chance) }
    let number = inversion(count, min(chance, 1 - chance))
    return chance <= 0.5 ? number : count - number
  }

  /// How many of `count` choose each option: a multinomial number, by binomial numbers of those who are
  /// left.
  ///
  /// - Parameters:
  ///   - chances: of the options; they add up to 1.
  ///   - body: called with each option that anybody chooses and how many do.
  package func multinomial(_ count: Int, _ chances: [Double], _ body: (Int, Int) -> Void) {
    var left = count
    var chanceLeft = 1.0
    for (option, chance) in chances.enumerated() {
      guard left > 0 else { return }
      let isLast = option == chances.count - 1
      let number =
        isLast ? left : binomial(left, chanceLeft > 0 ? min(1, chance / chanceLeft) : 0)
      if number > 0 { body(option, number) }
      left -= number
      chanceLeft -= chance
    }
  }

  /// A whole power by squaring, which for a few hundred is as exact as by logarithms and faster.
  private func power(_ base: Double, _ exponent: Int) -> Double {
    guard exponent < 512 else { return exp(Double(exponent) * log1p(base - 1)) }
    var result = 1.0
    var factor = base
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result *= factor }
      factor *= factor
      left >>= 1
    }
    return result
  }

  /// Adds up the chances of 0, 1, 2 … until a random number is reached.
  private func inversion(_ count: Int, _ chance: Double) -> Int {
    let odds = chance / (1 - chance)
    var term = power(1 - chance, count)
    var left = next()
    var number = 0
    while left >= term, number < count {
      left -= term
      number += 1
      term *= odds * Double(count - number + 1) / Double(number)
      // Far in the tail, where rounding has used up the sum of the chances.
      if term < 1e-300 { return number }
    }
    return number
  }
}

/// The rejection method of Kachitvichyanukul and Schmeiser: a triangle in the middle, two
/// parallelograms beside it and two exponential tails cover the distribution. The constants are the
/// paper's.
private struct BTPE {
  private let count: Double
  private let odds: Double
  private let mode: Double
  private let variance: Double
  /// Half width of the triangle, and where its middle lies.
  private let half: Double
  private let middle: Double
  private let left: Double
  private let right: Double
  private let leftRate: Double
  private let rightRate: Double
  private let height: Double
  /// Areas up to the end of triangle, parallelograms, left tail and right tail.
  private let areas: (Double, Double, Double, Double)
  private let chance: Double

  /// - Parameter chance: at most one half, with 10 or more expected.
  init(_ number: Int, _ chance: Double) {
    self.chance = chance
    count = Double(number)
    odds = chance / (1 - chance)
    let expected = count * chance
    variance = expected * (1 - chance)
    let peak = expected + chance
    mode = peak.rounded(.down)
    half = (2.195 * variance.squareRoot() - 4.6 * (1 - chance)).rounded(.down) + 0.5
    middle = mode + 0.5
    left = middle - half
    right = middle + half
    height = 0.134 + 20.5 / (15.3 + mode)
    let a = (peak - left) / (peak - left * chance)
    leftRate = a * (1 + a / 2)
    let b = (right - peak) / (right * (1 - chance))
    rightRate = b * (1 + b / 2)
    let triangle = half
    let sides = triangle * (1 + 2 * height)
    let leftTail = sides + height / leftRate
    areas = (triangle, sides, leftTail, leftTail + height / rightRate)
  }

  func draw(_ random: () -> Double) -> Int {
    while true {
      let u = random() * areas.3
      var v = random()
      let value: Double
      if u <= areas.0 {
        return Int((middle - half * v + u).rounded(.down))
      } else if u <= areas.1 {
        let x = left + (u - areas.0) / height
        v = v * height + 1 - abs(middle - x) / half
        guard v > 0, v <= 1 else { continue }
        value = x.rounded(.down)
      } else if u <= areas.2 {
        value = (left + log(v) / leftRate).rounded(.down)
        guard value >= 0, v > 0 else { continue }
        v *= (u - areas.1) * leftRate
      } else {
        value = (right - log(v) / rightRate).rounded(.down)
        guard value <= count, v > 0 else { continue }
        v *= (u - areas.2) * rightRate
      }
      if accepts(value, v) { return Int(value) }
    }
  }

  /// Whether a point lies under the distribution: by the ratio of the value's chance to the mode's,
  /// worked out step by step near the mode and by Stirling's series further away.
  private func accepts(_ value: Double, _ v: Double) -> Bool {
    let distance = abs(value - mode)
    if distance <= 20 || distance >= variance / 2 - 1 {
      let a = odds * (count + 1)
      var ratio = 1.0
      if mode < value {
        for i in stride(from: mode + 1, through: value, by: 1) { ratio *= a / i - odds }
      } else if mode > value {
        for i in stride(from: value + 1, through: mode, by: 1) { ratio /= a / i - odds }
      }
      return v <= ratio
    }
    let rho =
      distance / variance * ((distance * (distance / 3 + 0.625) + 1.0 / 6) / variance + 0.5)
    let bound = -distance * distance / (2 * variance)
    let logV = log(v)
    if logV < bound - rho { return true }
    if logV > bound + rho { return false }
    return logV <= logRatio(value)
  }

  private func logRatio(_ value: Double) -> Double {
    let x = value + 1
    let f = mode + 1
    let z = count + 1 - mode
    let w = count - value + 1
    // The paper adds the last two corrections; they belong to factorials in the denominator.
    return (mode + 0.5) * log(f / x) + (count - mode + 0.5) * log(z / w)
      + (value - mode) * log(w * odds / x)
      + stirling(f) + stirling(z) - stirling(x) - stirling(w)
  }

  /// Stirling's correction of the logarithm of a factorial, to the term with the seventh power.
  private func stirling(_ x: Double) -> Double {
    let x2 = x * x
    return (13_860 - (462 - (132 - (99 - 140 / x2) / x2) / x2) / x2) / x / 166_320
  }
}
