import Foundation
import Tabular
import Testing

/// The bytes are those that Python's codecs give for the same letters.
@Suite struct TextEncodingTests {
  let files: TabularFiles

  init() throws {
    files = try TabularFiles()
  }

  static let text = "País,Año\nPERÚ,2023\n\"Côte d’Ivoire\",\u{1F6B6}\n"
  static let records = [["País", "Año"], ["PERÚ", "2023"], ["Côte d’Ivoire", "\u{1F6B6}"]]

  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  @Test(arguments: [
    [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(text.utf8),
    [0xFF, 0xFE] + utf16(text, bigEndian: false), [0xFE, 0xFF] + utf16(text, bigEndian: true),
    utf16(text, bigEndian: false), utf16(text, bigEndian: true),
  ])
  func unicode(_ bytes: [UInt8]) throws {
    #expect(try files.records(path: files.file("a.csv", bytes)) == Self.records)
  }

  /// Letters that lie across the 256 KiB which are read at a time.
  @Test func lettersAcrossBlocks() throws {
    for shift in 0..<4 {
      let rows =
        [[String(repeating: "x", count: shift), "é\u{1F6B6}"]]
        + (0..<60_000).map { ["\($0)", "ñ\u{1F6B6}é"] }
      let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
      let utf16 = try files.file("a.csv", [0xFF, 0xFE] + Self.utf16(text, bigEndian: false))
      #expect(try files.records(path: utf16) == rows)
      let plain = String(repeating: "x", count: (1 << 18) - 2 * shift) + ",é\u{1F6B6}\n"
      #expect(try files.records(plain) == [[String(plain.dropLast(4)), "é\u{1F6B6}"]])
    }
  }

  /// Windows-1252, as a spreadsheet saves it: á E1, é E9, í ED, ñ F1, ó F3, ú FA, Ú DA, ’ 92, – 96.
  @Test func westernText() throws {
    let bytes: [UInt8] =
      Array("Pa".utf8) + [0xED] + Array("s,A".utf8) + [0xF1] + Array("o\nPER".utf8) + [0xDA]
      + Array(",d".utf8) + [0x92] + Array("Ivoire 2023".utf8) + [0x96] + Array("24\nPanam".utf8)
      + [0xE1]
    let path = try files.file("a.csv", bytes)
    #expect(
      try files.records(path: path) == [
        ["País", "Año"], ["PERÚ", "d’Ivoire 2023–24"], ["Panamá"],
      ])
    var reader = CSVReader(try ByteStream(path: path))
    while try reader.next() {}
    #expect(reader.isGuessed)
  }

  /// Names in encodings that a guess would turn into others: DOS (cp850), Mac Roman, Cyrillic
  /// (cp1251), Turkish (cp1254), and bytes that are nothing.
  @Test(
    arguments: [
      [0x4D, 0x82, 0x78, 0x69, 0x63, 0x6F], [0x50, 0x45, 0x52, 0xE9],
      [0x47, 0x61, 0x72, 0x63, 0xA1, 0x61],
      [0x4D, 0x8E, 0x78], [0x47, 0x61, 0x72, 0x63, 0x92, 0x61],
      [0xD0, 0xEE, 0xF1, 0xF1, 0xE8, 0xFF],
      [0xEA, 0xEE, 0xF1, 0xEC], [0x54, 0xFD, 0x72], [0x41, 0xFF, 0x42],
    ] as [[UInt8]])
  func otherEncodings(_ name: [UInt8]) throws {
    let message = try files.fault(Array("a,b\n1,".utf8) + name + Array("\n".utf8))
    #expect(message.hasPrefix("table.csv:2: expected text in UTF-8, found other bytes (0x"))
    #expect(message.hasSuffix("Save the file as UTF-8; in Excel: Save as, \"CSV UTF-8\"."))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x41], "table.csv:1: expected text in UTF-8, found UTF-16 that is cut off"),
      (
        [0xFF, 0xFE, 0x0A, 0, 0, 0xDC, 0x41, 0],
        "table.csv:2: expected text in UTF-8, found damaged UTF-16"
      ),
      (
        [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "table.csv: expected text in UTF-8, found text in UTF-32"
      ),
    ] as [([UInt8], String)])
  func damaged(_ bytes: [UInt8], _ message: String) throws {
    #expect(try files.fault(bytes).hasPrefix(message))
  }

  /// What is wrong with a file names it as its user does, and no folder of the machine.
  @Test func aCutGzipIsNamedByItsUser() throws {
    let packed = try files.gzip("a.csv", (0..<5000).map { "\($0),b\n" }.joined())
    let bytes = try Data(contentsOf: URL(fileURLWithPath: packed))
    for cut in [4, bytes.count / 2, bytes.count - 4] {
      let message = try files.fault(Array(bytes.prefix(bytes.count - cut)))
      #expect(message.hasPrefix("table.csv: expected a whole gzip or plain file, found "))
      #expect(!message.contains(files.folder.path))
    }
  }

  @Test(arguments: [
    ("a;b;c\n1;2,5;3\n4;5,5;6\n", [["a", "b", "c"], ["1", "2,5", "3"], ["4", "5,5", "6"]]),
    ("a\tb\n1\t\"2\t3\"\n", [["a", "b"], ["1", "2\t3"]]),
    ("sep=;\r\na;b\r\n", [["a", "b"]]), ("\"sep=,\"\na,b;c;d\n", [["a", "b;c;d"]]),
    (
      "Personas, por mes\n\na;b;c\n1;2;3\n",
      [["Personas, por mes"], ["a", "b", "c"], ["1", "2", "3"]]
    ),
    ("a,b\n1,\"x;y;z\"\n2,x;y;z\n", [["a", "b"], ["1", "x;y;z"], ["2", "x;y;z"]]),
    ("a;\"b\n,;,\";c\n1;2;3\n", [["a", "b\n,;,", "c"], ["1", "2", "3"]]),
    ("one\ntwo\n", [["one"], ["two"]]),
  ])
  func separators(_ text: String, _ records: [[String]]) throws {
    #expect(try files.records(text) == records)
  }
}
