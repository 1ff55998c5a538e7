/// A language Trocha speaks.
public enum Language: String, CaseIterable, Codable, Sendable {
  case english = "en"
  case spanish = "es"

  /// One of two texts.
  public func callAsFunction(_ english: String, _ spanish: String) -> String {
    self == .english ? english : spanish
  }
}
