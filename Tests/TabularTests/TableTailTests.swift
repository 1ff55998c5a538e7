import Foundation
import Tabular
import Testing

/// What stands above and below a table.
@Suite struct TableTailTests {
  let files: TabularFiles

  init() throws {
    files = try TabularFiles()
  }

  static let needed = [["Month"], ["Citizenship Grouping", "Citizenship"], ["Encounter Count"]]

  /// The lines of the rows that are taken, and what is wrong with the others.
  private func read(_ text: String) throws -> (lines: [Int], message: String) {
    let path = try files.file("t.csv", Array(text.utf8))
    var table = try CSVTable(ByteStream(path: path, name: "t.csv"), having: Self.needed)
    table.expectTail(counts: [table.requiredColumn("Encounter Count")])
    var lines: [Int] = []
    while try table.next() { lines.append(table.line) }
    do { try table.issues.check() } catch { return (lines, "\(error)") }
    return (lines, "")
  }

  private static let header = "Month,Sex,citizenship_grouping,Encounter Count\n"
  private static let rows = "OCT,F,PERU,12\nNOV,F,CUBA,\"1,030\"\n"

  @Test(arguments: [
    header + rows, "Title\n\nData as of 2031-12-01,,,\n" + header + rows,
    header + rows + ",,,\n\nFuente: CBP,,,\nSource: CBP\n* Rounded.,,,\n",
    header + rows + "Grand Total,,,1042\n,,,\n", header + rows + "Total general,,,\"1,042\"\n",
    header + "OCT,F,PERU,12\nOCT Total,,,12\nNOV,F,CUBA,1030\nNOV Total,,,1030\nTotal:,,,1042\n",
    header + "OCT,F,PERU,12\nOCT,Total,,12\nNOV,F,CUBA,1030\n",
    header + rows + "Total,,,\n",
  ])
  func takenAsIfTheRowsStoodAlone(_ text: String) throws {
    let (lines, message) = try read(text)
    #expect(lines.count == 2)
    #expect(message == "")
  }

  @Test(arguments: [
    (
      "Grand Total,,,1043\n,,,\n",
      """
      t.csv:4: expected rows of figures, found a total row, "Grand Total": 1043, where the rows \
      above add up to 1042
        Take it out if it is no figure of its own, or see which rows are missing.
      """
    ),
    (
      "Fuente: CBP,,,\nDEC,F,PERU,1\n",
      """
      t.csv:4: expected a row of figures, found "Fuente: CBP" alone in its row
        Notes stand above the header or below the last row.
      """
    ),
    // A row that is cut off is no note.
    (
      "DEC",
      """
      t.csv:4: expected 4 fields, as in the header, found 1
        The file may be cut off here.
      """
    ),
  ])
  func told(_ below: String, _ message: String) throws {
    #expect(try read(Self.header + Self.rows + below).message == message)
  }

  /// A country without a count is a row, not a note; and so is a label that says "Total" beside
  /// others.
  @Test(arguments: [
    "Democratic Republic of the Congo,,,\n", "DEC,Total,PERU,7\n", "Source: x,,,5\n",
  ])
  func rowsAllTheSame(_ row: String) throws {
    #expect(try read(Self.header + Self.rows + row).lines == [2, 3, 4])
  }

  @Test func aMissingColumnIsNamedAtTheLikeliestHeader() throws {
    let path = try files.file("t.csv", Array("Title\nMonth,Encounter Count\nOCT,1\n".utf8))
    let error = #expect(throws: InputError.self) {
      try CSVTable(ByteStream(path: path, name: "t.csv"), having: Self.needed)
    }
    #expect(
      "\(try #require(error))" == """
        t.csv:2: expected a column "Citizenship Grouping", found columns "Month", "Encounter Count"
          Check that the file is of the kind you meant.
        """)
  }

  @Test func aTableOfOneLabelKeepsNamesThatBeginWithTotal() throws {
    let path = try files.file("t.csv", Array("kind,n\nTotal asylum,3\nOther,4\nTotal,7\n".utf8))
    var table = try CSVTable(ByteStream(path: path))
    table.expectTail(counts: [1])
    var rows = 0
    while try table.next() { rows += 1 }
    #expect(rows == 2)
    #expect(table.issues.isEmpty)
  }

  /// Reading ends long before a million faults were worded.
  @Test(arguments: ["1\n", "1,x\n"])
  func manyFaultsEndTheReading(_ row: String) throws {
    let path = try files.file("a.csv", Array(("a,b\n" + String(repeating: row, count: 5000)).utf8))
    var table = try CSVTable(ByteStream(path: path))
    let error = #expect(throws: InputError.self) {
      while try table.next() { _ = table.count(1) }
    }
    #expect(error?.unlisted == 1001 - InputIssues.limit)
  }

  @Test(arguments: [
    ("0", 0.0), ("900", 900), ("4,500", 4500), ("1,234,567", 1_234_567), ("9584.0", 9584),
    ("12.00", 12), ("9007199254740992", 9_007_199_254_740_992),
  ])
  func counts(_ text: String, _ value: Double) {
    #expect(CSVTable.count(text) == .success(value))
  }

  @Test(arguments: [
    ("4.500", "People are counted whole: if 4.500 means 4,500, write 4500."),
    ("81.946", "People are counted whole: if 81.946 means 81,946, write 81946."),
    ("1.234.567", "People are counted whole: if 1.234.567 means 1,234,567, write 1234567."),
    ("1 234", "Write it without marks between the digits: 1234."),
    ("1\u{A0}234", "Write it without marks between the digits: 1234."),
    ("1'234", "Write it without marks between the digits: 1234."),
    ("+3", "Write it without a sign: 3."), ("5%", "Give the number of people, not a share."),
    ("-5", "People cannot be fewer than none."), ("−5", "People cannot be fewer than none."),
    ("12,5", "People are counted whole: write \"4500\" or \"4,500\", and no part of a person."),
    (".5", "People are counted whole: write \"4500\" or \"4,500\", and no part of a person."),
    ("0,500", "People are counted whole: write \"4500\" or \"4,500\", and no part of a person."),
    ("1.234,00", "People are counted whole: write \"4500\" or \"4,500\", and no part of a person."),
    ("99999999999999999999", "No count of people is above 9007199254740992."),
    ("9007199254740993", "No count of people is above 9007199254740992."),
    ("1e308", "Write the number of people in digits alone, such as 4500."),
    ("0x10", "Write the number of people in digits alone, such as 4500."),
    ("٣", "Write the number of people in digits, such as 4500."),
    ("", "Write the number of people in digits, such as 4500."), ("1O4", ""), ("1,2345", nil),
    ("nan", nil), ("12.", nil), (",500", nil), ("4.000", nil), ("1,23,456", nil), ("5 - 6", nil),
    (String(repeating: "1", count: 400), nil),
  ])
  func noCounts(_ text: String, _ hint: String?) {
    guard case .failure(let fault) = CSVTable.count(text) else {
      Issue.record("\(text) is taken for a count")
      return
    }
    if let hint { #expect(fault.hint == hint) }
  }
}
