import Estimation
import Forecasting
import Foundation
import Periods
import Testing

/// Joint draws of months. Expected are the bands that went in, and what is known of a random walk.
struct OutlookPathsTests {
  private let origin = Period.month(of: Day(year: 2023, month: 8, day: 1) ?? Day(number: 0))

  /// Quantiles whose fifth roots are normal about a middle, on which scale the draws are made.
  private func quantiles(_ middle: Double, _ spread: Double) -> [Double] {
    [-1.959_964, -1.281_552, 0, 1.281_552, 1.959_964].map { pow(middle + spread * $0, 5) }
  }

  private func paths(_ months: Int) -> OutlookPaths {
    OutlookPaths(
      origin: origin,
      quantiles: (1...months).map { quantiles(8, 0.3 * Double($0).squareRoot()) })
  }

  @Test func `each month is distributed as its band says`() {
    let paths = paths(9)
    for month in 0..<9 {
      let drawn = Scores.quantiles(paths.draws.map { $0[month] })
      let given = quantiles(8, 0.3 * Double(month + 1).squareRoot())
      for (a, b) in zip(drawn, given) { #expect(abs(a / b - 1) < 0.12, "\(month): \(a) \(b)") }
      // Mirrored draws have the median that went in.
      #expect(abs(drawn[2] / given[2] - 1) < 0.01)
    }
  }

  /// On the scale of the fifth root the draws are a random walk with steps of spread 0.3: the correlation
  /// of months s and t is √(s/t), and the differences of neighbours have the spread of a step.
  @Test func `months go together as in a random walk`() {
    let draws = paths(9).draws.map { $0.map { pow($0, 0.2) - 8 } }
    func covariance(_ a: Int, _ b: Int) -> Double {
      draws.reduce(0) { $0 + $1[a] * $1[b] } / Double(draws.count)
    }
    for (s, t) in [(1, 2), (1, 9), (4, 9), (8, 9)] {
      let correlation =
        covariance(s - 1, t - 1)
        / (covariance(s - 1, s - 1) * covariance(t - 1, t - 1)).squareRoot()
      #expect(abs(correlation - (Double(s) / Double(t)).squareRoot()) < 0.05, "\(s) \(t)")
    }
    let step = draws.reduce(0) { $0 + ($1[8] - $1[7]) * ($1[8] - $1[7]) } / Double(draws.count)
    #expect(abs(step.squareRoot() - 0.3) < 0.03)
  }

  @Test func `totals are those of months that are asked for`() throws {
    let paths = paths(4)
    let totals = try #require(paths.totals(from: origin.shifted(by: 2), months: 2))
    #expect(totals == paths.draws.map { $0[1] + $0[2] })
    #expect(paths.totals(from: origin.shifted(by: 2), months: 4) == nil, "not as far")
    #expect(paths.totals(from: origin, months: 1) == nil, "a month that is known")
    let sums = paths.draws.map { $0.reduce(0, +) }
    #expect(sums == sums.sorted())
  }

  @Test func `a month without doubt is the same in every draw`() {
    let certain = OutlookPaths(
      origin: origin, quantiles: [[100, 100, 100, 100, 100], [0, 0, 0, 0, 0]])
    #expect(certain.draws.allSatisfy { abs($0[0] - 100) < 1e-6 && $0[1] == 0 })
  }
}
