import Periods
import Wording

/// What a measure changed, month by month and method by method, with what speaks against it.
///
/// `trocha effect … --json` is this value encoded; its fields are documented for other programs in
/// `docs/effect.md` and `docs/schema/effect.schema.json`.
public struct EffectReport: Codable, Sendable {
  /// The question, and the series' title in both languages.
  public var series: String
  public var title: Localized
  /// Day of the measure, and what the policy file dates on it.
  public var on: Day
  public var measures: [Dated]
  public var asOf: Day?
  /// First and last month of the fit, and of what is told.
  public var from: Period
  public var fitThrough: Period
  /// Months that belong to neither.
  public var leftOut: [Period]
  public var firstMonth: Period
  public var through: Period
  /// Part of the intervals that should hold the truth: 0.95.
  public var level: Double
  public var donors: [Donor]
  public var methods: [Method]
  public var threats: [Threat]
  public var verdict: Verdict
  public var sentence: Localized
  /// The rule behind ``verdict``.
  public var rule: Localized
  /// Ids of the sources of the series.
  public var sources: [String]

  public enum Verdict: String, Codable, Sendable {
    case fell, rose
    case cannotTell = "cannot-tell"
  }

  public struct Donor: Codable, Sendable {
    public var label: String
    public var name: Localized
    public var isUsed: Bool
    /// Why it is not.
    public var reason: Localized?
  }

  public struct Method: Codable, Sendable {
    public var method: String
    public var name: Localized
    /// On which ``fit``, ``placebos`` and coefficients are told.
    public var scale: EffectScale
    /// Why there is no estimate; everything below is then empty.
    public var refused: Localized?
    /// Root mean square of the errors before, on the scale, and as a part of the series' own standard
    /// deviation then.
    public var fit: Fit?
    public var weights: [Weight]
    public var parameters: [String: Double]
    /// Months before at which the time series found that other policies had shifted the level.
    public var shifts: [Period]
    /// The months under the measure.
    public var months: [Month]
    public var total: Total?
    /// What would have been, from the first month of the fit on; one-step forecasts before the measure
    /// for the time series.
    public var path: [PathPoint]
    public var placebos: PlaceboRuns?
    public var leaveOneOut: [LeftOutDonor]
    /// Whether the method fitted the months before well enough to be believed.
    public var isUsable: Bool
    public var verdict: Verdict
    /// Why it tells no effect.
    public var reason: Localized?
  }

  public struct Fit: Codable, Sendable {
    public var rmspe: Double
    public var relative: Double
    public var months: Int
  }

  public struct Weight: Codable, Sendable {
    public var donor: String
    public var weight: Double
  }

  public struct Month: Codable, Sendable {
    public var month: Period
    public var actual: Double
    public var counterfactual: Double
    /// actual − counterfactual, in counts.
    public var effect: Double
    /// Interval of ``effect``; `null` when there is none.
    public var low: Double?
    public var high: Double?
    /// ``effect`` as a part of the counterfactual; `null` when that is zero.
    public var change: Double?
    /// Part of all series, the treated one among them, whose gap is as large for their fit before.
    public var placeboP: Double?
    /// The same of all dates, the true one among them, of the series itself.
    public var placeboPInTime: Double?

    /// The probability that counts: among donors, or among dates where there are none.
    public var probability: Double? { placeboP ?? placeboPInTime }
  }

  public struct Total: Codable, Sendable {
    public var actual: Double
    public var counterfactual: Double
    public var effect: Double
    public var change: Double?
    /// By the ratio of the errors after and before, in space and in time.
    public var placeboP: Double?
    public var placeboPInTime: Double?

    /// The probability that counts: among donors, or among dates where there are none.
    public var probability: Double? { placeboP ?? placeboPInTime }
  }

  public struct PathPoint: Codable, Sendable {
    public var month: Period
    public var actual: Double
    public var counterfactual: Double?
    public var low: Double?
    public var high: Double?
  }

  public struct PlaceboRuns: Codable, Sendable {
    public var ratio: Double
    public var space: [Placebo]
    public var time: [Placebo]
  }

  public struct Placebo: Codable, Sendable {
    /// The donor, or the first month of the fictitious measure.
    public var of: String
    /// Errors after over errors before; `null` where the method gives no estimate.
    public var ratio: Double?
    /// Gaps after on the scale, by month.
    public var gaps: [Double]
  }

  public struct LeftOutDonor: Codable, Sendable {
    public var donor: String
    /// Effects by month without it, in counts.
    public var effects: [Double]
  }

  /// A policy's event.
  public struct Dated: Codable, Sendable {
    public var policy: String
    public var name: Localized
    public var day: Day
    /// announced, starts, changes or ends.
    public var event: String
    public var isFromPress: Bool
    /// Labels of the series and its donors that it may apply to.
    public var touches: [String]
    /// Whether it may apply to the series asked about.
    public var touchesSeries: Bool
  }

  public struct Threat: Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
      case interference, anticipation
      case otherPolicy = "other-policy"
    }
    public var kind: Kind
    public var text: Localized
    public var policy: Dated?
  }
}

/// What is not known is written as null, so that a program need not tell "left out" from "not known".
extension EffectReport.Month {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(month, forKey: .month)
    try container.encode(actual, forKey: .actual)
    try container.encode(counterfactual, forKey: .counterfactual)
    try container.encode(effect, forKey: .effect)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encode(change, forKey: .change)
    try container.encode(placeboP, forKey: .placeboP)
    try container.encode(placeboPInTime, forKey: .placeboPInTime)
  }
}

extension EffectReport.Total {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(actual, forKey: .actual)
    try container.encode(counterfactual, forKey: .counterfactual)
    try container.encode(effect, forKey: .effect)
    try container.encode(change, forKey: .change)
    try container.encode(placeboP, forKey: .placeboP)
    try container.encode(placeboPInTime, forKey: .placeboPInTime)
  }
}
