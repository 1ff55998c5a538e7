import Foundation
import Periods
import Record
import Tabular
import Testing
import Wording

/// The store with small tables written here, so that every expected value can be read off them.
@Suite struct StoreTests {
  /// A tidy table of one source.
  static func table(
    id: String, dataset: String = "test-counts", published: String, lag: String = "",
    zeros: Bool = false, _ rows: [String]
  ) -> String {
    let header =
      "measure,place,nationality,period,value,source,dataset,publisher,title,published,"
      + "usual_lag,leaves_out_zeros"
    let details = "\(id),\(dataset),Office of Tests,Counts,\(published),\(lag),\(zeros)"
    return ([header] + rows.map { "transits,darien,\($0),\(details)" })
      .joined(separator: "\n") + "\n"
  }

  @Test func readingTwiceChangesNothing() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv", Self.table(id: "a", published: "2024-02-01", [",2024-01,5"]))
    let first = try fixture.store.importFile(path: path)
    #expect(first.figuresAdded == 1)
    #expect(first.changedRecord)
    let second = try fixture.store.importFile(path: path)
    #expect(second.figuresAdded == 0)
    #expect(second.sourcesUnchanged == ["a"])
    #expect(try fixture.store.sources().count == 1)
    #expect(try fixture.store.check().figures == 1)
  }

  /// The lines in another order are the same release.
  @Test func orderOfLinesDoesNotMatter() throws {
    let fixture = try RecordFixture(seeded: false)
    let rows = ["VEN,2024-01,5", "CUB,2024-01,7"]
    for (name, rows) in [("a.csv", rows), ("b.csv", rows.reversed())] {
      let text = Self.table(id: "a", published: "2024-02-01", rows)
        .replacing("usual_lag", with: "usual_lag,sha256")
        .replacing("2024-02-01,,", with: "2024-02-01,,\(String(repeating: "0", count: 64)),")
      _ = try fixture.store.importFile(path: try fixture.file(name, text))
    }
    #expect(try fixture.store.sources().count == 1)
  }

  @Test func sameNameOtherFiguresIsRefused() throws {
    let fixture = try RecordFixture(seeded: false)
    let first = try fixture.file(
      "a.csv", Self.table(id: "a", published: "2024-02-01", [",2024-01,5"]))
    let second = try fixture.file(
      "b.csv", Self.table(id: "a", published: "2024-02-01", [",2024-01,6"]))
    _ = try fixture.store.importFile(path: first)
    #expect(throws: RecordError.sourceDiffers(id: "a")) {
      try fixture.store.importFile(path: second)
    }
    #expect(try fixture.value("transits darien", "2024-01") == 5)
    _ = try fixture.store.importFile(path: second, replacing: true)
    #expect(try fixture.value("transits darien", "2024-01") == 6)
  }

  @Test func laterReleaseIsAVintage() throws {
    let fixture = try RecordFixture(seeded: false)
    for (id, day, value) in [("a", "2024-02-10", 5), ("b", "2024-03-10", 8)] {
      let path = try fixture.file(
        "\(id).csv", Self.table(id: id, published: day, [",2024-01,\(value)"]))
      _ = try fixture.store.importFile(path: path)
    }
    #expect(try fixture.value("transits darien", "2024-01", asOf: "2024-02-09") == nil)
    #expect(try fixture.value("transits darien", "2024-01", asOf: "2024-02-10") == 5)
    #expect(try fixture.value("transits darien", "2024-01", asOf: "2024-03-10") == 8)
    let revisions = try fixture.store.revisions(
      fixture.selection("transits darien"), period: try #require(Period("2024-01")))
    #expect(revisions.map(\.value) == [5, 8])
  }

  /// A cell that a later release leaves out is zero there, not what the earlier one said.
  @Test func zeroAndUnknownAreDifferent() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: try fixture.file(
        "a.csv",
        Self.table(
          id: "a", published: "2024-05-01", zeros: true,
          ["VEN,2024-01,5", "CUB,2024-02,7", "VEN,2024-04,1", "CUB,2024-04,"])))
    #expect(try fixture.value("transits darien VEN", "2024-02") == 0)
    #expect(try fixture.value("transits darien VEN", "2024-03") == nil)
    #expect(try fixture.value("transits darien CUB", "2024-04") == nil)
    // A label that the table never has is not known to be counted at all.
    #expect(throws: QuestionError.self) { try fixture.value("transits darien HTI", "2024-01") }
    // One of two cells is unknown: the sum is a lower bound.
    let timeline = try fixture.store.timeline(fixture.selection("transits darien"))
    let april = timeline.observation(try #require(Period("2024-04")))
    #expect(april.value == 1)
    #expect(april.exactness == .atLeast)
  }

  @Test func usualLagStandsIn() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try fixture.store.importFile(
      path: try fixture.file(
        "a.csv", Self.table(id: "a", published: "2025-06-19", lag: "10", [",2024-01,5"])))
    #expect(try fixture.value("transits darien", "2024-01", asOf: "2024-02-09") == nil)
    let timeline = try fixture.store.timeline(
      fixture.selection("transits darien"), asOf: Day("2024-02-10"))
    let observation = timeline.observation(try #require(Period("2024-01")))
    #expect(observation.value == 5)
    #expect(observation.isStandIn)
  }

  @Test func placesAreNotJoinedUnasked() throws {
    let fixture = try RecordFixture(seeded: false)
    let darien = Self.table(
      id: "a", dataset: "one", published: "2024-02-01", [",2024-01,5"])
    let elsewhere = Self.table(
      id: "b", dataset: "two", published: "2024-03-01", [",2024-02,9"]
    ).replacing("transits,darien", with: "transits,HND")
    for (name, text) in [("a.csv", darien), ("b.csv", elsewhere)] {
      _ = try fixture.store.importFile(path: try fixture.file(name, text))
    }
    #expect(
      throws: QuestionError.nothingFound(
        selection: "measure=transits",
        hint: Localized(
          """
          a does not say that it holds more than Darién (place=darien).
            b does not say that it holds more than Honduras (place=HND).
          """,
          """
          a no dice que tenga más que Darién (place=darien).
            b no dice que tenga más que Honduras (place=HND).
          """))
    ) {
      try fixture.store.timeline(fixture.selection("transits"))
    }
    #expect(try fixture.value("transits darien", "2024-01") == 5)
  }

  /// Nobody says that the tables hold everybody: their sums are lowest numbers.
  @Test func undeclaredTablesAnswerAtLeast() throws {
    let fixture = try RecordFixture(seeded: false)
    let one = Self.table(
      id: "a", dataset: "one", published: "2024-04-01", ["VEN,2024-01,5", "VEN,2024-02,6"])
    let all = Self.table(
      id: "b", dataset: "two", published: "2024-03-01", ["VEN,2024-01,5", "CUB,2024-01,7"])
    for (name, text) in [("a.csv", one), ("b.csv", all)] {
      _ = try fixture.store.importFile(path: try fixture.file(name, text))
    }
    let timeline = try fixture.store.timeline(fixture.selection("transits darien"))
    // 5 + 7 are more than the 5 of the later table, which holds one of the two nationalities.
    for (month, sum) in [("2024-01", 12.0), ("2024-02", 6)] {
      let observation = timeline.observation(try #require(Period(month)))
      #expect(observation.value == sum)
      #expect(observation.exactness == .atLeast)
      #expect(observation.isPartial)
    }
    #expect(try fixture.value("transits darien VEN", "2024-02") == 6)
  }

  /// The same tables, where they say that their nationalities are everybody.
  @Test func declaredTablesAnswerForEverybody() throws {
    let fixture = try RecordFixture(seeded: false)
    let text = Self.table(
      id: "b", dataset: "two", published: "2024-03-01", ["VEN,2024-01,5", "CUB,2024-01,7"]
    ).replacing("leaves_out_zeros", with: "leaves_out_zeros,covers")
      .replacing("false", with: "false,place=only nationality=whole")
    _ = try fixture.store.importFile(path: try fixture.file("b.csv", text))
    let observation = try fixture.store.timeline(fixture.selection("transits darien"))
      .observation(try #require(Period("2024-01")))
    #expect(observation.value == 12)
    #expect(observation.exactness == .exact)
  }

  @Test func yearsAndQuartersAreJoinedFromMonths() throws {
    let fixture = try RecordFixture(seeded: false)
    let rows = (1...12).map { ",2023-\($0 < 10 ? "0" : "")\($0),\($0)" }
    _ = try fixture.store.importFile(
      path: try fixture.file("a.csv", Self.table(id: "a", published: "2024-02-01", rows)))
    // 1 + 2 + … + 12 = 78 and 7 + 8 + 9 = 24; FY2023 holds January to September, 45.
    #expect(try fixture.value("transits darien", "2023") == 78)
    #expect(try fixture.value("transits darien", "2023-Q3") == 24)
    let timeline = try fixture.store.timeline(fixture.selection("transits darien"))
    let fiscal = timeline.observation(try #require(Period("FY2023")))
    #expect(fiscal.value == 45)
    #expect(fiscal.basis == .joined(known: 9, of: 12))
    #expect(timeline.observations(every: .quarter).map(\.value) == [6, 15, 24, 33])
  }

  @Test func aFileThatIsNoRecordIsRefused() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file("notes.txt", String(repeating: "These are notes. ", count: 100))
    #expect(
      throws: RecordError.cannotOpen(path: path, reason: "the file is no record of Trocha")
    ) {
      try RecordStore(path: path)
    }
  }

  /// XDG Base Directory Specification 0.8.
  @Test func defaultPlace() {
    let path = RecordStore.defaultPath
    #expect(path(["XDG_DATA_HOME": "/data"]) == "/data/trocha/record.sqlite")
    #expect(path(["HOME": "/home/ana"]) == "/home/ana/.local/share/trocha/record.sqlite")
    #expect(
      path(["XDG_DATA_HOME": "relative", "HOME": "/home/ana"])
        == "/home/ana/.local/share/trocha/record.sqlite")
  }

  @Test func writeAheadLogAndForeignKeysAreOn() throws {
    let fixture = try RecordFixture(seeded: false)
    #expect(FileManager.default.fileExists(atPath: fixture.store.path + "-wal"))
    #expect(try fixture.store.check().faults.isEmpty)
  }
}
