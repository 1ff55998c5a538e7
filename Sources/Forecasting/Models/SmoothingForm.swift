/// Which of the exponential smoothing models: how errors, trend and season enter.
///
/// The classification of Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing",
/// Springer 2008, chapter 2, without multiplicative trends.
public struct SmoothingForm: Hashable, Sendable, CustomStringConvertible {
  /// Additive errors have one variance; multiplicative ones are in proportion to the forecast.
  public enum Errors: String, Hashable, Sendable {
    case additive = "A"
    case multiplicative = "M"
  }

  public enum Trend: String, CaseIterable, Hashable, Sendable {
    case none = "N"
    case additive = "A"
    case damped = "Ad"
  }

  public enum Season: String, Hashable, Sendable {
    case none = "N"
    case additive = "A"
    case multiplicative = "M"
  }

  public var errors: Errors
  public var trend: Trend
  public var season: Season

  public init(_ errors: Errors, _ trend: Trend, _ season: Season) {
    self.errors = errors
    self.trend = trend
    self.season = season
  }

  /// As the literature writes it: ETS(M,Ad,N).
  public var description: String {
    "ETS(\(errors.rawValue),\(trend.rawValue),\(season.rawValue))"
  }

  /// The numerically stable forms: a multiplicative season only with multiplicative errors (Hyndman et
  /// al. 2008, section 2.5.3).
  public static let stable: [SmoothingForm] = Trend.allCases.flatMap { trend in
    [
      SmoothingForm(.additive, trend, .none), SmoothingForm(.additive, trend, .additive),
      SmoothingForm(.multiplicative, trend, .none),
      SmoothingForm(.multiplicative, trend, .additive),
      SmoothingForm(.multiplicative, trend, .multiplicative),
    ]
  }

  /// The forms with a level alone: simple exponential smoothing with either kind of errors.
  public static let levels = stable.filter { $0.trend == .none && $0.season == .none }

  /// A form with a multiplicative part is for positive numbers.
  public var isMultiplicative: Bool { errors == .multiplicative || season == .multiplicative }

  /// Smoothing parameters and first states to be estimated, and the variance.
  ///
  /// - Parameter period: of the season; one of its first states follows from the others.
  public func parameterCount(period: Int) -> Int {
    var count = 3
    if trend != .none { count += 2 }
    if trend == .damped { count += 1 }
    if season != .none { count += period }
    return count
  }
}
