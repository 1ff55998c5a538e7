import Forecasting
import Foundation
import Periods
import Record
import TestSupport
import Testing

struct NowcastTests {
  private func store() throws -> RecordStore {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("nowcast-\(UUID().uuidString).sqlite").path
    return try RecordStore(path: path)
  }

  /// Closed forms for a Brownian motion of variance 1 a day: the average over [0, 30] seen exactly, that
  /// over [30, 60] has this mean and the variance 2 · 30 / 3 = 20; a span inside one that is seen has it
  /// as its mean only by symmetry about the middle.
  @Test func `averages of a wandering rate follow the closed forms`() {
    let rate = LogRate(variance: 1)
    let seen = [LogRate.Observation(spans: [.init(from: 0, to: 30)], value: 2, noise: 0)]
    let next = rate.average(over: [.init(from: 30, to: 60)], given: seen)
    #expect(abs(next.mean - 2) < 0.01 && abs(next.variance - 20) < 0.05)
    let inside = rate.average(over: [.init(from: 10, to: 20)], given: seen)
    #expect(abs(inside.mean - 2) < 0.01)
    // Var(Ā₁₀₋₂₀ − Ā₀₋₃₀) = 2 · (10/3 + …): by ∫∫min it is 13.33 + 10 − 2 · 14.44 + 0.
    let direct = (10 + 10.0 / 3) + 10 - 2 * (14.444_444)
    #expect(abs(inside.variance - max(0, direct)) < 6)
  }

