import Foundation
import Periods
import Record
import Testing

/// When each dataset is due, in small records of which every day can be counted.
@Suite struct ReleaseCalendarTests {
  private static let header =
    "measure,place,period,value,source,dataset,publisher,title,published,usual_lag"

  private static func calendar(
    _ rows: [String], on today: String = "2026-11-27"
  ) throws -> ReleaseCalendar {
    let fixture = try RecordFixture(seeded: false)
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    return try fixture.store.releaseCalendar(today: #require(Day(today)), .english)
  }

  /// Three releases came 18, 22 and 20 days after their months; the second of August's is no first one. Without a
  /// stated lag their middle is taken.
  @Test func `the lag of the releases held`() throws {
    let calendar = try Self.calendar([
      "transits,darien,2026-07,5,r1,test-counts,Office,Counts,2026-08-18,",
      "transits,darien,2026-08,6,r2,test-counts,Office,Counts,2026-09-22,",
      "transits,darien,2026-08,7,r3,test-counts,Office,Counts,2026-10-02,",
      "transits,darien,2026-09,8,r4,test-counts,Office,Counts,2026-10-20,",
    ])
    let dataset = try #require(calendar.datasets.first)
    #expect(calendar.datasets.count == 1)
    #expect(dataset.lastRelease == "r4")
    #expect(dataset.newest == Period("2026-09"))
    #expect(dataset.lagFrom == .releases && dataset.usualLag == 20)
    #expect(dataset.spread?.shortest == 18)
    #expect(dataset.spread?.longest == 22)
    #expect(dataset.spread?.releases == 3)
    // October ends on the 31st: due on 20 November, a week before the day.
    #expect(dataset.next == Period("2026-10"))
    #expect(dataset.nextDue == Day("2026-11-20"))
    #expect(dataset.late && dataset.dueSince == 1 && dataset.daysLate == 7)
    let upcoming = try #require(dataset.upcoming(from: calendar.today))
    #expect(upcoming.period == Period("2026-11"))
    #expect(upcoming.due == Day("2026-12-20"))
  }

  /// A late vintage was not published when its months were first known: its day says nothing of the lag.
  @Test func `a late vintage has the stated lag`() throws {
    let calendar = try Self.calendar(
      ["transits,darien,2026-09,5,a,test-counts,Office,Counts,2026-11-20,10"], on: "2026-11-10")
    let dataset = try #require(calendar.datasets.first)
    #expect(dataset.lagFrom == .stated && dataset.usualLag == 10 && dataset.spread == nil)
    #expect(dataset.nextDue == Day("2026-11-10"))
    #expect(!dataset.late && dataset.daysLate == 0)
  }

  /// What has been due longest comes first. The dataset of a year's end is due in years.
  @Test func `the longest due comes first`() throws {
    let calendar = try Self.calendar([
      "transits,darien,2026-09,5,a,test-counts,Office,Counts,2026-10-10,10",
      "population-of-concern,PER,2024,5,b,test-people,Office,People,2025-06-15,166",
    ])
    #expect(calendar.datasets.map(\.dataset) == ["test-people", "test-counts"])
    #expect(calendar.datasets.first?.every == .year)
    #expect(calendar.datasets.first?.next == Period("2025"))
    #expect(calendar.datasets.first?.nextDue == Day("2026-06-15"))
  }

  /// Tables that ship and that another goes on with are complete, whatever day it is.
  @Test func `tables that another goes on with are complete`() throws {
    let fixture = try RecordFixture.shared.get()
    let calendar = try fixture.store.releaseCalendar(
      today: #require(Day("2026-11-27")), .english)
    let complete = calendar.datasets.filter(\.complete)
    #expect(complete.contains { $0.dataset == "panama-darien-annual" })
    for dataset in complete {
      #expect(!dataset.late && dataset.next == nil && dataset.nextDue == nil, "\(dataset.dataset)")
      let next = try #require(dataset.continuedBy)
      #expect(calendar.datasets.contains { $0.dataset == next }, "\(dataset.dataset)")
    }
    // What a newspaper quotes is no publication of its own.
    #expect(!calendar.datasets.contains { $0.dataset.hasPrefix("press-report") })
  }
}
