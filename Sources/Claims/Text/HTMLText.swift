/// Reads the words of an article's page: tags fall away, blocks become paragraphs, entities characters;
/// what a site puts around its articles, scripts, styles and what is hidden are no words.
///
/// One pass, in time proportional to the input. It follows the open elements as far as is needed to
/// know where what is left out ends; where a browser would mend a broken page, it goes on with the
/// next tag.
struct HTMLText {
  /// How much is taken for no part of the article.
  private enum Strictness {
    /// By elements, roles and the names that sites give.
    case names
    /// By elements and roles.
    case elements
    /// What no reader sees, and nothing more: for a page that would have no words else.
    case silent
  }

  /// Names that leave out this share of a page without a headline have left out its article.
  private static let least = 0.2

  private struct Open {
    var name: String
    /// Whether it leaves its content out.
    var leavesOut: Bool
    /// Whether a headline within shows that it holds the article.
    var isTentative: Bool
    /// Whether it is a link with an address.
    var isLink: Bool
  }

  private var scanner: HTMLScanner
  private let strictness: Strictness
  private(set) var text: ArticleText
  private(set) var facts = HTMLFacts()
  private var open: [Open] = []
  /// Where in `open` the elements of a name stand.
  private var places: [String: [Int]] = [:]
  /// Where in `open` the blocks stand.
  private var blocks: [Int] = []
  private var links = 0
  private var leavingOut = 0
  /// Where in `open` those stand that leave out tentatively.
  private var tentative: [Int] = []
  private var paragraph = HTMLParagraph()
  private var superscript: Int?
  private var headline: Int?

  private init(_ input: [UInt8], _ strictness: Strictness) {
    scanner = HTMLScanner(input)
    self.strictness = strictness
    text = ArticleText(reserving: input.count)
  }

  /// A page's words, its headline and its day.
  static func read(_ input: [UInt8]) -> (text: ArticleText, facts: HTMLFacts) {
    let readers = [Strictness.names, .elements, .silent].lazy.map { strictness in
      var reader = HTMLText(input, strictness)
      reader.read()
      return reader
    }
    var reader = readers[0]
    if reader.facts.headline == nil {
      let other = readers[1]
      let least = HTMLText.least * Double(other.text.bytes.count)
      if Double(reader.text.bytes.count) < least { reader = other }
    }
    if reader.text.bytes.allSatisfy(Ascii.isSpace) { reader = readers[2] }
    return (reader.text, reader.facts)
  }

  private mutating func read() {
    while scanner.at < scanner.input.count {
      let at = scanner.at
      switch scanner.input[at] {
      case Ascii.less: readMark()
      case let byte where leavingOut > 0:
        leaveHead(before: byte)
        if leavingOut > 0 { scanner.at += 1 }
      case Ascii.ampersand: readEntity()
      case let byte where Ascii.isSpace(byte):
        if let last = text.bytes.last, !Ascii.isSpace(last) { text.add(Ascii.space, at: at) }
        scanner.at += 1
      case let byte: addWord(byte)
      }
    }
    endParagraph(at: scanner.input.count)
  }

  private mutating func addWord(_ byte: UInt8) {
    paragraph.take(byte, isLinked: links > 0)
    text.add(byte, at: scanner.at)
    scanner.at += 1
  }

  private mutating func readEntity() {
    let at = scanner.at
    guard let (character, length) = Entities.character(scanner.input, at: at) else {
      return addWord(Ascii.ampersand)
    }
    scanner.at += length
    if character == "\u{A0}", let last = text.bytes.last, Ascii.isSpace(last) { return }
    for byte in character.utf8 { paragraph.take(byte, isLinked: links > 0) }
    text.add(character, for: at..<(at + length))
  }

  // MARK: Marks

  private mutating func readMark() {
    let start = scanner.at
    switch scanner.mark() {
    case .other: break
    case .text:
      if leavingOut == 0 { return addWord(Ascii.less) }
      scanner.at += 1
    case .start(let tag): begin(tag, at: start)
    case .end(let name): end(name, at: start)
    }
  }

