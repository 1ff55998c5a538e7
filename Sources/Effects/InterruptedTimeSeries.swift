import Estimation
import Foundation
import Wording

/// Interrupted time series in structural form: the series' own level, wandering, and a few donors as
/// covariates; what would have been is its forecast from the months before, given the donors' months
/// after.
///
/// The approach of Brodersen, Gallusser, Koehler, Remy and Scott, "Inferring causal impact using Bayesian
/// structural time-series models", Annals of Applied Statistics 9, 2015, by maximum likelihood. Covariates
/// are taken in one by one while they lower Schwarz's criterion, three at most, and so are shifts of the
/// level at the first months of earlier policies that touch the series and not everybody (Box and Tiao, "Intervention
/// analysis", JASA 70, 1975): what they did is known, and is no noise of the series. Bands hold the
/// uncertainty of coefficients and of the scale (Student's t) and of the ratios of variances (a grid of
/// their logarithms from 10⁻⁴ to 10⁴, weighted by the marginal likelihood); that of the choice of
/// covariates they do not hold, the placebos do.
package struct InterruptedTimeSeries: EffectMethod {
  package static let identifier = "interrupted-time-series"
  package var id: String { Self.identifier }
  /// Its bands held the truth more often than in counts (docs/effect.md).
  package var usualScale: EffectScale { .log }
  package let name = Localized("Interrupted time series", "Serie temporal interrumpida")
  package var needsDonors: Bool { false }

  package let model: StructuralModel
  /// Covariates by position; `nil` to choose them.
  package let covariates: [Int]?
  static let mostCovariates = 3
  /// Months that a fit must hold on both sides of a shift.
  static let leastBesideStep = 3
  /// Logarithms to the base ten of the ratios tried.
  static let range = (low: -4.0, high: 4.0)

  package init() { self.init(StructuralModel()) }

  package init(_ model: StructuralModel, covariates: [Int]? = nil) {
    self.model = model
    self.covariates = covariates
  }

  package func estimate(_ subject: EffectCase) throws(EffectRefusal) -> EffectFit {
    let months = subject.treated.count
    let isFit = Set(subject.fit)
    let observed = (0..<months).map(isFit.contains)
    let steps = steps(subject)
    let columns =
      [subject.treated] + subject.donors
      + steps.map { step in
        (0..<months).map { $0 >= step ? 1.0 : 0 }
      }
    let target = model.stateCount
    let chosen =
      covariates
      ?? choose(
        columns, donors: subject.donors.count, observed: observed, fit: subject.fit)
    let regressors = chosen.map { target + 1 + $0 }
    guard let ratios = mostLikely(columns, regressors, observed: observed, fit: subject.fit) else {
      throw EffectRefusal(
        "there are too few months before for the series' own variances",
        "hay muy pocos meses previos para las varianzas de la serie")
    }
    let whitened = model.filter(columns, ratios: ratios, observed: observed)
    guard
      let fit = StructuralFit(
        whitened, target: target, covariates: regressors, states: model.stateCount,
        observed: subject.fit)
    else { throw EffectRefusal("the model has no solution", "el modelo no tiene solución") }
    let predicted = (0..<months).map { month in
      if isFit.contains(month) {
        let spread = whitened.variances[month].squareRoot()
        let row = (Array(0..<model.stateCount) + regressors).map {
          whitened.innovations[$0][month]
        }
        let explained = zip(row, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
        return subject.treated[month]
          - spread * (whitened.innovations[target][month] - explained)
      }
      return fit.prediction(
        whitened, value: subject.treated[month], target: target, covariates: regressors,
        month: month
      ).mean
    }
    let total = 1 + ratios.reduce(0, +)
    var parameters = [
      "log_likelihood": fit.logLikelihood, "variance_of_observation": fit.scale / total,
      "variance_of_level": fit.scale * ratios[0] / total,
    ]
    let shifts = chosen.filter { $0 >= subject.donors.count }.map {
      steps[$0 - subject.donors.count]
    }
    let coefficients = zip(chosen, fit.coefficients.dropFirst(model.stateCount))
    for (at, value) in coefficients.filter({ $0.0 < subject.donors.count }).map(\.1).enumerated() {
      parameters["coefficient\(at + 1)"] = value
    }
    for (at, value) in coefficients.filter({ $0.0 >= subject.donors.count }).map(\.1).enumerated() {
      parameters["shift\(at + 1)"] = value
    }
    return EffectFit(
      predicted: predicted, bands: bands(columns, regressors, observed, subject),
      parameters: parameters, covariates: chosen.filter { $0 < subject.donors.count },
      steps: shifts)
  }

  /// Where the level may have shifted, with enough months of the fit before and after.
  private func steps(_ subject: EffectCase) -> [Int] {
    Set(subject.steps).sorted().filter { step in
      subject.fit.count { $0 < step } >= Self.leastBesideStep
        && subject.fit.count { $0 >= step } >= Self.leastBesideStep
    }
  }

  // MARK: Variances

  private func fit(
    _ columns: [[Double]], _ regressors: [Int], ratios: [Double], observed: [Bool], fit: [Int]
  ) -> StructuralFit? {
    // Only what is asked about goes through the filter.
    let target = model.stateCount
    let needed = [columns[0]] + regressors.map { columns[$0 - target] }
    return StructuralFit(
      model.filter(needed, ratios: ratios, observed: observed), target: target,
      covariates: regressors.indices.map { target + 1 + $0 }, states: target, observed: fit)
  }

  private func mostLikely(
    _ columns: [[Double]], _ regressors: [Int], observed: [Bool], fit months: [Int]
  ) -> [Double]? {
    let count = model.ratioCount
    var best: (point: [Double], value: Double)?
    for start in [-2.0, 0, 2] {
      let found = Minimum.find(
        start: [Double](repeating: start, count: count),
        lower: [Double](repeating: -8, count: count), upper: [Double](repeating: 8, count: count)
      ) { point in
        -(fit(
          columns, regressors, ratios: point.map { pow(10, $0) }, observed: observed, fit: months)?
          .logLikelihood ?? -.infinity)
      }
      if let found, found.value < best?.value ?? .infinity { best = found }
    }
    guard let best, best.value < 1e299 else { return nil }
    return best.point.map { pow(10, $0) }
  }

  /// Ratios of variances to average over.
  private var grid: [[Double]] {
    let steps = [33, 11, 7][min(model.ratioCount, 3) - 1]
    let line = (0..<steps).map {
      pow(10, Self.range.low + (Self.range.high - Self.range.low) * Double($0) / Double(steps - 1))
    }
    var points: [[Double]] = [[]]
    for _ in 0..<model.ratioCount { points = points.flatMap { p in line.map { p + [$0] } } }
    return points
  }

  // MARK: Covariates

  private func choose(
    _ columns: [[Double]], donors: Int, observed: [Bool], fit: [Int]
  ) -> [Int] {
    let line = stride(from: -4.0, through: 4, by: 1).map { pow(10, $0) }
    let whitened = line.map { ratio in
      model.filter(
        columns, ratios: [ratio] + [Double](repeating: 1e-3, count: model.ratioCount - 1),
        observed: observed)
    }
    let target = model.stateCount
    func criterion(_ chosen: [Int]) -> Double {
      let best = whitened.compactMap {
        StructuralFit(
          $0, target: target, covariates: chosen.map { target + 1 + $0 }, states: target,
          observed: fit)?.logLikelihood
      }.max()
      return -2 * (best ?? -.infinity) + Double(chosen.count) * log(Double(fit.count))
    }
    var chosen: [Int] = []
    var value = criterion([])
    while true {
      let isFull = chosen.count { $0 < donors } >= Self.mostCovariates
      let next = (0..<(columns.count - 1))
        .filter { !chosen.contains($0) && !(isFull && $0 < donors) }
        .map { ($0, criterion(chosen + [$0])) }.min { $0.1 < $1.1 }
      guard let next, next.1 < value else { break }
      chosen.append(next.0)
      value = next.1
    }
    return chosen
  }

  // MARK: Bands

  private func bands(
    _ columns: [[Double]], _ regressors: [Int], _ observed: [Bool], _ subject: EffectCase
  ) -> [(low: Double, high: Double)] {
    let target = model.stateCount
    let own = regressors.indices.map { target + 1 + $0 }
    let needed = [columns[0]] + regressors.map { columns[$0 - target] }
    var mixtures = subject.after.map { _ in [Component]() }
    for ratios in grid {
      let whitened = model.filter(needed, ratios: ratios, observed: observed)
      guard
        let fit = StructuralFit(
          whitened, target: target, covariates: own, states: target, observed: subject.fit)
      else { continue }
      for (at, month) in subject.after.enumerated() {
        let ahead = fit.prediction(
          whitened, value: subject.treated[month], target: target, covariates: own, month: month)
        mixtures[at].append(
          Component(
            mean: ahead.mean, spread: ahead.variance.squareRoot(), degrees: fit.degrees,
            logWeight: fit.marginalLogLikelihood))
      }
    }
    return mixtures.map { (Component.quantile(0.025, $0), Component.quantile(0.975, $0)) }
  }

  /// One of the distributions that the bands mix.
  private struct Component {
    var mean: Double
    var spread: Double
    var degrees: Double
    var logWeight: Double

    static func quantile(_ level: Double, _ mixture: [Component]) -> Double {
      let top = mixture.map(\.logWeight).max() ?? 0
      let heavy = mixture.filter { $0.logWeight > top - 12 }
      let weights = heavy.map { exp($0.logWeight - top) }
      let total = weights.reduce(0, +)
      let low = heavy.map { $0.mean - 60 * $0.spread }.min() ?? 0
      let high = heavy.map { $0.mean + 60 * $0.spread }.max() ?? 0
      return Bisection.root(from: low, to: high, steps: 50) { value in
        zip(heavy, weights).reduce(-level) { sum, part in
          sum + part.1 / total
            * StudentT.cumulative(
              (value - part.0.mean) / max(part.0.spread, 1e-12), degrees: part.0.degrees)
        }
      }
    }
  }
}
