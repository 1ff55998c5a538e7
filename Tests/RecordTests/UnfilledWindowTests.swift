import Foundation
import Periods
import Record
import Testing

/// Files whose name or table says more than their rows fill: the rest is not known, and never zero.
@Suite struct UnfilledWindowTests {
  private static let header =
    "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
    + "Title of Authority,Encounter Type,Encounter Count\n"

  /// Own figures in CBP's form: fiscal 2023 with two of the months that the name says.
  @Test func theNameSaysMore() throws {
    let fixture = try RecordFixture(seeded: false)
    let rows = ["OCT", "NOV"].map {
      "2023,FYTD,\($0),U.S. Border Patrol,FMUA,Guatemala,Title 8,Apprehensions,7\n"
    }
    let path = try fixture.file(
      "sbo-encounters-fy23-jan.published-2023-02.csv", Self.header + rows.joined())
    let outcome = try fixture.store.importFile(path: path)
    let unfilled = try #require(outcome.releases.first?.unfilled)
    #expect(unfilled.map(\.statement) == [.name])
    #expect(unfilled.first?.window == Period("2022-10-01/2023-01-31"))
    #expect(unfilled.first?.periods == ["2022-12", "2023-01"].compactMap(Period.init))
    let words = outcome.lines(fixture.store.vocabulary, .english).filter(\.isWarning).map(\.text)
    #expect(
      words.contains(
        "Warning: the file's name says October 2022 to January 2023; no row is about December 2022 to "
          + "January 2023, which stays not known."), "\(words)")
    let query =
      "encounters usbp southwest GTM demographic=family-members authority=title-8 kind=apprehension"
    #expect(try fixture.value(query, "2022-11") == 7)
    for month in ["2022-12", "2023-01"] {
      #expect(try fixture.value(query, month) == nil, "\(month)")
    }
  }

  private static func table(_ span: String, _ rows: [String], event: Bool = false) -> String {
    let header =
      "measure,place,nationality,event,period,value,source,dataset,publisher,title,published,"
      + "leaves_out_zeros,covers,span\n"
    let details =
      ",a,a,Office,Counts,2024-07-10,true,place=only nationality=whole,\(span)"
    return header
      + rows.enumerated().map {
        "transits,darien,VEN,\(event ? "e\($0.offset)" : ""),\($0.element)\(details)\n"
      }.joined()
  }

  /// The table leaves out zeros and says that it goes to June; its last row is of April.
  @Test func theTableSaysMore() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv", Self.table("2023-12/2024-06", ["2024-01,5", "2024-02,6", "2024-04,7"]))
    let news = try #require(try fixture.store.importFile(path: path).releases.first)
    #expect(news.unfilled.map(\.statement) == [.span])
    #expect(
      news.unfilled.first?.periods == ["2023-12", "2024-05", "2024-06"].compactMap(Period.init))
    let query = "transits darien VEN"
    #expect(try fixture.value(query, "2024-04") == 7)
    // Inside, a month without a row is what the table says that it is.
    #expect(try fixture.value(query, "2024-03") == 0)
    for month in ["2023-12", "2024-05", "2024-06"] {
      #expect(try fixture.value(query, month) == nil, "\(month)")
    }
  }

  @Test func aTableThatFillsWhatItSays() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv", Self.table("2024-01/2024-03", ["2024-01,5", "2024-03,6"]))
    #expect(try fixture.store.importFile(path: path).releases.first?.unfilled == [])
    #expect(try fixture.value("transits darien VEN", "2024-02") == 0)
  }

  /// A list of incidents may end with months in which there was none.
  @Test func incidentsMayEndEarlier() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv", Self.table("2024-01/2024-06", ["2024-01-03,5"], event: true))
    #expect(try fixture.store.importFile(path: path).releases.first?.unfilled == [])
  }
}

/// CBP's own files that were cut after December 2024, whatever their names say.
@Suite(.enabled(if: SharedFiles.folder != nil))
struct RealUnfilledWindowTests {
  @Test(arguments: [
    ("cbp-nationwide-by-state-fy22-fy25.published-2025-11.csv.gz", "2025-11-30", 9),
    ("cbp-nationwide-by-state-fy23-fy26-nov.published-2025-12.csv.gz", "2025-12-31", 11),
    ("cbp-southwest-fy22-fy25-aug.published-2025-09.csv.gz", "2025-09-30", 8),
  ])
  func cutAfterDecember(_ name: String, _ published: String, _ missing: Int) throws {
    let fixture = try RecordFixture(seeded: false)
    let folder = try #require(SharedFiles.folder)
    let news = try #require(
      try fixture.store.importFile(path: "\(folder)/data/vintages/\(name)").releases.first)
    #expect(news.published == Day(published))
    #expect(news.dating == .atLatest)
    let unfilled = try #require(news.unfilled.first)
    #expect(unfilled.periods.count == missing)
    #expect(unfilled.periods.first == Period("2025-01"))
    #expect(try fixture.value("encounters southwest", "2024-12") ?? 0 > 90_000)
    for month in ["2025-01", "2025-08"] {
      #expect(try fixture.value("encounters southwest", month) == nil, "\(month)")
      #expect(try fixture.value("encounters southwest", "2025") == nil)
    }
  }

  /// Every vintage that is named so shows its day.
  @Test func everyNameShowsItsDay() throws {
    let folder = try #require(SharedFiles.folder) + "/data/vintages"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv.gz") }
    #expect(names.count > 30)
    for name in names {
      let file = PublishedFile(
        path: "\(folder)/\(name)", name: name, sha256: "", vocabulary: try Vocabulary.shipped())
      let sign = try #require(try PublicationSign.find(of: file), "\(name)")
      #expect(sign.place == .name)
      #expect(!sign.isExact)
    }
  }
}
