import Foundation

/// What a search found, and how settings that were found without a conflict do on it.
package struct FittingReport: Codable, Sendable {
  package var settings: [FittedSetting]
  package var conflicts: [String]
  package var seed: UInt64
  /// Runs of the search.
  package var runs: Int
  /// Each conflict with the ensemble that was found without it.
  package var leftOut: [HeldOutScore]
  /// Each conflict with the ensemble that was found on all, which says less.
  package var fitted: [HeldOutScore]
  /// The ensemble that was found on all conflicts, best first.
  package var ensemble: [Member]

  package struct Member: Codable, Sendable {
    package var values: [String: Double]
    package var objective, weight: Double
  }

  /// Mean over the conflicts left out.
  package struct Headline: Codable, Equatable, Sendable {
    package var published, best, ensemble: FitError
    /// Conflicts on which the ensemble's error as FLEE computes it is smaller than the published settings'.
    package var better: Int
    /// Conflicts on which no more people are counted elsewhere than with the published settings.
    package var noWorseElsewhere: Int
    /// Conflicts left out.
    package var of: Int
    package var in80, in95: Double
  }

  /// `nil` where no conflict could be left out.
  package var headline: Headline? {
    guard !leftOut.isEmpty else { return nil }
    let count = Double(leftOut.count)
    return Headline(
      published: FitError.mean(leftOut.map(\.published)), best: FitError.mean(leftOut.map(\.best)),
      ensemble: FitError.mean(leftOut.map(\.ensemble)),
      better: leftOut.count { $0.ensemble.asFLEE < $0.published.asFLEE },
      noWorseElsewhere: leftOut.count { $0.ensemble.elsewhere <= $0.published.elsewhere },
      of: leftOut.count, in80: leftOut.reduce(0) { $0 + $1.in80 } / count,
      in95: leftOut.reduce(0) { $0 + $1.in95 } / count)
  }
}
