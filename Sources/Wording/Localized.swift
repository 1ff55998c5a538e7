/// A text in both languages.
public struct Localized: Hashable, Codable, Sendable {
  public let en: String
  public let es: String

  public init(_ english: String, _ spanish: String) {
    en = english
    es = spanish
  }

  public func callAsFunction(_ language: Language) -> String { language(en, es) }
}
