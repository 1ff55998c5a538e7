import Foundation
import Tabular
import Testing

/// Files of gzip (RFC 1952), packed by the system's own program.
@Suite struct GzipMemberTests {
  private let files: TabularFiles

  init() throws { files = try TabularFiles() }

  private func packed(_ text: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: files.gzip(UUID().uuidString, text))))
  }

  private func read(_ bytes: [UInt8]) throws -> String {
    let path = try files.file("\(UUID().uuidString).gz", bytes)
    return String(
      decoding: try ByteStream(path: path, name: "x.gz").readAll(limit: 1 << 26), as: UTF8.self)
  }

  private func fault(_ bytes: [UInt8]) -> String {
    do { return "read: \(try read(bytes).prefix(40))" } catch { return "\(error)" }
  }

  @Test func `members one after the other are one text`() throws {
    let long = String(repeating: "a,b\n", count: 200_000)
    #expect(
      try read(packed("a,b\n") + packed(long) + packed("") + packed("c\n")) == "a,b\n" + long
        + "c\n")
  }

  @Test func `what follows the last member is a fault`() throws {
    for rest in [[0], Array("a,b\n".utf8), [0x1F], [UInt8](repeating: 0, count: 600_000)]
      as [[UInt8]]
    {
      #expect(fault(try packed("a,b\n") + rest).contains("found other bytes after its end"))
    }
  }

  /// RFC 1952, 2.3.1: a header of ten bytes, the data, then CRC and length in eight.
  @Test func `cut anywhere it is a fault, and so is a changed checksum`() throws {
    let whole = try packed("measure,place\ntransits,darien\n")
    for count in 2..<whole.count {
      #expect(fault(Array(whole.prefix(count))).contains("unexpected end of file"), "\(count)")
    }
    var changed = whole
    changed[whole.count - 5] ^= 1
    #expect(fault(changed).contains("incorrect data check"))
  }

  @Test func `plain text of any length is as it stands`() throws {
    for text in ["", "a", "ab", String(repeating: "é,b\n", count: 300_000)] {
      #expect(try read(Array(text.utf8)) == text)
    }
  }
}
