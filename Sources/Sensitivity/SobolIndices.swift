import Sampling

/// Which inputs a result depends on, by the parts of its variance (Sobol' 2001).
///
/// First order: Saltelli et al., "Variance based sensitivity analysis of model output. Design and estimator for the
/// total sensitivity index", Computer Physics Communications 181 (2010), table 2 (b). Total: Jansen 1999, table 2 (f)
/// of the same paper.
package struct SobolIndices: Sendable {
  /// One input's parts of the variance, with intervals of 95 % by bootstrap over the rows.
  package struct Index: Codable, Equatable, Sendable {
    package var input: String
    /// By itself, at most 1; estimates of small ones may lie below 0.
    package var first: Double
    package var firstLow, firstHigh: Double
    /// Together with all others that it acts with.
    package var total: Double
    package var totalLow, totalHigh: Double
  }

  /// In the order of the inputs.
  package let indices: [Index]
  /// Of the result, over the rows.
  package let mean, variance: Double

  /// - Parameters:
  ///   - results: one for each point of the design, in its order.
  ///   - resamples: for the intervals; at least 2.
  /// - Returns: `nil` when the result does not vary, or some of it is not finite.
  package init?(_ design: SobolDesign, results: [Double], resamples: Int = 1000) {
    let rows = SobolRows(design, results: results)
    let all = Array(0..<design.rows)
    guard results.count == design.count, results.allSatisfy(\.isFinite),
      let estimate = rows.estimate(all)
    else { return nil }
    let draws = (0..<max(2, resamples)).compactMap { resample in
      rows.estimate(
        all.map { row in
          Int(design.random.unit(row, resample, SobolDesign.bootstrap) * Double(design.rows))
        })
    }
    mean = estimate.mean
    variance = estimate.variance
    indices = design.inputs.indices.map { input in
      let (low, high) = Quantiles.middle95(draws.map { $0.first[input] })
      let (totalLow, totalHigh) = Quantiles.middle95(draws.map { $0.total[input] })
      return Index(
        input: design.inputs[input], first: estimate.first[input], firstLow: low, firstHigh: high,
        total: estimate.total[input], totalLow: totalLow, totalHigh: totalHigh)
    }
  }
}

/// The points at which a result is computed: for each row a point A, a point B, and for each input A with that
/// input taken from B.
package struct SobolDesign: Sendable {
  package let inputs: [String]
  package let rows: Int
  let random: CounterRandom

  private static let points: UInt32 = 1
  fileprivate static let bootstrap: UInt32 = 1 << 20

  /// - Parameters:
  ///   - inputs: their names, at least one.
  ///   - rows: at least 2.
  package init(inputs: [String], rows: Int, seed: UInt64) {
    self.inputs = inputs
    self.rows = max(2, rows)
    random = CounterRandom(seed: seed)
  }

  /// Points of a row: two, and one for each input.
  package var width: Int { inputs.count + 2 }
  /// Points in all.
  package var count: Int { rows * width }

  /// The row of a point. All points of a row share their random numbers when the model itself draws some.
  package func row(of point: Int) -> Int { point / width }

  /// A point, by its number from 0: for each input a number from 0 up to but not including 1.
  package func point(_ number: Int) -> [Double] {
    let (row, place) = number.quotientAndRemainder(dividingBy: width)
    return inputs.indices.map { input in
      let (a, b) = random.pair(row, input, SobolDesign.points)
      return place == 1 || place == input + 2 ? b : a
    }
  }
}

/// The results of a design by row, and estimates from some of the rows.
private struct SobolRows {
  let width: Int
  let results: [Double]

  struct Estimate {
    var mean, variance: Double
    var first, total: [Double]
  }

  init(_ design: SobolDesign, results: [Double]) {
    width = design.width
    self.results = results
  }

  /// `nil` when the result is the same everywhere.
  func estimate(_ rows: [Int]) -> Estimate? {
    let n = Double(rows.count)
    let mean = rows.reduce(0) { $0 + results[$1 * width] + results[$1 * width + 1] } / (2 * n)
    let variance =
      rows.reduce(0) { sum, row in
        let (a, b) = (results[row * width] - mean, results[row * width + 1] - mean)
        return sum + a * a + b * b
      } / (2 * n)
    guard variance > 0 else { return nil }
    var first: [Double] = []
    var total: [Double] = []
    for input in 0..<(width - 2) {
      var (covariance, squares) = (0.0, 0.0)
      for row in rows {
        // Centred, so that a large mean costs no precision.
        let a = results[row * width] - mean
        let b = results[row * width + 1] - mean
        let mixed = results[row * width + 2 + input] - mean
        covariance += b * (mixed - a)
        squares += (a - mixed) * (a - mixed)
      }
      first.append(covariance / n / variance)
      total.append(squares / (2 * n) / variance)
    }
    return Estimate(mean: mean, variance: variance, first: first, total: total)
  }
}

enum Quantiles {
  /// The quantiles of 2.5 % and 97.5 %, interpolated linearly.
  static func middle95(_ values: [Double]) -> (Double, Double) {
    let sorted = values.sorted()
    return (at(0.025, sorted), at(0.975, sorted))
  }

  private static func at(_ part: Double, _ sorted: [Double]) -> Double {
    guard let last = sorted.indices.last else { return .nan }
    let place = part * Double(last)
    let below = Int(place)
    let above = min(below + 1, last)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
