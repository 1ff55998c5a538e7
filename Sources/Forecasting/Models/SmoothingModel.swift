import Estimation
import Foundation

/// Exponential smoothing in innovations state-space form, fitted by maximum likelihood.
///
/// Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing", Springer 2008;
/// docs/outlook-models.md has the equations.
package struct SmoothingModel: Hashable, Sendable {
  /// Smoothing parameters and the states before the first month.
  package struct Parameters: Hashable, Sendable {
    /// Smoothing of the level, 0 to 1; of the trend, 0 to α; of the season, 0 to 1 − α.
    package var alpha: Double
    package var beta: Double
    package var gamma: Double
    /// Damping of the trend, 0.8 to 0.98; 1 for none.
    package var phi: Double
    package var level: Double
    package var slope: Double
    /// By month, the first is that of the first value; they sum to zero, or to the period when they
    /// multiply.
    package var season: [Double]

    package init(
      alpha: Double, beta: Double = 0, gamma: Double = 0, phi: Double = 1, level: Double,
      slope: Double = 0, season: [Double] = []
    ) {
      self.alpha = alpha
      self.beta = beta
      self.gamma = gamma
      self.phi = phi
      self.level = level
      self.slope = slope
      self.season = season
    }
  }

  package let form: SmoothingForm
  /// Months of the season.
  package let period: Int
  package let parameters: Parameters
  /// Logarithm of the likelihood, with the variance concentrated out.
  package let logLikelihood: Double
  /// Akaike's criterion corrected for short series (Hurvich and Tsai 1989).
  package let aicc: Double
  /// Variance of the errors, relative ones for multiplicative errors: their squares over the number of
  /// values less that of parameters.
  package let variance: Double
  /// States after the last month; the season's begin with the month to come.
  package let level: Double
  package let slope: Double
  package let season: [Double]

  package var alpha: Double { parameters.alpha }
  package var beta: Double { parameters.beta }
  package var phi: Double { parameters.phi }

  /// Fits the parameters; `nil` when the series is too short for them (the corrected criterion needs
  /// two values more than parameters), when a multiplicative form meets a number that is not positive,
  /// or when a number is not finite.
  ///
  /// - Parameter values: on the scale of the model.
  package init?(_ values: [Double], form: SmoothingForm, period: Int = 12) {
    guard values.count > form.parameterCount(period: period) + 1, Self.suits(values, form),
      form.season == .none || values.count > period
    else { return nil }
    var best: (parameters: Parameters, value: Double)?
    let fit = SmoothingFit(values, form: form, period: period)
    for start in SmoothingFit.starts(form) {
      if let found = fit.fit(from: start), found.value < best?.value ?? .infinity {
        best = found
      }
    }
    guard let best else { return nil }
    self.init(values, form: form, period: period, parameters: best.parameters)
  }

  private static func suits(_ values: [Double], _ form: SmoothingForm) -> Bool {
    values.allSatisfy { $0.isFinite && (!form.isMultiplicative || $0 > 0) }
  }

  /// The model with given parameters, for the likelihood and the forecasts they have.
  package init?(
    _ values: [Double], form: SmoothingForm, period: Int = 12, parameters: Parameters
  ) {
    let number = form.parameterCount(period: period)
    guard values.count > number + 1, Self.suits(values, form),
      form.season == .none || parameters.season.count == period
    else { return nil }
    self.form = form
    self.period = period
    self.parameters = parameters
    let end = Self.run(values, form, parameters, period)
    let count = Double(values.count)
    let squares = max(end.squares, count * 1e-12)
    (level, slope, season) = (end.level, end.slope, end.season)
    variance = squares / (count - Double(number))
    logLikelihood = -count / 2 * (log(2 * Double.pi * squares / count) + 1) - end.logarithms
    let k = Double(number)
    aicc = -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / (count - k - 1)
    guard logLikelihood.isFinite, level.isFinite, slope.isFinite, season.allSatisfy(\.isFinite)
    else { return nil }
  }

  private struct End {
    var squares = 0.0
    var logarithms = 0.0
    var level: Double
    var slope: Double
    var season: [Double]
  }

  /// The recursion on the series as it is, to the last states.
  private static func run(
    _ values: [Double], _ form: SmoothingForm, _ parameters: Parameters, _ period: Int
  ) -> End {
    let multiplied = form.season == .multiplicative
    var end = End(level: parameters.level, slope: parameters.slope, season: parameters.season)
    var month = 0
    for value in values {
      let part = form.season == .none ? (multiplied ? 1 : 0) : end.season[month]
      let base = end.level + parameters.phi * end.slope
      let forecast = multiplied ? base * part : base + part
      let miss = value - forecast
      let share = multiplied ? miss / part : miss
      end.level = base + parameters.alpha * share
      end.slope = parameters.phi * end.slope + parameters.beta * share
      if form.season != .none {
        end.season[month] = part + parameters.gamma * (multiplied ? miss / base : miss)
      }
      if form.errors == .multiplicative {
        end.squares += miss / forecast * miss / forecast
        end.logarithms += log(abs(forecast))
      } else {
        end.squares += miss * miss
      }
      month = (month + 1) % period
    }
    if form.season != .none {
      end.season = Array(end.season[month...] + end.season[..<month])
    }
    return end
  }
}

