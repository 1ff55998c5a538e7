import Foundation
import Periods
import Record
import Testing

/// What happened to a series, by the releases of CBP that ship. The three updates are published: June 2023 99,539 on
/// 18 July; July 132,652 on 18 August; July 132,648 and August 181,059 on 22 September 2023. A newspaper's 181,509
/// for August is a slip, and no release.
@Suite struct SeriesNewsTests {
  @Test func `first numbers and those that took their place`() throws {
    let store = try RecordFixture.official.get().store
    let news = try store.news(
      store.parser.selection("usbp-southwest"), periods: 24, today: #require(Day("2026-11-27")),
      .english)
    func items(_ period: String) -> [SeriesNews.Item] {
      news.items.filter { $0.period == Period(period) && $0.kind != .late }.reversed()
    }
    #expect(items("2023-07").prefix(2).map(\.value) == [132_652, 132_648])
    #expect(items("2023-07").prefix(2).map(\.kind) == [.figure, .revision])
    #expect(items("2023-07").first?.day == Day("2023-08-18"))
    #expect(items("2023-08").first?.value == 181_059)
    #expect(items("2023-08").first?.day == Day("2023-09-22"))
    #expect(!news.items.contains { $0.value == 181_509 })
    #expect(news.items.map(\.day) == news.items.map(\.day).sorted(by: >))
    #expect(Set(news.items.map(\.id)).count == news.items.count)
  }
}
