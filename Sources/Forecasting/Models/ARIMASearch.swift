import Foundation

/// The stepwise search for the order of an ARIMA model.
///
/// Hyndman and Khandakar, Journal of Statistical Software 27 (3), 2008: differences by tests, then from four
/// first models to neighbours while the corrected criterion falls. Every model is fitted by exact
/// likelihood.
struct ARIMASearch {
  private let values: [Double]
  private let period: Int
  private let d: Int
  private let seasonalD: Int
  private let limit: (p: Int, q: Int, seasonalP: Int, seasonalQ: Int)
  private var tried: [ARIMAOrder: Double] = [:]
  private var best: ARIMAModel?

  /// Smallest modulus of a root that a model may have.
  private static let smallestRoot = 1.01
  private static let mostModels = 94
  /// Of the likelihood by value while orders are compared.
  private static let precision = 1e-8

  init(_ values: [Double], period: Int) {
    self.values = values
    self.period = period
    seasonalD = UnitRoot.seasonalDifferences(values, period: period)
    let rest = seasonalD == 0 ? values : ARIMAFit.differenced(values, lag: period)
    d = UnitRoot.differences(rest)
    let third = values.count / 3
    limit = (min(5, third), min(5, third), min(2, third / period), min(2, third / period))
  }

  /// - Returns: the best model, fitted to the end; `nil` when none can be fitted.
  mutating func run() -> ARIMAModel? {
    let constant = d + seasonalD <= 1
    var rest = values
    if seasonalD == 1 { rest = ARIMAFit.differenced(rest, lag: period) }
    for _ in 0..<d { rest = ARIMAFit.differenced(rest, lag: 1) }
    guard !UnitRoot.isConstant(rest) else {
      return ARIMAModel(values, order: order(0, 0, 0, 0, constant), period: period)
    }
    let (p, q) = (min(2, limit.p), min(2, limit.q))
    let (seasonalP, seasonalQ) = (min(1, limit.seasonalP), min(1, limit.seasonalQ))
    _ = attempt(order(p, q, seasonalP, seasonalQ, constant))
    _ = attempt(order(0, 0, 0, 0, constant))
    _ = attempt(order(min(1, limit.p), 0, seasonalP, 0, constant))
    _ = attempt(order(0, min(1, limit.q), 0, seasonalQ, constant))
    if constant { _ = attempt(order(0, 0, 0, 0, false)) }
    while tried.count < Self.mostModels, step() {}
    guard let best else { return nil }
    return ARIMAModel(
      values, order: best.order, period: period, start: best.coefficients) ?? best
  }

  private func order(
    _ p: Int, _ q: Int, _ seasonalP: Int, _ seasonalQ: Int, _ constant: Bool
  ) -> ARIMAOrder {
    ARIMAOrder(p, d, q, seasonal: (seasonalP, seasonalD, seasonalQ), constant: constant)
  }

  /// Steps from a model, in the order in which they are tried.
  private static let steps: [(p: Int, q: Int, seasonalP: Int, seasonalQ: Int)] = [
    (0, 0, -1, 0), (0, 0, 0, -1), (0, 0, 1, 0), (0, 0, 0, 1),
    (0, 0, -1, -1), (0, 0, -1, 1), (0, 0, 1, -1), (0, 0, 1, 1),
    (-1, 0, 0, 0), (0, -1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0),
    (-1, -1, 0, 0), (-1, 1, 0, 0), (1, -1, 0, 0), (1, 1, 0, 0),
  ]

  /// Moves to the first neighbour that is better; `false` when there is none.
  private mutating func step() -> Bool {
    guard let from = best?.order else { return false }
    for step in Self.steps {
      let (p, q) = (from.p + step.p, from.q + step.q)
      let (seasonalP, seasonalQ) =
        (from.seasonalP + step.seasonalP, from.seasonalQ + step.seasonalQ)
      guard (0...limit.p).contains(p), (0...limit.q).contains(q),
        (0...limit.seasonalP).contains(seasonalP), (0...limit.seasonalQ).contains(seasonalQ)
      else { continue }
      if attempt(order(p, q, seasonalP, seasonalQ, from.hasConstant)) { return true }
    }
    guard d + seasonalD <= 1 else { return false }
    return attempt(
      order(from.p, from.q, from.seasonalP, from.seasonalQ, !from.hasConstant))
  }

  /// Fits an order that was not tried; `true` when it is the best so far.
  private mutating func attempt(_ order: ARIMAOrder) -> Bool {
    guard tried[order] == nil, tried.count < Self.mostModels else { return false }
    tried[order] = .infinity
    guard
      let model = ARIMAModel(
        values, order: order, period: period, start: best?.coefficients,
        precision: Self.precision), model.isAwayFromUnitRoots(by: Self.smallestRoot)
    else { return false }
    tried[order] = model.aicc
    guard model.aicc < best?.aicc ?? .infinity else { return false }
    best = model
    return true
  }
}

extension ARIMAModel {
  /// The model of the lowest corrected criterion, by a stepwise search; `nil` for fewer than eight
  /// values or when none can be fitted.
  package static func best(_ values: [Double], period: Int = 12) -> ARIMAModel? {
    guard values.count >= 8, values.allSatisfy(\.isFinite) else { return nil }
    var search = ARIMASearch(values, period: period)
    return search.run()
  }

  fileprivate func isAwayFromUnitRoots(by modulus: Double) -> Bool {
    // A root of a seasonal polynomial is the period-th power of one of the whole.
    let seasonal = pow(modulus, Double(period))
    return LagPolynomial.smallestRoot(coefficients.ar) >= modulus
      && LagPolynomial.smallestRoot(coefficients.ma.map { -$0 }) >= modulus
      && LagPolynomial.smallestRoot(coefficients.seasonalAR) >= seasonal
      && LagPolynomial.smallestRoot(coefficients.seasonalMA.map { -$0 }) >= seasonal
  }
}

/// ARIMA with the order of the lowest corrected information criterion.
package struct ARIMA: SeriesMethod {
  package let name: String
  private let scale: ModelScale

  package init(name: String = "arima", scale: ModelScale = ModelScale(power: 0.33)) {
    self.name = name
    self.scale = scale
  }

  package func forecast(_ past: [Double], months: Int) -> Forecast? {
    guard let model = ARIMAModel.best(scale.values(past)) else { return nil }
    return Forecast(
      method: name,
      quantiles: model.ahead(months).map { scale.quantiles(mean: $0.mean, variance: $0.variance) })
  }
}
