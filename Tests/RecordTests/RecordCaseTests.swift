import Foundation
import Periods
import Record
import Tabular
import Testing

/// Small files of publishers' shapes, and what the record makes of them. The files are not in the
/// repository: the tests run where TROCHA_SHARED names a folder that holds them as `record-cases` and
/// `hostile`. Expected values are read off the files.
@Suite(.enabled(if: SharedFiles.folder != nil))
struct RecordCaseTests {
  private func fixture(_ official: Bool = false) throws -> RecordFixture {
    official
      ? try RecordFixture(
        figures: Bundle.module.bundleURL.appending(path: "official").path(percentEncoded: false))
      : try RecordFixture(seeded: false)
  }

  private func bring(
    _ names: [String], published: String? = nil, into fixture: RecordFixture
  ) throws -> [ImportOutcome] {
    let folder = try #require(SharedFiles.folder)
    let files = try names.map { name in
      let path = "\(folder)/\(name)"
      return PublishedFile(
        path: path, name: name, sha256: try FileHash.sha256(path: path),
        published: published.flatMap { Day($0) }, vocabulary: fixture.store.vocabulary)
    }
    return try fixture.store.importFiles(files)
  }

  /// Four fiscal years without a Title 42 row hold all encounters, not those of Title 8 alone.
  @Test func onlyTitle8() throws {
    let fixture = try fixture(true)
    _ = try bring(
      ["record-cases/cbp-only-title-8/sbo-encounters-fy24-fy27-oct.csv"], published: "2026-11-18",
      into: fixture)
    #expect(try fixture.value("encounters southwest", "2026-09") == 1_770 + 885)
    #expect(try fixture.value("encounters southwest", "2026-10") == 5_310)
    #expect(try fixture.value("usbp-southwest", "2026-10") == 3_540)
    #expect(try fixture.value("ofo-southwest", "2026-10") == 1_770)
    #expect(try fixture.value("usbp-southwest-families", "2026-10") == 100)
    for id in [
      "encounters-southwest", "usbp-southwest", "ofo-southwest", "usbp-southwest-families",
    ] {
      let entry = try fixture.store.seriesEntries(.english).first { $0.series == id }
      #expect(entry?.last == Period("2026-10"), "\(id)")
    }
  }

  @Test func states() throws {
    let fixture = try fixture(true)
    _ = try bring(["record-cases/by-state/state.csv"], published: "2030-11-20", into: fixture)
    #expect(try fixture.value("encounters in USA", "2030-10") == 205)
    #expect(try fixture.value("encounters nationwide", "2030-10") == 205)
    for word in ["texas", "Texas", "TX"] {
      #expect(try fixture.value("encounters \(word)", "2030-10") == 105, "\(word)")
    }
    #expect(try fixture.value("encounters southwest texas", "2030-10") == 100)
    let october = try #require(Period("2030-10"))
    let parts = try fixture.store.breakdown(
      fixture.selection("encounters southwest"), by: .state)
    let values = Dictionary(
      uniqueKeysWithValues: parts.parts.map { ($0.label, $0.timeline.observation(october).value) })
    #expect(values["US-TX"] == 100)
    #expect(values["US-AZ"] == 60)
    #expect(parts.total.observation(october).value == 160)
    let sectors = try fixture.store.breakdown(
      fixture.selection("encounters southwest"), by: .sector)
    #expect(!sectors.parts.contains { $0.label.hasPrefix("US-") || $0.label.hasPrefix("state-") })
  }

  /// "Other" of a table that names four countries is not that of one that names 21.
  @Test func twoOthers() throws {
    let fixture = try fixture(true)
    let june = try #require(Period("2024-06"))
    let before = try fixture.value("encounters southwest nationality=OOO", "2024-06")
    _ = try bring(
      ["record-cases/two-tables-two-others/sbo.csv"], published: "2025-09-19", into: fixture)
    #expect(try fixture.value("encounters southwest nationality=OOO", "2024-06") == before)
    let parts = try fixture.store.breakdown(
      fixture.selection("encounters southwest"), by: .nationality)
    let sum = parts.parts.compactMap { $0.timeline.observation(june).value }.reduce(0, +)
    #expect(parts.total.observation(june).value == sum)
    #expect(Set(parts.parts.flatMap { $0.timeline.observation(june).sources }).count == 1)
  }

  @Test func sameTableFourWays() throws {
    let fixture = try fixture(true)
    let count = try fixture.store.sources().count
    for name in ["a.csv", "a.csv.gz", "crlf.csv"] {
      let outcome = try bring(
        ["record-cases/same-table-four-ways/\(name)"], published: "2030-11-20", into: fixture)
      #expect(outcome.first?.changedRecord == (name == "a.csv"), "\(name)")
    }
    let last = try #require(
      try bring(["record-cases/same-table-four-ways/a.csv"], into: fixture).first)
    #expect(!last.changedRecord)
    #expect(last.releases.first?.published == Day("2030-11-20"))
    #expect(try fixture.store.sources().count == count + 1)
    let revisions = try fixture.store.revisions(
      fixture.selection("encounters southwest"), period: try #require(Period("2030-10")))
    #expect(revisions.count == 1)
  }

