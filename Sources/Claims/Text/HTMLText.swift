/// Reads the words of a page: tags fall away, blocks become paragraphs, entities characters; scripts,
/// styles, comments and the like are no words.
///
/// One pass, in time proportional to the input. It is a reader of words, not a parser of HTML: where
/// a browser would mend a broken page, it goes on with the next byte.
struct HTMLText {
  private let input: [UInt8]
  private var at = 0

  /// Elements that begin and end a paragraph.
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
  ]

  /// Elements whose content nobody reads.
  private static let silent: Set<String> = [
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea",
    "select", "canvas", "audio", "video", "head",
  ]

  init(_ input: [UInt8]) {
    self.input = input
  }

  mutating func read(into text: inout ArticleText) {
    while at < input.count {
      switch input[at] {
      case Ascii.less: readMarkup(into: &text)
      case Ascii.ampersand: readEntity(into: &text)
      case let byte where Ascii.isSpace(byte):
        if let last = text.bytes.last, !Ascii.isSpace(last) { text.add(Ascii.space, at: at) }
        at += 1
      case let byte:
        text.add(byte, at: at)
        at += 1
      }
    }
  }

  private mutating func readMarkup(into text: inout ArticleText) {
    let start = at
    if starts("<!--") {
      at = end(of: "-->", from: at + 4)
      return
    }
    guard at + 1 < input.count, isMarkup(input[at + 1]) else {
      text.add(Ascii.less, at: at)
      at += 1
      return
    }
    let isEnd = input[at + 1] == UInt8(ascii: "/")
    let name = tagName(from: at + (isEnd ? 2 : 1))
    skipTag()
    if HTMLText.blocks.contains(name) { text.breakParagraph(at: start) }
    if !isEnd, HTMLText.silent.contains(name) { skipElement(name) }
  }

  private func isMarkup(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
      || byte == UInt8(ascii: "?")
  }

  private func tagName(from start: Int) -> String {
    var name: [UInt8] = []
    var index = start
    while index < input.count, name.count < 16,
      Ascii.isLetter(input[index]) || Ascii.isDigit(input[index])
    {
      name.append(Ascii.lower(input[index]))
      index += 1
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Passes over a tag, and over quoted attributes with a ">" in them.
  private mutating func skipTag() {
    var quote: UInt8 = 0
    let limit = input.count
    at += 1
    while at < limit {
      let byte = input[at]
      at += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        // A quotation mark that opens no attribute is a mistake in the page.
        if at >= 2, input[at - 2] == UInt8(ascii: "=") { quote = byte }
      } else if byte == Ascii.more {
        return
      }
    }
  }

  /// Passes over everything up to the element's end; a page that never ends it has no more words.
  private mutating func skipElement(_ name: String) {
    let closing = Array("</\(name)".utf8)
    while at < input.count {
      if input[at] == Ascii.less, matches(closing, at: at) {
        skipTag()
        return
      }
      at += 1
    }
  }

  private func matches(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= input.count else { return false }
    for (index, byte) in bytes.enumerated() where Ascii.lower(input[start + index]) != byte {
      return false
    }
    return true
  }

  private func starts(_ text: String) -> Bool { matches(Array(text.utf8), at: at) }

  private func end(of text: String, from start: Int) -> Int {
    let bytes = Array(text.utf8)
    var index = start
    while index < input.count {
      if input[index] == bytes[0], matches(bytes, at: index) { return index + bytes.count }
      index += 1
    }
    return input.count
  }

  private mutating func readEntity(into text: inout ArticleText) {
    if let (character, length) = Entities.character(input, at: at) {
      let range = at..<(at + length)
      if character == "\u{A0}", let last = text.bytes.last, Ascii.isSpace(last) {
        at = range.upperBound
        return
      }
      text.add(character, for: range)
      at = range.upperBound
    } else {
      text.add(Ascii.ampersand, at: at)
      at += 1
    }
  }
}
