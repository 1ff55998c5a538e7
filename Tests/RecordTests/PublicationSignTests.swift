import Foundation
import Periods
import Record
import Tabular
import Testing

/// The day of publication as files show it. The names are those of real files and addresses of the
/// publishers; the days can be read off them.
@Suite struct PublicationSignTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  /// A file of this name and content; nothing else is known of it.
  private func sign(
    _ name: String, _ text: String = "a,b\n1,2\n", url: String = "", folder: String = "",
    published: String? = nil, retrieved: String? = nil, today: String = "2026-11-27"
  ) throws -> PublicationSign? {
    var file = try files.file("content", text.utf8, published: published, today: today)
    file.name = folder + name
    file.url = url
    file.retrieved = retrieved.flatMap { Day($0) }
    return try PublicationSign.find(of: file)
  }

  @Test(arguments: [
    (
      "cbp-nationwide-by-state-fy22-fy25.published-2025-11.csv.gz", "2025-11-30", false,
      "published-2025-11"
    ),
    ("unhcr-population-world.known-2024-06-17.csv.gz", "2024-06-17", false, "known-2024-06-17"),
    (
      "MissingMigrants-Global-2026-05-06--19_42_11.csv", "2026-05-06", false,
      "2026-05-06--19_42_11"
    ),
    ("table.published-2023-09-22.csv", "2023-09-22", true, "published-2023-09-22"),
  ])
  func inTheName(_ name: String, _ day: String, _ isExact: Bool, _ text: String) throws {
    let sign = try #require(try sign(name))
    #expect(
      sign == PublicationSign(try #require(Day(day)), isExact: isExact, place: .name, text: text))
  }

  /// A name that has days or months in it for other reasons says nothing.
  @Test(arguments: [
    "nationwide-encounters-fy23-fy26-jun-aor.csv", "population-2023-06-30.csv", "2026-05.csv",
    "published-2025-11.csv", "unknown-2024-06-17.csv", "a.known-2024-13-40.csv", "data.csv",
    "a.published-soon.csv",
  ])
  func notInTheName(_ name: String) throws {
    #expect(try sign(name) == nil)
  }

  /// The folder of CBP's address is the month in which it put the file there.
  @Test func inTheFolderOfTheAddress() throws {
    let address =
      "https://www.cbp.gov/sites/default/files/2026-07/nationwide-encounters-fy23-fy26-jun-aor.csv"
    let july = try #require(Day("2026-07-31"))
    let expected = PublicationSign(
      july, isExact: false, place: .folder, text: "2026-07")
    #expect(try sign("download.csv", url: address) == expected)
    #expect(try sign("download.csv", url: address + "?x=1/2020-01/y") == expected)
    // While the month goes on, what is at hand is out.
    #expect(
      try sign("download.csv", url: address, today: "2026-07-20")?.day == Day("2026-07-20"))
    // The year's last file has no month in its name.
    #expect(
      try sign(
        "download.csv",
        url: "https://www.cbp.gov/sites/default/files/2025-10/sbo-encounters-fy22-fy25.csv")?.day
        == Day("2025-10-31"))
  }

  /// A folder of one's own may be named after the month that the figures are of.
  @Test func inAFolderOfOnesOwn() throws {
    let name = "nationwide-encounters-fy23-fy26-jun-aor.csv"
    #expect(try sign(name, folder: "tables/2026-07/")?.day == Day("2026-07-31"))
    #expect(try sign(name, folder: "tables/2026-06/") == nil)
    #expect(try sign("encounters.csv", folder: "tables/2026-07/") == nil)
  }

  /// As UNHCR's downloads have it above their header.
  @Test func inTheFile() throws {
    let text = """
      "This dataset is current and was last updated on 14 June 2023 as of the date and time of its download, 20/09/2023 22:18 UTC."
      "Data quick link: https://www.unhcr.org/refugee-statistics/download/?url=xXst2S"

      Year,Country of origin (ISO),Country of asylum (ISO),Refugees under UNHCR's mandate
      2022,VEN,BRA,5

      """
    let sign = try #require(try sign("population.csv", text))
    #expect(sign.day == Day("2023-06-14"))
    #expect(sign.isExact)
    #expect(sign.place == .line)
    // What the file says goes before its name, and what the user says before both.
    #expect(try self.sign("population.known-2023-10-25.csv", text)?.day == Day("2023-06-14"))
    #expect(
      try self.sign("population.csv", text, published: "2023-06-20")
        == PublicationSign(try #require(Day("2023-06-20")), isExact: true, place: .given))
  }

  @Test func theDayOfFetchingIsTheLast() throws {
    let sign = try #require(try sign("data.csv", retrieved: "2024-06-20"))
    #expect(sign.day == Day("2024-06-20"))
    #expect(!sign.isExact)
    #expect(sign.place == .retrieved)
    #expect(
      try self.sign("a.known-2024-01-02.csv", retrieved: "2024-06-20")?.day == Day("2024-01-02"))
  }

  /// CBP's names: fiscal year 2023 begins in October 2022.
  @Test(arguments: [
    ("nationwide-encounters-fy23-fy26-jun-aor.csv", "2022-10-01/2026-06-30"),
    ("nationwide-encounters-fy20-fy23-aor.csv", "2019-10-01/2023-09-30"),
    ("cbp-nationwide-by-state-fy23-fy26-nov.published-2025-12.csv.gz", "2022-10-01/2025-11-30"),
    ("sbo_encounters_fy2024.csv", "2023-10-01/2024-09-30"),
  ])
  func windowOfAName(_ name: String, _ period: String) throws {
    #expect(FileWindow(name: name)?.period == Period(period))
  }

  @Test(arguments: ["encounters-2023.csv", "fy.csv", "fy26-fy23.csv", "fysomething-fy.csv", ""])
  func namesWithoutAWindow(_ name: String) {
    #expect(FileWindow(name: name) == nil)
  }

  // MARK: What the record takes

  private static let incidents =
    "Main ID,Incident ID,Region,Incident Date,Number Dead,Minimum Estimated Number of Missing,"
    + "Cause of Death\n1,1,North America,2022-01-02,3,,Drowning\n"

  private func fault(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func theSignIsTakenAndSaid() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file("MissingMigrants-Global-2022-05-06--19_42_11.csv", Self.incidents)
    let outcome = try fixture.store.importFile(path: path)
    let news = try #require(outcome.releases.first)
    #expect(news.published == Day("2022-05-06"))
    #expect(news.dating == .atLatest)
    let line = try #require(outcome.lines(fixture.store.vocabulary, .english).first)
    #expect(
      line.text.hasSuffix(
        "Published 6 May 2022 at the latest (from the name: 2022-05-06--19_42_11)."),
      "\(line.text)")
    let query = "deaths-and-disappearances place=north-america"
    // Before that day the release stands in for those of the time, from the usual thirty days on.
    let selection = try fixture.selection(query)
    let day = try #require(Period("2022-01-02"))
    for (asOf, isStandIn) in [("2022-05-06", false), ("2022-05-05", true)] {
      let observation = try fixture.store.timeline(selection, asOf: Day(asOf)).observation(day)
      #expect(observation.value == 3)
      #expect(observation.isStandIn == isStandIn, "\(asOf)")
    }
    #expect(try fixture.value(query, "2022-01-02", asOf: "2022-01-31") == nil)
    let source = try #require(try fixture.store.source(news.source))
    #expect(source.note.contains("Published on 2022-05-06 at the latest"))
  }

  /// Without a day the file is out by the day of reading, whatever the publisher's usual lag: before, the record
  /// knows nothing of it but what stands in.
  @Test func withoutADayItIsOutByToday() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file("mm.csv", Self.incidents)
    let file = PublishedFile(
      path: path, name: "mm.csv", sha256: try FileHash.sha256(path: path),
      vocabulary: fixture.store.vocabulary)
    // Who is asked and does not know is told what helps.
    #expect(
      fault { _ = try fixture.store.importFiles([file]) { _ in nil } } == """
        mm.csv: expected the day on which it was published, found none in the file, its name or its folder
          Give it: --published YYYY-MM-DD (by the publisher's usual lag about 2022-02-01). If you know \
        only when it was fetched: --retrieved YYYY-MM-DD, by which day it was out.
        """)
    #expect(try fixture.store.sources().isEmpty)
    var asked: [String] = []
    let outcome = try fixture.store.importFiles([file]) { undated in
      asked.append(undated.name)
      return Day("2022-03-01")
    }
    #expect(asked == ["mm.csv"])
    #expect(outcome.first?.releases.first?.published == Day("2022-03-01"))
    #expect(outcome.first?.releases.first?.dating == .given)
    // Once its figures are held, the day is known.
    #expect(try !fixture.store.importFile(path: path).changedRecord)
    let other = try RecordFixture(seeded: false)
    let news = try #require(
      try other.store.importFile(path: other.file("mm.csv", Self.incidents)).releases.first)
    #expect(news.published == RecordFixture.today)
    #expect(news.dating == .atLatest)
  }

  /// A day before the end of what is counted, or after today, would let the record know the future.
  @Test(arguments: [
    ("2022-01-01", "not before the last day counted, 2022-01-02"),
    ("2040-01-02", "not after today, 2040-01-01"),
  ])
  func daysThatCannotBe(_ day: String, _ words: String) throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file("mm.csv", Self.incidents)
    let given = fault { _ = try fixture.store.importFile(path: path, published: Day(day)) }
    #expect(given.contains(words) && given.contains("--published"), "\(given)")
    // And so if it is the file that shows it.
    let shown = try fixture.file("mm.published-\(day).csv", Self.incidents)
    let found = fault { _ = try fixture.store.importFile(path: shown) }
    #expect(found.contains(words) && found.contains("from the name"), "\(found)")
    #expect(try fixture.store.sources().isEmpty)
  }

  /// A tidy table's own days as well, in the line that states them. What is counted of a month so far is a
  /// figure of it.
  @Test(arguments: [
    ("2023-08", "2023-07-31", "table.csv:2:2 (period): expected a period that had begun when"),
    // A day to come is its writer's own affair.
    ("2023-08", "2041-01-01", ""),
    ("2023-08", "2023-08-10", ""), ("2023-08-01/2023-08-10", "2023-08-10", ""),
  ])
  func daysOfATidyTable(_ period: String, _ published: String, _ words: String) throws {
    let text =
      "measure,period,value,source,dataset,title,published,publisher\n"
      + "transits,\(period),5,s,d,Counts,\(published),Office\n"
    let file = try files.file("table.csv", text.utf8, today: "2040-01-01")
    let fault = fault { _ = try FigureReaders.reader(for: file, format: nil).read(file) }
    #expect(words.isEmpty ? fault.isEmpty : fault.hasPrefix(words), "\(fault)")
  }

  @Test func aTidyTableWithoutADayTakesTheSign() throws {
    let fixture = try RecordFixture(seeded: false)
    let text =
      "measure,place,period,value,source,dataset,title,publisher\n"
      + "transits,darien,2023-08,5,s,d,Counts,Office\n"
    let path = try fixture.file("a.known-2023-09-10.csv", text)
    let news = try #require(try fixture.store.importFile(path: path).releases.first)
    #expect(news.published == Day("2023-09-10"))
    #expect(news.dating == .atLatest)
    let other = try fixture.file("b.csv", text)
    #expect(
      fault { _ = try fixture.store.importFile(path: other) }.contains(
        "expected the published of source"))
  }
}
