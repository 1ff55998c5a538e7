import Estimation
import Periods

/// Whether two methods' losses differ by more than chance (Diebold and Mariano, Journal of Business &
/// Economic Statistics 13, 1995).
///
/// The loss of an origin is the weighted quantile loss of its months, each series weighing the same. The
/// losses of neighbouring origins are not independent, since their months overlap: the variance of the
/// mean counts them with Bartlett weights up to the longest horizon less one (Newey and West, Econometrica
/// 55, 1987). The statistic is compared with Student's t with one degree less than there are origins, as
/// Harvey, Leybourne and Newbold (International Journal of Forecasting 13, 1997) advise.
package struct DieboldMariano: Codable, Equatable, Sendable {
  /// Below zero where the method's losses are lower than the other's.
  package var statistic: Double
  /// Chance of as large a difference, either way, if there were none.
  package var p: Double
  package var origins: Int

  /// - Returns: `nil` with fewer than eight origins in common, or when the losses are the same.
  init?(_ cases: [BacktestCase], _ others: [BacktestCase], horizons: ClosedRange<Int>) {
    let (own, other) = (Self.losses(cases), Self.losses(others))
    let differences = own.keys.filter { other[$0] != nil }.sorted()
      .map { (own[$0] ?? 0) - (other[$0] ?? 0) }
    self.init(differences, longest: horizons.upperBound)
  }

  /// - Parameters:
  ///   - differences: of the losses, in order of the origins.
  ///   - longest: the longest horizon, in months.
  package init?(_ differences: [Double], longest: Int) {
    let count = differences.count
    guard count >= 8 else { return nil }
    let mean = differences.reduce(0, +) / Double(count)
    func covariance(_ lag: Int) -> Double {
      zip(differences.dropFirst(lag), differences)
        .reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / Double(count)
    }
    let lags = min(longest - 1, count - 2)
    var variance = covariance(0)
    for lag in 1..<max(1, lags + 1) {
      variance += 2 * (1 - Double(lag) / Double(lags + 1)) * covariance(lag)
    }
    guard variance > 1e-18 else { return nil }
    statistic = mean / (variance / Double(count)).squareRoot()
    p = StudentT.twoSided(statistic, degrees: Double(count - 1))
    origins = count
  }

  /// By origin: the mean over the series of the loss relative to what came.
  private static func losses(_ cases: [BacktestCase]) -> [Period: Double] {
    let scale = Dictionary(grouping: cases, by: \.series).mapValues { own in
      max(own.reduce(0) { $0 + $1.actual } / Double(own.count), 1)
    }
    return Dictionary(grouping: cases, by: \.origin).mapValues { own in
      own.reduce(0) {
        $0 + Scores.quantileLoss($1.quantiles, $1.actual) / (scale[$1.series] ?? 1)
      } / Double(own.count)
    }
  }
}
