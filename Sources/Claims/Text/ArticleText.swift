/// How an article is written down.
package enum TextFormat: String, CaseIterable, Codable, Sendable {
  case plain = "text"
  case html
  case markdown

  /// The format that a file's name shows, else what its first bytes look like.
  package static func guess(name: String, bytes: some Collection<UInt8>) -> TextFormat {
    DocumentKind.guess(name: name, bytes: Array(bytes.prefix(DocumentKind.enough))).textFormat
  }
}

/// What a reader of the article reads, and where each byte of it stands in the input.
///
/// Words are kept as UTF-8; bytes that are no UTF-8 become U+FFFD first, so that offsets are those of
/// the text that the caller holds.
struct ArticleText: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Input offset of each byte; empty when the text is the input.
  private(set) var origins: [Int32] = []
  /// Input offset just after each byte.
  private var ends: [Int32] = []
  private let isInput: Bool

  /// A text that is to be made of some input.
  init(reserving count: Int) {
    isInput = false
    reserve(count)
  }

  init(_ text: String, format: TextFormat) {
    let input = Array(text.utf8)
    switch format {
    case .plain:
      isInput = true
      bytes = input
    case .html:
      self = HTMLText.read(input).text
    case .markdown:
      isInput = false
      reserve(input.count)
      var reader = MarkdownText(input)
      reader.read(into: &self)
    }
  }

  private mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
    origins.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  /// Adds a byte that stands at an offset of the input.
  mutating func add(_ byte: UInt8, at offset: Int) {
    bytes.append(byte)
    origins.append(Int32(truncatingIfNeeded: offset))
    ends.append(Int32(truncatingIfNeeded: offset + 1))
  }

  /// Adds what a range of the input stands for: an entity's character.
  mutating func add(_ text: String, for range: Range<Int>) {
    for byte in text.utf8 {
      bytes.append(byte)
      origins.append(Int32(truncatingIfNeeded: range.lowerBound))
      ends.append(Int32(truncatingIfNeeded: range.upperBound))
    }
  }

  /// Begins a new paragraph, unless one has just begun.
  mutating func breakParagraph(at offset: Int) {
    guard let last = bytes.last else { return }
    let isOnNewLine = last == Ascii.newline
    if isOnNewLine, bytes.count < 2 || bytes[bytes.count - 2] == Ascii.newline { return }
    if !isOnNewLine { add(Ascii.newline, at: offset) }
    add(Ascii.newline, at: offset)
  }

  /// Begins a new line of the same paragraph; after a new line, a new paragraph.
  mutating func breakLine(at offset: Int) {
    guard let last = bytes.last else { return }
    last == Ascii.newline ? breakParagraph(at: offset) : add(Ascii.newline, at: offset)
  }

  /// Takes back what was added last.
  mutating func truncate(to count: Int) {
    guard count >= 0, count < bytes.count else { return }
    bytes.removeLast(bytes.count - count)
    origins.removeLast(origins.count - count)
    ends.removeLast(ends.count - count)
  }

  /// Where a stretch of the text stands in the input.
  func inputRange(_ range: Range<Int>) -> Range<Int> {
    guard !isInput, let first = range.first, let last = range.last, last < origins.count else {
      return range
    }
    return Int(origins[first])..<Int(ends[last])
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// Bytes that have a meaning of their own.
enum Ascii {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let colon = UInt8(ascii: ":")
  static let stop = UInt8(ascii: ".")
  static let less = UInt8(ascii: "<")
  static let more = UInt8(ascii: ">")
  static let ampersand = UInt8(ascii: "&")

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == space || (0x09...0x0D).contains(byte)
  }
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
