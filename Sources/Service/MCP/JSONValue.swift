import Foundation

/// A value of JSON as it came, or as it goes.
enum JSONValue: Equatable, Sendable {
  case none
  case flag(Bool)
  case whole(Int64)
  /// A number that is no whole one of 64 bits, as it is written.
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])
  /// JSON that was written elsewhere, in one line.
  case written(String)

  /// Reads JSON; `nil` for what is none.
  init?(_ data: Data) {
    // The decoder takes UTF-16 as well, which the protocol does not.
    guard String(validating: data, as: UTF8.self) != nil,
      let value = try? JSONDecoder().decode(JSONValue.self, from: data)
    else { return nil }
    self = value
  }

  /// What a value is as JSON.
  init(_ value: some Encodable) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
  }

  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var members: [String: JSONValue]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}

extension JSONValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let whole = try? container.decode(Int64.self) {
      self = .whole(whole)
    } else if let whole = try? container.decode(UInt64.self) {
      self = .number("\(whole)")
    } else if let number = try? container.decode(Double.self) {
      self = .number("\(number)")
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(integerLiteral whole: Int64) { self = .whole(whole) }
  init(arrayLiteral list: JSONValue...) { self = .list(list) }
  init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(Dictionary(members) { _, last in last })
  }
}

extension JSONValue {
  /// JSON in one line, the members of objects in order of their names.
  var line: String {
    var line = ""
    write(to: &line)
    return line
  }

  private func write(to line: inout String) {
    switch self {
    case .none: line += "null"
    case .flag(let flag): line += flag ? "true" : "false"
    case .whole(let whole): line += "\(whole)"
    case .number(let number): line += number
    case .text(let text): JSONValue.quote(text, to: &line)
    case .written(let json): line += json
    case .list(let list):
      line += "["
      for (index, value) in list.enumerated() {
        if index > 0 { line += "," }
        value.write(to: &line)
      }
      line += "]"
    case .object(let members):
      line += "{"
      for (index, (name, value)) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { line += "," }
        JSONValue.quote(name, to: &line)
        line += ":"
        value.write(to: &line)
      }
      line += "}"
    }
  }

  /// Text in quotes (RFC 8259, 7). The two separators of lines that JSON allows and JavaScript did not
  /// are escaped as well, so that a message is one line for every reader.
  private static func quote(_ text: String, to line: inout String) {
    line += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.unicodeScalars.append(scalar)
      }
    }
    line += "\""
  }
}
