import Estimation
import Forecasting
import Foundation
import Periods
import Testing

/// Venezuelans through the Darién, January 2022 to September 2023, and a made-up trend.
private let darien: [Double] = [
  1421, 1573, 1704, 2694, 9844, 11359, 17066, 23632, 38399, 40593, 668, 1374, 2337, 7097, 20816,
  25395, 26409, 18501, 38033, 62700, 58716,
]
private let trend: [Double] = [10, 12, 11, 15, 17, 16, 20, 22, 25, 24, 28, 30, 33, 31, 36, 38]

struct SmoothingTests {
  /// Highest log-likelihoods and forecasts by statsmodels' `ETSModel(log1p(y), error="add", …,
  /// initialization_method="estimated")`, the best of three starts.
  struct Reference: Sendable {
    var values: [Double]
    var trend: SmoothingForm.Trend
    var logLikelihood: Double
    var ahead: [Double]
  }

  static let references: [Reference] = [
    .init(
      values: darien, trend: .none, logLikelihood: -30.944953,
      ahead: [10.980491, 10.980491, 10.980491]),
    .init(
      values: darien, trend: .additive, logLikelihood: -30.629239,
      ahead: [11.170428, 11.356708, 11.542988]),
    .init(
      values: darien, trend: .damped, logLikelihood: -30.627560,
      ahead: [11.132663, 11.278715, 11.421846]),
    .init(
      values: trend, trend: .none, logLikelihood: 10.064342, ahead: [3.663556, 3.663556, 3.663556]),
    .init(
      values: trend, trend: .additive, logLikelihood: 18.921569,
      ahead: [3.820261, 3.904492, 3.988723]),
    .init(
      values: trend, trend: .damped, logLikelihood: 22.843849,
      ahead: [3.710151, 3.759384, 3.805871]),
  ]

  /// The likelihood must reach the reference's or pass it; forecasts are held against it where both
  /// stand at the same top.
  @Test(arguments: references)
  func `likelihoods reach those of statsmodels`(reference: Reference) throws {
    let model = try #require(
      SmoothingModel(
        reference.values.map { log1p($0) }, form: .init(.additive, reference.trend, .none)))
    #expect(model.logLikelihood > reference.logLikelihood - 0.01)
    guard abs(model.logLikelihood - reference.logLikelihood) < 0.002 else { return }
    for (index, expected) in reference.ahead.enumerated() {
      #expect(abs(model.ahead(index + 1).mean - expected) < 0.02)
    }
  }

  /// Class 1 models: the variance of the first month is that of the errors, and for a level alone
  /// σ² (1 + (h − 1) α²).
  @Test func `variances ahead follow the formula`() throws {
    let model = try #require(
      SmoothingModel(darien.map { log1p($0) }, form: .init(.additive, .none, .none)))
    #expect(model.ahead(1).variance == model.variance)
    let fourth = model.variance * (1 + 3 * model.alpha * model.alpha)
    #expect(abs(model.ahead(4).variance - fourth) < 1e-12)
  }
}

struct ForecastTests {
  static let names = ForecastMethods.all.map(\.name)

  @Test(arguments: names)
  func `bands are in order and never below zero`(name: String) throws {
    let method = try #require(ForecastMethods.named(name))
    for past in [darien, trend, darien.map { _ in 0 }, darien.map { _ in 7 }] {
      guard let forecast = method.forecast(past, months: 6) else { continue }
      #expect(forecast.quantiles.count == 6)
      for row in forecast.quantiles {
        #expect(row == row.sorted() && row.allSatisfy { $0 >= 0 && $0.isFinite })
      }
    }
  }

  @Test(arguments: names)
  func `a series too short is refused`(name: String) throws {
    let method = try #require(ForecastMethods.named(name))
    #expect(method.forecast([], months: 3) == nil)
    #expect(method.forecast([5], months: 3) == nil)
  }

  /// By their definitions: the last value, and the value of a year before.
  @Test func `persistence and the seasonal naive repeat the past`() throws {
    let last = try #require(Persistence().forecast(darien, months: 3))
    for row in last.quantiles { #expect(abs(row[2] - 58_716) < 1e-6) }
    let year = (0..<30).map { Double($0 % 12 + 1) }
    let seasonal = try #require(SeasonalNaive().forecast(year, months: 4))
    // Thirty months end with a 6; the next are 7, 8, 9, 10.
    for (row, expected) in zip(seasonal.quantiles, [7.0, 8, 9, 10]) {
      #expect(abs(row[2] - expected) < 1e-9)
    }
  }
}
