import Periods
import Record
import Tabular
import Testing

/// Files that were filtered on a publisher's website before they were downloaded: each answers for
/// what it holds, and is no whole table. Expected values are sums of the rows.
@Suite struct FilteredFileTests {
  private static let southwest =
    "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
    + "Title of Authority,Encounter Type,Encounter Count\n"
  private static let byState =
    "Fiscal Year,Month Grouping,Month (abbv),Land Border Region,State,Demographic,Citizenship,"
    + "Title of Authority,Encounter Count\n"

  /// A month in which Title 42 was in force, with every label that a whole table has.
  private static let rows = [
    "2023,FYTD,APR,U.S. Border Patrol,Single Adults,Mexico,Title 42,Expulsions,100",
    "2023,FYTD,APR,U.S. Border Patrol,FMUA,Other,Title 8,Apprehensions,20",
    "2023,FYTD,APR,U.S. Border Patrol,Single Adults,Other,Title 8,Apprehensions,3",
    "2023,FYTD,APR,Office of Field Operations,Single Adults,Mexico,Title 8,Inadmissibles,4000",
  ]
  private static let states = [
    "2024,FYTD,OCT,Southwest Land Border,TX,Single Adults,VENEZUELA,Title 8,100",
    "2024,FYTD,OCT,Southwest Land Border,AZ,FMUA,MEXICO,Title 8,20",
    "2024,FYTD,OCT,Northern Land Border,NY,Single Adults,VENEZUELA,Title 8,3",
    "2024,FYTD,OCT,Other,TX,Single Adults,MEXICO,Title 8,4000",
    "2024,FYTD,OCT,Southwest Land Border,TX,FMUA,VENEZUELA,Title 8,50000",
  ]

