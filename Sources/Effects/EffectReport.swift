import Periods
import Record
import Wording

/// What a policy changed, month by month and method by method, with what speaks against it.
///
/// `trocha effect … --json` is this value encoded; its fields are documented for other programs in
/// `docs/effect.md` and `docs/schema/effect.schema.json`.
package struct EffectReport: Codable, Sendable {
  /// The question, and the series' title in both languages.
  package var series: String
  package var title: Localized
  /// Day of the policy, and what the policy file dates on it.
  package var on: Day
  package var policies: [Dated]
  package var asOf: Day?
  /// First and last month of the fit, and of what is reported.
  package var from: Period
  package var fitThrough: Period
  /// Months that belong to neither.
  package var leftOut: [Period]
  package var firstMonth: Period
  package var through: Period
  /// Part of the intervals that should hold the truth: 0.95.
  package var level: Double
  package var donors: [Donor]
  package var methods: [Method]
  package var threats: [Threat]
  package var verdict: Verdict
  package var sentence: Localized
  /// The rule behind ``verdict``.
  package var rule: Localized
  /// Ids of the sources of the series.
  package var sources: [String]
  /// How old the series' newest figure is; `nil` where none is known.
  package var age: AgeReport?

  package enum Verdict: String, Codable, Sendable {
    case fell, rose
    case cannotTell = "cannot-tell"
  }

  package struct Donor: Codable, Sendable {
    package var label: String
    package var name: Localized
    package var isUsed: Bool
    /// Why it is not.
    package var reason: Localized?
  }

  package struct Method: Codable, Sendable {
    package var method: String
    package var name: Localized
    /// On which ``fit``, ``placebos`` and coefficients are given.
    package var scale: EffectScale
    /// Why there is no estimate; everything below is then empty.
    package var refused: Localized?
    /// Root mean square of the errors before, on the scale, and as a part of the series' own standard
    /// deviation then.
    package var fit: Fit?
    package var weights: [Weight]
    package var parameters: [String: Double]
    /// Months before at which the time series found that other policies had shifted the level.
    package var shifts: [Period]
    /// The months under the policy.
    package var months: [Month]
    package var total: Total?
    /// What would have been, from the first month of the fit on; one-step forecasts before the policy
    /// for the time series.
    package var path: [PathPoint]
    package var placebos: PlaceboRuns?
    package var leaveOneOut: [LeftOutDonor]
    /// Whether the method fitted the months before well enough to be believed.
    package var isUsable: Bool
    package var verdict: Verdict
    /// Why it reports no effect.
    package var reason: Localized?

    package init(
      method: String,
      name: Localized,
      scale: EffectScale,
      refused: Localized?,
      fit: Fit?,
      weights: [Weight],
      parameters: [String: Double],
      shifts: [Period],
      months: [Month],
      total: Total?,
      path: [PathPoint],
      placebos: PlaceboRuns?,
      leaveOneOut: [LeftOutDonor],
      isUsable: Bool,
      verdict: Verdict,
      reason: Localized?
    ) {
      self.method = method
      self.name = name
      self.scale = scale
      self.refused = refused
      self.fit = fit
      self.weights = weights
      self.parameters = parameters
      self.shifts = shifts
      self.months = months
      self.total = total
      self.path = path
      self.placebos = placebos
      self.leaveOneOut = leaveOneOut
      self.isUsable = isUsable
      self.verdict = verdict
      self.reason = reason
    }
  }

  package struct Fit: Codable, Sendable {
    package var rmspe: Double
    package var relative: Double
    package var months: Int
  }

  package struct Weight: Codable, Sendable {
    package var donor: String
    package var weight: Double
  }

  package struct Month: Codable, Sendable {
    package var month: Period
    package var actual: Double
    package var counterfactual: Double
    /// actual − counterfactual, in counts.
    package var effect: Double
    /// Interval of ``effect``; `null` when there is none. ``low`` alone is `null` where it would say nothing.
    package var low: Double?
    package var high: Double?
    /// Interval of ``effect`` from the errors of the weights and of the month (``SyntheticPrediction``), where it was
    /// asked for and the method is the synthetic control.
    package var predictionLow: Double?
    package var predictionHigh: Double?
    /// ``effect`` as a part of the counterfactual; `null` when that is zero.
    package var change: Double?
    /// Part of all series, the treated one among them, whose gap is as large for their fit before.
    package var placeboP: Double?
    /// The same of all dates, the true one among them, of the series itself.
    package var placeboPInTime: Double?

    /// The probability that counts: among donors, or among dates where there are none.
    package var probability: Double? { placeboP ?? placeboPInTime }
  }

  package struct Total: Codable, Sendable {
    package var actual: Double
    package var counterfactual: Double
    package var effect: Double
    package var change: Double?
    /// Interval of ``effect`` from the placebos; `null` where they are too few.
    package var low: Double?
    package var high: Double?
    /// Why ``low`` is `null` though there is an interval: it would say nothing.
    package var noUsefulBound: Localized?
    /// Probability that the effect lies below zero, from how far off placebos were; `null` where there
    /// are none.
    package var probabilityBelowZero: Double?
    /// By the ratio of the errors after and before, in space and in time.
    package var placeboP: Double?
    package var placeboPInTime: Double?

    /// The probability that counts: among donors, or among dates where there are none.
    package var probability: Double? { placeboP ?? placeboPInTime }
  }

  package struct PathPoint: Codable, Sendable {
    package var month: Period
    package var actual: Double
    package var counterfactual: Double?
    package var low: Double?
    package var high: Double?
  }

  package struct PlaceboRuns: Codable, Sendable {
    package var ratio: Double
    package var space: [Placebo]
    package var time: [Placebo]
  }

  package struct Placebo: Codable, Sendable {
    /// The donor, or the first month of the fictitious policy.
    package var of: String
    /// Errors after over errors before; `null` where the method gives no estimate.
    package var ratio: Double?
    /// Gaps after on the scale, by month.
    package var gaps: [Double]
  }

  package struct LeftOutDonor: Codable, Sendable {
    package var donor: String
    /// Effects by month without it, in counts.
    package var effects: [Double]
  }

  /// A policy's event.
  package struct Dated: Codable, Sendable {
    package var policy: String
    package var name: Localized
    package var day: Day
    /// announced, starts, changes or ends.
    package var event: String
    package var isFromPress: Bool
    /// Labels of the series and its donors that it may apply to.
    package var touches: [String]
    /// Whether it may apply to the series asked about.
    package var touchesSeries: Bool

    /// What happens to a policy on the day of an event: "begins", "empieza".
    package static func happening(_ event: String, _ language: Language) -> String {
      switch event {
      case "announced": language("is announced", "se anuncia")
      case "starts": language("begins", "empieza")
      case "changes": language("changes", "cambia")
      case "ends": language("ends", "termina")
      default: event
      }
    }
  }

  package struct Threat: Codable, Sendable {
    package enum Kind: String, Codable, Sendable {
      case interference, anticipation
      case otherPolicy = "other-policy"
    }
    package var kind: Kind
    package var text: Localized
    package var policy: Dated?
  }
}

/// What is not known is written as null, so that a program can keep "left out" and "not known" apart.
extension EffectReport.Month {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(month, forKey: .month)
    try container.encode(actual, forKey: .actual)
    try container.encode(counterfactual, forKey: .counterfactual)
    try container.encode(effect, forKey: .effect)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encodeIfPresent(predictionLow, forKey: .predictionLow)
    try container.encodeIfPresent(predictionHigh, forKey: .predictionHigh)
    try container.encode(change, forKey: .change)
    try container.encode(placeboP, forKey: .placeboP)
    try container.encode(placeboPInTime, forKey: .placeboPInTime)
  }
}

extension EffectReport.Total {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(actual, forKey: .actual)
    try container.encode(counterfactual, forKey: .counterfactual)
    try container.encode(effect, forKey: .effect)
    try container.encode(change, forKey: .change)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encodeIfPresent(noUsefulBound, forKey: .noUsefulBound)
    try container.encode(probabilityBelowZero, forKey: .probabilityBelowZero)
    try container.encode(placeboP, forKey: .placeboP)
    try container.encode(placeboPInTime, forKey: .placeboPInTime)
  }
}
