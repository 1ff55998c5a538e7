/// A language Trocha speaks.
public enum Language: String, CaseIterable, Codable, Sendable {
  /// Numbers as `1,234.5`, a change as `+36.5%`.
  case english = "en"
  /// Numbers as `1.234,5`, a change as `+36,5 %`.
  case spanish = "es"

  /// One of two texts.
  public func callAsFunction(_ english: String, _ spanish: String) -> String {
    self == .english ? english : spanish
  }
}
