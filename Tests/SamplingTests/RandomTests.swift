import Foundation
import Sampling
import Testing

@Suite struct RandomTests {
  /// Known answers of Random123 1.14 (`kat_vectors`, D. E. Shaw Research).
  @Test func philoxGivesItsKnownAnswers() {
    let zero = CounterRandom(seed: 0)
    #expect(
      zero.block(0, 0, 0, 0, rounds: 7) == (0x5f6f_b709, 0x0d89_3f64, 0x4f12_1f81, 0x4f73_0a48))
    #expect(
      zero.block(0, 0, 0, 0, rounds: 10) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = CounterRandom(seed: .max)
    let all = UInt32.max
    #expect(
      ones.block(all, all, all, all, rounds: 10)
        == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
  }

  /// Against the binomial distribution itself, worked out by the gamma function: few expected
  /// (inversion), many (BTPE), likely and unlikely, near the borders of the two methods.
  @Test(arguments: [
    (5, 0.3), (40, 0.24), (40, 0.26), (200, 0.5), (1000, 0.02), (1000, 0.97), (100_000, 0.000_05),
    (100_000, 0.4), (10_000_000, 0.001),
  ])
  func binomialNumbersFollowTheirDistribution(_ count: Int, _ chance: Double) {
    let random = RandomStream(CounterRandom(seed: 7), day: count, purpose: 0)
    let draws = 200_000
    var seen: [Int: Int] = [:]
    for _ in 0..<draws { seen[random.binomial(count, chance), default: 0] += 1 }
    #expect(seen.keys.allSatisfy { (0...count).contains($0) })
    // Values are put together until 50 draws are expected of each group.
    var (square, groups, expected, observed) = (0.0, 0, 0.0, 0.0)
    let middle = Double(count) * chance
    let spread = 8 * (middle * (1 - chance)).squareRoot() + 10
    let range = max(0, Int(middle - spread))...min(count, Int(middle + spread))
    for value in range {
      expected += Double(draws) * Self.probability(value, count, chance)
      observed += Double(seen[value] ?? 0)
      guard expected >= 50 else { continue }
      square += (observed - expected) * (observed - expected) / expected
      groups += 1
      (expected, observed) = (0, 0)
    }
    // Chi-squared with so many degrees of freedom: five standard deviations above its mean.
    let freedom = Double(max(groups - 1, 1))
    #expect(square < freedom + 5 * (2 * freedom).squareRoot(), "χ² \(square) of \(groups) groups")
  }

  private static func probability(_ value: Int, _ count: Int, _ chance: Double) -> Double {
    let (n, k) = (Double(count), Double(value))
    let ways: Double = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    let each: Double = k * log(chance) + (n - k) * log1p(-chance)
    return exp(ways + each)
  }

  @Test func borderChancesNeedNoDraw() {
    let random = RandomStream(CounterRandom(seed: 1), day: 0, purpose: 0)
    #expect(random.binomial(10, 0) == 0)
    #expect(random.binomial(10, 1) == 10)
    #expect(random.binomial(0, 0.5) == 0)
  }

  /// Each way's number is binomial on its own, with mean n·p and variance n·p·(1 − p).
  @Test func multinomialNumbersAddUpAndHaveTheirMoments() {
    let chances = [0.5, 0.2, 0.0, 0.3]
    let random = RandomStream(CounterRandom(seed: 3), day: 0, purpose: 0)
    let (count, draws) = (60, 20_000)
    var sums = [0.0, 0, 0, 0]
    var squares = sums
    for _ in 0..<draws {
      var numbers = [0, 0, 0, 0]
      random.multinomial(count, chances) { numbers[$0] += $1 }
      #expect(numbers.reduce(0, +) == count)
      for way in numbers.indices {
        sums[way] += Double(numbers[way])
        squares[way] += Double(numbers[way] * numbers[way])
      }
    }
    for (way, chance) in chances.enumerated() {
      let mean = sums[way] / Double(draws)
      let variance = squares[way] / Double(draws) - mean * mean
      let expected = Double(count) * chance * (1 - chance)
      #expect(abs(mean - Double(count) * chance) <= 5 * (expected / Double(draws)).squareRoot())
      #expect(abs(variance - expected) <= 5 * expected * (2 / Double(draws)).squareRoot())
    }
  }

  /// Mean and variance of a Poisson number are both its mean.
  @Test(arguments: [0.3, 4, 55, 500]) func poissonNumbersHaveTheirMoments(_ mean: Double) {
    let random = RandomStream(CounterRandom(seed: 5), day: Int(mean * 10), purpose: 0)
    let draws = 20_000
    let numbers = (0..<draws).map { _ in Double(Poisson.number(mean) { random.next() }) }
    let average = numbers.reduce(0, +) / Double(draws)
    let variance = numbers.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(draws)
    #expect(abs(average - mean) < 5 * (mean / Double(draws)).squareRoot())
    let spread = ((2 * mean * mean + mean) / Double(draws)).squareRoot()
    #expect(abs(variance - mean) < 5 * spread)
  }
}
