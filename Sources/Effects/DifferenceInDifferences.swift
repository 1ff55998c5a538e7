import Estimation
import Foundation
import Wording

/// Difference in differences: what would have been is the donors' mean with the treated series' own
/// distance from it before the policy.
///
/// It holds only where the distance stood still before, so it is refused when the distance had a slope
/// or when its last third lay elsewhere than the rest, each with probability below 2.5 % by chance,
/// with the standard errors of Newey and West (1987). The bands are those of a new month's distance,
/// by Student's t.
package struct DifferenceInDifferences: EffectMethod {
  package let id = "difference-in-differences"
  package let name = Localized("Difference in differences", "Diferencia en diferencias")
  /// On which it was least far off (docs/effect.md).
  package var usualScale: EffectScale { .levels }
  static let level = 0.025
  /// Whether a distance that did not stand still is refused; placebos are computed without.
  let refuses: Bool

  package init() { refuses = true }
  private init(refuses: Bool) { self.refuses = refuses }

  package var forPlacebos: any EffectMethod { DifferenceInDifferences(refuses: false) }

  package func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit {
    guard !subject.donors.isEmpty else { throw .noDonors }
    let common = CommonScale(subject)
    let count = Double(common.donors.count)
    let means = common.treated.indices.map { month in
      common.donors.reduce(0) { $0 + $1[month] } / count
    }
    let distances = subject.fit.map { common.treated[$0] - means[$0] }
    guard distances.count >= 6 else {
      throw EffectRefusal("fewer than six months before", "menos de seis meses antes")
    }
    let slope = Regression.probability(
      of: distances.indices.map(Double.init), in: distances)
    let late = distances.indices.map { $0 >= distances.count - distances.count / 3 ? 1.0 : 0 }
    let shift = Regression.probability(of: late, in: distances)
    if refuses, min(slope, shift) < Self.level { throw Self.refusal(slope, shift) }
    let mean = distances.reduce(0, +) / Double(distances.count)
    let variance =
      distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(distances.count - 1)
    let spread =
      StudentT.quantile(0.975, degrees: Double(distances.count - 1))
      * (variance * (1 + 1 / Double(distances.count))).squareRoot()
    return EffectFit(
      predicted: means.map { common.treatedNorm.value($0 + mean) },
      weights: common.donors.map { _ in 1 / count },
      bands: subject.after.map { month in
        let middle = means[month] + mean
        return (
          common.treatedNorm.value(middle - spread), common.treatedNorm.value(middle + spread)
        )
      }, parameters: ["slope_probability": slope, "shift_probability": shift])
  }

  private static func refusal(_ slope: Double, _ shift: Double) -> EffectRefusal {
    let (p, q) = (min(slope, shift), Language.english)
    let english = q.number(p, decimals: 3)
    let spanish = Language.spanish.number(p, decimals: 3)
    return slope <= shift
      ? EffectRefusal(
        "the series and its donors were already drifting apart before (test of the slope, p = \(english))",
        "la serie y sus donantes ya se separaban antes (prueba de la pendiente, p = \(spanish))")
      : EffectRefusal(
        "the series' distance from its donors had already moved in the last third of the months before "
          + "(p = \(english))",
        "la distancia entre la serie y sus donantes ya había cambiado en el último tercio de los meses "
          + "previos (p = \(spanish))")
  }
}

/// A regression on a constant and one more column.
enum Regression {
  /// Probability that the coefficient is as far from zero by chance, with Newey and West's standard
  /// error of floor(4 (n/100)^(2/9)) lags (the bandwidth of Newey and West 1994) and Student's t.
  static func probability(of column: [Double], in values: [Double]) -> Double {
    let count = Double(values.count)
    guard values.count > 3 else { return 1 }
    let columnMean = column.reduce(0, +) / count
    let mean = values.reduce(0, +) / count
    let x = column.map { $0 - columnMean }
    let square = x.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return 1 }
    let coefficient = zip(x, values).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / square
    let scores = zip(x, values).map { $0 * ($1 - mean - coefficient * $0) }
    let lags = Int(4 * pow(count / 100, 2.0 / 9))
    var sum = scores.reduce(0) { $0 + $1 * $1 }
    for lag in stride(from: 1, through: min(lags, values.count - 1), by: 1) {
      let product = zip(scores.dropFirst(lag), scores).reduce(0) { $0 + $1.0 * $1.1 }
      sum += 2 * (1 - Double(lag) / Double(lags + 1)) * product
    }
    let variance = sum * count / (count - 2) / (square * square)
    guard variance > 0 else { return coefficient == 0 ? 1 : 0 }
    return StudentT.twoSided(coefficient / variance.squareRoot(), degrees: count - 2)
  }
}
