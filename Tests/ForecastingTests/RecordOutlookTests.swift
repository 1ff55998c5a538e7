import Forecasting
import Foundation
import Periods
import Record
import Testing

/// On the figures that ship, in a record of its own.
struct RecordOutlookTests {
  private func store() throws -> RecordStore {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("outlook-\(UUID().uuidString).sqlite").path
    return try RecordStore(path: path)
  }

  /// August 2023 was published on 22 September 2023 as 181,059 (facts of the release); the median of
  /// this method is the last value known.
  @Test func `an outlook uses the vintage of the day`() throws {
    let store = try store()
    let day = try #require(Day("2023-10-05"))
    let outlook = try OutlookReport.make(
      "usbp-southwest", store: store, months: 3, method: "changes", asOf: day, judging: false)
    #expect(outlook.origin.description == "2023-08")
    #expect(outlook.past.last?.value == 181_059)
    #expect(outlook.months.map(\.q50) == [181_059, 181_059, 181_059])
    #expect(outlook.months.map(\.month.description) == ["2023-09", "2023-10", "2023-11"])
    // Before the release July is the last month, as published on 18 August: 132,652.
    let before = try OutlookReport.make(
      "usbp-southwest", store: store, months: 1, asOf: Day("2023-09-20"), judging: false)
    #expect(before.origin.description == "2023-07")
    #expect(before.past.last?.value == 132_652)
  }

  /// CBP's exact counts begin in October 2017 at this border, and in October 2019 by citizenship; what is
  /// rounded before is no part of the series. The northern border has rounded figures last, and goes by all.
  @Test(arguments: [
    ("encounters-southwest", "2017-10"), ("usbp-southwest-venezuelans", "2019-10"),
    ("usbp-southwest", "1999-10"),
    ("encounters component=usbp place=us-northern-border", "1999-10"),
  ])
  func `a series that ends exact has no rounded months`(query: String, first: String) throws {
    let outlook = try OutlookReport.make(
      query, store: store(), months: 1, method: "persistence", judging: false)
    #expect(outlook.past.first?.month == Period(first))
  }

  @Test func `a backtest's origins see the vintages of their days`() throws {
    let store = try store()
    let (first, last) = (try #require(Period("2023-07")), try #require(Period("2023-08")))
    let backtest = try Backtest.run(
      ["usbp-southwest"], store: store, first: first, last: last, horizons: 1...2,
      methods: [Persistence()])
    let origins = backtest.series[0].origins.suffix(2)
    // July's release of 18 August, and August's of 22 September; what came is today's vintage.
    #expect(origins.map { $0.question.past.last } == [132_652, 181_059])
    #expect(origins.first?.actual.first == 181_054)
  }

  /// The parts' middles add up to the total's, whose months are those of the outlook of the total alone;
  /// means are there where they are asked for, and add up too.
  @Test func `forecasts of parts add up`() throws {
    let store = try store()
    let outlook = try HierarchyOutlook.make(
      "darien", by: [.nationality], store: store, months: 3, top: 6, means: true)
    let alone = try OutlookReport.make("darien", store: store, months: 3, judging: false)
    #expect(outlook.parts.count == 7)
    for month in 0..<3 {
      let sum = outlook.parts.reduce(0) { $0 + $1.months[month].q50 }
      #expect(abs(sum - outlook.total[month].q50) < 1e-6 * sum)
      #expect(outlook.total[month].q50.rounded() == alone.months[month].q50)
      #expect(outlook.total[month].q975 == alone.months[month].q975)
      let mean = try #require(outlook.total[month].mean)
      let means = outlook.parts.compactMap { $0.months[month].mean }
      #expect(means.count == 7 && abs(means.reduce(0, +) - mean) < 1e-6 * mean)
      for part in outlook.parts {
        let own = part.months[month]
        #expect(own.q025 >= 0 && own.q10 <= own.q50.rounded() && own.q50.rounded() <= own.q90)
      }
    }
    let crossed = try HierarchyOutlook.make(
      "encounters-southwest", by: [.nationality, .component], store: store, months: 1, top: 4)
    #expect(crossed.total[0].mean == nil)
    let cells = crossed.parts.filter { !$0.labels.contains(nil) }
    let byNationality = crossed.parts.filter { $0.labels[0] != nil && $0.labels[1] == nil }
    for parts in [cells, byNationality] {
      let sum = parts.reduce(0) { $0 + $1.months[0].q50 }
      #expect(abs(sum - crossed.total[0].q50) < 1e-6 * sum)
    }
  }

  /// What ships beside the figures is what is learned from them, so that nobody waits for it.
  @Test func `what was learned from the figures ships with them`() throws {
    let store = try store()
    let history = try LearnedHistory.of(store)
    #expect(!FileManager.default.fileExists(atPath: store.path + ".learned"))
    // From January 2016 on, a step each month, to the first after the newest figure.
    #expect(history.steps.first?.day == Day("2016-01-01"))
    #expect(history.steps.count > 100)
    for step in history.steps {
      for weights in step.weights.joined() {
        #expect(abs(weights.reduce(0, +) - 1) < 1e-5)
      }
    }
  }

  /// On a day of the past nothing that was learned later is used.
  @Test func `what was learned by a day is that of the last step before it`() throws {
    let history = try LearnedHistory.of(store())
    let day = try #require(Day("2023-10-05"))
    #expect(history.step(asOf: day)?.day == Day("2023-10-01"))
    #expect(history.step(asOf: Day("2015-12-31")) == nil)
  }

  @Test func `what cannot be forecast is refused in words`() throws {
    let store = try store()
    #expect(throws: OutlookError.noMonths("venezuelans-abroad", asOf: nil)) {
      try OutlookReport.make("venezuelans-abroad", store: store)
    }
    #expect(throws: OutlookError.noMonths("darien", asOf: Day("2019-01-01"))) {
      try OutlookReport.make("darien", store: store, asOf: Day("2019-01-01"))
    }
    #expect(throws: OutlookError.months(25)) {
      try OutlookReport.make("darien", store: store, months: 25)
    }
    #expect(throws: OutlookError.unknownMethod("guess")) {
      try OutlookReport.make("darien", store: store, method: "guess")
    }
  }
}
