import Fetching
import Foundation
import Periods
import Record
import Testing

/// Which of a page's links is the newest, and which day a file counts as published on.
@Suite struct FindingTests {
  /// The names are CBP's own, as its page has listed them over the years.
  private static let pattern =
    #"nationwide-encounters-fy\d\d-fy(?<to>\d\d)(-(?<month>[a-z]{3}))?-aor(_\d+)?\.csv$"#
  private static let page = "https://www.cbp.gov/document/stats/nationwide-encounters"

  private func newest(_ links: [String], _ pattern: String = pattern) -> String? {
    LandingPage(text: Shapes.landingPage(links), address: Self.page).newest(pattern: pattern)?
      .absoluteString
  }

  @Test func newestMonthOfTheNewestYear() {
    #expect(
      newest([
        "/sites/default/files/2026-07/nationwide-encounters-fy23-fy26-jun-aor.csv",
        "/sites/default/files/2026-07/nationwide-encounters-fy23-fy26-jun-state.csv",
        "/sites/default/files/2025-11/nationwide-encounters-fy22-fy25-aor.csv",
        "/sites/default/files/2026-05/nationwide-encounters-fy23-fy26-apr-aor.csv",
      ])
        == "https://www.cbp.gov/sites/default/files/2026-07/nationwide-encounters-fy23-fy26-jun-aor.csv"
    )
  }

  /// The fiscal year begins in October; its file of the whole year has no month in the name and comes last.
  @Test func yearEndAndTheFiscalYear() {
    let names = ["fy22-fy25-oct", "fy22-fy25-jan", "fy22-fy25-aug", "fy22-fy25", "fy23-fy26-oct"]
    for (older, newer) in zip(names, names.dropFirst()) {
      let links = [newer, older].map { "/f/nationwide-encounters-\($0)-aor.csv" }
      #expect(newest(links)?.contains("-\(newer)-aor") == true)
      #expect(newest(links.reversed())?.contains("-\(newer)-aor") == true)
    }
  }

  /// A corrected file stands in a later folder under the same name.
  @Test func laterFolderOfTheSameName() {
    let name = "nationwide-encounters-fy23-fy26-jun-aor.csv"
    #expect(newest(["/f/2026-07/\(name)", "/f/2026-08/\(name)"])?.contains("2026-08") == true)
  }

  @Test func linksAsPagesWriteThem() {
    let text = """
      <A HREF = 'data/a.csv?x=1&amp;y=2'>a</A> <a class="b" href="//files.example.org/b.csv">b</a>
      <a href="mailto:someone@example.org">c</a> <a href="javascript:void(0)">d</a>
      """
    let links = LandingPage(text: text, address: "https://example.org/page/").links
    #expect(
      links.map(\.absoluteString) == [
        "https://example.org/page/data/a.csv?x=1&y=2", "https://files.example.org/b.csv",
      ])
  }

  @Test func whereANameSaysThatItEnds() throws {
    let catalogue = try PublisherCatalogue.shipped()
    let table = try #require(catalogue.tables.first { $0.id == "cbp-nationwide" })
    let end = { (name: String) in table.namedEnd(of: "nationwide-encounters-\(name)-aor.csv") }
    #expect(end("fy23-fy26-jun") == Day("2026-06-30"))
    #expect(end("fy23-fy26-nov") == Day("2025-11-30"))
    #expect(end("fy22-fy25") == Day("2025-09-30"))
  }

  @Test(arguments: [
    // The server's day, within the month of the folder.
    ("Fri, 17 Jul 2026 14:03:11 GMT", "/files/2026-07/x.csv", "2026-07-17", "last-modified"),
    // The file was moved to another server years later: the folder's month counts.
    ("Mon, 02 Nov 2026 14:03:11 GMT", "/files/2026-07/x.csv", "2026-07-31", "folder"),
    ("", "/files/2026-07/x.csv", "2026-07-31", "folder"),
    // This month's folder: not after the day of fetching.
    ("", "/files/2026-11/x.csv", "2026-11-27", "folder"),
    ("Fri, 17 Jul 2026 14:03:11 GMT", "/x.csv", "2026-07-17", "last-modified"),
    // Before the last day counted, or in the future: no sign.
    ("Mon, 01 Jun 2026 00:00:00 GMT", "/x.csv", "2026-11-27", "fetched"),
    ("", "/files/2026-05/x.csv", "2026-11-27", "fetched"),
    ("Fri, 01 Jan 2027 00:00:00 GMT", "/x.csv", "2026-11-27", "fetched"),
    ("yesterday", "/x.csv", "2026-11-27", "fetched"),
  ])
  func dayOfPublication(_ changed: String, _ address: String, _ day: String, _ sign: String) {
    let found = PublicationDay(
      given: nil, lastModified: changed, address: address, fetched: Day("2026-11-27")!,
      last: Day("2026-06-30"))
    #expect(found.day == Day(day))
    #expect(found.sign.rawValue == sign)
  }
}
