import Foundation
import Periods
import Record
import Testing

/// A record of the first version is brought up to date. The file was written by that version, which had
/// read CBP's table by state of December 2023 and a tidy table, and cut to five figures.
@Suite struct MigrationTests {
  private func opened() throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let old = fixture.folder.appending(path: "old.sqlite")
    let script = Bundle.module.bundleURL.appending(path: "record-of-the-first-version.sql")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", old.path]
    process.standardInput = try FileHandle(forReadingFrom: script)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try RecordFixture(opening: old.path, in: fixture.folder)
  }

  /// 623 and 15,378 encounters in Texas stand in the old file under the sector `state-tx`.
  @Test func statesAreADimensionOfTheirOwn() throws {
    let fixture = try opened()
    #expect(try fixture.value("encounters southwest Texas", "2023-11") == 623 + 15_378)
    let parts = try fixture.store.breakdown(
      fixture.selection("encounters southwest"), by: .state)
    let november = try #require(Period("2023-11"))
    #expect(parts.parts.map(\.label).sorted() == ["US-AZ", "US-TX"])
    // With 9,302 and 674 in Arizona.
    #expect(parts.total.observation(november).value == 25_977)
    let sources = try fixture.store.sources()
    let table = try #require(sources.first { $0.source.dataset.hasPrefix("cbp") }?.source)
    #expect(table.coverage[.place].reach == .within)
    #expect(table.coverage.span == Period("2023-11"))
  }

  /// Nothing is known of what a tidy table covers but what occurs in it.
  @Test func tablesThatSaidNothingAreUndeclared() throws {
    let fixture = try opened()
    #expect(try fixture.value("irregular-entries in Costa Rica VEN", "2023-08") == 4_500)
    let all = try fixture.store.timeline(fixture.selection("irregular-entries in Costa Rica"))
    #expect(all.observation(try #require(Period("2023-08"))).exactness == .atLeast)
    #expect(try fixture.store.check().faults.isEmpty)
  }
}
