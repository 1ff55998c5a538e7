/// The measures of error by which FLEE's users publish a validation.
///
/// The formulas are those of FLEE's post-processing (`flee/postprocessing/extract-validation-results.py`
/// and `analysis.py`, FLEE 3.1 and main of May 2026), without its rounding to four decimals:
///
/// - *Averaged relative difference*: for each day the absolute differences over all camps, divided by the
///   people counted there (by 1 where nobody is); mean over the days (Suleimenova, Bell and Groen, "A
///   generalized simulation development approach for predicting refugee destinations", Scientific
///   Reports 7, 2017).
/// - *Rescaled*: the same after the simulated people of a day were multiplied so that their sum is that of
///   the people counted.
/// - *Mean absolute scaled error* (MASE; Hyndman and Koehler, "Another look at measures of forecast
///   accuracy", International Journal of Forecasting 22, 2006): of a camp the mean absolute difference of
///   the rescaled people over all days, divided by that of a naive baseline over the days after the 7th or
///   30th. In total it is the mean over the camps, weighted with the sum of their counts.
package struct ErrorMeasures: Codable, Equatable, Sendable {
  package var averagedRelativeDifference: Double
  package var averagedRelativeDifferenceRescaled: Double
  /// `nil` where no camp has one.
  package var mase7: ScaledErrors?
  package var mase30: ScaledErrors?
  /// Of each camp with a scaled error.
  package var byCamp: [String: CampErrors]

  package struct CampErrors: Codable, Equatable, Sendable {
    /// Mean over the days of the absolute difference, people.
    package var meanAbsoluteDifference: Double
    package var meanAbsoluteDifferenceRescaled: Double
    package var mase7: ScaledErrors?
    package var mase30: ScaledErrors?
  }

  /// Scaled errors by baseline; `nil` where the baseline makes no error or cannot be made.
  package struct ScaledErrors: Codable, Equatable, Sendable {
    /// The count of the baseline's day on all days.
    package var flat: Double?
    /// As FLEE computes it: the count of the baseline's day added every day. The baseline soon is far
    /// above every count, and the error far too small.
    package var sloped: Double?
    /// What a sloped baseline means: the line from 0 on day 0 through the count of the baseline's day.
    package var slopedThroughCount: Double?
    /// The camp's part of all people counted on the baseline's day, on all days.
    package var ratio: Double?

    fileprivate static let fields: [WritableKeyPath<Self, Double?> & Sendable] = [
      \.flat, \.sloped, \.slopedThroughCount, \.ratio,
    ]

    fileprivate var isEmpty: Bool { Self.fields.allSatisfy { self[keyPath: $0] == nil } }
  }

  /// `nil` without days or camps.
  package init?(_ run: CountedRun) {
    guard run.days > 0, !run.camps.isEmpty else { return nil }
    let simulated = run.sums { $0.simulated[$1] }
    let counted = run.sums { $0.counted[$1] }
    let rescaled = run.camps.map { camp in
      (0..<run.days).map { day in
        simulated[day] > 0 ? camp.simulated[day] * counted[day] / simulated[day] : 0
      }
    }
    func relative(_ people: [[Double]]) -> Double {
      let differences = (0..<run.days).map { day in
        zip(run.camps, people).reduce(0.0) { $0 + abs($1.1[day] - $1.0.counted[day]) }
          / max(counted[day], 1)
      }
      return differences.reduce(0, +) / Double(run.days)
    }
    averagedRelativeDifference = relative(run.camps.map(\.simulated))
    averagedRelativeDifferenceRescaled = relative(rescaled)
    var camps: [(errors: CampErrors, weight: Double)] = []
    byCamp = [:]
    for (camp, rescaled) in zip(run.camps, rescaled) {
      let baselines = Baselines(camp.counted, all: counted)
      let difference = Self.meanDifference(rescaled[...], camp.counted[...])
      let errors = CampErrors(
        meanAbsoluteDifference: Self.meanDifference(camp.simulated[...], camp.counted[...]),
        meanAbsoluteDifferenceRescaled: difference,
        mase7: baselines.scaled(difference, day: 7), mase30: baselines.scaled(difference, day: 30))
      camps.append((errors, camp.counted.reduce(0, +)))
      byCamp[camp.name] = errors
    }
    mase7 = Self.total(camps.map { ($0.errors.mase7, $0.weight) })
    mase30 = Self.total(camps.map { ($0.errors.mase30, $0.weight) })
  }

  fileprivate static func meanDifference(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>)
    -> Double
  {
    zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(max(a.count, 1))
  }

  /// The weighted mean over the camps that have a value.
  private static func total(_ camps: [(errors: ScaledErrors?, weight: Double)]) -> ScaledErrors? {
    var total = ScaledErrors()
    for field in ScaledErrors.fields {
      let known = camps.compactMap { camp in
        camp.errors?[keyPath: field].map { (value: $0, weight: camp.weight) }
      }
      let weight = known.reduce(0) { $0 + $1.weight }
      guard weight > 0 else { continue }
      total[keyPath: field] = known.reduce(0) { $0 + $1.value * $1.weight } / weight
    }
    return total.isEmpty ? nil : total
  }
}

/// What FLEE's post-processing compares a simulation with: forecasts from one early count of a camp.
private struct Baselines {
  /// The camp's counts by day, and those of all camps together.
  private let counted: [Double]
  private let all: [Double]

  init(_ counted: [Double], all: [Double]) {
    self.counted = counted
    self.all = all
  }

  /// Scales a mean absolute difference by those of the baselines from a day.
  func scaled(_ difference: Double, day: Int) -> ErrorMeasures.ScaledErrors? {
    guard counted.count > day + 1 else { return nil }
    let known = counted[day]
    // FLEE asks for the count of day 7 here, of the baseline from day 30 too.
    let isSloped = counted[7] > 0
    func error(_ baseline: (Int) -> Double) -> Double? {
      let naive = ErrorMeasures.meanDifference(
        counted[(day + 1)...], counted.indices.map(baseline)[(day + 1)...])
      guard naive > 0, naive.isFinite else { return nil }
      return difference / naive
    }
    return ErrorMeasures.ScaledErrors(
      flat: error { _ in known },
      sloped: isSloped && known == 0 ? nil : error { isSloped ? known * Double($0) : 0 },
      slopedThroughCount: error { known * Double($0) / Double(day) },
      ratio: all[day] > 0 ? error { all[$0] * known / all[day] } : nil)
  }
}
