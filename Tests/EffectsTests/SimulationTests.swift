import Effects
import Foundation
import Periods
import TestSupport
import Testing

/// Panels whose truth is known.
struct EffectSimulationTests {
  /// Donors that follow two common factors, and a treated series that is a mean of some of them; every
  /// series has noise of its own. On the scale `levels`.
  static func panel(
    seed: UInt64, effect: Double, months: Int = 39, after: Int = 3, donors: Int = 12
  ) -> EffectCase {
    var random = SplitMix(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    var factors = [[Double]](repeating: [], count: 2)
    for index in 0..<2 {
      var level = 0.0
      for _ in 0..<months {
        level = 0.7 * level + random.normal()
        factors[index].append(level)
      }
    }
    func series(_ loads: [Double]) -> [Double] {
      (0..<months).map { month in
        50 + loads[0] * factors[0][month] + loads[1] * factors[1][month] + random.normal()
      }
    }
    let others = (0..<donors).map { _ in series([random.uniform() * 2, random.uniform() * 2]) }
    var treated = series([1, 1])
    for month in (months - after)..<months { treated[month] += effect }
    return EffectCase(
      treated: treated, donors: others, fit: Array(0..<(months - after)),
      after: Array((months - after)..<months), scale: .levels)
  }

  /// Intervals of 95 % that hold the truth: the count over panels must be likely under the rate, with a
  /// binomial's 99.9 % range of independent panels (one month each, so that they are).
  private func covered(
    _ seeds: ClosedRange<UInt64>, _ effect: Double, _ band: (EffectCase) throws -> (Double, Double)?
  ) rethrows -> Int {
    try seeds.count { seed in
      let subject = Self.panel(seed: seed, effect: effect, after: 1)
      guard let (low, high) = try band(subject) else { return false }
      let counterfactual = subject.treated[subject.after[0]] - effect
      return low <= counterfactual && counterfactual <= high
    }
  }

  /// Twenty-two donors treated in turn tell how far off the method is: with 22 gaps and the true one, the largest
  /// is passed once in 23.
  @Test func `intervals from placebos hold the truth`() throws {
    let count = try (1...UInt64(60)).count { seed in
      let subject = Self.panel(seed: seed, effect: 7, after: 1, donors: 22)
      let fit = try SyntheticControl().estimate(subject)
      let run = try #require(Placebos.Run(subject, fit))
      let placebos = Placebos(method: SyntheticControl(), subject: subject).inSpace()
      let noise = PlaceboNoise(donors: placebos.compactMap(\.self), dates: [])
      let reach = try #require(noise.reach(level: 0.05))
      return abs(run.gaps[0] - 7) <= reach * run.before
    }
    // Binomial(60, 0.95): 50 to 60 holds 99.9 %.
    #expect(count >= 50, "seeds 1 to 60: \(count)")
  }

  /// By hand: of 19 gaps 1 to 19 over an error of 1 the largest is that which one in twenty passes; of 18 none
  /// can be told.
  @Test func `too few placebos tell no interval`() throws {
    func noise(_ count: Int) throws -> PlaceboNoise {
      let runs = try (1...count).map { size in
        let subject = EffectCase(
          treated: [1, -1, Double(size)], donors: [], fit: [0, 1], after: [2], scale: .levels)
        return try #require(Placebos.Run(subject, EffectFit(predicted: [0, 0, 0])))
      }
      return PlaceboNoise(donors: runs, dates: [])
    }
    #expect(try noise(19).reach(level: 0.05) == 19)
    #expect(try noise(18).reach(level: 0.05) == nil)
    #expect(try noise(39).reach(level: 0.05) == 38)
  }

  /// Errors of the weights and of the month are each missed with half of 5 % at most, so that the two together hold
  /// 95 % at the least; and they are no band that holds everything: an effect of thirty times the noise lies outside.
  @Test func `prediction intervals hold the truth`() throws {
    func interval(_ subject: EffectCase) throws -> (low: Double, high: Double) {
      let fit = try SyntheticControl().estimate(subject)
      let reach = SyntheticPrediction(
        donors: subject.donors.map { donor in subject.fit.map { donor[$0] } },
        treated: subject.fit.map { subject.treated[$0] }, weights: try #require(fit.weights)
      ).reach(of: subject.donors.map { $0[subject.after[0]] })
      let middle = fit.predicted[subject.after[0]]
      return (middle - reach.down, middle + reach.up)
    }
    let count = try covered(1...20, 7) { try interval($0) }
    // Binomial(20, 0.95): 16 and more holds 99.7 %.
    #expect(count >= 16, "seeds 1 to 20: \(count)")
    let moved = Self.panel(seed: 5, effect: 30, after: 1)
    #expect(try interval(moved).high < moved.treated[moved.after[0]])
  }

  @Test func `bands of the time series hold the truth`() throws {
    let count = try covered(1...60, -7) { subject in
      let fit = try InterruptedTimeSeries().estimate(subject)
      return fit.bands.map { ($0[0].low, $0[0].high) }
    }
    // Binomial(60, 0.95): 50 to 60 holds 99.9 %. The choice of covariates is not in the bands.
    #expect(count >= 50, "seeds 1 to 60: \(count)")
  }

  /// An effect many times the noise is found: the mean error over panels is nothing beside it.
  @Test(arguments: [SyntheticControl() as any EffectMethod, AugmentedSyntheticControl()])
  func `an effect of known size is recovered`(method: any EffectMethod) throws {
    var errors: [Double] = []
    for seed in 1...UInt64(60) {
      let subject = Self.panel(seed: seed, effect: -12)
      let fit = try method.estimate(subject)
      errors += subject.after.map { subject.treated[$0] - fit.predicted[$0] + 12 }
    }
    let mean = errors.reduce(0, +) / Double(errors.count)
    // Noise of each month's gap is about 1.3; 60 panels are independent.
    #expect(abs(mean) < 4 * 1.4 / Double(60).squareRoot(), "mean error \(mean)")
  }

  /// Without an effect the rank of the treated series is as likely to be any: with 11 donors and 12 like
  /// series, p is uniform over 1/12 … 1.
  @Test func `placebo probabilities are uniform without an effect`() throws {
    let panels = 150
    var ranks: [Double] = []
    for seed in 1...UInt64(panels) {
      var subject = Self.panel(seed: 5000 + seed, effect: 0, donors: 12)
      // The treated series is one of the exchangeable ones.
      subject.treated = subject.donors.removeLast()
      let fit = try SyntheticControl().estimate(subject)
      let own = try #require(Placebos.Run(subject, fit))
      let others = Placebos(method: SyntheticControl(), subject: subject).inSpace()
      ranks.append(Placebos.rank(own.ratio, among: others.compactMap { $0?.ratio }))
    }
    #expect(ranks.allSatisfy { $0 >= 1 / 12 - 1e-12 && $0 <= 1 })
    // Each third holds a third: standard deviation of the count √(150 · ⅓ · ⅔) = 5.8; four of them.
    for third in 0..<3 {
      let count = ranks.count {
        $0 > Double(third) / 3 + 1e-9 && $0 <= Double(third + 1) / 3 + 1e-9
      }
      #expect(abs(Double(count) - 50) < 4 * 5.8, "seeds 5001 to 5150, third \(third): \(count)")
    }
  }

  /// A step on a level that stands still: the estimate is the mean of the months before, by closed form.
  @Test func `difference in differences is the closed form`() throws {
    let treated: [Double] = [5, 7, 6, 6, 5, 7, 6, 6, 5, 7, 6, 6, 20]
    let donor: [Double] = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 4]
    let subject = EffectCase(
      treated: treated, donors: [donor], fit: Array(0..<12), after: [12], scale: .levels)
    let fit = try DifferenceInDifferences().estimate(subject)
    // Mean distance (72 − 18) / 12 = 4.5; 4 + 4.5.
    #expect(abs(fit.predicted[12] - 8.5) < 1e-12)
  }

