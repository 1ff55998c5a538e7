import Foundation
import Periods
import Record
import Testing

/// Releases are taken out again, and the answers before them are back byte for byte.
@Suite struct RemovalTests {
  /// What is asked: answers as the doors give them, in JSON.
  private static let questions = [
    "transits darien", "transits darien VEN", "darien", "usbp-southwest",
    "encounters usbp southwest by nationality", "deaths-and-disappearances",
    "raft-landings darien",
  ]

  /// Everything that a reader can see of a record: answers, named series, sources, coverage.
  private static func answers(_ fixture: RecordFixture) throws -> [String] {
    let store = fixture.store
    var texts = try questions.compactMap { words -> String? in
      guard let selection = try? store.parser.selection(words) else { return "not understood" }
      do {
        let timeline = try store.timeline(selection)
        return try json(
          timeline.observations(every: .month).map {
            "\($0.period) \($0.value.map { "\($0)" } ?? "-") \($0.sources) \($0.exactness) \($0.note)"
          })
      } catch {
        return "\(error)"
      }
    }
    texts.append(try json(try store.seriesEntries(.english)))
    texts.append(try json(store.sources().map { SourceReport($0) }))
    texts.append(try json(store.sources().map { try store.coverage(of: $0.source.id) }))
    texts.append(try json(store.imports()))
    return texts
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func table(
    _ id: String, _ published: String, _ rows: [String], measure: String = "transits"
  ) -> String {
    StoreTests.table(id: id, published: published, rows)
      .replacing("transits,darien", with: "\(measure),darien")
  }

  /// A later release of July 2023, August, and a group that nobody else has.
  private static let later = StoreTests.table(
    id: "b", published: "2023-09-10", ["VEN,2023-07,8", "VEN,2023-08,9", "CUB,2023-08,3"])
  private static let earlier = StoreTests.table(
    id: "a", published: "2023-08-10", ["VEN,2023-06,4", "VEN,2023-07,7"])

  private static func bring(_ fixture: RecordFixture, _ name: String, _ text: String) throws {
    _ = try fixture.store.importFile(path: try fixture.file(name, text))
  }

  @Test func theLastReleaseOfTheUser() throws {
    let fixture = try RecordFixture(seeded: false)
    try Self.bring(fixture, "a.csv", Self.earlier)
    let (before, version) = (try Self.answers(fixture), try fixture.store.contentVersion())
    try Self.bring(fixture, "b.csv", Self.later)
    #expect(try Self.answers(fixture) != before)
    #expect(try fixture.store.contentVersion() != version)
    let removal = try fixture.store.remove(["b"])
    #expect(try Self.answers(fixture) == before)
    #expect(try fixture.store.contentVersion() == version)
    let gone = try #require(removal.removed.first)
    #expect(gone.figures == 3)
    #expect(gone.span == Period("2023-07-01/2023-08-31"))
    #expect(gone.files == ["b.csv"])
    #expect(gone.labels == ["nationality=CUB"])
    #expect(gone.newest == "a")
    #expect(try fixture.store.check().faults.isEmpty)
  }

  /// An earlier release is taken out from under a later one: what is left is as if it alone had come.
  @Test func notOnlyTheLast() throws {
    let fixture = try RecordFixture(seeded: false)
    try Self.bring(fixture, "b.csv", Self.later)
    let (before, version) = (try Self.answers(fixture), try fixture.store.contentVersion())
    try Self.bring(fixture, "a.csv", Self.earlier)
    #expect(try Self.answers(fixture) != before)
    _ = try fixture.store.remove(["a"])
    #expect(try Self.answers(fixture) == before)
    #expect(try fixture.store.contentVersion() == version)
  }

  /// Beside all that ships, from a real format, with a measure of its own on top.
  @Test func besideWhatShips() throws {
    let fixture = try RecordFixture()
    let (before, version) = (try Self.answers(fixture), try fixture.store.contentVersion())
    let header =
      "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship,"
      + "Title of Authority,Encounter Type,Encounter Count\n"
    try Self.bring(
      fixture, "sbo.published-2031-02.csv",
      header + "2031,FYTD,OCT,U.S. Border Patrol,FMUA,GUATEMALA,Title 8,Apprehensions,7\n")
    let own = Self.table("own", "2031-02-01", [",2030-01,5"], measure: "raft-landings")
    try Self.bring(fixture, "own.csv", own)
    #expect(try Self.answers(fixture) != before)
    let brought = try fixture.store.sources().filter { !$0.isShipped }.map(\.source.id)
    #expect(brought.count == 2)
    let rehearsed = try fixture.store.remove(brought, isDryRun: true)
    #expect(rehearsed.isDryRun)
    #expect(try fixture.store.sources().filter { !$0.isShipped }.count == 2)
    let removal = try fixture.store.remove(brought)
    #expect(removal.removed == rehearsed.removed)
    #expect(removal.series == rehearsed.series)
    let move = try #require(removal.series.first { $0.series == "usbp-southwest" })
    #expect(move.lost == ["2030-10"].compactMap(Period.init))
    #expect(move.newestBefore == Period("2030-10"))
    #expect(removal.removed.contains { $0.labels.contains("measure=raft-landings") })
    #expect(try Self.answers(fixture) == before)
    #expect(try fixture.store.contentVersion() == version)
    #expect(try fixture.store.check().faults.isEmpty)
    // And it can be brought in again.
    try Self.bring(fixture, "own.csv", own)
  }

  /// A file that brought two releases is forgotten with the second of them.
  @Test func oneOfTwoFromAFile() throws {
    let fixture = try RecordFixture(seeded: false)
    let second = Self.later.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    try Self.bring(fixture, "both.csv", Self.earlier + second)
    #expect(try fixture.store.imports().first?.sources == ["a", "b"])
    #expect(try fixture.store.remove(["a"]).removed.first?.files == [])
    #expect(try fixture.store.imports().first?.sources == ["b"])
    #expect(try fixture.store.remove(["b"]).removed.first?.files == ["both.csv"])
    #expect(try fixture.store.imports().isEmpty)
    #expect(try fixture.store.sources().isEmpty)
  }

  @Test func whatCannotBeTakenOut() throws {
    let fixture = try RecordFixture()
    try Self.bring(fixture, "a.csv", Self.earlier)
    let shipped = try #require(try fixture.store.sources().first { $0.isShipped }?.source.id)
    for isDryRun in [true, false] {
      #expect(throws: RecordError.sourceIsShipped(id: shipped)) {
        try fixture.store.remove(["a", shipped], isDryRun: isDryRun)
      }
      #expect(throws: RecordError.noSuchSource(id: "aa", suggestions: ["a"])) {
        try fixture.store.remove(["aa"], isDryRun: isDryRun)
      }
    }
    // All or nothing.
    #expect(try fixture.store.source("a") != nil)
  }
}

