import Estimation
import Wording

/// Synthetic control: what would have been is a mean of the donors, with weights that are not negative
/// and sum to one, those that come nearest to the treated series before the policy.
///
/// Abadie, Diamond and Hainmueller, "Synthetic Control Methods for Comparative Case Studies", JASA 105,
/// 2010, with every month before the policy as a predictor of equal weight; on the scale `log` with
/// each series less its own mean (Doudchenko and Imbens 2016; Ferman and Pinto 2021).
package struct SyntheticControl: EffectMethod {
  package let id = "synthetic-control"
  package let name = Localized("Synthetic control", "Control sintético")

  package init() {}

  package func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit {
    let common = CommonScale(subject)
    guard
      let solution = SimplexLeastSquares.fit(
        columns: common.donorsFit, target: common.treatedFit)
    else { throw .noDonors }
    return EffectFit(
      predicted: common.predicted(solution.weights), weights: solution.weights,
      parameters: ["objective": solution.objective, "gap": solution.gap])
  }
}

extension EffectRefusal {
  static let noDonors = EffectRefusal(
    "there is no donor to compare with", "no hay ningún donante con que comparar")
}

/// A case brought to a common size.
struct CommonScale {
  let treatedNorm: EffectScale.Norm
  let treated: [Double]
  let donors: [[Double]]
  let fit: [Int]

  init(_ subject: EffectCase) {
    let norm = subject.scale.norm(subject.treated, fit: subject.fit)
    treatedNorm = norm
    treated = subject.treated.map(norm.common)
    donors = subject.donors.map { donor in
      donor.map(subject.scale.norm(donor, fit: subject.fit).common)
    }
    fit = subject.fit
  }

  var treatedFit: [Double] { fit.map { treated[$0] } }
  var donorsFit: [[Double]] { donors.map { donor in fit.map { donor[$0] } } }

  /// The weighted donors at the treated series' own size.
  func predicted(_ weights: [Double]) -> [Double] {
    treated.indices.map { month in
      treatedNorm.value(zip(weights, donors).reduce(0) { $0 + $1.0 * $1.1[month] })
    }
  }
}
