import Foundation
import Periods
import Record
import Testing

/// The headers and dates of the Missing Migrants Project's downloads, and what they cover.
@Suite struct IncidentFormTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  /// A download of one year, as of May 2026; the figures are made up.
  static let header =
    "\"Main ID\",\"Incident ID\",Region,\"Incident Date\",Year,\"Reported Month\","
    + "\"Number Dead\",\"Minimum Estimated Number of Missing\",\"Number of Survivors\","
    + "\"Country of Origin\",\"Cause of Death\",\"Migrantion route\",Coordinates\n"

  private func row(
    _ name: String, _ region: String, _ date: String, dead: String = "1", missing: String = "",
    survivors: String = "", origin: String = ""
  ) -> String {
    "\(name),\(name),\(region),\"\(date)\",,,\(dead),\(missing),\(survivors),\"\(origin)\","
      + "Drowning,Darien,\"8.4, -77.3\"\n"
  }

  /// Without a column of totals an empty cell is nobody, and the place is the region.
  @Test func deadAndMissingApart() throws {
    let text =
      Self.header
      + row(
        "X1", "North America", "Thu, 01/02/2031 - 12:00", dead: "2", missing: "3",
        origin: "Venezuela")
      + row("X2", "Mediterranean", "02/12/2031", dead: "", missing: "7", survivors: "4")
      + row("X3", "Central America", "1-Mar-31", origin: "Venezuela,Colombia")
    let release = try #require(try files.releases("mm.csv", text, published: "2031-05-06").first)
    let route = "route=darien-route cause=drowning event="
    #expect(
      ReaderFiles.figures(release) == [
        "measure=deaths-and-disappearances place=north-america nationality=VEN \(route)X1 "
          + "2031-01-02=5",
        "measure=deaths-and-disappearances place=mediterranean nationality=UNK \(route)X2 "
          + "2031-02-12=7",
        "measure=survivors place=mediterranean nationality=UNK \(route)X2 2031-02-12=4",
        "measure=deaths-and-disappearances place=central-america nationality=UNK \(route)X3 "
          + "2031-03-01=1",
      ])
    #expect(Array(release.figures).last?.note == "origin: Venezuela,Colombia")
    #expect(release.source.leavesOutZeros)
    // Incidents in the Americas and elsewhere: the world, of which regions are told apart.
    #expect(
      ReaderFiles.covers(release)
        == "place=whole:americas|caribbean|central-america|central-asia|eastern-africa|eastern-asia|europe|"
        + "mediterranean|middle-africa|north-america|northern-africa|south-america|"
        + "south-eastern-asia|southern-africa|southern-asia|western-africa|western-asia "
        + "nationality=whole route=whole:darien-route cause=whole:drowning")
    #expect(release.source.coverage.span == Period("2031-01-01/2031-03-01"))
  }

  @Test(arguments: [
    ("Sat, 08/05/2023 - 12:00", "2023-08-05"), ("Sat, 08/05/2023", "2023-08-05"),
    ("08/05/2023", "2023-08-05"), ("13-Jan-20", "2020-01-13"), ("13-January-2020", "2020-01-13"),
    ("2023-08-05", "2023-08-05"), ("2023-08-05T00:00:00", "2023-08-05"),
    ("2023-08-05 00:00:00", "2023-08-05"), ("August 5, 2023", "2023-08-05"),
    ("Saturday, August 5, 2023 - 12:00", "2023-08-05"),
  ])
  func dates(_ text: String, _ day: String) throws {
    let release = try files.releases("mm.csv", Self.header + row("a", "Europe", text)).first
    #expect(release?.figures.map(\.period).first == Period(day))
  }

  @Test func datesThatAreNone() throws {
    let text =
      Self.header + row("a", "Europe", "Mon, 08/05/2023 - 12:00")
      + row("b", "Europe", "13/01/2020") + row("c", "Europe", "05/08/0023")
      + row("d", "Euorpe", "08/05/2023 about")
    let dates = "a date such as 2023-08-05, 08/05/2023, 5-Aug-23 or August 5, 2023"
    #expect(
      try files.fault(text.utf8) == """
        table.csv:2:4 (Incident Date): expected a day that falls on its day of the week, found \
        "Mon, 08/05/2023 - 12:00"
          With the month first it is 2023-08-05, a Saturday.
        table.csv:3:4 (Incident Date): expected \(dates), found "13/01/2020"
        table.csv:4:4 (Incident Date): expected a day from 1990 to 2100, found "05/08/0023"
        table.csv:5:4 (Incident Date): expected \(dates), found "08/05/2023 about"
        table.csv:5:3 (Region): expected a region as the project names it, found "Euorpe"
          Did you mean "Europe"? If it is a new spelling: trocha record word place "Euorpe" europe
        """)
  }

  /// Which part of the world a file covers follows from where its incidents lie.
  @Test(arguments: [
    (["Mediterranean"], "place=only"),
    (["Mediterranean", "Northern Africa", "Europe"], "place=only"),
    (["Caribbean", "North America"], "place=only"),
    (
      ["Caribbean", "North America", "Central America", "South America"],
      "place=within:americas:caribbean|central-america|north-america|south-america"
    ),
    (["US-Mexico Border", "Europe"], "place=whole:americas|"),
  ])
  func partsOfTheWorld(_ regions: [String], _ covers: String) throws {
    let rows = regions.enumerated().map { row("\($0)", $1, "2023-08-05") }.joined()
    let release = try #require(try files.releases("mm.csv", Self.header + rows).first)
    let place = try #require(ReaderFiles.covers(release).split(separator: " ").first)
    #expect(covers.hasSuffix("|") ? place.hasPrefix(covers) : place == covers)
  }

  /// A country of incident goes before the region; words that name none stand beside it.
  @Test func countriesOfIncidents() throws {
    let release = try #require(
      try files.releases(
        "mm.csv",
        "Main ID,Region of Incident,Incident Date,Total Number of Dead and Missing,"
          + "Country of Incident,Website note\n"
          + "a,North America,2023-12-24,1,Mexico,x\nb,Northern Africa,2022-05-01,2,Libya - north,x\n"
          + "c,Caribbean,2023-01-01,3,,x\n"
      ).first)
    #expect(
      Array(release.figures).map { $0.series[.place] } == ["MEX", "northern-africa", "caribbean"])
    #expect(Array(release.figures).map(\.note) == ["", "country: Libya - north", ""])
    #expect(ReaderFiles.covers(release) == "place=whole")
    // What is not read is named.
    #expect(release.source.note.contains(" Columns passed over: Website note."))
    // The last incident is eight days before the end of the year: the file may end there.
    #expect(release.source.coverage.span == Period("2022-01-01/2023-12-24"))
  }

  @Test func aYearThatIsWhole() throws {
    let release = try #require(
      try files.releases("mm.csv", Self.header + row("a", "Europe", "2023-12-27")).first)
    #expect(release.source.coverage.span == Period("2023"))
  }

  @Test func columnsThatAreMissing() throws {
    #expect(
      try files.fault(
        "Main ID,Number Dead,Minimum Estimated Number of Missing\na,1,\n".utf8) == """
          table.csv:1: expected a column "Incident Date", found none
            Check that the file is a download of the Missing Migrants Project.
          table.csv:1: expected a column "Region of Incident", found none
            Check that the file is a download of the Missing Migrants Project.
          """)
  }
}
