import Foundation
import Sampling
import Testing

struct DrawTests {
  /// Chances from the formula of the hypergeometric distribution, by whole numbers.
  @Test(arguments: [(5, 12, 4), (30, 50, 20), (3, 400, 100), (200, 1000, 7)])
  func `hypergeometric numbers follow their distribution`(good: Int, all: Int, wanted: Int) {
    let draws = 40_000
    let stream = RandomStream(CounterRandom(seed: 17), day: good, purpose: 3)
    var seen: [Int: Int] = [:]
    for _ in 0..<draws {
      seen[stream.hypergeometric(good: good, all: all, wanted: wanted), default: 0] += 1
    }
    func choose(_ n: Int, _ k: Int) -> Double {
      k < 0 || k > n ? 0 : (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }
    var square = 0.0
    var cells = 0
    for number in 0...min(good, wanted) {
      let chance = choose(good, number) * choose(all - good, wanted - number) / choose(all, wanted)
      let expected = chance * Double(draws)
      guard expected > 10 else { continue }
      let off = Double(seen[number] ?? 0) - expected
      square += off * off / expected
      cells += 1
    }
    // The 0.9999 quantile of the chi-squared distribution lies below d + 4.3 √(2d) + 8.
    let freedom = Double(cells)
    #expect(square < freedom + 4.3 * (2 * freedom).squareRoot() + 8)
  }

  @Test(arguments: [0.3, 4.0, 75.0])
  func `Poisson numbers have the mean and the variance of their law`(mean: Double) {
    let stream = RandomStream(CounterRandom(seed: 23), day: 1, purpose: 4)
    let draws = (0..<40_000).map { _ in Double(stream.poisson(mean)) }
    let found = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + ($1 - found) * ($1 - found) } / Double(draws.count)
    #expect(abs(found - mean) < 5 * (mean / 40_000).squareRoot())
    #expect(abs(variance / mean - 1) < 0.06)
  }
}
