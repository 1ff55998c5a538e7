import Foundation
import Record
import Testing

/// What docs/data.md says of the tidy format, against the format.
@Suite struct TidyPageTests {
  let page: String

  init() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/data.md").standardizedFileURL
    page = try String(contentsOf: path, encoding: .utf8)
  }

  /// The table of columns: in their order, each with its hashtag and whether it is needed.
  @Test func columnsAndHashtags() {
    let rows = page.split(separator: "\n").filter { $0.hasSuffix("` |") && $0.contains("| `#") }
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
    #expect(
      rows.map { [$0.first, $0.last] }
        == TidyColumn.allCases.map { ["`\($0.rawValue)`", "`\($0.tag)`"] })
    func marked(_ word: String) -> [String?] {
      rows.filter { row in row.count == 3 && row[1].hasPrefix(word) }.map(\.first)
    }
    #expect(
      marked("needed once")
        == TidyColumn.requiredOfSource.map { "`\($0.rawValue)`" })
    #expect(
      marked("needed").filter { !marked("needed once").contains($0) }
        == TidyColumn.required.map { "`\($0.rawValue)`" })
  }

  /// HXL 1.1 writes a hashtag in lower case, then attributes with a plus sign each.
  @Test func hashtagsAreWellFormed() {
    for column in TidyColumn.allCases {
      #expect(
        column.tag.wholeMatch(of: /#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*/) != nil, "\(column.tag)")
    }
    #expect(Set(TidyColumn.allCases.map(\.tag)).count == TidyColumn.allCases.count)
  }

  /// The example can be read.
  @Test func example() throws {
    let start = try #require(page.range(of: "```csv\n"))
    let end = try #require(page.range(of: "```", range: start.upperBound..<page.endIndex))
    let table = page[start.upperBound..<end.lowerBound].split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    let releases = try TidyFixture.read(table.joined(separator: "\n") + "\n")
    #expect(releases.first?.figures.map(\.value) == [4_500, nil])
  }

  @Test func howManyFiguresShip() throws {
    let names = try ShippedRelease.names()
    let count = try names.map { try ShippedRelease.readAll($0).map(\.count).reduce(0, +) }
      .reduce(0, +)
    let thousands = "\(count / 1000),\(String(1000 + count % 1000).dropFirst())"
    #expect(page.contains("\n\(thousands) figures in \(names.count) files"))
  }

  @Test func everyDatasetIsDescribed() throws {
    for name in try ShippedRelease.names() where name.hasSuffix(".gz") {
      let source = try ShippedRelease.read(name).source
      let row = try #require(
        page.split(separator: "\n").first { $0.hasPrefix("| `\(source.dataset)` |") })
      #expect(row.contains("| \(try #require(source.usualLag)) |"), "\(row)")
    }
  }
}
