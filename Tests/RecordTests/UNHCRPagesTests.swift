import Foundation
import Periods
import Record
import Tabular
import Testing

/// Answers of UNHCR's API that come in several pages.
@Suite struct UNHCRPagesTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  /// Own figures: a page with one country of asylum.
  private func page(
    _ number: Int, of pages: Int, _ asylum: String, _ refugees: Int, name: String? = nil
  ) throws -> PublishedFile {
    let text = """
      {"page": \(number), "short-url": "", "maxPages": \(pages), "total": [], "items": [
        {"year": 2031, "coo_iso": "VEN", "coa_iso": "\(asylum)", "refugees": \(refugees)}]}
      """
    return try files.file(name ?? "page\(number).json", text.utf8, published: "2032-06-12")
  }

  private func fault(_ pages: [PublishedFile]) -> String {
    do {
      _ = try UNHCRReader().read(pages)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func pagesAreOneRelease() throws {
    let pages = [
      try page(3, of: 3, "ESP", 400), try page(1, of: 3, "BRA", 100),
      try page(2, of: 3, "COL", 200),
    ]
    let releases = try UNHCRReader().read(pages)
    #expect(releases.count == 1)
    let release = try #require(releases.first)
    #expect(Array(release.figures).map(\.value) == [100, 200, 400])
    #expect(ReaderFiles.covers(release) == "place=whole kind=only:refugee nationality=only")
    #expect(release.source.published == Day("2032-06-12"))
    // The release is named by all of its pages, in whatever order they are given.
    #expect(try UNHCRReader().read(pages.reversed()).first?.source == release.source)
    #expect(!pages.map(\.sha256).contains(release.source.sha256))
  }

  @Test func pagesThatAreMissing() throws {
    let hint =
      "\n  Give all pages to one import: trocha record import page1.json page2.json …"
    #expect(
      fault([try page(1, of: 3, "BRA", 100)])
        == "page1.json: expected every page of the answer, found page 1 of 3: pages 2 and 3 are missing"
        + hint)
    #expect(
      fault([try page(1, of: 3, "BRA", 100), try page(3, of: 3, "ESP", 400)])
        == "page1.json: expected every page of the answer, found pages 1 and 3 of 3: page 2 is missing"
        + hint)
    // A number of pages without sense takes no time and no memory.
    #expect(
      fault([try page(1, of: Int.max, "BRA", 100)])
        == "page1.json: expected every page of the answer, found page 1 of \(Int.max): "
        + "pages 2, 3, 4, 5, 6, 7, 8 and 9 and more are missing" + hint)
  }

  @Test func pagesThatDoNotBelongTogether() throws {
    #expect(
      fault([
        try page(1, of: 2, "BRA", 100), try page(1, of: 2, "BRA", 100, name: "again.json"),
        try page(2, of: 4, "COL", 200), try page(5, of: 2, "ESP", 1, name: "fifth.json"),
      ]) == """
        again.json: expected each page once, found page 1, which is in page1.json too
        page2.json: expected pages of one answer, all of 2, found page 2 of 4
        fifth.json: expected a page from 1 to 2, found page 5
        """)
    #expect(
      fault([try page(1, of: 2, "BRA", 100), try page(2, of: 2, "BRA", 100)]) == """
        page2.json: expected one item for each year and pair of countries, found item 1, the same \
        as an item before it or of another page
        """)
  }

  /// Of files that are given together, pages make one group and every other file one of its own.
  @Test func groups() throws {
    let table = "year,coo_iso,coa_iso,refugees\n2031,VEN,COL,7\n"
    let given = [
      try page(2, of: 2, "COL", 200), try files.file("a.csv", table.utf8),
      try page(1, of: 1, "BRA", 100, name: "whole.json"), try page(1, of: 2, "BRA", 100),
    ]
    let groups = try FigureReaders.groups(of: given, format: nil)
    #expect(
      groups.map { $0.files.map(\.name) } == [
        ["page2.json", "page1.json"], ["a.csv"], ["whole.json"],
      ])
    #expect(try groups.map { try $0.reader.read($0.files).map(\.count) } == [[2], [1], [1]])
    let unknown = [try files.file("x.csv", "a,b\n".utf8), try files.file("y.csv", "c,d\n".utf8)]
    let error = #expect(throws: InputError.self) {
      try FigureReaders.groups(of: unknown, format: nil)
    }
    #expect(error?.issues.map(\.file) == ["x.csv", "y.csv"])
  }

  /// Files of other formats that are given together are read one by one.
  @Test func filesOfOneAnswerEach() throws {
    let releases = try UNHCRReader().read([
      try page(1, of: 1, "BRA", 100), try page(1, of: 1, "COL", 200, name: "other.json"),
    ])
    #expect(releases.map(\.count) == [1, 1])
  }
}
