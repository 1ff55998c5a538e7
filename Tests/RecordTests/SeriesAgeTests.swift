import Foundation
import Periods
import Record
import Testing
import Wording

/// How old the newest figure is and what has been due since, against calendars counted by hand.
@Suite struct SeriesAgeTests {
  private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private static func age(
    _ newest: String, lag: Int?, on today: String, asOf: String? = nil, through: String? = nil,
    isComplete: Bool = false
  ) throws -> SeriesAge {
    let newest = try #require(Period(newest))
    return SeriesAge(
      newest: newest, dataset: "test-counts",
      rhythm: ReleaseRhythm(
        every: newest.granularity, usualLag: lag, isComplete: isComplete),
      through: through.flatMap(Period.init), asOf: asOf.flatMap(Day.init), today: try day(today))
  }

  /// July 2024 ends on the 31st, 21 days later is 21 August; October 2026 was due on 21 November 2026. From July
  /// 2024 to October 2026 there are 6 + 12 + 10 months.
  @Test func `months that were due are counted`() throws {
    let age = try Self.age("2024-06", lag: 21, on: "2026-11-27")
    #expect(age.months == 29)
    #expect(age.dueSince == 28)
    #expect(age.nextDue == Day("2024-08-21"))
    #expect(age.isLate)
    #expect(
      age.words(.english)
        == "newest: June 2024, 29 months old; 28 releases have been due since 21 August 2024")
    #expect(
      age.words(.spanish)
        == "lo más reciente: junio de 2024, de hace 29 meses; faltan 28 publicaciones, la primera "
        + "esperada el 21 de agosto de 2024")
  }

  /// On the day it is due nothing is late; on the day after it is.
  @Test(arguments: [
    ("2024-08-20", 0), ("2024-08-21", 0), ("2024-08-22", 1), ("2024-09-21", 1), ("2024-09-22", 2),
  ])
  func `late is the day after`(today: String, due: Int) throws {
    let age = try Self.age("2024-06", lag: 21, on: today)
    #expect(age.dueSince == due)
    #expect(age.nextDue == Day("2024-08-21"))
    #expect(age.isLate == (due > 0))
  }

  /// 2024 is a leap year: with no lag its February is due on the 29th.
  @Test func `february of a leap year`() throws {
    #expect(try Self.age("2024-01", lag: 0, on: "2024-02-10").nextDue == Day("2024-02-29"))
  }

  /// UNHCR's end of 2025 is due 166 days after 31 December: 31 + 28 + 31 + 30 + 31 days to the end of May, and
  /// 15 more. ICE's fiscal years 2024 and 2025 end on 30 September, and are due 90 days later, on 29 December.
  @Test func `years and fiscal years`() throws {
    let year = try Self.age("2024", lag: 166, on: "2026-11-27")
    #expect(year.nextDue == Day("2026-06-15"))
    #expect(year.dueSince == 1)
    #expect(
      year.words(.english)
        == "newest: 2024, 23 months old; 1 release has been due since 15 June 2026")
    let fiscal = try Self.age("FY2023", lag: 90, on: "2026-11-27")
    #expect(fiscal.nextDue == Day("2024-12-29"))
    #expect(fiscal.dueSince == 2)
    #expect(fiscal.old(.english) == "3 years old")
    #expect(fiscal.old(.spanish) == "de hace 3 años")
  }

  /// What is told of a day of the past is told for that day: August 2023 was two months back, and September was
  /// due on 21 October.
  @Test func `as of a day nothing is alarming`() throws {
    let age = try Self.age("2023-08", lag: 21, on: "2026-11-27", asOf: "2023-10-05")
    #expect(age.months == 2)
    #expect(age.dueSince == 0)
    #expect(age.nextDue == Day("2023-10-21"))
    #expect(age.words(.english) == "as of 5 October 2023: newest August 2023, 2 months old")
    #expect(
      age.words(.spanish)
        == "al 5 de octubre de 2023: lo más reciente, agosto de 2023, de hace 2 meses")
    // Of a day to come nothing is known but what is known today.
    #expect(try Self.age("2024-06", lag: 21, on: "2026-11-27", asOf: "2030-01-01").months == 29)
  }

  @Test func `a complete table is not late, whatever its lag`() throws {
    let age = try Self.age("2017-09", lag: 97, on: "2026-11-27", isComplete: true)
    #expect(!age.isLate)
    #expect(age.nextDue == nil)
    #expect(
      age.words(.english)
        == "newest: September 2017, 110 months old; the table is complete, no further release is expected"
    )
  }

  @Test func `without a lag nothing is called late`() throws {
    let age = try Self.age("2024-06", lag: nil, on: "2026-11-27")
    #expect(age.dueSince == 0 && age.nextDue == nil)
    #expect(age.words(.english).hasSuffix("when the next is due is not known"))
  }

  /// A table that goes on to June 2024 without the series has had releases until then.
  @Test func `releases that left the series out are not due`() throws {
    let age = try Self.age("2023-12", lag: 15, on: "2024-09-01", through: "2024-06")
    #expect(age.months == 9)
    #expect(age.dueSince == 1)
    #expect(age.nextDue == Day("2024-08-15"))
    #expect(age.words(.english).contains("its table goes on to June 2024 without it"))
  }

  /// Foundation's calendar counts the same months due, for random periods, lags and days.
  @Test func `as many months as the calendar has`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let seed = UInt64.random(in: 1...(.max))
    var state = seed
    func random(_ count: UInt64) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % count)
    }
    for _ in 0..<200 {
      let (year, month, lag) = (2000 + random(24), 1 + random(12), random(200))
      let today = Day(number: Int32(19_000 + random(2_000)))
      let newest = Period.month(of: try #require(Day(year: year, month: month, day: 1)))
      let age = SeriesAge(
        newest: newest, dataset: "test", rhythm: ReleaseRhythm(every: .month, usualLag: lag),
        asOf: nil, today: today)
      let midnight = Date(timeIntervalSince1970: Double(today.number) * 86_400)
      var due = 0
      for step in 1...400 {
        // The last day of a month is the day before the first of the next.
        let next = DateComponents(year: year, month: month + step + 1, day: 1)
        let first = try #require(calendar.date(from: next))
        let day = try #require(calendar.date(byAdding: .day, value: lag - 1, to: first))
        guard day < midnight else { break }
        due += 1
      }
      #expect(age.dueSince == due, "seed \(seed): \(newest), \(lag) days, \(today)")
    }
  }

  // MARK: In a record

  private static let header =
    "measure,place,period,value,source,dataset,publisher,title,published,usual_lag"

  private static func record(_ rows: [String]) throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    return fixture
  }

  /// The age of what is read: the newest month that is known, by the lag of its own source.
  @Test func `a series of a record has an age`() throws {
    let fixture = try Self.record([
      "transits,darien,2024-04,5,a,test-counts,Office,Counts,2025-06-19,10",
      "transits,darien,2024-05,7,a,test-counts,Office,Counts,2025-06-19,10",
      "transits,darien,2024-06,,a,test-counts,Office,Counts,2025-06-19,10",
    ])
    let selection = try fixture.selection("transits darien")
    let today = try Self.day("2024-08-11")
    let age = try #require(
      try fixture.store.age(of: fixture.store.timeline(selection), today: today))
    // June 2024 is held as not known; its release and July's were due on 10 July and 10 August.
    #expect(age.newest == Period("2024-05"))
    #expect(age.months == 3)
    #expect(age.dueSince == 2)
    let before = try fixture.store.timeline(selection, asOf: Self.day("2024-05-10"))
    let then = try #require(fixture.store.age(of: before, today: today))
    #expect(then.newest == Period("2024-04"))
    #expect(then.isAsOf && then.on == Day("2024-05-10"))
  }

  /// Two releases of a dataset that nobody describes came 10 and 12 days after their month; one alone says nothing.
  @Test func `several releases held have a lag`() throws {
    let rows = [
      "transits,darien,2026-08,5,a,test-counts,Office,Counts,2026-09-10,",
      "transits,darien,2026-09,6,b,test-counts,Office,Counts,2026-10-12,",
    ]
    for (held, due) in [(rows, Day("2026-11-12")), ([rows[1]], nil)] {
      let fixture = try Self.record(held)
      let timeline = try fixture.store.timeline(fixture.selection("transits darien"))
      let age = try #require(fixture.store.age(of: timeline, today: Self.day("2026-11-27")))
      #expect(age.nextDue == due)
      #expect(age.isLate == (due != nil))
    }
  }

  /// The list of named series has the age of each, and the summary counts those that are late.
  @Test func `named series have their ages`() throws {
    let fixture = try Self.record([
      "transits,darien,2026-10,5,a,test-counts,Office,Counts,2026-11-10,10",
      "returns,MEX,2026-08,5,b,test-returns,Office,Returns,2026-10-10,40",
    ])
    let entries = try fixture.store.seriesEntries(today: try Self.day("2026-11-27"), .english)
    let darien = try #require(entries.first { $0.series == "darien" }?.age)
    #expect(darien.newest == Period("2026-10"))
    #expect(darien.ageMonths == 1 && !darien.late)
    // September was due on 30 September + 40 days.
    let returns = try #require(entries.first { $0.series == "mexico-returns" }?.age)
    #expect(returns.late && returns.nextDue == Day("2026-11-09"))
    let all = try #require(RecordAge(entries))
    #expect(all.late == 1)
    #expect(
      all.sentence(.english).hasPrefix("Newest figures held: October 2026, 1 month old. Of "))
    #expect(all.sentence(.english).hasSuffix("named series, 1 has releases due that are not held."))
  }
}
