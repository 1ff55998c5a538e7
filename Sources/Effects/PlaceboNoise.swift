import Foundation

/// How far a method is off where nothing happened, by its placebos, for intervals that hold what they say.
///
/// Split conformal inference across donors and dates (weighted: Barber, Candès, Ramdas and Tibshirani, Annals of
/// Statistics 51, 2023; for donors, Chernozhukov, Wüthrich and Zhu, JASA 116, 2021): a gap of a placebo over the
/// method's error before it is a draw of what the treated series' gap over its own error would be without an
/// effect, up or down alike. Earlier dates, whose fits rest on fewer months, count less than donors.
package struct PlaceboNoise {
  /// Gaps after over the error before, by month.
  private struct Draw {
    var gaps: [Double]
    var weight: Double
  }

  /// Of an earlier date, where a donor has 1: that by which the intervals of `Benchmarks/measure-effect.py` held
  /// nearest to 95 %.
  private static let weightOfDate = 0.15
  /// Fewest gaps of which one in twenty can be told.
  private static let fewest = 19
  private let draws: [Draw]

  package init(donors: [Placebos.Run], dates: [Placebos.Run]) {
    func draws(_ runs: [Placebos.Run], _ weight: Double) -> [Draw] {
      runs.map { run in
        Draw(gaps: run.gaps.map { $0 / max(run.before, 1e-12) }, weight: weight)
      }.filter { $0.gaps.allSatisfy(\.isFinite) }
    }
    // A series without donors has its own dates alone.
    self.draws =
      draws(donors, 1) + draws(dates, donors.isEmpty ? 1 : PlaceboNoise.weightOfDate)
  }

  /// The part of the error before beyond which at most `level` of gaps lie; `nil` when the placebos are too few
  /// to say.
  package func reach(level: Double) -> Double? {
    let sizes = draws.flatMap { draw in draw.gaps.map { (size: abs($0), weight: draw.weight) } }
      .sorted { $0.size < $1.size }
    guard sizes.count >= Self.fewest else { return nil }
    // The true month counts as one more, which may be larger than any.
    let wanted = (1 - level) * (sizes.reduce(0) { $0 + $1.weight } + 1)
    var sum = 0.0
    for (size, weight) in sizes {
      sum += weight
      if sum >= wanted - 1e-9 { return size }
    }
    return sizes.last?.size
  }

  /// What the sum of the effects may be: were the gaps of the true months as far off as each placebo's, up
  /// or down.
  struct Totals {
    var low: Double?
    var high: Double?
    var probabilityBelowZero: Double?
  }

  /// - Parameters:
  ///   - before: the method's error before, on the scale.
  ///   - predicted: what would have been, by month, on the scale.
  ///   - actual: what came, in counts.
  func totals(
    before: Double, predicted: [Double], actual: [Double], scale: EffectScale, level: Double
  ) -> Totals {
    let sums = draws.filter { $0.gaps.count == predicted.count }.flatMap { draw in
      [1.0, -1].map { sign in
        let sum = predicted.indices.reduce(0) { sum, month in
          sum + actual[month] - scale.count(predicted[month] + sign * draw.gaps[month] * before)
        }
        return (sum: sum, weight: draw.weight)
      }
    }.sorted { $0.sum < $1.sum }
    guard !sums.isEmpty else { return Totals() }
    let whole = sums.reduce(0) { $0 + $1.weight }
    let below = sums.reduce(0) { $0 + ($1.sum < 0 ? $1.weight : 0) }
    // One more on either side: placebos that are few make nothing certain.
    let chance = (below + 1) / (whole + 2)
    guard sums.count >= 2 * Self.fewest else { return Totals(probabilityBelowZero: chance) }
    let cut = max(0, level * (whole / 2 + 1) - 1)
    func end(_ sums: some Sequence<(sum: Double, weight: Double)>) -> Double? {
      var left = cut
      for (sum, weight) in sums {
        left -= weight
        if left < -1e-9 { return sum }
      }
      return nil
    }
    return Totals(
      low: end(sums), high: end(sums.reversed()), probabilityBelowZero: chance)
  }
}
