/// Reads the words of a Markdown text: marks of emphasis, headings, lists and quotations fall away,
/// a link or picture leaves its words, a block of code leaves nothing.
///
/// One pass, in time proportional to the input. It knows what news texts use of CommonMark.
struct MarkdownText {
  private let input: [UInt8]
  private var at = 0
  /// Up to where the end of an address, or of a tag, was looked for in vain.
  private var addressSearched = 0
  private var tagSearched = 0

  init(_ input: [UInt8]) {
    self.input = input
  }

  mutating func read(into text: inout ArticleText) {
    while at < input.count {
      readLine(into: &text)
    }
  }

  private mutating func readLine(into text: inout ArticleText) {
    let start = at
    while at < input.count, input[at] == Ascii.space || input[at] == 0x09 { at += 1 }
    if isFence() { return skipFence(into: &text) }
    if at >= input.count || input[at] == Ascii.newline || input[at] == 0x0D {
      text.breakParagraph(at: start)
      skipLine()
      return
    }
    skipBlockMarks(into: &text)
    readWords(into: &text)
  }

  private func isFence() -> Bool {
    guard at + 2 < input.count else { return false }
    let byte = input[at]
    return (byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")) && input[at + 1] == byte
      && input[at + 2] == byte
  }

  private mutating func skipFence(into text: inout ArticleText) {
    text.breakParagraph(at: at)
    skipLine()
    while at < input.count {
      while at < input.count, input[at] == Ascii.space { at += 1 }
      let isEnd = isFence()
      skipLine()
      if isEnd { return }
    }
  }

  private mutating func skipLine() {
    while at < input.count, input[at] != Ascii.newline { at += 1 }
    at += 1
  }

  /// `#`, `>`, `-`, `*`, `+` and `1.` at the beginning of a line.
  private mutating func skipBlockMarks(into text: inout ArticleText) {
    let marks: Set<UInt8> = [UInt8(ascii: "#"), UInt8(ascii: ">")]
    let lists: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")]
    if at < input.count, marks.contains(input[at]) {
      if input[at] == UInt8(ascii: "#") { text.breakParagraph(at: at) }
      while at < input.count, marks.contains(input[at]) || input[at] == Ascii.space { at += 1 }
    } else if at + 1 < input.count, lists.contains(input[at]), input[at + 1] == Ascii.space {
      text.breakParagraph(at: at)
      at += 2
    } else {
      skipNumber(into: &text)
    }
  }

  private mutating func skipNumber(into text: inout ArticleText) {
    var index = at
    while index < input.count, index - at < 3, Ascii.isDigit(input[index]) { index += 1 }
    guard index > at, index + 1 < input.count,
      input[index] == UInt8(ascii: ".") || input[index] == UInt8(ascii: ")"),
      input[index + 1] == Ascii.space
    else { return }
    text.breakParagraph(at: at)
    at = index + 2
  }

  private mutating func readWords(into text: inout ArticleText) {
    let start = at
    while at < input.count, input[at] != Ascii.newline {
      switch input[at] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
        UInt8(ascii: "~"):
        at += 1
      case UInt8(ascii: "]"):
        at += 1
        skipAddress()
      case UInt8(ascii: "!") where at + 1 < input.count && input[at + 1] == UInt8(ascii: "["):
        at += 1
      case UInt8(ascii: "|"):
        text.breakParagraph(at: at)
        at += 1
      case UInt8(ascii: "\\"):
        at += 1
      case Ascii.ampersand:
        readEntity(into: &text)
      case Ascii.less where isTag():
        skipTag()
      case let byte:
        text.add(byte, at: at)
        at += 1
      }
    }
    if at < input.count, at > start { text.add(Ascii.newline, at: at) }
    at += 1
  }

  private mutating func readEntity(into text: inout ArticleText) {
    if let (character, length) = Entities.character(input, at: at) {
      text.add(character, for: at..<(at + length))
      at += length
    } else {
      text.add(Ascii.ampersand, at: at)
      at += 1
    }
  }

  /// The address of a link, on its line.
  private mutating func skipAddress() {
    guard at < input.count, input[at] == UInt8(ascii: "("), at >= addressSearched else { return }
    let limit = min(input.count, at + 4096)
    var index = at
    while index < limit, input[index] != UInt8(ascii: ")"), input[index] != Ascii.newline {
      index += 1
    }
    if index < limit, input[index] == UInt8(ascii: ")") {
      at = index + 1
    } else {
      addressSearched = index
    }
  }

  private func isTag() -> Bool {
    at + 1 < input.count && at >= tagSearched
      && (Ascii.isLetter(input[at + 1]) || input[at + 1] == UInt8(ascii: "/")
        || input[at + 1] == UInt8(ascii: "!"))
  }

  private mutating func skipTag() {
    let limit = min(input.count, at + 4096)
    var index = at + 1
    while index < limit, input[index] != Ascii.more { index += 1 }
    if index == limit { tagSearched = limit }
    at = index < limit ? index + 1 : at + 1
  }
}
