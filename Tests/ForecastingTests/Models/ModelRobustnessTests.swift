import Estimation
import Forecasting
import Foundation
import Testing

/// Series of which little can be learnt, and some of which much can.
struct ModelRobustnessTests {
  static let scales = [ModelScale.raw, .log, ModelScale(power: 0.2)]

  static let methods: [any SeriesMethod] = scales.flatMap { scale in
    [
      ExponentialSmoothing(scale: scale) as any SeriesMethod, Theta(scale: scale),
      ARIMA(scale: scale),
    ]
  }

  /// By a fixed congruential generator, so that the series is the same everywhere.
  static func noise(_ count: Int) -> [Double] {
    var state: UInt64 = 20_231_005
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(UInt64(1) << 31) - 0.5
    }
  }

  static let cases: [(name: String, values: [Double])] = [
    ("zeros", Array(repeating: 0, count: 40)),
    ("a constant", Array(repeating: 7, count: 40)),
    (
      "one value among zeros",
      Array(repeating: 0, count: 30) + [900] + Array(repeating: 0, count: 9)
    ),
    ("huge values", noise(40).map { 1e12 * (1 + $0) }),
    ("from one to a million", (0..<40).map { pow(10, 6 * Double($0) / 39) }),
    (
      "a fall by four fifths",
      noise(40).enumerated().map { ($0 < 30 ? 1000 : 200) * (1 + 0.1 * $1) }
    ),
    ("a straight line", (0..<40).map { 10 + 3 * Double($0) }),
    ("a season without noise", (0..<60).map { Double($0 % 12) + 5 }),
    ("alternating", (0..<40).map { $0.isMultiple(of: 2) ? 10 : 0 }),
    ("eight values", [3, 1, 4, 1, 5, 9, 2, 6]),
  ]

  @Test(arguments: cases.map(\.name))
  func `bands are finite, in order and never below zero`(name: String) throws {
    let values = try #require(Self.cases.first { $0.name == name }).values
    for method in Self.methods {
      guard let forecast = method.forecast(values, months: 12) else {
        #expect(values.count < 10, "\(method.name) refuses \(name)")
        continue
      }
      #expect(forecast.quantiles.count == 12)
      for row in forecast.quantiles {
        #expect(
          row == row.sorted() && row.allSatisfy { $0 >= 0 && $0.isFinite },
          "\(method.name) \(name) \(row)")
      }
    }
  }

  /// A series that never changed is forecast to stay as it is.
  @Test(arguments: [0.0, 7, 1e9])
  func `a constant goes on`(level: Double) throws {
    for method in Self.methods {
      let forecast = try #require(
        method.forecast(Array(repeating: level, count: 40), months: 6))
      for row in forecast.quantiles { #expect(near(row[2], level, within: 1e-3), "\(method.name)") }
    }
  }

  @Test func `too few values are refused`() {
    for method in Self.methods {
      for count in 0..<3 {
        #expect(method.forecast(Array(repeating: 5, count: count), months: 3) == nil)
      }
    }
  }

  @Test func `a number that is none is refused`() {
    let values = Array(repeating: 5.0, count: 20) + [.nan] + Array(repeating: 6.0, count: 20)
    #expect(SmoothingModel.best(values) == nil)
    #expect(ThetaModel.best(values) == nil)
    #expect(ARIMAModel.best(values) == nil)
  }

  /// By the construction of the series: a season of ±30 % with errors of a few percent.
  @Test func `a season is found and goes on`() throws {
    let season = (0..<12).map { 1 + 0.3 * sin(2 * Double.pi * Double($0) / 12) }
    let values = zip(0..<96, Self.noise(96)).map { 1000 * season[$0 % 12] * (1 + 0.06 * $1) }
    for method in Self.methods {
      let forecast = try #require(method.forecast(values, months: 12))
      for (month, row) in forecast.quantiles.enumerated() {
        #expect(
          near(row[2], 1000 * season[month], within: 0.08), "\(method.name) \(month) \(row[2])")
      }
    }
  }

  /// On the usual scale a fall by four fifths does not make the bands explode: four months after it, half
  /// a year ahead, the upper end stays below twice what the series was before.
  @Test func `a fall by four fifths does not make the bands explode`() throws {
    let values = zip(0..<40, Self.noise(40)).map { ($0 < 36 ? 1000 : 200) * (1 + 0.1 * $1) }
    for method in [ExponentialSmoothing() as any SeriesMethod, Theta(), ARIMA()] {
      let forecast = try #require(method.forecast(values, months: 6))
      #expect(forecast.quantiles[5][4] < 2000, "\(method.name) \(forecast.quantiles[5])")
      #expect((100...500).contains(forecast.quantiles[0][2]), "\(method.name)")
    }
  }

  /// On a line of slope b the forecasts of the standard theta method rise by b/2 (Hyndman and Billah,
  /// International Journal of Forecasting 19, 2003).
  @Test func `theta follows half the trend`() throws {
    let model = try #require(ThetaModel((0..<24).map { 0.1 * Double($0) }, kind: .standard))
    let ahead = model.ahead(2)
    #expect(abs(ahead[1].mean - ahead[0].mean - 0.05) < 0.001)
  }

  /// Closed forms: theta with a line that stays has σ² (1 + (h − 1) α²); a random walk has h σ²; an
  /// AR(1) has σ² (1 − φ²ʰ) / (1 − φ²).
  @Test func `variances ahead follow their closed forms`() throws {
    let walk = zip(0..<60, Self.noise(60)).map { 100 + Double($0) * 0.1 + 10 * $1 }
    let theta = try #require(ThetaModel(walk, kind: .standard))
    let steps = theta.ahead(6)
    #expect(
      near(steps[5].variance, theta.variance * (1 + 5 * theta.alpha * theta.alpha), within: 1e-9))
    let none = try #require(ARIMAModel(walk, order: ARIMAOrder(0, 1, 0)))
    #expect(near(none.ahead(9)[8].variance, 9 * none.variance, within: 1e-9))
    let first = try #require(ARIMAModel(walk, order: ARIMAOrder(1, 0, 0, constant: true)))
    let phi = first.coefficients.ar[0]
    #expect(
      near(
        first.ahead(4)[3].variance,
        first.variance * (1 - pow(phi, 8)) / (1 - phi * phi), within: 1e-9))
  }

  /// The line of a walk with drift goes on by the mean of its changes.
  @Test func `a drift goes on by the mean change`() throws {
    let values = zip(0..<60, Self.noise(60)).map { 100 + 5 * Double($0) + $1 }
    let model = try #require(ARIMAModel(values, order: ARIMAOrder(0, 1, 0, constant: true)))
    let drift = (values[59] - values[0]) / 59
    #expect(near(model.constant, drift, within: 1e-9))
    #expect(near(model.ahead(3)[2].mean, values[59] + 3 * drift, within: 1e-9))
  }
}
