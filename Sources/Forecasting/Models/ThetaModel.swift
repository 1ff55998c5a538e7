import Estimation
import Foundation

/// A theta model: simple exponential smoothing of the series with its line through time bent by θ.
///
/// Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000, in the form of
/// Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, International Journal of Forecasting 32, 2016.
/// docs/outlook-models.md has the equations.
package struct ThetaModel: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// θ is 2, and the line that of all values.
    case standard = "STM"
    /// θ is estimated.
    case optimised = "OTM"
    /// θ is 2, and the line that of the values up to each month.
    case dynamicStandard = "DSTM"
    case dynamicOptimised = "DOTM"

    var isDynamic: Bool { self == .dynamicStandard || self == .dynamicOptimised }
    var isOptimised: Bool { self == .optimised || self == .dynamicOptimised }
  }

  package let kind: Kind
  /// Smoothing of the level, 0.1 to 0.99.
  package let alpha: Double
  /// 1 or more: 1 follows the level alone, and the more the more of the line.
  package let theta: Double
  /// Level before the first month.
  package let firstLevel: Double
  /// Sum of the squared errors of one step, those of the first three months left out.
  package let squares: Double
  /// Variance of these errors about their mean.
  package let variance: Double
  private let last: State
  private let count: Int

  /// Errors of the first months that are not counted, as there is no line through them yet.
  static let skipped = 3
  private static let alphaRange = (0.1, 0.99)

  /// What goes on from month to month: smoothed level, mean of all values, and the line a + b t.
  struct State: Hashable, Sendable {
    var level: Double
    var mean: Double
    var start: Double
    var slope: Double

    /// Takes in the value of month `time`, counted from zero.
    mutating func take(_ value: Double, time: Double, alpha: Double, dynamic: Bool) {
      level = alpha * value + (1 - alpha) * level
      let before = mean
      mean = (time * mean + value) / (time + 1)
      guard dynamic else { return }
      slope = ((time - 1) * slope + 6 * (value - before) / (time + 1)) / (time + 2)
      start = mean - slope * (time + 2) / 2
    }

    /// What the line adds to the level for month `time`, before its weight 1 − 1/θ.
    func line(time: Double, alpha: Double) -> Double {
      let left = pow(1 - alpha, time)
      return start * left + slope * (1 - left * (1 - alpha)) / alpha
    }
  }

  /// Fits the model by least squares; `nil` for fewer than six values or one that is not finite.
  package init?(_ values: [Double], kind: Kind) {
    guard values.count >= 6, values.allSatisfy(\.isFinite) else { return nil }
    let grid = (0..<12).map { Self.alphaRange.0 + 0.89 / 11 * Double($0) }
    let losses = grid.map { Self.fit(values, kind, alpha: $0).squares }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    var alpha = grid[best]
    let found = Minimum.find(
      start: [alpha], lower: [grid[max(0, best - 1)]], upper: [grid[min(11, best + 1)]]
    ) { Self.fit(values, kind, alpha: $0[0]).squares }
    if let found, found.value < losses[best] { alpha = found.point[0] }
    let fit = Self.fit(values, kind, alpha: alpha)
    self.init(
      values, kind: kind, alpha: alpha, theta: 1 / (1 - fit.weight), firstLevel: fit.firstLevel)
  }

  /// The model with given parameters.
  package init?(_ values: [Double], kind: Kind, alpha: Double, theta: Double, firstLevel: Double) {
    guard values.count >= 6, values.allSatisfy(\.isFinite), alpha.isFinite, theta.isFinite,
      firstLevel.isFinite
    else { return nil }
    self.kind = kind
    self.alpha = alpha
    self.theta = theta
    self.firstLevel = firstLevel
    count = values.count
    var state = Self.first(values, kind, alpha: alpha, firstLevel: firstLevel)
    var errors: [Double] = []
    errors.reserveCapacity(values.count)
    for time in 1..<values.count {
      let line = (1 - 1 / theta) * state.line(time: Double(time), alpha: alpha)
      if time >= Self.skipped { errors.append(values[time] - state.level - line) }
      state.take(values[time], time: Double(time), alpha: alpha, dynamic: kind.isDynamic)
    }
    last = state
    squares = errors.reduce(0) { $0 + $1 * $1 }
    let mean = errors.reduce(0, +) / Double(errors.count)
    variance =
      errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(errors.count - 1)
    guard squares.isFinite, state.level.isFinite, state.slope.isFinite else { return nil }
  }

  /// The state after the first month.
  private static func first(
    _ values: [Double], _ kind: Kind, alpha: Double, firstLevel: Double
  ) -> State {
    var state = State(
      level: alpha * values[0] + (1 - alpha) * firstLevel, mean: values[0], start: values[0],
      slope: 0)
    if !kind.isDynamic {
      let line = SmoothingFit.line(values[...])
      (state.start, state.slope) = (line.start - line.slope, line.slope)
    }
    return state
  }

  /// The first level and the line's weight 1 − 1/θ that give the least squares for an α: errors are
  /// linear in both.
  private static func fit(
    _ values: [Double], _ kind: Kind, alpha: Double
  ) -> (firstLevel: Double, weight: Double, squares: Double) {
    var state = first(values, kind, alpha: alpha, firstLevel: 0)
    // Products of the error at zero, of the first level's factor and of the line's.
    var (ee, eu, ev, uu, uv, vv) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var left = 1.0
    for time in 1..<values.count {
      left *= 1 - alpha
      if time >= skipped {
        let error = values[time] - state.level
        let line = state.start * left + state.slope * (1 - left * (1 - alpha)) / alpha
        ee += error * error
        eu += error * left
        ev += error * line
        uu += left * left
        uv += left * line
        vv += line * line
      }
      state.take(values[time], time: Double(time), alpha: alpha, dynamic: kind.isDynamic)
    }
    var weight = 0.5
    let apart = vv - uv * uv / uu
    if kind.isOptimised, apart > 1e-12 * vv {
      // θ is finite: the most the line may weigh is a hair less than one.
      weight = min(1 - 1e-10, max(0, (ev - eu * uv / uu) / apart))
    }
    let firstLevel = (eu - weight * uv) / uu
    let squares =
      ee + firstLevel * firstLevel * uu + weight * weight * vv
      - 2 * (firstLevel * eu + weight * ev - firstLevel * weight * uv)
    return (firstLevel, weight, max(0, squares))
  }

  /// Means and variances of the months ahead.
  ///
  /// A forecast is linear in the errors to come, so that its variance is σ² times the sum of the squared
  /// effects of each on it. For a line that stays it is σ² (1 + (h − 1) α²).
  ///
  /// - Parameter months: 1 or more.
  package func ahead(_ months: Int) -> [(mean: Double, variance: Double)] {
    let means = path(from: last, shocked: nil, months: 0..<months)
    var sums = [Double](repeating: 0, count: months)
    let nothing = State(level: 0, mean: 0, start: 0, slope: 0)
    for first in 0..<months {
      let effects = path(from: nothing, shocked: first, months: first..<months)
      for (month, effect) in zip(first..<months, effects) { sums[month] += effect * effect }
    }
    return zip(means, sums).map { ($0, variance * $1) }
  }

  /// What months ahead bring from a state when each is as forecast; or, from nothing, what an error of
  /// one in the first of them does.
  private func path(from start: State, shocked: Int?, months: Range<Int>) -> [Double] {
    var state = start
    return months.map { month in
      let time = Double(count + month)
      let value =
        month == shocked
        ? 1 : state.level + (1 - 1 / theta) * state.line(time: time, alpha: alpha)
      state.take(value, time: time, alpha: alpha, dynamic: kind.isDynamic)
      return value
    }
  }

  /// The kind of the least squares, the first of equals; `nil` for fewer than six values.
  package static func best(_ values: [Double]) -> ThetaModel? {
    Kind.allCases.compactMap { ThetaModel(values, kind: $0) }.min { $0.squares < $1.squares }
  }
}
