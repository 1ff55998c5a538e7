import Flee
import Foundation

/// How an ensemble of settings does on a conflict, at full size.
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
  package var camps: [Camp]

  package struct Camp: Codable, Sendable {
    package var camp: String
    /// Mean over the days of the difference over the count; `nil` where nobody is counted.
    package var published, ensemble: Double?
    package var in80, in95: Double
    /// On the last day: counted, and the ensemble's mean and band of 80 %.
    package var counted: Int
    package var mean, low, high: Double
  }
}

extension LeaveOneOut {
  /// Runs a conflict with its own settings and with each member's, and compares with the counts.
  ///
  /// - Returns: `nil` for a conflict where nobody is counted, or an ensemble without members.
  package func score(
    _ conflict: FittingConflict, _ members: [PopulationSearch.Member]
  ) async throws -> HeldOutScore? {
    let seed = search.seed
    let settings = [[:]] + members.map(\.values)
    let runs = try await each(settings.count) { index in
      SimulationRun(conflict.with(settings[index]), seed: seed).days.map(\.atPlaces)
    }
    guard let first = runs.first, let best = runs.dropFirst().first else { return nil }
    let bands = WeightedRuns(Array(runs.dropFirst()), weights: members.map(\.weight))
    guard let published = validation(conflict, first), let top = validation(conflict, best),
      let ensemble = Validation(conflict.instance, bands.means),
      let publishedError = FitError(published), let bestError = FitError(top),
      let ensembleError = FitError(ensemble)
    else { return nil }
    let camps = published.camps.indices.map { index in
      camp(index, conflict, published, ensemble, bands)
    }
    let size = Double(max(1, camps.count))
    return HeldOutScore(
      conflict: conflict.name, published: publishedError, best: bestError,
      ensemble: ensembleError, in80: camps.reduce(0) { $0 + $1.in80 } / size,
      in95: camps.reduce(0) { $0 + $1.in95 } / size, camps: camps)
  }

  private func validation(_ conflict: FittingConflict, _ days: [[Int]]) -> Validation? {
    Validation(conflict.instance, days.map { $0.map(Double.init) })
  }

  private func camp(
    _ index: Int, _ conflict: FittingConflict, _ published: Validation, _ ensemble: Validation,
    _ bands: WeightedRuns
  ) -> HeldOutScore.Camp {
    let place = published.camps[index]
    let counted = published.counted[index]
    let days = counted.indices.dropFirst()
    var (in80, in95) = (0, 0)
    for day in days {
      let count = Double(counted[day])
      let ends = bands.quantiles([0.025, 0.1, 0.9, 0.975], day: day, place: place)
      in95 += (ends[0]...ends[3]).contains(count) ? 1 : 0
      in80 += (ends[1]...ends[2]).contains(count) ? 1 : 0
    }
    let last = counted.count - 1
    let ends = bands.quantiles([0.1, 0.9], day: last, place: place)
    let size = Double(max(1, days.count))
    return HeldOutScore.Camp(
      camp: conflict.instance.places[place].name, published: published.meanErrorOfCamp[index],
      ensemble: ensemble.meanErrorOfCamp[index], in80: Double(in80) / size,
      in95: Double(in95) / size, counted: counted[last], mean: bands.means[last][place],
      low: ends[0], high: ends[1])
  }
}

/// The people at each place by run, with a weight for each run.
struct WeightedRuns {
  private let runs: [[[Int]]]
  private let weights: [Double]
  /// By day and place.
  let means: [[Double]]

  /// - Parameters:
  ///   - runs: by run, day and place.
  ///   - weights: one for each run, adding up to 1.
  init(_ runs: [[[Int]]], weights: [Double]) {
    self.runs = runs
    self.weights = weights
    let first = runs.first ?? []
    means = first.indices.map { day in
      first[day].indices.map { place in
        zip(runs, weights).reduce(0) { $0 + $1.1 * Double($1.0[day][place]) }
      }
    }
  }

  /// Weighted quantiles: the smallest number at which the weights of those up to it reach the level.
  func quantiles(_ levels: [Double], day: Int, place: Int) -> [Double] {
    let sorted = zip(runs, weights).map { (Double($0[day][place]), $1) }.sorted { $0.0 < $1.0 }
    return levels.map { level in
      var sum = 0.0
      for (value, weight) in sorted {
        sum += weight
        if sum >= level - 1e-12 { return value }
      }
      return sorted.last?.0 ?? 0
    }
  }
}