extension SmoothingModel {
  /// Mean and variance of a month ahead.
  ///
  /// Exact for additive errors (Hyndman et al. 2008, table 6.1) and for multiplicative ones with a level
  /// and season that add (section 6.4.2); with a multiplicative season exact up to a period ahead, as
  /// the season's states that are used are then known. Beyond that the uncertainty of the season is
  /// left out.
  ///
  /// - Parameter horizon: 1 or more.
  package func ahead(_ horizon: Int) -> (mean: Double, variance: Double) {
    var weights = [Double](repeating: 0, count: horizon)
    var bases: [Double] = []
    var damped = 0.0
    var power = 1.0
    bases.reserveCapacity(horizon)
    for step in 1...horizon {
      power *= parameters.phi
      damped += power
      bases.append(level + (form.trend == .none ? 0 : slope * damped))
      let repeats = form.season == .additive && step.isMultiple(of: period)
      weights[step - 1] = alpha + beta * damped + (repeats ? parameters.gamma : 0)
    }
    let part = season.isEmpty ? 0 : season[(horizon - 1) % period]
    guard form.errors == .multiplicative else {
      let sum = weights.dropLast().reduce(1) { $0 + $1 * $1 }
      return (bases[horizon - 1] + part, variance * sum)
    }
    let multiplied = form.season == .multiplicative
    let means = bases.indices.map { step in
      bases[step] + (form.season == .additive ? season[step % period] : 0)
    }
    // Second moments of the forecasts, θ_h = μ_h² + σ² Σ c_j² θ_{h−j}.
    var moments: [Double] = []
    for step in 0..<horizon {
      var moment = means[step] * means[step]
      for back in 0..<step {
        moment += variance * weights[back] * weights[back] * moments[step - 1 - back]
      }
      moments.append(moment)
    }
    let mean = means[horizon - 1]
    let spread = max(0, (1 + variance) * moments[horizon - 1] - mean * mean)
    return multiplied ? (mean * part, spread * part * part) : (mean, spread)
  }

  /// The model of the lowest corrected criterion among forms; `nil` when the series is too short for
  /// each of them. A series that never changes has a level alone.
  package static func best(
    _ values: [Double], period: Int = 12, among forms: [SmoothingForm] = SmoothingForm.stable
  ) -> SmoothingModel? {
    let forms =
      UnitRoot.isConstant(values) ? [SmoothingForm(.additive, .none, .none)] : forms
    return forms.compactMap { SmoothingModel(values, form: $0, period: period) }
      .min { $0.aicc < $1.aicc }
  }
}
