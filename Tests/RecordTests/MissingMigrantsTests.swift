import Foundation
import Periods
import Record
import Testing

/// Rows in the forms of the project's downloads of 2024 and of 2019.
@Suite struct MissingMigrantsTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  static let header =
    "Main ID,Incident ID,Incident Type,Region of Incident,Incident Date,Incident year,"
    + "Reported Month,Number of Dead,Minimum Estimated Number of Missing,"
    + "Total Number of Dead and Missing,Number of Survivors,Number of Females,Number of Males,"
    + "Number of Children,Country of Origin,Region of Origin,Cause of Death,Country of Incident,"
    + "Migration route,Location of Incident,Information Source,Coordinates,"
    + "UNSD Geographical Grouping,Source Quality,URL\n"

  @Test func incident() throws {
    let releases = try files.releases(
      "mmp.csv",
      Self.header
        + "2023.MMP00012,2023.MMP00012,Incident,North America,2023-01-05,2023,January,2,3,5,10,1,1,,"
        + "Venezuela,Latin America,Drowning,Mexico,US-Mexico border crossing,Rio Grande,News,"
        + "\"26.05, -98.31\",North America,5,\n")
    let figures = Array(try #require(releases.first).figures)
    #expect(figures.map(\.value) == [5, 10])
    #expect(figures.map(\.series.measure) == ["deaths-and-disappearances", "survivors"])
    let dead = figures[0]
    #expect(dead.period == Period("2023-01-05"))
    #expect(dead.series[.place] == "MEX")
    #expect(dead.series[.nationality] == "VEN")
    #expect(dead.series[.cause] == "drowning")
    #expect(dead.series[.event] == "2023.MMP00012")
    #expect(dead.point == Coordinate(latitude: 26.05, longitude: -98.31))
  }

  /// 9 in all where 2 died and 3 are missing; where one of the two is not given, the rest is of it.
  @Test func `a total that is not dead and missing is told by its line`() throws {
    func row(_ name: String, _ dead: String, _ missing: String, _ total: String) -> String {
      "\(name),\(name),Incident,Central America,2023-01-05,2023,January,\(dead),\(missing),\(total),,,,,"
        + "Venezuela,,Drowning,Panama,Darien,,,,,,\n"
    }
    let fixture = try RecordFixture(seeded: false)
    let text =
      Self.header + row("a", "2", "3", "9") + row("b", "2", "3", "5") + row("c", "2", "", "6")
    let path = try fixture.file("mmp.csv", text)
    let outcome = try fixture.store.importFile(path: path, published: Day("2023-06-01"))
    let lines = outcome.lines(fixture.store.vocabulary, .english).filter(\.isWarning).map(\.text)
    let said = lines.filter { $0.contains("rows contradict themselves") }
    #expect(said.count == 1)
    #expect(said.first?.contains("line 2: 9 in all, and its dead and missing come to 5.") == true)
    let spanish = outcome.lines(fixture.store.vocabulary, .spanish).map(\.text)
    #expect(spanish.contains { $0.contains("línea 2: 9 en total") })
    let total = "deaths-and-disappearances place=PAN route=darien"
    #expect(try fixture.value(total, "2023-01-05") == 20)
  }

  /// No day but a month; well-known text; several countries of origin; a count below zero.
  @Test func whatIsMissingOrOdd() throws {
    let releases = try files.releases(
      "mmp.csv",
      Self.header
        + "a,a,Incident,,,2022,March,,,\"1,022\",,,,,\"Haiti,Cuba\",,Violence,Panama,Darien,,,"
        + "POINT (-77.5 8.6),,,\n"
        + "b,b,Incident,,\"March 31, 2019\",2019,March,,,-1,,,,,,,,,,,,,,,\n")
    let figures = Array(try #require(releases.first).figures)
    #expect(figures[0].period == Period("2022-03"))
    #expect(figures[0].value == 1022)
    #expect(figures[0].series[.nationality] == "UNK")
    #expect(figures[0].note == "origin: Haiti,Cuba")
    #expect(figures[0].point == Coordinate(latitude: 8.6, longitude: -77.5))
    #expect(figures[1].period == Period("2019-03-31"))
    #expect(figures[1].value == nil)
    #expect(figures[1].note == "the file says -1")
  }

  @Test func headerOf2019() throws {
    let releases = try files.releases(
      "old.csv",
      "Web ID,Region of Incident,Reported Date,Reported Year,Reported Month,Number Dead,"
        + "Minimum Estimated Number of Missing,Total Dead and Missing,Cause of Death,"
        + "Location Description,Location Coordinates,Migration Route\n"
        + "51591,Mediterranean,\"March 28, 2019\",2019,Mar,,2,2,Presumed drowning,Off Libya,"
        + "\"36.89, 27.28\",Central Mediterranean\n")
    let figure = try #require(releases.first.map { Array($0.figures) }?.first)
    #expect(figure.value == 2)
    #expect(figure.period == Period("2019-03-28"))
    #expect(figure.series[.route] == "central-mediterranean-route")
    #expect(figure.series[.cause] == "presumed-drowning")
  }

  @Test func faults() throws {
    let message = try files.fault(
      (Self.header
        + "a,a,Incident,,yesterday,2022,March,,,two,,,,,,,,,,,,\"200, 8\",,,\n").utf8)
    #expect(
      message == """
        table.csv:2:5 (Incident Date): expected a date such as 2023-08-05, 08/05/2023, \
        5-Aug-23 or August 5, 2023, found "yesterday"
        table.csv:2:22 (Coordinates): expected "latitude, longitude" or POINT (longitude \
        latitude), found "200, 8"
        table.csv:2:10 (Total Number of Dead and Missing): expected a whole number, found "two"
          Write the number of people in digits, such as 4500.
        """)
  }
}
