import Foundation
import Tabular

/// Turns a text's bytes into UTF-8, whatever it is written in.
enum Charset {
  /// Decodes a whole file: by its byte order mark, as UTF-16 by its zeros, as UTF-8 where it is that,
  /// else as its author says, else as Windows-1252, which ISO-8859-1 is a part of.
  ///
  /// A byte order mark of UTF-8 becomes blanks, so that offsets are those of the file.
  ///
  /// - Parameter declared: the name that the document itself gives.
  /// - Throws: an `InputError` when the bytes are no text.
  static func text(
    _ bytes: [UInt8], declared: String? = nil, file: String
  ) throws(InputError) -> String {
    if let (name, _) = FileKind.notText(bytes[...]) { throw noText(file, found: name) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw noText(file, found: "text in UTF-32")
    }
    if let order = utf16(bytes) { return mended(decoded(utf16: bytes, order)) }
    if let byte = control(bytes) { throw noText(file, found: byte) }
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes.replaceSubrange(0..<3, with: [Ascii.space, Ascii.space, Ascii.space])
    }
    // A page that is UTF-8 is not what it says else.
    let whole = String(validating: bytes, as: UTF8.self)
    return mended(whole ?? text(bytes, charset: declared))
  }

  /// Decodes bytes as a charset; as UTF-8 or Windows-1252, whichever fits, when there is none or when
  /// it is not known or does not fit.
  static func text(_ bytes: [UInt8], charset: String?) -> String {
    let name = charset?.lowercased().trimmingCharacters(in: .whitespaces) ?? ""
    switch name {
    case "", "utf-8", "utf8", "us-ascii", "ascii": return guessed(bytes)
    case "iso-8859-1", "latin1", "windows-1252", "cp1252": return western(bytes)
    case "iso-8859-15", "latin9": return western(bytes).replacing("¤", with: "€")
    case "utf-16", "utf-16le", "utf-16be":
      return decoded(utf16: bytes, utf16(bytes) ?? (name == "utf-16le" ? .little : .big))
    default: break
    }
    guard let encoding = encodings[name],
      let text = String(bytes: bytes, encoding: encoding)
    else { return guessed(bytes) }
    return text
  }

  private static let encodings: [String: String.Encoding] = [
    "iso-8859-2": .isoLatin2, "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251,
    "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254, "macintosh": .macOSRoman,
    "shift_jis": .shiftJIS, "euc-jp": .japaneseEUC, "iso-2022-jp": .iso2022JP,
  ]

  // MARK: Guessing

  /// UTF-8 unless more of the other bytes stand alone than in its sequences.
  private static func guessed(_ bytes: [UInt8]) -> String {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var (whole, broken) = (0, 0)
    loop: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): if scalar.value >= 0x80 { whole += 1 }
      case .error: broken += 1
      case .emptyInput: break loop
      }
    }
    return broken <= whole ? String(decoding: bytes, as: UTF8.self) : western(bytes)
  }

  /// Which byte comes first, where the text is UTF-16.
  private static func utf16(_ bytes: [UInt8]) -> UTF16Order? {
    UTF16Order(marked: bytes) ?? UTF16Order(unmarked: bytes)
  }

  private static func decoded(utf16 bytes: [UInt8], _ order: UTF16Order) -> String {
    let hasMark = UTF16Order(marked: bytes) != nil
    let units = stride(from: hasMark ? 2 : 0, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return order == .big ? first << 8 | second : second << 8 | first
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func western(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let isMark = (0x80..<0xA0).contains(byte)
      scalars.append(isMark ? marks[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(scalars)
  }

  /// Windows-1252 from 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt).
  private static let marks = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)

  /// Line ends of old Macs become new lines, of the same length.
  private static func mended(_ text: String) -> String {
    let isOld = text.utf8.contains(0x0D) && !text.utf8.contains(Ascii.newline)
    return isOld ? text.replacing("\r", with: "\n") : text
  }

  // MARK: What is no text

  /// A zero, or more than one control character in twenty bytes: no text has that.
  private static func control(_ bytes: [UInt8]) -> String? {
    var count = 0
    for byte in bytes {
      if byte == 0 { return "bytes that are no text" }
      if byte < 0x20, !Ascii.isSpace(byte), byte != 0x1B { count += 1 }
    }
    return count * 20 > bytes.count ? "bytes that are no text" : nil
  }

  private static func noText(_ file: String, found: String) -> InputError {
    InputError(
      InputIssue(
        file: file, expected: "an article as text, HTML, Markdown, e-mail or PDF", found: found))
  }
}
