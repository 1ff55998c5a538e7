import Periods

/// The header of a message or of one of its parts (RFC 5322, section 2.2).
struct MailHeader {
  /// The fields by their names in lower case, unfolded; of two of a name the first counts.
  private(set) var fields: [String: String] = [:]

  /// Reads the header that bytes begin with, and reports where what follows it begins.
  init(_ bytes: ArraySlice<UInt8>) {
    var at = bytes.startIndex
    var name = ""
    var value: [UInt8] = []
    /// Of a name that is there already, nothing is kept.
    func keep(_ fields: inout [String: String]) {
      if !name.isEmpty, fields[name] == nil { fields[name] = Charset.text(value, charset: nil) }
    }
    while at < bytes.endIndex {
      let end = bytes[at...].firstIndex(of: Ascii.newline) ?? bytes.endIndex
      var line = bytes[at..<end]
      if line.last == 0x0D { line.removeLast() }
      let next = min(end + 1, bytes.endIndex)
      if line.isEmpty {
        at = next
        break
      }
      if line.first == Ascii.space || line.first == 0x09 {
        if value.count < MailHeader.longest {
          value += [Ascii.space] + line.drop(while: Ascii.isSpace)
        }
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")),
        MailHeader.isName(line[..<colon])
      {
        keep(&fields)
        name = String(decoding: line[..<colon], as: UTF8.self).lowercased().trimmed
        value = Array(line[(colon + 1)...].drop(while: Ascii.isSpace))
      } else if !line.starts(with: Array("From ".utf8)) {
        // The blank line is missing: what is no field belongs to the text.
        break
      }
      at = next
    }
    keep(&fields)
    body = at
  }

  /// Where what follows the header begins.
  private(set) var body: Int

  /// No field that matters is longer.
  private static let longest = 20_000

  subscript(name: String) -> String { fields[name] ?? "" }

  /// Printing characters; old writers put a blank before the colon.
  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.last == Ascii.space ? bytes.dropLast() : bytes
    return !name.isEmpty && name.count <= 76 && name.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  /// Whether a text begins as a message does: with fields, of which two are those of mail and one is
  /// such as no press release has at its top.
  static func begins(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).prefix(60)
    var names: Set<String> = []
    for (index, line) in lines.enumerated() {
      if line.first == " " || line.first == "\t" {
        if index == 0 { return false }
        continue
      }
      if index == 0, line.hasPrefix("From ") { continue }
      guard let colon = line.firstIndex(of: ":"),
        isName(Array(line[..<colon].utf8)[...])
      else { break }
      names.insert(line[..<colon].lowercased())
    }
    let own: Set<String> = [
      "message-id", "mime-version", "received", "return-path", "delivered-to",
    ]
    return !names.isDisjoint(with: own) && !names.isDisjoint(with: ["from", "date", "subject"])
  }

  // MARK: Values

  /// A value before its first ";", in lower case, and its parameters (RFC 2045, section 5.1; of RFC 2231
  /// what names of files need).
  func parameters(_ name: String) -> (value: String, parameters: [String: String]) {
    var parts: [String] = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in self[name] {
      if isEscaped {
        parts[parts.count - 1].append(character)
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let key = part[..<equals].lowercased().trimmed
      let value = String(part[part.index(after: equals)...]).trimmed
      parameters[key] = value
    }
    return (parts[0].lowercased().trimmed, parameters)
  }

  /// A day as mail writes it: `Thu, 5 Oct 2023 22:15:00 -0400`. It is the writer's day.
  var day: DocumentDay? {
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let words = self["date"].split { $0 == " " || $0 == "," || $0 == "\t" }.map(String.init)
    for (index, word) in words.enumerated().prefix(2) where index + 2 < words.count {
      guard word.count <= 2, let day = Int(word), var year = Int(words[index + 2]),
        let month = months.firstIndex(of: words[index + 1].prefix(3).lowercased())
      else { continue }
      // RFC 5322, section 4.3: years of two digits.
      if words[index + 2].count == 2 { year += year < 50 ? 2000 : 1900 }
      guard let date = Day(year: year, month: month + 1, day: day), WrittenDay.isPlausible(date)
      else {
        return nil
      }
      return DocumentDay(date, from: .document, words: "Date")
    }
    return nil
  }
}
