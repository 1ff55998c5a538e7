import Estimation
import Forecasting
import Foundation
import Testing

struct ChangesTests {
  /// Series that all double each month: the pooled change of a month is a doubling, whatever the level.
  private let doubling = (0..<30).map { _ in (0..<24).map { 100 * pow(2, Double($0) / 4) } }

  @Test func `bands hold what the other series did`() throws {
    // Half of the series fall to a third in their last month, half stay.
    let panel = Panel(
      (0..<300).map { index in
        [Double](repeating: 3000, count: 14) + [index.isMultiple(of: 2) ? 1000.0 : 3000.0]
      })
    let question = ForecastQuestion(past: [Double](repeating: 600, count: 12), panel: panel)
    let forecast = try #require(PooledChanges().forecast(question, months: 1))
    // On the power 0.2 the fall is 3000^0.2 − 1000^0.2 = 0.9785; 600^0.2 less that, to the power of 5.
    let low = pow(pow(600, 0.2) - (pow(3000, 0.2) - pow(1000, 0.2)), 5)
    #expect(abs(forecast.quantiles[0][0] - low) < 1e-6)
    #expect(abs(forecast.quantiles[0][2] - 600) < 1e-6)
    #expect(abs(forecast.quantiles[0][4] - 600) < 1e-6)
  }

  @Test func `without other series the own changes stand alone`() throws {
    let past = (0..<40).map { 1000 + 50 * Double($0 % 3) }
    let own = try #require(Calibrated.ownChanges.forecast(past, months: 3))
    let both = try #require(Changes().forecast(past, months: 3))
    // But for bands that never narrow: the widest so far.
    for month in 0..<3 {
      let sofar = own.quantiles[...month]
      for level in 0..<5 {
        let values = sofar.map { $0[level] }
        let widest = level < 2 ? values.min() : level > 2 ? values.max() : values.last
        #expect(abs(try #require(widest) - both.quantiles[month][level]) < 1e-6)
      }
    }
    #expect(PooledChanges().forecast(past, months: 3) == nil)
  }

  /// As in November 2022: a fall by four fifths in a month after a rise. The upper band may not leave
  /// the range of what was.
  @Test func `a fall by four fifths does not blow the bands up`() throws {
    let rising = (0..<34).map { 5000 + 800 * Double($0) + 500 * sin(Double($0)) }
    let past = rising + [6800, 6200]
    let panel = Panel(doubling)
    for method in ForecastMethods.all {
      guard
        let forecast = method.forecast(ForecastQuestion(past: past, panel: panel), months: 6)
      else { continue }
      if ["theta", "arima", "seasonal-naive", "scaled-changes"].contains(method.name) {
        #expect(forecast.quantiles.allSatisfy { $0.allSatisfy(\.isFinite) })
      } else {
        #expect(
          try #require(forecast.quantiles.last)[3] < 3 * (past.max() ?? 0), "\(method.name)")
      }
    }
  }
}

struct StockTests {
  /// A corridor made by the model's own equations: everybody who passes the lead is met the month
  /// after, three in five of the stock at once. Doubling the lead in the last month must raise the
  /// forecast above the last value; without a lead there is none.
  @Test func `more people at the lead mean more to come`() throws {
    var lead = (0..<48).map { 10_000 + 3000 * sin(Double($0) / 3) }
    var stock = 0.0
    var past: [Double] = []
    for passed in lead {
      stock = 0.4 * stock + passed
      past.append((0.5 * stock).rounded())
      stock *= 0.5
    }
    let usual = try #require(
      Calibrated.corridor.forecast(ForecastQuestion(past: past, lead: lead), months: 2))
    lead[47] *= 2
    let more = try #require(
      Calibrated.corridor.forecast(ForecastQuestion(past: past, lead: lead), months: 2))
    #expect(more.quantiles[0][2] > 1.15 * usual.quantiles[0][2])
    #expect(Calibrated.corridor.forecast(past, months: 2) == nil)
  }
}
