/// Which of the exponential smoothing models: how errors, trend and season enter.
///
/// The classification of Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing",
/// Springer 2008, chapter 2, without multiplicative trends.
package struct SmoothingForm: Hashable, Sendable, CustomStringConvertible {
  /// Additive errors have one variance; multiplicative ones are in proportion to the forecast.
  package enum Errors: String, Hashable, Sendable {
    case additive = "A"
    case multiplicative = "M"
  }

  package enum Trend: String, CaseIterable, Hashable, Sendable {
    case none = "N"
    case additive = "A"
    case damped = "Ad"
  }

  package enum Season: String, Hashable, Sendable {
    case none = "N"
    case additive = "A"
    case multiplicative = "M"
  }

  package var errors: Errors
  package var trend: Trend
  package var season: Season

  package init(_ errors: Errors, _ trend: Trend, _ season: Season) {
    self.errors = errors
    self.trend = trend
    self.season = season
  }

  /// As the literature writes it: ETS(M,Ad,N).
  package var description: String {
    "ETS(\(errors.rawValue),\(trend.rawValue),\(season.rawValue))"
  }

  /// The numerically stable forms: a multiplicative season only with multiplicative errors (Hyndman et
  /// al. 2008, section 2.5.3).
  package static let stable: [SmoothingForm] = Trend.allCases.flatMap { trend in
    [
      SmoothingForm(.additive, trend, .none), SmoothingForm(.additive, trend, .additive),
      SmoothingForm(.multiplicative, trend, .none),
      SmoothingForm(.multiplicative, trend, .additive),
      SmoothingForm(.multiplicative, trend, .multiplicative),
    ]
  }

  /// The forms with a level alone: simple exponential smoothing with either kind of errors.
  package static let levels = stable.filter { $0.trend == .none && $0.season == .none }

  /// A form with a multiplicative part is for positive numbers.
  package var isMultiplicative: Bool { errors == .multiplicative || season == .multiplicative }

  /// Smoothing parameters and first states to be estimated, and the variance.
  ///
  /// - Parameter period: of the season; one of its first states follows from the others.
  package func parameterCount(period: Int) -> Int {
    var count = 3
    if trend != .none { count += 2 }
    if trend == .damped { count += 1 }
    if season != .none { count += period }
    return count
  }
}
