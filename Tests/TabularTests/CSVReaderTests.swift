import Foundation
import Tabular
import TestSupport
import Testing

@Suite struct CSVReaderTests {
  let files: TabularFiles

  init() throws {
    files = try TabularFiles()
  }

  /// The rules of RFC 4180, section 2, in its own order.
  @Test(arguments: [
    ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("aaa,bbb,ccc\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("aaa, b b ,\r\n", [["aaa", " b b ", ""]]),
    ("\"aaa\",\"bbb\",ccc\n", [["aaa", "bbb", "ccc"]]),
    ("\"aaa\",\"b\r\nbb\",\"c,c\"\r\n", [["aaa", "b\r\nbb", "c,c"]]),
    ("\"aaa\",\"b\"\"bb\",\"\"\r\n", [["aaa", "b\"bb", ""]]),
  ])
  func recordsOfRFC4180(_ text: String, _ records: [[String]]) throws {
    #expect(try files.records(text) == records)
  }

  @Test(arguments: [
    ("a\rb\r", [["a"], ["b"]]), ("a\n\n\nb\n", [["a"], ["b"]]), ("", []), ("\n", []),
    ("\u{FEFF}a,b\n", [["a", "b"]]), (",\n", [["", ""]]),
  ])
  func lineEndsAndMarks(_ text: String, _ records: [[String]]) throws {
    #expect(try files.records(text) == records)
  }

  @Test func linesAreCounted() throws {
    let path = try files.file("a.csv", Array("a\n\n\"b\nc\"\r\nd\n".utf8))
    var reader = CSVReader(try ByteStream(path: path))
    var lines: [Int] = []
    while try reader.next() { lines.append(reader.line) }
    #expect(lines == [1, 3, 5])
  }

  @Test func gzipIsReadAsPlain() throws {
    let text = (0..<50_000).map { "\($0),\"row \($0)\"\n" }.joined()
    let packed = try files.records(path: files.gzip("many.csv", text))
    #expect(packed.count == 50_000)
    #expect(packed[49_999] == ["49999", "row 49999"])
  }

  @Test(arguments: [
    (
      "a,\"b\nc",
      """
      table.csv:1:2: expected a closing quote ("), found the end of the file
        The file is cut off, or a quote was left open.
      """
    ),
    (
      "a\n\"b\"c,d\n",
      """
      table.csv:2:1: expected a comma or the end of the line after a closing quote, found \
      "c,d
      "
        A quote inside a quoted field is written twice.
      """
    ),
    (
      "a\nb\0c\n",
      """
      table.csv:2:1: expected text, found a NUL byte
        This is no text file: download it again.
      """
    ),
  ])
  func faultsInWords(_ text: String, _ message: String) throws {
    #expect(try files.fault(Array(text.utf8)) == message)
  }

  @Test func aLineWithoutEndIsRefused() throws {
    let message = try files.fault([UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000))
    #expect(
      message == """
        table.csv:1:1: expected a line of at most 1048576 bytes, found a longer one
          This does not look like a table: check that the file is the one you meant.
        """)
  }

  /// Whatever is written is read back: random fields, from a seed that is printed.
  @Test func writtenAndReadBack() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed: seed)
    let alphabet = Array("ab ,\"\n\r;éñ中0-\t")
    for _ in 0..<200 {
      let width = Int.random(in: 2...5, using: &random)
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<width).map { _ in
          String(
            (0..<Int.random(in: 0...8, using: &random)).map { _ in
              alphabet.randomElement(using: &random) ?? "a"
            })
        }
      }
      var writer = CSVWriter(header: rows[0], isGuarded: false)
      for row in rows.dropFirst() { writer.write(row) }
      #expect(try files.records(writer.text) == rows, "seed \(seed)")
    }
  }
}
