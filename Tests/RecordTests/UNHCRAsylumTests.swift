import Foundation
import Periods
import Record
import Testing

/// Applications for asylum, decisions on them, and solutions.
@Suite struct UNHCRAsylumTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  /// The website's header. Cases are never persons, and levels never add up.
  @Test func applications() throws {
    let releases = try files.releases(
      "asylum-applications.csv",
      "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
        + "Authority,Application type,Stage of procedure,Cases / Persons,applied\n"
        + "2023,Venezuela (Bolivarian Republic of),VEN,United States of America,USA,G,N,IN,C,50\n"
        + "2023,Venezuela (Bolivarian Republic of),VEN,Mexico,MEX,G,N,FI,P,70\n"
        + "2023,Venezuela (Bolivarian Republic of),VEN,Mexico,MEX,U,A,AR,P,5\n")
    let release = try #require(releases.first)
    #expect(release.source.dataset == "unhcr-asylum-applications")
    #expect(
      ReaderFiles.figures(release) == [
        "measure=asylum-applications place=USA authority=government kind=new-application "
          + "nationality=VEN unit=cases level=us-asylum-office 2023=50",
        "measure=asylum-applications place=MEX authority=government kind=new-application "
          + "nationality=VEN level=first-instance 2023=70",
        "measure=asylum-applications place=MEX authority=unhcr kind=appeal-application "
          + "nationality=VEN level=administrative-review 2023=5",
      ])
    #expect(
      ReaderFiles.covers(release)
        == "place=only:MEX|USA authority=whole:government|joint|unhcr "
        + "kind=whole:appeal-application|new-application nationality=only level=only"
    )
  }

  @Test func decisions() throws {
    let releases = try files.releases(
      "decisions.csv",
      "year,as_of,country_of_origin,country_of_asylum,procedure_type,dec_level,dec_pc,"
        + "dec_recognized,dec_other,dec_rejected,dec_closed,dec_total\n"
        + "2024,2024-12-31,AFG,AUS,G,AR,C,38,0,25,-,63\n")
    let release = try #require(releases.first)
    let series =
      "measure=asylum-decisions place=AUS authority=government kind=KIND nationality=AFG "
      + "unit=cases level=administrative-review 2024="
    #expect(
      ReaderFiles.figures(release) == [
        series.replacing("KIND", with: "recognised") + "38",
        series.replacing("KIND", with: "complementary-protection") + "0",
        series.replacing("KIND", with: "rejected") + "25",
        series.replacing("KIND", with: "otherwise-closed") + "0 too-small",
      ])
  }

  /// HDX's table has no level: its kinds of application are not added up either.
  @Test func applicationsWithoutLevels() throws {
    let releases = try files.releases(
      "hdx.csv",
      "Year,ISO3CoO,ISO3CoA,CoO_name,CoA_name,ProcedureType,ApplicationType,ApplicationDataType,"
        + "ApplicationAveragePersonsPerCase,Applications\n"
        + "2008,VEN,COL,Venezuela,Colombia,G,R,P,0,12\n")
    let release = try #require(releases.first)
    #expect(
      ReaderFiles.figures(release) == [
        "measure=asylum-applications place=COL authority=government kind=repeat-application "
          + "nationality=VEN 2008=12"
      ])
    #expect(
      ReaderFiles.covers(release)
        == "place=only authority=whole:government|joint|unhcr kind=only nationality=only")
  }

  @Test func solutions() throws {
    let releases = try files.releases(
      "solutions.csv",
      "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
        + "Returned refugees,Resettlement arrivals,Naturalisation,Returned IDPss\n"
        + "2023,Afghanistan,AFG,Australia,AUS,212,3294,153,\n", published: "2024-06-13")
    #expect(
      releases.flatMap(ReaderFiles.figures) == [
        "measure=returned-refugees place=AUS nationality=AFG 2023=212",
        "measure=resettlement-arrivals place=AUS nationality=AFG 2023=3294",
        "measure=naturalisations place=AUS nationality=AFG 2023=153",
      ])
  }

  @Test func codesThatAreNotKnown() throws {
    #expect(
      try files.fault(
        ("year,coo_iso,coa_iso,procedure_type,app_type,dec_level,app_pc,applied\n"
          + "2023,VEN,COL,X,N,FI,,1\n").utf8) == """
          table.csv:2:4 (procedure_type): expected one of G, J, U, found "X"
            If it is a new spelling: trocha record word authority "X" LABEL
          table.csv:2:7 (app_pc): expected one of C, CASES, P, PERSONS, found nothing
          """)
    #expect(
      try files.fault("year,coo_iso,coa_iso,applied\n2023,VEN,COL,1\n".utf8) == """
        table.csv:1: expected a column "app_pc", found none
          Check that the file is of the kind you meant.
        """)
  }
}
