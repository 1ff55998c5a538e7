import Foundation
import Periods
import Record
import Tabular
import Testing

/// A release against the one before it, like with like. Own figures; expected values are read off the rows.
@Suite struct LikeReleasesTests {
  private func news(
    _ fixture: RecordFixture, _ name: String, _ text: String, _ published: String,
    strict: Bool = true
  ) throws -> [ReleaseNews] {
    try fixture.store.importFile(
      path: try fixture.file(name, text), published: Day(published), strict: strict
    ).releases
  }

  private func fault(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  // MARK: UNHCR

  private static let header = "year,as_of,coo_iso,coa_iso,refugees,idps,hst\n"

  private func world(_ rows: String) throws -> String {
    let codes = try Vocabulary.shipped().terms.filter {
      $0.dimension == .nationality && $0.id.allSatisfy(\.isUppercase)
    }.map(\.id).filter { !["VEN", "BRA", "UNK", "OOO"].contains($0) }.prefix(60)
    let pairs = { (year: Int, day: String) in
      codes.map { "\(year),\(day),\($0),BRA,100,0,0\n\(year),\(day),BRA,\($0),100,0,7\n" }.joined()
    }
    return Self.header + pairs(2023, "2023-12-31") + rows
  }

  /// The release of the end of a year has no middle of one.
  @Test func theEndOfAYearAgainstItsMiddle() throws {
    let fixture = try RecordFixture(seeded: false)
    let autumn = try world("2024,2024-06-30,VEN,BRA,500,0,0\n2023,2023-12-31,VEN,BRA,400,0,0\n")
    #expect(try news(fixture, "a.csv", autumn, "2024-10-18").count == 2)
    let june = try world("2024,2024-12-31,VEN,BRA,600,0,0\n2023,2023-12-31,VEN,BRA,401,0,0\n")
    let changes = try #require(try news(fixture, "b.csv", june, "2025-06-12").first?.changes)
    #expect(!changes.hasLosses)
    #expect(changes.periodsAdded == [Period("2024")])
    #expect(changes.cellsChanged == 1)
    #expect(!changes.before.hasSuffix("mid-year"))
  }

  /// A file of one country of origin has no loss of the others, and labels are new when no row had them.
  @Test func aPartAgainstTheWhole() throws {
    let fixture = try RecordFixture(seeded: false)
    let rows = "2023,2023-12-31,VEN,BRA,400,0,0\n2023,2023-12-31,COL,COL,0,6900000,0\n"
    _ = try news(fixture, "a.csv", try world(rows), "2024-06-13")
    let part =
      Self.header + "2023,2023-12-31,VEN,BRA,410,0,0\n2023,2023-12-31,VEN,COL,9,0,0\n"
    let first = try news(fixture, "b.csv", part, "2024-07-01", strict: false).first
    let changes = try #require(first?.changes)
    #expect(changes.losses.isEmpty)
    #expect(changes.labelsAdded.isEmpty)
    #expect(changes.labelsMissing.isEmpty)
    #expect(changes.cellsChanged == 1)
    #expect(changes.totals.map(\.before) == [400])
    #expect(changes.totals.map(\.after) == [410])
  }

  /// Venezuela is there before and after, though not among those of a host community.
  @Test func labelsOfAnotherMeasureAreNotNew() throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try news(
      fixture, "a.csv", try world("2023,2023-12-31,VEN,BRA,400,0,0\n"), "2024-06-13")
    let changes = try #require(
      try news(
        fixture, "b.csv", try world("2023,2023-12-31,VEN,BRA,400,0,8\n"), "2025-06-12"
      ).first?.changes)
    #expect(changes.labelsAdded.isEmpty)
    #expect(changes.labelsMissing.isEmpty)
  }

  // MARK: Incidents

  private static let incidents =
    "Main ID,Incident ID,Region,Incident Date,Number Dead,Minimum Estimated Number of Missing,"
    + "Cause of Death\n"

  private func incident(_ id: Int, _ day: String, _ dead: Int, _ region: String) -> String {
    "\(id),\(id),\(region),\(day),\(dead),,\(id % 2 == 0 ? "Drowning" : "Mixed or unknown")\n"
  }

  /// 303 people of January, then 3.
  @Test func anIncidentThatIsGone() throws {
    let fixture = try RecordFixture(seeded: false)
    let rest =
      incident(1, "2022-01-02", 3, "North America") + incident(3, "2022-03-11", 12, "Europe")
    let first = Self.incidents + rest + incident(2, "2022-01-10", 300, "Mediterranean")
    _ = try news(fixture, "a.csv", first, "2022-04-01")
    let refused = fault {
      _ = try news(fixture, "b.csv", Self.incidents + rest, "2022-05-01")
    }
    #expect(refused.contains("January 2022: 303 → 3 (measure=deaths-and-disappearances)"))
    #expect(try fixture.store.sources().count == 1)
    let changes = try #require(
      try news(fixture, "b.csv", Self.incidents + rest, "2022-05-01", strict: false).first?.changes)
    #expect(changes.incidentsMissing == 1)
    #expect(changes.lines(.english).contains("Incidents no longer there: 1."))
  }

  /// A hundred incidents of one each, of which one is withdrawn, and then sixty.
  @Test func aCorrectionIsNoLoss() throws {
    let fixture = try RecordFixture(seeded: false)
    let all = (0..<100).map {
      incident(
        $0, "2022-0\(1 + $0 % 5)-1\($0 % 10)", 1, ["North America", "Europe"][$0 / 2 % 2])
    }
    _ = try news(fixture, "a.csv", Self.incidents + all.joined(), "2022-06-01")
    let changes = try #require(
      try news(fixture, "b.csv", Self.incidents + all.dropFirst().joined(), "2022-07-01").first?
        .changes)
    #expect(changes.incidentsMissing == 1)
    #expect(!changes.hasLosses)
    let cut = fault {
      _ = try news(fixture, "c.csv", Self.incidents + all.prefix(40).joined(), "2022-08-01")
    }
    // 99 of the release before, of which 39 are left.
    #expect(cut.contains("99 → 39"))
  }

  // MARK: Labels that are gone

  private func months(_ year: Int, _ states: [String]) -> String {
    (1...6).flatMap { month in
      states.map { "encounters,us-southwest-border,\($0),\(year)-0\(month),1000" }
    }.joined(separator: "\n")
  }

  private func table(_ id: String, _ rows: String) -> String {
    let lines = rows.split(separator: "\n").map {
      $0 + ",\(id),own-encounters,Office,Counts,2024-12-31,true,place=only nationality=whole\n"
    }
    return
      "measure,place,nationality,period,value,source,dataset,publisher,title,published,"
      + "leaves_out_zeros,covers\n" + lines.joined()
  }

  /// Ecuador had 1,000 in each month, and has none in any of the months that follow.
  @Test func aLabelThatIsGoneIsNotZero() throws {
    let fixture = try RecordFixture(seeded: false)
    let before = months(2023, ["MEX", "ECU", "OOO"])
    let path = try fixture.file("a.csv", table("a", before))
    _ = try fixture.store.importFile(path: path, strict: true)
    let next = try fixture.file("b.csv", table("b", months(2024, ["MEX", "OOO"])))
    let refused = fault { _ = try fixture.store.importFile(path: next, strict: true) }
    #expect(refused.contains("a whole table"))
    #expect(refused.contains("Ecuador"))
    let outcome = try fixture.store.importFile(path: next)
    #expect(
      outcome.releases.first?.parts == [
        ReleasePart(dimension: .nationality, missing: ["ECU"], held: ["MEX", "OOO"])
      ])
    #expect(outcome.releases.first?.covers == "place=only nationality=only:MEX|OOO")
    let query = "encounters place=us-southwest-border"
    // Neither nobody nor everybody: the record says that it does not know.
    #expect((try? fixture.value(query + " nationality=ECU", "2024-02")) ?? nil == nil)
    #expect((try? fixture.value(query, "2024-02")) ?? nil == nil)
    #expect(try fixture.value(query + " nationality=MEX", "2024-02") == 1000)
    // Reading it again does not make it whole.
    _ = try fixture.store.importFile(path: next)
    #expect((try? fixture.value(query + " nationality=ECU", "2024-02")) ?? nil == nil)
  }

  /// A label that was small, or not there in each month, may be none.
  @Test func aSmallLabelMayBeNone() throws {
    let fixture = try RecordFixture(seeded: false)
    let before =
      months(2023, ["MEX", "OOO"]) + "\nencounters,us-southwest-border,ECU,2023-06,1000"
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", table("a", before)))
    let outcome = try fixture.store.importFile(
      path: try fixture.file("b.csv", table("b", months(2024, ["MEX", "OOO"]))), strict: true)
    #expect(outcome.releases.first?.parts == [])
    #expect(
      try fixture.value("encounters place=us-southwest-border nationality=ECU", "2024-02") == 0)
  }

  // MARK: The same file again

  /// A day that is given takes the place of one that was guessed, and the import says so.
  @Test func aDayThatIsMoved() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv", "year,coo_iso,coa_iso,refugees\n2022,VEN,BRA,5\n2022,VEN,COL,6\n")
    let guessed = try fixture.store.importFile(path: path).releases.first?.published
    let moved = try fixture.store.importFile(path: path, published: Day("2023-06-20"))
    #expect(moved.releases.first?.publishedBefore == guessed)
    #expect(moved.releases.first?.published == Day("2023-06-20"))
    let kept = try fixture.store.importFile(path: path, published: Day("2023-07-01"))
    #expect(kept.releases.first?.publishedBefore == nil)
    #expect(kept.releases.first?.publishedNotTaken == Day("2023-07-01"))
    #expect(kept.releases.first?.published == Day("2023-06-20"))
  }
}