  @Test func pagesOfOneAnswer() throws {
    let fixture = try fixture()
    let pages = (1...3).map { "record-cases/unhcr-three-pages/page\($0).json" }
    #expect(throws: InputError.self) { try bring([pages[0]], into: fixture) }
    #expect(throws: InputError.self) { try bring([pages[0], pages[2]], into: fixture) }
    #expect(try fixture.store.sources().isEmpty)
    _ = try bring([pages[2], pages[0], pages[1]], published: "2033-06-12", into: fixture)
    let query = "population-of-concern VEN place!=VEN"
    #expect(try fixture.value("\(query) kind=refugee", "2031") == 700)
    #expect(try fixture.value("\(query) kind=refugee", "2032") == 770)
    #expect(try fixture.value("\(query) kind=asylum-seeker", "2031") == 70)
    #expect(try fixture.value("\(query) kind=asylum-seeker", "2032") == 77)
    // Every cell is a dash: too small to publish, which is no zero.
    let small = try fixture.store.timeline(
      fixture.selection("\(query) kind=other-in-need-of-protection"))
    #expect(small.observation(try #require(Period("2031"))).exactness == .tooSmall)
    #expect(small.observation(try #require(Period("2031"))).value == nil)
  }

  @Test func incidentsOf2026() throws {
    let fixture = try fixture(true)
    _ = try bring(
      ["record-cases/iom-header-of-2026/mm.csv"], published: "2031-05-06", into: fixture)
    #expect(try fixture.value("missing-migrants-americas", "2031-01") == 5)
    let americas = try fixture.store.timeline(fixture.selection("missing-migrants-americas"))
    #expect(americas.observation(try #require(Period("2031"))).value == 6)
    #expect(try fixture.value("deaths-and-disappearances", "2031") == 13)
    let days = try fixture.store.timeline(fixture.selection("deaths-and-disappearances"))
      .observations(every: .day, within: try #require(Period("2031")))
    #expect(days.map(\.period.description) == ["2031-01-02", "2031-02-12", "2031-03-01"])
    #expect(try fixture.value("survivors", "2031-02") == 4)
  }

  /// The later release lacks Venezuela in February and differs by one elsewhere.
  @Test func lostRowsAreNamed() throws {
    let fixture = try fixture()
    _ = try bring(["record-cases/a-release-that-lost-rows/old.csv"], into: fixture)
    let outcome = try bring(["record-cases/a-release-that-lost-rows/new.csv"], into: fixture)
    let changes = try #require(outcome.first?.releases.first?.changes)
    #expect(changes.before == "old")
    #expect(changes.hasLosses)
    #expect(changes.lossText(.english).contains("February 2031: 1,500 → 500"))
    #expect(!changes.lossText(.english).contains("January"))
    #expect(changes.cellsChanged == 2)
    let folder = try #require(SharedFiles.folder)
    let strict = try self.fixture()
    _ = try bring(["record-cases/a-release-that-lost-rows/old.csv"], into: strict)
    #expect(throws: RecordError.self) {
      try strict.store.importFile(
        path: "\(folder)/record-cases/a-release-that-lost-rows/new.csv", strict: true)
    }
    #expect(try strict.store.sources().count == 1)
  }

  @Test func zeroOutsideWhatATableCovers() throws {
    let fixture = try fixture()
    for name in ["west.csv", "world.csv"] {
      _ = try bring(["record-cases/zero-outside-what-a-table-covers/\(name)"], into: fixture)
    }
    do {
      _ = try fixture.store.timeline(fixture.selection("survivors route=river"))
      Issue.record("answered for everywhere")
    } catch let error as QuestionError {
      #expect("\(error)".contains("west-1") && "\(error)".contains("world-1"))
    }
    #expect(try fixture.value("survivors route=river place=ITA", "2031-01") == 50)
    // The table of the world was published in the middle of March.
    let italy = try fixture.store.timeline(fixture.selection("survivors route=river place=ITA"))
    #expect(italy.observation(try #require(Period("2031-03"))).value == 60)
    #expect(italy.observation(try #require(Period("2031-03"))).exactness == .atLeast)
    #expect(try fixture.value("survivors route=river place=ITA", "2031-02") == nil)
  }

  @Test(arguments: [
    ("record-cases/spanish-thousands/entradas.csv", "4500"),
    ("hostile/thousands-point/tidy.csv", "81946"), ("hostile/negative-count/tidy.csv", "-5"),
    ("hostile/published-before-period/tidy.csv", "2023-01-01"),
  ])
  func refused(_ name: String, _ words: String) throws {
    let fixture = try fixture()
    do {
      _ = try bring([name], into: fixture)
      Issue.record("\(name) was taken")
    } catch let error as InputError {
      #expect("\(error)".contains(words), "\(error)")
    }
    #expect(try fixture.store.sources().isEmpty)
  }

  @Test func tabsAndTotals() throws {
    let fixture = try fixture(true)
    _ = try bring(
      ["record-cases/tabs-and-total-row/sbo.tsv"], published: "2030-11-20", into: fixture)
    #expect(try fixture.value("encounters southwest", "2030-10") == 12)
    let total = try bring(
      ["record-cases/tabs-and-total-row/total.csv"], published: "2030-11-20", into: fixture)
    #expect(total.first?.changedRecord == false)
  }
}

/// The folder of files that are not in the repository; `nil` where it is not at hand.
enum SharedFiles {
  static let folder = ProcessInfo.processInfo.environment["TROCHA_SHARED"]
}
