import Foundation
import TestSupport
import Testing

/// Inputs that are wrong, or made to break the program: each is refused in a sentence, in little time.
@Suite struct HostileInputTests {
  private let program: Program

  /// Nothing that is refused is stored: one record will do.
  init() throws { program = try Program.shared.get() }

  private static let header =
    "measure,place,sector,period,value,hedge,note,source,dataset,publisher,title,published\n"

  /// A row, and what the refusal says of it.
  static let rows = [
    // 81,946 as Spanish tables write it.
    ("transits,test-camp,,2024-01,81.946,,,t,test,O,T,2024-02-01", "write 81946"),
    ("transits,test-camp,,2024-01,-5,,,t,test,O,T,2024-02-01", "a count of 0 or more"),
    ("transits,test-camp,,2024-01,1e400,,,t,test,O,T,2024-02-01", "expected a whole number"),
    ("transits,test-camp,,2024-01,9007199254740993,,,t,test,O,T,2024-02-01", "No count of people"),
    ("transits,test-camp,,2024-01,5,,,t,test,O,T,2023-01-01", "expected a period that had begun"),
    ("transits,test-camp,,99999-01,5,,,t,test,O,T,2024-02-01", "expected"),
    ("transits,test-camp,,2024-13,5,,,t,test,O,T,2024-02-01", "expected"),
  ]

  @Test(arguments: rows)
  func `a figure without sense is refused with a hint`(row: String, said: String) throws {
    let file = try program.file("\(UUID().uuidString).csv", Self.header + row + "\n")
    let result = try program.run(["record", "import", file])
    #expect(result.status == 1)
    #expect(result.errors.contains(".csv:2:"), "\(result.errors)")
    #expect(result.errors.contains(said), "\(result.errors)")
    #expect(try program.run("record export --source t").status != 0)
  }

  @Test func `labels that a spreadsheet takes for formulas leave as text`() throws {
    let program = try Program()
    let file = try program.file(
      "tidy.csv",
      "measure,place,event,period,value,source,dataset,publisher,title,published\n"
        + "transits,test-camp,=1+1,2024-01,12,t,test,\"=cmd|'/c calc'!A1\",\"@SUM(A1)\",2024-02-01\n"
    )
    #expect(try program.run(["record", "import", file]).status == 0)
    let text = try program.run("record export --source t").output
    #expect(text.contains(",'=1+1,"), "\(text)")
    #expect(text.contains(",'=cmd|'/c calc'!A1,'@SUM(A1),"), "\(text)")
  }

  /// A million letters compared with each country would take minutes.
  @Test func `a label without end is refused in a moment`() throws {
    let label = String(repeating: "A", count: 500_000)
    let rows = (0..<3).map { _ in
      "2019,FYTD,DEC,U.S. Border Patrol,FMUA,\(label),Title 8,Apprehensions,12\n"
    }
    let file = try program.file(
      "cbp.csv",
      "Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,"
        + "Title of Authority,Encounter Type,Encounter Count\n" + rows.joined())
    _ = try program.run("record list")
    let start = ContinuousClock.now
    let result = try program.run(["record", "import", file])
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(result.errors.contains("expected a country as CBP spells it, found \"AAAA"))
    #expect(result.errors.utf8.count < 2_000)
  }

