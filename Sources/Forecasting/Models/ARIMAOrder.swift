/// The order of a seasonal ARIMA model, (p,d,q)(P,D,Q), and whether it has a mean or a drift.
package struct ARIMAOrder: Hashable, Sendable, CustomStringConvertible {
  /// Autoregressive, differences, moving average.
  package var p: Int
  package var d: Int
  package var q: Int
  /// The same by season: P, D and Q.
  package var seasonalP: Int
  package var seasonalD: Int
  package var seasonalQ: Int
  /// A mean without differences, a drift with one; no more than one difference has one.
  package var hasConstant: Bool

  package init(
    _ p: Int, _ d: Int, _ q: Int, seasonal: (Int, Int, Int) = (0, 0, 0), constant: Bool = false
  ) {
    (self.p, self.d, self.q) = (p, d, q)
    (seasonalP, seasonalD, seasonalQ) = seasonal
    hasConstant = constant && d + seasonal.1 <= 1
  }

  package var description: String {
    "ARIMA(\(p),\(d),\(q))(\(seasonalP),\(seasonalD),\(seasonalQ))" + (hasConstant ? "+c" : "")
  }

  /// Coefficients, the constant included and the variance not.
  package var coefficientCount: Int { p + q + seasonalP + seasonalQ + (hasConstant ? 1 : 0) }
}
