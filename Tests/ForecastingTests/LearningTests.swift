import Estimation
import Forecasting
import Foundation
import Periods
import Record
import Testing

struct LearningTests {
  /// The numbers of `Benchmarks/bernstein-aggregation.py`, which is written from the papers.
  @Test(arguments: [
    (1, [0.519810481688, 0.317904123319, 0.162285394993]),
    (20, [0.836697327856, 0.150010832115, 0.013291840028]),
    (40, [0.830568227046, 0.098881364503, 0.070550408451]),
  ])
  func `weights are those of the reference`(rounds: Int, expected: [Double]) {
    var aggregation = BernsteinAggregation(experts: 3)
    for round in 0..<rounds {
      let t = Double(round)
      aggregation.learn([-0.1 + 0.05 * sin(t), 0.1 * cos(2 * t), round < 20 ? 0.2 : -0.3])
    }
    for (weight, wanted) in zip(aggregation.weights, expected) {
      #expect(abs(weight - wanted) < 1e-10)
    }
  }

  /// An expert that always loses keeps the floor, 2 % over three, and the weights are one together.
  @Test func `no expert is lost for good`() {
    var aggregation = BernsteinAggregation(experts: 3)
    for _ in 0..<500 { aggregation.learn([-0.5, 0, 0.5]) }
    #expect(aggregation.weights[2] >= 0.02 / 3)
    #expect(abs(aggregation.weights.reduce(0, +) - 1) < 1e-12)
  }

  /// Bands that hold too little widen until they hold what they say: of a standard normal distribution a band
  /// at ±0.9 must become one at ±1.2816, its printed 90 % point, and one at ±3 must come down to ±1.96.
  @Test func `bands come to hold what they say`() {
    var bands = BandCalibration()
    let quantiles = [7.0, 9.1, 10, 10.9, 13]
    func passed(_ values: [Double]) -> [Double] {
      values.enumerated().map { index, value in
        let distance = abs(value - 10) / 2.0.squareRoot()
        return index == 2 ? 0.5 : 0.5 * erfc(distance)
      }
    }
    for _ in 0..<3000 { bands.learn(passed: passed(bands.adjusted(quantiles))) }
    let adjusted = bands.adjusted(quantiles)
    for (value, wanted) in zip(adjusted, [8.04, 8.7184, 10, 11.2816, 11.96]) {
      #expect(abs(value - wanted) < 0.01)
    }
  }

  /// A hundred months of thirty series that are drawn back to their mean by half each month: six months ahead
  /// the expert that is drawn to the mean must come to outweigh the last value by far.
  @Test func `what did well has weight, and what comes later is not seen`() throws {
    let start = try #require(Day("2010-01-01"))
    var state: UInt64 = 7
    func noise() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31) - 0.5
    }
    let series = (0..<30).map { _ -> [Double] in
      var level = 0.0
      return (0..<100).map { _ in
        level = 0.5 * level + 2 * noise()
        return (1000 * exp(level)).rounded()
      }
    }
    let months = (0..<100).map { Period.month(of: start.adding(months: $0)) }
    func known(_ count: Int, of all: [[Double]]) -> [MonthlySeries] {
      all.map {
        MonthlySeries(name: "", months: Array(months[..<count]), values: Array($0[..<count]))
      }
    }
    let days = (20..<100).map { start.adding(months: $0) }
    let history = try LearnedHistory.learn(
      on: days, known: (20..<100).map { known($0, of: series) })
    let middle = try #require(history.steps.last).weights[5][2]
    let damped = try #require(Learned.experts.firstIndex { $0.name == "damped" })
    let last = try #require(Learned.experts.firstIndex { $0.name == "persistence" })
    #expect(middle[damped] > 2 * middle[last])
    // The last ten months otherwise: what was learned before them stays as it was.
    let changed = series.map { $0[..<90] + $0[90...].map { $0 * 9 } }.map(Array.init)
    let other = try LearnedHistory.learn(on: days, known: (20..<100).map { known($0, of: changed) })
    #expect(history.steps.prefix(70) == other.steps.prefix(70))
    #expect(history.steps.last != other.steps.last)
    // A day before the first step has learned nothing, and one between two steps has the earlier.
    #expect(history.step(asOf: days[0].adding(days: -1)) == nil)
    #expect(history.step(asOf: days[5].adding(days: 20)) == history.steps[5])
  }
}
