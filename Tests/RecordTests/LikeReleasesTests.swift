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

  /// A table of the world, with so many refugees from Venezuela in each year; none where there is none.
  private func years(_ years: ClosedRange<Int>, _ venezuelans: [Int: Int]) throws -> String {
    let codes = try Vocabulary.shipped().terms.filter {
      $0.dimension == .nationality && $0.id.allSatisfy(\.isUppercase)
    }.map(\.id).filter { !["VEN", "BRA", "UNK", "OOO"].contains($0) }.prefix(60)
    return years.reduce("year,coo_iso,coa_iso,refugees,asylum_seekers,oip,ooc\n") { text, year in
      text + codes.map { "\(year),\($0),BRA,10,0,0,0\n\(year),BRA,\($0),10,0,0,0\n" }.joined()
        + (venezuelans[year].map { "\(year),VEN,BRA,\($0),0,0,0\n" } ?? "")
    }
  }

  /// Venezuela had 1,000 in each year, and has none in the one that follows.
  @Test func aLabelThatIsGoneIsNotZero() throws {
    let fixture = try RecordFixture(seeded: false)
    let before = try years(2019...2021, [2019: 1000, 2020: 1000, 2021: 1000])
    _ = try news(fixture, "a.csv", before, "2022-06-16")
    let next = try years(2022...2022, [:])
    let refused = fault { _ = try news(fixture, "b.csv", next, "2023-06-14") }
    #expect(refused.contains("expected a whole table"))
    #expect(refused.contains("without Venezuela (nationality)"))
    let first = try #require(
      try news(fixture, "b.csv", next, "2023-06-14", strict: false).first)
    #expect(first.parts.map(\.missing) == [["VEN"]])
    #expect(first.parts.map(\.dimension) == [.nationality])
    #expect(first.changes?.labelsMissing == ["nationality=VEN"])
    let query = "population-of-concern"
    // Neither nobody nor everybody: the record says that it does not know.
    func isKnown(_ words: String) -> Bool { ((try? fixture.value(words, "2022")) ?? nil) != nil }
    #expect(!isKnown(query + " VEN"))
    #expect(!isKnown(query))
    #expect(try fixture.value(query + " CUB", "2022") == 10)
    #expect(try fixture.value(query + " VEN", "2021") == 1000)
    // Reading it again does not make it whole.
    _ = try news(fixture, "b.csv", next, "2023-06-14", strict: false)
    #expect(!isKnown(query + " VEN"))
  }

  /// A label that was small, or not there in each period, may be none.
  @Test(arguments: [[2019: 49, 2020: 1000, 2021: 1000], [2021: 1000]])
  func aSmallLabelMayBeNone(_ venezuelans: [Int: Int]) throws {
    let fixture = try RecordFixture(seeded: false)
    _ = try news(fixture, "a.csv", try years(2019...2021, venezuelans), "2022-06-16")
    let first = try news(fixture, "b.csv", try years(2022...2022, [:]), "2023-06-14").first
    #expect(first?.parts == [])
    #expect(try fixture.value("population-of-concern VEN", "2022") == 0)
  }

  /// What an own table says of itself stands; where it is asked for, it is refused.
  @Test func anOwnTableStands() throws {
    let fixture = try RecordFixture(seeded: false)
    func table(_ id: String, _ year: Int, _ labels: [String]) -> String {
      let rows = (1...4).flatMap { month in
        labels.map {
          "transits,CRI,\($0),\(year)-0\(month),1000,\(id),own,Office,Counts,2024-12-31,true,"
            + "place=only nationality=whole\n"
        }
      }
      return "measure,place,nationality,period,value,source,dataset,publisher,title,published,"
        + "leaves_out_zeros,covers\n" + rows.joined()
    }
    _ = try news(fixture, "a.csv", table("a", 2023, ["ECU", "MEX"]), "2024-12-31")
    let next = table("b", 2024, ["MEX"])
    #expect(
      fault { _ = try news(fixture, "b.csv", next, "2024-12-31") }.contains("without Ecuador"))
    let first = try news(fixture, "b.csv", next, "2024-12-31", strict: false).first
    #expect(first?.parts == [])
    #expect(first?.changes?.labelsMissing == ["nationality=ECU"])
    #expect(try fixture.value("transits place=CRI ECU", "2024-02") == 0)
  }

  // MARK: The same file again

  /// A day that is given takes the place of one by which the file was out at the latest, and the import says
  /// so.
  @Test func aDayThatIsMoved() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.known-2023-07-15.csv", "year,coo_iso,coa_iso,refugees\n2022,VEN,BRA,5\n2022,VEN,COL,6\n")
    let shown = try fixture.store.importFile(path: path).releases.first
    #expect(shown?.dating == .atLatest)
    let moved = try fixture.store.importFile(path: path, published: Day("2023-06-20"))
    #expect(moved.releases.first?.publishedBefore == Day("2023-07-15"))
    #expect(moved.releases.first?.published == Day("2023-06-20"))
    let kept = try fixture.store.importFile(path: path, published: Day("2023-07-01"))
    #expect(kept.releases.first?.publishedBefore == nil)
    #expect(kept.releases.first?.publishedNotTaken == Day("2023-07-01"))
    #expect(kept.releases.first?.published == Day("2023-06-20"))
  }
}
