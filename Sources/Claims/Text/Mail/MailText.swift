/// The words of a message's plain text that are its writer's own.
enum MailText {
  /// Leaves out quoted lines ("> "), the line that announces them, the signature ("-- ", RFC 3676,
  /// section 4.3) and an earlier message below its mark; joins lines that a writer's program broke
  /// (`format=flowed`, section 4.1).
  static func own(_ text: String, isFlowed: Bool, dropsSpace: Bool) -> String {
    var lines: [Substring] = []
    var isQuoting = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line == "-- " || line == "--" || isEarlierMessage(line) { break }
      let isQuoted = line.first == ">"
      if isQuoted, !isQuoting { dropAnnouncement(&lines) }
      isQuoting = isQuoted || isQuoting && line.allSatisfy(\.isWhitespace)
      if isQuoted {
        // A quotation parts two paragraphs.
        if lines.last != "" { lines.append("") }
      } else {
        lines.append(line)
      }
    }
    let joined = isFlowed ? flowed(lines, dropsSpace: dropsSpace) : lines.joined(separator: "\n")
    return trimmedLines(joined)
  }

  private static func isEarlierMessage(_ line: Substring) -> Bool {
    guard line.hasPrefix("-----") else { return false }
    let words = line.filter { $0.isLetter || $0 == " " }.lowercased().trimmed
    return words == "original message" || words == "mensaje original"
  }

  /// "On Thu, Oct 5, 2023, A wrote:" above a quotation, which may be broken into two or three lines.
  private static func dropAnnouncement(_ lines: inout [Substring]) {
    var end = lines.count
    while end > 0, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
    guard end > 0, lines[end - 1].trimmingEnd.hasSuffix(":") else { return }
    let openings = ["on ", "el ", "le ", "am "]
    let lowest = max(0, end - 3)
    for index in (lowest..<end).reversed() {
      let line = lines[index].lowercased()
      if openings.contains(where: line.hasPrefix) {
        lines.removeSubrange(index...)
        return
      }
      if line.allSatisfy(\.isWhitespace) { return }
    }
  }

  /// A line that ends in a blank goes on in the next; a blank at the beginning was put there.
  private static func flowed(_ lines: [Substring], dropsSpace: Bool) -> String {
    var result = ""
    for var line in lines {
      if line.first == " " { line.removeFirst() }
      if line.last == " " {
        result += dropsSpace ? line.dropLast() : line
      } else {
        result += line + "\n"
      }
    }
    return result
  }

  static func trimmedLines(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

extension Substring {
  /// Without the blanks at its end.
  fileprivate var trimmingEnd: Substring {
    var line = self
    while line.last?.isWhitespace == true { line.removeLast() }
    return line
  }
}
