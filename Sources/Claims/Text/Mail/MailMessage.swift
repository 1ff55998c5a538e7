/// A message's words: its subject, and the parts of it that are to be read (RFC 2045, 2046).
struct MailMessage {
  let header: MailHeader
  /// The text that is read, with quoted mail and the signature left out.
  private(set) var text = ""
  /// What is attached and was not read: names of files, or kinds.
  private(set) var attachments: [String] = []

  /// Parts within parts further down are not read; no writer goes so deep.
  private static let deepest = 12

  init(_ bytes: [UInt8]) {
    header = MailHeader(bytes[...])
    text = read(header, bytes[header.body...], depth: 0)
  }

  var subject: String {
    TransferEncoding.words(header["subject"]).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
  }

  private mutating func read(_ header: MailHeader, _ body: ArraySlice<UInt8>, depth: Int) -> String
  {
    var (kind, parameters) = header.parameters("content-type")
    if !kind.contains("/") { kind = "text/plain" }
    let isMultipart = kind.hasPrefix("multipart/")
    if depth > MailMessage.deepest || !isMultipart && isAttachment(header, kind) {
      attachments.append(name(header, kind))
      return ""
    }
    if isMultipart, let boundary = parameters["boundary"], !boundary.isEmpty {
      let parts = MailMessage.parts(body, boundary: boundary)
      return kind == "multipart/alternative"
        ? alternative(parts, depth: depth)
        : parts.map { read($0, $1, depth: depth + 1) }.filter { !$0.isEmpty }
          .joined(separator: "\n\n")
    }
    let bytes = TransferEncoding.decoded(body, header["content-transfer-encoding"])
    let text = Charset.text(bytes, charset: parameters["charset"])
    if kind == "text/html" {
      let page = HTMLText.read(Array(text.utf8)).text
      return MailText.trimmedLines(String(decoding: page.bytes, as: UTF8.self))
    }
    return MailText.own(
      text, isFlowed: parameters["format"]?.lowercased() == "flowed",
      dropsSpace: parameters["delsp"]?.lowercased() == "yes")
  }

  /// Of a text in several forms the plain one is read, unless it says little beside the other: "This
  /// message is shown in browsers only".
  private mutating func alternative(
    _ parts: [(MailHeader, ArraySlice<UInt8>)], depth: Int
  ) -> String {
    var (plain, other) = ("", "")
    for (header, body) in parts {
      let kind = header.parameters("content-type").value
      let text = read(header, body, depth: depth + 1)
      if kind == "text/plain" || kind.isEmpty {
        if plain.isEmpty { plain = text }
      } else if !text.isEmpty {
        // The last form is the richest (RFC 2046, section 5.1.4).
        other = text
      }
    }
    return 4 * plain.utf8.count >= other.utf8.count ? plain : other
  }

  private func isAttachment(_ header: MailHeader, _ kind: String) -> Bool {
    if kind != "text/plain", kind != "text/html" { return true }
    let disposition = header.parameters("content-disposition")
    return disposition.value == "attachment"
  }

  private func name(_ header: MailHeader, _ kind: String) -> String {
    let (disposition, type) = (
      header.parameters("content-disposition").parameters,
      header.parameters("content-type").parameters
    )
    if let name = disposition["filename"] ?? type["name"] { return TransferEncoding.words(name) }
    // RFC 2231: charset'language'name, with % escapes.
    if let name = disposition["filename*"] ?? type["name*"],
      let last = name.split(separator: "'", omittingEmptySubsequences: false).last
    {
      return String(last).removingPercentEncoding ?? String(last)
    }
    return kind
  }

  /// The parts between the lines of a boundary. What stands before the first and after the last is for
  /// readers that know no parts; a message that is cut off has its last part as far as it goes.
  private static func parts(
    _ body: ArraySlice<UInt8>, boundary: String
  ) -> [(MailHeader, ArraySlice<UInt8>)] {
    let mark = Array("--\(boundary)".utf8)
    var parts: [(MailHeader, ArraySlice<UInt8>)] = []
    var start: Int?
    var at = body.startIndex
    func close(_ end: Int) {
      guard let start, start <= end else { return }
      let part = body[start..<end]
      let header = MailHeader(part)
      parts.append((header, part[header.body...]))
    }
    while at < body.endIndex {
      let end = body[at...].firstIndex(of: Ascii.newline) ?? body.endIndex
      if body[at..<end].starts(with: mark) {
        let rest = body[(at + mark.count)..<end]
        let isLast = rest.starts(with: Array("--".utf8))
        if isLast || rest.allSatisfy(Ascii.isSpace) {
          close(at)
          start = isLast ? nil : min(end + 1, body.endIndex)
          if isLast { return parts }
        }
      }
      at = end + 1
    }
    close(body.endIndex)
    return parts
  }
}
