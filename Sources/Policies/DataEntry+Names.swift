import Tabular
import Wording

/// How the files of a corridor write texts, countries, fixed words and references to one another.
extension DataEntry {
  /// A text in both languages, under `en` and `es`.
  package var localized: Localized? {
    knows(["en", "es"])
    guard let english = required("en")?.text, let spanish = required("es")?.text else { return nil }
    return Localized(english, spanish)
  }

  /// A country, ISO 3166-1 alpha-3.
  package var country: String? {
    value("a country's three letters, such as VEN") { isCountryCode($0) ? $0 : nil }
  }

  /// One of the words of a type.
  package func choice<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value?
  where Value.RawValue == String {
    choice(Value.allCases.map(\.rawValue)).flatMap { Value(rawValue: $0) }
  }

  /// Reports a name that is not among the known ones, and suggests a similar one.
  package func unknown(
    _ name: String, expected: String, among known: some Sequence<String>
  ) {
    wrong(expected: expected, found: "\"\(name)\"", hint: suggestionHint(for: name, among: known))
  }
}

/// Whether a text has the form of an ISO 3166-1 alpha-3 code.
func isCountryCode(_ text: String) -> Bool {
  text.count == 3 && text.allSatisfy { $0.isASCII && $0.isUppercase }
}
