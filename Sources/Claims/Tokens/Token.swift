/// A word, a number or a mark of the text.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case word, number, symbol
    /// The end of a paragraph.
    case paragraph
    /// The end of a line of a list.
    case line
  }

  var kind: Kind
  /// Bytes of the text.
  var range: Range<Int>
  /// Lower case, without accents; empty when it is too long to be a word of any lexicon.
  var folded: String
  /// Whether it begins with a capital letter.
  var isCapitalised = false
  /// Whether it is written in capitals throughout.
  var isUpper = false
  /// Whether a hyphen joins it to the token before.
  var isJoined = false
  /// Whether a space stands before it.
  var hasSpace = true

  func isSymbol(_ text: String) -> Bool { kind == .symbol && folded == text }
}

/// Parts a text into tokens, in one pass.
struct Tokenizer {
  /// No word of a lexicon is longer.
  private static let longestWord = 48

  private let bytes: [UInt8]
  private var at = 0
  private var tokens: [Token] = []
  private var hasSpace = true
  private var isJoined = false
  /// Whether the text is broken at so small a width that its lines look like headings.
  private let isWrapped: Bool

  static func tokens(of text: ArticleText) -> [Token] {
    var tokenizer = Tokenizer(text.bytes)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let lines = bytes.split(separator: Ascii.newline, omittingEmptySubsequences: true)
    let short = lines.count { $0.count <= Tokenizer.longestHeading }
    isWrapped = lines.count > 4 && short * 2 > lines.count
    tokens.reserveCapacity(bytes.count / 5)
  }

  private mutating func run() {
    while at < bytes.count {
      let byte = bytes[at]
      if byte == Ascii.newline || byte == 0x0D || byte == Ascii.space || byte == 0x09 {
        readSpace()
      } else if let length = wideSpace(at: at) {
        at += length
        hasSpace = true
      } else if Ascii.isDigit(byte) {
        readNumber()
      } else if isWord(byte) {
        readWord()
      } else {
        readSymbol()
      }
    }
  }

  /// Spaces; an empty line ends the paragraph.
  private mutating func readSpace() {
    var lines = 0
    let start = at
    while at < bytes.count, Ascii.isSpace(bytes[at]) {
      if bytes[at] == Ascii.newline { lines += 1 }
      at += 1
    }
    hasSpace = true
    isJoined = false
    if lines == 1, isItem(at) {
      tokens.append(Token(kind: .line, range: start..<at, folded: ""))
      return
    }
    if lines == 1, isHeading(endingAt: start, next: at) { lines = 2 }
    if lines > 1 { tokens.append(Token(kind: .paragraph, range: start..<at, folded: "")) }
  }

  /// Whether a line is one of a list: it begins with a mark, or is a name, a colon and a number.
  private func isItem(_ next: Int) -> Bool {
    guard next < bytes.count else { return false }
    let line = bytes[next...].prefix { $0 != Ascii.newline }
    if Tokenizer.bullets.contains(where: { line.starts(with: $0.utf8) }) { return true }
    guard isCapital(next),
      let colon = line.prefix(Tokenizer.longestHeading).firstIndex(of: Ascii.colon)
    else { return false }
    let value = line[(colon + 1)...].drop { Ascii.isSpace($0) || [0x2B, 0x2D].contains($0) }
    return value.first.map(Ascii.isDigit) ?? false
      || line[(colon + 1)...].contains(where: Ascii.isDigit) && !line.contains(Ascii.stop)
  }

  private static let bullets = ["• ", "- ", "– ", "— ", "* ", "· ", "‣ ", "▪ "]

  private func isCapital(_ index: Int) -> Bool {
    (0x41...0x5A).contains(bytes[index]) || isLatinCapital(index)
  }

  /// Whether a line is a heading: short, ended by no mark, and what follows begins anew. Lines of a text
  /// that is broken at a fixed width are longer.
  private func isHeading(endingAt end: Int, next: Int) -> Bool {
    guard next < bytes.count, end > 0 else { return false }
    var start = end
    while start > 0, bytes[start - 1] != Ascii.newline {
      start -= 1
      if end - start > Tokenizer.longestHeading { return false }
    }
    let last = bytes[end - 1]
    let isEnded = [",", ";", ":", ".", "-", "("].contains { last == $0.utf8.first }
    let isNew = isCapital(next) || Ascii.isDigit(bytes[next])
    return !isEnded && isNew && !isWrapped
  }

  /// Bytes of a heading at most: seventy letters are a line of prose.
  private static let longestHeading = 48

  /// Length of a space of Unicode (no-break, thin, narrow) or of a soft hyphen.
  private func wideSpace(at index: Int) -> Int? {
    if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
    guard bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 else {
      return nil
    }
    return (0x80...0x8B).contains(bytes[index + 2]) || bytes[index + 2] == 0xAF ? 3 : nil
  }

  /// Letters, and any byte beyond ASCII that is no mark of typography.
  private func isWord(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || byte >= 0xC3 && byte != 0xE2
  }

  private mutating func append(_ kind: Token.Kind, _ start: Int, folded: String) {
    var token = Token(kind: kind, range: start..<at, folded: folded)
    token.isJoined = isJoined
    token.hasSpace = hasSpace
    if kind == .word { (token.isCapitalised, token.isUpper) = capitals(start..<at) }
    tokens.append(token)
    hasSpace = false
    isJoined = false
  }

