import Foundation
import Periods
import Record
import Testing

/// Rows of UNHCR's tables that name no country. Expected values are read off the rows, or are those that
/// UNHCR's release of October 2023 has under `UNK` (Türkiye 2021: 1,601 refugees).
@Suite struct UNHCRUnknownTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  static let table = "year,country_of_origin,country_of_asylum,refugees\n"

  @Test func nothingIsUnknownWhereOthersAreNamed() throws {
    #expect(
      try files.figures(Self.table + "2021,SYR,TUR,3737369\n2021,,TUR,1601\n2021,SYR,,7\n") == [
        "measure=population-of-concern place=TUR kind=refugee nationality=SYR 2021=3737369",
        "measure=population-of-concern place=TUR kind=refugee nationality=UNK 2021=1601",
        "measure=population-of-concern place=UNK kind=refugee nationality=SYR 2021=7",
      ])
  }

  /// The total is what the rows add up to, and not the row without a country.
  @Test func totalsOfTheWorld() throws {
    let fixture = try RecordFixture(seeded: false)
    let codes = fixture.store.vocabulary.terms.filter {
      $0.dimension == .nationality && $0.id.allSatisfy(\.isUppercase)
    }.map(\.id).filter { !["TUR", "UNK", "OOO"].contains($0) }.prefix(60)
    let rows = codes.map { "2021,\($0),TUR,100\n2021,TUR,\($0),1\n" }.joined()
    _ = try fixture.store.importFile(
      path: try fixture.file("a.csv", Self.table + rows + "2021,,TUR,1601\n"),
      published: Day("2023-06-14"))
    let query = "population-of-concern kind=refugee"
    #expect(try fixture.value(query, "2021") == 60 * 101 + 1601)
    #expect(try fixture.value(query + " in TUR", "2021") == 60 * 100 + 1601)
    #expect(try fixture.value(query + " in TUR nationality=UNK", "2021") == 1601)
  }

  @Test func websiteNamesTheUnknown() throws {
    let header =
      "Year,Country of origin,Country of origin (ISO),Country of asylum,"
      + "Country of asylum (ISO),Asylum-seekers\n"
    #expect(
      try files.figures(header + "2022,Unknown,,Peru,PER,5\n2022,Unknown,-,Chile,,7\n").prefix(1)
        == ["measure=population-of-concern place=PER kind=asylum-seeker nationality=UNK 2022=5"])
    #expect(
      try files.fault((header + "2022,Narnia,,Peru,PER,5\n2022,Cuba,CUB,Peru,PER,7\n").utf8)
        .contains("\"Narnia\""))
  }

  @Test func answerWithoutACode() throws {
    let text = """
      {"page": 1, "maxPages": 1, "items": [
        {"year": 2021, "coo_iso": "SYR", "coa_iso": "TUR", "refugees": 90},
        {"year": 2021, "coo_iso": null, "coa_iso": "TUR", "refugees": 10}]}
      """
    #expect(
      try files.releases("a.json", text).flatMap(ReaderFiles.figures) == [
        "measure=population-of-concern place=TUR kind=refugee nationality=SYR 2021=90",
        "measure=population-of-concern place=TUR kind=refugee nationality=UNK 2021=10",
      ])
  }

  /// A column that no row fills tells nothing apart.
  @Test func aColumnWithoutAnything() throws {
    #expect(
      try files.figures(Self.table + "2021,,TUR,90\n2021,,PER,10\n") == [
        "measure=population-of-concern place=TUR kind=refugee 2021=90",
        "measure=population-of-concern place=PER kind=refugee 2021=10",
      ])
  }

  /// A dash is all of them: a total, which cannot be smaller than what it is made of.
  @Test func aTotalSmallerThanItsParts() throws {
    let parts = "2021,SYR,TUR,90\n2021,IRQ,TUR,20\n"
    #expect(try files.figures(Self.table + parts + "2021,-,TUR,110\n").count == 3)
    let fault = try files.fault((Self.table + parts + "2021,-,TUR,10\n").utf8)
    #expect(fault.contains("expected totals that are not smaller than their parts"))
    #expect(fault.contains("2021: 10, and by nationality 110"))
  }

  /// Of an own table it is told, and refused where that is asked for: 4,000 of whom 5,000 are named.
  @Test func ownTotalsAreRefusedWhereAsked() throws {
    let fixture = try RecordFixture(seeded: false)
    let path = try fixture.file(
      "a.csv",
      """
      measure,place,nationality,period,value,source,dataset,publisher,title,published
      irregular-entries,CRI,VEN,2023-08,5000,a,a,Office,Counts,2023-10-10
      irregular-entries,CRI,,2023-08,4000,a,,,,

      """)
    let error = #expect(throws: (any Error).self) {
      try fixture.store.importFile(path: path, strict: true)
    }
    #expect(
      "\(error.map { "\($0)" } ?? "")".contains("August 2023: 4,000, and by nationality 5,000"))
    #expect(try fixture.store.sources().isEmpty)
    #expect(try fixture.store.importFile(path: path).changedRecord)
  }
}

