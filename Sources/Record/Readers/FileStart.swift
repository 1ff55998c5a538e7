import Tabular

/// The beginning of a file, by which readers recognise their formats.
package enum FileStart {
  /// Whether one of a table's first lines has column names for which `isHeader` holds: titles may
  /// stand above the header.
  package static func hasHeader(_ start: String, _ isHeader: (Set<String>) -> Bool) -> Bool {
    start.split(whereSeparator: \.isNewline).prefix(mostLines).contains {
      isHeader(columnNames($0))
    }
  }

  /// Lines among which a header is looked for, as a table's reader does.
  static let mostLines = 25

  /// The column names of a line of comma-separated values, folded.
  static func columnNames(_ line: Substring) -> Set<String> {
    var names: Set<String> = []
    var name = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        names.insert(folded(name))
        name = ""
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
    return String(plain).split { $0.isWhitespace }.joined(separator: " ")
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
