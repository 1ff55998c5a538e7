import Estimation
import Foundation

/// Finds the coefficients of an ARIMA model. The search runs over the arc tangents of partial
/// autocorrelations, so that every point is stationary and invertible.
struct ARIMAFit {
  let order: ARIMAOrder
  let period: Int
  /// The differenced series, scaled.
  let values: [Double]
  let scale: Double
  private let room: ARMALikelihood.Room

  /// Arc tangents are kept within this: partial autocorrelations up to 0.9999.
  private static let reach = 5.0

  init?(_ series: [Double], order: ARIMAOrder, period: Int) {
    var values = series
    for _ in 0..<order.seasonalD { values = Self.differenced(values, lag: period) }
    for _ in 0..<order.d { values = Self.differenced(values, lag: 1) }
    guard values.count > order.coefficientCount + 2, values.allSatisfy(\.isFinite) else {
      return nil
    }
    let squares = values.reduce(0) { $0 + $1 * $1 }
    let scale = (squares / Double(values.count)).squareRoot()
    guard scale.isFinite else { return nil }
    self.scale = scale > 0 ? scale : 1
    self.values = values.map { $0 / (scale > 0 ? scale : 1) }
    self.order = order
    self.period = period
    room = ARMALikelihood.Room(
      size: max(order.p + order.seasonalP * period, order.q + order.seasonalQ * period + 1))
  }

  static func differenced(_ values: [Double], lag: Int) -> [Double] {
    zip(values.dropFirst(lag), values).map { $0 - $1 }
  }

  /// φ(B) Φ(Bˢ) and θ(B) Θ(Bˢ), multiplied out.
  static func expanded(
    _ coefficients: ARIMAModel.Coefficients, period: Int
  ) -> (phi: [Double], theta: [Double]) {
    let phi = LagPolynomial.product(
      coefficients.ar, coefficients.seasonalAR, period: period)
    let theta = LagPolynomial.product(
      coefficients.ma.map { -$0 }, coefficients.seasonalMA.map { -$0 }, period: period)
    return (phi, theta.map { -$0 })
  }

  func answer(_ coefficients: ARIMAModel.Coefficients) -> ARMALikelihood.Answer? {
    let (phi, theta) = Self.expanded(coefficients, period: period)
    return ARMALikelihood.evaluate(
      values, phi: phi, theta: theta, withMean: order.hasConstant, room: room, keepState: true)
  }

  /// - Returns: the coefficients of the highest likelihood found; `nil` when there is none.
  func search(
    from start: ARIMAModel.Coefficients?, precision: Double
  ) -> ARIMAModel.Coefficients? {
    let count = order.p + order.q + order.seasonalP + order.seasonalQ
    guard count > 0 else { return ARIMAModel.Coefficients() }
    var first = [Double](repeating: 0, count: count)
    if let given = start.flatMap(point), loss(given) < loss(first) { first = given }
    let bounds = [Double](repeating: Self.reach, count: count)
    var probe = first
    let found = Minimum.descend(
      start: first, lower: bounds.map { -$0 }, upper: bounds, tolerance: precision
    ) { point, gradient in
      for index in 0..<count { probe[index] = point[index] }
      let value = loss(probe)
      if let gradient {
        for index in 0..<count {
          let step = point[index] > 0 ? -1e-6 : 1e-6
          probe[index] = point[index] + step
          gradient[index] = (loss(probe) - value) / step
          probe[index] = point[index]
        }
      }
      return value
    }
    return found.map { coefficients($0.point) }
  }

  /// The negative log-likelihood by value but for a constant.
  private func loss(_ point: [Double]) -> Double {
    let (phi, theta) = Self.expanded(coefficients(point), period: period)
    let count = Double(values.count)
    guard
      let answer = ARMALikelihood.evaluate(
        values, phi: phi, theta: theta, withMean: order.hasConstant, room: room)
    else { return 1e10 }
    let value =
      0.5 * (log(max(answer.squares / count, 1e-20)) + answer.logarithms / count)
    return value.isFinite ? value : 1e10
  }

  private func coefficients(_ point: [Double]) -> ARIMAModel.Coefficients {
    var rest = point[...]
    func take(_ count: Int) -> [Double] {
      let partials = rest.prefix(count).map { tanh($0) }
      rest = rest.dropFirst(count)
      return LagPolynomial.coefficients(partials: partials)
    }
    let (ar, ma) = (take(order.p), take(order.q))
    let (seasonalAR, seasonalMA) = (take(order.seasonalP), take(order.seasonalQ))
    return ARIMAModel.Coefficients(
      ar: ar, ma: ma.map { -$0 }, seasonalAR: seasonalAR, seasonalMA: seasonalMA.map { -$0 })
  }

  /// A point from the coefficients of another model, shorter ones filled up by zeros.
  private func point(_ coefficients: ARIMAModel.Coefficients) -> [Double]? {
    var found: [Double] = []
    for (values, count) in [
      (coefficients.ar, order.p), (coefficients.ma.map { -$0 }, order.q),
      (coefficients.seasonalAR, order.seasonalP),
      (coefficients.seasonalMA.map { -$0 }, order.seasonalQ),
    ] {
      guard let partials = LagPolynomial.partials(coefficients: values) else { return nil }
      for index in 0..<count {
        let partial = index < partials.count ? partials[index] : 0
        found.append(atanh(max(-0.99, min(0.99, partial))))
      }
    }
    return found
  }
}
