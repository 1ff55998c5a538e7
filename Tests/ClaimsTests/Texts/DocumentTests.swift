import Claims
import Foundation
import Periods
import Tabular
import Testing

/// Texts in the encodings and lengths they come in, and the day that they tell.
@Suite struct DocumentTests {
  private func text(_ bytes: [UInt8], name: String = "a.txt") throws -> String {
    try Document(bytes, name: name).text
  }

  @Test func everyEncodingSaysTheSame() throws {
    let words = "Año difícil: 81.946 personas"
    let utf16 = Array(words.utf16)
    let latin1: [UInt8] = words.unicodeScalars.map { UInt8($0.value) }
    #expect(try text(Array(words.utf8)) == words)
    #expect(try text(latin1) == words)
    #expect(try text(utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) == words)
    #expect(try text([0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }) == words)
    // The mark of UTF-8 becomes blanks, so that claims stand where they stand in the file.
    #expect(try text([0xEF, 0xBB, 0xBF] + Array(words.utf8)) == "   " + words)
    // 0x93 and 0x94 are quotation marks, 0x80 the euro.
    #expect(try text([0x93, 0x41, 0x94, 0x80]) == "“A”€")
    let page = Array("<meta charset=\"iso-8859-1\"><p>".utf8) + latin1
    #expect(try text(page, name: "a.html").hasSuffix(words))
    // Cyrillic, as a page declares it.
    let russian =
      Array("<meta http-equiv=x content='text/html; charset=windows-1251'>".utf8) + [0xC4, 0xE0]
    #expect(try text(russian, name: "a.html").hasSuffix("Да"))
    #expect(try text(Array("a\rb\r\rc".utf8)) == "a\nb\n\nc")
    #expect(try text(Array("a\r\nb".utf8)) == "a\r\nb")
    #expect(try text([]) == "")
  }

  @Test func whatIsNoTextIsRefused() {
    for bytes: [UInt8] in [
      [0x89, 0x50, 0x4E, 0x47, 0x0D], [0x50, 0x4B, 3, 4, 0, 0], Array(repeating: 0, count: 100),
      [0xFF, 0xFE, 0, 0, 65, 0, 0, 0], (0..<200).map { UInt8($0 % 32) },
      Array(repeating: 65, count: Document.longestText + 1),
    ] {
      #expect(throws: InputError.self) { try Document(bytes, name: "a.txt") }
    }
  }

  @Test func markdownParagraphsAreParted() throws {
    let article = Document(text: "# Head\n\nOne\nline.\n\nTwo.\n", format: .markdown)
    #expect(article.words == "Head\n\nOne\nline.\n\nTwo.\n")
  }

  static let datelines: [(String, String?)] = [
    ("October 5, 2023\n\nBorder arrests rose.", "2023-10-05"),
    ("WASHINGTON, Oct. 5, 2023 — Arrests rose.", "2023-10-05"),
    ("Arrests rise\nBy A. Writer\n\nPANAMA CITY (AP), October 5, 2023 - Text", "2023-10-05"),
    ("Ciudad de Panamá, 5 de octubre de 2023.- Un total de 81.946", "2023-10-05"),
    ("Publicado el 5 de octubre de 2023\n\nTexto", "2023-10-05"),
    ("Thursday, October 5, 2023 at 3:15 p.m. ET\n\nText", "2023-10-05"),
    ("(October 5, 2023) Text", "2023-10-05"), ("2023-10-05\r\nText", "2023-10-05"),
    // A day of an event, a day without its year, two days, days that can be read two ways.
    ("On October 5, 2023, agents made 181,059 arrests.", nil),
    ("The order took effect Thursday, October 5, 2023.", nil),
    ("October 5, 2023 was a Thursday.", nil), ("WASHINGTON, Oct. 5 — Arrests rose.", nil),
    ("October 5, 2023\nOctober 6, 2023\nText", nil), ("05/10/2023\nText", nil),
    ("Updated: October 5, 2023\nText", nil), ("WASHINGTON, October 5, 2093 — Text", nil),
    ("", nil), ("2023", nil), ("5 2023.5", nil), ("de de de de 2023", nil),
    ("a\nb\nc\nd\ne\nf\nOctober 5, 2023\nText", nil),
  ]

  @Test(arguments: datelines.indices)
  func theDatelineIsReadWhereItIsOne(_ index: Int) throws {
    let (text, day) = Self.datelines[index]
    #expect(
      try Document(Array(text.utf8), name: "a.txt").day?.day == day.flatMap { Day($0) }, "\(text)")
  }

  @Test func theReportSaysWhereTheDayIsFrom() throws {
    let check = try ClaimsFixture.check.get()
    let told = try Document(
      Array("<h1>Head</h1><time datetime=2023-10-05>x</time>".utf8), name: "a.html")
    let given = try #require(Day("2024-01-01"))
    let report = check.report(told, date: nil)
    #expect(report.date == Day("2023-10-05") && report.dateOrigin.origin == .document)
    #expect(check.report(told, date: given).dateOrigin == DocumentDay(given, from: .given))
    let dated = try Document(Array("October 5, 2023\n\nText".utf8), name: "a.txt")
    #expect(check.report(dated, date: nil).dateOrigin.origin == .dateline)
    let silent = try Document(Array("Text".utf8), name: "a.txt")
    #expect(check.report(silent, date: nil).dateOrigin.origin == .today)
  }
}
