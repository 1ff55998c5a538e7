import Foundation

/// The season of a series as each month's mean off a moving average over a year.
///
/// The classical decomposition (for example Hyndman and Athanasopoulos, "Forecasting: Principles and
/// Practice", 3rd edition, section 3.4).
enum ClassicalDecomposition {
  /// - Parameters:
  ///   - values: two periods or more.
  ///   - multiplied: parts multiply and average one; else they add and average zero.
  /// - Returns: the parts of the first `period` months; `nil` when the series is too short.
  static func season(_ values: [Double], period: Int, multiplied: Bool) -> [Double]? {
    guard values.count >= 2 * period, period > 1 else { return nil }
    var sums = [Double](repeating: 0, count: period)
    var counts = [Double](repeating: 0, count: period)
    let half = period / 2
    let even = period.isMultiple(of: 2)
    for middle in half..<(values.count - half) {
      var sum = values[(middle - half)...(middle + half)].reduce(0, +)
      if even { sum -= (values[middle - half] + values[middle + half]) / 2 }
      let trend = sum / Double(period)
      sums[middle % period] += multiplied ? values[middle] / trend : values[middle] - trend
      counts[middle % period] += 1
    }
    let parts = zip(sums, counts).map { $0 / $1 }
    let mean = parts.reduce(0, +) / Double(period)
    return parts.map { multiplied ? $0 / mean : $0 - mean }
  }

  /// Whether the autocorrelation at a period stands out at the 90 % level, the test of the theta method
  /// (Fiorucci et al. 2016, section 4).
  static func isSeasonal(_ values: [Double], period: Int) -> Bool {
    guard period >= 4, values.count >= 2 * period else { return false }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    func covariance(_ lag: Int) -> Double {
      zip(values, values.dropFirst(lag)).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    }
    let variance = covariance(0)
    guard variance > 0 else { return false }
    let earlier = (1..<period).reduce(0) { sum, lag in
      let correlation = covariance(lag) / variance
      return sum + correlation * correlation
    }
    let error = ((1 + 2 * earlier) / count).squareRoot()
    return abs(covariance(period) / variance) / error > 1.644_854
  }
}
