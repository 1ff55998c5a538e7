import Foundation
import Periods
import Record
import Testing

/// Answers of the API and downloads of the website, in the forms that UNHCR gives.
@Suite struct UNHCRTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  @Test func answerOfTheAPI() throws {
    let releases = try files.releases(
      "answer.json",
      """
      {"page": 1, "short_url": "", "maxPages": 1, "total": [], "items": [
        {"year": 2023, "coo_id": 1, "coo_name": "Venezuela (Bolivarian Republic of)",
         "coo": "VEN", "coo_iso": "VEN", "coa_id": 2, "coa_name": "Brazil", "coa": "BRA",
         "coa_iso": "BRA", "refugees": 122463, "asylum_seekers": "57043",
         "returned_refugees": 0, "idps": "-", "returned_idps": 0, "stateless": 0, "ooc": 0,
         "oip": 350000, "hst": "0"}
      ]}
      """)
    let release = try #require(releases.first)
    // A dash is a number too small to publish; a zero is known.
    let place = "place=BRA"
    #expect(
      ReaderFiles.figures(release) == [
        "measure=population-of-concern \(place) kind=refugee nationality=VEN 2023=122463",
        "measure=population-of-concern \(place) kind=asylum-seeker nationality=VEN 2023=57043",
        "measure=population-of-concern \(place) kind=other-of-concern nationality=VEN 2023=0",
        "measure=population-of-concern \(place) kind=other-in-need-of-protection "
          + "nationality=VEN 2023=350000",
        "measure=returned-refugees \(place) nationality=VEN 2023=0",
        "measure=internally-displaced \(place) nationality=VEN 2023=0 too-small",
        "measure=returned-internally-displaced \(place) nationality=VEN 2023=0",
        "measure=stateless \(place) nationality=VEN 2023=0",
        "measure=host-community \(place) nationality=VEN 2023=0",
      ])
    // Nothing shows the day: it was out by the day of reading.
    #expect(release.source.published == Day.today)
    #expect(release.source.dating == .guessed)
    // One country of each was asked for, and all kinds are there.
    #expect(
      ReaderFiles.covers(release)
        == "place=only kind=whole:asylum-seeker|other-in-need-of-protection|other-of-concern|refugee "
        + "nationality=only")
    #expect(release.source.coverage.span == Period("2023"))
    #expect(release.source.leavesOutZeros == false)
  }

  @Test func downloadWithMetadataAndTypo() throws {
    let metadata = (1...14).map { "\"Metadata line \($0)\"\n" }.joined()
    let figures = try files.figures(
      metadata
        + "Year,Country of origin,Country of origin (ISO),Country of asylum,"
        + "Country of asylum (ISO),Refugees under UNHCR's mandate,Asylum-seekers,"
        + "IDPs of concern to UNHCR,Returned IDPss\n"
        + "2022,Venezuela (Bolivarian Republic of),VEN,Peru,PER,4905,531646,0,-\n")
    #expect(
      figures == [
        "measure=population-of-concern place=PER kind=refugee nationality=VEN 2022=4905",
        "measure=population-of-concern place=PER kind=asylum-seeker nationality=VEN 2022=531646",
        "measure=internally-displaced place=PER nationality=VEN 2022=0",
        "measure=returned-internally-displaced place=PER nationality=VEN 2022=0 too-small",
      ])
  }

  /// HDX's table of 2026, in which an unknown country has UNHCR's code, and one with a row of
  /// hashtags; without all kinds of people, those it has are some.
  @Test func tablesOfHDX() throws {
    let releases = try files.releases(
      "hdx.csv",
      "Year,Country of Origin Code,Country of Asylum Code,Country of Origin Name,"
        + "Country of Asylum Name,Refugees,Asylum seekers,Internally displaced persons\n"
        + "#date+year,#country+code+origin,#country+code+asylum,,,#affected+refugees,,\n"
        + "1951,UKN,AUS,Various / unknown,Australia,180000,5,0\n")
    let release = try #require(releases.first)
    #expect(
      ReaderFiles.figures(release) == [
        "measure=population-of-concern place=AUS kind=refugee nationality=UNK 1951=180000",
        "measure=population-of-concern place=AUS kind=asylum-seeker nationality=UNK 1951=5",
        "measure=internally-displaced place=AUS nationality=UNK 1951=0",
      ])
    #expect(
      ReaderFiles.covers(release)
        == "place=only kind=only:asylum-seeker|refugee nationality=only")
  }

  @Test func aTotalIsNotBrokenDown() throws {
    let figures = try files.figures(
      "Year,Country of origin,Country of origin (ISO),Country of asylum,"
        + "Country of asylum (ISO),Asylum-seekers\n2022,-,-,Peru,PER,531650\n")
    #expect(
      figures == ["measure=population-of-concern place=PER kind=asylum-seeker 2022=531650"])
  }

  /// UNHCR's whole table names some 200 countries of each; fewer may be any choice of them.
  @Test func whatATableCovers() throws {
    let header = "year,coo_iso,coa_iso,refugees\n"
    let codes = files.vocabulary.terms.filter { $0.dimension == .nationality }.map(\.id)
      .prefix(120)
    let world = codes.map { "2023,\($0),COL,7\n2023,VEN,\($0),0\n" }.joined()
      .replacing("2023,VEN,COL,0\n", with: "")
    let whole = try #require(try files.releases("world.csv", header + world).first)
    #expect(ReaderFiles.covers(whole) == "place=whole kind=only:refugee nationality=whole")
    #expect(whole.source.leavesOutZeros)
    // Zeros that a whole table gives are left out like those that it leaves out itself.
    #expect(whole.count == 120)

    let one = try #require(
      try files.releases("one.csv", header + "2023,VEN,COL,7\n2023,VEN,BRA,5\n").first)
    #expect(ReaderFiles.covers(one) == "place=only:BRA|COL kind=only:refugee nationality=only")
    #expect(one.source.leavesOutZeros == false)

    let some = try #require(
      try files.releases("some.csv", header + "2023,VEN,COL,7\n2023,CUB,BRA,5\n").first)
    #expect(
      ReaderFiles.covers(some)
        == "place=only:BRA|COL kind=only:refugee nationality=only:CUB|VEN")
  }

  @Test func faults() throws {
    #expect(
      try files.fault(#"{"items": [{"coa_iso": "PER", "refugees""#.utf8, name: "cut.json") == """
        cut.json: expected a file in a format that Trocha reads, found one that begins with \
        "{"items": [{"coa_iso": "PER", "refugees""
          Formats, for --format:
        """
        + FigureReaders.all.map { "\n    \(type(of: $0).format): \(type(of: $0).summary)" }
        .joined())
    #expect(
      try files.fault(
        #"{"items": [{"year": 1, "coa_iso": "PER", "refugees": 5"#.utf8, name: "cut.json") == """
          cut.json: expected JSON, found a fault in it
            The answer may be cut off: fetch it again.
          """)
    #expect(
      try files.fault(
        #"{"items": [{"year": "x", "coa_iso": "PER"}, {"year": 2022, "coa_iso": "PERU LAND", "refugees": "many"}, {"year": 2022, "coa_iso": "PER", "refugees": "4.500"}]}"#
          .utf8, name: "odd.json") == """
          odd.json: expected a year in "year" of item 1, found "x"
          odd.json: expected a country in "coa_iso" of item 2, found "PERU LAND"
            If it is a new spelling: trocha record word nationality "PERU LAND" LABEL
          odd.json: expected a whole number or "-" in "refugees" of item 2, found "many"
            Write the number of people in digits, such as 4500.
          odd.json: expected a whole number or "-" in "refugees" of item 3, found "4.500"
            People are counted whole: if 4.500 means 4,500, write 4500.
          """)
  }

  /// Columns of which nothing is known are named, and nothing is taken.
  @Test func columnsThatAreNotKnown() throws {
    #expect(
      try files.fault("year,coo_iso,coa_iso,refugees,f_0_4\n2022,VEN,COL,1,2\n".utf8) == """
        table.csv:1:5: expected a column that UNHCR's tables have, found "f_0_4"
          It is not known what it counts: leave it out, or bring the table in as tidy CSV.
        """)
    #expect(
      try files.fault(
        #"{"items": [{"year": 2022, "coa_iso": "COL", "refugees": 1, "total": 3}]}"#.utf8,
        name: "answer.json") == """
          answer.json: expected entries that UNHCR's answers have, found "total"
            It is not known what it counts: leave it out, or bring the table in as tidy CSV.
          """)
  }
}
