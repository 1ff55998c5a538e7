import Wording

/// A series and its donors by month, on an ``EffectScale``'s transformed counts.
public struct EffectCase: Sendable {
  public var treated: [Double]
  /// By donor, each as long as ``treated``.
  public var donors: [[Double]]
  /// Positions of the months before the measure, by which a method is fitted.
  public var fit: [Int]
  /// Positions of the months under the measure.
  public var after: [Int]
  public var scale: EffectScale
  /// First months of other policies that may touch the treated series, before the measure: its level may
  /// have shifted there.
  public var steps: [Int] = []
  /// The same by donor, for when it is treated in turn; empty when nothing is known.
  public var donorSteps: [[Int]] = []

  public init(
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
public struct EffectFit: Sendable {
  /// By month of the case, on its scale; not a number where the method has none.
  public var predicted: [Double]
  /// By donor, for a method that weighs them.
  public var weights: [Double]?
  /// 95 % bands of what would have been in the months after, on the case's scale, in their order;
  /// `nil` for a method whose intervals come from its residuals.
  public var bands: [(low: Double, high: Double)]?
  /// Numbers of the fit by name: a penalty, variances.
  public var parameters: [String: Double] = [:]
  /// Donors that the method chose as covariates, by position.
  public var covariates: [Int]?
  /// Months at which the method found that the level had shifted, by position.
  public var steps: [Int] = []
}

/// Why a method gives no estimate, in both languages.
public struct EffectRefusal: Error, Sendable {
  public var reason: Localized

  public init(_ english: String, _ spanish: String) { reason = Localized(english, spanish) }
}

/// A way of saying what a series would have been without the measure.
public protocol EffectMethod: Sendable {
  var id: String { get }
  var name: Localized { get }
  /// The scale it works on unless another is asked for.
  var usualScale: EffectScale { get }
  /// Whether it can do without donors.
  var needsDonors: Bool { get }
  /// The method as it runs on placebos, where nothing is refused for want of fit.
  var forPlacebos: any EffectMethod { get }
  /// The same method with what it chose on a case kept fixed, for refits on nearly the same case.
  func settled(_ fit: EffectFit) -> any EffectMethod

  /// - Throws: an ``EffectRefusal`` when the method is not apt for the case.
  func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit
}

extension EffectMethod {
  public var usualScale: EffectScale { .scaled }
  public var needsDonors: Bool { true }
  public var forPlacebos: any EffectMethod { self }
  public func settled(_ fit: EffectFit) -> any EffectMethod { self }
}

/// The methods of `trocha effect`, in the order in which they are told.
public enum EffectMethods {
  public static let all: [any EffectMethod] = [
    SyntheticControl(), AugmentedSyntheticControl(), InterruptedTimeSeries(),
    DifferenceInDifferences(),
  ]

  public static func named(_ id: String) -> (any EffectMethod)? { all.first { $0.id == id } }
}
