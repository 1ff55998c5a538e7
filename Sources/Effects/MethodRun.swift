import Foundation
import Periods
import Wording

/// One method put to a panel: estimate, intervals, placebos, and what it can say.
struct MethodRun {
  let method: any EffectMethod
  let panel: EffectPanel
  let scale: EffectScale
  /// Whether the synthetic control has prediction intervals too.
  var predicts = false
  /// Intervals miss the truth with this probability at most.
  static let level = 0.05
  /// Placebos as large as the true one, at most, for an effect to be reported.
  static let placeboLimit = 0.1
  /// Errors before as a part of the series' own standard deviation, at most, for an effect to be reported.
  static let fitLimit = 0.5

  private var subject: EffectCase { panel.subject(scale) }

  func result() -> EffectReport.Method {
    do {
      if method.needsDonors, panel.donors.isEmpty { throw EffectRefusal.noDonors }
      let fit = try method.estimate(subject)
      guard let run = Placebos.Run(subject, fit) else {
        throw EffectRefusal("the estimate is no number", "la estimación no es un número")
      }
      return result(fit, run)
    } catch {
      return refused((error as? EffectRefusal)?.reason ?? Localized("\(error)", "\(error)"))
    }
  }

  private func refused(_ reason: Localized) -> EffectReport.Method {
    EffectReport.Method(
      method: method.id, name: method.name, scale: scale, refused: reason, fit: nil, weights: [],
      parameters: [:], shifts: [], months: [], total: nil, path: [], placebos: nil, leaveOneOut: [],
      isUsable: false, verdict: .cannotTell, reason: reason)
  }

  private func result(_ fit: EffectFit, _ run: Placebos.Run) -> EffectReport.Method {
    let placebos = Placebos(method: method.forPlacebos, subject: subject)
    let space = panel.donors.count > 1 ? placebos.inSpace() : []
    let time = placebos.inTime()
    let noise = PlaceboNoise(donors: space.compactMap(\.self), dates: time.map(\.run))
    let bands = bands(fit, run, noise)
    let months = months(fit, run, bands, space.compactMap(\.self), time.map(\.run))
    var result = EffectReport.Method(
      method: method.id, name: method.name, scale: scale, refused: nil, fit: quality(run),
      weights: weights(fit), parameters: fit.parameters,
      shifts: fit.steps.map { panel.months[$0] }, months: months,
      total: total(months, fit, run, noise, space.compactMap(\.self), time.map(\.run)),
      path: path(fit, bands),
      placebos: EffectReport.PlaceboRuns(
        ratio: run.ratio,
        space: zip(panel.donors, space).map { donor, run in
          .init(of: donor.label, ratio: run?.ratio, gaps: run?.gaps ?? [])
        },
        time: time.map { first, run in
          .init(of: "\(panel.months[first])", ratio: run.ratio, gaps: run.gaps)
        }), leaveOneOut: leaveOneOut(fit), isUsable: false, verdict: .cannotTell, reason: nil)
    result.isUsable = EffectVerdict.canBeUsed(result)
    (result.verdict, result.reason) = EffectVerdict.of(result)
    return result
  }

  private func quality(_ run: Placebos.Run) -> EffectReport.Fit {
    let values = panel.fit.map { subject.treated[$0] }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
    return .init(
      rmspe: run.before, relative: run.before / max(variance.squareRoot(), 1e-12),
      months: panel.fit.count)
  }

  /// What would have been in the months after, from low to high: as far off as the placebos were.
  private func bands(
    _ fit: EffectFit, _ run: Placebos.Run, _ noise: PlaceboNoise
  ) -> [(low: Double, high: Double)]? {
    guard let reach = noise.reach(level: Self.level) else { return nil }
    return panel.after.map { month in
      (fit.predicted[month] - reach * run.before, fit.predicted[month] + reach * run.before)
    }
  }

  private func months(
    _ fit: EffectFit, _ run: Placebos.Run, _ bands: [(low: Double, high: Double)]?,
    _ space: [Placebos.Run], _ time: [Placebos.Run]
  ) -> [EffectReport.Month] {
    func rank(_ at: Int, among runs: [Placebos.Run]) -> Double? {
      runs.isEmpty
        ? nil : Placebos.rank(run.relativeGap(at), among: runs.map { $0.relativeGap(at) })
    }
    let predicted = predicts && method is SyntheticControl ? prediction(fit) : nil
    let limit = UsefulBound(panel.treated, months: 1)
    return panel.after.enumerated().map { at, month in
      let actual = panel.treated[month]
      let counterfactual = scale.count(fit.predicted[month])
      let effect = actual - counterfactual
      let low = bands.map { actual - scale.count($0[at].high) }
      return EffectReport.Month(
        month: panel.months[month], actual: actual, counterfactual: counterfactual,
        effect: effect, low: low.flatMap { actual - $0 > limit.most ? nil : $0 },
        high: bands.map { actual - scale.count($0[at].low) },
        predictionLow: predicted.map { actual - scale.count($0[at].high) },
        predictionHigh: predicted.map { actual - scale.count($0[at].low) },
        change: counterfactual > 0 ? effect / counterfactual : nil,
        placeboP: rank(at, among: space), placeboPInTime: rank(at, among: time))
    }
  }

