import Forecasting
import Foundation
import Periods
import Record
import Tabular
import Testing

struct JudgementTests {
  private static func file(_ text: String) throws -> JudgementFile {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "judgements-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try JudgementFile(ByteStream(path: file.path, name: "judgements.csv"))
  }

  private static func judgement(
    from: String, through: String = "", factor: String, weight: String, series: String = "darien"
  ) throws -> Judgement {
    try file(
      """
      series,made,from,through,factor,low,high,weight,who,why
      \(series),2023-01-05,\(from),\(through),\(factor),\(weight),A. Person,A closure
      """
    ).judgements[0]
  }

  private let scores = [-1.959964, -1.281552, 0, 1.281552, 1.959964]
  private var base: [Double] { scores.map { pow(10 + 0.2 * $0, 5) } }
  private func month(_ text: String) throws -> Period { try #require(Period(text)) }

  /// With all weight and a factor that is certain each quantile is a quarter; with half the days in the break it is
  /// (1 + 1/4) / 2 of the outlook's; by hand.
  @Test func `a certain judgement multiplies by the days of the break`() throws {
    let sure = try Self.judgement(from: "2023-02-15", factor: "0.25,0.25,0.25", weight: "1")
    let judged = JudgedMonths(origin: try month("2023-01"), [sure])
    for (own, before) in zip(judged.quantiles(base, of: try month("2023-03")), base) {
      #expect(abs(own / before - 0.25) < 1e-6)
    }
    // 14 of the 28 days of February.
    for (own, before) in zip(judged.quantiles(base, of: try month("2023-02")), base) {
      #expect(abs(own / before - 0.625) < 1e-6)
    }
    // Once the last month has seen all of the break the outlook is what it is.
    let after = JudgedMonths(origin: try month("2023-03"), [sure])
    #expect(after.quantiles(base, of: try month("2023-04")) == base)
    // When it ends, what it took comes back.
    let ended = JudgedMonths(
      origin: try month("2023-03"),
      [
        try Self.judgement(
          from: "2023-02-15", through: "2023-03-31", factor: "0.25,0.25,0.25", weight: "1")
      ])
    for (own, before) in zip(ended.quantiles(base, of: try month("2023-04")), base) {
      #expect(abs(own / before - 4) < 1e-5)
    }
  }

  /// A half-weighted judgement of a hundredth puts one half of the chance far below: the median of the mixture lies
  /// between the two and the upper tenth of it is the upper fifth of the outlook, by the normal table 0.841621.
  @Test func `a weight is a chance`() throws {
    let half = try Self.judgement(from: "2023-02-01", factor: "0.01,0.01,0.01", weight: "0.5")
    let judged = JudgedMonths(origin: try month("2023-01"), [half])
    let mixed = judged.quantiles(base, of: try month("2023-03"))
    // But for the 0.2 % that is never ruled out.
    #expect(abs(pow(mixed[3], 0.2) - (10 + 0.2 * 0.841621)) < 2e-3)
    #expect(mixed[1] < base[0] / 50 && mixed[2] < base[0])
    #expect(mixed == mixed.sorted())
    let none = try Self.judgement(from: "2023-02-01", factor: "0.01,0.01,0.01", weight: "0")
    #expect(
      JudgedMonths(origin: try month("2023-01"), [none]).quantiles(base, of: try month("2023-03"))
        == base)
  }

  /// 8 in 10 of the factors lie between the ends that were given: of a count that is certain, the judged one does.
  @Test func `a factor is as uncertain as it says`() throws {
    let unsure = try Self.judgement(from: "2023-02-01", factor: "0.5,0.2,0.8", weight: "1")
    let judged = JudgedMonths(origin: try month("2023-01"), [unsure])
    let sure = scores.map { 1000 + 0.001 * $0 }
    let quantiles = judged.quantiles(sure, of: try month("2023-03"))
    for (own, wanted) in zip(quantiles[1...3], [200.0, 500, 800]) {
      // Forty-one points stand for the distribution.
      #expect(abs(own / wanted - 1) < 0.05)
    }
  }

