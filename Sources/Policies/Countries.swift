import Foundation
import Wording

/// Names of countries, so that nobody needs their codes.
package struct Countries: Sendable {
  private let names: [String: Localized]
  private let codes: [String: String]

  /// Codes alone: nothing is named.
  package static let unnamed = Countries([:])

  /// - Parameter names: names by ISO 3166-1 alpha-3 code.
  package init(_ names: [String: Localized]) {
    self.names = names
    var codes: [String: String] = [:]
    for (code, name) in names {
      for text in [code, name.en, name.es] { codes[Countries.folded(text)] = code }
    }
    self.codes = codes
  }

  package var isEmpty: Bool { names.isEmpty }

  package func name(_ code: String, _ language: Language) -> String {
    names[code]?(language) ?? code
  }

  /// The code of a country by its code or its name in either language, in any case and with or without
  /// accents.
  package func code(_ text: String) -> String? { codes[Countries.folded(text)] }

  /// All names in a language, in its alphabetical order, for lists to choose from.
  package func all(_ language: Language) -> [(code: String, name: String)] {
    names.map { ($0.key, $0.value(language)) }
      .sorted { (Countries.folded($0.1), $0.0) < (Countries.folded($1.1), $1.0) }
  }

  /// Names and codes, for what was meant by a slip.
  package var suggestions: [String] {
    (names.values.flatMap { [$0.en, $0.es] } + names.keys).sorted()
  }

  private static func folded(_ text: String) -> String {
    String(
      text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
        !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark
      }
      .map(Character.init)
    ).split(separator: " ").joined(separator: " ")
  }
}