  private mutating func begin(_ tag: HTMLTag, at start: Int) {
    if !HTMLElements.ofHead.contains(tag.name) { leaveHead() }
    if HTMLElements.raw.contains(tag.name) {
      let content = scanner.skipElement(tag.name)
      if !isOpen("svg") { facts.take(tag, scanner.input, content) }
      return
    }
    closeImplied(by: tag.name, at: start)
    if tag.name == "br", leavingOut == 0 { text.breakLine(at: start) }
    if HTMLElements.blocks.contains(tag.name) { endParagraph(at: start) }
    if ["h1", "main"].contains(tag.name) { holdsTheArticle() }
    if leavingOut == 0 { facts.take(tag, at: text.bytes.count) }
    facts.takeMeta(tag)
    guard !HTMLElements.void.contains(tag.name) else { return }
    push(tag)
    if leavingOut == 0, tag.name == "h1" { headline = text.bytes.count }
    if leavingOut == 0, tag.name == "sup" { superscript = text.bytes.count }
  }

  /// The end tag of an element that is not open is a mistake; so is that of an inline element when a
  /// block was begun within.
  private mutating func end(_ name: String, at start: Int) {
    if HTMLElements.blocks.contains(name) { endParagraph(at: start) }
    guard let place = places[name]?.last else { return }
    if HTMLElements.isContainer(name) {
      let isWalled = !HTMLElements.walls.contains(name) && isOpen(HTMLElements.walls, above: place)
      if isWalled, name != "tr", name != "tbody", name != "thead", name != "tfoot" { return }
    } else if lastBlock > place {
      return
    }
    pop(to: place)
  }

  /// Where the innermost open block stands.
  private var lastBlock: Int { blocks.last ?? -1 }

  private mutating func push(_ tag: HTMLTag) {
    let (leavesOut, isTentative) = leaving(tag)
    places[tag.name, default: []].append(open.count)
    if HTMLElements.isContainer(tag.name) { blocks.append(open.count) }
    if leavesOut {
      leavingOut += 1
      if isTentative { tentative.append(open.count) }
    }
    let isLink = tag.name == "a" && tag.has("href")
    if isLink { links += 1 }
    open.append(
      Open(name: tag.name, leavesOut: leavesOut, isTentative: isTentative, isLink: isLink))
  }

  private mutating func pop(to place: Int) {
    while open.count > place, let last = open.popLast() {
      places[last.name]?.removeLast()
      if blocks.last == open.count { blocks.removeLast() }
      if tentative.last == open.count { tentative.removeLast() }
      if last.leavesOut { leavingOut -= 1 }
      if last.isLink { links -= 1 }
      if last.name == "sup", let start = superscript { endSuperscript(from: start) }
      if last.name == "h1", let start = headline {
        headline = nil
        facts.takeHeadline(
          text.text(min(start, text.bytes.count)..<text.bytes.count), inArticle: isInArticle)
      }
    }
  }

  private func leaving(_ tag: HTMLTag) -> (leavesOut: Bool, isTentative: Bool) {
    if strictness == .silent { return (HTMLElements.silent.contains(tag.name), false) }
    // A site's own header; an article's has its headline and standfirst.
    if tag.name == "header", !isInArticle { return (true, true) }
    if tag["role"].lowercased() == "banner" { return (true, true) }
    if HTMLElements.isLeftOut(tag) { return (true, false) }
    // A page that was saved while a notice covered it has its article marked like that.
    if tag["aria-hidden"].lowercased() == "true", !HTMLNames.holdArticles.contains(tag.name) {
      return (true, true)
    }
    if strictness == .elements { return (false, false) }
    return switch HTMLNames.meaning(of: tag) {
    case .article: (false, false)
    case .around: (true, true)
    case .never: (true, false)
    }
  }