  @Test func `all that is wrong with a file is said at once, with its line`() throws {
    let error = #expect(throws: InputError.self) {
      try Self.file(
        """
        series,made,from,factor,low,high,weight,who,why
        darien,yesterday,2023-02-01,0.5,0.4,0.6,0.5,A,B
        darien,2023-01-01,2023-02-01,0.5,0.6,0.7,0.5,A,B
        darien,2023-01-01,2023-02-01,0.5,0.4,0.6,2,,B
        """)
    }
    #expect(error?.issues.map(\.line) == [2, 3, 4, 4])
  }

  /// What is to come cannot have been stated; a misspelt last day would make a break that lasts.
  @Test func `judgements of days to come and columns of other names are refused`() throws {
    let later = #expect(throws: InputError.self) {
      _ = try Self.file(
        "series,made,from,factor,low,high,weight,who,why\n"
          + "darien,2199-03-16,2023-02-01,0.5,0.4,0.6,0,A,B\n")
    }
    #expect(later.map { "\($0)" }?.contains("a day that is not after today") == true)
    let misspelt = #expect(throws: InputError.self) {
      _ = try Self.file(
        "series,made,from,thru,factor,low,high,weight,who,why\n"
          + "darien,2023-01-01,2023-02-01,2023-03-01,0.5,0.4,0.6,0,A,B\n")
    }
    #expect(misspelt.map { "\($0)" }?.contains("\"thru\"") == true)
    let twice = #expect(throws: InputError.self) {
      _ = try Self.file(
        "series,made,made,from,factor,low,high,weight,who,why\n"
          + "darien,2023-01-01,2022-01-01,2023-02-01,0.5,0.4,0.6,0,A,B\n")
    }
    #expect(twice.map { "\($0)" }?.contains("a second time") == true)
  }

  private func store() throws -> RecordStore {
    try RecordStore(
      path: FileManager.default.temporaryDirectory
        .appending(path: "judgements-\(UUID().uuidString).sqlite").path)
  }

  /// Border Patrol counted 29,106 people in January and 8,347 in February 2025 (CBP): who held in the middle of
  /// January that from the 20th on a quarter would come was nearer than the outlook, who held three times as many
  /// was farther off; a judgement of the year after has no month.
  @Test func `judgements are scored when their months have come`() throws {
    let store = try store()
    let file = try Self.file(
      """
      series,made,from,factor,low,high,weight,who,why
      usbp-southwest,2025-01-16,2025-01-20,0.25,0.1,0.5,0.7,A,orders are announced
      usbp-southwest,2025-01-16,2025-01-20,3,2,4,0.7,B,a rush
      usbp-southwest,2025-01-16,2026-01-20,0.5,0.4,0.6,0.7,C,later
      """)
    let report = try JudgementReport.make(file, store: store)
    #expect(report.items.map(\.verdict) == [.nearer, .farther, .noMonth])
    #expect(report.items[0].origin.description == "2024-11")
    #expect(report.items[0].months.first?.month.description == "2025-01")
    #expect(report.items[0].months.first { $0.month.description == "2025-02" }?.actual == 8_347)
    // The outlook of the day has the first of them in it, and says what it was without.
    let day = Day("2025-01-17")
    let outlook = try OutlookReport.make("usbp-southwest", store: store, asOf: day, judging: false)
    let first = try Self.file(
      """
      series,made,from,factor,low,high,weight,who,why
      usbp-southwest,2025-01-16,2025-01-20,0.25,0.1,0.5,0.7,A,orders are announced
      darien,2025-01-16,2025-01-20,0.25,0.1,0.5,0.7,A,another series
      usbp-southwest,2025-01-18,2025-01-20,3,2,4,0.7,B,not stated yet
      """)
    let judged = try outlook.judged(by: first, store: store)
    #expect(judged.judgements?.map(\.who) == ["A"])
    #expect(judged.monthsWithout == outlook.months)
    #expect(judged.months[1].q50 < outlook.months[1].q50)
    #expect(judged.months[1].q90 <= outlook.months[1].q90)
    // More than all weight, and a series that nobody knows.
    let heavy = try Self.file(
      """
      series,made,from,factor,low,high,weight,who,why
      usbp-southwest,2025-01-16,2025-01-20,0.25,0.1,0.5,0.7,A,x
      usbp-southwest,2025-01-16,2025-01-20,3,2,4,0.7,B,y
      """)
    #expect(throws: OutlookError.self) { try outlook.judged(by: heavy, store: store) }
    let unknown = try Self.file(
      """
      series,made,from,factor,low,high,weight,who,why
      no such thing,2025-01-16,2025-01-20,0.25,0.1,0.5,0.7,A,x
      """)
    let error = #expect(throws: InputError.self) {
      try outlook.judged(by: unknown, store: store)
    }
    #expect(error?.issues.first?.line == 2)
  }
}
