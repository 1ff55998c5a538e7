import Forecasting
import Foundation
import Periods
import Record
import Testing

struct YearTests {
  private func store() throws -> RecordStore {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("years-\(UUID().uuidString).sqlite").path
    return try RecordStore(path: path)
  }

  /// Series that go on by half of their last change on the power 0.2: after changes of 0.4, 0.2 and 0.1 come 0.05,
  /// 0.025 and 0.0125, by hand.
  @Test func `the part of a change that goes on is learned from all series`() throws {
    let series = (0..<40).map { number -> [Double] in
      var (level, change) = (4.0 + Double(number) / 100, 0.2 + Double(number) / 400)
      return (0..<12).map { _ in
        defer { (level, change) = (level + change, change / 2) }
        return pow(level, 5)
      }
    }
    let panel = YearPanel(series, isStock: true)
    let past: [Double] = [2.5, 2.9, 3.1, 3.2].map { pow($0, 5) }
    let forecast = try #require(Momentum.forecast(past, panel, years: 3))
    for (quantiles, wanted) in zip(forecast, [3.25, 3.275, 3.2875]) {
      #expect(abs(pow(quantiles[2], 0.2) - wanted) < 1e-6)
    }
    // A jump is not repeated: a quarter of the middle change, 0.1, is.
    let jump: [Double] = [2.5, 2.6, 2.7, 3.7].map { pow($0, 5) }
    let after = try #require(Momentum.forecast(jump, panel, years: 1))
    #expect(abs(pow(after[0][2], 0.2) - 3.725) < 1e-6)
    // Of totals the last value goes on.
    let totals = try #require(
      Momentum.forecast(past, YearPanel(series, isStock: false), years: 1))
    #expect(abs(pow(totals[0][2], 0.2) - 3.2) < 1e-6)
    // Too little past, and a panel that has seen nothing.
    #expect(Momentum.forecast([1, 2, 3], panel, years: 1) == nil)
    #expect(Momentum.forecast(past, .empty, years: 1) == nil)
  }

  /// UNHCR, end of 2024 in the release of June 2025: 7,605,569 in today's vintage of Venezuelans abroad, which is
  /// counted whole from 2018 on. The next year is never the last one known.
  @Test func `stocks have an outlook of three years`() throws {
    let outlook = try YearOutlookReport.make(
      "venezuelans-abroad", store: store(), asOf: Day("2025-10-01"))
    #expect(outlook.kind == .endOfYear)
    #expect(outlook.origin.description == "2024")
    #expect(outlook.past.first?.year.description == "2018")
    #expect(outlook.years.map(\.year.description) == ["2025", "2026", "2027"])
    for year in outlook.years {
      #expect(year.q025 <= year.q10 && year.q10 <= year.q50 && year.q50 <= year.q90)
      #expect(year.q90 <= year.q975)
    }
    // Farther ahead less is known.
    #expect(
      outlook.years[2].q90 - outlook.years[2].q10 > outlook.years[0].q90 - outlook.years[0].q10)
  }

  /// Months of Border Patrol up to August 2023 are known on 5 October: twelve of them end with it. By the table of
  /// 22 September the twelve months before come to the sum of these months.
  @Test func `a monthly series is told by twelve months up to its last`() throws {
    let store = try store()
    let day = try #require(Day("2023-10-05"))
    let outlook = try YearOutlookReport.make("usbp-southwest", store: store, years: 1, asOf: day)
    #expect(outlook.kind == .twelveMonths)
    #expect(outlook.origin == Period("2022-09-01/2023-08-31"))
    #expect(outlook.years.map(\.year) == [Period("2023-09-01/2024-08-31")])
    let months = try SeriesHistory("usbp-southwest", store).series(asOf: day).values.suffix(12)
    #expect(outlook.past.last?.value == months.reduce(0, +))
  }

  @Test func `what has no year is refused in words`() throws {
    let store = try store()
    #expect(throws: OutlookError.noYears("darien-boys", asOf: Day("2020-01-01"))) {
      try YearOutlookReport.make("darien-boys", store: store, asOf: Day("2020-01-01"))
    }
    #expect(throws: OutlookError.fewYears("darien-boys", years: 2)) {
      try YearOutlookReport.make("darien-boys", store: store, asOf: Day("2025-06-01"))
    }
  }

  /// Far months are forecast where they can be scored, with bands that go on widening, and near ones as before.
  @Test func `two years of months need a past that scores them`() throws {
    let store = try store()
    let day = Day("2023-10-05")
    let far = try OutlookReport.make("usbp-southwest", store: store, months: 24, asOf: day)
    let near = try OutlookReport.make(
      "usbp-southwest", store: store, months: 12, asOf: day, judging: false)
    #expect(Array(far.months.prefix(12)) == near.months)
    let widths = far.months.map { $0.q90 - $0.q10 }
    #expect(widths[23] > widths[5])
    #expect(far.scores?.byHorizon.last?.horizon == 24)
    let error = #expect(throws: OutlookError.self) {
      try OutlookReport.make("colombia-transits", store: store, months: 24)
    }
    guard case .unscored(_, months: 24, _, needed: 12) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
