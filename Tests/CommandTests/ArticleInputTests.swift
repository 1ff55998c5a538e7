import Foundation
import TestSupport
import Testing

/// `trocha check` on articles as they come: mail, PDF, pages, several, folders.
///
/// CBP's release of 22 September 2023 says 181,059, from which 191,059 is a digit away.
@Suite struct ArticleInputTests {
  private static let right =
    "Agents made 181,059 apprehensions at the southwest border in August 2023."
  private static let wrong =
    "Agents made 191,059 apprehensions at the southwest border in August 2023."

  private static let mail = """
    From: Press <press@example.org>
    Date: Thu, 5 Oct 2023 10:00:00 -0400
    Subject: =?utf-8?q?The_border_in_August?=
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain; charset=utf-8

    \(right)

    > \(wrong)
    --b
    Content-Type: image/png; name="chart.png"
    Content-Transfer-Encoding: base64

    iVBORw0KGgo=
    --b--
    """

  private func verdicts(_ report: [String: Any]) throws -> [String] {
    try #require(report["claims"] as? [[String: Any]])
      .filter {
        ($0["text"] as? String)?.contains("91,059") == true
          || ($0["text"] as? String)?.contains("81,059") == true
      }
      .compactMap { $0["verdict_then"] as? String ?? $0["verdict"] as? String }
  }

