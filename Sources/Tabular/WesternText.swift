/// Text in Windows-1252, as Excel saves CSV in Western Europe and the Americas, read with suspicion.
///
/// A byte above 0x7F means something in every old encoding, so a wrong guess turns a name into
/// another. What other encodings would look like is refused: the bytes that Spanish letters have in
/// DOS (code page 850) and on old Macs (Mac Roman), letters that only Iceland uses and that stand for
/// Turkish and Polish ones elsewhere, and runs of three letters with accents, as Cyrillic, Greek and
/// East Asian text would be.
struct WesternText {
  private var before: UInt8 = 0
  private var beforeThat: UInt8 = 0
  private var run = 0

  /// Remembers plain letters that stand before the first other byte.
  mutating func follow(_ letters: ArraySlice<UInt8>) {
    for letter in letters { (beforeThat, before) = (before, letter) }
  }

  /// Appends a byte's letter as UTF-8; `false` when the byte speaks against this encoding.
  mutating func take(_ byte: UInt8, into text: inout [UInt8]) -> Bool {
    defer { (beforeThat, before) = (before, byte) }
    if byte < 0x80 {
      run = 0
      // "Garc’a" is "García" of a Mac; "d’Ivoire" is not.
      if WesternText.isLower(byte), (0x91...0x97).contains(before),
        WesternText.isLower(beforeThat) || WesternText.isUpper(beforeThat)
      {
        return false
      }
      text.append(byte)
      return true
    }
    guard let scalar = WesternText.scalar(byte) else { return false }
    if byte >= 0xC0 {
      run += 1
      // "PERé" is "PERÚ" of DOS.
      let isLower = byte >= 0xE0
      let isShouted = WesternText.isUpper(before) && WesternText.isUpper(beforeThat)
      if run > 2 || isLower && isShouted { return false }
    } else {
      run = 0
    }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return true
  }

  static func words(_ byte: UInt8) -> String {
    "other bytes (\(byte < 0x10 ? "0x0" : "0x")\(String(byte, radix: 16, uppercase: true))), in an "
      + "encoding that is not known"
  }

  /// What a byte from 0x80 stands for, if it is one that Western European tables hold.
  private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    // Ð, ×, Ý, Þ, ð, ÷, ý, þ, ÿ
    case 0xD0, 0xD7, 0xDD, 0xDE, 0xF0, 0xF7, 0xFD...0xFF: nil
    // ©, ª, «, ®, °, ´, ·, º, » and the letters: as in Latin-1.
    case 0xA9...0xAB, 0xAE, 0xB0, 0xB4, 0xB7, 0xBA, 0xBB, 0xC0...0xFC: Unicode.Scalar(byte)
    default: marks[byte]
    }
  }

  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  private static let marks: [UInt8: Unicode.Scalar] = [
    0x80: "\u{20AC}", 0x85: "\u{2026}", 0x91: "\u{2018}", 0x92: "\u{2019}", 0x93: "\u{201C}",
    0x94: "\u{201D}", 0x95: "\u{2022}", 0x96: "\u{2013}", 0x97: "\u{2014}",
  ]
}
