import Foundation
import Periods
import Record
import Testing

/// Which tables are CBP's encounters, what they cover, and what only looks like them.
@Suite struct CBPFormTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  static let southwest =
    "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
    + "Title of Authority,Encounter Type,Encounter Count\n"
  static let row =
    "2027 (FYTD),FYTD,OCT,U.S. Border Patrol,FMUA,Guatemala,Title 8,Apprehensions,"
  static let byState =
    "Fiscal Year,Month Grouping,Month (abbv),Land Border Region,State,Demographic,Citizenship,"
    + "Title of Authority,Encounter Count\n"
  static let countries =
    "BRA|CAN|CHN|COL|CUB|ECU|GTM|HND|HTI|IND|MEX|MMR|NIC|PER|PHL|ROU|RUS|SLV|TUR|UKR|VEN|OOO"

  /// Other tables of the agencies have fiscal years, citizenships and counts as well.
  @Test(arguments: [
    (
      "Fiscal Year,Month,Citizenship,Detention Facility,Average Daily Population\n",
      """
      table.csv:1:2: expected a column of CBP's table "Southwest Land Border Encounters", found \
      "Month"
        HINT
      table.csv:1:4: expected a column of CBP's table "Southwest Land Border Encounters", found \
      "Detention Facility"
        HINT
      table.csv:1:5: expected a column of CBP's table "Southwest Land Border Encounters", found \
      "Average Daily Population"
        HINT
      table.csv:1: expected a column "Month (abbv)", as CBP's table "Southwest Land Border \
      Encounters" has, found none
      table.csv:1: expected a column "Component", as CBP's table "Southwest Land Border \
      Encounters" has, found none
      table.csv:1: expected a column "Demographic", as CBP's table "Southwest Land Border \
      Encounters" has, found none
      table.csv:1: expected a column "Title of Authority", as CBP's table "Southwest Land Border \
      Encounters" has, found none
      table.csv:1: expected a column "Encounter Type", as CBP's table "Southwest Land Border \
      Encounters" has, found none
      table.csv:1: expected a column "Encounter Count", as CBP's table "Southwest Land Border \
      Encounters" has, found none
      """
    ),
    (
      CBPFormTests.southwest.replacing("Encounter Count", with: "Encounter Count,Gotaways"),
      """
      table.csv:1:10: expected a column of CBP's table "Southwest Land Border Encounters", found \
      "Gotaways"
        HINT
      """
    ),
    (
      CBPFormTests.byState.replacing("Citizenship", with: "Demographic"),
      """
      table.csv:1:7: expected a column of CBP's table "Nationwide Encounters, by state", found \
      "Demographic" a second time
        HINT
      table.csv:1: expected a column "Citizenship", as CBP's table "Nationwide Encounters, by \
      state" has, found none
      """
    ),
  ])
  func tablesThatOnlyLookLikeIt(_ header: String, _ message: String) throws {
    let hint = "If this is another table, bring it in as tidy CSV under a measure of its own."
    #expect(try files.fault(header.utf8) == message.replacing("HINT", with: hint))
  }

  /// A month without a row of Title 42 is no month of Title 8 alone.
  @Test func fileWithOneAuthority() throws {
    let release = try #require(
      try files.releases("sbo.csv", Self.southwest + Self.row + "3\n", published: "2026-11-18")
        .first)
    #expect(
      ReaderFiles.covers(release)
        == "place=only:us-southwest-border component=whole:usbp|ofo "
        + "authority=whole:title-8|title-42 kind=whole:apprehension|inadmissible|expulsion "
        + "demographic=whole:accompanied-minors|family-members|single-adults|unaccompanied-children "
        + "nationality=whole:GTM|HND|MEX|SLV|OOO")
    #expect(release.source.coverage.span == Period("2026-10"))
    #expect(release.source.coverage.counts == "cbp-encounters")
    #expect(release.source.dating == .given)
  }

  /// Own figures: October 2030 is 205 in all, 100 in Texas at the southwest border.
  @Test func statesAreNoSectors() throws {
    let text =
      Self.byState + "2031,FYTD,OCT,Southwest Land Border,TX,Single Adults,VENEZUELA,Title 8,100\n"
      + "2031,FYTD,OCT,Northern Land Border,NY,Single Adults,FRANCE,Title 8,7\n"
      + "2031,FYTD,OCT,Other,FL,UAC,CUBA,Title 8,98\n"
    let release = try #require(try files.releases("state.csv", text).first)
    #expect(
      ReaderFiles.figures(release).first
        == "measure=encounters place=us-southwest-border authority=title-8 "
        + "demographic=single-adults nationality=VEN state=US-TX 2030-10=100")
    // A country that the file names is told apart from its "other".
    let named = Self.countries.replacing("GTM", with: "FRA|GTM")
    #expect(
      ReaderFiles.covers(release)
        == "place=within:USA:us-southwest-border|us-northern-border|us-other "
        + "authority=whole:title-8|title-42 "
        + "demographic=whole:accompanied-minors|family-members|single-adults|unaccompanied-children "
        + "nationality=whole:\(named) "
        + "state=whole")
  }

  /// A part of the nationwide file says nothing of the other borders.
  @Test func oneBorderOfTheNationwideFile() throws {
    let release = try #require(
      try files.releases(
        "part.csv",
        Self.byState + "2031,FYTD,OCT,Northern Land Border,NY,FMUA,INDIA,Title 8,7\n"
      ).first)
    #expect(ReaderFiles.covers(release).hasPrefix("place=only:us-northern-border "))
  }

  /// Months that the file has no row for are not covered.
  @Test func monthsInBetween() throws {
    let release = try #require(
      try files.releases(
        "sbo.csv",
        Self.southwest + Self.row + "3\n" + Self.row.replacing("OCT", with: "DEC") + "0.0\n"
      ).first)
    #expect(Array(release.figures).map(\.value) == [3, 0])
    #expect(release.source.coverage.span == Period("2026-10-01/2026-12-31"))
    #expect(release.source.coverage.gaps == [try #require(Period("2026-11"))])
    // Not before the last day counted, even where today is.
    #expect(release.source.published == max(Day.today, Day("2026-12-31")!))
    #expect(release.source.dating == .guessed)
  }

  /// Saved again by an office: tabs for commas, a title above, a total and a note below.
  @Test func tablesAsOfficesSaveThem() throws {
    let row = Self.row.replacing(",", with: "\t")
    let text =
      "Southwest Land Border Encounters\n\n" + Self.southwest.replacing(",", with: "\t") + row
      + "12\n" + row.replacing("OCT", with: "NOV") + "8\nGrand Total" + "\t\t\t\t\t\t\t\t20\n"
      + String(repeating: "\t", count: 8) + "\n"
    let release = try #require(try files.releases("sbo.tsv", text).first)
    #expect(Array(release.figures).map(\.value) == [12, 8])
    // A total that is not the sum of the rows is a fault of its own, told once.
    let message = try files.fault(text.replacing("\t20\n", with: "\t21\n").utf8)
    #expect(message.hasPrefix("table.csv:6:"), "\(message)")
    #expect(message.split(separator: "\n").filter { $0.hasPrefix("table.csv") }.count == 1)
  }

  @Test func valuesThatAreNone() throws {
    let message = try files.fault(
      (Self.southwest + Self.row.replacing("2027", with: "1889") + "4.500\n"
        + Self.row.replacing("2027", with: "9999") + "-5\n").utf8)
    #expect(
      message == """
        table.csv:2:1 (Fiscal Year): expected a fiscal year from 1990 to 2100 such as 2023 or 2023 \
        (FYTD), found "1889 (FYTD)"
        table.csv:2:9 (Encounter Count): expected a whole number, found "4.500"
          People are counted whole: if 4.500 means 4,500, write 4500.
        table.csv:3:1 (Fiscal Year): expected a fiscal year from 1990 to 2100 such as 2023 or 2023 \
        (FYTD), found "9999 (FYTD)"
        table.csv:3:9 (Encounter Count): expected a count of 0 or more, found "-5"
          People cannot be fewer than none.
        """)
  }

  @Test func publishedBeforeTheMonth() throws {
    #expect(
      try files.fault((Self.southwest + Self.row + "3\n").utf8, published: "2026-10-30") == """
        table.csv: expected a day of publication not before the last day counted, 2026-10-31, found \
        2026-10-30
          Check the day that was given with --published.
        """)
  }

  /// A word of a million letters is refused, and not compared with every other.
  @Test func aVeryLongWord() throws {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(
      try files.fault((Self.southwest + Self.row.replacing("Guatemala", with: word) + "3\n").utf8)
        == "table.csv:2:6 (Citizenship Grouping): expected a country as CBP spells it, found "
        + "\"\(word.prefix(60))…\"")
  }
}
