import CorridorModel
import Estimation
import Foundation
import Periods
import Sampling
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

struct WaitingQueueTests {
  @Test func `people who have waited longest are served first`() {
    let stream = RandomStream(CounterRandom(seed: 1), day: 1, purpose: 1)
    var queue = WaitingQueue(cells: 2)
    queue.add(5, to: 0)
    queue.beginWeek()
    queue.add(7, to: 1)
    #expect(queue.takeFirstCome(6, stream) == [5, 1])
    #expect(queue.totals == [0, 6])
    for _ in 0..<60 { queue.beginWeek() }
    #expect(queue.total == 6)
    #expect(queue.takeByLot(10, stream) == [0, 6])
  }
}
