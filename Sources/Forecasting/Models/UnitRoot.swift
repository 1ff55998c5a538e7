import Foundation

/// How often a series must be differenced.
enum UnitRoot {
  /// Critical value at 5 % of the test for a stationary level (Kwiatkowski, Phillips, Schmidt and Shin,
  /// Journal of Econometrics 54, 1992, table 1).
  private static let critical = 0.463

  /// The statistic of that test, with Bartlett weights over ⌊3 √n / 13⌋ lags.
  static func stationarity(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let errors = values.map { $0 - mean }
    let lags = Int(3 * count.squareRoot() / 13)
    var sum = 0.0
    let sums = errors.reduce(0) { total, error in
      sum += error
      return total + sum * sum
    }
    var longRun = errors.reduce(0) { $0 + $1 * $1 }
    for lag in stride(from: 1, through: lags, by: 1) {
      let products = zip(errors, errors.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
      longRun += 2 * (1 - Double(lag) / Double(lags + 1)) * products
    }
    return longRun > 0 ? sums / count / longRun : 0
  }

  /// Differences after which the test no longer finds a unit root, at most two.
  static func differences(_ values: [Double]) -> Int {
    var rest = values
    for d in 0..<2 {
      guard rest.count > 3, !isConstant(rest), stationarity(rest) > critical else { return d }
      rest = ARIMAFit.differenced(rest, lag: 1)
    }
    return 2
  }

  /// One when more than 0.64 of what is off the trend is season, for series of more than two periods.
  static func seasonalDifferences(_ values: [Double], period: Int) -> Int {
    guard values.count > 2 * period, !isConstant(values) else { return 0 }
    return SeasonalStrength.measure(values, period: period) > 0.64 ? 1 : 0
  }

  static func isConstant(_ values: [Double]) -> Bool {
    !zip(values, values.dropFirst()).contains { $0 != $1 }
  }
}