  private func fixture(
    _ text: String, named name: String = "file.csv", strict: Bool = false
  ) throws -> (RecordFixture, ReleaseNews) {
    let fixture = try RecordFixture(seeded: false)
    let outcome = try fixture.store.importFile(
      path: fixture.file(name, text), published: Day("2026-01-01"), strict: strict)
    return (fixture, try #require(outcome.releases.first))
  }

  private func isRefused(_ fixture: RecordFixture, _ query: String) -> Bool {
    do {
      _ = try fixture.store.timeline(fixture.selection(query))
      return false
    } catch {
      return error is QuestionError
    }
  }

  @Test func aWholeTable() throws {
    let text = Self.southwest + Self.rows.joined(separator: "\n") + "\n"
    let (fixture, news) = try fixture(text, strict: true)
    #expect(news.parts.isEmpty)
    #expect(try fixture.value("encounters southwest", "2023-04") == 4123)
    #expect(try fixture.value("usbp-southwest", "2023-04") == 123)
  }

  /// What is kept of the rows, the dimension that is then a part, a question of everybody and one of
  /// what is there.
  @Test(arguments: [
    ("Title 8", Dimension.authority, "encounters southwest authority=title-8", 4023.0),
    ("U.S. Border Patrol", .component, "encounters southwest usbp", 123),
    ("Single Adults", .demographic, "encounters southwest single adults", 4103),
    ("Other", .nationality, "encounters southwest nationality=OOO", 23),
    ("Mexico", .nationality, "encounters southwest nationality=MEX", 4100),
  ])
  func southwestFiltered(
    _ kept: String, _ dimension: Dimension, _ query: String, _ sum: Double
  ) throws {
    let text =
      Self.southwest + Self.rows.filter { $0.contains(",\(kept),") }.joined(separator: "\n")
    let (fixture, news) = try fixture(text + "\n")
    #expect(news.parts.map(\.dimension).contains(dimension))
    #expect(isRefused(fixture, "encounters southwest"))
    #expect(throws: InputError.self) { try self.fixture(text + "\n", strict: true) }
    // Where the filter leaves nothing else out, the part answers for itself.
    if news.parts.count == 1 { #expect(try fixture.value(query, "2023-04") == sum) }
  }

  /// Four fiscal years after the order's end have no Title 42 row, and lack nothing.
  @Test func withoutTitle42AfterItsEnd() throws {
    let text =
      Self.southwest
      + Self.rows.filter { !$0.contains("Title 42") }.joined(separator: "\n").replacing(
        "2023,", with: "2024,") + "\n"
    let (fixture, news) = try fixture(text)
    #expect(news.parts.isEmpty)
    #expect(try fixture.value("encounters southwest", "2024-04") == 4023)
  }

  @Test(arguments: [
    ("VENEZUELA", Dimension.nationality, "encounters VEN nationwide", 50103.0),
    ("TX", .state, "encounters texas", 54100),
    ("Single Adults", .demographic, "encounters nationwide single adults", 4103),
    ("Southwest Land Border", .place, "encounters southwest", 50120),
  ])
  func byStateFiltered(
    _ kept: String, _ dimension: Dimension, _ query: String, _ sum: Double
  ) throws {
    let text =
      Self.byState + Self.states.filter { $0.contains(",\(kept),") }.joined(separator: "\n")
    let (fixture, news) = try fixture(text + "\n")
    #expect(news.parts.map(\.dimension).contains(dimension))
    #expect(isRefused(fixture, "encounters nationwide"))
    if news.parts.count == 1 { #expect(try fixture.value(query, "2023-10") == sum) }
    let words = try #require(news.parts.warning(fixture.store.vocabulary, .english))
    #expect(words.hasPrefix("looks like a part of the table: "))
  }

  /// The grouped table without its "Other" rows, and a nationwide one of some countries.
  @Test func namesWhatIsMissing() throws {
    let rows = Self.rows + [Self.rows[3].replacing("Mexico", with: "Honduras")]
    let text = Self.southwest + rows.filter { !$0.contains("Other") }.joined(separator: "\n") + "\n"
    let (_, news) = try fixture(text)
    #expect(
      news.parts.first { $0.dimension == .nationality }
        == ReleasePart(dimension: .nationality, missing: ["OOO"], held: ["HND", "MEX"]))
  }

  // MARK: UNHCR

  private static let unhcr = "year,coo_iso,coa_iso,refugees,asylum_seekers,oip,ooc\n"

  /// From Venezuela to Colombia and Peru alone: both sides were chosen.
  @Test func bothSidesChosen() throws {
    let text = Self.unhcr + "2023,VEN,COL,1,2,3,4\n2023,VEN,PER,10,20,30,40\n"
    let (fixture, news) = try fixture(text)
    #expect(news.parts.map(\.dimension) == [.place])
    #expect(isRefused(fixture, "population of concern VEN"))
    #expect(isRefused(fixture, "population of concern VEN place!=VEN"))
    #expect(try fixture.value("population of concern VEN in Colombia", "2023") == 10)
    #expect(try fixture.value("population of concern VEN place=COL|PER", "2023") == 110)
    #expect(isRefused(fixture, "population of concern VEN in Chile"))
  }

  /// One country in more countries than anybody chooses by hand, or asked for in all of them.
  @Test func oneSideChosen() throws {
    let codes = try Vocabulary.shipped().terms.filter { $0.dimension == .nationality }.map(\.id)
      .filter { $0 != "VEN" && $0.allSatisfy(\.isUppercase) }.prefix(30)
    let rows = codes.map { "2023,VEN,\($0),1,0,0,0\n" }
    let (fixture, news) = try fixture(Self.unhcr + rows.joined())
    #expect(news.parts.isEmpty)
    #expect(try fixture.value("population of concern VEN", "2023") == 30)
    let some = try RecordFixture(seeded: false)
    let path = try some.file("a.csv", Self.unhcr + rows.prefix(3).joined())
    _ = try some.store.importFile(path: path, published: Day("2024-06-13"))
    #expect(isRefused(some, "population of concern VEN"))
    // The same file again, with what tells that it is whole.
    let again = try some.store.importFile(
      path: path, published: Day("2024-06-13"),
      url: "https://api.unhcr.org/population/v1/population/?coo=VEN&coa_all=true")
    #expect(!again.changedRecord)
    #expect(try some.value("population of concern VEN", "2023") == 3)
  }

  // MARK: Missing migrants

  @Test func oneCauseOfDeath() throws {
    let header =
      "Main ID,Incident ID,Region,Incident Date,Year,Reported Month,Number Dead,"
      + "Minimum Estimated Number of Missing,Cause of Death,Country of Incident\n"
    let row = { (id: Int, region: String, country: String, cause: String) in
      "2023.\(id),2023.\(id),\(region),01/2\(id)/2023,2023,January,\(id),,\(cause),\(country)\n"
    }
    let drowned = [
      row(1, "North America", "Mexico", "Drowning"),
      row(2, "Mediterranean", "Italy", "Drowning"),
      row(3, "Mediterranean", "Italy", "Drowning"), row(4, "Europe", "France", "Drowning"),
      row(5, "Caribbean", "Cuba", "Drowning"),
    ]
    let (part, news) = try fixture(header + drowned.joined())
    #expect(news.parts.map(\.dimension) == [.cause])
    #expect(isRefused(part, "deaths"))
    #expect(try part.value("deaths cause=drowning", "2023-01") == 15)
    let (whole, all) = try fixture(
      header + drowned.joined() + row(6, "Europe", "France", "Vehicle accident"))
    #expect(all.parts.isEmpty)
    #expect(try whole.value("deaths", "2023-01") == 21)
  }
}
