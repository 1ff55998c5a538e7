import Flee
import Foundation

/// How an ensemble of settings does on a conflict, at full size or nearly.
package struct HeldOutScore: Codable, Sendable {
  package var conflict: String
  /// With the instance's own settings.
  package var published: FitError
  /// With the best settings of the ensemble.
  package var best: FitError
  /// Of the ensemble's weighted mean number of people.
  package var ensemble: FitError
  /// Share of the camps' daily counts after day 0 that lie in the bands of 80 % and of 95 %.
  package var in80, in95: Double
  /// How wide the bands are, from the conflicts that the settings were found on.
  package var spread: BandSpread
  package var camps: [Camp]

  package struct Camp: Codable, Sendable {
    package var camp: String
    /// Mean over the days of the difference over the count; `nil` where nobody is counted.
    package var published, ensemble: Double?
    package var in80, in95: Double
    /// People on the last day: counted, and the ensemble's mean and band of 80 %.
    package var counted: Int
    package var mean, low, high: Double
  }
}

extension LeaveOneOut {
  /// Runs a conflict with its own settings and with each member's, and compares with the counts.
  ///
  /// - Parameter training: the conflicts that the members were found on, whose counts give the bands' width.
  /// - Returns: `nil` for a conflict where nobody is counted, or an ensemble without members.
  package func score(
    _ conflict: FittingConflict, _ members: [PopulationSearch.Member], training: BandSpread
  ) async throws -> HeldOutScore? {
    let seed = search.seed
    let settings = [[:]] + members.map(\.values)
    let runs = try await each(settings.count) { index in
      SimulationRun(conflict.with(settings[index]), seed: seed).days.map(\.atPlaces)
    }
    guard let first = runs.first, let best = runs.dropFirst().first else { return nil }
    let means = weightedMeans(Array(runs.dropFirst()), members.map(\.weight))
    guard let published = validation(conflict, first), let top = validation(conflict, best),
      let ensemble = Validation(conflict.instance, means),
      let publishedError = FitError(published), let bestError = FitError(top),
      let ensembleError = FitError(ensemble)
    else { return nil }
    let camps = published.camps.indices.map { index in
      camp(index, conflict, published, ensemble, means, training)
    }
    let size = Double(max(1, camps.count))
    return HeldOutScore(
      conflict: conflict.name, published: publishedError, best: bestError,
      ensemble: ensembleError, in80: camps.reduce(0) { $0 + $1.in80 } / size,
      in95: camps.reduce(0) { $0 + $1.in95 } / size, spread: training, camps: camps)
  }

  private func validation(_ conflict: FittingConflict, _ days: [[Int]]) -> Validation? {
    Validation(conflict.instance, days.map { $0.map(Double.init) })
  }

  private func camp(
    _ index: Int, _ conflict: FittingConflict, _ published: Validation, _ ensemble: Validation,
    _ means: [[Double]], _ spread: BandSpread
  ) -> HeldOutScore.Camp {
    let place = published.camps[index]
    let counted = published.counted[index]
    let days = counted.indices.dropFirst()
    // In people, not in simulated ones.
    let scale = Double(conflict.instance.settings.scaleDown)
    var (in80, in95) = (0, 0)
    for day in days {
      let count = scale * Double(counted[day])
      let mean = scale * means[day][place]
      in95 += spread.band(mean, spread.factor95).contains(count) ? 1 : 0
      in80 += spread.band(mean, spread.factor80).contains(count) ? 1 : 0
    }
    let last = counted.count - 1
    let mean = scale * means[last][place]
    let band = spread.band(mean, spread.factor80)
    let size = Double(max(1, days.count))
    return HeldOutScore.Camp(
      camp: conflict.instance.places[place].name, published: published.meanErrorOfCamp[index],
      ensemble: ensemble.meanErrorOfCamp[index], in80: Double(in80) / size,
      in95: Double(in95) / size,
      counted: Int((scale * Double(counted[last])).rounded()), mean: mean, low: band.lowerBound,
      high: band.upperBound)
  }
}

/// The weighted mean number of people, by day and place.
///
/// - Parameters:
///   - runs: people by run, day and place.
///   - weights: one for each run, adding up to 1.
func weightedMeans(_ runs: [[[Int]]], _ weights: [Double]) -> [[Double]] {
  guard let first = runs.first else { return [] }
  return first.indices.map { day in
    first[day].indices.map { place in
      zip(runs, weights).reduce(0) { $0 + $1.1 * Double($1.0[day][place]) }
    }
  }
}