/// What an import would do is told from a copy.
@Suite struct RehearsalTests {
  @Test func anImportThatIsTriedChangesNothing() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: try fixture.file(
        "a.csv",
        StoreTests.table(id: "a", published: "2023-08-10", [",2023-06,4", ",2023-07,7"])))
    let version = try fixture.store.contentVersion()
    let path = try fixture.file(
      "b.csv", StoreTests.table(id: "b", published: "2023-09-10", [",2023-07,8", ",2023-08,9"]))
    let (outcome, moves) = try fixture.store.rehearsing { try $0.importFile(path: path) }
    #expect(outcome.figuresAdded == 2)
    #expect(outcome.releases.first?.changes?.before == "a")
    let move = try #require(moves.first { $0.series == "darien" })
    #expect(move.newestBefore == Period("2023-07"))
    #expect(move.newest == Period("2023-08"))
    #expect(move.gained == ["2023-08"].compactMap(Period.init))
    #expect(move.revised == 1)
    let largest = try #require(move.largest)
    #expect(largest.period == Period("2023-07"))
    #expect([largest.before, largest.after] == [7, 8])
    #expect(move.answeredBy == ["b"])
    #expect(
      move.words(.english)
        == "darien: newest July 2023 → August 2023; added: August 2023; 1 number changed, most: July "
        + "2023: 7 → 8; answered by b.")
    #expect(try fixture.store.contentVersion() == version)
    #expect(try fixture.store.sources().count == 1)
  }
}
