/// The order of a seasonal ARIMA model, (p,d,q)(P,D,Q), and whether it has a mean or a drift.
public struct ARIMAOrder: Hashable, Sendable, CustomStringConvertible {
  /// Autoregressive, differences, moving average.
  public var p: Int
  public var d: Int
  public var q: Int
  /// The same by season: P, D and Q.
  public var seasonalP: Int
  public var seasonalD: Int
  public var seasonalQ: Int
  /// A mean without differences, a drift with one; no more than one difference has one.
  public var hasConstant: Bool

  public init(
    _ p: Int, _ d: Int, _ q: Int, seasonal: (Int, Int, Int) = (0, 0, 0), constant: Bool = false
  ) {
    (self.p, self.d, self.q) = (p, d, q)
    (seasonalP, seasonalD, seasonalQ) = seasonal
    hasConstant = constant && d + seasonal.1 <= 1
  }

  public var description: String {
    "ARIMA(\(p),\(d),\(q))(\(seasonalP),\(seasonalD),\(seasonalQ))" + (hasConstant ? "+c" : "")
  }

  /// Coefficients, the constant included and the variance not.
  public var coefficientCount: Int { p + q + seasonalP + seasonalQ + (hasConstant ? 1 : 0) }
}