  private var isInArticle: Bool { isOpen("article") || isOpen("main") }

  /// What was taken for something around the article holds its headline.
  private mutating func holdsTheArticle() {
    guard leavingOut == tentative.count else { return }
    for place in tentative where open[place].leavesOut {
      open[place].leavesOut = false
      leavingOut -= 1
    }
    tentative = []
  }

  private func isOpen(_ name: String) -> Bool { places[name]?.isEmpty == false }

  private func isOpen(_ names: [String], above place: Int) -> Bool {
    names.contains { (places[$0]?.last ?? -1) > place }
  }

  // MARK: What is not said

  /// A head ends where something begins that cannot stand in it.
  private mutating func leaveHead() {
    guard open.last?.name == "head" else { return }
    pop(to: open.count - 1)
  }

  private mutating func leaveHead(before byte: UInt8) {
    if !Ascii.isSpace(byte) { leaveHead() }
  }

  /// An item ends the one before it, and a block the paragraph that it stands in.
  private mutating func closeImplied(by name: String, at start: Int) {
    if HTMLElements.blocks.contains(name), let place = places["p"]?.last,
      !isOpen(HTMLElements.walls, above: place), lastBlock == place
    {
      pop(to: place)
    }
    // A link holds no other.
    if name == "a", let place = places["a"]?.last, lastBlock < place { pop(to: place) }
    guard let rule = HTMLElements.implied[name] else { return }
    let place = rule.ends.compactMap { places[$0]?.last }.max()
    if let place, !isOpen(rule.within, above: place) { pop(to: place) }
  }

  // MARK: Paragraphs

  /// Ends the paragraph; one that is nothing but a link leads to another article.
  private mutating func endParagraph(at offset: Int) {
    guard leavingOut == 0 else { return }
    let isHeadline = isOpen("h1") || isOpen("h2") && facts.headline == nil
    if paragraph.isLink, strictness != .silent, !isHeadline {
      text.truncate(to: paragraph.start)
    }
    text.breakParagraph(at: offset)
    paragraph = HTMLParagraph(start: text.bytes.count)
  }

  /// The number of a note is no digit of the number that it stands at: 181,059¹.
  private mutating func endSuperscript(from start: Int) {
    superscript = nil
    guard start < text.bytes.count else { return }
    let isNote = text.bytes[start...].allSatisfy {
      Ascii.isDigit($0) || Ascii.isSpace($0) || "[](),*".utf8.contains($0)
    }
    if isNote { text.truncate(to: start) }
  }
}

/// What a paragraph of a page has so far, in links and beside them.
struct HTMLParagraph {
  /// Where it begins in the text.
  var start = 0
  private var hasLink = false
  /// Letters and digits that stand in no link; more than any lead to a link has are not kept.
  private var beside: [UInt8] = []

  private static let longestLead = 40
  private static let leads: Set<String> = [
    "", "related", "relatedstory", "relatedstories", "readmore", "readalso", "alsoread", "seealso",
    "more", "moreonthis", "leatambién", "leetambién", "leamás", "leemás", "vertambién",
    "veatambién",
    "relacionado", "relacionada", "relacionados", "notarelacionada", "notasrelacionadas",
    "lepuedeinteresar", "tepuedeinteresar", "másinformación",
  ]

  init(start: Int = 0) { self.start = start }

  mutating func take(_ byte: UInt8, isLinked: Bool) {
    if isLinked {
      hasLink = true
    } else if beside.count < HTMLParagraph.longestLead,
      Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte >= 0x80
    {
      beside.append(byte)
    }
  }

  /// Whether it is a link, or a link with "Read more" before it.
  var isLink: Bool {
    guard hasLink, beside.count < HTMLParagraph.longestLead else { return false }
    let words = String(decoding: beside, as: UTF8.self).lowercased().filter {
      $0.isLetter || $0.isNumber
    }
    return HTMLParagraph.leads.contains(words)
  }
}
