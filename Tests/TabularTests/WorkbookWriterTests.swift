import Foundation
import Tabular
import TestSupport
import Testing

@Suite struct WorkbookWriterTests {
  let files: TabularFiles

  init() throws {
    files = try TabularFiles()
  }

  /// Texts that a spreadsheet would run, numbers, a day, and a cell of which nothing is known.
  private static let sheet: TableSheet = {
    var sheet = TableSheet(
      "Cifras: 2023/24",
      [.init("text"), .init("number"), .init("day"), .init("only", isOfWorkbooks: true)])
    sheet.add([.text("=1+1"), .number(181_059), .date(year: 2023, month: 8, day: 31), .text("x")])
    sheet.add([.text("+SUM(A1)"), .number(-12.5), .empty, .text("y")])
    sheet.add([.text("@cmd|' /C calc'!A0"), .empty, .date(year: 1899, month: 12, day: 31), .empty])
    sheet.add([
      .text("México, \"x\"\nzwei"), .number(0), .date(year: 2024, month: 2, day: 29), .empty,
    ])
    return sheet
  }()

  private func workbook(_ sheets: [TableSheet]) throws -> String {
    try files.file(
      "\(UUID().uuidString).xlsx", [UInt8](WorkbookWriter(sheets, title: "T", created: 0).data()))
  }

  /// By the reader of published workbooks.
  @Test func readBackByOurOwnReader() throws {
    let path = try workbook([Self.sheet])
    var reader = CSVReader(try ByteStream(path: path, name: "b.xlsx"))
    var rows: [[String]] = []
    while try reader.next() {
      rows.append((0..<reader.count).map { reader.text($0) ?? "no UTF-8" })
    }
    #expect(
      rows == [
        ["text", "number", "day", "only"], ["=1+1", "181059", "2023-08-31", "x"],
        ["+SUM(A1)", "-12.5", "", "y"], ["@cmd|' /C calc'!A0", "", "1899-12-31"],
        ["México, \"x\" zwei", "0", "2024-02-29"],
      ])
  }

  /// By openpyxl: the types of the cells, the frozen header, and no formula anywhere.
  @Test(.enabled(if: Python.hasOpenpyxl, "needs openpyxl: scripts/install-missing.sh test"))
  func readBackByOpenpyxl() throws {
    let path = try workbook([Self.sheet, Self.sheet])
    let told = try Python.run(
      """
      import openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      print(book.sheetnames)
      sheet = book.worksheets[1]
      print(sheet.freeze_panes)
      for row in sheet.iter_rows(min_row=2):
          print([(type(c.value).__name__, c.data_type, str(c.value)) for c in row[:3]])
      """, path)
    #expect(
      told == """
        ['Cifras  2023 24', 'Cifras  2023 24 2']
        A2
        [('str', 's', '=1+1'), ('int', 'n', '181059'), ('datetime', 'd', '2023-08-31 00:00:00')]
        [('str', 's', '+SUM(A1)'), ('float', 'n', '-12.5'), ('NoneType', 'n', 'None')]
        [('str', 's', "@cmd|' /C calc'!A0"), ('NoneType', 'n', 'None'), ('str', 's', '1899-12-31')]
        [('str', 's', 'México, "x"\\nzwei'), ('int', 'n', '0'), ('datetime', 'd', '2024-02-29 00:00:00')]

        """)
  }

  /// A workbook of more cells than are kept in memory, and more rows than a sheet may have.
  @Test func aLongTableGoesOnOnTheNextSheet() throws {
    var long = TableSheet("Long", [.init("n")])
    for number in 0..<2_500 { long.add([.number(Double(number))]) }
    let writer = WorkbookWriter([long], title: "T", created: 0, mostRows: 1_001, manyCells: 100)
    let path = try files.file("long.xlsx", [UInt8](writer.data()))
    let parts = [("1", "0", "999"), ("2", "1000", "1999"), ("3", "2000", "2499")]
    for (sheet, first, last) in parts {
      var reader = CSVReader(try ByteStream(path: path, name: "b.xlsx", sheet: sheet))
      var values: [String] = []
      while try reader.next() { values.append(reader.text(0) ?? "") }
      #expect(values.first == "n")
      #expect(values.dropFirst().first == first)
      #expect(values.last == last)
    }
  }

  /// CSV has the columns that are not for workbooks alone, and guards its texts.
  @Test func asCSV() {
    #expect(
      Self.sheet.csv() == """
        text,number,day
        '=1+1,181059,2023-08-31
        '+SUM(A1),-12.5,
        '@cmd|' /C calc'!A0,,1899-12-31
        "México, ""x""
        zwei",0,2024-02-29

        """)
  }

  @Test func aTextThatIsTooLongOrHoldsNoSign() throws {
    var sheet = TableSheet("T", [.init("text")])
    sheet.add([.text(String(repeating: "é", count: 40_000))])
    sheet.add([.text("a\0b")])
    let path = try workbook([sheet])
    var reader = CSVReader(try ByteStream(path: path, name: "b.xlsx"))
    var values: [String] = []
    while try reader.next() { values.append(reader.text(0) ?? "") }
    // Excel's cells hold 32,767 characters.
    #expect(values[1].count == 32_767)
    #expect(values[1].hasSuffix("é…"))
    #expect(values[2] == "ab")
  }
}

@Suite struct FormulaGuardTests {
  /// What OWASP's page on CSV injection lists, and what only looks like it.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-2+3", "'-2+3"), ("@SUM(1)", "'@SUM(1)"),
    ("\t=1", "'\t=1"), ("'=1", "''=1"), ("''@x", "'''@x"), ("-12.5", "-12.5"), ("+57", "+57"),
    ("-inf", "'-inf"), ("'quoted'", "'quoted'"), ("", ""), ("'", "'"), ("a=b", "a=b"),
    ("-", "'-"),
  ])
  func guarded(_ text: String, _ written: String) {
    #expect(FormulaGuard.guarded(text) == written)
    #expect(FormulaGuard.plain(written) == text)
  }

  /// Whatever is written is read back, and nothing that is written runs: random texts, from a seed that
  /// is printed.
  @Test func readsBack() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed: seed)
    let alphabet = Array("'=+-@\t1.ea")
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...5, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      let written = FormulaGuard.guarded(text)
      #expect(FormulaGuard.plain(written) == text, "seed \(seed)")
      let runs = written.first.map { "=+-@\t".contains($0) } ?? false
      #expect(!runs || Double(written) != nil, "seed \(seed)")
    }
  }
}

/// The interpreter that `scripts/install-missing.sh test` fills.
enum Python {
  /// As it is named: what its link leads to would not find the environment's packages.
  private static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: ".tools/venv/bin/python")

  static let hasOpenpyxl: Bool =
    FileManager.default.isExecutableFile(atPath: program.path)
    && (try? run("import openpyxl; print(1)")) == "1\n"

  /// What a script writes.
  static func run(_ script: String, _ arguments: String...) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = program
    process.arguments = ["-W", "ignore", "-c", script] + arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
