import Foundation

/// How a method does where nothing happened: on donors, and at earlier dates.
package struct Placebos {
  let method: any EffectMethod
  let subject: EffectCase
  /// Fewest months that a fit at an earlier date may rest on.
  static let fewestMonths = 12

  package init(method: any EffectMethod, subject: EffectCase) {
    self.method = method
    self.subject = subject
  }

  /// A treated series, or one that is treated as if it were.
  package struct Run: Sendable {
    /// Root mean square of the errors before.
    package var before: Double
    /// Gaps of the months after, in the case's order, on its scale.
    package var gaps: [Double]
    /// Root mean square of ``gaps`` over ``before``.
    package var ratio: Double

    package init?(_ subject: EffectCase, _ fit: EffectFit) {
      func error(_ month: Int) -> Double { subject.treated[month] - fit.predicted[month] }
      let own = subject.fit.map(error).filter(\.isFinite)
      gaps = subject.after.map(error)
      guard !own.isEmpty, !gaps.isEmpty, gaps.allSatisfy(\.isFinite) else { return nil }
      func rootMeanSquare(_ values: [Double]) -> Double {
        (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
      }
      before = rootMeanSquare(own)
      ratio = rootMeanSquare(gaps) / max(before, 1e-12)
    }

    /// How large a month's gap is for how well the method fitted before.
    func relativeGap(_ at: Int) -> Double { abs(gaps[at]) / max(before, 1e-12) }
  }

  /// Every donor treated in turn, by the other donors; the treated series, which was touched by the
  /// measure, is no donor to them. `nil` for a donor that the method refuses.
  package func inSpace() -> [Run?] {
    subject.donors.indices.map { index in
      var other = subject
      other.treated = subject.donors[index]
      other.donors.remove(at: index)
      other.steps = subject.donorSteps.isEmpty ? [] : subject.donorSteps[index]
      other.donorSteps = []
      guard let fit = try? method.estimate(other) else { return nil }
      return Run(other, fit)
    }
  }

  /// The measure moved to every earlier month that leaves enough months before it and as many after it,
  /// before the true one, as there are; by the position of the first month after. A date with another
  /// policy's first month in the months after is no placebo, and is left out.
  func inTime() -> [(first: Int, run: Run)] {
    let length = subject.after.count
    guard length > 0, subject.fit.count > Self.fewestMonths + length else { return [] }
    return (Self.fewestMonths...(subject.fit.count - length)).compactMap { start in
      let estimated = Set(subject.fit[start..<(start + length)])
      guard !subject.steps.contains(where: estimated.contains) else { return nil }
      var earlier = subject
      earlier.fit = Array(subject.fit[..<start])
      earlier.after = Array(subject.fit[start..<(start + length)])
      guard let fit = try? method.estimate(earlier), let run = Run(earlier, fit) else { return nil }
      return (subject.fit[start], run)
    }
  }

  /// The part of all runs, the true one among them, that are as large as the true one.
  package static func rank(_ own: Double, among others: [Double]) -> Double {
    let tolerance = 1e-12 * max(1, abs(own))
    return Double(1 + others.count { $0 >= own - tolerance }) / Double(1 + others.count)
  }
}
