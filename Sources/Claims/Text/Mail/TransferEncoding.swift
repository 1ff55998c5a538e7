import Foundation

/// How the bytes of a message's parts and of its encoded words are written in ASCII (RFC 2045,
/// section 6; RFC 2047).
enum TransferEncoding {
  /// The bytes that a part's body stands for. What is damaged stays as it is.
  static func decoded(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt8] {
    switch name.lowercased().trimmed {
    case "base64": base64(bytes)
    case "quoted-printable": quotedPrintable(bytes)
    default: Array(bytes)
    }
  }

  /// Characters outside the alphabet are passed over; what follows the padding is not read.
  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: "=") { break }
      guard let value = sextet(byte) else { continue }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count == 4 {
        for shift in [16, 8, 0] { result.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
        (bits, count) = (0, 0)
      }
    }
    if count >= 2 { result.append(UInt8(truncatingIfNeeded: bits >> (count == 3 ? 10 : 4))) }
    if count == 3 { result.append(UInt8(truncatingIfNeeded: bits >> 2)) }
    return result
  }

  private static func sextet(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// - Parameter isWord: whether it is an encoded word, in which "_" is a blank.
  static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isWord: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "_"), isWord {
        result.append(Ascii.space)
      } else if byte != UInt8(ascii: "=") {
        result.append(byte)
      } else if at + 1 < bytes.endIndex, let high = digit(bytes[at]), let low = digit(bytes[at + 1])
      {
        result.append(high << 4 | low)
        at += 2
      } else if let end = lineEnd(bytes, from: at) {
        at = end
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Where the line after a soft line break begins; blanks may stand between.
  private static func lineEnd(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    // RFC 2045 has lines of 76 characters.
    let limit = min(bytes.endIndex, start + 76)
    let end = bytes[start..<limit].firstIndex { $0 != Ascii.space && $0 != 0x09 && $0 != 0x0D }
    guard let end else { return start == bytes.endIndex ? start : nil }
    return bytes[end] == Ascii.newline ? end + 1 : nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    default: nil
    }
  }

  // MARK: Encoded words

  /// A field's value with its encoded words as text: `=?utf-8?q?Dari=C3=A9n?=`. Blanks between two of
  /// them fall away, and two of one charset are decoded as one, since some writers part a letter.
  static func words(_ text: String) -> String {
    var result = ""
    var pending: (charset: String, bytes: [UInt8])?
    func flush() {
      if let (charset, bytes) = pending { result += Charset.text(bytes, charset: charset) }
      pending = nil
    }
    var rest = Substring(text)
    while let start = rest.range(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let (charset, bytes, after) = word(rest[start.upperBound...]) else {
        flush()
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        continue
      }
      if pending == nil || !before.allSatisfy(\.isWhitespace) {
        flush()
        result += before
      }
      if let (last, held) = pending, last == charset {
        pending = (charset, held + bytes)
      } else {
        flush()
        pending = (charset, bytes)
      }
      rest = after
    }
    flush()
    return result + rest
  }

  /// The rest of an encoded word after its "=?"; RFC 2047 gives it 75 characters, writers take more.
  private static func word(
    _ text: Substring
  ) -> (charset: String, bytes: [UInt8], after: Substring)? {
    let parts = text.prefix(1000).split(
      separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let end = parts[2].range(of: "?=") else { return nil }
    let content = Array(parts[2][..<end.lowerBound].utf8)[...]
    // "utf-8*es" names the language too (RFC 2231, section 5).
    let charset = parts[0].lowercased().split(separator: "*").first.map(String.init) ?? ""
    let after = text[end.upperBound...]
    switch parts[1].lowercased() {
    case "b": return (charset, base64(content), after)
    case "q": return (charset, quotedPrintable(content, isWord: true), after)
    default: return nil
    }
  }
}
