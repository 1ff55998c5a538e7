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
