import Foundation

/// The inputs of a question as text, by name: as an address, a body or a command line has them.
package struct InputTexts: Equatable, Sendable {
  private var values: [String: [String]] = [:]

  package init() {}

  /// What is given under a name; none where nothing is. Empty texts count as nothing.
  package subscript(name: String) -> [String] {
    get { values[name] ?? [] }
    set {
      let said = newValue.filter { !$0.isEmpty }
      values[name] = said.isEmpty ? nil : said
    }
  }

  /// In order of the alphabet.
  package var names: [String] { values.keys.sorted() }

  /// Reads `a=b&c=d`, percent-encoded, with plus signs for spaces.
  package init(query: String) {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map {
        $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
      }
      self[decoded[0]].append(decoded.count > 1 ? decoded[1] : "")
    }
  }

  /// A member of a JSON object whose value is text, a number, a truth value, or an array of these.
  private enum Member: Decodable {
    case texts([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .texts([])
      } else if let list = try? container.decode([Member].self) {
        self = .texts(list.flatMap(\.all))
      } else if let flag = try? container.decode(Bool.self) {
        self = .texts(["\(flag)"])
      } else if let whole = try? container.decode(Int.self) {
        self = .texts(["\(whole)"])
      } else if let number = try? container.decode(Double.self) {
        self = .texts(["\(number)"])
      } else {
        self = .texts([try container.decode(String.self)])
      }
    }

    var all: [String] {
      switch self {
      case .texts(let texts): texts
      }
    }
  }

  /// Reads the members of a JSON object, snake case, as inputs; `nil` for what is no such object.
  ///
  /// - Parameter others: members that are no inputs and may have any form.
  package init?(json data: Data, besides others: Set<String> = []) {
    struct Anything: Decodable {
      var member: Member?
      init(from decoder: any Decoder) throws { member = try? Member(from: decoder) }
    }
    guard let members = try? JSONDecoder().decode([String: Anything].self, from: data) else {
      return nil
    }
    for (name, value) in members where !others.contains(name) {
      guard let member = value.member else { return nil }
      self[name.replacing("_", with: "-")] = member.all
    }
  }

  /// `a=b&c=d` in order of the names, percent-encoded.
  package func query(_ order: [String]) -> String {
    order.flatMap { name in self[name].map { "\(name)=\(InputTexts.encoded($0))" } }
      .joined(separator: "&")
  }

  /// Text as a value of an address.
  package static func encoded(_ text: String) -> String {
    // Unreserved characters of RFC 3986, 2.3.
    let plain = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
