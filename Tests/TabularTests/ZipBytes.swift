/// A ZIP archive written by hand, its members not compressed (PKWARE's APPNOTE, 4.3.7, 4.3.12 and
/// 4.3.16), so that a test can say what every byte is.
func zipBytes(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
  var file: [UInt8] = []
  var directory: [UInt8] = []
  for (name, bytes) in members {
    let size = number(bytes.count, 4)
    let common =
      number(20, 2) + number(0x0800, 2) + number(0, 2) + number(0, 4)
      + number(Int(checksum(bytes)), 4) + size + size + number(name.utf8.count, 2) + number(0, 2)
    directory += [0x50, 0x4B, 1, 2] + number(20, 2) + common
    directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(file.count, 4)
    directory += Array(name.utf8)
    file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
  }
  let count = number(members.count, 2)
  let end =
    [0x50, 0x4B, 5, 6] + number(0, 4) + count + count + number(directory.count, 4)
    + number(file.count, 4) + number(0, 2)
  return file + directory + end
}

/// A workbook of one sheet "S" with the given part.
func workbookBytes(sheet: String, shared: String? = nil) -> [UInt8] {
  var members: [(name: String, bytes: [UInt8])] = [
    (
      "xl/workbook.xml",
      Array(
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>".utf8)
    ),
    (
      "xl/_rels/workbook.xml.rels",
      Array(
        ("<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" "
          + "Target=\"worksheets/sheet1.xml\"/></Relationships>").utf8)
    ),
    ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
  ]
  if let shared { members.append(("xl/sharedStrings.xml", Array(shared.utf8))) }
  return zipBytes(members)
}

private func number(_ value: Int, _ bytes: Int) -> [UInt8] {
  (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) }
}

/// CRC-32 as ZIP has it, bit by bit.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
      sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
    }
  }
}
