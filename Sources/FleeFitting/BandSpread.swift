import Flee
import Foundation

/// How far counts were from an ensemble's means on the conflicts that it was found on: what roads, departures and
/// counting leave open, which the members, all of one model, do not differ in.
///
/// Split conformal prediction with a conflict as the unit (Dunn, Wasserman and Ramdas, "Distribution-free prediction
/// sets for two-layer hierarchical models", JASA 118, 2023), without the mass at infinity that so few conflicts would ask
/// for: what the bands hold on a conflict left out is counted and reported instead.
package struct BandSpread: Codable, Equatable, Sendable {
  /// A band reaches from the mean divided by this to the mean times this, of people and one more.
  package var factor80, factor95: Double

  /// - Parameter distances: by conflict and camp, of each day's count and mean; see ``distance(_:_:)``. Conflicts
  ///   weigh the same, and so do the camps of each, and the days of each.
  /// - Returns: `nil` without any.
  package init?(_ distances: [[[Double]]]) {
    var weighted: [(distance: Double, weight: Double)] = []
    for conflict in distances {
      let camps = conflict.filter { !$0.isEmpty }
      for camp in camps {
        let weight = 1 / Double(camps.count * camp.count)
        weighted += camp.map { ($0, weight) }
      }
    }
    guard !weighted.isEmpty else { return nil }
    weighted.sort { $0.distance < $1.distance }
    let whole = weighted.reduce(0) { $0 + $1.weight }
    let factors = [0.8, 0.95].map { level in
      var sum = 0.0
      let end = weighted.first { entry in
        sum += entry.weight
        return sum >= level * whole - 1e-9
      }
      return exp((end ?? weighted[weighted.count - 1]).distance)
    }
    (factor80, factor95) = (factors[0], factors[1])
  }

  /// The distance of two numbers of people as the logarithm of their ratio, of people and one more.
  package static func distance(_ count: Double, _ mean: Double) -> Double {
    abs(log((max(0, count) + 1) / (max(0, mean) + 1)))
  }

  /// The band of a mean number of people.
  func band(_ mean: Double, _ factor: Double) -> ClosedRange<Double> {
    let people = max(0, mean) + 1
    return max(0, people / factor - 1)...max(0, people * factor - 1)
  }
}

extension LeaveOneOut {
  /// How far an ensemble is from the counts of conflicts, in runs as small as the search's.
  func spread(
    _ conflicts: [FittingConflict], _ members: [PopulationSearch.Member]
  ) async throws -> BandSpread? {
    let seed = search.seed
    var distances: [[[Double]]] = []
    for conflict in conflicts {
      let runs = try await each(members.count) { index in
        SimulationRun(conflict.with(members[index].values, isSmall: true), seed: seed).days.map(
          \.atPlaces)
      }
      let means = weightedMeans(runs, members.map(\.weight))
      guard let validation = Validation(conflict.small, means) else { continue }
      // In people, not in simulated ones.
      let scale = Double(conflict.small.settings.scaleDown)
      distances.append(
        validation.camps.indices.map { camp in
          validation.counted[camp].indices.dropFirst().map { day in
            BandSpread.distance(
              scale * Double(validation.counted[camp][day]),
              scale * means[day][validation.camps[camp]])
          }
        })
    }
    return BandSpread(distances)
  }
}
