/// A text in both languages.
public struct Localized: Hashable, Codable, Sendable {
  /// In English.
  public let en: String
  /// In Spanish.
  public let es: String

  /// A text in English and in Spanish.
  public init(_ english: String, _ spanish: String) {
    en = english
    es = spanish
  }

  /// The text in a language.
  public func callAsFunction(_ language: Language) -> String { language(en, es) }
}
