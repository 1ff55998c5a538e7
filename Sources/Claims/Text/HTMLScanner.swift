/// What stands between two stretches of words in a page.
enum HTMLMark {
  case start(HTMLTag)
  case end(String)
  /// A comment, a declaration, a processing instruction.
  case other
  /// A "<" that begins no markup.
  case text
}

/// A start tag, with its attributes by their names in lower case; of two of a name the first counts.
struct HTMLTag {
  var name: String
  var attributes: [String: String] = [:]

  func has(_ name: String) -> Bool { attributes[name] != nil }
  subscript(name: String) -> String { attributes[name] ?? "" }
}

/// Parts a page into marks and the bytes between them, each byte looked at a fixed number of times.
///
/// libxml2 does not report where in the source a stretch of words stands, and needs time that grows with
/// the square of a page's open elements and of a tag's attributes; so this is read here.
struct HTMLScanner {
  let input: [UInt8]
  var at = 0
  /// Kinds of quotation mark that stand nowhere after the offset that was reached.
  private var unclosed: Set<UInt8> = []

  /// No name of an element or attribute that matters is longer.
  private static let longestName = 32
  /// An address or a class may be long; what is kept of it need not be. A date or headline is shorter.
  private static let longestValue = 1024
  /// Attributes that are kept; others are passed over.
  private let kept: Set<String>
  /// Those that say what an element of an article's page is.
  static let telling: Set<String> = [
    "class", "id", "role", "hidden", "aria-hidden", "style", "property", "name", "content",
    "itemprop", "datetime", "pubdate", "type", "href", "charset", "http-equiv",
  ]

  init(_ input: [UInt8], keeping kept: Set<String> = HTMLScanner.telling) {
    self.input = input
    self.kept = kept
  }

  /// Reads the mark that a "<" begins, and goes on after it.
  mutating func mark() -> HTMLMark {
    if starts("<!--") {
      // "<!-->" is a whole comment.
      at = end(of: "-->", from: at + 2)
      return .other
    }
    guard at + 1 < input.count else { return .text }
    let next = input[at + 1]
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      skip(past: Ascii.more)
      return .other
    }
    let isEnd = next == UInt8(ascii: "/")
    guard Ascii.isLetter(next) || isEnd else { return .text }
    at += isEnd ? 2 : 1
    let name = name { Ascii.isLetter($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") }
    var tag = HTMLTag(name: name)
    readAttributes(of: &tag)
    return isEnd ? .end(name) : .start(tag)
  }

  /// Passes over everything up to an element's end, and returns what it passed over; a page that never
  /// ends it has no more words.
  mutating func skipElement(_ name: String) -> Range<Int> {
    let closing = Array("</\(name)".utf8)
    let start = at
    while at < input.count {
      if input[at] == Ascii.less, matches(closing, at: at), !isNameByte(at + closing.count) {
        let range = start..<at
        skip(past: Ascii.more)
        return range
      }
      at += 1
    }
    return start..<input.count
  }

  private func isNameByte(_ index: Int) -> Bool {
    index < input.count && (Ascii.isLetter(input[index]) || Ascii.isDigit(input[index]))
  }

  private mutating func name(while isPart: (UInt8) -> Bool) -> String {
    var name: [UInt8] = []
    while at < input.count, isPart(input[at]) {
      if name.count < HTMLScanner.longestName { name.append(Ascii.lower(input[at])) }
      at += 1
    }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func readAttributes(of tag: inout HTMLTag) {
    while at < input.count {
      let byte = input[at]
      if byte == Ascii.more {
        at += 1
        return
      }
      if Ascii.isSpace(byte) || HTMLScanner.isMark(byte) {
        at += 1
        continue
      }
      let name = name { !Ascii.isSpace($0) && $0 != Ascii.more && !HTMLScanner.isMark($0) }
      skipSpace()
      var value = 0..<0
      if at < input.count, input[at] == UInt8(ascii: "=") {
        at += 1
        skipSpace()
        value = attributeValue()
      }
      if kept.contains(name), tag.attributes[name] == nil {
        tag.attributes[name] = text(value)
      }
    }
  }

  /// `"`, `'`, `/` and `=` where a name should begin are mistakes.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=")
  }

  private mutating func skipSpace() {
    while at < input.count, Ascii.isSpace(input[at]) { at += 1 }
  }

  /// A quotation mark that is never closed begins no value: the rest of the page would be in it.
  private mutating func attributeValue() -> Range<Int> {
    guard at < input.count else { return at..<at }
    let quote = input[at]
    let isQuote = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuote, !unclosed.contains(quote) {
      var index = at + 1
      while index < input.count, input[index] != quote { index += 1 }
      if index < input.count {
        defer { at = index + 1 }
        return (at + 1)..<index
      }
      unclosed.insert(quote)
    }
    let start = at
    while at < input.count, !Ascii.isSpace(input[at]), input[at] != Ascii.more { at += 1 }
    return start..<at
  }

  /// An attribute's value with its character references.
  private func text(_ range: Range<Int>) -> String {
    let end = min(range.upperBound, range.lowerBound + HTMLScanner.longestValue)
    return HTMLScanner.unescaped(input, range.lowerBound..<end)
  }

  /// A stretch of the page's source with its character references as characters.
  static func unescaped(_ input: [UInt8], _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if input[index] == Ascii.ampersand,
        let (character, length) = Entities.character(input, at: index)
      {
        bytes += Array(character.utf8)
        index += length
      } else {
        bytes.append(input[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func skip(past byte: UInt8) {
    while at < input.count, input[at] != byte { at += 1 }
    at = min(at + 1, input.count)
  }

  private func matches(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= input.count else { return false }
    for (index, byte) in bytes.enumerated() where Ascii.lower(input[start + index]) != byte {
      return false
    }
    return true
  }

  private func starts(_ text: StaticString) -> Bool { matches(Array("\(text)".utf8), at: at) }

  private func end(of text: String, from start: Int) -> Int {
    let bytes = Array(text.utf8)
    var index = start
    while index < input.count {
      if input[index] == bytes[0], matches(bytes, at: index) { return index + bytes.count }
      index += 1
    }
    return input.count
  }
}