  /// Days of simulated months whose log rate wanders by a fortieth a day and whose days scatter by 15 %:
  /// the bands must hold the month's total about as often as they say.
  @Test func `bands hold simulated months about as often as they say`() throws {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 1...1_000_000, using: &random)
    print("nowcast simulation, seed \(seed)")
    var generator = SplitMix(seed: seed)
    var (inside80, inside95) = (0, 0)
    let runs = 400
    let first = try #require(Day("2020-01-01"))
    for _ in 0..<runs {
      var level = log(300.0)
      var daily: [Double] = []
      for _ in 0..<(25 * 31) {
        level += 0.04 * generator.normal()
        daily.append(exp(level + 0.15 * generator.normal()).rounded())
      }
      let months = (0..<25).map { Period.month(of: first.adding(months: $0)) }
      var day = 0
      let totals = months.map { month -> Double in
        let count = month.last.days(since: month.first) + 1
        defer { day += count }
        return daily[day..<(day + count)].reduce(0, +)
      }
      let month = months[24]
      let start = months[..<24].reduce(0) { $0 + $1.last.days(since: $1.first) + 1 }
      let days = try #require(Period(from: month.first, through: month.first.adding(days: 16)))
      let quantiles = MonthRate(past: Array(totals[..<24]), months: Array(months[..<24])).total(
        of: month, count: daily[start..<(start + 17)].reduce(0, +), on: days, daySpread: 0.15)
      inside80 += quantiles[1] <= totals[24] && totals[24] <= quantiles[3] ? 1 : 0
      inside95 += quantiles[0] <= totals[24] && totals[24] <= quantiles[4] ? 1 : 0
    }
    // Three binomial standard errors, and what twenty-three changes leave uncertain of the spread.
    #expect(abs(Double(inside80) / Double(runs) - 0.8) < 0.10, "seed \(seed)")
    #expect(Double(inside95) / Double(runs) > 0.87, "seed \(seed)")
  }

  /// Thirty per cent of their own beside chance, in twelve months of days about 400: the estimate lies within a
  /// tenth of it. Days that differ by chance alone (a Poisson count's variance is its mean) have hardly any.
  @Test func `the spread of days is found again`() throws {
    var generator = SplitMix(seed: 11)
    let spread = (0..<12).map { _ in
      (0..<30).map { _ in (400 * (1 + 0.3 * generator.normal()) + 20 * generator.normal()).rounded()
      }
    }
    #expect(abs(try #require(DaySpread.estimate(spread)) - 0.3) < 0.03)
    let chance = (0..<12).map { _ in
      (0..<30).map { _ in (400 + 20 * generator.normal()).rounded() }
    }
    #expect(try #require(DaySpread.estimate(chance)) < 0.03)
    #expect(DaySpread.estimate(Array(spread.prefix(2))) == nil)
  }

  /// IOM's incidents of death have their days: over three years nowcasts from ten days come nearer than the month
  /// before, bands hold about what they say, and more days are better than few.
  @Test func `nowcasts of dated incidents are scored`() throws {
    let scores = try NowcastBacktest(
      ["missing-migrants-americas"], store: store(), first: #require(Period("2020-01")),
      last: #require(Period("2022-12"))
    ).scores
    #expect(scores.map(\.days) == NowcastBacktest.counted)
    #expect(scores.allSatisfy { $0.n == 36 })
    #expect(scores[4].error < scores[1].error)
    #expect(scores[4].error < scores[4].errorLast)
    for score in scores {
      // Three binomial standard errors of 36 months and more.
      #expect(score.coverage80 > 0.55 && score.coverage95 > 0.8, "\(score)")
    }
  }

  /// IOM's incidents of 1 to 11 January 2024, day by day in its table of 16 February 2025: 1, 3, 1, none, 1, 5, 1, 2,
  /// none, 1, 3, which are 18. A month after each they were known; what came after the 11th was not.
  @Test func `a day without an incident does not end what is known`() throws {
    let store = try store()
    let day = try #require(Day("2024-02-10"))
    let report = try NowcastReport.make("missing-migrants-americas", store: store, asOf: day)
    #expect(report.days == Period("2024-01-01/2024-01-11"))
    #expect(report.count == 18)
    #expect(report.isHeld && report.daySpreadBasis == .estimated)
    // With more days known more are counted: the month's days through the 26th, a month before.
    let later = try NowcastReport.make(
      "missing-migrants-americas", store: store, asOf: #require(Day("2024-02-25")))
    #expect(later.days == Period("2024-01-01/2024-01-26"))
    let timeline = try store.timeline(
      store.parser.selection("missing-migrants-americas"), asOf: day)
    #expect(timeline.observation(try #require(Period("2024-01-01/2024-01-04"))).value == 5)
    #expect(timeline.observation(try #require(Period("2024-01-04"))).value == 0)
    #expect(timeline.observation(try #require(Period("2024-01-01/2024-01-12"))).value == nil)
    #expect(timeline.observation(try #require(Period("2024-01-12"))).value == nil)
  }

  /// 25,777 in 17 days of September 2023 are 45,489 at the same pace in 30; August came to 31,463
  /// encounters in today's vintage, 63 % more are 51,285.
  @Test func `a partial month is told with its arithmetic`() throws {
    let report = try NowcastReport.make(
      "encounters-southwest-venezuelans", store: store(), count: 25_777,
      days: #require(Period("2023-09-01/2023-09-17")), change: 0.63)
    #expect(report.pace.rounded() == 45_489)
    #expect(report.origin.description == "2023-07")
    #expect(try #require(report.byChange).rounded() == 51_285)
    #expect(report.actual == 66_584)
    #expect(report.total.q025 > 25_777 && report.total.q10 < report.total.q90)
  }

  @Test func `a whole month is its count, and nonsense is refused`() throws {
    let store = try store()
    let whole = try NowcastReport.make(
      "darien", store: store, count: 75_268, days: #require(Period("2023-09")))
    #expect(whole.total.q025 == 75_268 && whole.total.q975 == 75_268)
    #expect(whole.isWhole)
    let days = try #require(Period("2023-08-25/2023-09-05"))
    #expect(throws: NowcastError.notInOneMonth(days)) {
      try NowcastReport.make("darien", store: store, count: 1, days: days)
    }
    let september = try #require(Period("2023-09-01/2023-09-05"))
    #expect(throws: NowcastError.notACount) {
      try NowcastReport.make("darien", store: store, count: -1, days: september)
    }
    #expect(throws: NowcastError.notAChange) {
      try NowcastReport.make("darien", store: store, count: 1, days: september, change: -2)
    }
  }
}
