import Foundation
import Tabular
import Testing

@Suite struct CSVTableTests {
  let files: TabularFiles

  init() throws {
    files = try TabularFiles()
  }

  @Test(arguments: [
    ("0", 0.0 as Double?), ("1,234,567", 1_234_567), ("1234", 1234), ("-5", -5), ("1.5", 1.5),
    (".5", 0.5), ("12,34", nil), ("1,2345", nil), ("", nil), ("x", nil), ("1e3", 1000),
    ("nan", nil), ("inf", nil), ("1 000", nil), ("0x10", nil),
  ])
  func numbers(_ text: String, _ value: Double?) {
    #expect(CSVTable.number(text) == value)
  }

  @Test func columnsAreFoundByName() throws {
    let path = try files.file("a.csv", Array("Fiscal Year,month_abbv\n2023,AUG\n".utf8))
    let table = try CSVTable(ByteStream(path: path))
    #expect(table.column("fiscal_year") == 0)
    #expect(table.column("Month (abbv)", "Month abbv") == 1)
    #expect(table.column("Citizenship") == nil)
  }

  /// Several faults are told at once, each with its line.
  @Test func shortAndLongRows() throws {
    let path = try files.file("a.csv", Array("a,b\n1\n1,2\n1,2,3\n".utf8))
    var table = try CSVTable(ByteStream(path: path, name: "a.csv"))
    var rows = 0
    while try table.next() { rows += 1 }
    #expect(rows == 1)
    #expect(
      "\(try #require(#expect(throws: InputError.self) { try table.issues.check() }))" == """
        a.csv:2: expected 2 fields, as in the header, found 1
          The file may be cut off here.
        a.csv:4: expected 2 fields, as in the header, found 3
          A comma inside a field needs quotes around it.
        """)
  }

  @Test func thousandsOfFaultsAreNotAllListed() throws {
    let path = try files.file("a.csv", Array(("a,b\n" + String(repeating: "1\n", count: 200)).utf8))
    var table = try CSVTable(ByteStream(path: path))
    while try table.next() {}
    let error = #expect(throws: InputError.self) { try table.issues.check() }
    #expect(error?.issues.count == InputIssues.limit)
    #expect(error?.unlisted == 200 - InputIssues.limit)
  }

  /// Distances worked out by hand: one letter left out, two swapped, nothing near.
  @Test(arguments: [
    ("encountrs", "encounters" as String?), ("trasnits", "transits"), ("zzz", nil),
  ])
  func suggestions(_ word: String, _ near: String?) {
    #expect(suggestion(for: word, among: ["encounters", "transits", "returns"]) == near)
  }

  /// Comparing a million letters with hundreds of names would take minutes.
  @Test func nothingIsSuggestedForAWordWithoutEnd() {
    let word = String(repeating: "x", count: 1_000_000)
    let start = ContinuousClock.now
    #expect(suggestion(for: word, among: (0..<500).map { "x\($0)" }) == nil)
    #expect(suggestion(for: "x", among: [word, "xy"]) == "xy")
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test func recordsWithoutAnythingArePassedOver() throws {
    let path = try files.file("a.csv", Array("a,b\n,\n , \n1,2\n,,,,\n".utf8))
    var table = try CSVTable(ByteStream(path: path))
    var lines: [Int] = []
    while try table.next() { lines.append(table.line) }
    #expect(lines == [4])
    #expect(table.issues.isEmpty)
  }
}
