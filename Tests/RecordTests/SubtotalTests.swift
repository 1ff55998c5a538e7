import Foundation
import Periods
import Record
import Synchronization
import Testing

/// Sums of large tables that are kept beside their cells: they change no answer, and a record without
/// them gets them.
@Suite struct SubtotalTests {
  private static let questions = [
    "usbp-southwest", "encounters-southwest", "darien", "encounters place=us-northern-border",
    "encounters component=ofo place=us-southwest-border", "missing-migrants-americas",
    "encounters place=us-southwest-border|us-northern-border", "returns in MEX",
    "irregular-entries in HND", "population-of-concern VEN",
  ]

  /// Runs a script on a database as SQLite's own program does.
  private func sqlite(_ path: String, _ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", path, script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }

  private func path(_ fixture: RecordFixture) -> String {
    fixture.folder.appending(path: "record.sqlite").path
  }

  private func answers(_ store: RecordStore) throws -> [String] {
    try Self.questions.flatMap { question -> [String] in
      let selection = try store.parser.selection(question)
      return try [nil, Day("2023-10-05")].map { day in
        guard let timeline = try? store.timeline(selection, asOf: day) else { return "refused" }
        let told = [Granularity.month, .year, .fiscalYear].flatMap {
          timeline.observations(every: $0)
        }
        let compared = try store.comparisons(selection, asOf: day)
        let parts = (try? store.breakdown(selection, by: .component, asOf: day))?.parts ?? []
        let shown = parts.map { "\($0.label) \($0.timeline.observations(every: .year))" }
        return "\(told) \(compared.comparisons) \(shown)"
      }
    }
  }

  @Test func sumsThatAreKeptChangeNoAnswer() throws {
    let fixture = try RecordFixture()
    let kept = try answers(fixture.store)
    #expect(kept.count { $0 == "refused" } < kept.count / 4)
    let count = try sqlite(path(fixture), "SELECT COUNT(*) FROM subtotal")
    #expect(Int(count.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 1_000)
    _ = try sqlite(path(fixture), "DELETE FROM subtotal")
    #expect(try answers(RecordStore(path: path(fixture))) == kept)
  }

  /// The fourth version had no such table.
  @Test func aRecordOfTheVersionBeforeGetsThem() throws {
    let fixture = try RecordFixture()
    let all = "SELECT * FROM subtotal ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9"
    let kept = try sqlite(path(fixture), all)
    _ = try sqlite(
      path(fixture),
      "DROP TABLE subtotal; DELETE FROM grdb_migrations WHERE identifier LIKE '5 %'")
    let told = Mutex(0)
    let store = try RecordStore(path: path(fixture)) { told.withLock { $0 += 1 } }
    #expect(told.withLock(\.self) == 1)
    #expect(try sqlite(path(fixture), all) == kept)
    #expect(try store.check().faults.isEmpty)
    // What is up to date is not brought up again, nor is a new record.
    _ = try RecordStore(path: path(fixture)) { told.withLock { $0 += 1 } }
    _ = try RecordStore(path: fixture.folder.appending(path: "new.sqlite").path, seeded: false) {
      told.withLock { $0 += 1 }
    }
    #expect(told.withLock(\.self) == 1)
  }

  @Test func aSumThatIsNotThatOfItsCellsIsAFault() throws {
    let fixture = try RecordFixture()
    #expect(try fixture.store.check().faults.isEmpty)
    _ = try sqlite(
      path(fixture),
      "UPDATE subtotal SET value = value + 1 WHERE measure = 'transits' AND place = 'darien'")
    let faults = try RecordStore(path: path(fixture)).check().faults
    #expect(!faults.isEmpty)
    #expect(faults.allSatisfy { $0.contains("sums are not those of their figures") })
  }

  /// 40 countries of 3 each month, of whom one is not known in February: 120, and at least 117.
  @Test func aLargeTableOfYourOwn() throws {
    let fixture = try RecordFixture(seeded: false)
    let codes = fixture.store.vocabulary.terms.filter { $0.dimension == .nationality }
      .map(\.id).filter { !["UNK", "OOO", "STL"].contains($0) }.prefix(40)
    let rows = (1...3).flatMap { month in
      codes.enumerated().map { index, code in
        let value = month == 2 && index == 0 ? "" : "3"
        return "transits,darien,\(code),2024-0\(month),\(value),a,own,Office,Counts,2024-05-01,"
          + "place=only nationality=whole"
      }
    }
    let header =
      "measure,place,nationality,period,value,source,dataset,publisher,title,published,covers\n"
    let text = header + rows.joined(separator: "\n") + "\n"
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    #expect(try sqlite(path(fixture), "SELECT COUNT(*), SUM(cells) FROM subtotal") == "3|120\n")
    let timeline = try fixture.store.timeline(fixture.selection("transits darien"))
    let months = timeline.observations(every: .month)
    #expect(months.map(\.value) == [120, 117, 120])
    #expect(months.map(\.exactness) == [.exact, .atLeast, .exact])
    // Fractions are added up one by one, as ever: their sum depends on the order.
    let parts = text.replacing("published,covers", with: "published,covers,unit,against")
      .replacing(",3,a,own,", with: ",0.1,b,other,").replacing(",,a,own,", with: ",,b,other,")
      .replacing("nationality=whole\n", with: "nationality=whole,percent-change,2023-01\n")
    _ = try fixture.store.importFile(path: try fixture.file("b.csv", parts))
    #expect(try sqlite(path(fixture), "SELECT COUNT(*) FROM subtotal") == "3\n")
  }
}
