import Wording

/// A series and its donors by month, on an ``EffectScale``'s transformed counts.
package struct EffectCase: Sendable {
  package var treated: [Double]
  /// By donor, each as long as ``treated``.
  package var donors: [[Double]]
  /// Positions of the months before the policy, by which a method is fitted.
  package var fit: [Int]
  /// Positions of the months under the policy.
  package var after: [Int]
  package var scale: EffectScale
  /// First months of other policies that may touch the treated series, before the policy: its level may
  /// have shifted there.
  package var steps: [Int] = []
  /// The same by donor, for when it is treated in turn; empty when nothing is known.
  package var donorSteps: [[Int]] = []

  package init(
    treated: [Double], donors: [[Double]], fit: [Int], after: [Int], scale: EffectScale
  ) {
    self.treated = treated
    self.donors = donors
    self.fit = fit
    self.after = after
    self.scale = scale
  }
}

/// What a method holds would have been.
package struct EffectFit: Sendable {
  /// By month of the case, on its scale; not a number where the method has none.
  package var predicted: [Double]
  /// By donor, for a method that weighs them.
  package var weights: [Double]?
  /// 95 % bands of what would have been in the months after, on the case's scale, in their order;
  /// `nil` for a method whose intervals come from its residuals.
  package var bands: [(low: Double, high: Double)]?
  /// Numbers of the fit by name: a penalty, variances.
  package var parameters: [String: Double] = [:]
  /// Donors that the method chose as covariates, by position.
  package var covariates: [Int]?
  /// Months at which the method found that the level had shifted, by position.
  package var steps: [Int] = []
}

/// Why a method gives no estimate, in both languages.
package struct EffectRefusal: Error, Sendable {
  package var reason: Localized

  package init(_ english: String, _ spanish: String) { reason = Localized(english, spanish) }
}

/// A way of saying what a series would have been without the policy.
package protocol EffectMethod: Sendable {
  var id: String { get }
  var name: Localized { get }
  /// The scale it works on unless another is asked for.
  var usualScale: EffectScale { get }
  /// Whether it can do without donors.
  var needsDonors: Bool { get }
  /// The method as it runs on placebos, where nothing is refused for want of fit.
  var forPlacebos: any EffectMethod { get }

  /// - Throws: an ``EffectRefusal`` when the method is not apt for the case.
  func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit
}

extension EffectMethod {
  package var usualScale: EffectScale { .scaled }
  package var needsDonors: Bool { true }
  package var forPlacebos: any EffectMethod { self }
}

/// The methods of `trocha effect`, in the order in which they are listed.
package enum EffectMethods {
  package static let all: [any EffectMethod] = [
    SyntheticControl(), AugmentedSyntheticControl(), InterruptedTimeSeries(),
    DifferenceInDifferences(), SyntheticDifferences(),
  ]

  package static func named(_ id: String) -> (any EffectMethod)? { all.first { $0.id == id } }
}

extension EffectFit {
  /// A fit of which only the prediction is known.
  package init(predicted: [Double]) { self.init(predicted: predicted, weights: nil) }
}
