/// The words of a PDF's pages with where they stand, as poppler's `pdftotext -bbox-layout` writes them,
/// made into paragraphs.
///
/// A PDF holds words at places, not paragraphs: lines of a block are joined, words that were parted at
/// a line's end are whole again, and what repeats at the top or bottom of pages is left out.
package struct PDFLayout: Sendable {
  package private(set) var pages = 0
  /// Paragraphs with an empty line between them.
  package let text: String

  struct Line {
    var text: String
    var page: Int
    var block: Int
    var left, right, top, bottom: Double
    /// Of the page.
    var pageHeight: Double
  }

  /// - Parameter xhtml: what pdftotext wrote.
  package init(xhtml: some Collection<UInt8>) {
    var reader = PDFLayoutReader()
    reader.read(Array(xhtml))
    pages = reader.pages
    let repeated = PDFMargins(reader.lines, pages: reader.pages)
    text = PDFLayout.paragraphs(reader.lines.filter { !repeated.holds($0) })
  }

  // MARK: Paragraphs

  /// A line ends its paragraph when it is much shorter than its block and ends a sentence.
  private static let shortLine = 0.85
  /// Lines this much farther apart than the line is high stand in two paragraphs.
  private static let gap = 0.9

  private static func paragraphs(_ lines: [Line]) -> String {
    var widest: [Int: Double] = [:]
    for line in lines { widest[line.block] = max(widest[line.block] ?? 0, line.right) }
    var paragraphs: [String] = []
    var before: Line?
    for line in lines {
      if let last = before, let open = paragraphs.last,
        goesOn(from: last, to: line, open, right: widest[last.block] ?? last.right)
      {
        paragraphs[paragraphs.count - 1] = joined(open, line.text)
      } else {
        paragraphs.append(line.text)
      }
      before = line
    }
    return paragraphs.joined(separator: "\n\n")
  }

  private static func goesOn(from last: Line, to line: Line, _ open: String, right: Double) -> Bool
  {
    let endsSentence = open.last.map { ".!?:”\"»".contains($0) } ?? false
    guard last.block == line.block else {
      // The sentence goes on at the top of the next column or page.
      let isMoved = last.page != line.page || line.top < last.top
      return isMoved && !endsSentence && line.text.first?.isLowercase == true
    }
    let height = max(1, last.bottom - last.top)
    if line.top - last.bottom > gap * height { return false }
    let width = right - last.left
    return !(endsSentence && last.right - last.left < shortLine * width)
  }

  /// Parts of words that keep their hyphen: "twenty-five", "mid-August".
  private static let hyphenated: Set<String> = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "mid", "non",
    "self", "year", "three", "two", "four", "one", "half", "cross", "anti", "co", "ex",
  ]

  private static func joined(_ open: String, _ line: String) -> String {
    guard let last = open.last else { return line }
    // A soft hyphen stands only where a word was parted.
    if last == "\u{AD}" { return open.dropLast() + line }
    let isParted =
      (last == "-" || last == "\u{2010}") && open.dropLast().last?.isLetter == true
      && line.first?.isLetter == true
    guard isParted else { return open + " " + line }
    let word = open.dropLast().reversed().prefix { $0.isLetter }.reversed()
    let keeps = line.first?.isLowercase == false || hyphenated.contains(String(word).lowercased())
    return keeps ? open + line : open.dropLast() + line
  }
}

/// Reads lines off pdftotext's XHTML, which has one element a line.
private struct PDFLayoutReader {
  var pages = 0
  var lines: [PDFLayout.Line] = []
  private var block = 0
  private var height = 0.0
  private var line: PDFLayout.Line?

  mutating func read(_ xhtml: [UInt8]) {
    var scanner = HTMLScanner(xhtml, keeping: ["xmin", "xmax", "ymin", "ymax", "height"])
    var word: Int?
    while scanner.at < xhtml.count {
      let start = scanner.at
      guard xhtml[start] == Ascii.less else {
        scanner.at += 1
        continue
      }
      switch scanner.mark() {
      case .start(let tag):
        begin(tag)
        if tag.name == "word" { word = scanner.at }
      case .end("word"):
        if let from = word { add(HTMLScanner.unescaped(xhtml, from..<start)) }
        word = nil
      case .end("line"):
        if let line, !line.text.isEmpty { lines.append(line) }
        line = nil
      case .text: scanner.at += 1
      default: break
      }
    }
  }

  private mutating func begin(_ tag: HTMLTag) {
    switch tag.name {
    case "page":
      pages += 1
      height = Double(tag["height"]) ?? 0
    case "block": block += 1
    case "line":
      line = PDFLayout.Line(
        text: "", page: pages, block: block, left: Double(tag["xmin"]) ?? 0,
        right: Double(tag["xmax"]) ?? 0, top: Double(tag["ymin"]) ?? 0,
        bottom: Double(tag["ymax"]) ?? 0, pageHeight: height)
    default: break
    }
  }

  private mutating func add(_ word: String) {
    guard let text = line?.text else { return }
    line?.text = text.isEmpty ? word : text + " " + word
  }
}

/// What stands at the top and bottom of several pages: headers, footers, numbers of pages.
private struct PDFMargins {
  /// The share of a page's height at its top and at its bottom that headers and footers stand in.
  private static let share = 0.12

  private let repeated: Set<String>

  init(_ lines: [PDFLayout.Line], pages: Int) {
    var found: [String: Set<Int>] = [:]
    for line in lines where PDFMargins.isInMargin(line) {
      let words = PDFMargins.words(line)
      if words.contains(where: \.isLetter) { found[words, default: []].insert(line.page) }
    }
    // Left and right pages may differ, and the first page may have none.
    let enough = max(2, pages / 3)
    repeated = Set(found.filter { $0.value.count >= enough }.keys)
  }

  func holds(_ line: PDFLayout.Line) -> Bool {
    guard PDFMargins.isInMargin(line) else { return false }
    return PDFMargins.isPageNumber(line.text) || repeated.contains(PDFMargins.words(line))
  }

  private static func isInMargin(_ line: PDFLayout.Line) -> Bool {
    guard line.pageHeight > 0 else { return false }
    return line.bottom <= share * line.pageHeight || line.top >= (1 - share) * line.pageHeight
  }

  /// The words without the number of the page at either end.
  private static func words(_ line: PDFLayout.Line) -> String {
    var words = line.text.lowercased().split(separator: " ")
    if words.last.map(isNumber) == true { words.removeLast() }
    if words.first.map(isNumber) == true { words.removeFirst() }
    return words.joined(separator: " ")
  }

  private static func isNumber(_ word: Substring) -> Bool {
    word.utf8.count <= 4 && word.utf8.allSatisfy(Ascii.isDigit)
  }

  /// "3", "- 3 -", "Page 3 of 12", "Página 3", "3/12".
  private static func isPageNumber(_ text: String) -> Bool {
    let words = text.lowercased().split { " -–—/|".contains($0) }
    guard (1...4).contains(words.count) else { return false }
    let known: Set<Substring> = ["page", "página", "pagina", "pág.", "p.", "of", "de", "seite"]
    return words.contains(where: isNumber)
      && words.allSatisfy { isNumber($0) || known.contains($0) }
  }
}
