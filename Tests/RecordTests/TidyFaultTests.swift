import Foundation
import Periods
import Record
import Tabular
import Testing

/// What the reader of tidy tables says of faulty ones, word for word.
@Suite struct TidyFaultTests {
  @Test func columnsThatAreMissing() throws {
    #expect(
      try TidyFixture.fault("measure,period,amount\ntransits,2024,1\n") == """
        table.csv:1: expected a column "value", found columns "measure", "period", "amount"
          Check that the file is of the kind you meant.
        table.csv:1: expected a column "source", found columns "measure", "period", "amount"
          Check that the file is of the kind you meant.
        table.csv:1:3: expected a column of the tidy format, found "amount"
          Columns are: measure, place, component, sector, authority, kind, demographic, \
        nationality, from, to, route, cause, event, unit, against, state, level, period, value, \
        hedge, latitude, longitude, note, source, dataset, publisher, title, url, citation, licence, \
        published, dating, retrieved, sha256, usual_lag, standing, leaves_out_zeros, source_note, covers, \
        span, gaps, counts, rounded_to, nature.
        """)
  }

  @Test func columnsThatAreNotKnown() throws {
    #expect(
      try TidyFixture.fault("measure,period,value,source,nationalty,period\nt,2024,1,s,,\n") == """
        table.csv:1:5: expected a column of the tidy format, found "nationalty"
          Did you mean "nationality"?
        table.csv:1:6: expected a column of the tidy format, found "period" a second time
          Take one of the two out.
        """)
  }

  @Test(arguments: [
    ("", "table.csv: expected a header and rows, found an empty file\n  Download the file again."),
    (
      "measure,period,value,source\n",
      """
      table.csv: expected rows under the header, found none
        The table is empty: check that the file is the one you meant.
      """
    ),
    (
      "measure,period,value,source\n#indicator,#date,#indicator,#meta\n",
      """
      table.csv: expected rows under the header, found none
        The table is empty: check that the file is the one you meant.
      """
    ),
  ])
  func tablesWithoutRows(_ text: String, _ message: String) throws {
    #expect(try TidyFixture.fault(text) == message)
  }

  @Test(arguments: [
    (
      "nationality", "Venezuela",
      """
      table.csv:2:2 (nationality): expected a country as three capitals (ISO 3166-1 alpha-3; OOO \
      other, UNK unknown), found "Venezuela"
        Write it as "VEN".
      """
    ),
    (
      "from", "usa",
      """
      table.csv:2:2 (from): expected a country as three capitals (ISO 3166-1 alpha-3; OOO other, \
      UNK unknown), found "usa"
        Write it as "USA".
      """
    ),
    (
      "route", "Ruta Ñ/2",
      """
      table.csv:2:2 (route): expected a label of lower-case letters, digits and hyphens, found \
      "Ruta Ñ/2"
        Write it as "ruta-n-2".
      """
    ),
    (
      "component", "U.S. Border Patrol",
      """
      table.csv:2:2 (component): expected a label of lower-case letters, digits and hyphens, found \
      "U.S. Border Patrol"
        Write it as "usbp".
      """
    ),
    (
      "event", "a\u{7}",
      "table.csv:2:2 (event): expected a name without control characters, found \"a\u{7}\""
    ),
    (
      "against", "last year",
      """
      table.csv:2:2 (against): expected a period, found "last year"
        Write 2023-08, 2023-Q3, 2023, FY2023, 2023-08-05 or 2023-09-01/2023-09-17.
      """
    ),
    (
      "hedge", "exakt",
      """
      table.csv:2:2 (hedge): expected one of exact, about, at-least, more-than, at-most, in-words, \
      too-small, found "exakt"
        Did you mean "exact"?
      """
    ),
    (
      "latitude", "8.5",
      """
      table.csv:2: expected a column "longitude", found none
        A point needs both latitude and longitude.
      """
    ),
    (
      "latitude", "-91",
      """
      table.csv:2:2 (latitude): expected degrees from -90 to 90, found "-91"
        A point needs both latitude and longitude.
      """
    ),
    (
      "retrieved", "5 October 2023",
      "table.csv:2:2 (retrieved): expected a day as YYYY-MM-DD, found \"5 October 2023\""
    ),
    (
      "sha256", "ABC",
      """
      table.csv:2:2 (sha256): expected 64 lower-case hexadecimal digits, found "ABC"
        Leave it empty for the hash of this file.
      """
    ),
    (
      "usual_lag", "-3",
      "table.csv:2:2 (usual_lag): expected a number of days, 0 to 3660, found \"-3\""
    ),
    (
      "standing", "oficial",
      """
      table.csv:2:2 (standing): expected one of official, quoted, found "oficial"
        Did you mean "official"?
      """
    ),
    (
      "leaves_out_zeros", "yes",
      "table.csv:2:2 (leaves_out_zeros): expected one of true, false, found \"yes\""
    ),
  ])
  func fields(_ column: String, _ field: String, _ message: String) throws {
    let text = TidyFixture.table(
      "measure,\(column),period,value", "transits,\(field),2024-01,1")
    #expect(try TidyFixture.fault(text) == message)
  }

  /// Every fault of a row is said at once, and rows go on being read.
  @Test func severalFaultsAtOnce() throws {
    let text = TidyFixture.table(
      "measure,period,value", "Transits!,2023-13,5%", ",2024,1", "transits,2024,1")
    #expect(
      try TidyFixture.fault(text) == """
        table.csv:2:1 (measure): expected a label of lower-case letters, digits and hyphens, found \
        "Transits!"
          Write it as "transits".
        table.csv:2:2 (period): expected a period, found "2023-13"
          Write 2023-08, 2023-Q3, 2023, FY2023, 2023-08-05 or 2023-09-01/2023-09-17.
        table.csv:2:3 (value): expected a number, or nothing where it is not known, found "5%"
          Write it with digits, a point before decimals, and no sign of a unit.
        table.csv:3:1 (measure): expected a measure, found nothing
        """)
  }

  @Test func figuresGivenTwice() throws {
    let text = TidyFixture.table(
      "measure,place,period,value", "transits,darien,2024-01,1", "transits,darien,2024-02,1",
      "transits,darien,2024-01-01/2024-01-31,2")
    #expect(
      try TidyFixture.fault(text) == """
        table.csv:4: expected one figure for each series, period and source, found the one of \
        line 2 again: measure=transits place=darien period=2024-01
          Take one of the two out, or tell them apart by a label.
        """)
  }

  @Test func sourcesWithoutDescription() throws {
    #expect(
      try TidyFixture.fault(
        """
        measure,period,value,source,dataset,publisher
        transits,2024-01,1,a,d,
        transits,2024-02,1,a,d,p
        transits,2024-01,1,,d,p

        """) == """
          table.csv:2:6 (publisher): expected the publisher of source "a" on the first row that names \
          it, found nothing
            That row must give dataset, publisher, title, published.
          table.csv:2: expected the title of source "a" on the first row that names it, found nothing
            That row must give dataset, publisher, title, published.
          table.csv:2: expected the published of source "a" on the first row that names it, found \
          nothing
            That row must give dataset, publisher, title, published.
          table.csv:4:4 (source): expected the name of a source, without spaces, found nothing
            Such as cbp-southwest-2023-09-22.
          """)
  }

  @Test func sourcesThatChange() throws {
    #expect(
      try TidyFixture.fault(
        """
        measure,period,value,source,dataset,publisher,title,published,url
        transits,2024-01,1,a,d,p,t,2024-02-01,
        transits,2024-02,1,a,d,p,t,2024-03-01,
        transits,2024-03,1,a,,,,,https://example.org

        """) == """
          table.csv:3:8 (published): expected "2024-02-01" or nothing, as on line 2, found \
          "2024-03-01"
            A source is described once: give another release a name of its own.
          table.csv:4:9 (url): expected nothing, as on line 2, found "https://example.org"
            A source is described once: give another release a name of its own.
          """)
  }

  @Test func formatsThatAreNotKnown() throws {
    let folder = FileManager.default.temporaryDirectory
    let url = folder.appending(path: "formats-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data("colour,size\nred,3\n".utf8).write(to: url)
    let file = PublishedFile(
      path: url.path, name: "table.csv", sha256: "", vocabulary: try Vocabulary.shipped())
    let named = #expect(throws: InputError.self) {
      try FigureReaders.reader(for: file, format: "tidi")
    }
    #expect(
      named?.description == """
        table.csv: expected a format among \(FigureReaders.formats.joined(separator: ", ")), found \
        "tidi"
          Did you mean "tidy"?
        """)
    let told = #expect(throws: InputError.self) {
      try FigureReaders.reader(for: file, format: nil)
    }
    let formats = FigureReaders.all.map {
      "\n    \(type(of: $0).format): \(type(of: $0).summary)"
    }
    #expect(
      told?.description == """
        table.csv: expected a file in a format that Trocha reads, found one that begins with \
        "colour,size"
          Formats, for --format:\(formats.joined())
        """)
    #expect(FigureReaders.formats.first == "tidy")
  }
}