  private func program(_ arguments: [String], in program: Program) throws -> [String: Any] {
    let result = try program.run(["check"] + arguments + ["--json"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    if Schema.isAvailable {
      #expect(try Schema.faults("check.schema.json", json: result.output, in: program.folder) == "")
    }
    return try result.object()
  }

  @Test func aMailIsReadWithItsDay() throws {
    let folder = try Program()
    let report = try program([try folder.file("news.eml", Self.mail)], in: folder)
    #expect(try verdicts(report) == ["supported"])
    #expect(report["date"] as? String == "2023-10-05")
    #expect(report["date_from"] as? String == "document")
    #expect(report["format"] as? String == "email")
    #expect(report["headline"] as? String == "The border in August")
    #expect(report["attachments"] as? [String] == ["chart.png"])
    // Claims stand in the text that was read.
    let text = try #require(report["text"] as? String)
    let claim = try #require((report["claims"] as? [[String: Any]])?.first)
    let (start, end) = (
      try #require(claim["start"] as? Int), try #require(claim["end"] as? Int)
    )
    #expect(
      String(decoding: Array(text.utf8)[start..<end], as: UTF8.self) == claim["text"] as? String)
    let shown = try folder.run(["check", "news.eml"])
    #expect(shown.output.contains("5 October 2023 (from the document's Date)"))
    #expect(shown.output.contains("chart.png"))
  }

  @Test func theDayIsSaidWhateverItIsFrom() throws {
    let folder = try Program()
    let page =
      "<meta property=\"article:published_time\" content=\"2023-10-05\"><p>\(Self.right)</p>"
    for (name, text, arguments, origin, date) in [
      ("a.html", page, [], "document", "2023-10-05"),
      ("a.html", page, ["--date", "2023-11-01"], "given", "2023-11-01"),
      ("a.txt", "WASHINGTON, October 5, 2023 — \(Self.right)", [], "dateline", "2023-10-05"),
    ] as [(String, String, [String], String, String)] {
      let report = try program([try folder.file(name, text)] + arguments, in: folder)
      #expect(report["date_from"] as? String == origin)
      #expect(report["date"] as? String == date)
    }
    let report = try program([try folder.file("a.txt", Self.right)], in: folder)
    #expect(report["date_from"] as? String == "today")
    #expect(try folder.run("check a.txt").output.contains("today, since the text gives none"))
  }

  // MARK: PDF

  /// A PDF of some pages, each with lines of Helvetica from the top down; "" is a gap.
  static func pdf(_ pages: [[String]]) -> Data {
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [\(pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " "))] /Count \(pages.count) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for (number, lines) in pages.enumerated() {
      let words = lines.map { "(\($0)) Tj 0 -14 Td" }.joined(separator: "\n")
      let content = "BT /F1 11 Tf 72 750 Td\n\(words)\nET"
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents \(5 + 2 * number) 0 R >>"
      )
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      text += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n"
    }
    text += "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Data(text.utf8)
  }

  static let hasPoppler = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")

  @Test(.enabled(if: hasPoppler, "poppler-utils is not installed"))
  func aPDFIsReadByItsBytes() throws {
    let folder = try Program()
    let data = Self.pdf([
      [
        "Border Bulletin 1", "", "", "", "", "Agents made 181,059 appre-",
        "hensions at the southwest border in Aug-", "ust 2023.",
      ],
      ["Border Bulletin 2", "", "", "", "", "Nothing more."],
    ])
    // The name says something else.
    try data.write(to: folder.folder.appending(path: "release.txt"))
    let report = try program(["release.txt", "--date", "2023-10-05"], in: folder)
    #expect(report["format"] as? String == "pdf")
    #expect(try verdicts(report) == ["supported"])
    #expect(
      report["text"] as? String
        == "Agents made 181,059 apprehensions at the southwest border in August 2023.\n\nNothing more."
    )
    // A day of making is no day of publication.
    #expect(try program(["release.txt"], in: folder)["date_from"] as? String == "today")
    try Data("%PDF-1.4\nnothing".utf8).write(to: folder.folder.appending(path: "broken.pdf"))
    let broken = try folder.run("check broken.pdf")
    #expect(broken.status == 1 && broken.errors.split(separator: "\n").count == 1)
    try Self.pdf([[]]).write(to: folder.folder.appending(path: "scan.pdf"))
    #expect(try folder.run("check scan.pdf").errors.contains("without a word"))
  }

  @Test func withoutPopplerThePackageIsNamed() throws {
    let folder = try Program()
    try Self.pdf([["x"]]).write(to: folder.folder.appending(path: "a.pdf"))
    let result = try folder.run(["check", "a.pdf"], environment: ["PATH": "/nowhere"])
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains("poppler-utils"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  // MARK: Several

  @Test func severalAreReportedUnderTheirNames() throws {
    let folder = try Program()
    let files = folder.folder.appending(path: "in")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    _ = try folder.file("in/b.txt", Self.right)
    _ = try folder.file("in/c.eml", Self.mail)
    _ = try folder.file("in/.hidden.txt", Self.wrong)
    let a = try folder.file("a.html", "<h1>Head</h1><p>\(Self.wrong)")
    let result = try folder.run(["check", a, "missing.txt", "in", "--date", "2023-10-05", "--json"])
    #expect(result.status == 1)
    #expect(
      result.errors.split(separator: "\n").count == 1 && result.errors.contains("missing.txt"))
    let articles = try #require(try result.object()["articles"] as? [[String: Any]])
    #expect(articles.map { $0["file"] as? String } == [a, "in/b.txt", "in/c.eml"])
    #expect(try articles.map(verdicts) == [["slip"], ["supported"], ["supported"]])
    if Schema.isAvailable {
      #expect(
        try Schema.faults("check-several.schema.json", json: result.output, in: folder.folder) == ""
      )
    }
    let pages = try folder.run(["check", a, "in", "--date", "2023-10-05", "--html", "out"])
    #expect(pages.status == 0 && pages.output.isEmpty, "\(pages.errors)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.folder.appending(path: "out").path)
    #expect(Set(names) == ["a.html.html", "b.txt.html", "c.eml.html"])
    let shown = try folder.run(["check", a, "in"]).output
    #expect(shown.contains("== \(a)\n") && shown.contains("== in/b.txt\n"))
    #expect(try folder.run(["check", "in", "--html", "-"]).status != 0)
  }

  // MARK: What is no article

  @Test func whatIsNoArticleIsToldInOneLine() throws {
    let folder = try Program()
    let data: [(String, Data)] = [
      ("zeros.bin", Data(count: 5000)), ("long.txt", Data(repeating: 65, count: 50_000_000)),
      ("picture.txt", Data([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])),
      ("noise", Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 3) })),
    ]
    for (name, bytes) in data {
      try bytes.write(to: folder.folder.appending(path: name))
      let result = try folder.run(["check", name])
      #expect(result.status == 1 && result.output.isEmpty, "\(name)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
    let empty = try folder.run(["check", "/dev/null"])
    #expect(empty.status == 0 && empty.output.contains("No figure found"))
    let deep = String(repeating: "<div>", count: 100_000) + Self.right
    let report = try program(
      [try folder.file("deep.html", deep), "--date", "2023-10-05"], in: folder)
    #expect(try verdicts(report) == ["supported"])
    #expect(try folder.run(["check", "--watch", "nowhere"]).status == 1)
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let folder = try Program()
    _ = try folder.file("a.txt", Self.right)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "trap '' PIPE; \"$0\" check a.txt 2>err | true; exit 0", BuiltProgram.executable.path,
    ]
    process.currentDirectoryURL = folder.folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TROCHA_RECORD": folder.record]) { _, new in new }
    try process.run()
    process.waitUntilExit()
    #expect(try String(contentsOf: folder.folder.appending(path: "err"), encoding: .utf8).isEmpty)
  }
}
