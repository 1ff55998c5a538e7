import Estimation
import Foundation
import Wording

/// Ridge-augmented synthetic control: the synthetic control's weights, corrected for what they miss
/// before the policy by a ridge regression over the donors; weights may turn negative and still sum
/// to one.
///
/// Ben-Michael, Feller and Rothstein, "The Augmented Synthetic Control Method", JASA 116, 2021: with X
/// the months before by donors, each month less its mean over the donors, and x those of the treated,
/// w = w_scm + X′ (X X′ + λ I)⁻¹ (x − X w_scm).
package struct AugmentedSyntheticControl: EffectMethod {
  package let id = "augmented-synthetic-control"
  package let name = Localized(
    "Ridge-augmented synthetic control", "Control sintético aumentado con ridge")

  /// Penalty; `nil` to choose it by leaving out one month after the other.
  package let penalty: Double?

  package init(penalty: Double? = nil) { self.penalty = penalty }

  package func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit {
    guard subject.donors.count >= 2 else {
      throw EffectRefusal("it needs two donors or more", "necesita dos donantes o más")
    }
    let common = CommonScale(subject)
    let centred = Centred(common)
    guard let penalty = penalty ?? centred.crossValidated(),
      let weights = centred.weights(penalty: penalty, leavingOut: nil)
    else {
      throw EffectRefusal(
        "the ridge regression has no solution", "la regresión ridge no tiene solución")
    }
    return EffectFit(
      predicted: common.predicted(weights), weights: weights, parameters: ["lambda": penalty])
  }

  /// The months of the fit, each less its mean over the donors.
  private struct Centred {
    let donors: [[Double]]
    let treated: [Double]

    init(_ common: CommonScale) {
      let columns = common.donorsFit
      let own = common.treatedFit
      let means = own.indices.map { month in
        columns.reduce(0) { $0 + $1[month] } / Double(columns.count)
      }
      donors = columns.map { zip($0, means).map { $0 - $1 } }
      treated = zip(own, means).map { $0 - $1 }
    }

    /// Weights fitted without one month, or with all.
    func weights(penalty: Double, leavingOut month: Int?) -> [Double]? {
      guard let base = simplexWeights(leavingOut: month) else { return nil }
      return augmented(base, penalty: penalty, leavingOut: month)
    }

    private func without(_ month: Int?, _ values: [Double]) -> [Double] {
      guard let month else { return values }
      return values.indices.filter { $0 != month }.map { values[$0] }
    }

    private func simplexWeights(leavingOut month: Int?) -> [Double]? {
      SimplexLeastSquares.fit(
        columns: donors.map { without(month, $0) }, target: without(month, treated))?.weights
    }

    /// X′ (X X′ + λ I)⁻¹ r is (X′X + λ I)⁻¹ X′ r, a system as small as the number of donors.
    private func augmented(
      _ base: [Double], penalty: Double, leavingOut month: Int?
    ) -> [Double]? {
      let columns = donors.map { without(month, $0) }
      let missed = without(month, treated).enumerated().map { at, value in
        value - zip(base, columns).reduce(0) { $0 + $1.0 * $1.1[at] }
      }
      let size = columns.count
      var matrix = gram(columns)
      for index in 0..<size { matrix[index * size + index] += penalty }
      let right = columns.map { zip($0, missed).reduce(0) { $0 + $1.0 * $1.1 } }
      guard let correction = LinearAlgebra.solve(matrix, size: size, right: right) else {
        return nil
      }
      return zip(base, correction).map { $0 + $1 }
    }

    private func gram(_ columns: [[Double]]) -> [Double] {
      columns.flatMap { a in columns.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } }
    }

    /// The largest penalty whose mean squared error over the months left out is within a standard
    /// error of the smallest; twenty-one from the largest eigenvalue of X X′ down by 10⁻⁸, as in the
    /// authors' package.
    func crossValidated() -> Double? {
      let largest = LinearAlgebra.eigenvalues(gram(donors), size: donors.count)?.last ?? 0
      guard largest > 0, treated.count > 2 else { return nil }
      let step = pow(1e-8, 1 / 20.0)
      let penalties = (0...20).map { largest * pow(step, Double($0) - 1) }
      var errors = [[Double]](repeating: [], count: penalties.count)
      for month in treated.indices {
        guard let base = simplexWeights(leavingOut: month) else { return nil }
        for (index, penalty) in penalties.enumerated() {
          guard let weights = augmented(base, penalty: penalty, leavingOut: month) else {
            return nil
          }
          let fitted = zip(weights, donors).reduce(0) { $0 + $1.0 * $1.1[month] }
          errors[index].append((treated[month] - fitted) * (treated[month] - fitted))
        }
      }
      let count = Double(treated.count)
      let means = errors.map { $0.reduce(0, +) / count }
      guard let best = means.indices.min(by: { means[$0] < means[$1] }) else { return nil }
      let variance =
        errors[best].reduce(0) { $0 + ($1 - means[best]) * ($1 - means[best]) } / (count - 1)
      let limit = means[best] + (variance / count).squareRoot()
      return penalties.indices.filter { means[$0] <= limit }.map { penalties[$0] }.max()
    }
  }
}
