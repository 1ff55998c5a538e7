import Estimation
import Wording

/// Synthetic difference in differences: what would have been is a mean of the donors, with the treated series' own
/// distance from it in the months before that tell most of the months after.
///
/// Arkhangelsky, Athey, Hirshberg, Imbens and Wager, American Economic Review 111, 2021, algorithm 1, for one treated
/// series: donors' weights ω come nearest to the series' shape before, apart from a constant and with a ridge
/// ζ² T₀ ‖ω‖², ζ = T₁^¼ σ with σ the standard deviation of the donors' monthly changes; months' weights λ make the
/// months before as the donors' mean month after, apart from a constant. Both are not negative and sum to one.
package struct SyntheticDifferences: EffectMethod {
  package let id = "synthetic-difference-in-differences"
  package let name = Localized(
    "Synthetic difference in differences", "Diferencia en diferencias sintética")

  package init() {}

  /// Of the months' weights as a part of σ: just enough that they are one solution of several.
  private static let timeRidge = 1e-6

  package func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit {
    let common = CommonScale(subject)
    let (donors, fit) = (common.donors, common.fit)
    guard donors.count > 1 else { throw .noDonors }
    let noise = Self.noise(common.donorsFit)
    let zeta = fourthRoot(Double(max(1, subject.after.count))) * noise
    guard
      let units = Self.weights(
        columns: common.donorsFit, target: common.treatedFit,
        ridge: zeta * Double(fit.count).squareRoot()),
      let months = Self.weights(
        columns: fit.map { month in donors.map { $0[month] } },
        target: donors.map { donor in
          subject.after.reduce(0) { $0 + donor[$1] } / Double(max(1, subject.after.count))
        }, ridge: Self.timeRidge * noise * Double(donors.count).squareRoot())
    else { throw .noDonors }
    let mixed = common.treated.indices.map { month in
      zip(units, donors).reduce(0) { $0 + $1.0 * $1.1[month] }
    }
    let distance = zip(months, fit).reduce(0) {
      $0 + $1.0 * (common.treated[$1.1] - mixed[$1.1])
    }
    // Before the policy the donors' weights are judged with the constant that they were fitted with.
    let constant =
      fit.reduce(0) { $0 + common.treated[$1] - mixed[$1] } / Double(max(1, fit.count))
    let before = Set(fit)
    return EffectFit(
      predicted: mixed.enumerated().map { month, value in
        common.treatedNorm.value(value + (before.contains(month) ? constant : distance))
      }, weights: units,
      parameters: ["zeta": zeta, "distance": distance])
  }

  private func fourthRoot(_ value: Double) -> Double { value.squareRoot().squareRoot() }

  /// Weights that are not negative and sum to one, of columns whose sum with a constant comes nearest to a target.
  private static func weights(
    columns: [[Double]], target: [Double], ridge: Double
  ) -> [Double]? {
    func centred(_ values: [Double]) -> [Double] {
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      return values.map { $0 - mean }
    }
    // The ridge is a row for each weight.
    let rows = columns.enumerated().map { number, column in
      centred(column) + columns.indices.map { $0 == number ? ridge : 0 }
    }
    return SimplexLeastSquares.fit(
      columns: rows, target: centred(target) + columns.map { _ in 0 })?.weights
  }

  /// Standard deviation of the donors' monthly changes.
  private static func noise(_ donors: [[Double]]) -> Double {
    let changes = donors.flatMap { zip($0.dropFirst(), $0).map { $0 - $1 } }
    guard changes.count > 1 else { return 0 }
    let mean = changes.reduce(0, +) / Double(changes.count)
    return
      (changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(changes.count - 1))
      .squareRoot()
  }
}
