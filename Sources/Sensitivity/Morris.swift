import Sampling

/// Elementary effects: how much a result moves when one input moves and the others stay, from many places.
///
/// Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991); μ* by
/// Campolongo, Cariboni and Saltelli, "An effective screening design for sensitivity analysis of large models",
/// Environmental Modelling & Software 22 (2007).
package struct ElementaryEffects: Sendable {
  /// One input's effects, in the result's unit for the whole range of the input.
  package struct Effect: Codable, Equatable, Sendable {
    package var input: String
    /// Mean effect; effects of both signs cancel.
    package var mean: Double
    /// Mean size of the effects (μ*), with an interval of 95 % by bootstrap over the trajectories.
    package var size, sizeLow, sizeHigh: Double
    /// Standard deviation: large where the effect depends on the other inputs or on where the input is.
    package var spread: Double
  }

  /// In the order of the inputs.
  package let effects: [Effect]

  /// - Parameter results: one for each point of the design, in its order.
  /// - Returns: `nil` when some result is not finite.
  package init?(_ design: MorrisDesign, results: [Double], resamples: Int = 1000) {
    guard results.count == design.count, results.allSatisfy(\.isFinite) else { return nil }
    let found = design.effects(results)
    effects = design.inputs.indices.map { input in
      let values = found[input]
      let n = Double(values.count)
      let mean = values.reduce(0, +) / n
      let sizes = values.map(abs)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)
      let draws = (0..<max(2, resamples)).map { resample in
        values.indices.reduce(0) { sum, index in
          let unit = design.random.unit(index, resample, MorrisDesign.bootstrap)
          return sum + sizes[Int(unit * n)]
        } / n
      }
      let (low, high) = Quantiles.middle95(draws)
      return Effect(
        input: design.inputs[input], mean: mean, size: sizes.reduce(0, +) / n, sizeLow: low,
        sizeHigh: high, spread: variance.squareRoot())
    }
  }
}

/// Trajectories through a grid of levels: each begins somewhere and moves one input after the other.
package struct MorrisDesign: Sendable {
  package let inputs: [String]
  package let trajectories: Int
  let random: CounterRandom
  /// Levels of each input, and by how many of them a step moves. With an even number of levels and a step of
  /// half of them every level is as likely (Morris 1991, section 3).
  private static let levels = 4
  private static let step = 2

  private static let start: UInt32 = 1
  private static let order: UInt32 = 2
  fileprivate static let bootstrap: UInt32 = 1 << 20

  /// - Parameters:
  ///   - inputs: their names, at least one.
  ///   - trajectories: at least 2.
  package init(inputs: [String], trajectories: Int, seed: UInt64) {
    self.inputs = inputs
    self.trajectories = max(2, trajectories)
    random = CounterRandom(seed: seed)
  }

  /// Points of a trajectory.
  package var width: Int { inputs.count + 1 }
  /// Points in all.
  package var count: Int { trajectories * width }

  /// The trajectory of a point.
  package func row(of point: Int) -> Int { point / width }

  /// A point, by its number from 0: for each input a number from 0 to 1.
  package func point(_ number: Int) -> [Double] {
    let (trajectory, moved) = number.quotientAndRemainder(dividingBy: width)
    var point = inputs.indices.map { begin(trajectory, $0) }
    for input in order(trajectory).prefix(moved) { point[input] = end(point[input]) }
    return point
  }

  /// The level that an input begins at: any.
  private func begin(_ trajectory: Int, _ input: Int) -> Double {
    let unit = random.unit(trajectory, input, MorrisDesign.start)
    return Double(Int(unit * Double(MorrisDesign.levels))) / Double(MorrisDesign.levels - 1)
  }

  /// Where a step leads: up from the lower half of the levels, down from the upper.
  private func end(_ level: Double) -> Double {
    let step = Double(MorrisDesign.step) / Double(MorrisDesign.levels - 1)
    return level < 0.5 ? level + step : level - step
  }

  /// The order in which a trajectory moves the inputs.
  private func order(_ trajectory: Int) -> [Int] {
    var order = Array(inputs.indices)
    for last in order.indices.dropFirst().reversed() {
      let unit = random.unit(trajectory, last, MorrisDesign.order)
      order.swapAt(last, Int(unit * Double(last + 1)))
    }
    return order
  }

  /// Effects by input, one for each trajectory.
  fileprivate func effects(_ results: [Double]) -> [[Double]] {
    var effects = inputs.map { _ in [Double]() }
    for trajectory in 0..<trajectories {
      let first = trajectory * width
      for (step, input) in order(trajectory).enumerated() {
        let (before, after) = (point(first + step)[input], point(first + step + 1)[input])
        effects[input].append(
          (results[first + step + 1] - results[first + step]) / (after - before))
      }
    }
    return effects
  }
}
