import Estimation
import Foundation

/// Finds the parameters of an exponential smoothing model: starting states from the first years, then
/// descent along the gradient of the likelihood.
struct SmoothingFit {
  private let form: SmoothingForm
  private let period: Int
  /// The series near one, and how it came there: value = scaled * scale + shift.
  private let scaled: [Double]
  private let shift: Double
  private let scale: Double

  /// Bounds of α and φ, those of R's forecast package.
  private static let alphaRange = (1e-4, 0.9999)
  private static let phiRange = (0.8, 0.98)

  /// Where a search begins: the likelihood has more than one top, smooth ones and some at which the level
  /// or the trend follows the series.
  struct Start {
    var alpha: Double
    /// β/α and γ/(1 − α).
    var share: Double
    var phi = 0.95
  }

  static func starts(_ form: SmoothingForm) -> [Start] {
    form.season == .none
      ? [
        Start(alpha: 0.2, share: 0.1), Start(alpha: 0.8, share: 0.3, phi: 0.85),
        Start(alpha: 0.99, share: 0.01),
      ]
      : [
        Start(alpha: 0.05, share: 0.05), Start(alpha: 0.3, share: 0.1),
        Start(alpha: 0.9, share: 0.02),
      ]
  }

  init(_ values: [Double], form: SmoothingForm, period: Int) {
    self.form = form
    self.period = form.season == .none ? 1 : period
    let mean = values.reduce(0, +) / Double(values.count)
    if form.isMultiplicative {
      shift = 0
      scale = mean
    } else {
      shift = mean
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(values.count)).squareRoot()
      scale = deviation > 0 ? deviation : 1
    }
    let (shift, scale) = (shift, scale)
    scaled = values.map { ($0 - shift) / scale }
  }

  /// - Returns: the parameters on the scale of the series, and the value of the likelihood's function.
  func fit(
    from first: Start
  ) -> (parameters: SmoothingModel.Parameters, value: Double)? {
    let states = firstStates()
    var start = [first.alpha]
    var lower = [Self.alphaRange.0]
    var upper = [Self.alphaRange.1]
    func add(_ value: Double, _ low: Double, _ high: Double) {
      start.append(min(high, max(low, value)))
      lower.append(low)
      upper.append(high)
    }
    if form.trend != .none { add(first.share, 1e-4, 0.9999) }
    if form.season != .none { add(first.share, 1e-4, 0.9999) }
    if form.trend == .damped { add(first.phi, Self.phiRange.0, Self.phiRange.1) }
    add(states.level, form.isMultiplicative ? 1e-6 : -1e3, 1e3)
    if form.trend != .none { add(states.slope, -1e2, 1e2) }
    for part in states.season.dropLast() {
      add(part, form.season == .multiplicative ? 1e-4 : -1e3, 1e3)
    }
    let size = SmoothingLikelihood.scratchSize(scaled.count, period: period)
    let found = withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { scratch in
      scaled.withUnsafeBufferPointer { values in
        let likelihood = SmoothingLikelihood(
          form: form, period: period, values: values, scratch: scratch)
        return Minimum.descend(
          start: start, lower: lower, upper: upper, tolerance: 1e-9,
          { point, gradient in likelihood(point, gradient) })
      }
    }
    return found.map { (parameters($0.point), $0.value) }
  }

  private func parameters(_ point: [Double]) -> SmoothingModel.Parameters {
    var next = point.makeIterator()
    func take() -> Double { next.next() ?? 0 }
    let alpha = take()
    let beta = form.trend == .none ? 0 : alpha * take()
    let gamma = form.season == .none ? 0 : (1 - alpha) * take()
    let phi = form.trend == .damped ? take() : 1
    let level = take() * scale + shift
    let slope = form.trend == .none ? 0 : take() * scale
    var season: [Double] = []
    if form.season != .none {
      let factor = form.season == .additive ? scale : 1
      season = (1..<period).map { _ in take() * factor }
      season.append((form.season == .additive ? 0 : Double(period)) - season.reduce(0, +))
    }
    return SmoothingModel.Parameters(
      alpha: alpha, beta: beta, gamma: gamma, phi: phi, level: level, slope: slope,
      season: season)
  }

  private struct States {
    var level: Double
    var slope = 0.0
    var season: [Double] = []
  }

  /// The season as each month's mean off the line through all, then the line through the first values
  /// without it.
  private func firstStates() -> States {
    var season: [Double] = []
    var rest = scaled
    if form.season != .none {
      let (start, slope) = Self.line(scaled[...])
      let multiplied = form.season == .multiplicative
      var sums = [Double](repeating: 0, count: period)
      var counts = [Double](repeating: 0, count: period)
      for (index, value) in scaled.enumerated() {
        let middle = start + slope * Double(index)
        sums[index % period] += multiplied ? value / max(middle, 0.05) : value - middle
        counts[index % period] += 1
      }
      season = zip(sums, counts).map { $0 / max(1, $1) }
      if multiplied {
        season = season.map { max($0, 0.01) }
        let sum = season.reduce(0, +)
        season = season.map { $0 * Double(period) / sum }
      } else {
        let mean = season.reduce(0, +) / Double(period)
        season = season.map { $0 - mean }
      }
      for index in rest.indices {
        let part = season[index % period]
        rest[index] = multiplied ? rest[index] / part : rest[index] - part
      }
    }
    let first = rest.prefix(max(10, 2 * period))
    guard form.trend != .none else {
      return States(level: first.reduce(0, +) / Double(first.count), season: season)
    }
    let (start, slope) = Self.line(first)
    let level = form.isMultiplicative ? max(start - slope, 0.01) : start - slope
    return States(level: level, slope: slope, season: season)
  }

  /// The least-squares line through values: its first value and its slope.
  static func line(_ values: ArraySlice<Double>) -> (start: Double, slope: Double) {
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let mean = values.reduce(0, +) / count
    var across = 0.0
    var along = 0.0
    for (index, value) in values.enumerated() {
      across += (Double(index) - middle) * (value - mean)
      along += (Double(index) - middle) * (Double(index) - middle)
    }
    let slope = along > 0 ? across / along : 0
    return (mean - slope * middle, slope)
  }
}
