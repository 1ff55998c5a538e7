import Foundation

/// Intervals of a single month's effect by conformal inference.
///
/// Chernozhukov, Wüthrich and Zhu, "An Exact and Robust Conformal Inference Method for Counterfactual and
/// Synthetic Controls", JASA 116, 2021: an effect is supposed and taken away from the month, the method
/// is fitted with that month among those before, and the effect is doubted when the month's residual is
/// large among all residuals. The interval holds the effects that are not doubted. A method's penalty
/// stays what it was chosen to be.
package struct ConformalInterval {
  let method: any EffectMethod
  let subject: EffectCase
  /// The interval misses the truth with this probability at most.
  let level: Double

  package init(method: any EffectMethod, subject: EffectCase, level: Double) {
    self.method = method
    self.subject = subject
    self.level = level
  }

  /// Fewest months before by which an effect can be doubted at `level`.
  static func fewestMonths(level: Double) -> Int { Int((1 / level).rounded(.up)) - 1 }

  /// Probability of a residual as large as the month's were `effect`, on the case's scale, the truth.
  func probability(of effect: Double, in month: Int) -> Double? {
    var supposed = subject
    supposed.treated[month] -= effect
    supposed.fit = subject.fit + [month]
    supposed.after = []
    guard let fit = try? method.estimate(supposed) else { return nil }
    let residuals = supposed.fit.map { abs(supposed.treated[$0] - fit.predicted[$0]) }
    guard let own = residuals.last else { return nil }
    let tolerance = 1e-9 * max(1, own)
    return Double(residuals.count { $0 >= own - tolerance }) / Double(residuals.count)
  }

  /// What would have been in a month, from low to high on the case's scale; `nil` when there are too few
  /// months before to doubt anything.
  ///
  /// - Parameters:
  ///   - effect: the estimate, from which the search goes out.
  ///   - step: a small effect on the scale, such as the size of a residual.
  package func band(month: Int, effect: Double, step: Double) -> (low: Double, high: Double)? {
    guard subject.fit.count >= Self.fewestMonths(level: level),
      let low = edge(month, from: effect, step: -step),
      let high = edge(month, from: effect, step: step)
    else { return nil }
    let actual = subject.treated[month]
    return (actual - high, actual - low)
  }

  /// The last effect in one direction that is not doubted.
  private func edge(_ month: Int, from start: Double, step: Double) -> Double? {
    func isDoubted(_ effect: Double) -> Bool? {
      probability(of: effect, in: month).map { $0 <= level }
    }
    var inside = start
    var width = step
    // The estimate itself may be doubted where the fit with the month is much unlike the one without.
    for _ in 0..<60 {
      guard let doubted = isDoubted(inside + width) else { return nil }
      if doubted {
        var outside = inside + width
        for _ in 0..<24 {
          let middle = (inside + outside) / 2
          if isDoubted(middle) ?? true { outside = middle } else { inside = middle }
        }
        return outside
      }
      inside += width
      width *= 1.5
    }
    return nil
  }
}
