import Estimation
import Foundation
import TestSupport
import Testing

struct SimplexTests {
  @Test func `a target among the columns is met`() throws {
    let columns = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]
    let found = try #require(SimplexLeastSquares.fit(columns: columns, target: [0.2, 0.3, 0.5]))
    #expect(zip(found.weights, [0.2, 0.3, 0.5]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(found.objective < 1e-18)
  }

  /// The projection of a point on the simplex (closed form: subtract a threshold, cut at zero).
  @Test func `a target outside is projected`() throws {
    let columns = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]
    let found = try #require(SimplexLeastSquares.fit(columns: columns, target: [1.2, 0.4, -3]))
    #expect(zip(found.weights, [0.9, 0.1, 0]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func `equal columns share what one would have`() throws {
    let column = [1.0, 2, 3]
    let found = try #require(
      SimplexLeastSquares.fit(columns: [column, column, [3, 2, 9]], target: [1, 2, 3]))
    #expect(abs(found.weights[0] + found.weights[1] - 1) < 1e-9)
  }

  /// No other point of the simplex is better, by more than the certified gap.
  @Test(arguments: 1...30)
  func `nothing else is better`(seed: UInt64) throws {
    var random = SplitMix(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    let (months, donors) = (3 + Int(seed % 17), 2 + Int(seed % 13))
    let columns = (0..<donors).map { _ in (0..<months).map { _ in random.normal() } }
    let target = (0..<months).map { _ in random.normal() }
    let found = try #require(SimplexLeastSquares.fit(columns: columns, target: target))
    #expect(found.gap <= 1e-9 * max(1, found.objective), "seed \(seed)")
    for _ in 0..<200 {
      let raw = (0..<donors).map { _ in -log(random.uniform()) }
      let total = raw.reduce(0, +)
      let other = (0..<months).reduce(0.0) { sum, month in
        let fitted = (0..<donors).reduce(0) { $0 + raw[$1] / total * columns[$1][month] }
        return sum + (target[month] - fitted) * (target[month] - fitted)
      }
      #expect(other >= found.objective - found.gap, "seed \(seed)")
    }
  }
}

struct StudentTests {
  /// Two-sided 95 % points of the usual table (NIST/SEMATECH e-Handbook, 1.3.6.7.2).
  @Test(arguments: [
    (1.0, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (100, 1.984),
  ])
  func `points are those of the table`(degrees: Double, point: Double) {
    #expect(abs(StudentT.quantile(0.975, degrees: degrees) - point) < 6e-4)
    #expect(abs(StudentT.twoSided(point, degrees: degrees) - 0.05) < 2e-4)
    #expect(abs(StudentT.cumulative(-point, degrees: degrees) - 0.025) < 1e-4)
  }

  /// With one degree of freedom it is Cauchy's: ½ + arctan(t)/π.
  @Test func `one degree is Cauchy's distribution`() {
    for t in [-30.0, -1, 0, 0.3, 4] {
      #expect(abs(StudentT.cumulative(t, degrees: 1) - (0.5 + atan(t) / .pi)) < 1e-12)
    }
  }
}
