/// What a file with an article is.
package enum DocumentKind: String, CaseIterable, Codable, Sendable {
  case plain = "text"
  case html
  case markdown
  case email
  case pdf

  /// Bytes of a file's beginning that show what it is.
  package static let enough = 4096

  /// How its text is marked up once it was read.
  package var textFormat: TextFormat {
    switch self {
    case .html: .html
    case .markdown: .markdown
    case .plain, .email, .pdf: .plain
    }
  }

  /// What the first bytes say for certain, else what the name shows, else what the bytes look like.
  package static func guess(name: String, bytes: some Collection<UInt8>) -> DocumentKind {
    let start = Array(bytes.prefix(enough))
    // Readers of PDF take the mark anywhere in the first kilobyte (ISO 32000-2, annex I.2); a text may
    // speak of it, so here only blanks and a byte order mark may stand before it.
    let mark = start.drop { Ascii.isSpace($0) || [0xEF, 0xBB, 0xBF].contains($0) }
    if mark.starts(with: Array("%PDF-".utf8)) { return .pdf }
    let folder = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let file = name[folder...].lowercased()
    let ending = file.lastIndex(of: ".").map { file[file.index(after: $0)...] } ?? ""
    switch ending {
    case "html", "htm", "xhtml": return .html
    case "md", "markdown": return .markdown
    case "eml": return .email
    default: break
    }
    let text = String(decoding: start, as: UTF8.self)
    if MailHeader.begins(text) { return .email }
    if !ending.isEmpty { return .plain }
    let lower = text.prefix(512).lowercased()
    return lower.contains("<html") || lower.contains("<!doctype html") ? .html : .plain
  }
}
