/// A text in both languages.
package struct Localized: Hashable, Codable, Sendable {
  package let en: String
  package let es: String

  package init(_ english: String, _ spanish: String) {
    en = english
    es = spanish
  }

  package func callAsFunction(_ language: Language) -> String { language(en, es) }
}
