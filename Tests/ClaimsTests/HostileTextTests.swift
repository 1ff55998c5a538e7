import Claims
import Foundation
import Testing

/// Texts that are no articles: nothing crashes or hangs, and nothing of them acts in what is shown.
@Suite struct HostileTextTests {
  private static let size = 1_000_000

  /// A megabyte each, as text and as markup.
  static let floods: [(name: String, text: String)] = [
    ("letters", String(repeating: "a", count: size)),
    ("digits", String(repeating: "1", count: size)),
    ("digits and commas", String(repeating: "1,", count: size / 2)),
    ("less than", String(repeating: "<", count: size)),
    ("open tags", String(repeating: "<a", count: size / 2)),
    ("open scripts", String(repeating: "<script>", count: size / 8)),
    ("open comments", String(repeating: "<!--", count: size / 4)),
    ("ampersands", String(repeating: "&", count: size)),
    ("links", String(repeating: "](", count: size / 2)),
    ("quotation marks", String(repeating: "\"", count: size)),
    ("mixed scripts", String(repeating: "é中ا🦙‏ ", count: size / 16)),
    ("and", String(repeating: "and ", count: size / 4)),
    ("numbers", String(repeating: "100 ", count: size / 4)),
  ]

  @Test(arguments: floods.indices)
  func aMegabyteIsRead(_ index: Int) throws {
    let text = Self.floods[index].text
    // What has no markup reads the same in each format.
    let hasMarkup = text.utf8.contains { "<&](".utf8.contains($0) }
    for format in hasMarkup ? TextFormat.allCases : [.plain] {
      let report = try ClaimsFixture.report(text, format: format)
      #expect(
        report.claims.allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= text.utf8.count }
      )
    }
  }

  static let attacks = [
    "<script>alert(1)</script>181,509 arrests by the Border Patrol at the Mexican border in August",
    "Border Patrol made \"><img src=x onerror=alert(1)> 181,509 arrests at the Mexican border in August",
    "Border Patrol made 181,509 arrests at the Mexican border in August, <b onclick='x'>Mr. <i>X</i> said</b>",
    "\u{1B}[31m 181,509 arrests \u{1B}[0m by the Border Patrol at the Mexican border in August\u{0}\u{7}\u{9B}2J",
    "\u{202E}181,509 arrests\u{202C} by the Border Patrol at the Mexican border in August",
    "&lt;script&gt;alert(1)&lt;/script&gt; 181,509 arrests by the Border Patrol at the Mexican border in August",
    "]]> --> </style> 181,509 arrests by the Border Patrol at the Mexican border in August",
  ]

  @Test(arguments: attacks, TextFormat.allCases)
  func nothingActsInThePage(_ text: String, _ format: TextFormat) throws {
    let report = try ClaimsFixture.report(text, format: format)
    let page = ClaimPage(report, title: text).html
    #expect(report.claims.contains { $0.value == 181_509 })
    let body = page.replacing(/<style>[\s\S]*?<\/style>/.dotMatchesNewlines(), with: "")
    // Every tag of the page is one of its own.
    let tags = Set(
      body.matches(of: /<\/?([a-zA-Z!][a-zA-Z0-9]*)/).map { String($0.1).lowercased() })
    #expect(
      tags.isSubset(of: [
        "!doctype", "html", "head", "meta", "title", "body", "header", "h1", "p", "main", "section",
        "aside",
        "mark", "a", "div", "b", "q", "span", "ol", "li",
      ]))
    #expect(!body.contains(/<[^>]*\son\w+\s*=/))
    #expect(
      !page.unicodeScalars.contains { scalar in
        scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
          || (0x7F..<0xA0).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value)
      })
  }

  @Test(arguments: attacks)
  func nothingMovesTheCursor(_ text: String) throws {
    let shown = ClaimReport.plain(text)
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    let reviews = String(
      decoding: try JSONEncoder().encode(
        ClaimReviews(try ClaimsFixture.report(text), publisher: "Test")),
      as: UTF8.self)
    #expect(!reviews.contains("\u{1B}") && !reviews.contains("\u{202E}"))
  }

  @Test func emptyTextsHaveNoClaims() throws {
    for text in ["", " ", "\n\n\n", "\u{FEFF}", "."] {
      #expect(try ClaimsFixture.report(text).claims.isEmpty)
    }
  }
}
