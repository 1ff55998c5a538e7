import Estimation
import Forecasting
import Periods
import Testing

struct BacktestTests {
  private func months(_ count: Int) throws -> [Period] {
    let start = try #require(Day("2020-01-01"))
    return (0..<count).map { Period.month(of: start.adding(months: $0)) }
  }

  /// By hand: a series that grows by one a month is missed by the last value by the horizon, and one
  /// step in the past is one; the mean of 1, 2 and 3 is 2.
  @Test func `scores are those of their definitions`() throws {
    let months = try months(30)
    let series = MonthlySeries(
      name: "line", months: months, values: (0..<30).map { 100 + Double($0) })
    let backtest = Backtest(
      [.init(series)], first: months[20], last: months[22], horizons: 1...3,
      methods: [Persistence()])
    let score = try #require(backtest.score("persistence"))
    #expect(score.n == 9)
    #expect(abs(score.mase - 2) < 1e-6)
    #expect(score.byHorizon.map(\.n) == [3, 3, 3])
    for (horizon, part) in score.byHorizon.enumerated() {
      #expect(abs(part.mase - Double(horizon + 1)) < 1e-6)
    }
  }

  /// The largest value seen so far, for sure.
  private struct Highest: SeriesMethod {
    let name = "highest"
    func forecast(_ past: [Double], months: Int) -> Forecast? {
      Forecast(
        method: name,
        quantiles: (0..<months).map { _ in Scores.levels.map { _ in past.max() ?? 0 } })
    }
  }

  @Test func `a forecast sees nothing after its origin`() throws {
    let months = try months(12)
    let series = MonthlySeries(
      name: "line", months: months, values: (0..<12).map { Double($0 + 1) })
    let backtest = Backtest(
      [.init(series)], first: months[5], last: months[8], horizons: 1...2, methods: [Highest()])
    // Every value to come is larger than all that was seen.
    #expect(try #require(backtest.score("highest")).coverage95 == 0)
  }

  /// Two methods, one of which is always right: the combination must lean on it.
  @Test func `the combination leans on what did well`() throws {
    struct Right: SeriesMethod {
      let name = "right"
      func forecast(_ past: [Double], months: Int) -> Forecast? {
        Forecast(
          method: name,
          quantiles: (1...months).map { month in
            Scores.levels.map { _ in (past.last ?? 0) + Double(month) }
          })
      }
    }
    let months = try months(40)
    let series = MonthlySeries(
      name: "line", months: months, values: (0..<40).map { 100 + Double($0) })
    let backtest = Backtest(
      [.init(series)], first: months[30], last: months[33], horizons: 1...3,
      methods: [Right(), Persistence()])
    let forecast = try #require(backtest.forecast("combination", series: 0, origin: 30))
    for month in 0..<3 { #expect(abs(forecast.quantiles[month][2] - (131 + Double(month))) < 0.05) }
  }

  /// The quantiles 1 to 5 against 3.5, by hand: 0.025·2.5 + 0.1·1.5 + 0.5·0.5 + 0.1·0.5 + 0.025·1.5,
  /// which is 0.55, doubled over five.
  @Test func `the quantile loss is that of its definition`() {
    #expect(abs(Scores.quantileLoss([1, 2, 3, 4, 5], 3.5) - 0.22) < 1e-12)
  }

  /// A distribution at one point scores the distance, whatever the levels.
  @Test func `the ranked probability score of a point is its distance`() {
    #expect(abs(Scores.rankedProbability([7, 7, 7, 7, 7], 10) - 3) < 0.01)
    #expect(abs(Scores.rankedProbability([7, 7, 7, 7, 7], 4) - 3) < 0.01)
  }

  /// The 97.5 % points of Student's t from the printed tables: 2.776 (4), 2.228 (10), 2.042 (30); and
  /// the Cauchy distribution (1), P(|T| ≥ 1) = 1/2.
  @Test(arguments: [(2.776445, 4.0), (2.228139, 10), (2.042272, 30)])
  func `tails of Student's t are those of the tables`(point: Double, freedom: Double) {
    #expect(abs(StudentT.twoSided(point, degrees: freedom) - 0.05) < 1e-6)
    #expect(abs(StudentT.twoSided(1, degrees: 1) - 0.5) < 1e-12)
  }

  /// Differences that scatter evenly about zero tell nothing; differences all of one sign do.
  @Test func `the Diebold–Mariano test tells a difference from chance`() throws {
    let even = (0..<20).map { $0.isMultiple(of: 2) ? 1.0 : -1.0 }
    let none = try #require(DieboldMariano(even, longest: 1))
    #expect(abs(none.statistic) < 1e-12 && none.p > 0.99)
    let better = try #require(DieboldMariano(even.map { $0 * 0.1 - 1 }, longest: 3))
    #expect(better.statistic < 0 && better.p < 0.001)
    #expect(DieboldMariano([1, 1, 1], longest: 1) == nil)
  }
}
