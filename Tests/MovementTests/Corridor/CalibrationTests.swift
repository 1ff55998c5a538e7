import Corridor
import Estimation
import Foundation
import Movement
import Periods
import Testing

struct SmootherTests {
  /// A linear model with normal errors has a posterior in closed form: for y = a·x + e, prior
  /// x ~ N(0, 1) and e ~ N(0, s²), precision 1 + a²/s² and mean a·y/s² over the precision.
  @Test func `a linear model comes out as in closed form`() {
    let count = 4000
    let stream = RandomStream(CounterRandom(seed: 5), day: 1, purpose: 9)
    var members = (0..<count).map { _ in [stream.normal(), stream.normal()] }
    let slope = 2.0
    let smoother = EnsembleSmoother(observed: [3, 3.4], errors: [0.5, 1], steps: 4)
    for _ in 0..<4 {
      members = smoother.update(
        members, predicted: members.map { [slope * $0[0], slope * $0[0]] }, stream)
    }
    let precision = 1 + slope * slope / 0.25 + slope * slope
    let mean = (slope * 3 / 0.25 + slope * 3.4) / precision
    let found = members.reduce(0) { $0 + $1[0] } / Double(count)
    let variance = members.reduce(0) { $0 + ($1[0] - found) * ($1[0] - found) } / Double(count)
    #expect(abs(found - mean) < 0.03)
    #expect(abs(variance - 1 / precision) < 0.01)
    // What the record does not speak of stays as it was believed.
    let other = members.reduce(0) { $0 + $1[1] * $1[1] } / Double(count)
    #expect(abs(other - 1) < 0.1)
  }

  /// Solved by hand: [[4, 2], [2, 3]] x = [10, 9] has x = [1.5, 2].
  @Test func `equations are solved, and what is not positive definite is refused`() throws {
    let solved = try #require(LinearAlgebra.solve([4, 2, 2, 3], size: 2, right: [10, 9]))
    #expect(abs(solved[0] - 1.5) < 1e-12 && abs(solved[1] - 2) < 1e-12)
    #expect(LinearAlgebra.solve([1, 2, 2, 1], size: 2, right: [1, 1]) == nil)
  }
}

struct ScoreTests {
  /// By hand: with all five quantiles at 8 and 10 that came, each pinball loss is level × 2; their
  /// mean over the levels is 2 × 0.5 = 1, twice that over 10 is 0.2.
  @Test func `the weighted quantile loss is that of its definition`() {
    let loss = Scores.weightedQuantileLoss([[8, 8, 8, 8, 8]], [10])
    #expect(abs(loss - 0.2) < 1e-12)
    #expect(Scores.weightedQuantileLoss([[10, 10, 10, 10, 10]], [10]) == 0)
  }

  /// As `numpy.quantile([1, 2, 3, 4, 10], …)` gives them, by its linear method.
  @Test func `quantiles lie between neighbours as in numpy`() {
    let found = Scores.quantiles([10, 4, 1, 3, 2])
    let expected = [1.1, 1.4, 3, 7.6, 9.4]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-12) }
  }

  @Test func `coverage counts the months inside the band`() {
    let bands = [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]].map {
      $0.map(Double.init)
    }
    #expect(Scores.coverage(bands, [1, 3, 3.1, 0.5]) == 0.5)
    #expect(Scores.coverage(bands, [1, 3, 3.1, 0.5], from: 0, to: 4) == 1)
  }
}

struct SamplingTests {
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

  @Test func `who has waited longest is served first`() {
    let stream = RandomStream(CounterRandom(seed: 1), day: 1, purpose: 1)
    var room = WaitingRoom(cells: 2)
    room.add(5, to: 0)
    room.beginWeek()
    room.add(7, to: 1)
    #expect(room.firstCome(6, stream) == [5, 1])
    #expect(room.totals == [0, 6])
    for _ in 0..<60 { room.beginWeek() }
    #expect(room.total == 6)
    #expect(room.byLot(10, stream) == [0, 6])
  }
}