/// Who is counted only where UNHCR works: a country without a row is not known. UNHCR's releases until June
/// 2023 have no row of displaced people in Haiti, and 6,766,002 in Colombia at the end of 2021.
@Suite struct UNHCRUnlistedTests {
  @Test func noRowIsNotZero() throws {
    let fixture = try RecordFixture(seeded: false)
    let codes = fixture.store.vocabulary.terms.filter {
      $0.dimension == .nationality && $0.id.allSatisfy(\.isUppercase)
    }.map(\.id).filter { !["COL", "HTI", "UNK", "OOO"].contains($0) }.prefix(60)
    let rows = codes.map { "2021,\($0),COL,100,0,0,0,0,0\n2021,COL,\($0),1,0,0,0,0,0\n" }.joined()
    let text =
      "year,coo_iso,coa_iso,refugees,idps,stateless,asylum_seekers,oip,ooc\n" + rows
      + "2021,COL,COL,0,6766002,5,0,0,0\n2021,HTI,COL,10,0,0,0,0,0\n2021,COL,HTI,3,0,0,0,0,0\n"
    _ = try fixture.store.importFile(
      path: try fixture.file("a.csv", text), published: Day("2022-06-16"))
    #expect(try fixture.value("internally-displaced in COL", "2021") == 6_766_002)
    #expect(try fixture.value("internally-displaced", "2021") == 6_766_002)
    #expect(try fixture.value("internally-displaced in HTI", "2021") == nil)
    #expect(try fixture.value("measure=stateless in COL", "2021") == 5)
    #expect(try fixture.value("measure=stateless in HTI", "2021") == nil)
    let timeline = try fixture.store.timeline(fixture.selection("internally-displaced in HTI"))
    let year = try #require(Period("2021"))
    #expect(timeline.observation(year).vintage(.english).contains("only where it counts them"))
    // Of two countries, one of which is not known, the sum is a lowest number.
    let both = try fixture.store.timeline(fixture.selection("internally-displaced place=HTI|COL"))
    #expect(both.observation(year).value == 6_766_002)
    #expect(both.observation(year).exactness == .atLeast)
    // So is that of a region, of whose countries Colombia alone has a row.
    let region = try fixture.store.timeline(fixture.selection("internally-displaced in americas"))
    #expect(region.observation(year).value == 6_766_002)
    #expect(region.observation(year).exactness == .atLeast)
    // Refugees are counted in every country.
    let refugees = try fixture.store.timeline(
      fixture.selection("population-of-concern kind=refugee place=HTI|COL"))
    #expect(refugees.observation(year).exactness == .exact)
    // Pairs of countries without refugees are left out as zero, as before.
    let pair = "population-of-concern kind=refugee from Haiti in HTI"
    #expect(try fixture.value(pair, "2021") == 0)
  }
}
