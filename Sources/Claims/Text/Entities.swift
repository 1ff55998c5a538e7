import Tabular

/// Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
enum Entities {
  private static let longest = 12

  /// The names of Latin-1 and of typography, from the HTML standard's list; read once.
  private static let names: [String: String] = {
    var names: [String: String] = [:]
    guard var table = try? CSVTable(ByteStream(path: LexiconFolders.shipped("entities.csv"))) else {
      return names
    }
    let (name, code) = (table.requiredColumn("name"), table.requiredColumn("code"))
    while (try? table.next()) == true {
      if let value = UInt32(table.text(code), radix: 16), let scalar = Unicode.Scalar(value) {
        names[table.text(name)] = String(Character(scalar))
      }
    }
    return names
  }()

  /// The character that a reference at an offset stands for, and the reference's length in bytes;
  /// `nil` when it is none.
  static func character(_ input: [UInt8], at start: Int) -> (String, Int)? {
    let limit = min(input.count, start + longest)
    var end = start + 1
    while end < limit, input[end] != UInt8(ascii: ";") {
      let byte = input[end]
      guard Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "#") else {
        return nil
      }
      end += 1
    }
    guard end < limit else { return nil }
    let name = String(decoding: input[(start + 1)..<end], as: UTF8.self)
    guard let text = text(name) else { return nil }
    return (text, end + 1 - start)
  }

  private static func text(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let value =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    // Control characters are no words; a terminal or a page must not get them.
    guard let value, value >= 0x20, !(0x7F..<0xA0).contains(value),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return String(Character(scalar))
  }
}