  /// What would have been in the months after, by the errors of the weights and of the month.
  private func prediction(_ fit: EffectFit) -> [(low: Double, high: Double)]? {
    guard let weights = fit.weights else { return nil }
    let common = CommonScale(subject)
    let prediction = SyntheticPrediction(
      donors: common.donorsFit, treated: common.treatedFit, weights: weights)
    return panel.after.map { month in
      let reach = prediction.reach(of: common.donors.map { $0[month] }, level: Self.level)
      let middle = common.treatedNorm.common(fit.predicted[month])
      return (
        common.treatedNorm.value(middle - reach.down), common.treatedNorm.value(middle + reach.up)
      )
    }
  }

  private func total(
    _ months: [EffectReport.Month], _ fit: EffectFit, _ run: Placebos.Run, _ noise: PlaceboNoise,
    _ space: [Placebos.Run], _ time: [Placebos.Run]
  ) -> EffectReport.Total {
    let totals = noise.totals(
      before: run.before, predicted: panel.after.map { fit.predicted[$0] },
      actual: panel.after.map { panel.treated[$0] }, scale: scale, level: Self.level)
    let actual = months.reduce(0) { $0 + $1.actual }
    let counterfactual = months.reduce(0) { $0 + $1.counterfactual }
    let limit = UsefulBound(panel.treated, months: months.count)
    let isUseful = totals.low.map { actual - $0 <= limit.most } ?? true
    return EffectReport.Total(
      actual: actual, counterfactual: counterfactual, effect: actual - counterfactual,
      change: counterfactual > 0 ? (actual - counterfactual) / counterfactual : nil,
      low: isUseful ? totals.low : nil, high: totals.high,
      noUsefulBound: isUseful ? nil : limit.reason,
      probabilityBelowZero: totals.probabilityBelowZero,
      placeboP: space.isEmpty ? nil : Placebos.rank(run.ratio, among: space.map(\.ratio)),
      placeboPInTime: time.isEmpty ? nil : Placebos.rank(run.ratio, among: time.map(\.ratio)))
  }

  private func weights(_ fit: EffectFit) -> [EffectReport.Weight] {
    if let weights = fit.weights {
      return zip(panel.donors, weights).map { .init(donor: $0.label, weight: $1) }
        .filter { abs($0.weight) > 5e-4 }.sorted { abs($0.weight) > abs($1.weight) }
    }
    return (fit.covariates ?? []).enumerated().map { at, index in
      .init(
        donor: panel.donors[index].label, weight: fit.parameters["coefficient\(at + 1)"] ?? 0)
    }
  }

  private func path(
    _ fit: EffectFit, _ bands: [(low: Double, high: Double)]?
  ) -> [EffectReport.PathPoint] {
    panel.months.indices.map { month in
      let at = panel.after.firstIndex(of: month)
      let predicted = fit.predicted[month]
      return EffectReport.PathPoint(
        month: panel.months[month], actual: panel.treated[month],
        counterfactual: predicted.isFinite ? scale.count(predicted) : nil,
        low: at.flatMap { at in bands.map { scale.count($0[at].low) } },
        high: at.flatMap { at in bands.map { scale.count($0[at].high) } })
    }
  }

  /// The effects without each donor that the estimate rests on.
  private func leaveOneOut(_ fit: EffectFit) -> [EffectReport.LeftOutDonor] {
    guard panel.donors.count > 1 else { return [] }
    let rests = panel.donors.indices.filter { index in
      fit.weights.map { abs($0[index]) > 0.01 } ?? (fit.covariates?.contains(index) ?? false)
    }
    return rests.compactMap { index in
      var other = subject
      other.donors.remove(at: index)
      guard let fit = try? method.forPlacebos.estimate(other) else { return nil }
      return .init(
        donor: panel.donors[index].label,
        effects: panel.after.map { panel.treated[$0] - scale.count(fit.predicted[$0]) })
    }
  }
}
