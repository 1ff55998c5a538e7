import Tabular

/// The beginning of a file, by which readers recognise their formats.
enum FileStart {
  /// The file's first text; before that of a table stands a line with its column names between
  /// commas, whatever the file itself has between them.
  static func text(of file: PublishedFile, _ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") { return text }
    guard let stream = try? ByteStream(path: file.path, name: file.name),
      let header = try? CSVTable(stream).header
    else { return text }
    let names = header.map { "\"\($0.filter { $0 != "\"" && !$0.isNewline })\"" }
    return names.joined(separator: ",") + "\n" + text
  }

  /// The column names of a text's first line, folded.
  static func columnNames(_ start: String) -> Set<String> {
    columnNames(line: start.prefix { !$0.isNewline })
  }

  /// The column names of a line, folded; commas between quotes separate nothing.
  static func columnNames(line: Substring) -> Set<String> {
    var names: Set<String> = []
    var name = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case ",", ";", "\t":
        if isQuoted {
          name.append(character)
        } else {
          names.insert(folded(name))
          name = ""
        }
      default: name.append(character)
      }
    }
    names.insert(folded(name))
    return names
  }

  /// A column's name in lower case, single spaces for underscores, hyphens and stops, without
  /// brackets: `Month (abbv)` and `month_abbv` are one name.
  static func folded(_ name: String) -> String {
    let plain = name.lowercased().map { character -> Character in
      switch character {
      case "_", "-", "\u{FEFF}", "(", ")", "/": " "
      case "\u{2019}": "'"
      default: character
      }
    }
    return String(plain).split(separator: " ").joined(separator: " ")
  }
}

extension CSVTable {
  /// Whether the current row holds HXL hashtags.
  var isTagRow: Bool {
    var tags = 0
    for column in header.indices {
      guard let first = reader.bytes(column).first else { continue }
      guard first == UInt8(ascii: "#") else { return false }
      tags += 1
    }
    return tags > 0
  }
}
