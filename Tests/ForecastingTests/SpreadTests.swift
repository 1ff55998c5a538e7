import Forecasting
import Foundation
import Periods
import Record
import Testing

/// Series that never changed, and chances of whole people beside the quantiles that are shown with them.
struct SpreadTests {
  /// A record with seventeen months of one's own table.
  private func store(months: Int = 17, _ value: (Int) -> Int) throws -> RecordStore {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "spread-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let first = try #require(Day("2024-01-01"))
    let rows = (0..<months).map { number in
      let day = first.adding(months: number)
      return
        "arrivals,CRI,\(Period.month(of: day)),\(value(number)),flow,own-1,own,Office,Arrivals,2025-06-02"
    }
    let header = "measure,place,period,value,nature,source,dataset,publisher,title,published"
    let file = folder.appending(path: "own.csv")
    try Data((([header] + rows).joined(separator: "\n") + "\n").utf8).write(to: file)
    let store = try RecordStore(path: folder.appending(path: "record.sqlite").path)
    _ = try store.importFile(path: file.path)
    return store
  }

  private static let query = "measure=arrivals place=CRI"

  /// Nobody knows from seventeen zeros that nobody will come, nor from a number that never moved how far it may.
  @Test(arguments: [0, 250])
  func `a series that never changed is no forecast`(_ value: Int) throws {
    let store = try store { _ in value }
    let words =
      value == 0 ? "nothing but zeros in all of its 17 months" : "is 250 in all of its 17 months"
    let days = try #require(Period("2025-06-01/2025-06-10"))
    let asked: [(String, () throws -> Void)] = [
      ("outlook", { _ = try OutlookReport.make(Self.query, store: store, months: 3) }),
      (
        "persistence",
        { _ = try OutlookReport.make(Self.query, store: store, months: 3, method: "persistence") }
      ),
      (
        "nowcast",
        { _ = try NowcastReport.make(Self.query, store: store, count: 10, days: days) }
      ),
    ]
    for (name, ask) in asked {
      let error = #expect(throws: QuestionError.self, "\(name)") { try ask() }
      #expect(
        error?.text(.english).contains(words) == true, "\(name): \(error?.text(.english) ?? "")")
      #expect(error?.text(.spanish).contains("17 meses") == true)
    }
  }

  /// Eleven months are no year of them.
  @Test func `a series of less than a year is no forecast`() throws {
    let short = try store(months: 11) { 200 + 7 * $0 }
    let error = #expect(throws: OutlookError.self) {
      try OutlookReport.make(Self.query, store: short, months: 1)
    }
    #expect(error == .fewMonths(Self.query, months: 11, needed: 12))
    let year = try store(months: 12) { 200 + 7 * $0 }
    #expect(try OutlookReport.make(Self.query, store: year, months: 1).months.count == 1)
  }

  /// The series ends with May 2025. Five years on what comes is nobody's to say.
  @Test func `a series that stopped years ago is no forecast`() throws {
    let store = try store { 200 + 7 * $0 }
    let late = try #require(Day("2030-07-01"))
    let error = #expect(throws: OutlookError.self) {
      try OutlookReport.make(Self.query, store: store, months: 1, asOf: late)
    }
    #expect(error == .ended(Self.query, last: try #require(Period("2025-05")), day: late))
    let before = try #require(Day("2030-05-31"))
    #expect(
      try OutlookReport.make(Self.query, store: store, months: 1, asOf: before).months.count == 1)
    let days = try #require(Period("2030-07-01/2030-07-10"))
    #expect(throws: NowcastError.self) {
      try NowcastReport.make(Self.query, store: store, count: 90, days: days)
    }
  }

  /// One month that differs is spread enough to say something.
  @Test func `a series that changed once is forecast`() throws {
    let outlook = try OutlookReport.make(
      Self.query, store: store { $0 == 9 ? 260 : 250 }, months: 1)
    let month = try #require(outlook.months.first)
    #expect(month.q025 < month.q975)
  }

  /// People are whole: more than none is one or more. Where a quantile is shown as so many people, the chance of
  /// more is at most what is left above it, and that of as many or more at least that. (By the meaning of a
  /// quantile, over a grid of bands.)
  @Test func `chances agree with the quantiles shown`() {
    let levels = [0.025, 0.1, 0.5, 0.9, 0.975]
    for middle in [0.4, 1, 3.7, 20, 716, 9000.5] {
      for spread in [0.05, 0.4, 1.5, 4] {
        let quantiles = [-1.96, -1.2816, 0, 1.2816, 1.96].map { middle * exp($0 * spread) }
        let curve = QuantileCurve(quantiles)
        #expect(curve.chance(ofMoreThan: 0) == curve.chance(ofMoreThan: 0.5))
        for (level, quantile) in zip(levels, quantiles) {
          let shown = quantile.rounded()
          #expect(curve.chance(ofMoreThan: shown) <= 1 - level + 0.002, "\(quantiles) at \(level)")
          guard shown >= 1 else { continue }
          #expect(
            curve.chance(ofMoreThan: shown - 1) >= 1 - level - 0.002, "\(quantiles) at \(level)")
        }
      }
    }
  }

  /// A planner's own count of a part of May's people does not take the outlook its sixty months before: it goes on
  /// from April 2025, the last month that is known whole.
  @Test func `a row of a month to come takes no series its past`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "part-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "own.csv")
    try Data(
      ("measure,place,nationality,period,value,source,dataset,publisher,title,published,nature\n"
        + "transits,darien,VEN,2025-05,50,u20,u20,O,T,2025-06-11,flow\n").utf8
    ).write(to: file)
    let store = try RecordStore(path: folder.appending(path: "record.sqlite").path)
    let before = try OutlookReport.make("darien", store: store, months: 1, judging: false)
    _ = try store.importFile(path: file.path)
    let after = try OutlookReport.make("darien", store: store, months: 1, judging: false)
    #expect(after.origin == Period("2025-04"))
    #expect(after.past == before.past)
  }
}