  /// Packed, a few kilobytes stand for as many series as would fill the memory.
  @Test func `more series than any table has are refused in bounded memory`() throws {
    let script = """
      import gzip
      with gzip.open("rows.csv.gz", "wt", compresslevel=1) as f:
          f.write("measure,place,period,value,source,dataset,publisher,title,published\\n")
          f.write("transits,p,1999-01,5,rows,rows,O,T,2024-02-01\\n")
          for i in range(400000): f.write(f"transits,p{i},2023-01,5,rows,,,,\\n")
      """
    _ = try program.run(["-c", script], executable: "/usr/bin/python3")
    _ = try program.run("record list")
    let result = try program.run(
      [
        "-c",
        "ulimit -v 6000000; '\(BuiltProgram.executable.path)' record import rows.csv.gz; "
          + "echo $? ",
      ], executable: "/bin/sh")
    #expect(result.output == "1\n")
    #expect(
      result.errors.contains("rows.csv.gz:300002: expected at most 300000 series in one file"),
      "\(result.errors)")
  }

  @Test(arguments: ["/dev/zero", "pipe"])
  func `what has no end is not waited for`(name: String) throws {
    if name == "pipe" { mkfifo(program.folder.appending(path: name).path, 0o600) }
    let result = try program.run(["record", "import", name])
    #expect(result.status == 1)
    #expect(result.errors.contains("\(name): expected a file, found a pipe or a device"))
  }

  @Test(arguments: [
    "simulate flee two-camps --vary awareness_level=1e300..1e301 --runs 2",
    "nowcast darien --count 1e308 --days 2023-09-01/2023-09-17",
    "nowcast darien --count 100 --days 2023-09-01/2023-09-17 --day-spread 1e308",
    "nowcast darien --count 100 --days 9999-12-31", "whatif base --through 9999-12 --runs 1",
    "nowcast darien --count -5 --days 2023-09-01/2023-09-17",
  ])
  func `numbers without bounds are refused in words`(line: String) throws {
    let examples = URL(fileURLWithPath: #filePath)
      .appending(path: "../../../examples/two-camps").standardizedFileURL.path
    let result = try program.run(line.replacing("two-camps", with: examples))
    #expect([1, 2, 64].contains(result.status), "\(result.status)")
    #expect(result.errors.contains("xpected"), "\(result.errors)")
    #expect(!result.output.contains("inf") && !result.output.contains("nan"))
  }

  @Test func `a capacity that no camp has is a fault with its place`() throws {
    let source = URL(fileURLWithPath: #filePath).appending(path: "../../../examples/aegean")
      .standardizedFileURL
    for capacity in ["10000000000000000000", "-5", "1e30"] {
      let copy = program.folder.appending(path: "aegean\(capacity)")
      try FileManager.default.copyItem(at: source, to: copy)
      let places = copy.appending(path: "places.csv")
      let text = try String(contentsOf: places, encoding: .utf8)
      let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("gaziantep") })
      var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      fields[7] = capacity
      try Data(text.replacing(row, with: fields.joined(separator: ",")).utf8).write(to: places)
      let result = try program.run([
        "simulate", "corridor", "--corridor", copy.path, "--prior", "--runs", "1", "--through",
        "2016-03",
      ])
      #expect(result.status == 2)
      #expect(result.errors.contains("(capacity): expected"), "\(result.errors)")
    }
  }

  /// What stands in the example's `movement.yaml`, what is put in its place, and what is said.
  static let movements = [
    (
      "people-a-day: 900", "people-a-day: 1e300",
      "expected a number from 0 to 10000000, or a parameter"
    ),
    ("carried-out: 0.5", "carried-out: 1.5", "expected a number from 0 to 1, or a parameter"),
    (
      "median: 120, spread: 0.5", "median: 1e300, spread: 0.5",
      "expected a number above zero, up to 10000000"
    ),
    ("median: 120, spread: 0.5", "median: 120, spread: 1e300", "expected a number above zero"),
    (
      "kilometres-per-day: {bus: 500", "kilometres-per-day: {bus: 1e-300",
      "expected a number above zero"
    ),
  ]

  @Test(arguments: movements)
  func `a number of a corridor without sense is a fault with its place`(
    text: String, other: String, said: String
  ) throws {
    let copy = program.folder.appending(path: "aegean-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: DocumentationTests.root.appending(path: "examples/aegean"), to: copy)
    let file = copy.appending(path: "movement.yaml")
    let before = try String(contentsOf: file, encoding: .utf8)
    #expect(before.contains(text))
    try Data(before.replacing(text, with: other).utf8).write(to: file)
    let result = try program.run([
      "simulate", "corridor", "--corridor", copy.path, "--prior", "--runs", "1", "--through",
      "2016-02",
    ])
    #expect(result.status == 2)
    #expect(result.errors.contains(said), "\(result.errors)")
    #expect(result.errors.contains("movement.yaml:"), "\(result.errors)")
  }

  /// Found by fuzzing: Foundation's parser of XML traps on a name that is no UTF-8.
  @Test func `a workbook with names that are no UTF-8 is refused`() throws {
    let script = """
      import sys, zipfile
      sheet = b'<worksheet><sheetData><row r="1"><c \\xecref="A1"><v>1</v></c></row></sheetData></worksheet>'
      office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      book = b'<workbook xmlns:r="' + office + b'"><sheets><sheet name="a" \\xecsheetId="1" r:id="r1"/></sheets></workbook>'
      links = b'<Relationships><Relationship Id="r1" Type="' + office + b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
      for name, text in [("sheet", {"xl/worksheets/sheet1.xml": sheet}), ("book", {"xl/workbook.xml": book})]:
          parts = {"[Content_Types].xml": b"<Types/>", "xl/_rels/workbook.xml.rels": links,
                   "xl/workbook.xml": book.replace(b"\\xec", b""), "xl/worksheets/sheet1.xml": sheet.replace(b"\\xec", b"")}
          with zipfile.ZipFile(name + ".xlsx", "w") as archive:
              for place, bytes_ in (parts | text).items(): archive.writestr(place, bytes_)
      """
    #expect(try program.run(["-c", script], executable: "/usr/bin/python3").status == 0)
    for name in ["sheet", "book"] {
      let result = try program.run("record import \(name).xlsx --published 2024-02-01")
      #expect(result.status == 1, "\(result.status)")
      #expect(result.errors.contains("no UTF-8"), "\(result.errors)")
    }
  }
}
