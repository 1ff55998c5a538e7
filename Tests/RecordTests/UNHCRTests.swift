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
      {"page": 1, "short_url": "", "maxPages": 3, "total": [], "items": [
        {"year": 2023, "coo_id": 1, "coo_name": "Venezuela (Bolivarian Republic of)",
         "coo": "VEN", "coo_iso": "VEN", "coa_id": 2, "coa_name": "Brazil", "coa": "BRA",
         "coa_iso": "BRA", "refugees": 122463, "asylum_seekers": "57043",
         "returned_refugees": 0, "idps": "-", "returned_idps": 0, "stateless": 0, "ooc": 0,
         "oip": 350000, "hst": "0"}
      ]}
      """)
    let release = try #require(releases.first)
    let values = Dictionary(
      uniqueKeysWithValues: release.figures.map { figure in
        ("\(figure.series.measure) \(figure.series[.kind] ?? "")", figure.value)
      })
    #expect(values["population-of-concern refugee"] == 122_463)
    #expect(values["population-of-concern asylum-seeker"] == 57_043)
    #expect(values["population-of-concern other-in-need-of-protection"] == 350_000)
    // A dash is not known; a zero is known.
    #expect(values["internally-displaced "] == .some(nil))
    #expect(values["returned-refugees "] == 0)
    #expect(release.source.note.contains("Page 1 of 3"))
    // Mid-June of the year after.
    #expect(release.source.published == Day("2024-06-14"))
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
        "measure=returned-internally-displaced place=PER nationality=VEN 2022=unknown",
      ])
  }

  @Test func aTotalIsNotBrokenDown() throws {
    let figures = try files.figures(
      "Year,Country of origin,Country of origin (ISO),Country of asylum,"
        + "Country of asylum (ISO),Asylum-seekers\n2022,-,-,Peru,PER,531650\n")
    #expect(
      figures == ["measure=population-of-concern place=PER kind=asylum-seeker 2022=531650"])
  }

  @Test func faults() throws {
    #expect(
      try files.fault(#"{"items": [{"coa_iso": "PER""#.utf8, name: "cut.json") == """
        cut.json: expected JSON, found a fault in it
          The answer may be cut off: fetch it again.
        """)
    #expect(
      try files.fault(
        #"{"items": [{"year": "x", "coa_iso": "PER"}, {"year": 2022, "coa_iso": "PERU LAND", "refugees": "many"}]}"#
          .utf8, name: "odd.json") == """
          odd.json: expected a year in item 1 of "items", found "x"
          odd.json: expected a country in "coa_iso" of item 2, found "PERU LAND"
            UNHCR gives ISO 3166-1 alpha-3 codes.
          odd.json: expected a number or "-" in "refugees" of item 2, found "many"
          """)
  }
}
