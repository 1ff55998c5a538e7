import Foundation
import Periods
import Testing

@Suite struct TakeawayCommandTests {
  let program: Program

  init() throws {
    program = try Program.shared.get()
  }

  private func path(_ name: String) -> String { program.folder.appending(path: name).path }

  /// CBP's 181,054 for August 2023, as a number with real dates, its source on its row and described on a
  /// sheet of its own.
  @Test(.enabled(if: Python.hasOpenpyxl, "needs openpyxl: scripts/install-missing.sh test"))
  func workbookOfASeries() throws {
    let file = path("series.xlsx")
    let result = try program.run(
      "record show usbp-southwest --period 2023-08 --xlsx \(file)")
    #expect(result.status == 0, "\(result.errors)")
    // The answer is shown beside it.
    #expect(result.output.contains("181,054"))
    let told = try Python.run(
      """
      import openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      print(book.sheetnames)
      rows = list(book["Figures"].values)
      figure = dict(zip(rows[0], rows[1]))
      print(figure["period"], figure["first_day"].date(), figure["last_day"].date(), figure["value"])
      table = list(book["Sources"].values)
      source = {row[0]: dict(zip(table[0], row)) for row in table[1:]}[figure["sources"]]
      print(source["publisher"], source["published"].date() >= figure["published"].date())
      print(len(source["sha256"]), source["address"][:8], "nationality (whole: 21 and the rest)" in source["coverage"])
      print(dict(book["About"].values)["Command"])
      print(book["Figures"].freeze_panes)
      """, file)
    #expect(
      told == """
        ['Figures', 'Sources', 'About']
        2023-08 2023-08-01 2023-08-31 181054
        U.S. Customs and Border Protection True
        64 https:// True
        trocha record show usbp-southwest --period 2023-08
        A2

        """)
  }

  /// Every table that there is as CSV.
  @Test(
    .enabled(if: Python.hasOpenpyxl, "needs openpyxl: scripts/install-missing.sh test"),
    arguments: [
      "record show darien --every year --by nationality",
      "record show usbp-southwest, ofo-southwest --from 2023-01",
      "record show usbp-southwest --period 2023-08 --revisions",
      "record compare darien --period 2023-08", "record export transits darien",
      "outlook darien --months 2", "outlook darien --by nationality --months 2 --top 2",
      "effect usbp-southwest-venezuelans --on 2023-10-05 --method synthetic-control",
    ])
  func workbooks(_ line: String) throws {
    let file = path("\(UUID().uuidString).xlsx")
    let result = try program.run(line + " --xlsx \(file)")
    #expect(result.status == 0, "\(result.errors)")
    let told = try Python.run(
      """
      import openpyxl, sys, datetime
      book = openpyxl.load_workbook(sys.argv[1])
      rows = list(book.worksheets[0].values)
      head = rows[0]
      named = [i for i, name in enumerate(head) if name in ("sources", "source")][0]
      known = {row[0] for row in list(book.worksheets[1].values)[1:]}
      cited = {one for row in rows[1:] for one in (row[named] or "").split("|") if one}
      days = [v for row in rows[1:] for n, v in zip(head, row) if n in ("first_day", "published") and v]
      print(len(rows) > 1, known == cited, all(isinstance(d, datetime.datetime) for d in days))
      print(all(row[named] for row in rows[1:] if dict(zip(head, row)).get("value") is not None))
      print(any(cell.data_type == "f" for sheet in book for row in sheet.rows for cell in row))
      """, file)
    #expect(told == "True True True\nTrue\nFalse\n", "\(line)")
  }

  /// A folder that is not there: nothing is written and the exit code says so.
  @Test func aPlaceThatIsNone() throws {
    let result = try program.run("record show darien --xlsx /nowhere/at/all.xlsx")
    #expect(result.status != 0)
    #expect(result.errors.contains("all.xlsx") || result.errors.contains("/nowhere"))
  }

  @Test(arguments: ["--bom", "--excel"])
  func aMarkForExcel(_ flag: String) throws {
    let plain = try program.run("record show darien --every year --csv").output
    #expect(try program.run("record show darien --every year \(flag)").output == "\u{FEFF}" + plain)
  }

  /// What is exported, with whatever options, is the same record again.
  @Test(arguments: ["", " --bom", " --source-on-every-row", " --excel --hxl --source-on-every-row"])
  func exportIsReadBack(_ options: String) throws {
    let file = path("\(UUID().uuidString).csv")
    let out = try program.run("record export transits darien\(options) --out \(file)")
    #expect(out.status == 0, "\(out.errors)")
    let other = try Program()
    let brought = try other.run("record import \(file)")
    #expect(brought.status == 0, "\(brought.errors)")
    let line = "record export transits darien"
    #expect(try other.run(line).output == program.run(line).output)
  }

  @Test func everyRowDescribesItsSource() throws {
    let text = try program.run("record export transits darien --source-on-every-row").output
    let rows = text.split(separator: "\n")
    #expect(rows.count > 10)
    #expect(rows.dropFirst().allSatisfy { $0.contains("https://") })
  }

  // MARK: Citations

  /// What a reader must be told: who, what, which vintage, when it was asked, how to ask again.
  @Test func citedAsText() throws {
    let text = try program.run(
      "record show usbp-southwest --period 2023-08 --as-of 2023-10-05 --cite text"
    ).output
    #expect(text.hasPrefix("U.S. Customs and Border Protection (20"), "\(text)")
    #expect(text.contains("As known on 5 October 2023."))
    #expect(text.contains("Newest figure shown: August 2023."))
    #expect(
      text.contains("trocha record show usbp-southwest --period 2023-08 --as-of 2023-10-05"))
    #expect(text.contains("with Trocha \(try DocumentationTests.version())"))
    #expect(text.contains(Program.today.prefix(4)))
    // Of 2023 eight months were known by then.
    let years = try program.run(
      "record show darien --every year --as-of 2023-10-05 --cite text"
    ).output
    #expect(years.contains("Newest figure shown: 2022."), "\(years)")
    let spanish = try program.run("record show darien --cite text --lang es").output
    #expect(spanish.contains("Consultado el "), "\(spanish)")
  }

  /// By the fields of CSL's schema for JSON.
  @Test(arguments: [
    ("record show darien --every year", "dataset"), ("record compare darien", "dataset"),
    ("outlook darien --months 2", "report"),
    ("effect usbp-southwest-venezuelans --on 2023-10-05 --method synthetic-control", "report"),
    ("brief --no-what-if --as-of 2023-10-05", "report"),
  ])
  func citedAsCSL(_ line: String, _ type: String) throws {
    let result = try program.run(line + " --cite csl")
    #expect(result.status == 0, "\(result.errors)")
    let items = try #require(try result.json() as? [[String: Any]])
    let own = try #require(items.first)
    #expect(own["type"] as? String == type)
    #expect((own["title"] as? String)?.isEmpty == false)
    let day = try #require(Day(Program.today)?.parts)
    let accessed = try #require(own["accessed"] as? [String: [[Int]]])
    #expect(accessed["date-parts"] == [[day.year, day.month, day.day]])
    #expect((own["author"] as? [[String: String]])?.first?["literal"]?.isEmpty == false)
    #expect(items.count > 1)
    #expect(items.dropFirst().allSatisfy { $0["type"] as? String == "dataset" })
    let names = items.compactMap { $0["id"] as? String }
    #expect(Set(names).count == names.count)
  }

  /// An entry that BibTeX reads: braces in balance, signs of TeX escaped, each key once.
  @Test func citedAsBibTeX() throws {
    let result = try program.run("record show usbp-southwest --cite bibtex")
    #expect(result.status == 0, "\(result.errors)")
    let text = result.output
    let entries = text.components(separatedBy: "@misc{").dropFirst()
    #expect(entries.count > 1)
    #expect(text.count(where: { $0 == "{" }) == text.count(where: { $0 == "}" }))
    for entry in entries {
      #expect(entry.contains("  author = {{"))
      #expect(entry.firstMatch(of: /year = \{20\d\d\}/) != nil)
      for line in entry.split(separator: "\n") where !line.hasPrefix("  url") {
        guard line.hasPrefix("  ") else { continue }
        let bare = line.replacing(/\\[&%$#_]/, with: "")
        #expect(bare.firstMatch(of: /[&%$#_]/) == nil, "\(line)")
      }
    }
  }

  // MARK: Pictures

  @Test func aPictureOfAnotherKindIsRefused() throws {
    let result = try program.run("record show darien --chart \(path("chart.gif"))")
    #expect(result.status == 64)
    #expect(result.errors.contains("A picture's name ends in .svg or .png"))
  }

  /// Without a browser the message says what to install, and nothing is written.
  @Test func withoutABrowser() throws {
    let result = try program.run(
      "record show darien --chart \(path("none.svg"))", environment: ["PATH": "/nowhere"])
    #expect(result.status != 0)
    #expect(result.errors.contains("apt-get install chromium"))
    #expect(!FileManager.default.fileExists(atPath: path("none.svg")))
  }

  @Test(
    .enabled(if: Browser.isInstalled, "needs Chromium"),
    arguments: [
      (
        "record show usbp-southwest --from 2022-01 --as-of 2023-10-05", "As known on 5 October 2023"
      ),
      ("record show darien --every year --by nationality", "Venezuela"),
      ("record show darien, usbp-southwest --from 2023-01", "Irregular transits"),
      ("record compare usbp-southwest --period 2023-08", "August 2023: 181,054"),
      ("outlook darien --months 3", "Computed by Trocha"),
    ])
  func aPictureSaysWhatItIs(_ line: String, _ words: String) throws {
    let file = path("\(UUID().uuidString).svg")
    let result = try program.run(line + " --chart \(file)")
    #expect(result.status == 0, "\(result.errors)")
    let text = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
    #expect(text.hasPrefix("<svg"))
    // Colours are written out, since no page is around it.
    #expect(!text.contains("var(--"))
    // The drawing itself: an axis with numbers, and marks.
    #expect(text.contains("role-axis-label") && text.contains(">0</text>"))
    #expect(text.contains("mark-line role-mark") || text.contains("mark-rect role-mark"))
    #expect(text.contains("Source"))
    #expect(text.contains("Newest figure shown: "))
    #expect(text.contains(words), "\(line)")
    let parsed = XMLCheck.parses(text)
    #expect(parsed)
  }

  @Test(.enabled(if: Browser.isInstalled, "needs Chromium"))
  func aPictureAsPNG() throws {
    let file = path("chart.png")
    let result = try program.run("record show darien --every year --chart \(file) --lang es")
    #expect(result.status == 0, "\(result.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    // ISO/IEC 15948: the eight bytes of every PNG; then the width, twice 920 points.
    #expect(data.prefix(8) == Data([137, 80, 78, 71, 13, 10, 26, 10]))
    #expect([UInt8](data[16..<20]) == [0, 0, 0x07, 0x30])
  }
}

/// The browser that draws pictures.
enum Browser {
  static let isInstalled: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return ["chromium", "chromium-browser", "google-chrome"].contains { name in
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
  }()
}

/// Whether a text is XML, by Python's parser.
enum XMLCheck {
  static func parses(_ text: String) -> Bool {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xml")
    defer { try? FileManager.default.removeItem(at: file) }
    guard (try? Data(text.utf8).write(to: file)) != nil else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", file.path,
    ]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
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
