import Periods
import Tabular

/// An article as it came: its words, what it is called, and its day.
package struct Document: Sendable {
  package var kind: DocumentKind
  /// What the bytes of claims are counted in: the file as UTF-8; of a mail and a PDF the text that was
  /// read, since it does not stand in the file as such.
  package let text: String
  /// Its headline, subject or title.
  package var headline: String?
  /// The day that it gives itself.
  package var day: DocumentDay?
  /// What is attached and was not read.
  package var attachments: [String] = []
  let article: ArticleText

  /// Bytes of text that are read; an article has some thousands.
  package static let longestText = 4 << 20
  /// Bytes of a mail or a PDF, which may hold pictures.
  package static let longestFile = 40 << 20

  /// The words that are read, without what marks them up.
  package var words: String { String(decoding: article.bytes, as: UTF8.self) }

  /// A text that is no file.
  package init(text: String, format: TextFormat = .plain) {
    self.text = text
    kind = DocumentKind(rawValue: format.rawValue) ?? .plain
    article = ArticleText(text, format: format)
  }

  /// Reads text, HTML, Markdown or a mail.
  ///
  /// - Parameters:
  ///   - name: of the file, for messages and to recognise what it is.
  ///   - kind: what it is; `nil` to recognise it by the bytes and the name.
  /// - Throws: an `InputError` when the bytes are no text, are more than ``longestText``, or are a PDF,
  ///   whose words poppler reads first (``PDFLayout``).
  package init(_ bytes: [UInt8], name: String, kind: DocumentKind? = nil) throws(InputError) {
    let kind = kind ?? DocumentKind.guess(name: name, bytes: bytes)
    self.kind = kind
    if kind == .email {
      let message = MailMessage(bytes)
      let subject = message.subject
      text = [subject, message.text].filter { !$0.isEmpty }.joined(separator: "\n\n")
      headline = subject.isEmpty ? nil : subject
      day = message.header.day
      attachments = message.attachments
      article = ArticleText(text, format: .plain)
    } else {
      text = try Charset.text(
        bytes, declared: kind == .html ? Document.declaredCharset(bytes) : nil, file: name)
      if kind == .html {
        let page = HTMLText.read(Array(text.utf8))
        article = page.text
        headline = page.facts.name
        day = page.facts.day
      } else {
        article = ArticleText(text, format: kind.textFormat)
      }
    }
    try finish(name)
  }

  /// The words of a PDF.
  package init(_ layout: PDFLayout, name: String) throws(InputError) {
    kind = .pdf
    text = layout.text
    article = ArticleText(text, format: .plain)
    guard !text.isEmpty else {
      throw InputError(
        InputIssue(
          file: name, expected: "a PDF with text",
          found: "\(layout.pages) \(layout.pages == 1 ? "page" : "pages") without a word (a scan?)")
      )
    }
    try finish(name)
  }

  private mutating func finish(_ name: String) throws(InputError) {
    guard text.utf8.count <= Document.longestText else { throw Document.tooLong(name) }
    // A mail has its day in its header, and quotes others in its text.
    if day == nil, kind != .email {
      let start = article.bytes.prefix(8192)
      day = Dateline.day(String(decoding: start, as: UTF8.self))
    }
  }

  /// What is said of a text that is no article by its length.
  package static func tooLong(_ name: String) -> InputError {
    InputError(
      InputIssue(
        file: name, expected: "an article of at most \(longestText >> 20) MB of text",
        found: "more"))
  }

  /// The charset that a page names in its first kilobyte, where browsers look for it
  /// (https://html.spec.whatwg.org/#determining-the-character-encoding).
  private static func declaredCharset(_ bytes: [UInt8]) -> String? {
    let start = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    guard let mark = start.range(of: "charset=") else { return nil }
    let name = start[mark.upperBound...].drop { "\"' ".contains($0) }
      .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
