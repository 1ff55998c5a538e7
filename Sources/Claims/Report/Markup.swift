import Wording

/// Text as a page may show it: nothing of an article ever acts as markup.
enum Markup {
  /// Escapes for element content and quoted attributes; control characters, which a page must not
  /// hold, become U+FFFD.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(shown(scalar))
      }
    }
    return result
  }

  /// Text for a terminal: no character moves the cursor, changes its colour or turns the direction of
  /// writing.
  static func plain(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(shown(scalar)) }
    return String(result)
  }

  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A: scalar
    case 0x0D: " "
    case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: scalar
    }
  }

  /// Only a web address may become a link.
  static func link(_ url: String, _ words: String) -> String {
    let lower = url.lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return escaped(words) }
    return "<a href=\"\(escaped(url))\">\(escaped(words))</a>"
  }
}

/// A stretch of the text, with the claims that cover it.
package struct TextPiece: Encodable, Sendable {
  package var text: String
  /// Indices into the report's claims; empty for text that states none.
  package var claims: [Int]
}

extension ClaimReport {
  /// A text without anything that moves a terminal's cursor.
  package static func plain(_ text: String) -> String { Markup.plain(text) }

  /// The text in pieces: each is covered by the same claims throughout.
  package var pieces: [TextPiece] {
    let ranges = claims.map(\.bytes)
    var starts: [Int: [Int]] = [:]
    var ends: [Int: [Int]] = [:]
    var cuts: Set<Int> = [0, article.bytes.count]
    for (index, range) in ranges.enumerated() where !range.isEmpty {
      starts[range.lowerBound, default: []].append(index)
      ends[range.upperBound, default: []].append(index)
      cuts.insert(range.lowerBound)
      cuts.insert(range.upperBound)
    }
    var pieces: [TextPiece] = []
    var open: [Int] = []
    let sorted = cuts.sorted()
    for (cut, next) in zip(sorted, sorted.dropFirst()) {
      open.removeAll { (ends[cut] ?? []).contains($0) }
      open += starts[cut] ?? []
      pieces.append(TextPiece(text: article.text(cut..<next), claims: open))
    }
    return pieces
  }
}