  @Test func `series that drift apart are refused`() {
    let months = 24
    let subject = EffectCase(
      treated: (0..<months).map { 10 + 2 * Double($0) + Double($0 % 3) },
      donors: [(0..<months).map { 10 + Double($0 % 2) }], fit: Array(0..<21),
      after: Array(21..<months), scale: .levels)
    #expect(throws: EffectRefusal.self) { try DifferenceInDifferences().estimate(subject) }
  }

  /// A constant level with noise: the forecast tends to the mean and its variance to the closed form
  /// σ² (1 + 1/n) of a new value, when the level does not move.
  @Test func `a level that stands still is forecast by its mean`() throws {
    let values: [Double] = [4, 6, 5, 5, 4, 6, 5, 5, 4, 6, 5, 5, 9]
    let observed = values.indices.map { $0 < 12 }
    let model = StructuralModel()
    let whitened = model.filter([values], ratios: [1e-9], observed: observed)
    let fit = try #require(
      StructuralFit(whitened, target: 1, covariates: [], states: 1, observed: Array(0..<12)))
    let ahead = fit.prediction(whitened, value: 9, target: 1, covariates: [], month: 12)
    // Mean 5, sum of squares 6 over 11 degrees of freedom.
    #expect(abs(ahead.mean - 5) < 1e-6)
    #expect(abs(ahead.variance - 6.0 / 11 * (1 + 1.0 / 12)) < 1e-6)
  }

  /// A straight line and a season of twelve months without noise are forecast exactly.
  @Test func `slope and season go on`() throws {
    let season: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    let values = (0..<40).map { 2 * Double($0) + season[$0 % 12] }
    let subject = EffectCase(
      treated: values, donors: [], fit: Array(0..<37), after: [37, 38, 39], scale: .levels)
    let fit = try InterruptedTimeSeries(StructuralModel([.slope, .season])).estimate(subject)
    for month in subject.after { #expect(abs(fit.predicted[month] - values[month]) < 1e-4) }
  }
}
