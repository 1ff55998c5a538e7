import Foundation
import Periods
import Record
import Testing

/// Files in the forms that CBP has published; the header spellings and the line are the agency's.
@Suite struct CBPReaderTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  static let header =
    "Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,Area of Responsibility,"
    + "AOR (Abbv),Demographic,Citizenship,Title of Authority,Encounter Type,Encounter Count\n"

  /// The line that CBP's nationwide file begins with: fiscal year 2020's April is April 2020.
  @Test func lineAsPublished() throws {
    let figures = try files.figures(
      Self.header
        + "2020,FYTD,APR,Office of Field Operations,Northern Land Border,Boston Field Office,Boston,"
        + "FMUA,BRAZIL,Title 8,Inadmissibles,3\n")
    #expect(
      figures == [
        "measure=encounters place=us-northern-border component=ofo sector=boston-field-office "
          + "authority=title-8 kind=inadmissible demographic=family-members nationality=BRA "
          + "2020-04=3"
      ])
  }

  @Test func snakeCaseWithAMarkAndFYTD() throws {
    let figures = try files.figures(
      "\u{FEFF}fiscal_year,month_grouping,month_abbv,component,land_border_region,"
        + "area_of_responsibility,aor_abbv,demographic,citizenship,title_of_authority,"
        + "encounter_type,encounter_count\r\n"
        + "2024 (FYTD),Remaining,OCT,U.S. Border Patrol,Southwest Land Border,Del Rio Sector,"
        + "Del Rio,UAC,\"CHINA, PEOPLES REPUBLIC OF\",Title 8,Apprehensions,\"1,204\"\r\n")
    #expect(
      figures == [
        "measure=encounters place=us-southwest-border component=usbp sector=del-rio "
          + "authority=title-8 kind=apprehension demographic=unaccompanied-children "
          + "nationality=CHN 2023-10=1204"
      ])
  }

  /// The agency changed the name of a group between two years of one file.
  @Test func twoNamesOfOneGroupAreAddedUp() throws {
    let row = "2023,FYTD,JAN,U.S. Border Patrol,Southwest Land Border,Yuma Sector,Yuma,"
    let figures = try files.figures(
      Self.header + row + "UAC,PERU,Title 8,Apprehensions,5\n"
        + row + "UC / Single Minors,PERU,Title 8,Apprehensions,2\n")
    #expect(figures.count == 1)
    #expect(figures[0].hasSuffix("2023-01=7"))
  }

  @Test func byState() throws {
    let releases = try files.releases(
      "state.csv",
      "Fiscal Year,Month Grouping,Month (abbv),Land Border Region,State,Demographic,Citizenship,"
        + "Title of Authority,Encounter Count\n"
        + "2023,FYTD,SEP,Other,TX,Single Adults,MYANMAR (BURMA),Title 8,4\n")
    #expect(releases.map(\.source.dataset) == ["cbp-nationwide-encounters-by-state"])
    let figure = try #require(releases.first.map { Array($0.figures) }?.first)
    #expect(figure.series[.state] == "US-TX")
    #expect(figure.series[.sector] == nil)
    #expect(figure.series[.nationality] == "MMR")
    #expect(figure.period == Period("2023-09"))
  }

  /// The file of fiscal years 2019 to 2022 has four countries and "Other".
  @Test func southwestFilesWithGroupedCitizenship() throws {
    let releases = try files.releases(
      "sw.csv",
      "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
        + "Title of Authority,Encounter Type,Encounter Count\n"
        + "2019,FYTD,DEC,U.S. Border Patrol,FMUA,Other,Title 8,Apprehensions,12\n")
    let source = try #require(releases.first?.source)
    #expect(source.dataset == "cbp-southwest-encounters-grouped")
    #expect(source.note.contains("every citizenship but"))
    // Nothing shows the day: it was out by the day of reading.
    #expect(source.published == Day.today)
    #expect(source.dating == .guessed)
  }

  /// The rolling files overlap, and the overlap is how a revision becomes known.
  @Test func overlapOfTwoReleasesIsARevision() throws {
    let fixture = try RecordFixture(seeded: false)
    for (day, count) in [("2023-08-18", 10), ("2023-09-22", 8)] {
      let path = try fixture.file(
        "\(day).csv",
        Self.header + "2023,FYTD,JUL,U.S. Border Patrol,Southwest Land Border,Yuma Sector,Yuma,"
          + "FMUA,PERU,Title 8,Apprehensions,\(count)\n")
      _ = try fixture.store.importFile(path: path, published: Day(day))
    }
    let query = "encounters usbp southwest PER"
    #expect(try fixture.value(query, "2023-07", asOf: "2023-09-01") == 10)
    #expect(try fixture.value(query, "2023-07") == 8)
  }

  @Test func everythingWrongIsToldAtOnce() throws {
    let message = try files.fault(
      (Self.header
        + "2023,FYTD,JUL,U.S. Border Patrol,Southwest Land Border,Yuma Sector,Yuma,FMUA,PERRU,"
        + "Title 8,Apprehensions,3\n"
        + "23,FYTD,JUX,U.S. Border Patrol,South,Yuma Sector,Yuma,FMUA,PERU,Title 8,"
        + "Apprehensions,1O\n").utf8)
    #expect(
      message == """
        table.csv:2:9 (Citizenship): expected a country as CBP spells it, found "PERRU"
          Did you mean "PERU"? If it is a new spelling: trocha record word nationality "PERRU" PER
        table.csv:3:5 (Land Border Region): expected Southwest Land Border, Northern Land Border \
        or Other, found "South"
          If it is a new spelling: trocha record word place "South" LABEL, where LABEL is \
        us-southwest-border, us-northern-border or us-other.
        table.csv:3:1 (Fiscal Year): expected a fiscal year from 1990 to 2100 such as 2023 or 2023 \
        (FYTD), found "23"
        table.csv:3:3 (Month (abbv)): expected a month from OCT to SEP, found "JUX"
        table.csv:3:12 (Encounter Count): expected a whole number, found "1O"
        """)
  }
}
