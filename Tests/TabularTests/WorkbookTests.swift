import Foundation
import Tabular
import TestSupport
import Testing

@Suite struct WorkbookTests {
  let files: TabularFiles

  init() throws {
    files = try TabularFiles()
  }

  private func records(_ bytes: [UInt8], sheet: String? = nil) throws -> [Int: [String]] {
    let path = try files.file("b.xlsx", bytes)
    var reader = CSVReader(try ByteStream(path: path, name: "b.xlsx", sheet: sheet))
    var records: [Int: [String]] = [:]
    while try reader.next() {
      records[reader.line] = (0..<reader.count).map { reader.text($0) ?? "no UTF-8" }
    }
    return records
  }

  private func fault(_ bytes: [UInt8], sheet: String? = nil) -> String {
    do {
      return "no fault: \(try records(bytes, sheet: sheet))"
    } catch {
      return "\(error)"
    }
  }

  /// As openpyxl's `iter_rows` gives them; a formula without a saved value shows itself, the number
  /// with the format `[h]:mm` is a length of time.
  @Test func valuesOfEachKind() throws {
    #expect(
      try records(WorkbookFixture.months) == [
        1: ["Sin tabla"], 3: ["", "TRUE"],
        5: [
          "", "", "2023-10-05", "2023-10-05 13:30:15", "12.5", "=SUM(1,2)", "9584", "line break",
          "1900-01-15", "2023-10-05", "45204", "1234567",
        ],
      ])
    #expect(try records(WorkbookFixture.from1904) == [1: ["2023-10-05"], 2: ["1904-01-02"]])
  }

  @Test(arguments: [
    ("Datos 2031", 8), ("datos 2031", 8), ("3", 8), ("2", 5), ("Lista", 2),
  ])
  func sheetsByNameAndNumber(_ sheet: String, _ lastRow: Int) throws {
    #expect(try records(WorkbookFixture.months, sheet: sheet).keys.max() == lastRow)
  }

  @Test func theSheetWithTheHeaderIsFound() throws {
    let path = try files.file("b.xlsx", WorkbookFixture.months)
    var table = try CSVTable(
      ByteStream(path: path, name: "b.xlsx"), having: [["nacionalidad"], ["personas"]])
    table.expectTail(counts: [table.requiredColumn("Personas")])
    var rows: [[String]] = []
    while try table.next() { rows.append(table.header.indices.map { table.text($0) }) }
    #expect(table.issues.isEmpty)
    #expect(rows == [["OCT", "México \"x\", y", "F", "12"], ["NOV", "Perú", "", "4500"]])
    let starts = try TableStart.all(path: path)
    #expect(starts.map(\.sheet) == ["2", "3"])
    #expect(starts[1].text.contains("\nMes,Nacionalidad,Sexo,Personas\nOCT,\"México"))
  }

  /// What a reader looks at to recognise a file: tables as comma-separated values, JSON as it is.
  @Test func startsOfFiles() throws {
    let tabs = try files.file("a.tsv", Array("Title\n\na, b\tc\n1\t2\n".utf8))
    let start = try #require(try TableStart.all(path: tabs).first)
    #expect(start.text == "Title\n\"a, b\",c\n1,2")
    #expect(start.records == [["Title"], ["a, b", "c"], ["1", "2"]])
    let json = try files.file("a.json", Array(" {\"items\":[1,\n2]}".utf8))
    #expect(try TableStart.all(path: json).map(\.text) == [" {\"items\":[1,\n2]}"])
    let empty = try files.file("a.csv", [])
    #expect(try TableStart.all(path: empty).map(\.records) == [[]])
  }

  /// Elements without references, rich text, pronunciation, escapes and a saved value.
  @Test func whatOtherProgramsWrite() throws {
    let sheet = """
      <x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>a &amp;</x:t></x:r>\
      <x:r><x:t> &#233;</x:t></x:r></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row><x:row/>\
      <x:row><x:c><x:f>1+1</x:f><x:v>2.0</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c>\
      <x:c t="str"><x:f>""</x:f><x:v/></x:c><x:c t="d"><x:v>2023-10-05T00:00:00</x:v></x:c></x:row>\
      </x:sheetData></x:worksheet>
      """
    let shared = "<sst><si><t>山</t><rPh><t>やま</t></rPh></si></sst>"
    #expect(
      try records(workbookBytes(sheet: sheet, shared: shared)) == [
        1: ["a & é", "山"], 3: ["2", "#N/A", "", "2023-10-05"],
      ])
  }

  /// Excel's own numbers of days: 1 and 59 are in 1900 before the 29 February that never was (60).
  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "60"), ("61", "1900-03-01"),
    ("36585", "2000-02-29"), ("45204.5", "2023-10-05 12:00:00"), ("2958465", "9999-12-31"),
    ("2958466", "2958466"), ("-1", "-1"), ("1e300", "1e+300"),
    ("45203.9999999", "2023-10-05"),
  ])
  func days(_ serial: String, _ day: String) throws {
    #expect(try records(book(serial, format: 14)) == [1: [day]])
  }

  /// A month that is shown as one is a month: 45139 is 1 August 2023, and 17 is `mmm-yy`.
  @Test(arguments: [
    ("mmm\\-yy", "2023-08"), ("mm/yyyy", "2023-08"), ("[$-C0A]mmmm\\ yyyy", "2023-08"),
    ("yyyy", "2023"), ("d-mmm-yy", "2023-08-01"), ("yyyy-mm hh:mm", "2023-08-01"),
    ("dd/mm/yyyy", "2023-08-01"), ("h:mm", "45139"), ("0.00", "45139"), ("[h]:mm", "45139"),
  ])
  func shown(_ code: String, _ text: String) throws {
    let custom = "<numFmts><numFmt numFmtId=\"165\" formatCode=\"\(code)\"/></numFmts>"
    #expect(try records(book("45139", format: 165, custom: custom)) == [1: [text]])
    #expect(try records(book("45139", format: 17)) == [1: ["2023-08"]])
  }

  private func book(_ serial: String, format: Int, custom: String = "") throws -> [UInt8] {
    let sheet =
      "<worksheet><sheetData><row><c s=\"1\"><v>\(serial)</v></c></row></sheetData></worksheet>"
    let styles =
      "<styleSheet>\(custom)<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(format)\"/></cellXfs>"
      + "</styleSheet>"
    return zipBytes([
      (
        "xl/workbook.xml",
        Array(
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>".utf8)
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Array("<R><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"/s.xml\"/></R>".utf8)
      ),
      ("s.xml", Array(sheet.utf8)), ("xl/styles.xml", Array(styles.utf8)),
    ])
  }

  @Test(arguments: [
    (
      "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>",
      "b.xlsx: expected a workbook, found a document type, or no UTF-8, in"
    ),
    ("<worksheet><sheetData><row>", "b.xlsx: expected a whole ZIP archive or workbook, found XML"),
    ("<worksheet>&undefined;</worksheet>", "b.xlsx: expected a whole ZIP archive or workbook"),
    (
      "<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>",
      "b.xlsx: expected rows in their order, at most 1048576, found row 1048577"
    ),
    (
      "<worksheet><sheetData><row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row></sheetData></worksheet>",
      "b.xlsx:2: expected cells in their order, at most 16384 in a row"
    ),
    (
      "<worksheet><sheetData><row><c/><c t=\"s\"><v>-1</v></c></row></sheetData></worksheet>",
      "b.xlsx:1:2: expected a text of the workbook, found number -1, which has none"
    ),
  ])
  func damagedSheets(_ sheet: String, _ message: String) {
    #expect(fault(workbookBytes(sheet: sheet)).hasPrefix(message))
  }

  /// A cell that stands for a gigabyte is refused at the letters that Excel allows.
  @Test func aCellTooLong() {
    let text = String(repeating: "x", count: 140_000)
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
    #expect(
      fault(workbookBytes(sheet: sheet)).hasPrefix(
        "b.xlsx:1:1: expected at most 32767 letters in a cell, found more"))
  }

  /// Below a label that is merged over rows the cells are empty, which would mean something else.
  @Test func mergedLabelsAreTold() throws {
    let sheet = """
      <worksheet><sheetData><row><c t="str"><v>a</v></c><c t="str"><v>n</v></c></row><row>\
      <c t="str"><v>x</v></c><c><v>1</v></c></row><row><c r="B3"><v>2</v></c></row></sheetData>\
      <mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>
      """
    let path = try files.file("b.xlsx", workbookBytes(sheet: sheet))
    let table = try CSVTable(ByteStream(path: path, name: "b.xlsx"), having: [["a"], ["n"]])
    #expect(
      table.issues.listed.map(\.description) == [
        """
        b.xlsx:2:1: expected each row's label in a cell of its own, found rows 2 to 3 merged
          Unmerge the cells and fill the label into each row.
        """
      ])
  }

  @Test func aTableInAnArchive() throws {
    let table = Array("a;b\n1;2\n".utf8)
    let records = [1: ["a", "b"], 2: ["1", "2"]]
    let one = zipBytes([
      ("x/", []), ("x/t.csv", table), ("__MACOSX/._t.csv", [1]), ("read.me", [2]),
    ])
    #expect(try self.records(one) == records)
    let two = zipBytes([("x/t.csv", table), ("u.csv", [])])
    #expect(try self.records(two, sheet: "t.csv") == records)
    #expect(try self.records(two, sheet: "1") == records)
    #expect(
      fault(two).hasPrefix(
        "b.xlsx: expected an archive with one table, found \"x/t.csv\", \"u.csv\""))
    let path = try files.file("two.zip", two)
    #expect(try CSVTable(ByteStream(path: path), having: [["b"], ["a"]]).header == ["a", "b"])
    let same = try files.file("same.zip", zipBytes([("a.csv", table), ("b.csv", table)]))
    #expect(throws: InputError.self) {
      try CSVTable(ByteStream(path: same), having: [["b"], ["a"]])
    }
    #expect(fault(two, sheet: "v").hasPrefix("b.xlsx: expected a table \"v\" in the archive"))
    #expect(fault(zipBytes([])).hasPrefix("b.xlsx: expected an archive with one table, found none"))
    #expect(
      fault(zipBytes([("word/document.xml", [])])).hasPrefix(
        "b.xlsx: expected a table, found a Word document"))
    #expect(
      fault(zipBytes([("b.xlsx", WorkbookFixture.months)])).hasPrefix(
        "b.xlsx: expected a CSV file, found a ZIP archive or a workbook inside another file"))
  }

  /// Written by Info-ZIP's `zip -X -P secret`, of a file `a,b` and `1,2`.
  @Test func aPasswordIsTold() throws {
    let bytes = try #require(
      Data(
        base64Encoded: """
          UEsDBAoACQAAAAN3eV17B5cKFAAAAAgAAAAFAAAAdC5jc3ZDaFU+xW0bqedvzgzc/ReG3iHQ41BLBwh7B5cKFAAAA\
          AgAAABQSwECHgMKAAkAAAADd3ldeweXChQAAAAIAAAABQAAAAAAAAABAAAApIEAAAAAdC5jc3ZQSwUGAAAAAAEAAQAz\
          AAAARwAAAAAA
          """))
    #expect(
      fault(Array(bytes)) == """
        b.xlsx: expected a file without a password, found "t.csv" encrypted
          Save it without a password.
        """)
    #expect(
      fault([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == """
        b.xlsx: expected a CSV file, found an old Excel workbook (.xls), or one with a password
          Save it without a password, as .xlsx or as CSV in UTF-8.
        """)
  }

  /// Whatever a workbook's bytes are, there is an answer: cut anywhere, and with bytes changed at
  /// random, from a seed that is printed.
  @Test func damagedFilesAreRefused() throws {
    let whole = WorkbookFixture.months
    let message = "b.xlsx: expected "
    for length in stride(from: 4, to: whole.count, by: 37) {
      #expect(fault(Array(whole.prefix(length))).hasPrefix(message))
    }
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed: seed)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<3 { bytes[Int.random(in: 4..<bytes.count, using: &random)] = random.next().byte }
      let answer = fault(bytes)
      #expect(answer.hasPrefix("b.xlsx") || answer.hasPrefix("no fault"), "seed \(seed)")
      #expect(!answer.contains(files.folder.path), "seed \(seed)")
    }
  }
}

extension UInt64 {
  fileprivate var byte: UInt8 { UInt8(self & 0xFF) }
}