  private func capitals(_ range: Range<Int>) -> (Bool, Bool) {
    let first = bytes[range.lowerBound]
    let isCapital = (0x41...0x5A).contains(first) || isLatinCapital(range.lowerBound)
    guard isCapital else { return (false, false) }
    let hasLower = range.contains { (0x61...0x7A).contains(bytes[$0]) }
    return (true, !hasLower && range.count > 1)
  }

  /// À to Þ but ×.
  private func isLatinCapital(_ index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == 0xC3 && (0x80...0x9E).contains(bytes[index + 1])
      && bytes[index + 1] != 0x97
  }

  private mutating func readWord() {
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if isWord(byte) || Ascii.isDigit(byte) || byte >= 0x80 && byte < 0xC0 {
        at += 1
      } else if byte == UInt8(ascii: "."), isAbbreviation(from: start) {
        at += 1
      } else {
        break
      }
    }
    append(.word, start, folded: folded(start..<at))
    skipPossessive()
    skipHyphen()
  }

  /// "U.S." and "a.m": single letters with points between them.
  private func isAbbreviation(from start: Int) -> Bool {
    let length = at - start
    guard length < 8, length % 2 == 1, Ascii.isLetter(bytes[at - 1]),
      length == 1 || bytes[at - 2] == UInt8(ascii: ".")
    else { return false }
    if length > 1 { return true }
    return at + 1 < bytes.count && Ascii.isLetter(bytes[at + 1])
      && (at + 2 == bytes.count || !isWord(bytes[at + 2]))
  }

  /// "'s" after a name is no word of its own.
  private mutating func skipPossessive() {
    let apostrophe: Int
    if at < bytes.count, bytes[at] == UInt8(ascii: "'") {
      apostrophe = 1
    } else if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x99
    {
      apostrophe = 3
    } else {
      return
    }
    let next = at + apostrophe
    if next < bytes.count, bytes[next] == UInt8(ascii: "s"),
      next + 1 == bytes.count || !isWord(bytes[next + 1])
    {
      at = next + 1
    } else if next < bytes.count, isWord(bytes[next]) {
      at = next
    }
  }

  /// A hyphen between two words joins them; phrases of the lexicon are written with spaces.
  private mutating func skipHyphen() {
    guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"),
      isWord(bytes[at + 1]) || Ascii.isDigit(bytes[at + 1])
    else { return }
    at += 1
    isJoined = true
  }

  private func folded(_ range: Range<Int>) -> String {
    guard range.count <= Tokenizer.longestWord else { return "" }
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var isPlain = true
    for byte in bytes[range] where byte != UInt8(ascii: ".") {
      if byte >= 0x80 { isPlain = false }
      result.append(Ascii.lower(byte))
    }
    let text = String(decoding: result, as: UTF8.self)
    return isPlain ? text : Folding.plain(text)
  }

  /// Digits with the marks that part them; what they are worth depends on the language.
  private mutating func readNumber() {
    let start = at
    while at < bytes.count {
      if Ascii.isDigit(bytes[at]) {
        at += 1
      } else if let length = digitMark(), at + length < bytes.count,
        Ascii.isDigit(bytes[at + length])
      {
        at += length
      } else {
        break
      }
    }
    let range = start..<at
    append(
      .number, start,
      folded: range.count <= Tokenizer.longestWord
        ? String(decoding: bytes[range], as: UTF8.self) : "")
    skipHyphen()
  }

  /// A mark inside a number: a point, a comma, or a thin or no-break space before three digits.
  private func digitMark() -> Int? {
    let byte = bytes[at]
    if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { return 1 }
    guard let length = wideSpace(at: at) ?? (byte == Ascii.space ? 1 : nil) else { return nil }
    let digits = at + length
    guard digits + 3 <= bytes.count, (0..<3).allSatisfy({ Ascii.isDigit(bytes[digits + $0]) }),
      digits + 3 == bytes.count || !Ascii.isDigit(bytes[digits + 3])
    else { return nil }
    // An ordinary space parts thousands only after one to three digits, and a year is none.
    guard byte == Ascii.space else { return length }
    var back = at
    while back > 0, Ascii.isDigit(bytes[back - 1]) { back -= 1 }
    return at - back <= 3 ? length : nil
  }

  private mutating func readSymbol() {
    let start = at
    let byte = bytes[at]
    at += 1
    if byte >= 0xC0 {
      while at < bytes.count, at - start < 4, (0x80..<0xC0).contains(bytes[at]) { at += 1 }
    }
    append(
      .symbol, start, folded: Folding.symbol(String(decoding: bytes[start..<at], as: UTF8.self)))
  }
}

/// Words without accents, and one mark for each kind of quotation mark and dash.
enum Folding {
  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0xE0...0xE5, 0x101, 0x103: scalars.append("a")
      case 0xE7, 0x107, 0x10D: scalars.append("c")
      case 0xE8...0xEB, 0x113, 0x119: scalars.append("e")
      case 0xEC...0xEF, 0x12B: scalars.append("i")
      case 0xF1, 0x144: scalars.append("n")
      case 0xF2...0xF6, 0xF8, 0x14D: scalars.append("o")
      case 0xF9...0xFC, 0x16B: scalars.append("u")
      case 0xFD, 0xFF: scalars.append("y")
      case 0x300...0x36F: break
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  static func symbol(_ text: String) -> String {
    switch text {
    case "“", "”", "«", "»", "„", "\"": "\""
    case "–", "—", "−", "-": "-"
    case "‘", "’", "'": "'"
    default: text
    }
  }
}
