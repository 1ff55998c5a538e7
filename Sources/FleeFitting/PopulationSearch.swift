import Sampling

/// A search for settings by generations: the first fills the ranges evenly; each after it is drawn around the best
/// settings so far.
///
/// Differential evolution: Storn and Price, "Differential Evolution – A Simple and Efficient Heuristic for Global
/// Optimization over Continuous Spaces", Journal of Global Optimization 11 (1997). A step is the difference of two of
/// those kept, so that it follows which numbers go together, and shrinks as they agree; a little noise keeps a range
/// open that all of them have left.
/// A member's weight is Epanechnikov's of its distance to the best (Beaumont, Zhang and Balding, "Approximate Bayesian
/// computation in population genetics", Genetics 162, 2002). The search is over conflicts that may differ from one
/// fold to the next, with the same first generation.
package struct PopulationSearch: Sendable {
  package let settings: [FittedSetting]
  /// Of the first generation, and of each after it.
  package var first = 300
  package var later = 60
  package var generations = 5
  /// Settings around which the next generation is drawn, and of which the ensemble consists.
  package var kept = 30
  package var seed: UInt64 = 1

  private static let strata: UInt32 = 1
  private static let inside: UInt32 = 2
  private static let parent: UInt32 = 3
  private static let step: UInt32 = 8

  /// The part of the difference that is stepped, within the 0.4 to 1 that Storn and Price found to work.
  private static let reach = 0.7
  /// The chance that a number stays the parent's.
  private static let inherited = 0.2
  /// The standard deviation of the noise, as a share of a range.
  private static let jitter = 0.03

  package init(_ settings: [FittedSetting]) {
    self.settings = settings
  }

  /// A setting of every parameter, as places in their ranges.
  package struct Candidate: Equatable, Sendable {
    package var places: [Double]
  }

  package struct Member: Sendable {
    package var values: [String: Double]
    package var objective: Double
    /// Adds up to 1 over the members.
    package var weight: Double
  }

  package func values(_ candidate: Candidate) -> [String: Double] {
    Dictionary(
      zip(settings, candidate.places).map { ($0.setting, $0.value(at: $1)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The first generation: a Latin hypercube, in which each parameter takes each of as many parts of its range once.
  package func firstGeneration() -> [Candidate] {
    let random = CounterRandom(seed: seed)
    let columns = settings.indices.map { setting in
      let order = (0..<first).sorted { a, b in
        let (x, y) = (
          random.unit(a, setting, PopulationSearch.strata),
          random.unit(b, setting, PopulationSearch.strata)
        )
        return x == y ? a < b : x < y
      }
      return order.enumerated().map { index, stratum in
        (Double(stratum) + random.unit(index, setting, PopulationSearch.inside)) / Double(first)
      }
    }
    return (0..<first).map { index in Candidate(places: columns.map { $0[index] }) }
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - fold: a number of the search, so that folds draw different settings after the first generation.
  ///   - objective: of each candidate of a generation, in its order; `nil` where it could not be computed.
  /// - Returns: the ensemble, best first.
  package func search(
    fold: Int, objective: (_ generation: Int, [Candidate]) async throws -> [Double?]
  ) async throws -> [Member] {
    var found: [(candidate: Candidate, objective: Double)] = []
    for generation in 0...generations {
      let candidates =
        generation == 0 ? firstGeneration() : next(best(found), fold: fold, generation)
      let objectives = try await objective(generation, candidates)
      for (candidate, objective) in zip(candidates, objectives) {
        if let objective, objective.isFinite { found.append((candidate, objective)) }
      }
    }
    return members(best(found))
  }

  /// Those kept; of equal ones the earlier first.
  private func best(
    _ found: [(candidate: Candidate, objective: Double)]
  ) -> [(candidate: Candidate, objective: Double)] {
    let order = found.indices.sorted {
      (found[$0].objective, $0) < (found[$1].objective, $1)
    }
    return order.prefix(kept).map { found[$0] }
  }

  private func next(
    _ best: [(candidate: Candidate, objective: Double)], fold: Int, _ generation: Int
  ) -> [Candidate] {
    guard !best.isEmpty else { return [] }
    let random = CounterRandom(seed: CounterRandom.seed(seed, run: fold + 1))
    return (0..<later).map { index in
      let chosen = (0..<3).map { which in
        let pick = random.unit(index, generation, PopulationSearch.parent + UInt32(which))
        return best[min(best.count - 1, Int(pick * Double(best.count)))].candidate.places
      }
      let places = settings.indices.map { setting in
        let draw = UInt32(setting) * 4 + (PopulationSearch.step << 8)
        let (a, b) = random.pair(index, generation, draw)
        let isKept = random.unit(index, generation, draw + 2) < PopulationSearch.inherited
        let difference = chosen[1][setting] - chosen[2][setting]
        let step = isKept ? 0 : PopulationSearch.reach * difference
        let jitter = PopulationSearch.jitter * RandomStream.normal(a, b)
        return PopulationSearch.folded(chosen[0][setting] + step + jitter)
      }
      return Candidate(places: places)
    }
  }

  /// Brings a place back into the range from whichever end it left by.
  static func folded(_ place: Double) -> Double {
    let round = place - 2 * (place / 2).rounded(.down)
    return round <= 1 ? round : 2 - round
  }

  private func members(
    _ best: [(candidate: Candidate, objective: Double)]
  ) -> [Member] {
    guard let first = best.first, let last = best.last else { return [] }
    let reach = last.objective - first.objective
    let weights = best.map { entry in
      // The last one would have no weight: the reach is taken a little farther.
      let distance = reach > 0 ? (entry.objective - first.objective) / (1.05 * reach) : 0
      return 1 - distance * distance
    }
    let sum = weights.reduce(0, +)
    return zip(best, weights).map { entry, weight in
      Member(
        values: values(entry.candidate), objective: entry.objective, weight: weight / sum)
    }
  }
}
